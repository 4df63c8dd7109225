"""What the film of racing optimisers says, as its results have it."""

from __future__ import annotations

import numpy as np

from engine.descent.race import rests_on_saddle
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.race.results import Race
from scenes.languages.language import Phrase, listed
from scenes.languages.numbers import grouped


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
        return "Level, but no minimum: a saddle. {name} stops here.", name
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


def arrived_at(race: Race, those: list[int]) -> Phrase:
    """Say who arrives after the first, and after how many steps."""
    return "Then {names}: {steps} steps.", {
        "names": listed(name_of(race, i) for i in those),
        "steps": steps_of(race, those[0]),
    }


def steps_of(race: Race, i: int) -> str:
    """Write after how many steps an optimiser that arrives does so."""
    return grouped(race.arrivals[i] or 0)


def elsewhere(race: Race) -> Phrase:
    """Say who wins on the other surface, and how that one did before."""
    other = race.elsewhere
    assert other is not None
    assert other.winner is not None
    name = name_of(other, other.winner)
    steps = other.arrivals[other.winner]
    was_last = race.order[-1] == other.winner
    values = {"name": name, "goal": exact_number(other.goal)}
    if steps == 1:
        template = (
            "Here {name}, the last before, comes below {goal} in a single step."
            if was_last
            else "Here {name} is first: below {goal} in a single step."
        )
        return template, values
    template = (
        "Here {name}, the last before, is first: below {goal} after {steps} steps."
        if was_last
        else "Here {name} is first: below {goal} after {steps} steps."
    )
    return template, {**values, "steps": grouped(steps or 0)}
