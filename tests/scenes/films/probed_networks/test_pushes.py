"""An input's numbers push it from the middle of all to its place."""

import numpy as np
import pytest

from engine.experiments.digit_reader import digit_reader
from engine.experiments.digit_reader_spec import DigitReaderSpec
from scenes.films.probed_networks.answers import Answers, answers_of
from scenes.films.probed_networks.pushed_stage import NumberBars
from scenes.films.probed_networks.pushes import differences, path_of, pushed_point
from scenes.theme.lookup import theme_of


@pytest.fixture(scope="module")
def answers() -> Answers:
    spec = DigitReaderSpec(steps=20, points=80, every=10)
    return answers_of(digit_reader(spec, lambda *_: None), None)


def test_the_pushes_lead_from_the_middle_to_the_place(answers: Answers) -> None:
    places = answers.course[0]
    for point in (0, 7, 31):
        path = path_of(answers, point)
        assert path.shape == (33, 2)
        np.testing.assert_allclose(path[0], places.mean(axis=0), atol=1e-6)
        np.testing.assert_allclose(path[-1], places[point], atol=1e-6)
        differs = differences(answers, point)
        still = np.abs(np.diff(path, axis=0)).max(axis=1) < 1e-12
        assert still[differs == 0].all()


def test_the_point_is_the_farthest_whose_path_is_in_the_picture(answers: Answers) -> None:
    chosen = pushed_point(answers)
    assert chosen is not None
    away = np.linalg.norm(answers.course[0] - answers.course[0].mean(axis=0), axis=1)
    for point in range(len(away)):
        path = path_of(answers, point)
        if path.min() >= 0 and path.max() <= 1:
            assert away[point] <= away[chosen]
    assert pushed_point(answers_of(answers.recording, "conv1")) is None


def test_bars_are_as_high_as_the_numbers_and_on_their_side() -> None:
    numbers = np.array([2.0, -1.0, 0.5, 0.0])
    bars = NumberBars(numbers, np.array([0.0, 0.0]), np.array([4.0, 2.0]), theme_of("dark"))
    heights = [float(bar.height) for bar in bars.bars]
    np.testing.assert_allclose(heights[:3], [1.0, 0.5, 0.25])
    ups = [float(bar.get_center()[1]) for bar in bars.bars]
    np.testing.assert_allclose(ups, [1.5, 0.75, 1.125, 1.0])
    bars.light_up(1.5)
    lit = [bar.get_fill_opacity() == 1 for bar in bars.bars]
    assert lit == [False, True, False, False]
