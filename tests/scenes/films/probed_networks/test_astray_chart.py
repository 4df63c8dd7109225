"""The curve of those that lie astray ends at the step of training, at what is counted there."""

import numpy as np
import pytest

from scenes.films.probed_networks.answers import Answers
from scenes.films.probed_networks.astray_chart import AstrayChart
from scenes.storytelling.stage import Area, stage_of_frame
from scenes.theme.theme import THEMES


class Counted:
    """Answers of which only the counts are known."""

    def __init__(self) -> None:
        self.recording = self
        self.steps = np.array([0, 2, 4, 8])
        self.astray_at = np.array([90, 50, 60, 10])


def chart() -> AstrayChart:
    area = Area(np.array([1.0, -2.0]), np.array([6.0, 3.0]))
    answers: Answers = Counted()  # type: ignore[assignment]
    return AstrayChart(answers, area, stage_of_frame(), THEMES["dark"])


@pytest.mark.parametrize(("step", "count"), [(0, 90), (2, 50), (3, 55), (8, 10)])
def test_it_ends_where_training_is(step: float, count: float) -> None:
    made = chart()
    made.draw(step)
    assert made.dot.get_center()[:2] == pytest.approx(made.place(step, count))
    if step:
        assert made.line.points[-1][:2] == pytest.approx(made.place(step, count))
        assert made.line.points[:, 0].max() == pytest.approx(made.place(step, count)[0])


def test_all_of_it_is_in_its_area() -> None:
    made = chart()
    made.draw(8)
    for side, sign in ((made.get_corner([1, 1, 0]), -1), (made.get_corner([-1, -1, 0]), 1)):
        edge = np.array([6.0, 3.0]) if sign < 0 else np.array([1.0, -2.0])
        assert (sign * (side[:2] - edge) >= -0.05).all()
