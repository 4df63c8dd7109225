"""Figure 11.14: the path of a descent on the loss surface, from the start to the optimum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.descent.descent import descend
from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL
from scenes.figures.relief import (
    SurfaceHeights,
    draw_views,
    mark_minima,
    name_place,
    sample_surface,
)
from scenes.figures.specs import DescentPathSpec
from scenes.figures.style import Style
from scenes.languages.numbers import grouped, significant, trimmed, typographic

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEADER, LINE = 0.64, 0.15
"""Height of the lines above the views, and of one of them, in inches."""
FORMULAS = {
    "as-printed": r"\theta \leftarrow \theta - \eta\,\nabla L(\theta) \odot \theta",
    "gradient-descent": r"\theta \leftarrow \theta - \eta\,\nabla L(\theta)",
}
"""Rules whose names alone could be confused, in Matplotlib's mathematical notation. They stand on
lines of their own, since beside them no Chinese could be written."""


@dataclass(frozen=True)
class DescentPath:
    """A descent on a sampled surface.

    Attributes
    ----------
    surface : SurfaceHeights
    path : array (steps + 1, 2)
    loss : array (steps + 1,)
    rule : str
        Name in `engine.descent.rules.RULES`.
    rate : float
        Learning rate.
    diverged : bool
    """

    surface: SurfaceHeights
    path: np.ndarray
    loss: np.ndarray
    rule: str
    rate: float
    diverged: bool


def compute(spec: DescentPathSpec, work: Work = unwatched) -> DescentPath:
    """Run the descent, and sample the surface."""
    descent = descend(spec.descent, advance=work("descending", spec.steps))
    surface = SURFACES[spec.surface]
    return DescentPath(
        surface=sample_surface(surface),
        path=descent.path,
        loss=descent.loss,
        rule=spec.optimizer,
        rate=spec.descent.learning_rate(),
        diverged=descent.diverged_at is not None,
    )


def draw(figure: Figure, result: DescentPath, style: Style) -> None:
    """Draw the surface with the path, the start and the optimum, and the name of the rule."""
    surface, theme = result.surface, style.theme
    relief, plan = draw_views(figure, surface, style, 1 - HEADER / figure.get_figheight())
    ends = [surface.first[[0, -1]], surface.second[[0, -1]]]
    inside = np.ones(len(result.path), bool)
    for column, (low, high) in zip(result.path.T, ends, strict=True):
        inside &= (low <= column) & (column <= high)
    path, loss = result.path[inside], result.loss[inside]
    solid = np.column_stack([path, loss])
    mark_minima(relief, plan, surface, style)
    for axes, way in ((relief, solid), (plan, path)):
        if axes is not None:
            _trace(axes, way, style)
            _name_ends(axes, way, result, style)
    lines = [
        style.say(
            "rule: {rule}, η = {rate}",
            rule=style.say(RULES[result.rule].title),
            rate=significant(result.rate),
        ),
        *([f"${FORMULAS[result.rule]}$"] if result.rule in FORMULAS else []),
        _ending(result, style),
    ]
    font: dict[str, Any] = {"fontsize": SMALL, "va": "top", "math_fontfamily": "stix"}
    for i, (line, colour) in enumerate(
        zip(lines, (theme.text, theme.text, theme.muted), strict=False)
    ):
        figure.text(
            0.02, 1 - (0.07 + LINE * i) / figure.get_figheight(), line, color=colour, **font
        )


def _trace(axes: Any, way: np.ndarray, style: Style) -> None:
    """Draw a path, array (steps, 2) or (steps, 3), with a dot for each step, and its start."""
    theme = style.theme
    axes.plot(*way.T, color=theme.text, linewidth=1.2, zorder=3)
    axes.plot(*way.T, ".", color=theme.text, markersize=2.4, zorder=3)
    start: dict[str, Any] = {"markeredgecolor": theme.background, "markeredgewidth": 0.6}
    axes.plot(*way[:1].T, "o", color=theme.highlight, markersize=6, zorder=4, **start)


def _name_ends(axes: Any, way: np.ndarray, result: DescentPath, style: Style) -> None:
    """Write the places of the start and of the optimum beside them, apart from each other."""
    surface = result.surface
    words = _place("start ({a}, {b})", way[0, :2], style)
    flat = way.shape[1] == 2
    name_place(axes, tuple(way[0]), words, (-30, 0) if flat else (0, 9), style)
    for place, height in zip(surface.minima, surface.lowest, strict=True):
        words = _place("optimum ({a}, {b})", place, style)
        where = (*place, height)[: way.shape[1]]
        name_place(axes, where, words, (0, -12), style)


def _ending(result: DescentPath, style: Style) -> str:
    if result.diverged:
        return style.say("it diverges")
    names = dict(zip(("first", "second"), result.surface.names, strict=True))
    a, b = (typographic(repr(value)) for value in result.path[-1].tolist())
    steps = grouped(len(result.path) - 1)
    return style.say(
        "after {steps} steps:\n{first} = {a}, {second} = {b}", steps=steps, a=a, b=b, **names
    )


def _place(template: str, place: np.ndarray, style: Style) -> str:
    a, b = (trimmed(value, 3) for value in place)
    return style.say(template, a=a, b=b)
