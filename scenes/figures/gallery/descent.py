"""A map of a loss surface, with the way of a descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.descent.descent import Descent, descend
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, dress, heights_map, is_narrow, prepare
from scenes.figures.specs import DescentFigureSpec
from scenes.figures.style import Look
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
        Of the variables.
    axes : tuple of array (n,)
        One for each variable.
    values : array (n,) or (n, n)
        Rows go with the second variable.
    minima : array (minima, dims)
        Those that are known.
    descent : Descent
    """

    names: tuple[str, ...]
    axes: tuple[np.ndarray, ...]
    values: np.ndarray
    minima: np.ndarray
    descent: Descent


def compute(spec: DescentFigureSpec, work: Work = unwatched) -> DescentMap:
    """Walk down, and sample the surface."""
    surface = spec.landscape
    descent = descend(spec.descent, surface, work("descending", spec.steps))
    places = [least.place for least in surface.known_minima()]
    minima = np.array(places, dtype=float).reshape(-1, surface.dims)
    return DescentMap(surface.names, *surface.heights(RESOLUTION), minima, descent)


def levels_of(values: np.ndarray) -> np.ndarray:
    """Choose contour levels that lie closer together near the lowest value."""
    low, high = float(values.min()), float(values.max())
    return low + (high - low) * np.linspace(0, 1, LEVELS + 1) ** 2


def draw(figure: Figure, result: DescentMap, look: Look) -> None:
    """Draw contours (or the curve of one variable), the path, its ends and the minima."""
    prepare(figure, look)
    axes, theme = figure.add_subplot(), look.theme
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
        dress(axes, look, result.names[0], look.say("loss"))
    else:
        _contours(figure, axes, result, look)
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
    axes.plot(*path[0], "o", color=theme.highlight, label=look.say("start"), **ends)
    name = look.say("after {steps} steps", steps=grouped(result.descent.steps))
    axes.plot(*path[-1], "s", color=theme.positive, label=name, **ends)
    if len(minima):
        name = look.say("minimum")
        axes.plot(*minima.T, "x", color=theme.accuracy, label=name, **ends | MINIMUM)
    figure.legend(
        loc="outside upper center",
        ncols=2 if is_narrow(figure) else 3,
        fontsize=SMALL,
        labelcolor=theme.text,
        frameon=False,
    )


def _contours(figure: Figure, axes: Axes, result: DescentMap, look: Look) -> None:
    theme, levels = look.theme, levels_of(result.values)
    filled = axes.contourf(*result.axes, result.values, levels, cmap=heights_map(theme))
    axes.contour(*result.axes, result.values, levels[1:-1], colors=theme.muted, linewidths=0.4)
    dress(axes, look, *result.names)
    axes.set_xlim(result.axes[0][0], result.axes[0][-1])
    axes.set_ylim(result.axes[1][0], result.axes[1][-1])
    bar = figure.colorbar(filled, ax=axes, ticks=levels[::4], format="%.4g")
    dress(bar.ax, look, y=look.say("loss"))
    bar.outline.set_visible(False)
