"""How a weight changes, on screen: it can be worked out again from what is printed."""

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


def test_mistakes_are_counted_when_the_weights_have_changed() -> None:
    seen: list[tuple[str, ...]] = []

    def tell(film: Perceptron) -> None:
        run = film.results.learning
        film.panel = film.plane_of(run, 0.11, 0.04)
        film.row = film.counters()
        write = film.row.write

        def written(texts: list[str]) -> None:
            seen.append(tuple(texts))
            write(texts)

        film.row.write = written
        for k in range(2, run.mistakes):
            film._correct(k)
        for *weights, _, mistakes in seen:
            known = [neuron_number(weight) for weight in run.weights[int(mistakes)]]
            assert weights == known

    on_stage(Perceptron, PerceptronSpec(), tell)
    assert len({mistakes for *_, mistakes in seen}) > 5


def test_sums_hide_neither_the_line_nor_the_point() -> None:
    def tell(film: Perceptron) -> None:
        run = film.results.learning
        film.panel = film.plane_of(run, 0.11, 0.04)
        for k in range(run.mistakes):
            table = film._sums(k)
            low, high = table.get_corner(DOWN + LEFT)[:2], table.get_corner(UP + RIGHT)[:2]
            lines = [film.panel.line_points(run.weights[k + after]) for after in (0, 1)]
            point = film.panel.place(run.points[run.mistaken[k]])[None]
            for places in (*lines[: k + 2], point):
                hidden = ((places > low) & (places < high)).all(axis=1).sum()
                assert hidden <= 0.25 * len(places)

    on_stage(Perceptron, PerceptronSpec(), tell)
