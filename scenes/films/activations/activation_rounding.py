"""A part of the tour: several functions are a ReLU whose corner is rounded off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    ManimColor,
    Mobject,
    VGroup,
    VMobject,
    interpolate_color,
    smooth,
)

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED, ActivationKind
from scenes.films.activations.activation_sentences import (
    below_sentence,
    end_of,
    rounded_sentence,
    slope_text,
)
from scenes.films.activations.activation_stage import ActivationStage
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight, corner_sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.graph import Rider, line_of
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.tour.extreme import Extreme
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early

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
TRACING = 1.8
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


def steepest_of(names: Sequence[str]) -> str:
    """Return the function whose slope gets highest."""
    return max(names, key=lambda name: float(Shape.of(PICTURED[name]).slopes.max()))


class ActivationRounding(ActivationStage):
    """A film in which some functions bend out of ReLU, one after another, on the same paper."""

    fan: Fan
    home: Sight
    order: tuple[str, ...]
    """All functions, as they are visited."""
    rounded: tuple[str, ...]
    """Those at their end that round off ReLU's corner."""
    tints: dict[str, str]
    """A colour for each function."""
    marks: tuple[Mobject, ...] = ()

    def meet(self, name: str, kind: ActivationKind) -> None:
        """Choose the function, and its colour."""
        super().meet(name, kind)
        self.tint = self.tints[name]

    def round_off(self, names: Sequence[str]) -> None:
        """Let one function after another bend out of ReLU, which stays behind them, faintly."""
        self.say("Now round ReLU's corner off: {count} ways.", count=len(names))
        self.come_to_the_corner()
        named = Notes(self.graph.sight, self.stage, self.theme).of_axis("relu", self.tints["relu"])
        self.enter(named, seconds=0.3)
        self.name = VGroup()
        for name in names:
            self.bend_out(name)
        self.marks = (named, *self.show_steepest(names))

    def come_to_the_corner(self) -> None:
        """Let the last function become ReLU, alone, seen from close by."""
        graph, fan, before = self.graph, self.fan, self.graph.shape
        size, shade, clear, ghosts = graph.size.copy(), graph.shade, graph.clear, fan.clear.copy()
        colour, goal = ManimColor(self.tint), ManimColor(self.tints["relu"])
        relu, start, end = Shape.of(PICTURED["relu"]), graph.sight, corner_sight(self.stage.hero)

        def come(progress: float) -> None:
            graph.shape, graph.sight = before.towards(relu, progress), start.towards(end, progress)
            graph.size, fan.clear = (1 - progress) * size, (1 - progress) * ghosts
            graph.shade, graph.clear = (1 - progress) * shade, (1 - progress) * clear
            graph.paint(interpolate_color(colour, goal, progress))
            graph.draw()
            fan.draw(graph.sight)

        nothing = Mobject()
        gone = [FadeOut(each, rate_func=early) for each in (self.name, self.live)]
        self.act(Drive(nothing, come, rate_func=smooth), *gone, seconds=1.4)
        self.remove(nothing)
        fan.closed = [relu] * len(self.order)

    def bend_out(self, name: str) -> None:
        """Bend a function out of ReLU, and name it; those before it stay, faintly."""
        graph, fan, which = self.graph, self.fan, self.order.index(name)
        curve = float(graph.curve.get_stroke_opacity())
        opened = np.ones(len(self.order))

        def bend(progress: float) -> None:
            opened[which] = progress
            fan.draw(graph.sight, opened)
            graph.curve.set_stroke(opacity=curve + progress * (GHOST - curve))

        self.say(below_sentence(WORDS[name].title, ActivationFacts(PICTURED[name])))
        self.bring_forward(name, bend)
        low = ActivationFacts(PICTURED[name]).range[0].value
        if low >= 0:  # that is the axis
            self.come_nearer(1.2)
            return
        mark = Extreme(
            Shape.of(PICTURED[name]).outputs, low, end_of(low), graph.sight, self.stage,
            self.theme, self.tint,
        )  # fmt: skip
        self.enter(mark, seconds=0.3)
        self.come_nearer(1.2)
        self.leave(mark, seconds=0.3)

    def bring_forward(self, name: str, also: Callable[[float], None] | None = None) -> None:
        """Light one of the rounded functions, and write its name in place of the one before."""
        fan, which = self.fan, self.order.index(name)
        start = fan.clear.copy()
        end = GHOST * (start > 0)
        end[which] = 1.0
        self.meet(name, PICTURED[name])
        card = self.card()
        self.pin(card)

        def light(progress: float) -> None:
            fan.clear = start + progress * (end - start)
            fan.clear[which] = max(start[which], min(1.0, 4 * progress))
            if also is None:
                fan.draw(self.graph.sight)
            else:
                also(progress)

        nothing, gone = Mobject(), [self.name] if len(self.name) else []
        leave = [FadeOut(each, rate_func=early) for each in gone]
        self.act(Drive(nothing, light, rate_func=smooth), *leave, seconds=1.0)
        self.remove(nothing)
        self.act(FadeIn(card), seconds=0.3)  # a name stands at its whole curve
        self.name = card

    def show_steepest(self, names: Sequence[str]) -> list[Mobject]:
        """Draw the slope of the one that gets steepest, as a point rides along; return marks."""
        name = steepest_of(names)
        self.bring_forward(name)
        shape = Shape.of(PICTURED[name])
        self.say(rounded_sentence(self.words.title, float(shape.slopes.max())))
        slope = self.trace_slope(shape)
        most = float(shape.slopes.max())
        steep = Extreme(
            shape.slopes, most, slope_text(most), self.graph.sight, self.stage, self.theme,
            self.theme.gradient,
        )  # fmt: skip
        self.enter(steep, seconds=0.4)
        self.come_nearer(1.5)
        return [slope, steep]

    def trace_slope(self, shape: Shape) -> VMobject:
        """Ride along a curve from the left, and draw its slope meanwhile; return that."""
        sight, theme, scale = self.graph.sight, self.theme, self.stage.scale
        slope, rider = VMobject(stroke_color=theme.gradient, stroke_width=5), Rider(theme, scale)
        rider.out.set_fill(self.tint)
        low, high = float(sight.seen.low[0]), float(sight.seen.high[0])

        def follow(progress: float) -> None:
            x = low + (high - low) * progress
            slope.points = line_of(shape.slopes, sight, INPUTS[1:] <= x)
            size = np.ones(3) * np.clip(min(10 * progress, 10 * (1 - progress)), 0, 1)
            rider.draw(sight, x, shape.output_at(x), shape.slope_at(x), size)

        follow(0.0)
        self.add(slope, rider)
        self.drive_in_place(follow, TRACING)
        self.remove(rider)
        return slope
