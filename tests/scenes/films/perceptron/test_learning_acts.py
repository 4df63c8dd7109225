"""How a weight changes, on screen: it can be worked out again from what is printed."""

import numpy as np
import pytest
from manim import DOWN, LEFT, RIGHT, UP

from scenes.films.perceptron.learning_acts import change_in_numbers
from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.perceptron.story import neuron_number
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


def test_the_printed_weights_are_those_of_the_line_at_every_moment() -> None:
    drawn: list[list[str]] = []
    seen: list[tuple[list[str], int]] = []

    def tell(film: Perceptron) -> None:
        run = film.results.learning
        film.panel = film.plane_of(run, 0.11, 0.04, beside=True)
        film.row = film.counters()
        draw, write = film.panel.draw, film.row.write

        def drew(weights: np.ndarray, *args: object, **options: float) -> None:
            drawn.append([neuron_number(weight) for weight in weights])
            draw(weights, *args, **options)

        def wrote(texts: list[str]) -> None:
            seen.append((texts[:3], int(texts[4])))
            if len(drawn) > 1:
                assert texts[:3] == drawn[-1]
            write(texts)

        film.panel.draw, film.row.write = drew, wrote
        for k in range(2, run.mistakes):
            film._correct(k)
        known = [[neuron_number(weight) for weight in each] for each in run.weights]
        for k in range(2, run.mistakes):  # a mistake counts once it is ringed
            assert (known[k], k) in seen
            assert (known[k], k + 1) in seen
            assert (known[k + 1], k) not in seen[:-1]

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert len({mistakes for _, mistakes in seen}) > 5


def test_sums_hide_neither_the_line_nor_the_point() -> None:
    def tell(film: Perceptron) -> None:
        run = film.results.learning
        film.panel, film.row = film.plane_of(run, 0.11, 0.04, beside=True), film.counters()
        for k in range(run.mistakes):
            table = film._sums(k)
            low, high = table.get_corner(DOWN + LEFT)[:2], table.get_corner(UP + RIGHT)[:2]
            lines = [film.panel.line_points(run.weights[k + after]) for after in (0, 1)]
            point = film.panel.place(run.points[run.mistaken[k]])[None]
            for places in (*lines[: k + 2], point):
                hidden = ((places > low) & (places < high)).all(axis=1).sum()
                assert hidden <= 0.25 * len(places)

    on_stage(Perceptron, PerceptronSpec(), tell)
