"""Loss, accuracy and gradient norms over the steps of a training; a regression has no accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.ticker import MaxNLocator

from engine.progress import Work, unwatched
from engine.recordings.metrics import Metrics
from scenes.figures.canvas import (
    is_narrow,
    legend_above,
    mixed,
    prepare_figure,
    scale_upright,
    style_axes,
)
from scenes.figures.recorded import any_recording_of
from scenes.figures.specs import TrainingCurvesSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def compute(spec: TrainingCurvesSpec, work: Work = unwatched) -> Metrics:
    """Return the metrics of every step."""
    return any_recording_of(spec, work, classes=False).metrics


def draw(figure: Figure, result: Metrics, style: Style) -> None:
    """Draw the curves side by side, or below each other in a narrow figure."""
    prepare_figure(figure, style)
    theme = style.theme
    judged = bool(np.isfinite(result.accuracy).any())
    panels = 3 if judged else 2
    loss, *between, gradient = figure.subplots(*((panels, 1) if is_narrow(figure) else (1, panels)))
    _measured(loss, result.loss, result.validation_loss, theme.loss, style)
    style_axes(loss, style, style.say("step"), style.say("loss"))
    for accuracy in between:
        _measured(accuracy, result.accuracy, result.validation_accuracy, theme.accuracy, style)
        accuracy.set_ylim(0, 1.03)
        style_axes(accuracy, style, style.say("step"), style.say("accuracy"))
    _gradients(gradient, result, style)
    for axes, values in ((loss, result.loss), (gradient, result.gradient_norm)):
        scale_upright(axes, values)
    last = max(len(result.loss) - 1, 1)
    for axes in (loss, *between, gradient):
        axes.set_xlim(-0.05 * last, 1.05 * last)  # alike, wherever something was measured
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        if axes.get_legend_handles_labels()[1]:
            legend_above(axes, theme, 2 if is_narrow(figure) else 1)
    style_axes(gradient, style, style.say("step"), style.say("norm of the gradient"))


def _measured(
    axes: Axes, trained: np.ndarray, validated: np.ndarray | None, colour: str, style: Style
) -> None:
    """Draw a curve of the training points and, if there are some, of the validation points."""
    _curve(axes, trained, color=colour, linewidth=1.2)
    if validated is None or not np.isfinite(validated).any():
        return
    _curve(axes, validated, color=style.theme.text, linewidth=1.2, linestyle="--")
    for line, word in zip(
        axes.lines, (style.say("training"), style.say("validation")), strict=False
    ):
        line.set_label(word)


def _curve(axes: Axes, values: np.ndarray, **look: Any) -> None:
    """Draw a curve through the steps at which something was measured; a dot if it is one step."""
    steps = np.flatnonzero(np.isfinite(values))
    axes.plot(steps, values[steps], marker="o" if len(steps) == 1 else "", markersize=3, **look)


def _gradients(axes: Axes, result: Metrics, style: Style) -> None:
    """Draw a curve for each layer, fainter towards the input; label the first and the last."""
    theme, layers = style.theme, len(result.layers)
    names = {0: style.say("first layer"), layers - 1: style.say("last layer")}
    for i in range(layers):
        share = i / max(layers - 1, 1)
        _curve(
            axes,
            result.gradient_norm[:, i],
            color=mixed(theme.muted, theme.gradient, share),
            linewidth=0.6 + 0.6 * share,
            label=names.get(i, "_"),
        )
