"""A cut through the surface along Newton's step: the loss, and the parabola fitted to it."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.stage import PANEL
from scenes.theme.theme import Theme

TALL, REACH = 1.9, 1.6
"""How high it is, in frame units, and how many steps far it goes."""
SAMPLES = 60


class NewtonSection(VGroup):
    """A wall on the step, with two curves on it: the loss above the map, and the parabola.

    Parameters
    ----------
    anatomy : StepAnatomy
        Of a step of Newton's method.
    step : int
    size : float
        How large things are in the picture: less where the camera is close.
    theme : Theme
    colour : str
        Of the parabola.
    """

    def __init__(
        self, anatomy: StepAnatomy, step: int, size: float, theme: Theme, colour: str
    ) -> None:
        here, way = anatomy.descent.path[step], anatomy.way_to_level(step)
        self.shares = np.linspace(0, REACH, SAMPLES)
        surface = anatomy.view.surface
        self.losses = surface.value(here + self.shares[:, None] * way)
        slope = float(anatomy.descent.gradient[step] @ way)
        bend = float(way @ surface.hessian(here) @ way)
        self.fitted = self.losses[0] + self.shares * slope + self.shares**2 / 2 * bend
        self.start = anatomy.view.place(here)
        self.along = anatomy.view.place(here + way) - self.start
        self.up = _up_from(self.along, size)
        self.level = self.losses[0] + slope + bend / 2
        low, high = float(self.fitted.min()), float(self.fitted.max())
        # A quarter of the wall is left below the parabola; the loss may leave the wall.
        self.low, self.high = low - (high - low) / 3, max(high, float(self.losses[0]))
        corners = section_corners(anatomy, step, size)
        self.wall = VMobject(fill_color=theme.background, fill_opacity=0, stroke_width=0)
        self.wall.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        self.curve, self.parabola = (
            VMobject(stroke_color=colour, stroke_width=width, fill_opacity=0)
            for colour, width in ((theme.text, 3.5), (colour, 5))
        )
        self.stem = VMobject(stroke_color=colour, stroke_width=2, fill_opacity=0)
        super().__init__(self.wall, self.curve, self.parabola, self.stem)
        self.draw(0.0, 0.0)

    def places(self, shares: np.ndarray, heights: np.ndarray) -> np.ndarray:
        """Return where shares of the step (n,) are, at heights (n,) in [0, 1], array (n, 2)."""
        placed: np.ndarray = self.start + shares[:, None] * self.along + heights[:, None] * self.up
        return placed

    def heights(self, losses: Any) -> Any:
        """Return how high up the wall losses are, 0 at its foot."""
        return (losses - self.low) / max(self.high - self.low, 1e-300)

    def ways(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Return the far ends of both curves, beside which their names stand."""
        ways = {}
        for key, losses in (("loss", self.losses), ("parabola", self.fitted)):
            places = self._line(losses)
            if len(places) > SAMPLES // 6:
                ways[key] = places[-SAMPLES // 6], places[-1]
        return ways

    def draw(self, loss: float, parabola: float) -> None:
        """Draw both curves as far as said."""
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
        stem = self.places(np.ones(2), np.array([level, 0.0]))
        self.stem.points = as_points(straight(stem[:1], stem[1:]))
        self.stem.set_stroke(opacity=float(parabola == 1))

    def _line(self, losses: np.ndarray) -> np.ndarray:
        """Return where losses are on the wall, those that leave it left out, array (n, 2)."""
        heights = self.heights(losses)
        inside = (heights >= 0) & (heights <= 1 + 1e-9)
        return self.places(self.shares[inside], heights[inside])


def section_corners(anatomy: StepAnatomy, step: int, size: float) -> np.ndarray:
    """Return where the corners of such a wall are in the frame, array (4, 2)."""
    start = anatomy.view.place(anatomy.descent.path[step])
    along = anatomy.view.place(anatomy.level_point(step)) - start
    shares, heights = np.array([0, REACH, REACH, 0]), np.array([0, 0, 1, 1])
    found: np.ndarray = start + shares[:, None] * along + heights[:, None] * _up_from(along, size)
    return found


def _up_from(along: np.ndarray, size: float) -> np.ndarray:
    """Return the way up a wall on a way (2,), which leads to the top of the frame."""
    across = np.array([-along[1], along[0]]) * (1 if along[0] > 0 else -1)
    return np.asarray(TALL * size * across / max(float(np.linalg.norm(across)), 1e-300))
