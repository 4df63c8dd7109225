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
from scenes.figures.gallery.loss_surface import SurfaceHeights, draw_relief
from scenes.figures.gallery.loss_surface import compute as sample
from scenes.figures.specs import DescentPathSpec
from scenes.figures.style import Look
from scenes.languages.numbers import grouped, significant, trimmed, typographic

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class DescentPath:
    """A descent, and the surface that it is on.

    Attributes
    ----------
    surface : SurfaceHeights
    path : array (steps + 1, 2)
    loss : array (steps + 1,)
    rule : str
        The rule's name in `engine.descent.rules.RULES`.
    rate : float
        The learning rate.
    optimum : array (minima, 2)
        The known minima.
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
    """Walk down, and sample the surface."""
    descent = descend(spec.descent, advance=work("descending", spec.steps))
    minima = SURFACES[spec.surface].known_minima()
    return DescentPath(
        surface=sample(spec),
        path=descent.path,
        loss=descent.loss,
        rule=spec.optimizer,
        rate=spec.descent.learning_rate(),
        optimum=np.array([least.place for least in minima]).reshape(-1, 2),
        optimum_loss=np.array([least.value for least in minima]),
        diverged=descent.diverged_at is not None,
    )


def draw(figure: Figure, result: DescentPath, look: Look) -> None:
    """Draw the surface, the path on it, the start and the optimum, and name the rule."""
    axes, theme = draw_relief(figure, result.surface, look), look.theme
    ends = [result.surface.first[[0, -1]], result.surface.second[[0, -1]]]
    inside = np.ones(len(result.path), bool)
    for column, (low, high) in zip(result.path.T, ends, strict=True):
        inside &= (low <= column) & (column <= high)
    path, loss = result.path[inside], result.loss[inside]
    axes.plot(*path.T, loss, color=theme.text, linewidth=1.2, zorder=3)
    axes.plot(*path.T, loss, ".", color=theme.text, markersize=2.4, zorder=3)
    _mark(axes, path[0], loss[0], "o", theme.highlight, look)
    _name(axes, path[0], loss[0], _place("start ({a}, {b})", path[0], look), (0, 9), look)
    for place, height in zip(result.optimum, result.optimum_loss, strict=True):
        _mark(axes, place, height, "*", theme.accuracy, look)
        _name(axes, place, height, _place("optimum ({a}, {b})", place, look), (0, -12), look)
    figure.text(
        0.03,
        0.97,
        look.say(
            "rule: {rule}, η = {rate}",
            rule=rule_name(result.rule, look),
            rate=significant(result.rate),
        ),
        fontsize=SMALL,
        color=theme.text,
        va="top",
    )
    figure.text(0.03, 0.925, _ending(result, look), fontsize=SMALL, color=theme.muted, va="top")


def rule_name(name: str, look: Look) -> str:
    """Name a rule; what the chapter prints is told from gradient descent by its formula."""
    if name == "as-printed":
        return look.say("as printed, θ ← θ − η ∇L(θ) · θ")
    if name == "gradient-descent":
        return look.say("gradient descent, θ ← θ − η ∇L(θ)")
    return RULES[name].title


def _ending(result: DescentPath, look: Look) -> str:
    if result.diverged:
        return look.say("it diverges")
    names = dict(zip(("first", "second"), result.surface.names, strict=True))
    a, b = (typographic(repr(value)) for value in result.path[-1].tolist())
    steps = grouped(len(result.path) - 1)
    return look.say(
        "after {steps} steps: {first} = {a}, {second} = {b}", steps=steps, a=a, b=b, **names
    )


def _place(template: str, place: np.ndarray, look: Look) -> str:
    a, b = (trimmed(value, 3) for value in place)
    return look.say(template, a=a, b=b)


def _mark(axes: Any, place: np.ndarray, height: float, shape: str, colour: str, look: Look) -> None:
    size = 11 if shape == "*" else 6
    axes.plot(
        *place[:, None],
        [height],
        shape,
        color=colour,
        markersize=size,
        markeredgecolor=look.theme.background,
        markeredgewidth=0.6,
        zorder=4,
    )


def _name(
    axes: Any,
    place: np.ndarray,
    height: float,
    words: str,
    shift: tuple[float, float],
    look: Look,
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
        color=look.theme.text,
        zorder=5,
        bbox={
            "boxstyle": "round,pad=0.15",
            "facecolor": look.theme.background,
            "edgecolor": "none",
            "alpha": 0.75,
        },
    )
