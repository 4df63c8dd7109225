"""The perceptron."""

import pytest

from scenes.figures.gallery import perceptron


@pytest.mark.parametrize("width", [80, 150, 180])
def test_nothing_leaves_the_figure_or_overlaps(drawn, width):
    assert drawn(perceptron, None, width, perceptron.HEIGHT / 150).faults == []


def test_every_input_of_the_perceptron_has_its_weight(drawn):
    words = set(drawn(perceptron, None).words)

    assert {"$1$", "$x_1$", "$x_2$", "$x_m$", "$w_0$", "$w_1$", "$w_2$", "$w_m$"} <= words
