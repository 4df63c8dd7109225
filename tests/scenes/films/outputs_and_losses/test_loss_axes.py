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


@pytest.mark.parametrize("name", LossesSpec().names)
def test_the_longest_arrow_stays_in_the_chart(name: str) -> None:
    loss = LossFunction(name, 1.0)
    chart = chart_of(loss)
    for x in (chart.span.low, chart.span.high):
        assert chart.holds(x - chart.span.pull * float(loss.gradient(x)), 0.0)


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


def test_words_below_the_axis_do_not_meet() -> None:
    across, _, _, mark = chart_of(LossFunction("cross-entropy")).scenery
    assert across.get_right()[0] < mark.get_left()[0]
