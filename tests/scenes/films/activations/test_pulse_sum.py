"""Whoever multiplies the numbers on screen finds the one that is said to come out."""

from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.pulse_sum import lines_of, number_of
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import size_text


@pytest.fixture(scope="module", params=["spirals", "moons"])
def flows(request: pytest.FixtureRequest) -> list[GradientFlow]:
    spec = SaturationSpec(data=request.param, depth=6, width=12, steps=10)
    return [network.flow for network in Saturation.compute(spec).networks]


def test_each_line_comes_out_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        for arrives, slopes, left, _ in lines_of(flow):
            found = number_of(arrives) * number_of(slopes)
            digits = len(left.partition(" ")[0].replace(".", "").lstrip("0"))
            assert size_text(found, digits) == left


def test_what_is_left_times_the_weights_arrives_at_the_layer_before(
    flows: list[GradientFlow],
) -> None:
    for flow in flows:
        lines = lines_of(flow)
        for (arrives, *_), (_, _, left, weights) in pairwise(lines):
            found = number_of(left) * number_of(weights)
            digits = len(arrives.partition(" ")[0].replace(".", "").lstrip("0"))
            assert size_text(found, digits) == arrives
        assert lines[-1][0] == "1.00"
        assert lines[0][3] == ""


def test_products_recompute_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        factors = flow.slope_factors.prod() * flow.weight_factors.prod()
        assert np.isclose(factors, flow.left[0])
