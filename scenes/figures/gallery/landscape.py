"""The loss of a network on a plane in parameter space, with the projected training path."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    heights_map,
    is_narrow,
    place_legend,
    prepare_figure,
    style_axes,
)
from scenes.figures.specs import LandscapeFigureSpec
from scenes.figures.style import Style
from scenes.films.landscape.landscape_views import LandscapeView, landscape_views
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.numbers import grouped, percent, significant, told_apart

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEVELS = 16


def compute(spec: LandscapeFigureSpec, work: Work = unwatched) -> LandscapeView:
    """Compute the loss over the plane, or load it from the cache, which is shared with the film."""
    asked = {item.name: getattr(spec, item.name) for item in fields(LandscapeFigureSpec)}
    known = {item.name for item in fields(LandscapeSpec)}
    shown = LandscapeSpec(**{name: value for name, value in asked.items() if name in known})
    (view,) = landscape_views(shown, work)
    return view


def draw(figure: Figure, view: LandscapeView, style: Style) -> None:
    """Draw contours at equal factors of the loss, and the projected path with its two ends."""
    prepare_figure(figure, style)
    result, axes, theme = view.landscape, figure.add_subplot(), style.theme
    shadow = result.shadow
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
        name = style.say(
            "step {step}: true loss {loss}",
            step=grouped(shadow.steps[i]),
            loss=significant(shadow.true_loss[i], 3),
        )
        axes.plot(*shadow.coordinates[i], mark, color=colour, label=name, **ends)
    below = "\n".join([style.say("first direction"), *_facts(view, style)])
    style_axes(axes, style, below, style.say("second direction"))
    axes.set_aspect("equal")
    bar = figure.colorbar(filled, ax=axes, ticks=steps[::4])
    bar.set_ticks(list(steps[::4]), labels=told_apart(levels[::4].tolist()))
    bar.outline.set_visible(False)
    style_axes(bar.ax, style, y=style.say("loss"))
    place_legend(figure, theme, 1 if is_narrow(figure) else 2)


def _facts(view: LandscapeView, style: Style) -> list[str]:
    """Return what is to be known about the picture, in lines."""
    shadow = view.landscape.shadow
    lines = [style.say("the run has not moved")]
    if np.isfinite(shadow.explained):
        share = percent(shadow.explained, keep_zeros=True)
        lines = [style.say("the plane holds {share} of the run's variance", share=share)]
    if not view.landscape.sample.is_whole:
        values = view.sample_values
        lines.append(
            style.say("measured on {count} of {total} points, standard error {error}", **values)
        )
    if view.trained_on_it is False and view.loss == "given":
        lines.append(style.say("the loss that was given; training recorded another"))
    elif view.trained_on_it is False and view.loss == "squared":
        lines.append(style.say("the mean squared error; training recorded another loss"))
    elif view.trained_on_it is False:
        lines.append(style.say("plain cross-entropy; training recorded another loss"))
    return lines
