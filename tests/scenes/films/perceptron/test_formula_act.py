"""The sum on screen: it can be worked out again from what is printed."""

import numpy as np
import pytest

from scenes.films.perceptron.formula_act import sum_in_numbers
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from tests.support.staged import on_stage


def recomputed(text: str) -> float:
    """Work out what stands before the equals sign."""
    terms = text.split(" = ")[0].replace("−", "-").replace("(", "").replace(")", "")
    return sum(
        float(np.prod([float(factor) for factor in term.split(" × ")]))
        for term in terms.split(" + ")
    )


@pytest.mark.parametrize(("data", "seed"), [("halves", 0), ("halves", 7), ("blobs", 1)])
def test_it_recomputes_to_the_printed_digits(data: str, seed: int) -> None:
    run = Perceptron.compute(PerceptronSpec(data=data, seed=seed, epochs=4)).learning
    weights = run.weights[-1]
    for point in run.points:
        text = sum_in_numbers(weights, point)
        printed = float(text.split(" = ")[1].replace("−", "-"))
        assert recomputed(text) == pytest.approx(printed, abs=0.005 + 1e-9)


def test_negative_factors_stand_in_parentheses() -> None:
    text = sum_in_numbers(np.array([-1.0, 2.0, -0.5]), np.array([0.25, -3.0]))
    assert text == "−1.00 + 2.00 × 0.25 + (−0.50) × (−3.00) = 1.00"


@pytest.mark.parametrize(("data", "seed"), [("halves", 0), ("blobs", 1)])
def test_on_the_line_the_printed_sum_is_zero_and_the_answer_is_1(data: str, seed: int) -> None:
    found: list[np.ndarray] = []

    def tell(film: Perceptron) -> None:
        film.learned = film.results.learning.weights[-1]
        found.append(film.learned)
        found.append(film.zeros(film.plane_of(film.results.learning, 0.11, 0.04)))

    on_stage(Perceptron, PerceptronSpec(data=data, seed=seed), tell)
    weights, points = found
    assert len(points) > 20
    for point in points:
        text = sum_in_numbers(weights, point)
        assert text.endswith("= 0.00")
        assert recomputed(text) == pytest.approx(0, abs=0.005 + 1e-9)
        assert weights[0] + weights[1:] @ point >= 0
    along = points @ np.array([-weights[2], weights[1]])
    assert (np.diff(along) >= 0).all()
