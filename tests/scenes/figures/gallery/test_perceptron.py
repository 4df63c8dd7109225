"""The perceptron."""

import pytest

from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import perceptron


@pytest.mark.parametrize("size", FIGURES["perceptron"].sizes)
def test_nothing_leaves_the_figure_or_overlaps(drawn, size):
    width, height = size
    assert drawn(perceptron, None, width, height / width).faults == []


def test_every_input_of_the_perceptron_has_its_weight(drawn):
    words = set(drawn(perceptron, None).words)

    assert {"$1$", "$x_1$", "$x_2$", "$x_m$", "$w_0$", "$w_1$", "$w_2$", "$w_m$"} <= words
