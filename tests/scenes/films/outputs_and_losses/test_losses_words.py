"""What is said of losses follows from them, to the digits that are printed."""

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction, outlier_study
from scenes.films.outputs_and_losses import losses_words as words
from scenes.films.outputs_and_losses.losses import OUTLIER, POINTS


@pytest.mark.parametrize(("target", "x"), [(1.0, 3.0), (2.5, 4.17), (-4.0, -2.77)])
def test_the_square_is_that_of_the_error_that_is_printed(target: float, x: float) -> None:
    text, values = words.price(LossFunction("mse", target), x)
    assert "square" in text
    assert float(values["error"]) ** 2 == pytest.approx(float(values["loss"]), abs=0.005)
    assert "square" not in words.price(LossFunction("mae", target), x)[0]


def test_only_what_can_be_a_price_is_called_one() -> None:
    assert "price" in words.question(LossFunction("mse", 2.0), 4.0)[0]
    assert "price" not in words.question(LossFunction("mse", -2.0), 4.0)[0]


def test_what_moves_is_told_apart_from_what_stays() -> None:
    names = ["mse", "mae", "huber"]
    far = outlier_study([LossFunction(name, delta=3.0) for name in names], POINTS, OUTLIER)
    assert words.outlier("mse", far, 0)[1] == {"moved": "1.14"}
    assert words.outlier("mae", far, 1)[1] == {"best": "2.50"}
    assert "moved" in words.outlier("huber", far, 2)[1]
    near = outlier_study([LossFunction("huber", delta=1.0)], POINTS, OUTLIER)
    assert "best" in words.outlier("huber", near, 0)[1]


def test_what_moves_is_the_difference_of_the_numbers_on_screen() -> None:
    study = outlier_study([LossFunction("mse")], POINTS, np.array([4.0, 7.7]))
    before, after = (f"{best:.2f}" for best in study.best[0])
    moved = words.outlier("mse", study, 0)[1]["moved"]
    assert float(after) - float(before) == pytest.approx(float(moved))


@pytest.mark.parametrize(("target", "x"), [(1.0, 4.0), (2.5, 4.17), (-4.0, -2.77)])
def test_the_gradient_is_twice_the_error_that_is_printed(target: float, x: float) -> None:
    text, values = words.growth(LossFunction("mse", target), x)
    assert "2 × {error} = {gradient}" in text
    assert 2 * float(values["error"]) == pytest.approx(float(values["gradient"]))
    text, values = words.growth(LossFunction("huber", target, delta=0.7), x)
    assert "two sides" not in text
    assert values["gradient"] == "0.70"
