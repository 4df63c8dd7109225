"""The perceptron's formula."""

import pytest

from scenes.figures.gallery import perceptron_formula


@pytest.mark.parametrize("width", [80, 150, 180])
def test_nothing_leaves_the_figure_or_overlaps(drawn, width):
    assert drawn(perceptron_formula, None, width, perceptron_formula.HEIGHT / 150).faults == []


def test_the_formula_is_complete():
    assert "".join(perceptron_formula.FORMULA).count("w_0") == 2
    assert perceptron_formula.FORMULA[:10] == (
        *("\\hat{y}", "=", "g", "(", "w_0", "+", "\\sum_{i=1}^{m}", "x_i", "w_i", ")"),
    )


def test_every_term_is_labelled_and_every_label_is_apart(drawn):
    words = drawn(perceptron_formula, None).words

    assert {"output", "bias", "input", "its weight", "non-linearity"} <= set(words)
