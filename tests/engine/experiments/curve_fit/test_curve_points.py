"""Points are drawn round a sine, or read from a file and divided by the seed."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import UsageError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_points import curve_points, true_curve


def test_points_lie_about_the_curve_one_in_each_cell() -> None:
    found = curve_points(CurveFitSpec(samples=200, held_out=1_000, noise=0.5))
    assert found.fresh is not None
    for points in (found.training, found.held_out, found.fresh):
        x, y = points.T
        cells = np.floor((x + 1) / 2 * len(x)).astype(int)
        assert np.sort(cells).tolist() == list(range(len(x)))
        assert np.std(y - np.sin(np.pi * x + 0.4)) == pytest.approx(0.5, rel=0.15)


def test_the_noise_of_training_is_not_that_of_validation() -> None:
    found = curve_points(CurveFitSpec(samples=16, held_out=16))
    assert not np.isclose(found.training[:, 1], found.held_out[:, 1]).any()
    assert found.fresh is not None
    assert not np.isclose(found.fresh[:, 1], found.held_out[:, 1]).any()
    smooth = curve_points(CurveFitSpec(noise=0.0)).training
    np.testing.assert_allclose(smooth[:, 1], true_curve(smooth[:, 0]), rtol=1e-12)


@pytest.fixture
def table(tmp_path: Path) -> str:
    rows = "".join(f"{i},{i * i}\n" for i in range(20))
    (tmp_path / "squares.csv").write_text("time,height\n" + rows)
    return str(tmp_path / "squares.csv")


def test_every_point_of_a_file_is_trained_on_or_held_out(table: str) -> None:
    found = curve_points(CurveFitSpec(data=table))
    assert (len(found.training), len(found.held_out), found.names) == (15, 5, ("time", "height"))
    assert found.fresh is None
    both = np.concatenate([found.training, found.held_out])
    np.testing.assert_array_equal(both[both[:, 0].argsort()], [[i, i * i] for i in range(20)])


def test_the_seed_chooses_which_are_held_out(table: str) -> None:
    first, again, other = (curve_points(CurveFitSpec(data=table, seed=n)) for n in (1, 1, 2))
    np.testing.assert_array_equal(first.held_out, again.held_out)
    assert set(first.held_out[:, 0]) != set(other.held_out[:, 0])


def test_fewer_may_be_asked_for_but_not_more(table: str) -> None:
    found = curve_points(CurveFitSpec(data=table, samples=6, held_out=4))
    assert (len(found.training), len(found.held_out)) == (6, 4)
    with pytest.raises(UsageError, match=r"20 points, too few for 18 to train on and 4"):
        curve_points(CurveFitSpec(data=table, samples=18, held_out=4))
    with pytest.raises(UsageError, match=r"too few for 4 to train on and 19"):
        curve_points(CurveFitSpec(data=table, held_out=19))
