"""What the figures can be asked for, besides their looks."""

from __future__ import annotations

from dataclasses import dataclass

from engine.activations import ACTIVATIONS
from engine.descent_spec import DescentSpec
from engine.errors import UsageError
from engine.spec import check_options, in_range, option
from scenes.specs.deep_learning_system import PLANES as DATA
from scenes.specs.filmed_run import RecordedRunSpec
from scenes.specs.landscape import PLANES


@dataclass(frozen=True, kw_only=True)
class DataAndPerformanceSpec:
    """The concept drawing of performance against data; there is nothing to choose."""


@dataclass(frozen=True, kw_only=True)
class NeuronFigureSpec:
    """The drawing of a neuron; there is nothing to choose."""


@dataclass(frozen=True, kw_only=True)
class PerceptronFigureSpec:
    """The drawing of a perceptron; there is nothing to choose."""


@dataclass(frozen=True, kw_only=True)
class PerceptronFormulaSpec:
    """The perceptron's formula, term by term; there is nothing to choose."""


@dataclass(frozen=True, kw_only=True)
class SystemFigureSpec:
    """The drawing of a deep-learning system; there is nothing to choose."""


@dataclass(frozen=True, kw_only=True)
class MoreDataFigureSpec:
    """The learning curves of four models."""

    features: int = option(1_000, "Features, of which ten carry signal.")
    samples_max: int = option(10_000, "The most training points.")
    seeds: int = option(10, "Repeats of the experiment, each with points of its own.")

    def __post_init__(self) -> None:
        in_range("--features", self.features, 30, 2_000)
        in_range("--samples-max", self.samples_max, 100, 50_000)
        in_range("--seeds", self.seeds, 1, 100)


@dataclass(frozen=True, kw_only=True)
class PhiSpec:
    """Two classes before and after a map that a network has learned."""

    data: str = option("circles", "Two classes in the plane.", DATA)
    samples: int = option(200, "Number of points.")
    noise: float | None = option(None, "Standard deviation of the noise [per data set].")
    hidden: tuple[int, ...] = option((3, 3, 2), "Units per hidden layer, the last 2.")
    activation: str = option("tanh", "Activation function.", ACTIVATIONS)
    seed: int = option(12, "Seed of the data and the initial weights.")

    def __post_init__(self) -> None:
        check_options(self)
        in_range("--samples", self.samples, 10, 2_000)
        in_range("--seed", self.seed, 0, 2**32 - 1)
        if not 1 <= len(self.hidden) <= 4 or self.hidden[-1] != 2:
            shown = ",".join(map(str, self.hidden))
            raise UsageError(
                f"--hidden {shown}: give one to four widths, of which the last is 2, e.g. 4,4,2"
            )


@dataclass(frozen=True, kw_only=True)
class SpaceWarpFigureSpec(RecordedRunSpec):
    """Small pictures of what a network makes of space, over its depth and its training."""

    rows: int = option(3, "How many steps of training to show.")
    columns: int = option(5, "How many depths to show, from the input to the last hidden space.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--rows", self.rows, 1, 8)
        in_range("--columns", self.columns, 2, 10)


@dataclass(frozen=True, kw_only=True)
class DescentFigureSpec(DescentSpec):
    """A map of a loss surface with the way of a descent."""


@dataclass(frozen=True, kw_only=True)
class LandscapeFigureSpec(RecordedRunSpec):
    """A map of a network's loss on a plane, with the run's shadow."""

    plane: str = option("pca", "Which two directions span the picture.", PLANES)
    span: float = option(1.0, "How much the picture shows: 1 is all of the run, or ±1 filter.")
    resolution: int = option(51, "Places along each side at which the loss is computed.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--span", self.span, 0.05, 20)
        in_range("--resolution", self.resolution, 5, 201)


@dataclass(frozen=True, kw_only=True)
class TrainingCurvesSpec(RecordedRunSpec):
    """Loss, accuracy and gradient norms over the steps of a training."""
