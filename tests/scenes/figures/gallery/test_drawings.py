import numpy as np
import pytest

from scenes.figures.gallery import (
    data_and_performance,
    deep_learning_system,
    neuron,
    perceptron,
    perceptron_formula,
)

DRAWINGS = (data_and_performance, neuron, perceptron, perceptron_formula, deep_learning_system)


@pytest.mark.parametrize("width", [80, 150, 180])
@pytest.mark.parametrize("module", DRAWINGS, ids=lambda module: module.__name__.split(".")[-1])
def test_nothing_leaves_a_drawing_or_overlaps(drawn, module, width):
    film = drawn(module, None, width, module.HEIGHT / 150)

    assert film.faults == []


def test_deep_learning_is_worse_with_little_data_and_goes_on_improving_with_much():
    few, many = np.array([0.03]), np.array([0.8, 1.0])

    assert data_and_performance.deep(few) < data_and_performance.classical(few)
    assert np.diff(data_and_performance.classical(many)) < 0.005
    assert np.diff(data_and_performance.deep(many)) > 0.05


def test_the_concept_says_that_it_is_one(drawn):
    words = drawn(data_and_performance, None, ratio=0.52).words

    assert any("concept" in each and "Andrew Ng" in each for each in words)


def test_every_part_of_the_neuron_is_named(drawn):
    words = drawn(neuron, None).words

    assert {"dendrites", "soma", "axon hillock", "axon", "synapses"} <= set(words)


def test_every_input_of_the_perceptron_has_its_weight(drawn):
    words = set(drawn(perceptron, None).words)

    assert {"$1$", "$x_1$", "$x_2$", "$x_m$", "$w_0$", "$w_1$", "$w_2$", "$w_m$"} <= words


def test_the_formula_is_complete():
    assert "".join(perceptron_formula.FORMULA).count("w_0") == 2
    assert perceptron_formula.FORMULA[:10] == (
        *("\\hat{y}", "=", "g", "(", "w_0", "+", "\\sum_{i=1}^{m}", "x_i", "w_i", ")"),
    )
