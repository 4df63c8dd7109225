"""The perceptron's formula."""

import pytest

from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import perceptron_formula


@pytest.mark.parametrize("size", FIGURES["perceptron-formula"].sizes)
def test_nothing_leaves_the_figure_or_overlaps(drawn, size):
    width, height = size
    assert drawn(perceptron_formula, None, width, height / width).faults == []


def test_the_formula_is_complete():
    assert "".join(perceptron_formula.FORMULA).count("w_0") == 2
    assert perceptron_formula.FORMULA[:10] == (
        *("\\hat{y}", "=", "g", "(", "w_0", "+", "\\sum_{i=1}^{m}", "x_i", "w_i", ")"),
    )


def test_every_term_is_labelled_and_every_label_is_apart(drawn):
    words = drawn(perceptron_formula, None).words

    assert {"output", "bias", "input", "its weight", "non-linearity"} <= set(words)
