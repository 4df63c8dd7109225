"""How a weight changes, on screen: it can be worked out again from what is printed."""

import numpy as np
import pytest

from scenes.films.perceptron.learning_acts import change_in_numbers
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from tests.support.staged import on_stage


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


def test_the_plane_stays_coloured_while_the_line_turns_even_if_it_is_far_away() -> None:
    inks = []

    def tell(film: Perceptron) -> None:
        xor = film.results.xor
        film.panel = film.plane_of(xor, 0.22, 0.2)
        film.row = film.counters()
        for now in np.linspace(0, xor.mistakes, 20 * xor.mistakes + 1).tolist():
            film._turn(now)
            regions = film.panel.panel.regions
            there = [part.get_fill_opacity() for part in regions if len(part.points)]
            inks.append(max(there) / film.panel.tint)

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert len(inks) > 500
    assert min(inks) > 0.45  # where one colour becomes the other, half of each
