"""The numbers above the picture are those of the step."""

from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from scenes.films.fit import fit_numbers
from scenes.films.fit.fit_numbers import FitNumbers, loss_text
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0731, "0.073"), (1.1524, "1.152"), (12.345, "12.35"), (0.0, "0.000"), (1e-6, "10⁻⁶")],
)
def test_a_loss_has_few_digits(value: float, text: str) -> None:
    assert loss_text(value) == text


def test_the_numbers_are_those_of_the_step(
    overfitted: FittedCurve, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = FitNumbers(overfitted, stage_of_frame(BAND), THEMES["dark"])
    told: list[str] = []
    monkeypatch.setattr(LabelledNumber, "write", lambda self, text: told.append(text))
    numbers.draw(6.7)
    metrics = overfitted.recording.metrics
    assert metrics.validation_loss is not None
    expected = [metrics.loss[7], metrics.validation_loss[7]]
    assert told == ["7", *(f"{float(loss):.3f}" for loss in expected), told[-1]]
    assert overfitted.fresh is not None
    x, y = overfitted.fresh.T
    error = np.mean((overfitted.hinges(7).output(x) - y) ** 2)
    assert told[-1] == f"{error:.3f}"


def test_they_stand_beside_each_other(overfitted: FittedCurve) -> None:
    numbers = FitNumbers(overfitted, stage_of_frame(BAND), THEMES["dark"])
    row = [numbers.step, numbers.training, numbers.validation]
    for left, right in pairwise(row):
        assert left.get_right()[0] < right.get_left()[0]
    heights = [part[0].get_y() for part in (numbers.training, numbers.validation)]
    assert np.ptp(heights) < 0.05


def test_without_validation_the_training_loss_stands_at_the_edge(own: FittedCurve) -> None:
    stage = stage_of_frame(BAND)
    numbers = FitNumbers(own, stage, THEMES["dark"])
    assert numbers.training.get_right()[0] == pytest.approx(stage.numbers.high[0], abs=0.05)
    assert fit_numbers.HELD != fit_numbers.LEARNED
