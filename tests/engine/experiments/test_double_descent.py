"""Double descent is what it is said to be: least squares of least length, measured exactly."""

from collections.abc import Callable

import numpy as np
import pytest
from sklearn.linear_model import LinearRegression

from engine.experiments.double_descent import (
    DoubleDescent,
    Draw,
    double_descent,
    least_norm,
    most_typical,
    network_sizes,
    other_weights,
    true_curve,
)
from engine.experiments.double_descent_spec import DoubleDescentSpec

SPEC = DoubleDescentSpec(widest=200, seeds=12)


@pytest.fixture(scope="module")
def result() -> DoubleDescent:
    return double_descent(SPEC)


@pytest.mark.parametrize("size", [1, 5, 11, 12, 13, 60, 200])
def test_weights_are_those_of_the_pseudo_inverse(size: int) -> None:
    draw = Draw.of(SPEC, 3)
    features = np.tanh(draw.slopes[:size] * (draw.inputs[:, None] - draw.centres[:size]))
    theirs = np.linalg.pinv(features) @ draw.outputs
    assert draw.weights(size) == pytest.approx(theirs, rel=1e-6, abs=1e-9)


def test_with_fewer_weights_than_points_they_are_those_of_linear_regression() -> None:
    draw = Draw.of(SPEC, 5)
    features = draw.units(draw.inputs)[:, :8]
    theirs = LinearRegression(fit_intercept=False).fit(features, draw.outputs).coef_
    assert draw.weights(8) == pytest.approx(theirs, rel=1e-6)


def test_gradient_descent_from_zero_ends_at_the_shortest_weights() -> None:
    rng = np.random.default_rng(0)
    features, outputs = rng.normal(size=(4, 9)), rng.normal(size=4)
    w = np.zeros(9)
    for _ in range(20_000):
        w -= 0.02 * features.T @ (features @ w - outputs)
    assert least_norm(features, outputs) == pytest.approx(w, abs=1e-9)


def test_the_training_error_falls_to_zero_where_weights_equal_points(
    result: DoubleDescent,
) -> None:
    at_points = int(np.searchsorted(result.sizes, SPEC.samples))
    assert result.sizes[at_points] == SPEC.samples
    assert (result.train[:, at_points - 1] > 1e-6).all()
    assert (result.train[:, at_points:] < 1e-12).all()
    assert (np.diff(result.train[:, : at_points + 1], axis=1) < 1e-12).all()
    assert result.threshold == at_points


def test_beyond_that_the_shortest_weights_get_ever_shorter(result: DoubleDescent) -> None:
    beyond = result.norms[:, result.sizes >= SPEC.samples]
    assert (np.diff(beyond, axis=1) <= 1e-9 * beyond[:, :-1]).all()
    assert (beyond[:, -1] < 0.1 * beyond[:, 0]).all()


def test_the_test_error_is_that_on_very_many_new_points(result: DoubleDescent) -> None:
    rng = np.random.default_rng(7)
    x = rng.uniform(-1, 1, 400_000)
    y = true_curve(x) + SPEC.noise * rng.normal(size=len(x))
    draw = Draw.of(SPEC, 4)
    for place in (3, 8, len(result.sizes) - 1):
        size = int(result.sizes[place])
        units = np.tanh(draw.slopes[:size, None] * (x - draw.centres[:size, None]))
        measured = np.mean((draw.weights(size) @ units - y) ** 2)
        assert result.test[4, place] == pytest.approx(measured, rel=0.01)


def test_it_descends_twice(result: DoubleDescent) -> None:
    best, peak = result.best_before(result.median), result.peak(result.median)
    assert result.median[best] < 0.5 * result.median[0]
    assert result.sizes[peak] == SPEC.samples
    assert result.median[peak] > 50 * result.median[best]
    assert result.median[-1] < result.median[best]
    assert result.wins > SPEC.seeds / 2


def test_points_and_units_differ_from_draw_to_draw_and_not_from_run_to_run() -> None:
    first, again, other = (Draw.of(SPEC, seed) for seed in (0, 0, 1))
    for name in ("inputs", "outputs", "slopes", "centres"):
        assert np.array_equal(getattr(first, name), getattr(again, name))
        assert not np.isclose(getattr(first, name), getattr(other, name)).any()
    cells = np.floor((first.inputs + 1) / 2 * SPEC.samples)
    assert cells.tolist() == list(range(SPEC.samples))


def test_a_wider_network_has_the_units_of_the_narrower_one() -> None:
    narrow, wide = (Draw.of(DoubleDescentSpec(widest=widest), 2) for widest in (100, 200))
    assert np.array_equal(narrow.outputs, wide.outputs)
    assert np.array_equal(narrow.slopes, wide.slopes[:100])
    assert np.array_equal(narrow.centres, wide.centres[:100])


def test_noise_moves_the_outputs_by_as_much_as_asked() -> None:
    spec = DoubleDescentSpec(samples=40, noise=0.5, widest=160)
    draws = [Draw.of(spec, seed) for seed in range(50)]
    moved = np.concatenate([draw.outputs - true_curve(draw.inputs) for draw in draws])
    assert moved.std() == pytest.approx(0.5, rel=0.05)


def test_curves_and_their_parts_are_of_the_shown_draw(result: DoubleDescent) -> None:
    draw = Draw.of(SPEC, result.shown)
    assert np.array_equal(result.inputs, draw.inputs)
    for place in (2, 11, len(result.sizes) - 1):
        gap = result.curves[place] - result.truth
        error = SPEC.noise**2 + np.mean(gap**2)
        assert error == pytest.approx(result.test[result.shown, place])
    for k in range(len(result.parts)):
        assert result.parts[k].sum(axis=0) == pytest.approx(result.curves[k], abs=1e-9)
        assert not result.parts[k, k + 1 :].any()
    through = np.interp(draw.inputs, result.grid, result.curves[-1])
    assert through == pytest.approx(draw.outputs, abs=1e-3)


def test_the_shown_draw_is_the_one_in_the_middle() -> None:
    low, middle, high = [0.1, 10.0, 0.1], [0.2, 20.0, 0.2], [0.4, 80.0, 0.3]
    assert most_typical(np.array([low, middle, high]), 1) == 1
    assert most_typical(np.array([middle, high, low]), 1) == 0


def test_a_draw_that_is_worst_elsewhere_is_not_shown() -> None:
    low, early, high = [0.1, 3.0, 50.0, 0.1], [0.2, 60.0, 9.0, 0.2], [0.4, 30.0, 80.0, 0.3]
    assert most_typical(np.array([low, early, high]), 1) != 1
    assert most_typical(np.array([early]), 1) == 0


def test_sizes_rise_to_the_widest_and_hold_each_up_to_twice_the_points() -> None:
    for samples, widest in ((5, 20), (12, 1_000), (40, 5_000)):
        sizes = network_sizes(samples, widest)
        assert (np.diff(sizes) > 0).all()
        assert sizes[: 2 * samples].tolist() == list(range(1, 2 * samples + 1))
        assert sizes[-1] == widest


def test_medians_lie_in_their_bands(result: DoubleDescent) -> None:
    low, high = result.band
    assert (low <= result.median).all()
    assert (result.median <= high).all()


def test_progress_is_told_for_every_draw() -> None:
    told: list[tuple[int, str]] = []
    begun: list[int] = []

    def work(what: str, steps: int) -> Callable[[int, str], None]:
        begun.append(steps)
        return lambda done, status: told.append((done, status))

    double_descent(DoubleDescentSpec(samples=5, widest=20, seeds=3), work)
    assert begun == [3]
    assert told == [(k, f"draw {k} of 3") for k in (1, 2, 3)]


def test_other_weights_fit_as_exactly_and_are_longer(result: DoubleDescent) -> None:
    draw = Draw.of(SPEC, result.shown)
    size = 2 * SPEC.samples
    others, shortest = other_weights(draw, size), draw.weights(size)
    features = draw.units(draw.inputs)[:, :size]
    for weights in others:
        assert features @ weights == pytest.approx(draw.outputs, abs=1e-9)
    lengths = np.linalg.norm(others, axis=1)
    assert lengths / np.linalg.norm(shortest) == pytest.approx([2.7, 2.4, 2.1, 1.8, 1.5])
    assert result.other_norms == pytest.approx(lengths)
    for curve in result.others:
        assert np.interp(draw.inputs, result.grid, curve) == pytest.approx(draw.outputs, abs=0.01)
