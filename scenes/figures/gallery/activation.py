"""Figures 11.8 to 11.11: an activation function's curve, and what it does to the plane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.experiments.activated_plane import EXTENT, ActivatedPlane
from engine.experiments.activation_facts import EDGE, ActivationFacts, Interval
from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    SMALL,
    USUAL,
    frame_picture,
    is_narrow,
    mixed,
    prepare_figure,
    style_axes,
)
from scenes.figures.specs import ActivationFigureSpec
from scenes.figures.style import Style
from scenes.languages.numbers import significant
from scenes.theme.position_colours import visible_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

VIEW = 1.18 * EXTENT
"""Planes are shown from -VIEW to VIEW in both directions."""
DOT = 3.2
"""Area of a dot in the plane before, in square points; smaller where the plane has shrunk."""
LEAST_SHRINKAGE = 0.3
"""Factor of length below which dots shrink no further."""
SMALL_IMAGE = 1.4
"""Side of the plane's image below which it is shown again, larger."""
CLOSER = (0.03, 0.03, 0.5, 0.5)
"""Left, bottom, width and height of the larger view, as shares of the picture."""
CROWD = 10
"""Least number of coinciding points that are labelled."""


@dataclass(frozen=True)
class ActivationPictures:
    """One activation function, and the plane before and after it.

    Attributes
    ----------
    name : str
        Name of the function.
    alpha : float or None
        Its constant α.
    x, y : array (samples,)
        Its graph over [-10, 10]; NaN where it is discontinuous.
    limits : tuple of float
        Finite ends of its range.
    saturated, dead : tuple of (float, float)
        Intervals within [-10, 10] on which its slope goes to 0, and on which it is 0.
    before, after : array (points, 2)
        Points before and after the function, in the same order.
    lines_before, lines_after : array (2, lines, samples, 2)
        Grid lines, first the originally horizontal ones, then the vertical ones.
    """

    name: str
    alpha: float | None
    x: np.ndarray
    y: np.ndarray
    limits: tuple[float, ...]
    saturated: tuple[tuple[float, float], ...]
    dead: tuple[tuple[float, float], ...]
    before: np.ndarray
    after: np.ndarray
    lines_before: np.ndarray
    lines_after: np.ndarray


def compute(spec: ActivationFigureSpec, work: Work = unwatched) -> ActivationPictures:
    """Apply the function to a line, and to the plane."""
    facts, plane = ActivationFacts(spec.kind), ActivatedPlane(spec.kind)
    lines = np.stack(plane.lines(1, 1))
    torn = ~plane.whole
    lines[:, :, 1:][:, :, torn] = np.nan
    return ActivationPictures(
        name=spec.kind.module,
        alpha=spec.kind.alpha_value,
        x=facts.curve[0],
        y=facts.curve[1],
        limits=tuple(end.value for end in facts.range if np.isfinite(end.value)),
        saturated=_seen(facts.saturated),
        dead=_seen(facts.dead),
        before=plane.points(0, 0),
        after=plane.points(1, 1),
        lines_before=np.stack(plane.lines(0, 0)),
        lines_after=lines,
    )


def _seen(parts: tuple[Interval, ...]) -> tuple[tuple[float, float], ...]:
    return tuple((max(part.low, -EDGE), min(part.high, EDGE)) for part in parts)


def densest_place(points: np.ndarray) -> tuple[np.ndarray, int]:
    """Return the place at which most of some points, array (n, 2), coincide, and their number."""
    places, counts = np.unique(points.round(6), axis=0, return_counts=True)
    return places[counts.argmax()], int(counts.max())


def draw(figure: Figure, result: ActivationPictures, style: Style) -> None:
    """Draw the curve, the plane before and the plane after, both planes to the same scale."""
    prepare_figure(figure, style)
    if is_narrow(figure):
        parts = figure.subplot_mosaic([["curve", "curve"], ["before", "after"]])
    else:
        parts = figure.subplot_mosaic([["curve", "before", "after"]], width_ratios=(1.25, 1, 1))
    _curve(parts["curve"], result, style)
    _plane(parts["before"], result.before, result.lines_before, result, style, ("x₁", "x₂"))
    images = "g(x₁)", "g(x₂)"
    _plane(parts["after"], result.after, result.lines_after, result, style, images)
    parts["before"].set_title(style.say("the plane before"))
    parts["after"].set_title(style.say("after"))
    place, count = densest_place(result.after)
    if count >= CROWD:
        middle = (0, -0.5 * VIEW if place[1] < 0.5 * EXTENT else 0.5 * VIEW)
        parts["after"].annotate(
            style.say("{count} points in one", count=count),
            (place[0], place[1]),
            middle,
            fontsize=SMALL,
            color=style.theme.text,
            ha="center",
            va="center",
            arrowprops={"arrowstyle": "-", "color": style.theme.muted, "linewidth": 0.7},
        )


def _curve(axes: Axes, result: ActivationPictures, style: Style) -> None:
    theme = style.theme
    style_axes(axes, style, "x", "g(x)")
    title = result.name
    if result.alpha is not None:
        title = style.say("{name}, α = {alpha}", name=title, alpha=significant(result.alpha))
    axes.set_title(title)
    axes.set_xlim(-EDGE, EDGE)
    axes.axhline(0, color=theme.edge, linewidth=0.7, zorder=1)
    axes.axvline(0, color=theme.edge, linewidth=0.7, zorder=1)
    for limit in result.limits:
        axes.axhline(limit, color=theme.muted, linewidth=0.8, linestyle=(0, (3, 2)), zorder=1)
    for part in result.saturated:
        _shade(axes, part, style.say("saturated"), style, hatch="")
    for part in result.dead:
        _shade(axes, part, style.say("slope 0"), style, hatch="////")
    axes.plot(result.x, result.y, color=theme.highlight, linewidth=1.8)
    low, high = np.nanmin(result.y), np.nanmax(result.y)
    air = 0.08 * (high - low)
    axes.set_ylim(low - air, high + air)
    axes.locator_params(axis="x", nbins=4)
    axes.locator_params(axis="y", nbins=5)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: significant(value))


def _shade(axes: Axes, part: tuple[float, float], words: str, style: Style, *, hatch: str) -> None:
    """Shade and label an interval in which the gradient vanishes."""
    theme = style.theme
    axes.axvspan(
        *part,
        facecolor=mixed(theme.background, theme.gradient, 0.1),
        edgecolor=mixed(theme.background, theme.gradient, 0.3),
        hatch=hatch,
        linewidth=0,
        zorder=0,
    )
    axes.text(
        sum(part) / 2,
        0.5,
        words,
        transform=axes.get_xaxis_transform(),
        ha="center",
        va="center",
        fontsize=SMALL,
        color=theme.gradient,
        bbox={"boxstyle": "round,pad=0.2", "facecolor": theme.background, "edgecolor": "none"},
    )


def _plane(
    axes: Axes,
    points: np.ndarray,
    lines: np.ndarray,
    result: ActivationPictures,
    style: Style,
    names: tuple[str, str],
) -> None:
    from matplotlib.collections import LineCollection

    theme = style.theme
    frame_picture(axes, style)
    axes.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), xticks=(-2, 0, 2), yticks=(-2, 0, 2))
    axes.tick_params(labelsize=SMALL, colors=theme.muted, length=2)
    axes.axhline(0, color=theme.edge, linewidth=0.7, zorder=0.5)
    axes.axvline(0, color=theme.edge, linewidth=0.7, zorder=0.5)
    for family, colour in zip(lines, theme.grid, strict=True):
        axes.add_collection(LineCollection(family, colors=colour, linewidths=0.35, zorder=1))
    axes.set_xlabel(names[0], fontsize=USUAL, color=theme.text)
    axes.set_ylabel(names[1], fontsize=USUAL, color=theme.text)
    _dots(axes, points, result, style, DOT)
    if np.ptp(points, axis=0).max() < SMALL_IMAGE:
        _closer(axes, points, lines, result, style)


def _dots(
    axes: Axes, points: np.ndarray, result: ActivationPictures, style: Style, size: float
) -> None:
    """Draw the points in the colours of where they began, as large as their crowding allows."""
    shrunk = np.ptp(points, axis=0).mean() / np.ptp(result.before, axis=0).mean()
    colours = visible_colours(style.theme, result.before)
    area = size * max(shrunk, LEAST_SHRINKAGE) ** 2
    axes.scatter(points[:, 0], points[:, 1], s=area, c=colours, linewidths=0, zorder=2)


def _closer(
    axes: Axes, points: np.ndarray, lines: np.ndarray, result: ActivationPictures, style: Style
) -> None:
    """Show a small image of the plane again, larger, in the lower left corner."""
    from matplotlib.collections import LineCollection

    theme = style.theme
    low, high = points.min(axis=0), points.max(axis=0)
    air = 0.06 * (high - low).max()
    half = (high - low).max() / 2 + air
    (left, bottom), (right, top) = (low + high) / 2 - half, (low + high) / 2 + half
    closer = axes.inset_axes(CLOSER, xlim=(left, right), ylim=(bottom, top), zorder=4)
    frame_picture(closer, style)
    closer.set(xlim=(left, right), ylim=(bottom, top))
    for family, colour in zip(lines, theme.grid, strict=True):
        closer.add_collection(LineCollection(family, colors=colour, linewidths=0.35, zorder=1))
    factor = CLOSER[2] * 2 * VIEW / (right - left)
    _dots(closer, points, result, style, DOT * factor**2)
    axes.indicate_inset_zoom(closer, edgecolor=theme.muted, linewidth=0.6, alpha=1)
