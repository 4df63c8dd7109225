"""Words on the paper of an activation function: what shading, slope and a faint curve mean."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from engine.experiments.activation_facts import SMALL, ActivationFacts, Interval
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import ALIKE
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.languages.numbers import significant, trimmed
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

OVER, UNDER = 1.42, -0.55
"""Heights of words in flat parts on the right and on the left, where no curve runs."""
APART = 0.28
"""Between a curve and the middle of its name, upwards, in units of the paper."""
NAMED_AT = 1.0, 3.4
"""The slope is named between these inputs."""
SEEN = 3.8
"""A faint curve is named at most so far from the middle."""
HIGH, HIGHER, VISIBLE = 1.6, 2.2, 0.05
"""What is so high up, in units of the paper, is clear of slopes; gaps as wide are seen."""
ASIDE = 0.35
"""Between a rising curve and the middle of its name, across."""
EDGE = 0.5
"""Words stand so far inside the frame, in frame units, that the camera can come nearer."""
FAINT = 0.7
"""How clearly the name of a faint curve is written."""
BELOW = -2.4
"""Where the slope is written on the left."""
ON_AXIS = -3.2
"""Where a function is named that lies on the axis."""
PIECES = (-3.3, 0.0, APART), (1.4, 0.75, -APART)
"""Where slopes of two straight pieces are written, and how far beside and above that."""
NARROWEST = 0.9
"""A flat part of which less is seen, in units of the paper, has no words."""


class Notes:
    """A writer of words on one paper.

    Parameters
    ----------
    sight : Sight
    stage : Stage
    theme : Theme
    """

    def __init__(self, sight: Sight, stage: Stage, theme: Theme) -> None:
        self.sight, self.stage, self.theme = sight, stage, theme

    def of_shading(self, facts: ActivationFacts) -> VGroup:
        """Say what the slope is where it is shaded; nothing if no such part is seen."""
        return self._in_a_part(
            facts.faint, "|slope| < {small}", self.theme.text, small=significant(SMALL)
        )

    def of_dead_parts(self, facts: ActivationFacts) -> VGroup:
        """Say what the slope is where no gradient passes; nothing if no such part is seen."""
        return self._in_a_part(facts.dead, "slope 0: it learns nothing here", self.theme.text)

    def of_slope(self, shape: Shape) -> VGroup:
        """Name the slope above it, where it is far from the function."""
        near = (NAMED_AT[0] <= INPUTS) & (NAMED_AT[1] >= INPUTS)
        x = int(np.where(near, np.abs(shape.outputs - shape.slopes), 0.0).argmax())
        y = float(shape.slopes[x]) + APART
        return self._put("slope g′(x)", self.theme.gradient, float(INPUTS[x]), y)

    def of_slope_below(self, shape: Shape) -> VGroup:
        """Write the slope on the left above it, where it is neither 0 nor 1, and the same there."""
        left = (self.sight.seen.low[0] < INPUTS) & (INPUTS < -0.01)
        slopes = shape.slopes[left]
        if np.ptp(slopes) > 1e-6 or not 0.02 < abs(float(slopes[0])) < 0.98:
            return VGroup()
        value = float(slopes[0])
        return self._put(
            "slope {slope}", self.theme.gradient, BELOW, value + APART, slope=trimmed(value, 3)
        )

    def of_axis(self, name: str, colour: str) -> VGroup:
        """Name a function that lies on the axis on the left, above it."""
        return self._put(WORDS[name].title, colour, ON_AXIS, APART)

    def of_pieces(self, shape: Shape) -> VGroup:
        """Write the slopes of a function of two straight pieces, each beside its piece."""
        return VGroup(
            *(
                self._put(
                    "slope {slope}", self.theme.text, x + away, shape.output_at(x) + above,
                    slope=trimmed(shape.slope_at(x), 3),
                )
                for x, away, above in PIECES
            )
        )  # fmt: skip

    def of_ghost(
        self, name: str, colour: str, ghost: Shape, shape: Shape, other: VGroup | None = None
    ) -> VGroup:
        """Name a faint curve in its colour, on the side of it on which the function is not.

        That is where the two are furthest apart, high up if they are apart there: near to the axis
        other lines run. Higher still, if other words stand there.
        """
        words = self._of_ghost(name, colour, ghost, shape, HIGH)
        if other is None or not len(other) or not len(words):
            return words
        apart = np.abs(words.get_center() - other.get_center())[:2]
        room = np.array([words.width + other.width, words.height + other.height]) / 2
        return words if (apart > room).any() else self._of_ghost(name, colour, ghost, shape, HIGHER)

    def _of_ghost(self, name: str, colour: str, ghost: Shape, shape: Shape, least: float) -> VGroup:
        seen = self.sight.seen
        inside = (ghost.outputs > seen.low[1]) & (ghost.outputs < seen.high[1] - 2 * APART)
        inside &= np.abs(INPUTS) <= SEEN
        inside &= np.abs(ghost.outputs) > ALIKE  # there the axis hides it
        gaps = np.abs(ghost.outputs - shape.outputs)
        high = inside & (ghost.outputs >= least) & (gaps > VISIBLE)
        at_it = int(np.where(high if high.any() else inside, gaps, -1.0).argmax())
        side = 1.0 if ghost.outputs[at_it] > shape.outputs[at_it] else -1.0
        away = np.array([-ASIDE if high.any() else 0.0, APART]) * side
        x, y = (np.array([INPUTS[at_it], ghost.outputs[at_it]]) + away).tolist()
        if gaps[at_it] < ALIKE:
            return VGroup()
        words = self._put(WORDS[name].title, colour, x, y)
        words[1].set_opacity(FAINT)
        return words

    def _in_a_part(
        self, parts: tuple[Interval, ...], words: str, colour: str, **values: str
    ) -> VGroup:
        """Write words in the rightmost part that is wide enough where it is seen."""
        left, right = self.sight.seen.low[0], self.sight.seen.high[0]
        for part in reversed(parts):
            low, high = max(part.low, left), min(part.high, right)
            if high - low >= NARROWEST:
                height = OVER if np.isposinf(part.high) else UNDER
                return self._put(words, colour, (low + high) / 2, height, high - low, **values)
        return VGroup()

    def _put(
        self, words: str, colour: str, x: float, y: float, room: float = np.inf, **values: str
    ) -> VGroup:
        """Write words on a plate at a place of the paper, no wider than there is room."""
        text = sentence(words, self.stage.text_size(26), colour, bold=True, **values)
        text.scale(min(1.0, 0.75 * room * float(self.sight.unit[0]) / text.width))
        place, box = self.sight.place(np.array([x, y])), self.sight.box
        away = text.width / 2 + EDGE * self.stage.scale
        across = float(np.clip(place[0], box.low[0] + away, box.high[0] - away))
        text.move_to(at(across if np.isinf(room) else float(place[0]), float(place[1])))
        return plated(text, self.theme, 0.06 * self.stage.scale)
