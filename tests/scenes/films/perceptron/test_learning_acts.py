"""How a weight changes, on screen: it can be worked out again from what is printed."""

import pytest

from scenes.films.perceptron.learning_acts import change_in_numbers
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec


@pytest.mark.parametrize("seed", [0, 3])
def test_every_change_recomputes_to_the_printed_digits(seed: int) -> None:
    run = Perceptron.compute(PerceptronSpec(seed=seed)).learning
    assert run.mistakes > 2
    for k in range(run.mistakes):
        index = run.mistaken[k]
        sign = "+" if run.labels[index] else "-"
        inputs = [1.0, *run.points[index]]
        for i in range(3):
            text = change_in_numbers(i, run.weights[k][i], sign, inputs[i], run.weights[k + 1][i])
            _, left, right = text.split(" = ")
            before, sign, x = left.replace("(", "").replace(")", "").rsplit(" ", 2)
            changed = float(before) + (1 if sign == "+" else -1) * float(x)
            assert changed == pytest.approx(float(right), abs=1e-9)


def test_a_negative_input_stands_in_parentheses() -> None:
    assert change_in_numbers(1, 0.0, "-", -0.63, 0.63) == "w_1 = 0.00 - (-0.63) = 0.63"
