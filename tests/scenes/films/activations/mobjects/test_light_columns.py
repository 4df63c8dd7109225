"""Columns are as high as much is left, and nothing of it is cut off."""

import numpy as np
import pytest

from engine.experiments.gradient_flow import GradientFlow
from scenes.films.activations.mobjects.light_columns import LightColumns, slopes_alone
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES

XS = np.array([-4.0, 0.0, 4.0])
FLOW = GradientFlow(
    0, np.ones((3, 2)), np.array([0.5, 1.2, 1.0]), np.array([0.25, 0.3, 0.8]), np.zeros(3),
    np.ones((2, 2, 2)),
)  # fmt: skip
FLOOR, CEILING = -2.0, 1.0


@pytest.fixture
def columns() -> LightColumns:
    return LightColumns(
        XS, FLOOR, CEILING, [FLOW], 1.0, 5.0, stage_of_frame(), THEMES["dark"]
    )  # fmt: skip


def tops(columns: LightColumns) -> dict[float, float]:
    """Return the sizes of all columns by where they stand, rounded."""
    ends = columns.tops.points.reshape(-1, 4, 3)
    low, high = columns.scale_of_powers[:2]
    return {
        round(float(each[:, 0].mean()), 3): float(
            10 ** (low + (each[0, 1] - FLOOR) / (CEILING - FLOOR) * (high - low))
        )
        for each in ends
    }


def test_equal_factors_are_equal_steps_between_floor_and_ceiling(columns: LightColumns) -> None:
    heights = columns.heights_of(np.array([0.0, 0.1, 0.3, 0.9, 1.2]))
    assert heights[0] == heights[1] == FLOOR
    assert heights[3] - heights[2] == pytest.approx(
        np.log10(3) / np.ptp(columns.scale_of_powers[:2]) * 3
    )
    assert heights[4] < CEILING


def test_slopes_change_a_column_and_weights_change_it_on_its_way(columns: LightColumns) -> None:
    columns.draw(FLOW, 0.0)
    assert tops(columns) == {4.0: pytest.approx(1.0)}
    columns.draw(FLOW, 0.5)
    assert tops(columns) == {4.0: pytest.approx(0.8)}
    columns.draw(FLOW, 0.75)
    between = np.sqrt(0.8 * 1.2)
    assert tops(columns) == {4.0: pytest.approx(0.8), 2.0: pytest.approx(between)}
    columns.draw(FLOW, 2.5)
    assert tops(columns) == {
        4.0: pytest.approx(0.8), 0.0: pytest.approx(0.3), -4.0: pytest.approx(0.25)
    }  # fmt: skip
    assert columns.fills.get_bottom()[1] == pytest.approx(FLOOR)


def test_what_weights_have_given_is_between_slopes_alone_and_all(columns: LightColumns) -> None:
    assert slopes_alone(FLOW) == pytest.approx([0.5 * 0.25 * 0.8, 0.25 * 0.8, 0.8])
    columns.draw(FLOW, 2.5)
    columns.give(FLOW, 1.0)
    marked = columns.given.points.reshape(3, -1, 3)[..., 1]
    ends = np.column_stack([marked.min(axis=1), marked.max(axis=1)])
    sizes = np.array([slopes_alone(FLOW), FLOW.left]).T
    assert ends == pytest.approx(columns.heights_of(np.sort(sizes, axis=1)))


def test_the_outline_of_what_arrived_goes_with_the_pulse(columns: LightColumns) -> None:
    columns.draw(FLOW, 1.4)
    assert columns.arrived.get_top()[1] == pytest.approx(columns.heights_of(np.array(1.2)))
    assert columns.arrived.get_stroke_opacity() > 0.5
    for passed in (1.999, 2.5):
        columns.draw(FLOW, passed)
        assert columns.arrived.get_stroke_opacity() == pytest.approx(0, abs=0.01)


def test_light_can_go_out(columns: LightColumns) -> None:
    columns.draw(FLOW, 2.5, 0.0)
    assert columns.fills.get_fill_opacity() == columns.tops.get_stroke_opacity() == 0
