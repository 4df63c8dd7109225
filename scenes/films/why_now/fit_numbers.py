"""The numbers of a fit: its weights, its errors, and the length of its weight vector."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now.fit_track import FitTrack
from scenes.languages.language import translate
from scenes.languages.numbers import by_size, grouped, power_of_ten
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, centred
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

NUMBER, LABEL = 32, 24
"""Sizes in 16:9."""


def error_text(value: float) -> str:
    """Write an error in four digits, or with a power of ten; 0 only if it is but for rounding."""
    if value < 1e-9:
        return "0"
    return by_size(value) if 5e-4 <= value < 1e5 else power_of_ten(value)


def is_exact(result: DoubleDescent, fit: int) -> bool:
    """Return whether a fit of the shown draw runs through all points."""
    return result.threshold is not None and fit >= result.threshold


class FitNumbers:
    """Live numbers above the picture; each is a group of its own, and they share two places.

    Attributes
    ----------
    weights, training, length, test : VGroup
        A label and its number; `training` and `length` stand in the same place.
    """

    def __init__(self, track: FitTrack, stage: Stage, theme: Theme) -> None:
        self.track, self.stage, result = track, stage, track.result
        gap = 0.2 * stage.scale
        drop = at(0, 0.42 * stage.scale)
        most = grouped(result.sizes[-1])
        start = stage.title.corner(UP + LEFT) - drop
        self.weights = self._pair(translate("weights"), theme.text, most, start, 0)
        end = stage.numbers.corner(UP + RIGHT) - drop
        widest = max(map(error_text, result.test[result.shown]), key=len)
        self.test = self._pair(translate("test error"), theme.loss, widest, end, 1)
        before = at(self.test.get_left()[0] - 2.2 * gap, end[1])
        training = translate("training error")
        self.training = self._pair(training, theme.positive, "0.000", before, 1)
        longest = max(map(error_text, result.norms[result.shown]), key=len)
        self.length = self._pair(translate("length of w"), theme.gradient, longest, before, 1)

    def _pair(self, text: str, colour: str, widest: str, place: np.ndarray, align: float) -> VGroup:
        """Set a label and a number after it, which begins (0) or ends (1) at a place."""
        size, gap = self.stage.text_size(NUMBER), 0.2 * self.stage.scale
        label = centred([text], self.stage.text_size(LABEL), colour)
        number = LiveNumber(size, colour, align=align)
        if align == 0:
            label.shift(at(place[0] + label.width / 2, 0))
            number.place(at(label.get_right()[0] + gap, place[1])).write(widest)
        else:
            number.place(place).write(widest)
            label.shift(at(number.get_left()[0] - gap - label.width / 2, 0))
        label.shift(at(0, place[1] + 0.1 * self.stage.scale))
        return VGroup(label, number)

    def draw(self, place: float) -> None:
        """Write the numbers of the fit that a place of the track is nearest to."""
        result, fit = self.track.result, self.track.nearest(place)
        exact = is_exact(result, fit)
        self.weights[1].write(grouped(result.sizes[fit]))
        self.test[1].write(error_text(result.test[result.shown, fit]))
        self.training[1].write("0" if exact else error_text(result.train[result.shown, fit]))
        self.length[1].write(error_text(result.norms[result.shown, fit]))
