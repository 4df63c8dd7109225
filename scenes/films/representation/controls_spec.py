"""What the film of four networks side by side can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import in_range, option
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec

WIDEST = 64
RATE = 0.02


@dataclass(frozen=True, kw_only=True)
class ControlsSpec(FilmSpec):
    """The film of four networks that differ in one thing only."""

    data: str = option(
        "circles",
        "What they learn: two classes of points in the plane, a data set or a CSV or NPZ file.",
    )
    hidden: tuple[int, ...] = option(
        (2,), "Units per hidden layer, e.g. 4,2; the fourth network has one more in the last."
    )
    seed: int = option(0, "Seed of the data and of the initial weights.")
    steps: int = option(600, "Optimisation steps that each of them takes.")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.hidden or not all(1 <= width <= WIDEST for width in self.hidden):
            shown = ",".join(map(str, self.hidden)) or "nothing"
            raise UsageError(f"--hidden {shown}: give widths between 1 and {WIDEST}, e.g. 2")
        in_range("--seed", self.seed, 0, 2**32 - 1)
        in_range("--steps", self.steps, 1, 20_000)

    def runs(self, classes: int | None = None) -> tuple[RunSpec, ...]:
        """Return the four trainings, none of which stops early.

        Parameters
        ----------
        classes : int, optional
            To ask the data set for.
        """
        wider = (*self.hidden[:-1], self.hidden[-1] + 1)
        variants = (
            ("identity", self.hidden),
            ("relu", self.hidden),
            ("tanh", self.hidden),
            ("tanh", wider),
        )
        return tuple(
            RunSpec(
                data=self.data,
                classes=classes,
                hidden=widths,
                activation=activation,
                rate=RATE,
                seed=self.seed,
                steps=self.steps,
                settle=self.steps,
            )
            for activation, widths in variants
        )
