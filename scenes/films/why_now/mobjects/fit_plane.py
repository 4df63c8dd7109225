"""A plane of two weights: each point is a line of exact fits, and a dot the fit that is taken."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, VGroup, VMobject

from engine.experiments.curve_fit.exact_fits import WEIGHTS, ExactFits
from scenes.languages.numbers import fixed, signed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import dashed
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.stage import Area, Stage, plated, show_plated
from scenes.theme.theme import Theme

AROUND = 0.6
"""What is seen around the fits, the best weights and 0, in weights."""
DASH = 0.14
"""Of the way from 0 to a fit, in 16:9."""
NAMES, WORDS, EQUATIONS = 44, 30, 40
"""Sizes of the axes' names, of words and of equations, in 16:9."""
BESIDE = ((0.74, DOWN + LEFT), (0.42, UP + RIGHT))
"""At which share of its line from the left the equation of each of the first points stands, and on
which side."""
FAINT = 0.45
"""Opacity of lines once there are more than weights."""


class FitPlane(VGroup):
    """Two weights across and up, with the lines of the points so far, and the fit to them.

    Parameters
    ----------
    fits : ExactFits
    area : Area
    stage, theme
    colour : str
        Of the fit.
    """

    def __init__(
        self, fits: ExactFits, area: Area, stage: Stage, theme: Theme, colour: str
    ) -> None:
        self.fits, self.area, self.stage = fits, area, stage
        scale = stage.scale
        shown = np.vstack([fits.fits, np.zeros(WEIGHTS), np.ones(WEIGHTS)])
        low, high = shown.min(axis=0) - AROUND, shown.max(axis=0) + AROUND
        self.unit = float((area.size / (high - low)).min())
        self.origin = area.centre - self.unit * (low + high) / 2
        axes = [[[area.low[0], self.origin[1]], [area.high[0], self.origin[1]]]]
        axes += [[[self.origin[0], area.low[1]], [self.origin[0], area.high[1]]]]
        ends = np.array(axes)
        self.axes = VMobject(stroke_color=theme.muted, stroke_width=2, fill_opacity=0)
        self.axes.points = as_points(straight(ends[:, 0], ends[:, 1]))
        across, up = (formula(name, NAMES * scale, theme.text) for name in ("w_1", "w_2"))
        across.move_to(at(*(ends[0, 1] + [0, -0.1 * scale])), aligned_edge=UP + RIGHT)
        up.move_to(at(*(ends[1, 1] + [-0.12 * scale, 0])), aligned_edge=UP + RIGHT)
        best = self.place(np.ones(WEIGHTS))
        self.best = VGroup(*(
            VMobject(stroke_color=theme.text, stroke_width=4) for _ in range(2)
        ))  # fmt: skip
        for line, way in zip(self.best, ([1, 1], [1, -1]), strict=True):
            tip = 0.13 * scale * np.array(way)
            line.points = as_points(straight((best - tip)[None], (best + tip)[None]))
        size = stage.text_size(WORDS)
        told = sentence("best: 1 and 1", size, theme.text)
        named = plated(told, theme, 0.05 * scale).next_to(at(*best), UP, buff=0.22 * scale)
        zero = sentence("0", size, theme.muted)
        zero.next_to(at(*self.origin), DOWN + LEFT, buff=0.1 * scale)
        self.words = VGroup(named, zero, across, up)
        self.lines = VGroup(*(
            VMobject(stroke_color=theme.highlight, stroke_width=3.5, fill_opacity=0)
            for _ in fits.outputs
        ))  # fmt: skip
        self.norm = VMobject(stroke_color=colour, stroke_width=4, fill_opacity=0)
        self.dot = Dot(radius=0.16 * scale, color=colour).set_stroke(theme.background, width=2.5)
        self.equations = [self._equation(k, theme) for k in range(WEIGHTS)]
        super().__init__(self.axes, self.lines, self.norm, self.best, self.words, *self.equations,
                         self.dot)  # fmt: skip
        self.draw(0.0)

    def place(self, weights: np.ndarray) -> np.ndarray:
        """Return where weights (…, 2) are in the frame."""
        placed: np.ndarray = self.origin + self.unit * np.asarray(weights, dtype=float)
        return placed

    def ends_of(self, point: int) -> np.ndarray | None:
        """Return where the line of exact fits to a point enters and leaves the area, (2, 2).

        None if it passes by.
        """
        way, target = self.fits.inputs[point], float(self.fits.outputs[point])
        foot = self.place(target * way / (way @ way))
        along = np.array([-way[1], way[0]]) / np.linalg.norm(way)
        with np.errstate(divide="ignore"):
            reached = np.sort((np.array([self.area.low, self.area.high]) - foot) / along, axis=0)
        near, far = reached[0].max(), reached[1].min()
        return np.array([foot + near * along, foot + far * along]) if near < far else None

    def _equation(self, point: int, theme: Theme) -> VGroup:
        """Return the equation of a point's line on a panel beside it: its prediction is right.

        In an upright frame, where the words are closer to each other, it stands at the foot.
        """
        first, second = self.fits.inputs[point].tolist()
        sign, size = signed(second, 2)[0], signed(second, 2)[1:]
        output = fixed(float(self.fits.outputs[point]), 2)
        math = f"{fixed(first, 2)} w_1 {sign} {size} w_2 = {output}"
        told = formula(math, EQUATIONS * self.stage.scale, theme.highlight)
        if self.stage.is_upright:
            foot = self.area.corner(DOWN + RIGHT) + at(0, (1.2 - point) * self.stage.scale)
            return plated(told.move_to(foot, aligned_edge=DOWN + RIGHT), theme)
        ends, (share, side) = self.ends_of(point), BESIDE[point]
        assert ends is not None  # the first points' lines cross the plane
        low, high = ends[ends[:, 0].argsort()]
        plate = plated(told, theme, 0.08 * self.stage.scale)
        place = at(*(low + share * (high - low)))
        return plate.next_to(place, side, buff=0.1 * self.stage.scale)

    def draw(self, count: float, norm: float = 0.0) -> FitPlane:
        """Draw a number of points, between two of them the last on its way.

        The way from 0 to the fit, which is the shortest, is drawn as far as said, and fades with
        the next point.
        """
        before = min(int(count), len(self.fits.outputs) - 1)
        rest = count - before
        faint = float(np.clip(count - WEIGHTS, 0, 1))
        for k, line in enumerate(self.lines):
            grown = 1.0 if k < before else rest if k == before else 0.0
            line.points = np.zeros((0, 3))
            if grown and (ends := self.ends_of(k)) is not None:
                middle = ends.mean(axis=0)
                ends = middle + grown * (ends - middle)
                line.points = as_points(straight(ends[:1], ends[1:]))
            line.set_stroke(opacity=1 - (1 - FAINT) * faint)
        for k, equation in enumerate(self.equations):
            show_plated(float(np.clip(3 * (count - k) - 1, 0, 1)) * (1 - faint), equation)
        fit = (1 - rest) * self.fits.fits[before] + rest * self.fits.fits[before + 1]
        place = self.place(fit)
        reached = self.origin + norm * (place - self.origin)
        self.dot.move_to(at(*(place if count > 1 else reached)))
        self.dot.set_opacity(1.0 if count > 1 else min(1.0, 5 * norm))
        way = np.array([self.origin, reached])
        _, starts, stops = dashed(
            way[:1], way[1:], DASH * self.stage.scale, DASH * self.stage.scale
        )
        self.norm.points = as_points(straight(starts, stops))
        self.norm.set_stroke(opacity=float(np.clip(1 - 5 * (count - 1), 0, 1)))
        return self
