"""Whoever multiplies the numbers on screen finds the one that is said to come out."""

from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.pulse_sum import PulseSum, lines_of, number_of, result
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import size_text
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module", params=["spirals", "moons"])
def flows(request: pytest.FixtureRequest) -> list[GradientFlow]:
    spec = SaturationSpec(data=request.param, depth=6, width=12, steps=10)
    return [network.flow for network in Saturation.compute(spec).networks]


def test_a_result_that_is_said_to_come_out_does(flows: list[GradientFlow]) -> None:
    for flow in flows:
        lines = lines_of(flow)
        for arrives, slopes, left, _ in lines:
            found = number_of(arrives) * number_of(slopes)
            assert result(arrives, slopes, left)[0] == "≈="[size_text(found, 2) == left]
            assert found == pytest.approx(number_of(left), rel=0.16)
        for (arrives, *_), (_, _, left, weights) in pairwise(lines):
            found = number_of(left) * number_of(weights)
            assert result(left, weights, arrives)[0] == "≈="[size_text(found, 2) == arrives]
            assert found == pytest.approx(number_of(arrives), rel=0.16)
        assert lines[-1][0] == "1.0"
        assert lines[0][3] == ""


def test_sizes_have_two_digits_and_are_those_that_were_measured(
    flows: list[GradientFlow],
) -> None:
    for flow in flows:
        for k, (arrives, _, left, _) in enumerate(lines_of(flow)):
            assert number_of(arrives) == pytest.approx(flow.arriving[k], rel=0.051)
            assert number_of(left) == pytest.approx(flow.left[k], rel=0.051)
            assert len(left.partition(" ")[0].replace(".", "").lstrip("0")) == 2


def test_products_recompute_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        factors = flow.slope_factors.prod() * flow.weight_factors.prod()
        assert np.isclose(factors, flow.left[0])


def test_it_stands_above_the_layer_at_work_as_far_as_there_is_room(
    flows: list[GradientFlow],
) -> None:
    stage, xs = stage_of_frame(BAND), np.linspace(-6.0, 6.0, 6)
    drawn = PulseSum(xs, float(stage.hero.high[1]) - 0.45, 2.3, stage, THEMES["dark"])
    for passed in (0.5, 1.7, 3.9, 5.5):
        drawn.draw(flows[0], passed)
        assert drawn.pointer.get_center()[0] == pytest.approx(xs[5 - int(passed)])
        values = [value for value in drawn.values if len(value.points)]
        assert len(values) == (6 if passed % 1 > 0.6 else 3)
        assert min(value.get_bottom()[1] for value in values) > drawn.pointer.get_top()[1]
        assert drawn.labels.get_left()[0] >= stage.hero.low[0] + 2.5
        assert max(value.get_right()[0] for value in values) <= stage.numbers.high[0] + 0.01
