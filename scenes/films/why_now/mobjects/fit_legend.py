"""What the lines and marks of the picture of a fit are."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, VGroup, VMobject

from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme


def fit_legend(stage: Stage, theme: Theme) -> VGroup:
    """Return a row of marks with their names, at the lower edge of the hero's place."""
    size = stage.text_size(22)
    names = (
        sentence("points to learn from", size, theme.text),
        sentence("the true curve", size, theme.text),
        sentence("what is learned", size, theme.text),
    )
    marks = (
        class_mark(0, theme, 0.1 * stage.scale).set_fill(theme.positive),
        _sample(stage, theme.muted, 4, dashed=True),
        _sample(stage, theme.highlight, 6, dashed=False),
    )
    row = VGroup()
    for mark, name in zip(marks, names, strict=True):
        row.add(VGroup(mark, name).arrange(RIGHT, buff=0.15 * stage.scale))
    row.arrange(RIGHT, buff=0.5 * stage.scale)
    room = stage.hero.size - 0.3 * stage.scale
    row.scale(min(1.0, float(room[0]) / row.width))
    return row.move_to(at(stage.hero.centre[0], stage.hero.low[1] + 0.28 * stage.scale))


def _sample(stage: Stage, colour: str, width: float, *, dashed: bool) -> VMobject:
    ends = np.linspace(-0.24, 0.24, 6 if dashed else 2) * stage.scale
    places = np.column_stack([ends, 0 * ends])
    line = VMobject(stroke_color=colour, stroke_width=width)
    line.points = as_points(straight(places[:-1:2], places[1::2]))
    return line
