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
from scenes.figures.relief import SurfaceHeights, draw_relief, sample_surface
from scenes.figures.specs import DescentPathSpec
from scenes.figures.style import Style
from scenes.languages.numbers import grouped, significant, trimmed, typographic

if TYPE_CHECKING:
    from matplotlib.figure import Figure


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
    optimum : array (minima, 2)
        Known minima.
    optimum_loss : array (minima,)
    diverged : bool
    """

    surface: SurfaceHeights
    path: np.ndarray
    loss: np.ndarray
    rule: str
    rate: float
    optimum: np.ndarray
    optimum_loss: np.ndarray
    diverged: bool


def compute(spec: DescentPathSpec, work: Work = unwatched) -> DescentPath:
    """Run the descent, and sample the surface."""
    descent = descend(spec.descent, advance=work("descending", spec.steps))
    surface = SURFACES[spec.surface]
    minima = surface.known_minima()
    return DescentPath(
        surface=sample_surface(surface),
        path=descent.path,
        loss=descent.loss,
        rule=spec.optimizer,
        rate=spec.descent.learning_rate(),
        optimum=np.array([least.place for least in minima]).reshape(-1, 2),
        optimum_loss=np.array([least.value for least in minima]),
        diverged=descent.diverged_at is not None,
    )


def draw(figure: Figure, result: DescentPath, style: Style) -> None:
    """Draw the surface with the path, the start and the optimum, and the name of the rule."""
    axes, theme = draw_relief(figure, result.surface, style), style.theme
    ends = [result.surface.first[[0, -1]], result.surface.second[[0, -1]]]
    inside = np.ones(len(result.path), bool)
    for column, (low, high) in zip(result.path.T, ends, strict=True):
        inside &= (low <= column) & (column <= high)
    path, loss = result.path[inside], result.loss[inside]
    axes.plot(*path.T, loss, color=theme.text, linewidth=1.2, zorder=3)
    axes.plot(*path.T, loss, ".", color=theme.text, markersize=2.4, zorder=3)
    _mark(axes, path[0], loss[0], "o", theme.highlight, style)
    _name(axes, path[0], loss[0], _place("start ({a}, {b})", path[0], style), (0, 9), style)
    for place, height in zip(result.optimum, result.optimum_loss, strict=True):
        _mark(axes, place, height, "*", theme.accuracy, style)
        _name(axes, place, height, _place("optimum ({a}, {b})", place, style), (0, -12), style)
    figure.text(
        0.03,
        0.97,
        style.say(
            "rule: {rule}, η = {rate}",
            rule=rule_name(result.rule, style),
            rate=significant(result.rate),
        ),
        fontsize=SMALL,
        color=theme.text,
        va="top",
    )
    figure.text(0.03, 0.925, _ending(result, style), fontsize=SMALL, color=theme.muted, va="top")


def rule_name(name: str, style: Style) -> str:
    """Return the name of a rule, with its formula where names alone could be confused."""
    if name == "as-printed":
        return style.say("as printed, θ ← θ − η ∇L(θ) · θ")
    if name == "gradient-descent":
        return style.say("gradient descent, θ ← θ − η ∇L(θ)")
    return RULES[name].title


def _ending(result: DescentPath, style: Style) -> str:
    if result.diverged:
        return style.say("it diverges")
    names = dict(zip(("first", "second"), result.surface.names, strict=True))
    a, b = (typographic(repr(value)) for value in result.path[-1].tolist())
    steps = grouped(len(result.path) - 1)
    return style.say(
        "after {steps} steps: {first} = {a}, {second} = {b}", steps=steps, a=a, b=b, **names
    )


def _place(template: str, place: np.ndarray, style: Style) -> str:
    a, b = (trimmed(value, 3) for value in place)
    return style.say(template, a=a, b=b)


def _mark(
    axes: Any, place: np.ndarray, height: float, shape: str, colour: str, style: Style
) -> None:
    size = 11 if shape == "*" else 6
    axes.plot(
        *place[:, None],
        [height],
        shape,
        color=colour,
        markersize=size,
        markeredgecolor=style.theme.background,
        markeredgewidth=0.6,
        zorder=4,
    )


def _name(
    axes: Any,
    place: np.ndarray,
    height: float,
    words: str,
    shift: tuple[float, float],
    style: Style,
) -> None:
    from mpl_toolkits.mplot3d.proj3d import proj_transform

    x, y, _ = proj_transform(*place, height, axes.get_proj())
    axes.annotate(
        words,
        (x, y),
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
