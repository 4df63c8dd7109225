"""What the film of the deep-learning system can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS
from engine.options import check_options, in_range, option
from engine.recordings.run_spec import RunSpec
from engine.registry import Registry
from scenes.storytelling.film_spec import FilmSpec

PLANES: Registry[str] = Registry("dataset in the plane")
for _name in ("circles", "disc-in-ring", "moons", "xor", "spirals"):
    PLANES.add(_name, _name)

STEPS = 1500
"""Most optimisation steps to take, by default."""


@dataclass(frozen=True, kw_only=True)
class SystemOptions:
    """A network that is trained on two classes in the plane, and whose last hidden space is one."""

    data: str = option("circles", "Two classes in the plane.", PLANES)
    samples: int = option(200, "Number of points.")
    noise: float | None = option(None, "Standard deviation of the noise [per data set].")
    hidden: tuple[int, ...] = option((3, 3, 2), "Units per block, one to four blocks, the last 2.")
    activation: str = option("tanh", "Activation function.", ACTIVATIONS)
    seed: int = option(12, "Seed of the data and the initial weights.")

    def __post_init__(self) -> None:
        check_options(self)
        in_range("--samples", self.samples, 10, 2_000)
        shown = ",".join(map(str, self.hidden))
        if not 1 <= len(self.hidden) <= 4 or self.hidden[-1] != 2:
            raise UsageError(
                f"--hidden {shown}: give one to four widths, of which the last is 2, e.g. 4,4,2"
            )
        self.run  # noqa: B018 - checks what is left

    @property
    def run(self) -> RunSpec:
        """The training run."""
        return RunSpec(
            data=self.data,
            samples=self.samples,
            noise=self.noise,
            hidden=self.hidden,
            activation=self.activation,
            steps=STEPS,
            seed=self.seed,
        )


@dataclass(frozen=True, kw_only=True)
class DeepLearningSystemSpec(SystemOptions, FilmSpec):
    """The film of the blocks of a deep-learning system, run on a network that is trained."""

    rate: float | None = option(None, "Learning rate of AdamW [0.01].")
    steps: int = option(STEPS, "Most optimisation steps to take.")
    point: int | None = option(
        None, "Which data point is followed, from 0 [the one with the largest loss at first]."
    )

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        SystemOptions.__post_init__(self)
        in_range("--point", self.point, 0, self.samples - 1)

    @property
    def run(self) -> RunSpec:
        """The training run."""
        return replace(super().run, rate=self.rate, steps=self.steps)
