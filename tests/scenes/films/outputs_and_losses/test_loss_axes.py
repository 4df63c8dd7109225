"""What part of a loss is shown, and its chart."""

import numpy as np
import pytest

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.loss_axes import LossChart, reach_of, span_of
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES


def chart_of(*losses: LossFunction) -> LossChart:
    """Draw the axes of losses."""
    return LossChart(span_of(losses), stage_of_frame(BAND), THEMES["dark"], sentence)


@pytest.mark.parametrize("name", LossesSpec().names)
def test_a_prediction_never_leaves_the_chart(name: str) -> None:
    loss = LossFunction(name, 1.0)
    chart = chart_of(loss)
    for x in np.linspace(chart.span.low, chart.span.high, 41).tolist():
        assert chart.holds(x, float(loss(x)))


@pytest.mark.parametrize("name", ["mse", "mae", "huber", "hinge"])
def test_the_longest_arrow_stays_in_the_chart_where_gradients_are_bounded(name: str) -> None:
    loss = LossFunction(name, 1.0)
    chart = chart_of(loss)
    for x in (chart.span.low, chart.span.high):
        gradient = float(loss.gradient(x))
        end = chart.place(x, 0.0)[0] - np.sign(gradient) * chart.pull_of(gradient)
        assert chart.low[0] <= end <= chart.high[0] + chart.pull_of(1.1)


def test_the_figure_and_the_arrow_of_cross_entropy_have_room_at_the_lowest_probability() -> None:
    loss = LossFunction("cross-entropy")
    chart = chart_of(loss)
    low = chart.span.low
    end = chart.place(low, 0.0)[0] + chart.pull_of(float(loss.gradient(low)))
    assert chart.low[0] < end < chart.high[0]
    top = float(chart.place(low, 1 / low)[1])
    assert 0.95 * chart.high[1] < top < chart.high[1]


@pytest.mark.parametrize("name", ["mae", "huber"])
def test_one_unit_is_as_long_upright_as_across_where_figures_are_counted(name: str) -> None:
    losses = [LossFunction(each, 1.0) for each in ("mse", "mae", "huber")]
    chart = chart_of(*losses)
    top = chart.top_for(LossFunction(name, 1.0), losses)
    chart.scale_between(top, top, 1.0)
    across, up = chart.place(2.0, 1.0) - chart.place(1.0, 0.0)
    assert across == pytest.approx(up)
    assert chart.holds(4.0, float(LossFunction(name, 1.0)(4.0)))


def test_no_number_stands_where_words_do() -> None:
    chart = chart_of(LossFunction("cross-entropy"))
    words = [part for part in chart.scenery if part not in (chart.mark, chart.across)][-2:]
    for number in chart.numbers:
        for each in words:
            apart = number.get_right()[0] < each.get_left()[0]
            assert apart or each.get_right()[0] < number.get_left()[0]


def test_arrows_have_one_scale_in_all_charts() -> None:
    charts = [chart_of(LossFunction(name, 1.0)) for name in LossesSpec().names]
    for gradient in (0.5, 1.0, 6.0, 50.0):
        assert len({round(chart.pull_of(gradient), 9) for chart in charts}) == 1
    pull = charts[0].pull_of
    assert pull(-50.0) == pytest.approx(50 * pull(1.0))


def test_numbers_slide_along_between_two_scales() -> None:
    chart = chart_of(LossFunction("mse", 1.0))
    zero = chart.place(0.0, 0.0)

    def numbers() -> int:
        return sum(len(each.points) > 0 and each.get_fill_opacity() > 0 for each in chart.beside)

    before = numbers()
    chart.scale_between(chart.top, 3.9, 0.5)
    assert chart.top == pytest.approx((9.18 + 3.9) / 2)
    assert numbers() < before
    chart.scale_between(9.18, 3.9, 1.0)
    assert chart.place(0.0, 0.0) == pytest.approx(zero)
    assert chart.place(0.0, 3.9)[1] == pytest.approx(chart.high[1])
    assert numbers() >= 4


def test_the_prediction_is_written_at_the_axis() -> None:
    assert chart_of(LossFunction("mse")).text_of(-1.234) == "-1.23"
    assert chart_of(LossFunction("cross-entropy")).text_of(0.98) == "0.980"


def test_the_square_of_the_largest_error_has_room() -> None:
    chart = chart_of(LossFunction("mse", 5.0))
    side = chart.unit * (chart.span.high - 5.0)
    assert chart.lane[1] + side <= chart.high[1] + 1e-9


def test_predictions_go_beyond_where_hubers_loss_turns_straight() -> None:
    assert reach_of([LossFunction("huber", delta=4.0)]) == 6.0
    assert reach_of([LossFunction("huber", delta=0.5)]) == 3.0
    assert reach_of([LossFunction("mse", delta=4.0)]) == 3.0


@pytest.mark.parametrize("target", [1.0, 0.3, -987.65])
def test_numbers_below_the_axis_are_round(target: float) -> None:
    ticks = span_of([LossFunction("mse", target)]).ticks
    assert len(ticks) > 1
    assert ticks == tuple(map(round, ticks))
    assert target != 1 or ticks == (-2, -1, 0, 2, 3, 4)


@pytest.mark.parametrize("name", LossesSpec().names)
def test_a_prediction_is_written_below_its_place(name: str) -> None:
    chart = chart_of(LossFunction(name, 1.0))
    lowest = min(chart.scenery[-1].get_bottom()[1], chart.numbers.get_bottom()[1])
    for x in np.linspace(chart.span.low, chart.span.high, 7).tolist():
        chart.write_prediction(x)
        left, right = chart.across.get_left()[0], chart.number.get_right()[0]
        assert chart.across.get_right()[0] < chart.number.get_left()[0]
        assert chart.low[0] - 0.01 <= left
        assert right <= chart.high[0] + 0.01
        assert left < chart.place(x, 0.0)[0] < right + 0.5
        assert chart.number.get_top()[1] < lowest
