"""How far down a function goes: a line to the axis of outputs, and words at its end."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts
from scenes.films.activations.activation_sentences import end_of
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import Shape
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.bands import dashed
from scenes.mobjects.frame import at
from scenes.mobjects.spreading import spread
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

SIZE, NEXT = 26, 0.42
"""Of the words, and from one to the next, in frame units at scale 1."""
BESIDE, OVER = -1.3, 0.5
"""Where words stand for a function that stays above 0: left of this input, as far above it."""


class FloorMark(VGroup):
    """A function's name with what its outputs are never below, at the curve or at their axis.

    Parameters
    ----------
    title : str
    facts : ActivationFacts
    sight : Sight
    height : float
        Of words at the axis, in frame units.
    stage, theme
    """

    def __init__(
        self,
        title: str,
        facts: ActivationFacts,
        sight: Sight,
        height: float,
        stage: Stage,
        theme: Theme,
    ) -> None:
        low, size = facts.range[0].value, stage.text_size(SIZE)
        line = VMobject(stroke_color=theme.highlight, stroke_width=3)
        told = {"name": title, "low": end_of(low)}
        if low < 0:
            left = facts.turns[0] if facts.turns else float(sight.seen.low[0])
            ends = sight.place(np.array([[left, low], [0.0, low]]))
            _, starts, stops = dashed(ends[:1], ends[1:], 0.1 * stage.scale, 0.08 * stage.scale)
            line.points = as_points(straight(starts, stops))
            words = sentence("{name}: never below {low}", size, theme.highlight, bold=True, **told)
            start = float(ends[1, 0]) + 0.25 * stage.scale
            room = float(sight.box.high[0]) - 0.5 * stage.scale - start
            words.scale(min(1.0, room / words.width))
            words.move_to(at(start, height), aligned_edge=LEFT)
        else:
            words = sentence("{name}: always above {low}", size, theme.highlight, bold=True, **told)
            place = sight.place(np.array([BESIDE, Shape.of(facts.kind).output_at(BESIDE)]))
            words.move_to(at(float(place[0]), float(place[1]) + OVER * stage.scale), RIGHT)
            edge = float(sight.box.low[0]) + 0.5 * stage.scale
            words.shift(max(0.0, edge - float(words.get_left()[0])) * RIGHT)
        super().__init__(line, plated(words, theme, 0.05 * stage.scale))


def heights_of(facts: list[ActivationFacts], sight: Sight, stage: Stage) -> list[float]:
    """Return the heights at which words stand beside the axis: near their lines, none on another.

    Of functions that stay above 0, it is of no use.
    """
    lows = np.array([min(each.range[0].value, 0.0) for each in facts])
    below = lows < 0
    true = sight.place(np.column_stack([np.zeros(len(lows)), lows]))[:, 1]
    floor = float(sight.box.low[1]) + 0.4 * stage.scale
    ceiling = float(sight.place(np.zeros(2))[1]) - 0.55 * stage.scale
    heights = true.copy()
    heights[below] = spread(true[below], NEXT * stage.scale, floor, ceiling)
    found: list[float] = heights.tolist()
    return found
