"""Whoever multiplies the numbers on screen finds the one that is said to come out."""

from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.depth.gradient_sizes import size_text
from scenes.films.activations.depth.pulse_sum import PulseSum, lines_of, result, whole_product
from scenes.films.activations.saturation import Saturation
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.languages.numbers import read_number
from scenes.mobjects.text import LiveNumber
from scenes.theme.theme import THEMES


@pytest.fixture(scope="module", params=["spirals", "moons"])
def flows(request: pytest.FixtureRequest) -> list[GradientFlow]:
    spec = SaturationSpec(data=request.param, depth=6, width=12, steps=10)
    return [network.flow for network in Saturation.compute(spec).networks]


def test_a_result_that_is_said_to_come_out_does(flows: list[GradientFlow]) -> None:
    for flow in flows:
        lines = lines_of(flow)
        for arrives, slopes, left, _ in lines:
            found = read_number(arrives) * read_number(slopes)
            assert result(arrives, slopes, left)[0] == "≈="[size_text(found, 3) == left]
            assert found == pytest.approx(read_number(left), rel=0.016)
        for (arrives, *_), (_, _, left, weights) in pairwise(lines):
            found = read_number(left) * read_number(weights)
            assert result(left, weights, arrives)[0] == "≈="[size_text(found, 3) == arrives]
            assert found == pytest.approx(read_number(arrives), rel=0.016)
        assert lines[-1][0] == "1.00"
        assert lines[0][3] == ""


def test_sizes_have_three_digits_and_are_those_that_were_measured(
    flows: list[GradientFlow],
) -> None:
    for flow in flows:
        for k, (arrives, _, left, _) in enumerate(lines_of(flow)):
            assert read_number(arrives) == pytest.approx(flow.arriving[k], rel=0.0051)
            assert read_number(left) == pytest.approx(flow.left[k], rel=0.0051)
            assert len(left.partition(" ")[0].replace(".", "").lstrip("0")) == 3


def test_products_recompute_from_what_is_written(flows: list[GradientFlow]) -> None:
    for flow in flows:
        factors = flow.slope_factors.prod() * flow.weight_factors.prod()
        assert np.isclose(factors, flow.left[0])


def written(drawn: PulseSum) -> list[bool]:
    return [len(number.points) > 0 for number in drawn.numbers]


XS, LOW, HIGH = np.linspace(-6.0, 6.0, 6), -6.8, 7.0


def drawn_for(flows: list[GradientFlow]) -> PulseSum:
    return PulseSum(flows, XS, (LOW, HIGH), 0.0, 1.0, THEMES["dark"])


def test_it_travels_with_the_gradient_and_stays_in_its_row(flows: list[GradientFlow]) -> None:
    drawn, ends = drawn_for(flows), []
    for passed in (0.3, 0.8, 1.45, 3.9, 5.45):
        drawn.draw(flows[0], passed)
        assert written(drawn) == [True, True, True]
        arrives, factor, after = drawn.numbers
        assert drawn.label.get_right()[0] < arrives.get_left()[0]
        assert arrives.get_right()[0] < factor.get_left()[0]
        assert factor.get_right()[0] < after.get_left()[0]
        assert after.get_right()[0] <= HIGH + 0.01
        ends.append(float(after.get_left()[0]))
    assert all(later <= before + 0.1 for before, later in pairwise(ends))
    assert ends[-1] < ends[0] - 1


def test_a_result_alone_stands_above_its_layer(flows: list[GradientFlow]) -> None:
    drawn = drawn_for(flows)
    for passed, x in ((1.3, XS[4]), (2.3, XS[3])):
        drawn.draw(flows[0], passed, brief=True)
        assert drawn.numbers[0].get_center()[0] == pytest.approx(x, abs=0.1)


def test_the_result_comes_after_the_factor_and_alone_where_it_is_to_be_brief(
    flows: list[GradientFlow],
) -> None:
    drawn = drawn_for(flows)
    drawn.draw(flows[0], 1.1)
    assert written(drawn) == [True, True, False]
    drawn.draw(flows[0], 1.6)
    assert written(drawn) == [True, True, False]
    drawn.draw(flows[0], 1.6, brief=True)
    assert written(drawn) == [True, False, False]


@pytest.mark.parametrize("passed", [1.999, 2.0])
def test_what_a_multiplication_came_to_stays_until_the_next_result(
    flows: list[GradientFlow], passed: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, texts = drawn_for(flows), []
    first, write = drawn.numbers[0], LiveNumber.write

    def listen(number: LiveNumber, text: str) -> LiveNumber:
        texts.extend([text] if number is first else [])
        return write(number, text)

    monkeypatch.setattr(LiveNumber, "write", listen)
    drawn.draw(flows[0], passed)
    for later in (2.0, 2.1, 2.4, 2.9, 3.1, 3.4):
        drawn.draw(flows[0], later, brief=True)
    lines = lines_of(flows[0])
    before, one, two = lines[3][0], lines[3][2], lines[2][2]
    assert texts[1:] == [before, before, one, one, one, two]


def test_the_whole_product_recomputes_and_comes_at_last(flows: list[GradientFlow]) -> None:
    drawn = drawn_for(flows)
    for flow in flows:
        slopes, weights, left = map(read_number, whole_product(flow))
        assert slopes == pytest.approx(flow.slope_factors.prod(), rel=0.0051)
        assert slopes * weights == pytest.approx(left, rel=0.006)
        assert left == pytest.approx(flow.left[0], rel=0.0051)
    for weighed, seen in ((0.0, 1), (0.5, 2), (1.0, 3)):
        drawn.draw_whole(flows[0], weighed)
        assert sum(written(drawn)) == seen
