"""What the film of racing optimisers says, as its results have it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.descent.race import rests_on_saddle
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.race.results import Race
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant

VALLEY = "a long, narrow valley"
"""What the ravine is in plain words."""


PUSHES = ("momentum", "nesterov")
"""Rules that keep some of their last step."""
SOON, RISE = 4, 1.2
"""In so many steps a loss rises by such a factor, if one has gone too far."""


def name_of(race: Race, i: int) -> str:
    """Return the name of an optimiser."""
    return race.descents[i].spec.rule.title


def missed(race: Race, i: int) -> str:
    """Return why an optimiser has no number of steps; empty if it has one."""
    if race.descents[i].diverged_at is not None:
        return "diverged"
    if race.descents[i].stopped == "undefined":
        return "no loss"
    return "never" if race.arrivals[i] is None else ""


def rates_of(race: Race) -> list[str]:
    """Return the learning rate of each, as it is written."""
    return [significant(each.spec.learning_rate()) for each in race.descents]


def resting(race: Race) -> int | None:
    """Return the first optimiser that rests on a saddle, if one does."""
    for i, descent in enumerate(race.descents):
        if race.arrivals[i] is None and rests_on_saddle(descent, race.surface):
            return i
    return None


def saddle(race: Race, i: int) -> Phrase:
    """Say what the place is at which an optimiser rests, though ways lead down from it."""
    name = {"name": name_of(race, i)}
    if np.linalg.eigvalsh(race.surface.hessian(race.descents[i].final))[-1] > 0:
        return "A saddle: level, so {name} stops, though ways lead down.", name
    return "Where {name} rests, it is flat, but not lowest.", name


def outcome(race: Race) -> Phrase:
    """Say who is first."""
    goal = exact_number(race.goal)
    steps = [each for each in race.arrivals if each is not None]
    if not steps:
        return "None of them brings the loss below {goal} and keeps it there.", {"goal": goal}
    if race.winner is None:
        return "Several of them are first, after as many steps.", {}
    name = name_of(race, race.winner)
    if min(steps) == 1:
        return "First is {name}: a single step is enough.", {"name": name}
    return "First is {name}: after {steps} steps, its loss stays below {goal}.", {
        "name": name, "steps": grouped(min(steps)), "goal": goal,
    }  # fmt: skip


class Overshoot(NamedTuple):
    """Who goes too far with its momentum, and from which step to which its loss is rising."""

    who: int
    begin: int
    end: int


def overshooting(race: Race) -> Overshoot | None:
    """Return who goes too far, and when: to the last step at which its loss is high and rises.

    That is before the first has arrived; None if no loss rises much.
    """
    first = min((each for each in race.arrivals if each is not None), default=0)
    for i, descent in enumerate(race.descents):
        if descent.spec.optimizer in PUSHES:
            for step in range(1, first):
                later = descent.loss[step + 1 : min(step + SOON, first) + 1]
                if len(later) and later[0] > descent.loss[step] < later.max() / RISE:
                    loss = descent.loss[: first + 1]
                    rises = np.flatnonzero((np.diff(loss) > 0) & (loss[1:] > loss[step])) + 1
                    return Overshoot(i, step, int(rises[-1]))
    return None


def too_soon(race: Race) -> tuple[int, int] | None:
    """Return the step at which the winner is below the goal too soon, and when it is not any more.

    None if it stays below once it is there.
    """
    if race.won is None:
        return None
    winner, arrived = race.won
    above = race.descents[winner].loss[: arrived + 1] >= race.goal
    below = np.flatnonzero(~above[:arrived])
    if not len(below):
        return None
    begin = int(below[0])
    return begin, begin + int(above[begin:].argmax())


def above_again(race: Race, below: int, above: int) -> Phrase:
    """Say that the winner is below the goal too soon."""
    assert race.winner is not None
    return "{name} is below {goal} at step {below}, but above again at {above}.", {
        "name": name_of(race, race.winner).capitalize(), "goal": exact_number(race.goal),
        "below": grouped(below), "above": grouped(above),
    }  # fmt: skip


def rises_again(race: Race, i: int) -> Phrase:
    """Say that one has gone too far."""
    return "Too far: the loss of {name} rises again.", {"name": name_of(race, i)}


def elsewhere(race: Race) -> Phrase:
    """Say who wins on the other surface, and how that one did before."""
    other = race.elsewhere
    assert other is not None
    assert other.won is not None
    winner, steps = other.won
    name = name_of(other, winner)
    values = {"name": name, "steps": grouped(steps)}
    if race.arrivals[winner] is None:
        if steps == 1:
            return "{name}, which never arrived, needs a single step here.", {"name": name}
        return "{name}, which never arrived, is first here: {steps} steps.", values
    if steps == 1:
        return "Here {name} is first: it needs a single step.", {"name": name}
    return "Here {name} is first: {steps} steps.", values


BOWL = "a stretched bowl"
"""What the ravine is in plain words."""


def surface_name(race: Race) -> Phrase:
    """Name the surface of a race in plain words; a known one of no plain shape by its own name."""
    spec = race.descents[0].spec
    if spec.formula is not None:
        return "{title}", {"title": race.surface.title}
    if spec.surface == "ravine":
        return BOWL, {}
    return "test surface: {title}", {"title": race.surface.title}


def new_surface(race: Race) -> Phrase:
    """Say where the second race is run, and to which loss."""
    goal = {"goal": exact_number(race.goal)}
    if surface_name(race)[0] == BOWL:
        return "A stretched bowl, other rates. Now to stay below {goal}.", goal
    return "Another surface, other rates. Now to stay below {goal}.", goal
