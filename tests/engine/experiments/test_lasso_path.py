"""The path of the lasso holds its coefficients for every penalty."""

import numpy as np
import pytest
from sklearn.linear_model import Lasso

from engine.experiments.lasso_path import LONGEST, LassoPath

COUNT, FEATURES = 60, 20


@pytest.fixture(scope="module")
def points() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(COUNT, FEATURES))
    return x, x[:, :3].sum(axis=1) + rng.normal(size=COUNT)


@pytest.fixture(scope="module")
def path(points: tuple[np.ndarray, np.ndarray]) -> LassoPath:
    x, y = points
    return LassoPath.follow(x.T @ x, x.T @ y, COUNT, 1e-3)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1, 0.02])
def test_between_knots_it_is_what_coordinate_descent_finds(
    points: tuple[np.ndarray, np.ndarray], path: LassoPath, share: float
) -> None:
    x, y = points
    penalty = share * np.abs(x.T @ y).max() / COUNT
    theirs = Lasso(alpha=penalty, fit_intercept=False, tol=1e-12, max_iter=100_000).fit(x, y).coef_
    assert path.at(np.array([penalty]))[:, 0] == pytest.approx(theirs, abs=1e-6)


def test_it_begins_with_nothing_and_ends_at_the_least_penalty(
    points: tuple[np.ndarray, np.ndarray], path: LassoPath
) -> None:
    x, y = points
    assert path.penalties[0] == pytest.approx(np.abs(x.T @ y).max() / COUNT)
    assert path.penalties[-1] == pytest.approx(1e-3 * path.penalties[0])
    assert not path.coefficients[:, 0].any()
    assert len(path.penalties) <= LONGEST + 1


def test_beyond_its_ends_it_stays(path: LassoPath) -> None:
    ends = path.at(path.penalties[[0, -1]] * [2, 0.5])
    assert ends == pytest.approx(path.coefficients[:, [0, -1]])
