"""The blocks of a deep-learning system."""

import pytest

from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import deep_learning_system


@pytest.mark.parametrize("size", FIGURES["deep-learning-system"].sizes)
def test_nothing_leaves_the_figure_or_overlaps(drawn, size):
    width, height = size
    assert drawn(deep_learning_system, None, width, height / width).faults == []


def test_every_block_has_a_linear_transformation_and_an_activation(drawn):
    words = drawn(deep_learning_system, None).words

    assert words.count("linear\ntransformation") == 3
    assert words.count("activation") == 2
    assert words.count("output\nactivation") == 1


def test_both_passes_are_named(drawn):
    words = drawn(deep_learning_system, None).words

    assert {"forward computation", "backward computation"} <= set(words)
