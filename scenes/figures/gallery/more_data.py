"""Figure 11.2: learning curves of four models, from the experiment itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MultipleLocator, NullFormatter, StrMethodFormatter

from engine.experiments.more_data import MODELS, LearningCurves, expected_error
from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    SMALL,
    is_narrow,
    place_legend,
    prepare_figure,
    style_axes,
    write_out_powers,
)
from scenes.figures.specs import MoreDataFigureSpec
from scenes.figures.style import Style
from scenes.films.why_now.learning_curves import kept_learning_curves
from scenes.languages.numbers import fixed, grouped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BREAK = -1.2
"""Score below which the scale is coarser."""
SHAPES = {"oracle": "o", "expert": "^", "flexible": "s", "regularised": "D"}
"""Marker of each model. Lines are whole: dashes would break up where a curve falls steeply."""


def compute(spec: MoreDataFigureSpec, work: Work = unwatched) -> LearningCurves:
    """Run the experiment, or load it from the cache, which is shared with the film."""
    return kept_learning_curves(spec.features, spec.samples_max, spec.seeds, work)


def draw(figure: Figure, result: LearningCurves, style: Style) -> None:
    """Draw medians and interquartile ranges; the lowest scores on a coarser scale."""
    prepare_figure(figure, style, hspace=0, h_pad=0.02)
    upper, lower = figure.subplots(2, sharex=True, gridspec_kw={"height_ratios": [2.6, 1]})
    theme = style.theme
    colours = dict(zip(MODELS, theme.classes, strict=False))
    for axes in (upper, lower):
        _curves(axes, result, style, colours)
    upper.set_ylim(BREAK, 0.08)
    deepest = int(result.score("flexible").argmin())
    lowest = float(result.band("flexible")[0].min())
    lower.set_ylim(min(1.06 * lowest, BREAK - 0.5), BREAK)
    style_axes(upper, style, y=style.say("−log₁₀ of the mean squared error"))
    style_axes(lower, style, style.say("number of training points"))
    lower.yaxis.set_major_locator(MultipleLocator(1))
    lower.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    lower.xaxis.set_minor_formatter(NullFormatter())
    upper.tick_params(which="both", bottom=False)
    upper.spines["bottom"].set(linestyle=(0, (2, 3)), color=theme.edge)
    dip = style.say(
        "double descent:\n{score} at {count} points",
        score=fixed(result.score("flexible")[deepest], 2),
        count=grouped(result.samples[deepest]),
    )
    x, side = (0.02, "left") if 2 * deepest > len(result.samples) else (0.98, "right")
    font = {"fontsize": SMALL, "color": theme.text, "ha": side}
    lower.text(x, 0.12, dip, transform=lower.transAxes, **font)
    lower.plot(
        result.samples[deepest], result.score("flexible")[deepest], "o", ms=3.5, color=theme.text
    )
    entries = upper.get_legend_handles_labels()
    place_legend(figure, theme, 3 if is_narrow(figure) else 5, *entries, handlelength=2.6)
    shaded = style.say("shaded: the middle half of {count} runs", count=len(result.errors))
    figure.supxlabel(shaded, fontsize=SMALL, color=theme.muted)


def _curves(axes: Axes, result: LearningCurves, style: Style, colours: dict[str, str]) -> None:
    names = {
        "oracle": style.say("oracle"),
        "expert": style.say("expert"),
        "flexible": style.say("flexible"),
        "regularised": style.say("regularised"),
    }
    axes.set_xscale("log")
    write_out_powers(axes.xaxis)
    axes.axhline(0, color=style.theme.edge, linewidth=0.7)
    for model, name in names.items():
        axes.fill_between(
            result.samples, *result.band(model), color=colours[model], alpha=0.22, linewidth=0
        )
        axes.plot(
            result.samples,
            result.score(model),
            color=colours[model],
            linewidth=1.4,
            marker=SHAPES[model],
            markersize=2.6,
            markeredgewidth=0,
            label=name,
        )
    count = np.geomspace(result.samples[0], result.samples[-1], 200)
    for i, model in enumerate(("oracle", "expert")):
        theory = -np.log10(expected_error(count, model))
        label = style.say("theory") if i == 0 else "_"
        axes.plot(count, theory, ":", color=style.theme.text, linewidth=0.9, label=label)
    axes.set_xlim(result.samples[0], result.samples[-1])
