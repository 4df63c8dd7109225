"""What a rule does in one step, drawn on the map: the idea of each of the rules."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from engine.descent.descent import Descent
from engine.descent.rules import constants_of
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.rule_words import MEAN_RULES
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import MARKERS
from scenes.theme.theme import Theme

PUSHES = ("momentum", "nesterov")
OWN_STEPS = ("adagrad", "rmsprop", "adam", "adamw")
"""Rules that give each coordinate a step of its own."""
ASIDE = 0.45
"""From what a step is put together of to the step beside it, in frame units."""
THIN = 0.8
"""Opacity of the two parts of a slope."""
LEVEL = 0.09
"""Radius of the dot where it is level, in frame units."""


class StepAnatomy(VGroup):
    """The parts of a step, in the way that its rule puts it together.

    The step has the colour of who takes it, and its true length; what explains it is white or grey.
    Momentum's step is what is kept of the last one and the new push, tip to tail, with the step
    beside them; rules with a step for each coordinate show these two steps, and the two parts of
    the slope; those that step against a mean of the slopes show it as well; Newton's method shows
    where the quadratic is level that it fits.

    Parameters
    ----------
    view : OpenMap
    descent : Descent
    theme : Theme
    colour : str
        Of the step.
    """

    def __init__(self, view: OpenMap, descent: Descent, theme: Theme, colour: str) -> None:
        self.view, self.descent = view, descent
        self.constants = constants_of(descent.spec.rule)
        has_mean = self.rule in MEAN_RULES
        self.uphill = Arrow(theme.muted if has_mean else theme.text, 0.09, theme.panel)
        self.stride = Arrow(colour, 0.13, theme.panel)
        second = theme.text if self.rule in PUSHES else theme.muted
        self.parts = [Arrow(shade, 0.08, theme.panel) for shade in (theme.muted, second)]
        self.mean = Arrow(theme.text, 0.09, theme.panel)
        self.legs = VMobject(stroke_color=theme.text, stroke_width=3.5, fill_opacity=0)
        self.level = VMobject(fill_color=theme.text, fill_opacity=0, stroke_width=0)
        super().__init__(
            self.legs, self.mean, self.uphill, *self.parts, self.stride, self.level
        )  # fmt: skip

    @property
    def rule(self) -> str:
        """The name of the rule."""
        return self.descent.spec.optimizer

    def parts_of(self, step: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return from where to where the two parts of a step lead, in the surface's variables."""
        here, after = self.descent.path[step], self.descent.path[step + 1]
        if self.rule in PUSHES:
            push = -self.descent.rate[step] * self.descent.gradient[step]
            return [(here, after - push), (after - push, after)]
        if self.rule in OWN_STEPS:
            corner = np.array([after[0], here[1]])
            return [(here, corner), (corner, after)]
        return []

    def mean_of(self, step: int) -> np.ndarray:
        """Return what a step with parts is made of, array (2,): the slope, or its recent mean."""
        slopes = self.descent.gradient[: step + 1]
        if self.rule not in MEAN_RULES:
            return np.asarray(slopes[-1])
        weights = self.constants["beta_1"] ** np.arange(step, -1, -1.0)
        return np.asarray(weights @ slopes / weights.sum())

    def size_of(self, step: int) -> np.ndarray:
        """Return by what the parts of a slope are divided, array (2,), but for the rule's ε."""
        squares, known = self.descent.gradient[: step + 1] ** 2, self.constants
        if self.rule == "adagrad":
            return np.asarray(np.sqrt(squares.sum(axis=0)))
        kept = known["beta_2"] if self.rule in MEAN_RULES else known["alpha"]
        mean = (1 - kept) * (kept ** np.arange(step, -1, -1.0) @ squares)
        # RMSProp's mean starts at 0; Adam makes up for that.
        corrected = mean / (1 - kept ** (step + 1)) if self.rule in MEAN_RULES else mean
        return np.asarray(np.sqrt(corrected))

    def ways_of(
        self, step: int, uphill: float, size: float
    ) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Return from where to where the arrows of a step lead that have a length.

        Parameters
        ----------
        step : int
        uphill : float
            Length of the longest slope's arrow in frame units, as the camera sees it.
        size : float
            How large arrows are in the picture.
        """
        place, path = self.view.place, self.descent.path
        start, end = place(path[step]), place(path[step + 1])
        unit = uphill * size / self.steepest(step)
        ways = {"slope": (start, start + unit * self.descent.gradient[step])}
        if self.rule in MEAN_RULES:
            ways["mean"] = start, start + unit * self.mean_of(step)
        if self.rule == "newton":
            ways["part"] = (place(self.level_point(step)),) * 2
        if self.rule in PUSHES:
            kept, push = self.parts_of(step)
            ways["push"] = place(push[0]), place(push[1])
            if np.linalg.norm(kept[1] - kept[0]) > 0:
                ways["part"] = place(kept[0]), place(kept[1])
        if self.rule in OWN_STEPS:
            for k, (first, last) in enumerate(self.parts_of(step)):
                ways[f"part {k}"] = place(first), place(last)
            corners = self._corners(start, unit * self.mean_of(step))
            ways["leg 0"], ways["leg 1"] = tuple(corners[:2]), tuple(corners[1:])
        aside = self._aside(step, size)
        ways["step"] = start + aside, end + aside
        return {key: way for key, way in ways.items() if np.isfinite(way).all()}

    def steepest(self, step: int) -> float:
        """Return the length of the longest of a step's slopes."""
        slopes = self.descent.gradient[step], self.mean_of(step)
        return max(*(float(np.linalg.norm(each)) for each in slopes), 1e-300)

    def draw(
        self, step: int, uphill: float, parts: float, stride: float, size: float, left: float = 1.0,
        mean: float | None = None,
    ) -> None:  # fmt: skip
        """Draw the parts of a step as far as said.

        Parameters
        ----------
        step : int
        uphill : float
            Length of the longest slope's arrow in frame units, as the camera sees it.
        parts, stride : float
            Shares of the parts, and of the whole step.
        size : float
            How large arrows are in the picture: less where the camera is close.
        left : float
            How much of all this has not faded yet.
        mean : float, optional
            Length of the arrow of a mean of slopes, with its two parts, if that is the longest;
            by default as of the gradient's.
        """
        place, path = self.view.place, self.descent.path
        here, slope = path[step], self.descent.gradient[step]
        start = place(here)
        unit = size / self.steepest(step)
        self.uphill.set_ends(start, start + uphill * unit * slope, size)
        if self.rule in OWN_STEPS:
            self._draw_slope_parts(
                start, (uphill if mean is None else mean) * unit * self.mean_of(step), size
            )
        pairs = self.parts_of(step) or [(here, here)] * 2
        for k, (arrow, (a, b)) in enumerate(zip(self.parts, pairs, strict=True)):
            share = float(np.clip(2 * parts - k, 0, 1))
            arrow.set_ends(place(a), place(a + share * (b - a)), size)
        end, aside = place(here + stride * (path[step + 1] - here)), self._aside(step, size)
        self.stride.set_ends(start + aside, end + aside, size)
        for arrow in (self.uphill, self.mean, *self.parts, self.stride):
            arrow.set_opacity(left)
        self.legs.set_stroke(opacity=THIN * left)
        if self.rule == "newton":
            self._mark_level(step, float(np.clip((parts - 0.6) / 0.4, 0, 1)) * left, size)

    def _aside(self, step: int, size: float) -> np.ndarray:
        """Return how far the step is drawn aside (2,): its parts lie along it, if it has pushes."""
        path = self.descent.path
        way = path[step + 1] - path[step]
        if self.rule not in PUSHES:
            return np.zeros(2)
        across = np.array([way[1], -way[0]])
        return np.asarray(ASIDE * size * across / max(float(np.linalg.norm(across)), 1e-300))

    def _draw_slope_parts(self, start: np.ndarray, way: np.ndarray, size: float) -> None:
        """Draw the two parts of a way (2,) uphill, and the way if it is that of a mean."""
        if self.rule in MEAN_RULES:
            self.mean.set_ends(start, start + way, size)
        corners = self._corners(start, way)
        self.legs.points = as_points(straight(corners[:-1], corners[1:]))

    @staticmethod
    def _corners(start: np.ndarray, way: np.ndarray) -> np.ndarray:
        """Return where the two parts of a way (2,) begin, meet and end, array (3, 2)."""
        end = start + way
        return np.array([start, [end[0], start[1]], end])

    def _mark_level(self, step: int, seen: float, size: float) -> None:
        """Mark where the quadratic is level with a dot."""
        centre = self.level_point(step)
        seen = seen if np.isfinite(centre).all() else 0.0
        dots = LEVEL * size * MARKERS[0] + self.view.place(centre) if seen else np.zeros((0, 2))
        self.level.points = as_points(dots)
        self.level.set_fill(opacity=seen)

    def level_point(self, step: int) -> np.ndarray:
        """Return where the quadratic model of a step is level, array (2,)."""
        return self.descent.path[step] + self.way_to_level(step)

    def way_to_level(self, step: int) -> np.ndarray:
        """Return the way there, array (2,): the step, were its rate 1."""
        path = self.descent.path
        way: np.ndarray = (path[step + 1] - path[step]) / self.descent.rate[step]
        return way
