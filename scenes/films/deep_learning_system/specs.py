"""What the film of the deep-learning system can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS
from engine.options import in_range, option
from engine.recordings.run_spec import RunSpec
from engine.registry import Registry
from scenes.storytelling.film_spec import FilmSpec

PLANES: Registry[str] = Registry("dataset in the plane")
for _name in ("circles", "disc-in-ring", "moons", "xor", "spirals"):
    PLANES.add(_name, _name)


@dataclass(frozen=True, kw_only=True)
class DeepLearningSystemSpec(FilmSpec):
    """The film of the blocks of a deep-learning system, run on a network that is trained."""

    data: str = option("circles", "Two classes in the plane.", PLANES)
    samples: int = option(200, "Number of points.")
    noise: float | None = option(None, "Standard deviation of the noise [per data set].")
    hidden: tuple[int, ...] = option((3, 3, 2), "Units per block, one to four blocks, the last 2.")
    activation: str = option("tanh", "Activation function.", ACTIVATIONS)
    rate: float | None = option(None, "Learning rate of AdamW [0.01].")
    steps: int = option(1500, "Most optimisation steps to take.")
    point: int | None = option(
        None, "Which data point is followed, from 0 [the one with the largest loss at first]."
    )
    seed: int = option(12, "Seed of the data and the initial weights.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--samples", self.samples, 10, 2_000)
        shown = ",".join(map(str, self.hidden))
        if not 1 <= len(self.hidden) <= 4 or self.hidden[-1] != 2:
            raise UsageError(
                f"--hidden {shown}: give one to four widths, of which the last is 2, e.g. 4,4,2"
            )
        in_range("--point", self.point, 0, self.samples - 1)
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
            rate=self.rate,
            steps=self.steps,
            seed=self.seed,
        )
