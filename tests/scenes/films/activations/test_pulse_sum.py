"""Whoever multiplies the numbers on screen finds the one that is said to come out."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.pulse_sum import number_of, product_of, terms
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec


@pytest.fixture(scope="module", params=["spirals", "moons"])
def flows(request: pytest.FixtureRequest) -> list[GradientFlow]:
    spec = SaturationSpec(data=request.param, depth=6, width=12, steps=10)
    return [network.flow for network in Saturation.compute(spec).networks]


def test_each_line_recomputes_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        for layer in range(6):
            arrives, slopes, left, _ = terms(flow, layer)
            found = number_of(product_of(arrives, slopes))
            assert found == pytest.approx(number_of(left), rel=0.012)


def test_what_is_left_times_the_weights_arrives_at_the_layer_before(
    flows: list[GradientFlow],
) -> None:
    for flow in flows:
        for layer in range(1, 6):
            _, _, left, weights = terms(flow, layer)
            found = number_of(product_of(left, weights))
            assert found == pytest.approx(number_of(terms(flow, layer - 1)[0]), rel=0.012)
        assert terms(flow, 5)[0] == "1.00"
        assert terms(flow, 0)[3] == ""


def test_products_recompute_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        factors = flow.slope_factors.prod() * flow.weight_factors.prod()
        assert np.isclose(factors, flow.left[0])
