"""What the chapter's figures can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS, PICTURED, ActivationKind
from engine.options import check_options, in_range, option
from scenes.films.deep_learning_system.specs import PLANES as DATA
from scenes.films.landscape.specs import PLANES
from scenes.storytelling.filmed_run_spec import RecordedRunSpec


@dataclass(frozen=True, kw_only=True)
class ActivationFigureSpec:
    """The figure of one activation function: its curve, and the plane before and after it."""

    name: str = option("sigmoid", "Activation function.", PICTURED)
    alpha: float | None = option(
        None, "The α of leaky-relu [0.1], elu or celu [1]: the slope, or the limit, below 0."
    )

    def __post_init__(self) -> None:
        check_options(self)
        if self.alpha is None:
            return
        alpha = PICTURED[self.name].alpha
        if alpha is None:
            having = " or ".join(name for name, kind in PICTURED.items() if kind.alpha is not None)
            raise UsageError(f"--alpha: {self.name} has none; draw only {having} with it")
        in_range("--alpha", self.alpha, alpha.low, alpha.high)

    @property
    def kind(self) -> ActivationKind:
        """The function, with its constants."""
        kind = PICTURED[self.name]
        return kind if self.alpha is None else kind.with_alpha(self.alpha)


@dataclass(frozen=True, kw_only=True)
class SoftmaxFigureSpec:
    """The figure of raw outputs beside the probabilities that softmax makes of them."""

    logits: tuple[float, ...] = option(
        (8.591, 8.454, 9.940), "Raw outputs of the network, one for each of 2 to 6 classes."
    )

    def __post_init__(self) -> None:
        if not 2 <= len(self.logits) <= 6:
            count = len(self.logits)
            raise UsageError(f"--logits: give 2 to 6 numbers instead of {count}, e.g. 2,1,-1")
        for logit in self.logits:
            in_range("--logits", logit, -50, 50)


@dataclass(frozen=True, kw_only=True)
class LossSurfaceSpec:
    """The figure of a loss surface of two parameters."""

    surface: str = option("bowl", "Loss surface of two variables.", SURFACES)

    def __post_init__(self) -> None:
        check_options(self)
        if SURFACES[self.surface].dims != 2:
            raise UsageError(
                f"--surface {self.surface} has one variable, and the figure shows two; "
                "choose another, e.g. bowl"
            )


@dataclass(frozen=True, kw_only=True)
class DescentPathSpec(LossSurfaceSpec):
    """The figure of a descent's path on a loss surface."""

    optimizer: str = option("as-printed", "Rule by which steps are taken.", RULES)
    rate: float | None = option(None, "Learning rate [per surface and optimizer].")
    steps: int = option(500, "Steps to take.")
    start: tuple[float, ...] | None = option(None, "Where to begin, e.g. 28,27 [per surface].")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.descent  # noqa: B018 — it refuses what cannot be walked

    @property
    def descent(self) -> DescentSpec:
        """The descent that is shown."""
        return DescentSpec(
            surface=self.surface,
            optimizer=self.optimizer,
            rate=self.rate,
            steps=self.steps,
            start=self.start,
        )


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
