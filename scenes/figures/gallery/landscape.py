"""A map of a network's loss on a plane through its parameters, with the run's shadow."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.landscape.landscape import Landscape
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, dress, heights_map, is_narrow, prepare
from scenes.figures.specs import LandscapeFigureSpec
from scenes.figures.style import Look
from scenes.films.landscape.landscape_views import landscape_views
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.numbers import grouped, percent, significant

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVELS = 16


def compute(spec: LandscapeFigureSpec, work: Work = unwatched) -> Landscape:
    """Compute the loss over the plane, or find it where the film or a figure kept it."""
    asked = {item.name: getattr(spec, item.name) for item in fields(LandscapeFigureSpec)}
    known = {item.name for item in fields(LandscapeSpec)}
    shown = LandscapeSpec(**{name: value for name, value in asked.items() if name in known})
    (view,) = landscape_views(shown, work)
    return view.landscape


def draw(figure: Figure, result: Landscape, look: Look) -> None:
    """Draw the map in equal factors of the loss, and the shadow with its two ends."""
    prepare(figure, look)
    axes, theme, shadow = figure.add_subplot(), look.theme, result.shadow
    loss = np.ma.masked_invalid(result.loss)
    levels = np.geomspace(max(float(loss.min()), 1e-9), float(loss.max()), LEVELS + 1)
    levels[[0, -1]] *= 1 - 1e-6, 1 + 1e-6
    heights = np.log10(np.maximum(loss, levels[0]))
    steps = np.log10(levels)
    filled = axes.contourf(result.x, result.y, heights, steps, cmap=heights_map(theme))
    axes.contour(
        result.x,
        result.y,
        heights,
        steps[1:-1],
        colors=theme.muted,
        linewidths=0.4,
        linestyles="solid",
    )
    axes.plot(*shadow.coordinates.T, color=theme.text, linewidth=1.2)
    ends: dict[str, Any] = {
        "linestyle": "none",
        "markersize": 6,
        "markeredgecolor": theme.background,
    }
    for i, mark, colour in ((0, "o", theme.highlight), (-1, "s", theme.positive)):
        name = look.say(
            "step {step}: true loss {loss}",
            step=grouped(shadow.steps[i]),
            loss=significant(shadow.true_loss[i], 3),
        )
        axes.plot(*shadow.coordinates[i], mark, color=colour, label=name, **ends)
    share = look.say(
        "the plane holds {share} of the run's variance",
        share=percent(shadow.explained, keep_zeros=True),
    )
    first = look.say("first direction")
    dress(axes, look, f"{first}\n{share}", look.say("second direction"))
    axes.set_aspect("equal")
    bar = figure.colorbar(filled, ax=axes, ticks=steps[::4])
    bar.set_ticks(list(steps[::4]), labels=[significant(level, 2) for level in levels[::4]])
    bar.outline.set_visible(False)
    dress(bar.ax, look, y=look.say("loss"))
    figure.legend(
        loc="outside upper center",
        ncols=1 if is_narrow(figure) else 2,
        fontsize=SMALL,
        labelcolor=theme.text,
        frameon=False,
    )
