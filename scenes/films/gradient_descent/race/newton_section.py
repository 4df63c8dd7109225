"""The loss along Newton's step, and the parabola fitted to it: a small chart beside the step."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.stage import PANEL, Area
from scenes.theme.theme import Theme

WIDE, TALL, REACH = 4.4, 2.3, 1.6
"""Its width and height, in frame units of 16:9, and how many steps far it goes."""
PAD = 0.15
"""From its edge to the curves, in frame units of 16:9."""
LEVEL = 0.3
"""How far on both sides of its lowest point the parabola's level is drawn, in steps."""
SAMPLES = 60


class NewtonSection(VGroup):
    """An upright chart with two curves: across the share of the step, up the loss.

    Parameters
    ----------
    anatomy : StepAnatomy
        Of a step of Newton's method.
    step : int
    area : Area
        Where it stands in the picture.
    size : float
        How large things are in the picture: less where the camera is close.
    theme : Theme
    colour : str
        Of the parabola.
    """

    def __init__(
        self, anatomy: StepAnatomy, step: int, area: Area, size: float, theme: Theme, colour: str
    ) -> None:
        here, way = anatomy.descent.path[step], anatomy.way_to_level(step)
        self.shares = np.linspace(0, REACH, SAMPLES)
        surface = anatomy.view.surface
        self.losses = surface.value(here + self.shares[:, None] * way)
        slope = float(anatomy.descent.gradient[step] @ way)
        bend = float(way @ surface.hessian(here) @ way)
        self.fitted = self.losses[0] + self.shares * slope + self.shares**2 / 2 * bend
        self.start = area.low + PAD * size
        self.along, self.up = np.diag(area.size - 2 * PAD * size) / [[REACH], [1]]
        self.level = self.losses[0] + slope + bend / 2
        low, high = float(self.fitted.min()), float(self.fitted.max())
        # A quarter of the chart is left below the parabola; the loss may leave it.
        self.low, self.high = low - (high - low) / 3, max(high, float(self.losses[0]))
        (left, foot), (right, top) = area.low, area.high
        corners = np.array([[left, foot], [right, foot], [right, top], [left, top]])
        self.wall = VMobject(fill_color=theme.background, fill_opacity=0, stroke_width=0)
        self.wall.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        self.curve, self.parabola = (
            VMobject(stroke_color=colour, stroke_width=width, fill_opacity=0)
            for colour, width in ((theme.text, 3.5), (colour, 5))
        )
        self.stem = VMobject(stroke_color=theme.text, stroke_width=2, fill_opacity=0)
        self.foot = VMobject(stroke_color=colour, stroke_width=5, fill_opacity=0)
        super().__init__(self.wall, self.stem, self.foot, self.curve, self.parabola)
        self.draw(0.0, 0.0)

    def places(self, shares: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return where shares of the step (n,) are, at heights (n,) in [0, 1], array (n, 2)."""
        placed: np.ndarray = self.start + shares[:, None] * self.along + heights[:, None] * self.up
        return placed

    def heights(self, losses: Any) -> Any:
        """Return how high up losses are, 0 at the foot."""
        return (losses - self.low) / max(self.high - self.low, 1e-300)

    def draw(self, loss: float, parabola: float) -> None:
        """Draw both curves as far as said; below the parabola, once it is whole, the step."""
        self.wall.set_fill(opacity=PANEL * min(1.0, 2 * loss))
        for line, losses, share in (
            (self.curve, self.losses, loss), (self.parabola, self.fitted, parabola),
        ):  # fmt: skip
            places = self._line(losses)
            seen = places[: round(share * len(places))]
            line.points = (
                as_points(straight(seen[:-1], seen[1:])) if len(seen) > 1 else np.zeros((0, 3))
            )
        level = self.heights(self.level)
        ends = self.places(
            np.array([1 - LEVEL, 1.0, 1 + LEVEL, 1.0]), np.array([level, level, level, 0.0])
        )
        self.stem.points = as_points(straight(ends[:2], ends[2:]))
        foot = self.places(np.array([0.0, 1.0]), np.zeros(2))
        self.foot.points = as_points(straight(foot[:1], foot[1:]))
        for line in (self.stem, self.foot):
            line.set_stroke(opacity=float(parabola == 1))

    def _line(self, losses: np.ndarray) -> np.ndarray:
        """Return where losses are, those that leave the chart left out, array (n, 2)."""
        heights = self.heights(losses)
        inside = (heights >= 0) & (heights <= 1 + 1e-9)
        return self.places(self.shares[inside], heights[inside])
