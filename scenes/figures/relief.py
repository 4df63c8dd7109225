"""A loss surface of two parameters, sampled over its domain and drawn in space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from scenes.figures.canvas import SMALL, USUAL, mixed
from scenes.figures.style import Style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from engine.descent.surface import Surface

SIDE = 60
"""Samples along each side; the upper ends of the domain are left out, as in the notebook."""
ELEVATION, AZIMUTH = 34.0, -118.0
"""Direction of the viewer, in degrees."""


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
    """

    names: tuple[str, ...]
    first: np.ndarray
    second: np.ndarray
    values: np.ndarray


def sample_surface(surface: Surface) -> SurfaceHeights:
    """Sample a surface of two parameters over its domain, [low, high) in each."""
    first, second = (np.linspace(low, high, SIDE, endpoint=False) for low, high in surface.domain)
    values = surface.value(np.stack(np.meshgrid(first, second), axis=-1))
    return SurfaceHeights(surface.names, first, second, values)


def draw_relief(figure: Figure, result: SurfaceHeights, style: Style) -> Any:
    """Draw a surface in space with its contours on the floor, and return the 3D axes."""
    theme = style.theme
    figure.set_facecolor(theme.background)
    axes: Any = figure.add_axes((0.08, 0.02, 0.92, 0.96), projection="3d", computed_zorder=False)
    axes.set_facecolor(theme.background)
    axes.view_init(ELEVATION, AZIMUTH)
    axes.set_box_aspect((1, 1, 0.72), zoom=0.88)
    grid = np.meshgrid(result.first, result.second)
    low, high = float(result.values.min()), float(result.values.max())
    floor = low - 0.28 * (high - low)
    shades = [mixed(theme.background, theme.loss, share) for share in (0.1, 0.9)]
    colours = LinearSegmentedColormap.from_list("relief", shades)
    axes.contourf(*grid, result.values, 16, zdir="z", offset=floor, cmap=colours, zorder=0)
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
    axes.zaxis.labelpad = 0
    axes.locator_params(nbins=5)
    axes.set_zticks([tick for tick in axes.get_zticks() if low <= tick <= high])
    return axes
