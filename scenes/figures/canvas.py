"""What all figures are drawn with: axes in a theme's colours, and a canvas for pure drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path

from scenes.figures.style import Look
from scenes.languages.numbers import significant
from scenes.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text

MM = 25.4
"""Millimetres an inch."""
WIDE = 150
"""Millimetres for which figures are designed, and a canvas's width in its own units."""
SMALL, USUAL, LARGE = 7.0, 8.0, 9.0
"""Sizes of words, in points."""
LEAST = 4.0
"""No words are smaller than this, in points, however small the figure."""
MARKS = ("o", "^", "s", "D", "P", "v", "X", "p", ">", "h")
"""Shapes of classes, as in the films."""


def is_narrow(figure: Figure) -> bool:
    """Whether a figure is so narrow that its parts go below each other."""
    return bool(figure.get_figwidth() * MM < 0.8 * WIDE)


def mixed(first: str, second: str, share: float) -> tuple[float, ...]:
    """Blend two colours: 0 gives the first, 1 the second."""
    return tuple((1 - share) * np.array(to_rgb(first)) + share * np.array(to_rgb(second)))


def heights_map(theme: Theme) -> LinearSegmentedColormap:
    """Return the colours of low to high losses, quiet enough for a path on top of them."""
    colours: Any = [theme.background, mixed(theme.background, theme.loss, 0.6)]
    return LinearSegmentedColormap.from_list("heights", colours)


def prepare(figure: Figure, look: Look, **layout: float) -> None:
    """Return a figure of axes its background and its layout, by matplotlib's own options."""
    figure.set_facecolor(look.theme.background)
    figure.set_layout_engine("constrained", **layout)


def dress(axes: Axes, look: Look, x: str = "", y: str = "") -> Axes:
    """Give axes their colours, and names; empty names take no place."""
    theme = look.theme
    axes.set_facecolor(theme.background)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set(color=theme.muted, linewidth=0.7)
    axes.tick_params(which="both", colors=theme.muted, labelsize=SMALL, width=0.7)
    axes.tick_params(which="major", length=3)
    axes.tick_params(which="minor", length=1.6)
    if x:
        axes.set_xlabel(x, fontsize=USUAL, color=theme.text)
    if y:
        axes.set_ylabel(y, fontsize=USUAL, color=theme.text)
    return axes


def write_powers_out(axis: Axis) -> None:
    """Write the numbers of a logarithmic axis as they are, rather than with small exponents."""
    axis.set_major_formatter(lambda value, _: significant(value))
    axis.set_minor_formatter(lambda value, _: "")


def frame_picture(axes: Axes, look: Look) -> Axes:
    """Make axes a framed picture of a plane, without numbers."""
    dress(axes, look)
    axes.set(xticks=[], yticks=[], facecolor=look.theme.panel)
    axes.set_aspect("equal", adjustable="box")
    for spine in axes.spines.values():
        spine.set(visible=True, color=look.theme.edge)
    return axes


def scatter_classes(
    axes: Axes, points: np.ndarray, labels: np.ndarray, theme: Theme, size: float = 9
) -> None:
    """Draw points (n, 2), each class with its colour and shape."""
    for label in np.unique(labels).tolist():
        x, y = points[labels == label].T
        axes.scatter(
            x,
            y,
            s=size,
            marker=MARKS[label % len(MARKS)],
            color=theme.colour_of(label),
            edgecolors=theme.panel,
            linewidths=0.3,
            zorder=3,
        )


class Canvas:
    """A drawing `WIDE` units wide and `height` high, as large as the figure allows.

    Parameters
    ----------
    figure : Figure
        Of the size at which it will be saved.
    height : float
        In units.
    look : Look

    Attributes
    ----------
    axes : Axes
        In units.
    scale : float
        Millimetres a unit.
    """

    def __init__(self, figure: Figure, height: float, look: Look) -> None:
        self.theme = look.theme
        figure.set_facecolor(self.theme.background)
        width_mm, height_mm = MM * figure.get_size_inches()
        self.scale = min(width_mm / WIDE, height_mm / height)
        size = self.scale * np.array([WIDE / width_mm, height / height_mm])
        self.axes = figure.add_axes((*((1 - size) / 2), *size))
        self.axes.set(xlim=(0, WIDE), ylim=(0, height))
        self.axes.set_axis_off()

    def write(
        self, x: float, y: float, words: str, size: float = USUAL, colour: str = "", **style: Any
    ) -> Text:
        """Write words, by default around a point."""
        style = {"ha": "center", "va": "center", "math_fontfamily": "stix", **style}
        style |= {"fontsize": max(size * self.scale, LEAST), "color": colour or self.theme.text}
        return self.axes.text(x, y, words, **style)

    def extent(self, text: Text) -> tuple[float, float, float, float]:
        """Give left, bottom, right and top of words."""
        box = text.get_window_extent().transformed(self.axes.transData.inverted())
        return float(box.x0), float(box.y0), float(box.x1), float(box.y1)

    def line(self, points: Sequence[Any] | np.ndarray, colour: str, width: float = 1.0) -> None:
        """Draw a line through points (n, 2)."""
        x, y = np.asarray(points, dtype=float).T
        self.axes.plot(x, y, color=colour, linewidth=width * self.scale, solid_capstyle="round")

    def arrow(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1.1
    ) -> None:
        """Draw a straight arrow."""
        self.axes.add_patch(
            FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>",
                mutation_scale=8 * self.scale,
                color=colour,
                linewidth=width * self.scale,
                shrinkA=0,
                shrinkB=0,
            )
        )

    def box(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        edge: str = "",
        face: str = "",
        dashed: bool = False,
    ) -> None:
        """Draw a rounded box, from its lower left corner."""
        self.axes.add_patch(
            FancyBboxPatch(
                corner,
                *size,
                boxstyle="round,pad=0,rounding_size=1.6",
                edgecolor=edge or self.theme.muted,
                facecolor=face or self.theme.panel,
                linewidth=0.9 * self.scale,
                linestyle="--" if dashed else "-",
            )
        )

    def fill(self, rings: Sequence[np.ndarray], colour: Any, edge: str = "none") -> None:
        """Fill closed outlines (n, 2)."""
        path = Path.make_compound_path(*(Path(np.vstack([r, r[:1]]), closed=True) for r in rings))
        self.axes.add_patch(PathPatch(path, facecolor=colour, edgecolor=edge, linewidth=0.8))
