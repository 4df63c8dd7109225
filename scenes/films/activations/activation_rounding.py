"""A part of the tour: several functions are a ReLU whose corner is rounded off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import rounded_sentence
from scenes.films.activations.activation_stage import ActivationStage
from scenes.films.activations.mobjects.coordinate_paper import Sight, corner_sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.graph import Rider, line_of
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late

GHOST = 0.4
"""How clearly a curve is seen with which another is compared."""
RIVALS = {
    "tanh": "sigmoid",
    "softsign": "tanh",
    "hardtanh": "tanh",
    "hardsigmoid": "sigmoid",
    "hardswish": "silu",
    **dict.fromkeys(("leaky-relu", "prelu", "rrelu", "relu6", "elu", "selu", "celu"), "relu"),
    **dict.fromkeys(("softplus", "gelu", "silu", "mish"), "relu"),
}
"""With which function another is compared, if that has been visited before."""
TRACING = 2.4
"""Seconds in which a slope is drawn."""
JUMP = 0.05
"""A slope that changes by more within a hundredth has a corner there."""


def rounded_of(names: Sequence[str]) -> tuple[str, ...]:
    """Return those that round off ReLU's corner, if it is there, and they are two or more."""
    if "relu" not in names:
        return ()
    found = [name for name in names if RIVALS.get(name) == "relu" and is_smooth(name)]
    return tuple(found) if len(found) > 1 else ()


def is_smooth(name: str) -> bool:
    """Return whether a function has no corner."""
    return bool(np.abs(np.diff(Shape.of(PICTURED[name]).slopes)).max() < JUMP)


class ActivationRounding(ActivationStage):
    """A film in which some functions bend out of ReLU, one after another, on the same paper."""

    fan: Fan
    home: Sight
    order: tuple[str, ...]
    """All functions, as they are visited."""
    rounded: tuple[str, ...]
    """Those at their end that round off ReLU's corner."""
    marks: tuple[Mobject, ...] = ()

    def round_off(self, names: Sequence[str]) -> None:
        """Come close to ReLU's corner, and let one function after another bend out of it."""
        self.say("Now round ReLU's corner off: {count} ways.", count=len(names))
        self.come_to_the_corner()
        self.name, self.marks = VGroup(), ()
        for name in names:
            self.bend_out(name)

    def come_to_the_corner(self) -> None:
        """Let the last function become ReLU, alone, seen from close by."""
        graph, fan, before = self.graph, self.fan, self.graph.shape
        size, shade, clear, ghosts = graph.size.copy(), graph.shade, graph.clear, fan.clear.copy()
        relu, start, end = Shape.of(PICTURED["relu"]), graph.sight, corner_sight(self.stage.hero)

        def come(progress: float) -> None:
            graph.shape, graph.sight = before.towards(relu, progress), start.towards(end, progress)
            graph.size, fan.clear = (1 - progress) * size, (1 - progress) * ghosts
            graph.shade, graph.clear = (1 - progress) * shade, (1 - progress) * clear
            graph.draw()
            fan.draw(graph.sight)

        nothing = Mobject()
        gone = [FadeOut(each, rate_func=early) for each in (self.name, self.live)]
        self.act(Drive(nothing, come, rate_func=smooth), *gone, seconds=1.4)
        self.remove(nothing)
        fan.closed = [relu] * len(self.order)

    def bend_out(self, name: str) -> None:
        """Bend a function out of ReLU, name it, and draw its slope as a point rides along it."""
        graph, fan, which = self.graph, self.fan, self.order.index(name)
        start, curve = fan.clear.copy(), float(graph.curve.get_stroke_opacity())
        end = np.minimum(start, GHOST)
        end[which] = 1.0
        opened = np.ones(len(start))
        self.meet(name, PICTURED[name])
        self.say(rounded_sentence(self.words.title, self.facts))
        card = self.card()
        self.pin(card)

        def bend(progress: float) -> None:
            opened[which] = progress
            fan.clear = start + progress * (end - start)
            fan.clear[which] = min(1.0, 4 * progress)
            fan.draw(graph.sight, opened)
            graph.curve.set_stroke(opacity=curve + progress * (GHOST - curve))

        nothing, left = Mobject(), [self.name] if len(self.name) else []
        gone = [FadeOut(each, rate_func=early) for each in (*left, *self.marks)]
        come = FadeIn(card, rate_func=late)
        self.act(Drive(nothing, bend, rate_func=smooth), *gone, come, seconds=1.4)
        self.remove(nothing)
        self.name = card
        self.trace_slope(Shape.of(PICTURED[name]))

    def trace_slope(self, shape: Shape) -> None:
        """Ride along a curve from the left, and draw its slope meanwhile."""
        sight, theme, scale = self.graph.sight, self.theme, self.stage.scale
        slope, rider = VMobject(stroke_color=theme.gradient, stroke_width=5), Rider(theme, scale)
        low, high = float(sight.seen.low[0]), float(sight.seen.high[0])

        def follow(progress: float) -> None:
            x = low + (high - low) * progress
            slope.points = line_of(shape.slopes, sight, INPUTS[1:] <= x)
            size = np.ones(3) * np.clip(min(10 * progress, 10 * (1 - progress)), 0, 1)
            rider.draw(sight, x, shape.output_at(x), shape.slope_at(x), size)

        follow(0.0)
        self.add(slope, rider)
        self.drive_in_place(follow, max(TRACING, self.reading_time(0.0)))
        self.remove(rider)
        self.marks = (slope,)
