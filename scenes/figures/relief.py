"""A loss surface of two parameters, sampled over its domain, drawn in space and from above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from scenes.figures.canvas import SMALL, USUAL, heights_map, is_narrow, mixed, style_axes
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from engine.descent.surface import Surface

SIDE = 60
"""Samples along each side; the upper ends of the domain are left out, as in the notebook."""
ELEVATION, AZIMUTH = 50.0, -122.0
"""Direction of the viewer, in degrees: high enough to look into a bowl over its near corner."""
LEVELS = 16

Place = tuple[float, float, float, float]
"""Left, bottom, width and height, as shares of the figure."""


@dataclass(frozen=True)
class SurfaceHeights:
    """A surface, sampled over its domain.

    Attributes
    ----------
    names : tuple of str
        Names of the two parameters.
    first, second : array (SIDE,)
    values : array (SIDE, SIDE)
        Rows go with the second parameter, columns with the first.
    minima : array (minima, 2)
        Known minima.
    lowest : array (minima,)
        The losses there.
    """

    names: tuple[str, ...]
    first: np.ndarray
    second: np.ndarray
    values: np.ndarray
    minima: np.ndarray
    lowest: np.ndarray


def sample_surface(surface: Surface) -> SurfaceHeights:
    """Sample a surface of two parameters over its domain, [low, high) in each."""
    first, second = (np.linspace(low, high, SIDE, endpoint=False) for low, high in surface.domain)
    values = surface.value(np.stack(np.meshgrid(first, second), axis=-1))
    known = surface.known_minima()
    minima = np.array([least.place for least in known]).reshape(-1, 2)
    lowest = np.array([least.value for least in known])
    return SurfaceHeights(surface.names, first, second, values, minima, lowest)


def draw_views(
    figure: Figure, result: SurfaceHeights, style: Style, top: float = 1.0
) -> tuple[Any, Axes | None]:
    """Draw a surface in space and, where there is room beside it, from above.

    Parameters
    ----------
    figure : Figure
    result : SurfaceHeights
    style : Style
    top : float
        Share of the figure's height below which the views are.

    Returns
    -------
    Axes3D
    Axes or None
        Of the view from above; a figure for a column has none.
    """
    figure.set_facecolor(style.theme.background)
    if is_narrow(figure):
        return draw_relief(figure, (0.07, 0.0, 0.93, top), result, style), None
    relief = draw_relief(figure, (0.04, 0.0, 0.49, top), result, style)
    return relief, draw_map(figure, (0.6, 0.17, 0.38, top - 0.23), result, style)


def draw_relief(figure: Figure, place: Place, result: SurfaceHeights, style: Style) -> Any:
    """Draw a surface in space with its contours on the floor, and return the 3D axes."""
    theme = style.theme
    axes: Any = figure.add_axes(place, projection="3d", computed_zorder=False)
    axes.set_facecolor(theme.background)
    axes.view_init(ELEVATION, AZIMUTH)
    axes.set_box_aspect((1, 1, 0.62), zoom=0.86)
    grid = np.meshgrid(result.first, result.second)
    low, high = float(result.values.min()), float(result.values.max())
    floor = low - 0.28 * (high - low)
    shades = [mixed(theme.background, theme.loss, share) for share in (0.1, 0.9)]
    colours = LinearSegmentedColormap.from_list("relief", shades)
    axes.contourf(*grid, result.values, LEVELS, zdir="z", offset=floor, cmap=colours, zorder=0)
    axes.plot_surface(
        *grid,
        result.values,
        cmap=colours,
        edgecolor=mixed(theme.loss, theme.text, 0.4),
        linewidth=0.12,
        rcount=SIDE,
        ccount=SIDE,
        zorder=1,
    )
    axes.set_zlim(floor, high)
    for axis, name in zip(
        (axes.xaxis, axes.yaxis, axes.zaxis), (*result.names, style.say("loss")), strict=True
    ):
        axis.set_pane_color(theme.panel)
        axis.line.set_color(theme.muted)
        axis._axinfo["grid"].update(color=theme.edge, linewidth=0.4)
        axis.set_label_text(name, fontsize=USUAL, color=theme.text)
        axis.set_tick_params(labelsize=SMALL, labelcolor=theme.muted, pad=-2)
        axis.labelpad = -3
    axes.zaxis.labelpad = -2
    axes.locator_params(nbins=5)
    axes.set_zticks([tick for tick in axes.get_zticks() if low <= tick <= high])
    return axes


def draw_map(figure: Figure, place: Place, result: SurfaceHeights, style: Style) -> Axes:
    """Draw a surface from above as contours, and return the axes."""
    theme = style.theme
    axes = figure.add_axes(place)
    drawn = result.first, result.second, result.values
    axes.contourf(*drawn, LEVELS, cmap=heights_map(theme))
    axes.contour(*drawn, LEVELS, colors=theme.muted, linewidths=0.4)
    style_axes(axes, style, *result.names)
    axes.locator_params(nbins=5)
    sides = np.ptp(result.first), np.ptp(result.second)
    if max(sides) < 3 * min(sides):
        axes.set_aspect("equal")  # steps against the slope cross the contours at right angles
    return axes


def mark_minima(relief: Any, plan: Axes | None, result: SurfaceHeights, style: Style) -> None:
    """Mark the known minima by stars, in space and from above."""
    star: dict[str, Any] = {
        "marker": "*",
        "linestyle": "none",
        "color": style.theme.accuracy,
        "markersize": 11,
        "markeredgecolor": style.theme.background,
        "markeredgewidth": 0.6,
        "zorder": 4,
    }
    for (first, second), height in zip(result.minima, result.lowest, strict=True):
        relief.plot([first], [second], [height], **star)
        if plan is not None:
            plan.plot([first], [second], **star)


def name_place(
    axes: Any, place: tuple[float, ...], words: str, shift: tuple[float, float], style: Style
) -> None:
    """Write words beside a place of two coordinates, or of three in space, shifted by points."""
    if len(place) > 2:
        from mpl_toolkits.mplot3d.proj3d import proj_transform

        place = proj_transform(*place, axes.get_proj())[:2]
    axes.annotate(
        words,
        place,
        shift,
        textcoords="offset points",
        ha="center",
        va="center",
        fontsize=SMALL,
        weight=600,
        color=style.theme.text,
        zorder=5,
        bbox={
            "boxstyle": "round,pad=0.15",
            "facecolor": style.theme.background,
            "edgecolor": "none",
            "alpha": 0.75,
        },
    )
