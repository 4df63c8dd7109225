"""Options of the figures: a frozen dataclass for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from engine.errors import UsageError
from engine.experiments.transformer.sorting_spec import SortingSpec
from engine.options import check_options, in_range, option
from scenes.films.activations.activation_specs import ActivationOptions
from scenes.films.deep_learning_system.specs import SystemOptions
from scenes.films.fit.fit_spec import FitOptions
from scenes.films.landscape.specs import LandscapeOptions
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxOptions
from scenes.films.why_now.specs import MoreDataOptions
from scenes.storytelling.filmed_run_spec import RecordedRunSpec


def _descent_option(name: str, default: Any = None) -> Any:
    """Return an option of `DescentSpec`, perhaps with another default."""
    item = DescentSpec.__dataclass_fields__[name]
    return field(default=item.default if default is None else default, metadata=item.metadata)


@dataclass(frozen=True, kw_only=True)
class ActivationFigureSpec(ActivationOptions):
    """The figure of one activation function: its curve, and the plane before and after it."""


@dataclass(frozen=True, kw_only=True)
class SoftmaxFigureSpec(SoftmaxOptions):
    """The figure of raw outputs beside the probabilities that softmax makes of them."""


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

    optimizer: str = _descent_option("optimizer", default="as-printed")
    rate: float | None = _descent_option("rate")
    steps: int = _descent_option("steps")
    start: tuple[float, ...] | None = _descent_option("start")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.descent  # noqa: B018 — checks the options

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
    """The concept drawing of performance against data; it has no options."""


@dataclass(frozen=True, kw_only=True)
class NeuronFigureSpec:
    """The drawing of a neuron; it has no options."""


@dataclass(frozen=True, kw_only=True)
class PerceptronFigureSpec:
    """The drawing of a perceptron; it has no options."""


@dataclass(frozen=True, kw_only=True)
class PerceptronFormulaSpec:
    """The perceptron's formula, term by term; it has no options."""


@dataclass(frozen=True, kw_only=True)
class SystemFigureSpec:
    """The drawing of a deep-learning system; it has no options."""


@dataclass(frozen=True, kw_only=True)
class MoreDataFigureSpec(MoreDataOptions):
    """The figure of the learning curves of four models."""


@dataclass(frozen=True, kw_only=True)
class PhiSpec(SystemOptions):
    """The figure of two classes before and after a map that a network has learned."""


@dataclass(frozen=True, kw_only=True)
class SpaceWarpFigureSpec(RecordedRunSpec):
    """The figure of how a network transforms its input space, over depth and training."""

    rows: int = option(3, "How many steps of training to show.")
    depths: int = option(5, "How many depths to show, from the input to the last hidden space.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--rows", self.rows, 1, 8)
        in_range("--depths", self.depths, 2, 10)


@dataclass(frozen=True, kw_only=True)
class DescentFigureSpec(DescentSpec):
    """The figure of a loss surface seen from above, with the path of a descent."""


@dataclass(frozen=True, kw_only=True)
class FitFigureSpec(FitOptions):
    """The figure of a regression: its curve at three steps, and its losses."""


@dataclass(frozen=True, kw_only=True)
class LandscapeFigureSpec(LandscapeOptions):
    """The figure of a network's loss on a plane, with the projected path of its training."""


@dataclass(frozen=True, kw_only=True)
class TrainingCurvesSpec(RecordedRunSpec):
    """The figure of loss, accuracy and gradient norms over the steps of a training."""


@dataclass(frozen=True, kw_only=True)
class AttentionFigureSpec(SortingSpec):
    """The figure of where a one-block transformer looks, before and after it learned to sort."""
