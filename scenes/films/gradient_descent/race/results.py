"""What the film of racing optimisers shows: descents, and how their rates were found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.descent.descent import Descent
from engine.descent.descent_spec import DescentSpec
from engine.descent.race import arrival, goal_of, ranking
from engine.descent.rate_tuning import GRID, RateTuning, tune_rate
from engine.descent.surface import Surface
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.languages.numbers import counted, significant

OTHERS = ("ravine", "himmelblau", "rosenbrock", "booth")
"""Surfaces on which another optimiser may win, in the order in which they are tried."""


@dataclass(frozen=True)
class Race:
    """What the film shows.

    Attributes
    ----------
    goal : float
        The loss to be below.
    descents : tuple of Descent
    tunings : tuple of RateTuning
        For each of them, or none.
    elsewhere : Race, optional
        The same optimisers on a surface on which another one wins.
    """

    goal: float
    descents: tuple[Descent, ...]
    tunings: tuple[RateTuning, ...]
    elsewhere: Race | None = None

    @property
    def surface(self) -> Surface:
        """What is walked down."""
        return self.descents[0].spec.loss_surface

    @property
    def order(self) -> list[int]:
        """The indices of the descents, best first."""
        return ranking(self.descents, self.goal)

    @property
    def arrivals(self) -> list[int | None]:
        """The step from which on each stays below the goal, if there is one."""
        return [arrival(each, self.goal) for each in self.descents]

    @property
    def winner(self) -> int | None:
        """The index of the only one that arrives first; None if there is none."""
        steps = [each for each in self.arrivals if each is not None]
        if not steps or steps.count(min(steps)) > 1:
            return None
        return self.arrivals.index(min(steps))

    @property
    def won(self) -> tuple[int, int] | None:
        """The index of the winner and the step at which it arrives; None if there is none."""
        winner = self.winner
        step = None if winner is None else self.arrivals[winner]
        return None if winner is None or step is None else (winner, step)

    def report(self) -> list[str]:
        """Return who arrived when, best first, in lines for the terminal."""
        lines = [f"steps until the loss stays below {significant(self.goal, 12)}:"]
        for i in ranking(self.descents, self.goal):
            descent = self.descents[i]
            steps = arrival(descent, self.goal)
            told = (
                counted(steps, "step")
                if steps is not None
                else f"not within {counted(descent.steps, 'step')}"
            )
            if descent.diverged_at is not None:
                told = f"diverged at step {descent.diverged_at}"
            if descent.stopped == "undefined":
                told = f"step {descent.steps} led to where there is no loss"
            rate = descent.spec.learning_rate()
            lines.append(
                f"{descent.spec.rule.title}, learning rate {significant(rate)}: {told}, "
                f"last loss {significant(descent.loss[-1], 4)}"
            )
        return lines


def race_of(spec: OptimizerRaceSpec, work: Work = unwatched) -> Race:
    """Tune the learning rates, if that is asked for, and walk down with each."""
    entrants = spec.entrants
    surface = entrants[0].loss_surface
    surface.check()
    goal = goal_of(surface, surface.start) if spec.below is None else spec.below
    tunings: tuple[RateTuning, ...] = ()
    if spec.tune:
        tunings = tuple(kept_tuning(entrant, goal, work) for entrant in entrants)
        pairs = zip(entrants, tunings, strict=True)
        entrants = tuple(replace(entrant, rate=tuning.rate) for entrant, tuning in pairs)
    race = Race(goal, tuple(kept_descent(entrant, work) for entrant in entrants), tunings)
    return replace(race, elsewhere=_elsewhere(race, work))


def _elsewhere(race: Race, work: Work) -> Race | None:
    """Race the same optimisers on other surfaces, until another one wins; each at its own rate."""
    if race.winner is None:
        return None
    for name in OTHERS:
        entrants = [
            DescentSpec(surface=name, optimizer=each.spec.optimizer, steps=each.spec.steps)
            for each in race.descents
        ]
        surface = entrants[0].loss_surface
        if surface.title == race.surface.title:
            continue
        descents = tuple(kept_descent(entrant, work) for entrant in entrants)
        other = Race(goal_of(surface, surface.start), descents, ())
        if other.winner not in (None, race.winner):
            return other
    return None


def kept_tuning(spec: DescentSpec, goal: float, work: Work) -> RateTuning:
    """Tune the learning rate of one optimiser, or find it where it was kept."""

    def compute() -> RateTuning:
        return tune_rate(spec, goal, advance=work(f"tuning {spec.rule.title}", len(GRID)))

    return kept_result(RateTuning, ("tuning", spec, goal, GRID), compute)
