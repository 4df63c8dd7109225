"""Each weight has a bar as high as it is large, on one scale for all networks."""

import numpy as np
import pytest

from scenes.films.why_now.mobjects.weight_bars import WeightBars
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES

AREA = Area(np.array([-6.0, -3.0]), np.array([6.0, -1.0]))
WEIGHTS = np.array([2.0, -1.0, 0.5, 0.0, 0.0])


def bars(count: float, weights: np.ndarray) -> tuple[WeightBars, np.ndarray]:
    made = WeightBars(2.0, AREA, stage_of_frame(), THEMES["dark"])
    made.draw(count, weights)
    return made, made.bars.points.reshape(-1, 16, 3)[..., :2]


def test_bars_stand_on_the_line_and_are_as_high_as_their_weights() -> None:
    _, drawn = bars(3, WEIGHTS)
    assert len(drawn) == 3
    middle = AREA.centre[1]
    heights = [
        float(bar[:, 1].max() - middle if weight > 0 else bar[:, 1].min() - middle)
        for bar, weight in zip(drawn, WEIGHTS, strict=False)
    ]
    assert heights == pytest.approx(WEIGHTS[:3] / 2.0 * AREA.size[1] / 2)
    assert (np.ptp(drawn[:, :, 0], axis=1) > 0).all()


def test_all_bars_share_the_room_beside_the_name() -> None:
    for count in (1, 3, 4.5, 1000):
        made, drawn = bars(count, np.ones(1000))
        assert len(drawn) == np.ceil(count)
        assert drawn[:, :, 0].max() <= AREA.high[0] + 1e-9
        assert drawn[:, :, 0].min() >= made.area.low[0]
        gaps = np.diff(drawn[:, :, 0].min(axis=1))
        assert gaps == pytest.approx(np.full(len(gaps), made.area.size[0] / count))
