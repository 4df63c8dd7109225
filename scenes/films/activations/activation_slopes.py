"""A part of the tour: all curves bend into their slopes, and these are compared at one input."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.networks.activations import PICTURED
from scenes.films.activations.activation_rounding import ActivationRounding
from scenes.films.activations.activation_stage import opaquely_plated
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.tour.tints import names_in
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.stage import plated

ROOM = 0.3
"""Above and below all slopes, in units of the paper."""
RADIUS = 0.13
"""Of the marks of slopes, in frame units of 16:9."""


class ActivationSlopes(ActivationRounding):
    """A film in which all curves bend into their slopes."""

    spot: np.ndarray
    """Where the mark of one slope is, (2,)."""

    def turn_into_slopes(self) -> VGroup:
        """Let all curves come back, and each bend into its slope; return their names."""
        graph, fan, curve = self.graph, self.fan, float(self.graph.curve.get_stroke_opacity())
        shapes = [Shape.of(PICTURED[name]) for name in self.order]
        opened = np.broadcast_to(fan.opened, len(shapes)).copy()
        known = fan.clear > 0
        opened[~known] = 1.0
        clear, size, shade, slope = fan.clear.copy(), graph.size.copy(), graph.shade, graph.clear
        start, end = graph.sight, slope_sight(self.home, shapes)
        names = names_in(self.tints, self.stage, self.theme)
        self.pin(names)

        def come(progress: float) -> None:
            gone = 1 - progress
            graph.sight = start.towards(self.home, progress)
            graph.size, graph.shade, graph.clear = gone * size, gone * shade, gone * slope
            graph.curve.set_stroke(opacity=gone * curve)
            graph.draw()
            fan.clear = clear + progress * (1 - clear)
            fan.draw(graph.sight, opened)

        nothing, gone = Mobject(), [self.name, *self.marks]
        if not self.rounded:
            gone.append(self.live)
        leaving = [FadeOut(each, rate_func=early) for each in gone]
        coming = FadeIn(names, rate_func=late)
        self.act(Drive(nothing, come, rate_func=smooth), *leaving, coming, seconds=1.4)
        self.remove(nothing)
        fan.closed, fan.shapes = shapes, [Shape(s.slopes, s.slopes) for s in shapes]

        def turn(progress: float) -> None:
            graph.sight = self.home.towards(end, progress)
            graph.draw()
            fan.draw(graph.sight, progress)

        self.say("Now each curve turns into its slope, g′(x).")
        title = self.axis_title(names)
        self.pin(title)
        self.act(FadeIn(title), seconds=0.4)
        self.drive_in_place(turn, 2.2)
        self.hero = (graph, fan)
        self.come_nearer(0.6)
        return VGroup(names, title)

    def axis_title(self, names: VGroup) -> VGroup:
        """Name the upright axis at its upper end, right of other names."""
        stage, theme = self.stage, self.theme
        words = self.write("slope g′(x)", stage.text_size(30), theme.gradient, bold=True)
        axis = float(self.home.place(np.zeros(2))[0])
        left = max(axis, float(names.get_right()[0])) + 0.2 * stage.scale
        top = float(stage.hero.high[1]) - 0.45 * stage.scale
        return plated(words.move_to(at(left, top), aligned_edge=LEFT), theme, 0.06 * stage.scale)

    def stop_at(self, x: float, least: int, written: str) -> tuple[VGroup, Markers]:
        """Raise a line at an input, and mark each slope there; return all marks, and one.

        That one's slope is written beside it.
        """
        sight, stage, theme = self.graph.sight, self.stage, self.theme
        heights = [Shape.of(PICTURED[each]).slope_at(x) for each in self.order]
        spots = sight.place(np.column_stack([np.full(len(heights), x), heights]))
        foot = sight.place(np.array([x, 0.0]))
        top = float(spots[:, 1].max()) + 0.4 * stage.scale
        line = VMobject(stroke_color=theme.text, stroke_width=3)
        line.points = as_points(straight(foot[None], np.array([[foot[0], top]])))
        name = self.write("slope at x = {x}", stage.text_size(30), bold=True, x=trimmed(x, 2))
        name.next_to(at(*foot), DOWN, buff=0.5 * stage.scale)
        tint = list(self.tints.values())[least]
        words = verbatim(written, stage.text_size(36), tint, bold=True)
        words.next_to(at(*spots[least]), RIGHT, buff=0.3 * stage.scale)
        value = opaquely_plated(words.shift(0.1 * stage.scale * UP), stage, theme)
        stem = VGroup(line, plated(name, theme, 0.06 * stage.scale))
        disc = marker_of(0)
        dots = VGroup(
            *(
                Markers(disc, fill_color=each, fill_opacity=1, stroke_width=0)
                for each in self.tints.values()
            )
        )
        one = Markers(disc, fill_color=theme.gradient, fill_opacity=1, stroke_width=0)

        def grow(progress: float) -> None:
            for dot, spot in zip(dots, spots, strict=True):
                dot.set_places(spot[None], RADIUS * stage.scale * progress)
            one.set_places(spots[[least]], RADIUS * stage.scale * progress)

        grow(0.0)
        self.act(FadeIn(stem), seconds=0.4)
        self.add(dots, one)
        self.drive_in_place(grow, 0.5)
        self.enter(value, seconds=0.3)
        self.come_nearer(0.5)
        self.spot = spots[least]
        return VGroup(stem, dots, value), one


def slope_sight(home: Sight, shapes: Sequence[Shape]) -> Sight:
    """Choose what is seen of slopes: as wide as the curves, and so high that they have room."""
    seen = np.abs(INPUTS) <= home.seen.high[0]
    slopes = np.concatenate([shape.slopes[seen] for shape in shapes])
    low = float(np.clip(slopes.min(), -1.0, 0.0)) - ROOM
    high = float(np.clip(slopes.max(), 1.0, 2.0)) + ROOM
    unit = np.array([home.unit[0], float(home.box.size[1]) / (high - low)])
    return Sight(home.box, np.array([home.centre[0], (low + high) / 2]), unit)
