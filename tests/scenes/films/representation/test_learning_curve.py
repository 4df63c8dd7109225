"""A chart that grows: inside its box, up to the step asked for."""

import numpy as np
import pytest
from manim import tempconfig

from scenes.films.representation.learning_curve import LearningCurve
from scenes.theme.theme import THEMES

LOW, HIGH = np.array([2.0, -1.0]), np.array([6.0, 0.5])


@pytest.fixture(autouse=True)
def workshop(tmp_path):
    with tempconfig({"media_dir": str(tmp_path)}):
        yield


def chart(values: np.ndarray, top: float = 1.0) -> LearningCurve:
    return LearningCurve("loss", values, top, LOW, HIGH, "#ff0000", THEMES["dark"])


def drawn(curve: LearningCurve) -> np.ndarray:
    return curve.curve.points[:, :2]


STEPS = np.arange(1000.0)
WILD = np.where(STEPS % 7 == 0, np.nan, 3 * np.sin(STEPS) ** 2)
WILD[500] = np.inf


@pytest.mark.parametrize(
    "values", [np.exp(-STEPS / 100), WILD, np.array([0.5]), np.array([np.nan, 0.5, np.nan])]
)
def test_it_stays_in_its_box(values: np.ndarray) -> None:
    curve = chart(values)
    for step in (0, 0.4, 1, 6.5, 333.3, len(values) - 1):
        curve.draw_to(step)
        assert (drawn(curve) >= LOW - 1e-9).all()
        assert (drawn(curve) <= HIGH + 1e-9).all()


def test_its_end_is_the_value_at_the_step() -> None:
    values = np.linspace(1, 0, 101)
    curve = chart(values)
    for step in (0, 12, 50.5, 100):
        curve.draw_to(step)
        end = LOW + np.array([step / 100, 1 - step / 100]) * (HIGH - LOW)
        assert drawn(curve)[-1] == pytest.approx(end)
        assert drawn(curve)[0] == pytest.approx([LOW[0], HIGH[1]])


def test_it_only_ever_goes_to_the_right() -> None:
    curve = chart(WILD, 3.0)
    curve.draw_to(999)
    assert (np.diff(drawn(curve)[::4, 0]) >= 0).all()
    assert drawn(curve)[:, 0].max() == pytest.approx(HIGH[0], abs=0.01)


def test_a_long_training_is_drawn_with_few_samples() -> None:
    curve = chart(np.random.default_rng(0).random(100_000))
    curve.draw_to(100_000)
    assert len(drawn(curve)) < 4 * 700


def test_values_never_measured_draw_nothing() -> None:
    curve = chart(np.full(10, np.nan))
    curve.draw_to(5)
    assert len(drawn(curve)) == 0
