"""A small picture for a network to score: a bird upon a branch."""

from __future__ import annotations

import numpy as np
from manim import DOWN, Circle, Line, VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.theme.theme import Theme

BODY = (
    (-0.95, 0.02), (-0.55, 0.25), (-0.2, 0.42), (0.1, 0.78), (0.45, 0.98), (0.78, 0.82),
    (0.86, 0.55), (0.74, 0.2), (0.42, -0.22), (-0.05, -0.4), (-0.45, -0.26),
)  # fmt: skip
"""The outline of its body, from the tail over back and head to breast and belly."""
BEAK = (0.82, 0.78), (1.22, 0.62), (0.85, 0.54)
TAIL = (-0.6, 0.2), (-1.5, -0.12), (-1.42, -0.38), (-0.5, -0.18)
WING = (-0.5, 0.12), (-0.05, 0.34), (0.36, 0.2), (0.1, -0.12), (-0.75, -0.22)
EYE = 0.56, 0.7
FEET = -0.02, 0.28
"""Where its legs are across."""
BRANCH = -0.86


def bird_on_branch(theme: Theme) -> VGroup:
    """Return the picture, two to three units wide, in a theme's colours."""
    body, wing = (
        _closed(points, colour) for points, colour in ((BODY, theme.muted), (WING, theme.edge))
    )
    beak, tail = (
        _closed(points, colour, is_smooth=False)
        for points, colour in ((BEAK, theme.highlight), (TAIL, theme.muted))
    )
    eye = Circle(0.075, fill_color=theme.background, fill_opacity=1, stroke_width=0)
    eye.move_to(at(*EYE))
    legs = [
        Line(at(x, -0.25), at(x, BRANCH), stroke_color=theme.highlight, stroke_width=3)
        for x in FEET
    ]
    branch = Line(at(-1.6, BRANCH), at(1.5, BRANCH), stroke_width=6)
    branch.set_stroke(theme.muted).shift(0.03 * DOWN)
    return VGroup(branch, *legs, tail, beak, body, wing, eye)


def _closed(
    points: tuple[tuple[float, float], ...], colour: str, *, is_smooth: bool = True
) -> VMobject:
    """Return an area with a smooth outline, or with corners, through points."""
    ends = np.pad(np.array([*points, points[0]]), ((0, 0), (0, 1)))
    area = VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
    if is_smooth:
        return area.set_points_smoothly(ends)
    return area.set_points_as_corners(ends)
