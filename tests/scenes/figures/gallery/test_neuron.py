"""The biological neuron."""

import pytest

from scenes.figures.gallery import neuron


@pytest.mark.parametrize("width", [80, 150, 180])
def test_nothing_leaves_the_figure_or_overlaps(drawn, width):
    assert drawn(neuron, None, width, neuron.HEIGHT / 150).faults == []


def test_every_part_of_the_neuron_is_named(drawn):
    words = drawn(neuron, None).words

    assert {"dendrites", "soma", "axon hillock", "axon", "synapses"} <= set(words)
