"""An outlier drags the mean along, and leaves the median where it is."""

import numpy as np
import pytest

from scenes.films.outputs_and_losses.losses import POINTS, Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.films.outputs_and_losses.outlier_picture import OutlierPicture
from scenes.storytelling.stage import BAND, area_of, stage_of_frame
from scenes.theme.theme import THEMES

STUDY = Losses.compute(LossesSpec(names=("mse", "mae"))).study


def picture() -> OutlierPicture:
    """Draw numbers and their errors."""
    return OutlierPicture(STUDY, stage_of_frame(BAND), THEMES["dark"])


def test_the_mean_follows_and_the_median_does_not() -> None:
    drawn = picture()
    for move, outlier in ((0.0, 4.0), (1.0, 12.0)):
        numbers = np.append(POINTS, outlier)
        assert drawn.best_at(move, 0) == pytest.approx(numbers.mean(), abs=1e-6)
        assert drawn.best_at(move, 1) == pytest.approx(np.median(numbers), abs=1e-4)


@pytest.mark.parametrize("move", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0])
def test_all_of_it_stays_in_its_place(move: float, spread: float) -> None:
    drawn = picture()
    drawn.display(move, drawn.best_at(move, 0), spread)
    area, hero = area_of(drawn.errors), stage_of_frame(BAND).hero
    assert (area.low >= hero.low).all()
    assert (area.high <= hero.high).all()


def test_a_line_that_fits_badly_has_all_its_squares_in_their_place() -> None:
    drawn = picture()
    for prediction in drawn.ill_fitting:
        drawn.display(0.0, prediction, 0.0)
        area, hero = area_of(drawn.errors), stage_of_frame(BAND).hero
        assert (area.low >= hero.low).all()
        assert (area.high <= hero.high).all()
        assert abs(prediction - drawn.best_at(0.0, 0)) > 0.5


def test_a_dashed_line_stays_where_the_best_prediction_was(written: list[str]) -> None:
    drawn = picture()
    drawn.remember(2.0, 0.0)
    drawn.display(0.0, 2.0, 0.0)
    assert not drawn.before.has_points()
    written.clear()
    drawn.display(1.0, drawn.best_at(1.0, 0), 0.0)
    assert "2.00" in written
    two = next(n for n, value in zip(drawn.numbers, range(0, 99, 2), strict=False) if value == 2)
    assert drawn.before.get_x() == pytest.approx(two.get_x(), abs=0.05)
    drawn.forgotten = 1.0
    drawn.display(1.0, drawn.best_at(1.0, 0), 0.0)
    assert not drawn.before.has_points()


def test_the_outliers_square_has_its_error_for_a_side() -> None:
    drawn = picture()
    best = drawn.best_at(1.0, 0)
    drawn.display(1.0, best, 0.0)
    squares = drawn.errors.squares.points[:, :2].reshape(len(POINTS) + 1, -1, 2)
    sides = np.ptp(squares, axis=1)
    errors = np.abs(np.append(POINTS, 12.0) - best)
    assert sides[:, 0] / sides[0, 0] == pytest.approx(errors / errors[0])
    assert sides[:, 1] == pytest.approx(sides[:, 0])
