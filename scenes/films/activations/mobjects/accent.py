"""The one thing that is new about a function, marked on its paper for a moment."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Circle, Mobject, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts
from scenes.films.activations.activation_sentences import end_of
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import line_of
from scenes.films.activations.mobjects.measures import dashed
from scenes.films.activations.mobjects.shape import Shape
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

DIP, FLOOR = -0.85, (-0.1, 0.18)
"""Where words stand: below a dip; beside the upright axis, so far above a floor."""
SAME = -2.6, 0.62
"""Where words stand for a slope that is a function known from before."""


class Accent(VGroup):
    """A ring round the lowest point, a slope that is another function, or a limit below.

    Nothing, if it has none of these.

    Parameters
    ----------
    facts : ActivationFacts
    shape : Shape
    known : mapping
        Functions that have been visited, by name.
    sight : Sight
    numbers : Mobject
        Words that would reach as low as these stand to the left of them.
    stage, theme
    """

    def __init__(
        self, facts: ActivationFacts, shape: Shape, known: Mapping[str, Shape], sight: Sight,
        numbers: Mobject, stage: Stage, theme: Theme,
    ) -> None:  # fmt: skip
        super().__init__()
        size = stage.text_size(26)
        low, high = (bound.value for bound in facts.range)
        same = next((n for n, s in known.items() if np.allclose(s.outputs, shape.slopes)), None)
        if facts.turns and np.isinf(high):
            x = facts.turns[0]
            place = sight.place(np.array([x, shape.output_at(x)]))
            ring = Circle(0.24 * stage.scale, stroke_color=theme.text, stroke_width=4)
            self.add(ring.move_to(at(*place)))
            words = sentence("lowest point: slope 0", size, theme.text, bold=True)
            spot = np.array([x, DIP])
        elif same is not None:
            line = VMobject(stroke_color=theme.text, stroke_width=8)
            line.points = line_of(shape.slopes, sight)
            self.add(line)
            words = sentence(
                "this slope is {name}", size, theme.text, bold=True, name=WORDS[same].title
            )
            spot = np.array(SAME)
        elif sight.seen.low[1] < low < 0 and np.isinf(high):
            line = VMobject(stroke_color=theme.text, stroke_width=4)
            line.points = _clear_of(dashed(sight, [low]), numbers)
            self.add(line)
            words = sentence("never below {low}", size, theme.text, bold=True, low=end_of(low))
            spot = np.array([FLOOR[0], low + FLOOR[1]])
        else:
            return
        words.move_to(at(*sight.place(spot)))
        if words.get_bottom()[1] < numbers.get_top()[1] + 0.1:
            room = float(numbers.get_left()[0]) - 0.2 * stage.scale - float(words.get_right()[0])
            words.shift(min(room, 0.0) * RIGHT)
        self.add(plated(words, theme, 0.06))


def _clear_of(dashes: np.ndarray, numbers: Mobject) -> np.ndarray:
    """Leave out dashes (4 n, 3) that would strike numbers out."""
    low, high = numbers.get_corner(DOWN + LEFT) - 0.15, numbers.get_corner(UP + RIGHT) + 0.15
    pieces = dashes.reshape(-1, 4, 3)
    middles = pieces[:, :, :2].mean(axis=1)
    met = np.all((middles > low[:2]) & (middles < high[:2]), axis=1)
    found: np.ndarray = pieces[~met].reshape(-1, 3)
    return found
