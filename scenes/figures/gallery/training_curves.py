"""Loss, accuracy and gradient norms over the steps of a training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import LogLocator, MaxNLocator

from engine.progress import Work, unwatched
from engine.recordings.metrics import Metrics
from scenes.figures.canvas import (
    SMALL,
    is_narrow,
    mixed,
    prepare_figure,
    style_axes,
    write_out_powers,
)
from scenes.figures.recorded import any_recording_of
from scenes.figures.specs import TrainingCurvesSpec
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def compute(spec: TrainingCurvesSpec, work: Work = unwatched) -> Metrics:
    """Return the metrics of every step."""
    return any_recording_of(spec, work).metrics


def draw(figure: Figure, result: Metrics, style: Style) -> None:
    """Draw the three curves side by side, or below each other in a narrow figure."""
    prepare_figure(figure, style)
    theme = style.theme
    shape = (3, 1) if is_narrow(figure) else (1, 3)
    loss, accuracy, gradient = figure.subplots(*shape)
    _curve(loss, result.loss, theme.loss)
    _curve(accuracy, result.accuracy, theme.accuracy)
    if result.validation_loss is not None and result.validation_accuracy is not None:
        words = style.say("training"), style.say("validation")
        for axes, values in (
            (loss, result.validation_loss),
            (accuracy, result.validation_accuracy),
        ):
            _curve(axes, values, theme.text, linestyle="--")
            for line, word in zip(axes.lines, words, strict=False):
                line.set_label(word)
            axes.legend(fontsize=SMALL, labelcolor=theme.text, frameon=False)
    accuracy.set_ylim(0, 1.03)
    _gradients(gradient, result, style)
    for axes, values in ((loss, result.loss), (gradient, result.gradient_norm)):
        if np.nanmin(values) > 0:
            axes.set_yscale("log")
            write_out_powers(axes.yaxis)
            axes.yaxis.set_minor_locator(LogLocator(subs=(2, 5)))
    for axes in (loss, accuracy, gradient):
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    style_axes(loss, style, style.say("step"), style.say("loss"))
    style_axes(accuracy, style, style.say("step"), style.say("accuracy"))
    style_axes(gradient, style, style.say("step"), style.say("norm of the gradient"))


def _curve(axes: Axes, values: np.ndarray, colour: str, linestyle: str = "-") -> None:
    """Draw a curve through the steps at which something was measured."""
    steps = np.flatnonzero(np.isfinite(values))
    axes.plot(steps, values[steps], color=colour, linewidth=1.2, linestyle=linestyle)


def _gradients(axes: Axes, result: Metrics, style: Style) -> None:
    """Draw a curve for each layer, fainter towards the input; label the first and the last."""
    theme, layers = style.theme, len(result.layers)
    names = {0: style.say("first layer"), layers - 1: style.say("last layer")}
    for i in range(layers):
        share = i / max(layers - 1, 1)
        axes.plot(
            result.gradient_norm[:, i],
            color=mixed(theme.muted, theme.gradient, share),
            linewidth=0.6 + 0.6 * share,
            label=names.get(i, "_"),
        )
    axes.legend(fontsize=SMALL, labelcolor=theme.text, frameon=False)
