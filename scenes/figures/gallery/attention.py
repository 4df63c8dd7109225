"""Where a one-block transformer looks, before and after it has learned to sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from engine.experiments.transformer.sorting import SortingRun
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, USUAL, is_narrow, prepare_figure, style_axes
from scenes.figures.specs import AttentionFigureSpec
from scenes.figures.style import Style
from scenes.films.attention.kept_run import kept_sorting_run
from scenes.languages.numbers import fixed, grouped, percent
from scenes.theme.contrast import ratio

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LEAST = 10
"""Shares of attention from so many percent on are written into their cells, once rounded."""
WRITTEN = (LEAST - 0.5) / 100


def compute(spec: AttentionFigureSpec, work: Work = unwatched) -> SortingRun:
    """Train the network, or load the run from the cache, which is shared with the film."""
    return kept_sorting_run(spec, work)


def draw(figure: Figure, result: SortingRun, style: Style) -> None:
    """Draw the attention to a list at the first and the last step, and the scores of all pairs."""
    prepare_figure(figure, style)
    grid = (3, 1) if is_narrow(figure) else (1, 3)
    before, after, pairs = figure.subplots(*grid)
    for axes, step in ((before, 0), (after, result.last_step)):
        _attention(axes, result, step, style)
        place = int(result.steps.searchsorted(step))
        axes.set_title(
            style.say(
                "{steps} steps: {share} of lists sorted",
                steps=grouped(step),
                share=percent(float(result.whole[place])),
            ),
            fontsize=USUAL,
        )
    _pairs(pairs, result, style)
    for axes in (before, after, pairs) if is_narrow(figure) else (before,):
        axes.set_ylabel(style.say("number written last"), fontsize=USUAL, color=style.theme.text)
    pairs.set_title(style.say("scores of all pairs"), fontsize=USUAL)
    note = style.say("numbers in cells: attention in %, from {least} % on", least=fixed(LEAST, 0))
    figure.supxlabel(note, x=0.01, ha="left", fontsize=SMALL, color=style.theme.text)


def _attention(axes: Axes, run: SortingRun, step: int, style: Style) -> None:
    """Draw the matrix of the first list, its columns in rising order."""
    theme, numbers = style.theme, np.sort(run.lists[0])
    colours = LinearSegmentedColormap.from_list("shares", [theme.panel, theme.highlight])
    weights = run.attention(numbers, step)
    axes.imshow(weights, cmap=colours, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(weights):
        if share >= WRITTEN:
            ground = _hex(colours(share))
            ink = max((theme.text, theme.background), key=lambda ink: ratio(ink, ground))
            axes.text(
                column, row, fixed(100 * share, 0), ha="center", va="center_baseline",
                fontsize=SMALL, color=ink,
            )  # fmt: skip
    _label(axes, style)
    axes.set_xticks(range(len(numbers)), [str(number) for number in numbers])
    axes.set_yticks(range(len(numbers)), [style.say("start"), *map(str, numbers[:-1])])


def _pairs(axes: Axes, run: SortingRun, style: Style) -> None:
    """Draw the scores of all pairs after training, and the line of equal numbers."""
    theme = style.theme
    stops = [theme.negative, theme.panel, theme.positive]
    colours = LinearSegmentedColormap.from_list("signs", stops)
    scores = run.pairs(run.last_step)[: run.numbers]
    limit = float(np.abs(scores).max())
    picture = axes.imshow(scores, cmap=colours, vmin=-limit, vmax=limit, aspect="auto")
    axes.plot([0, run.numbers - 1], [0, run.numbers - 1], color=theme.border, linewidth=0.8)
    _label(axes, style)
    ticks = range(0, run.numbers, 10)
    axes.set_xticks(ticks)
    axes.set_yticks(ticks)
    assert axes.figure is not None
    bar = axes.figure.colorbar(picture, ax=axes, pad=0.03, aspect=30)
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=SMALL, length=0)


def _label(axes: Axes, style: Style) -> None:
    """Name what columns are, and draw no lines around the picture."""
    style_axes(axes, style, style.say("number looked at"))
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in colour[:3])
