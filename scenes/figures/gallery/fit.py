"""A curve that a network has learned at three steps of its training, and its losses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.ticker import MaxNLocator

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    SMALL,
    is_narrow,
    place_legend,
    plain_name,
    prepare_figure,
    scale_upright,
    style_axes,
)
from scenes.figures.specs import FitFigureSpec
from scenes.figures.style import Style
from scenes.films.fit.shown_fit import shown_fit
from scenes.languages.names import shortened
from scenes.languages.numbers import grouped, significant

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ROOM = 0.08
"""Room above and below what is shown, as a share of its height."""


def compute(spec: FitFigureSpec, work: Work = unwatched) -> FittedCurve:
    """Train the network, or find it where it was kept; it is shared with the film."""
    return shown_fit(spec, work)


def draw(figure: Figure, result: FittedCurve, style: Style) -> None:
    """Draw the curve at three steps, and both losses below."""
    prepare_figure(figure, style)
    if is_narrow(figure):
        *curves, losses = figure.subplots(4, 1)
    else:
        grid = figure.add_gridspec(2, 3, height_ratios=(1.15, 1))
        curves = [figure.add_subplot(grid[0, column]) for column in range(3)]
        losses = figure.add_subplot(grid[1, :])
    for axes, step in zip(curves, shown_steps(result), strict=True):
        _curve(axes, result, step, style)
        is_last = axes is curves[-1] or not is_narrow(figure)
        across, up = map(plain_name, map(shortened, result.names or (style.say("input"), "")))
        style_axes(axes, style, across if is_last else "", up if axes is curves[0] else "")
    _losses(losses, result, style)
    entries = curves[-1].get_legend_handles_labels()
    place_legend(figure, style.theme, 2 if is_narrow(figure) else 4, *entries)


def shown_steps(result: FittedCurve) -> tuple[int, int, int]:
    """Return the first step, the best or else one between, and the last."""
    last = result.recording.last_step
    middle = round(float(np.expm1(np.log1p(last) / 2)))
    if result.best_step is not None and 0 < result.best_step < last:
        middle = result.best_step
    return 0, middle, last


def _curve(axes: Axes, result: FittedCurve, step: int, style: Style) -> None:
    theme = style.theme
    if result.truth is not None:
        axes.plot(
            *result.truth.T,
            "--",
            color=theme.text,
            linewidth=0.8,
            label=style.say("the true curve"),
        )
    axes.plot(
        *result.curve(step),
        color=theme.highlight,
        linewidth=1.4,
        label=style.say("what is learned"),
    )
    known = [result.points[:, 1]]
    if result.held_out is not None:
        known.append(result.held_out[:, 1])
        axes.plot(
            *result.held_out.T, "D", color=theme.loss, markersize=1.8, markeredgewidth=0,
            label=style.say("unseen points"),
        )  # fmt: skip
    axes.plot(
        *result.points.T, "o", color=theme.positive, markersize=3.2, markeredgewidth=0,
        label=style.say("points to learn from"),
    )  # fmt: skip
    values = np.concatenate([*known, result.curve(result.recording.last_step)[1]])
    room = ROOM * np.ptp(values)
    axes.set_xlim(result.domain)
    axes.set_ylim(values.min() - room, values.max() + room)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(lambda value, _: significant(value))
    axes.set_title(style.say("step {step}", step=grouped(step)), color=theme.text)


def _losses(axes: Axes, result: FittedCurve, style: Style) -> None:
    theme, metrics = style.theme, result.recording.metrics
    both = [(metrics.loss, theme.positive, style.say("training loss"))]
    if result.losses is not None:
        both.append((result.losses, theme.loss, style.say("validation loss")))
    for losses, colour, name in both:
        steps = np.flatnonzero(np.isfinite(losses))
        axes.plot(steps, losses[steps], color=colour, linewidth=1.1, label=name)
    if result.best_step is not None:
        axes.axvline(
            result.best_step, color=theme.text, linewidth=0.8, linestyle=(0, (4, 3)),
            label=style.say("least validation loss"),
        )  # fmt: skip
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xlim(0, result.recording.last_step)
    axes.xaxis.set_major_formatter(lambda value, _: grouped(value))
    scale_upright(axes, np.concatenate([losses for losses, *_ in both]))
    name = style.say("mean squared error") if result.is_squared else style.say("loss")
    style_axes(axes, style, style.say("step"), name)
    axes.legend(fontsize=SMALL, labelcolor=theme.text, frameon=False, loc="best")
