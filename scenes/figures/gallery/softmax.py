"""Figure 11.12: raw outputs, and the probabilities that softmax makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.experiments.softmax import SoftmaxSteps, softmax_steps
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, prepare_figure, style_axes
from scenes.figures.specs import SoftmaxFigureSpec
from scenes.figures.style import Style
from scenes.languages.numbers import fixed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def compute(spec: SoftmaxFigureSpec, work: Work = unwatched) -> SoftmaxSteps:
    """Compute softmax step by step."""
    return softmax_steps(np.array(spec.logits))


def draw(figure: Figure, result: SoftmaxSteps, style: Style) -> None:
    """Draw logits and probabilities as labelled bars, side by side."""
    prepare_figure(figure, style)
    left, right = figure.subplots(1, 2, sharey=True)
    _bars(left, result.logits, style)
    _bars(right, result.probabilities, style)
    left.set_title(style.say("raw outputs"))
    right.set_title(style.say("probabilities"))
    names = [style.say("class {number}", number=i + 1) for i in range(len(result.logits))]
    left.set_yticks(range(len(names)), names)
    left.invert_yaxis()
    second, first = np.sort(result.logits)[-2:]
    gap = fixed(first - second, 3)
    left.set_xlabel(style.say("largest − second\n= {gap}", gap=gap), fontsize=SMALL)
    odds = style.say(
        "largest : second\n= exp({gap}) = {ratio} : 1",
        gap=gap,
        ratio=fixed(result.odds, 2),
    )
    right.set_xlabel(odds, fontsize=SMALL)


def _bars(axes: Axes, values: np.ndarray, style: Style) -> None:
    style_axes(axes, style)
    theme = style.theme
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelcolor=theme.text)
    axes.set_xticks([])
    places = np.arange(len(values))
    largest = values == values.max()
    colours = [theme.highlight if top else theme.positive for top in largest]
    bars = axes.barh(places, values, height=0.62, color=colours)
    labels = [fixed(value, 3, signed_zero=True) for value in values]
    for text, top in zip(axes.bar_label(bars, labels, padding=3), largest, strict=True):
        text.set(color=theme.text, weight=600 if top else 400)
    axes.axvline(0, color=theme.muted, linewidth=0.7)
    low, high = min(0.0, values.min()), max(0.0, values.max())
    room = 0.28 * (high - low)
    axes.set_xlim(low - (room if low < 0 else 0), high + room)
