"""A part of the tour: several functions are a ReLU whose corner is rounded off."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import FadeIn, FadeOut, Mobject, VGroup, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_sentences import rounded_sentence
from scenes.films.activations.activation_stage import ActivationStage
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight, corner_sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.floor_mark import FloorMark, heights_of
from scenes.films.activations.mobjects.shape import Shape
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
        known = [ActivationFacts(PICTURED[name]) for name in names]
        heights = heights_of(known, self.graph.sight, self.stage)
        self.name, self.marks = VGroup(), ()
        for name, height in zip(names, heights, strict=True):
            self.bend_out(name, height)

    def come_to_the_corner(self) -> None:
        """Let the last function become ReLU, alone, seen from close by."""
        graph, fan, before = self.graph, self.fan, self.graph.shape
        size, shade, clear, ghosts = graph.size.copy(), graph.shade, graph.clear, fan.clear.copy()
        relu, start, end = Shape.of(PICTURED["relu"]), graph.sight, corner_sight(self.stage.hero)

        def come(progress: float) -> None:
            graph.shape, graph.sight = before.towards(relu, progress), start.towards(end, progress)
            graph.size, fan.clear = (1 - progress) * size, (1 - progress) * ghosts
            graph.shade, graph.clear = (1 - progress) * shade, (1 - progress) * clear
            graph.paper.sides[1] = 1 - progress  # heights are told in words
            graph.draw()
            fan.draw(graph.sight)

        nothing = Mobject()
        gone = [FadeOut(each, rate_func=early) for each in (self.name, self.live)]
        self.act(Drive(nothing, come, rate_func=smooth), *gone, seconds=1.4)
        self.remove(nothing)
        fan.closed = [relu] * len(self.order)

    def bend_out(self, name: str, height: float) -> None:
        """Bend a function out of ReLU, name it, and mark how far down it goes."""
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

        nothing, gone = Mobject(), [FadeOut(self.name, rate_func=early)] if len(self.name) else []
        come = FadeIn(card, rate_func=late)
        self.act(Drive(nothing, bend, rate_func=smooth), *gone, come, seconds=1.4)
        self.remove(nothing)
        self.name = card
        title = WORDS[name].title
        mark = FloorMark(title, self.facts, graph.sight, height, self.stage, self.theme)
        self.enter(mark, seconds=0.4)
        self.marks = (*self.marks, mark)
        self.come_nearer(0.8)
