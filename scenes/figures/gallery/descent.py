"""A loss surface seen from above, with the path of a descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.descent.descent import Descent, descend
from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    heights_map,
    is_narrow,
    place_legend,
    prepare_figure,
    style_axes,
)
from scenes.figures.specs import DescentFigureSpec
from scenes.figures.style import Style
from scenes.languages.numbers import grouped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RESOLUTION = 201
LEVELS = 16
MINIMUM: dict[str, Any] = {
    "markersize": 9,
    "markeredgewidth": 1.4,
    "markeredgecolor": None,
    "zorder": 5,
}


@dataclass(frozen=True)
class DescentMap:
    """A surface and a descent.

    Attributes
    ----------
    names : tuple of str
        Names of the variables.
    axes : tuple of array (n,)
        One for each variable.
    values : array (n,) or (n, n)
        Losses; rows go with the second variable.
    minima : array (minima, dims)
        Known minima.
    descent : Descent
    """

    names: tuple[str, ...]
    axes: tuple[np.ndarray, ...]
    values: np.ndarray
    minima: np.ndarray
    descent: Descent


def compute(spec: DescentFigureSpec, work: Work = unwatched) -> DescentMap:
    """Run the descent, and sample the surface."""
    surface = spec.loss_surface
    descent = descend(spec.descent, surface, work("descending", spec.steps))
    places = [least.place for least in surface.known_minima()]
    minima = np.array(places, dtype=float).reshape(-1, surface.dims)
    return DescentMap(surface.names, *surface.heights(RESOLUTION), minima, descent)


def levels_of(values: np.ndarray) -> np.ndarray:
    """Return contour levels, array (LEVELS + 1,), which are denser near the lowest value."""
    low, high = float(values.min()), float(values.max())
    return low + (high - low) * np.linspace(0, 1, LEVELS + 1) ** 2


def draw(figure: Figure, result: DescentMap, style: Style) -> None:
    """Draw contours, or the curve of one variable, with the path, its ends and the minima."""
    prepare_figure(figure, style)
    axes, theme = figure.add_subplot(), style.theme
    path = result.descent.path
    path = path[np.isfinite(path).all(axis=1)]
    flat = len(result.axes) == 1
    if flat:
        (x,) = result.axes
        heights = np.interp(path[:, 0], x, result.values)
        path = np.column_stack([path[:, 0], heights])
        axes.plot(x, result.values, color=theme.loss, linewidth=1.4)
        minima = np.column_stack(
            [result.minima[:, 0], np.interp(result.minima[:, 0], x, result.values)]
        )
        style_axes(axes, style, result.names[0], style.say("loss"))
    else:
        _contours(figure, axes, result, style)
        minima = result.minima
    axes.plot(*path.T, "-", color=theme.text, linewidth=1.0, zorder=3)
    if len(path) <= 600:
        axes.plot(*path.T, ".", color=theme.text, markersize=2.6, zorder=3)
    ends: dict[str, Any] = {
        "markersize": 6,
        "linestyle": "none",
        "zorder": 4,
        "markeredgecolor": theme.background,
    }
    axes.plot(*path[0], "o", color=theme.highlight, label=style.say("start"), **ends)
    name = style.say("after {steps} steps", steps=grouped(result.descent.steps))
    axes.plot(*path[-1], "s", color=theme.positive, label=name, **ends)
    if len(minima):
        name = style.say("minimum")
        axes.plot(*minima.T, "x", color=theme.accuracy, label=name, **ends | MINIMUM)
    place_legend(figure, theme, 2 if is_narrow(figure) else 3)


def _contours(figure: Figure, axes: Axes, result: DescentMap, style: Style) -> None:
    theme, levels = style.theme, levels_of(result.values)
    filled = axes.contourf(*result.axes, result.values, levels, cmap=heights_map(theme))
    axes.contour(*result.axes, result.values, levels[1:-1], colors=theme.muted, linewidths=0.4)
    style_axes(axes, style, *result.names)
    axes.set_xlim(result.axes[0][0], result.axes[0][-1])
    axes.set_ylim(result.axes[1][0], result.axes[1][-1])
    bar = figure.colorbar(filled, ax=axes, ticks=levels[::4], format="%.4g")
    style_axes(bar.ax, style, y=style.say("loss"))
    bar.outline.set_visible(False)
