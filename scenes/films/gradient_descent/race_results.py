"""What the film of racing optimisers shows: descents, and how their rates were found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.descent.descent import Descent
from engine.descent.descent_spec import DescentSpec
from engine.descent.race import arrival, goal_of, ranking
from engine.descent.rate_tuning import GRID, RateTuning, tune_rate
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.languages.numbers import significant


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
    """

    goal: float
    descents: tuple[Descent, ...]
    tunings: tuple[RateTuning, ...]

    def report(self) -> list[str]:
        """Return who arrived when, best first, in lines for the terminal."""
        lines = [f"steps until the loss stays below {significant(self.goal, 12)}:"]
        for i in ranking(self.descents, self.goal):
            descent = self.descents[i]
            steps = arrival(descent, self.goal)
            told = f"{steps} steps" if steps is not None else f"not within {descent.steps} steps"
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
    return Race(goal, tuple(kept_descent(entrant, work) for entrant in entrants), tunings)


def kept_tuning(spec: DescentSpec, goal: float, work: Work) -> RateTuning:
    """Tune the learning rate of one optimiser, or find it where it was kept."""

    def compute() -> RateTuning:
        return tune_rate(spec, goal, advance=work(f"tuning {spec.rule.title}", len(GRID)))

    return kept_result(RateTuning, ("tuning", spec, goal, GRID), compute)
