"""The concept of performance against the amount of data."""

import numpy as np
import pytest

from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import data_and_performance


@pytest.mark.parametrize("size", FIGURES["data-and-performance"].sizes)
def test_nothing_leaves_the_figure_or_overlaps(drawn, size):
    width, height = size
    assert drawn(data_and_performance, None, width, height / width).faults == []


def test_deep_learning_is_worse_with_little_data_and_goes_on_improving_with_much():
    few, many = np.array([0.03]), np.array([0.8, 1.0])

    assert data_and_performance.deep(few) < data_and_performance.classical(few)
    assert np.diff(data_and_performance.classical(many)) < 0.005
    assert np.diff(data_and_performance.deep(many)) > 0.05


def test_the_concept_says_that_it_is_one(drawn):
    words = drawn(data_and_performance, None, ratio=0.52).words

    assert any("concept" in each and "Andrew Ng" in each for each in words)
