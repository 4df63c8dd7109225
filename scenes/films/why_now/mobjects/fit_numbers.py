"""The numbers of a fit: its weights, its errors, and the length of its weight vector."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP

from engine.experiments.double_descent import DoubleDescent
from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.languages.language import translate
from scenes.languages.numbers import by_size, grouped, power_of_ten
from scenes.mobjects.frame import at
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

DIM = 0.2
"""Opacity of a number that is not of what is seen."""


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
    weights, training, length, test, here : LabelledNumber
        `training` and `length` stand in the same place; `here` is `test`, among other draws.
    """

    def __init__(self, track: FitTrack, stage: Stage, theme: Theme) -> None:
        self.track, result = track, track.result
        left, right = stage.title.corner(UP + LEFT), stage.numbers.corner(UP + RIGHT)
        most = grouped(result.sizes[-1])
        self.weights = LabelledNumber(translate("weights"), theme.text, most, left, 0, stage)
        errors, lengths = (
            max(map(error_text, values), key=len)
            for values in (
                result.test[result.shown],
                [*result.norms[result.shown], *result.other_norms],
            )
        )
        self.test = LabelledNumber(translate("test error"), theme.loss, errors, right, 1, stage)
        words = translate("test error of this draw")
        self.here = LabelledNumber(words, theme.loss, errors, right, 1, stage)
        before = at(self.test.get_left()[0] - 0.45 * stage.scale, right[1])
        words = translate("training error")
        self.training = LabelledNumber(words, theme.positive, "0.000", before, 1, stage)
        words = translate("length of w")
        self.length = LabelledNumber(words, theme.gradient, lengths, before, 1, stage)

    def draw(self, place: float, clearly: float = 1.0) -> None:
        """Write the numbers of the fit that a place of the track is nearest to.

        Parameters
        ----------
        place : float
        clearly : float
            From 0 to 1: their opacity.
        """
        for number in (self.weights, self.training, self.length, self.test, self.here):
            number.number.set_fill(opacity=clearly)
        result, fit = self.track.result, self.track.nearest(place)
        exact = is_exact(result, fit)
        self.weights.write(grouped(result.sizes[fit]))
        for number in (self.test, self.here):
            number.write(error_text(result.test[result.shown, fit]))
        self.training.write("0" if exact else error_text(result.train[result.shown, fit]))
        self.length.write(error_text(result.norms[result.shown, fit]))

    def draw_other(self, which: int) -> None:
        """Write the length of another weight vector; the test error is not that of its curve."""
        self.length.write(error_text(self.track.result.other_norms[which]))
        self.test.number.set_fill(opacity=DIM)
