"""The numbers above the picture: the step, and both losses beside the marks of their points."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup, VMobject

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit.fit_picture import FRESH, HELD, LEARNED
from scenes.languages.language import translate
from scenes.languages.numbers import by_size, fixed, grouped, power_of_ten
from scenes.mobjects.arrays.bezier import as_points
from scenes.mobjects.arrays.point_cloud import marker_of
from scenes.mobjects.frame import at
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme


def loss_text(value: float) -> str:
    """Write a loss in four digits, or with a power of ten."""
    return by_size(value) if value == 0 or 5e-4 <= value < 1e5 else power_of_ten(value)


def distance_text(value: float) -> str:
    """Write how far a point is from a curve."""
    return fixed(value, 2)


class FitNumbers:
    """Live numbers, each with its label a group of its own.

    Attributes
    ----------
    step, training, validation : VGroup
    test : VGroup
        The loss on fresh points, in the place of the validation loss; drawn green.
    added : LabelledNumber
        How many units have been added.
    """

    def __init__(self, fit: FittedCurve, stage: Stage, theme: Theme) -> None:
        self.fit = fit
        left, right = stage.title.corner(UP + LEFT), stage.numbers.corner(UP + RIGHT)
        most = grouped(fit.recording.last_step)
        self.step = LabelledNumber(translate("training step"), theme.text, most, left, 0, stage)
        losses = fit.recording.metrics.loss
        known = [*losses[np.isfinite(losses)], *_known(fit.losses)]
        widest = max({loss_text(float(loss)) for loss in known}, key=len)
        self._validation = LabelledNumber(
            translate("validation loss"), theme.loss, widest, right, 1, stage
        )
        self.validation = _marked(self._validation, HELD, 0.75, theme.loss, stage)
        self._test = LabelledNumber(translate("test loss"), theme.accuracy, widest, right, 1, stage)
        self.test = _marked(self._test, FRESH, 0.9, theme.accuracy, stage)
        units = grouped(len(fit.hinges(0).weights)) if fit.is_hinged else "0"
        self.added = LabelledNumber(translate("units added"), theme.text, units, left, 0, stage)
        before = right
        if fit.losses is not None:
            before = at(self.validation.get_left()[0] - 0.3 * stage.scale, right[1])
        self._training = LabelledNumber(
            translate("training loss"), theme.positive, widest, before, 1, stage
        )
        self.training = _marked(self._training, LEARNED, 1.15, theme.positive, stage)

    def draw(self, step: float) -> None:
        """Write the numbers of a step."""
        fit = self.fit
        self.step.write(grouped(round(step)))
        self._training.write(loss_text(fit.training_loss(round(step))))
        if fit.losses is not None:
            self._validation.write(loss_text(fit.validation_loss(round(step))))
        if fit.fresh is not None:
            self._test.write(loss_text(fit.fresh_loss(round(step))))


def _known(losses: np.ndarray | None) -> np.ndarray:
    return np.zeros(0) if losses is None else losses[np.isfinite(losses)]


def _marked(number: LabelledNumber, shape: int, size: float, colour: str, stage: Stage) -> VGroup:
    """Return a number with the mark of its points before its label."""
    mark = VMobject(fill_color=colour, fill_opacity=1, stroke_width=0)
    mark.points = as_points(0.1 * size * stage.scale * marker_of(shape))
    label = number.submobjects[0]
    mark.next_to(label, LEFT, buff=0.14 * stage.scale)
    mark.set_y(label.get_y())
    return VGroup(mark, number)
