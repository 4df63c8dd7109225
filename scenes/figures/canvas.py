"""Drawing shared by all figures: axes in the colours of a theme, and a canvas for diagrams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.ticker import LogLocator, NullLocator

from scenes.figures.entry import MM_PER_INCH
from scenes.figures.style import Style
from scenes.languages.names import LONGEST, shortened
from scenes.languages.numbers import significant
from scenes.theme.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure
    from matplotlib.text import Text

NARROWEST = 120.0
"""Width in millimetres below which a figure is laid out for a column."""
SMALL, USUAL, LARGE = 7.0, 8.0, 9.0
"""Font sizes, in points."""
SHORTEST = 8
"""Letters that are always left of a name."""
LEAST_SPAN, FEW_POWERS = 5.0, 100.0
"""Ratios of a largest to a smallest value: for a logarithmic axis, and for one of powers alone."""
MARKS = ("o", "^", "s", "D", "P", "v", "X", "p", ">", "h")
"""Markers of classes, as in the films."""


def is_narrow(figure: Figure) -> bool:
    """Return whether a figure is so narrow that its parts are placed below each other."""
    return bool(figure.get_figwidth() * MM_PER_INCH < NARROWEST)


def mixed(first: str, second: str, share: float) -> tuple[float, ...]:
    """Return the RGB blend of two colours: the first for a share of 0, the second for 1."""
    return tuple((1 - share) * np.array(to_rgb(first)) + share * np.array(to_rgb(second)))


def heights_map(theme: Theme) -> LinearSegmentedColormap:
    """Return the colour map of losses, faint enough for a path to be drawn on top of it."""
    colours: Any = [theme.background, mixed(theme.background, theme.loss, 0.6)]
    return LinearSegmentedColormap.from_list("heights", colours)


def prepare_figure(figure: Figure, style: Style, **layout: float) -> None:
    """Set the background and the constrained layout of a figure, with options of the latter."""
    figure.set_facecolor(style.theme.background)
    figure.set_layout_engine("constrained", **layout)


def style_axes(axes: Axes, style: Style, x: str = "", y: str = "") -> Axes:
    """Set the colours of axes, and their labels, which take no space if empty; return the axes."""
    theme = style.theme
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


def write_out_powers(axis: Axis) -> None:
    """Label the powers of ten of a logarithmic axis in full, such as 1,000."""
    axis.set_major_formatter(lambda value, _: significant(value))
    axis.set_minor_formatter(lambda value, _: "")


def scale_upright(axes: Axes, values: np.ndarray) -> None:
    """Make the vertical axis logarithmic if its values span much, with ticks to read them by.

    Parameters
    ----------
    axes : Axes
    values : float array
        What is drawn along it; what is not finite is left out.
    """
    drawn = values[np.isfinite(values)]
    low, high = (drawn.min(), drawn.max()) if drawn.size else (0.0, 0.0)
    if low <= 0 or high < LEAST_SPAN * low:
        return
    axes.set_yscale("log")
    write_out_powers(axes.yaxis)
    few = high < FEW_POWERS * low
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if few else (1,)))
    axes.yaxis.set_minor_locator(NullLocator() if few else LogLocator(subs=(2, 5)))


def legend_above(axes: Axes, theme: Theme, columns: int) -> None:
    """Name the curves of some axes above them, where it covers none."""
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0.2, ncols=columns, fontsize=SMALL,
        labelcolor=theme.text, frameon=False, handlelength=1.4, columnspacing=1.2,
    )  # fmt: skip


def place_legend(figure: Figure, theme: Theme, columns: int, *entries: Any, **options: Any) -> None:
    """Place a legend above the axes, within the width of the figure.

    Parameters
    ----------
    figure : Figure
    theme : Theme
    columns : int
        Fewer where the entries are long.
    *entries
        Handles and labels; by default those of all axes.
    **options
        Further options of `Figure.legend`.
    """
    for ncols in range(columns, 0, -1):
        legend = figure.legend(
            *entries,
            loc="outside upper center",
            ncols=ncols,
            fontsize=SMALL,
            labelcolor=theme.text,
            frameon=False,
            **options,
        )
        if legend.get_window_extent().width <= figure.bbox.width:
            return
        legend.remove()


def name_within(axes: Axes, share: float, name: str, write: Callable[[str], Text]) -> Text:
    """Write a name beside or into axes, of a long one as much as there is room for.

    Parameters
    ----------
    axes : Axes
    share : float
        Of the figure's width, that the name may take.
    name : str
    write : callable
        Writes words, and returns them.
    """
    figure = axes.get_figure(root=True)
    assert figure is not None
    room = share * figure.bbox.width
    for longest in range(LONGEST, SHORTEST - 1, -1):
        text = write(shortened(name, longest))
        if longest == SHORTEST or text.get_window_extent().width <= room:
            break
        text.remove()
    return text


def plain_name(name: str) -> str:
    """Return a name without what matplotlib would set as mathematics."""
    return name.replace("$", r"\$")


def frame_picture(axes: Axes, style: Style) -> Axes:
    """Turn axes into a framed picture of a plane, without ticks; return the axes."""
    style_axes(axes, style)
    axes.set(xticks=[], yticks=[], facecolor=style.theme.panel)
    axes.set_aspect("equal", adjustable="box")
    for spine in axes.spines.values():
        spine.set(visible=True, color=style.theme.edge)
    return axes


def scatter_classes(
    axes: Axes, points: np.ndarray, labels: np.ndarray, theme: Theme, size: float = 9
) -> None:
    """Draw points, array (n, 2), each class with its own colour and marker."""
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
    """A diagram whose coordinates are millimetres of its figure, from its lower left corner.

    Parameters
    ----------
    figure : Figure
        Has the size at which it will be saved.
    style : Style

    Attributes
    ----------
    axes : Axes
        Axes whose coordinates are millimetres.
    width, height : float
        Size of the figure, in millimetres.
    narrow : bool
        Whether the figure is laid out for a column.
    """

    def __init__(self, figure: Figure, style: Style) -> None:
        self.theme = style.theme
        figure.set_facecolor(self.theme.background)
        self.width, self.height = (MM_PER_INCH * figure.get_size_inches()).tolist()
        self.narrow = is_narrow(figure)
        self.axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, self.width), ylim=(0, self.height))
        self.axes.set_axis_off()

    def write(
        self, x: float, y: float, words: str, size: float = USUAL, colour: str = "", **font: Any
    ) -> Text:
        """Write a text, by default centred on a point."""
        font = {"ha": "center", "va": "center", "math_fontfamily": "stix", **font}
        font |= {"fontsize": size, "color": colour or self.theme.text}
        return self.axes.text(x, y, words, **font)

    def extent(self, text: Text) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a text, in millimetres."""
        box = text.get_window_extent().transformed(self.axes.transData.inverted())
        return float(box.x0), float(box.y0), float(box.x1), float(box.y1)

    def line(self, points: Sequence[Any] | np.ndarray, colour: str, width: float = 1.0) -> None:
        """Draw a line through points, array (n, 2); its width is in points."""
        x, y = np.asarray(points, dtype=float).T
        self.axes.plot(x, y, color=colour, linewidth=width, solid_capstyle="round")

    def arrow(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        width: float = 1.1,
        head: float = 8.0,
    ) -> None:
        """Draw a straight arrow; the sizes of its line and head are in points."""
        self.axes.add_patch(
            FancyArrowPatch(
                start,
                end,
                arrowstyle="-|>",
                mutation_scale=head,
                color=colour,
                linewidth=width,
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
        """Draw a rounded box, given its lower left corner and its size."""
        self.axes.add_patch(
            FancyBboxPatch(
                corner,
                *size,
                boxstyle="round,pad=0,rounding_size=1.4",
                edgecolor=edge or self.theme.muted,
                facecolor=face or self.theme.panel,
                linewidth=0.9,
                linestyle="--" if dashed else "-",
            )
        )

    def fill(self, rings: Sequence[np.ndarray], colour: Any, edge: str = "none") -> None:
        """Fill closed outlines, each an array (n, 2)."""
        path = Path.make_compound_path(*(Path(np.vstack([r, r[:1]]), closed=True) for r in rings))
        self.axes.add_patch(PathPatch(path, facecolor=colour, edgecolor=edge, linewidth=0.8))
