"""The biological neuron."""

import pytest

from scenes.figures.catalogue import FIGURES
from scenes.figures.gallery import neuron


@pytest.mark.parametrize("size", FIGURES["neuron"].sizes)
def test_nothing_leaves_the_figure_or_overlaps(drawn, size):
    width, height = size
    assert drawn(neuron, None, width, height / width).faults == []


def test_every_part_of_the_neuron_is_named(drawn):
    words = drawn(neuron, None).words

    assert {"dendrites", "soma", "axon hillock", "axon", "synapses"} <= set(words)
