"""The perceptron: gates, the rule against others' implementations, and Novikoff's bound."""

import numpy as np
import pytest
from sklearn.linear_model import Perceptron
from sklearn.svm import SVC

from engine.data.make_dataset import make_dataset
from engine.experiments.perceptron import (
    GATE_INPUTS,
    XOR,
    XOR_UNITS,
    boundary,
    heaviside,
    learn,
    mcculloch_pitts,
    novikoff,
    with_one,
)

SEEDS = range(8)


def halves(seed: int) -> tuple[np.ndarray, np.ndarray]:
    data = make_dataset("halves", samples=30, seed=seed)
    return data.features.astype(float), data.labels


def test_thresholds_of_one_and_two_make_or_and_and() -> None:
    a, b = GATE_INPUTS.T.astype(bool)
    assert mcculloch_pitts(GATE_INPUTS, 1).tolist() == (a | b).tolist()
    assert mcculloch_pitts(GATE_INPUTS, 2).tolist() == (a & b).tolist()
    assert (a ^ b).astype(int).tolist() == XOR.tolist()


def test_no_threshold_makes_xor() -> None:
    for threshold in range(-1, 4):
        assert mcculloch_pitts(GATE_INPUTS, threshold).tolist() != XOR.tolist()


def test_the_step_is_one_from_zero_on() -> None:
    assert heaviside(np.array([-1e-9, 0, 2.5])).tolist() == [0, 1, 1]


@pytest.mark.parametrize("seed", SEEDS)
def test_on_separable_points_it_converges_within_novikoffs_bound(seed: int) -> None:
    points, labels = halves(seed)
    run, bound = learn(points, labels, 100), novikoff(points, labels)
    assert run.converged
    assert bound is not None
    assert 1 <= run.mistakes <= bound.mistakes
    assert heaviside(with_one(points) @ run.weights[-1]).tolist() == labels.tolist()
    assert len(run.passes) == run.mistakes
    assert run.epochs - 1 not in run.passes


def test_it_makes_the_same_weights_as_scikit_learn() -> None:
    points, labels = halves(0)
    # From weights 0, scikit-learn corrects a sum of exactly 0 for either class; here 0 says 1.
    start = int(np.argmin(labels))
    points, labels = np.roll(points, -start, axis=0), np.roll(labels, -start)
    theirs = Perceptron(shuffle=False, max_iter=100, tol=None).fit(points, labels)
    ours = learn(points, labels, 100).weights[-1]
    assert ours[0] == pytest.approx(theirs.intercept_[0])
    assert ours[1:] == pytest.approx(theirs.coef_[0])


def test_each_mistake_is_one_and_is_corrected_as_by_hand() -> None:
    points, labels = halves(0)
    run = learn(points, labels, 100)
    assert run.mistakes == 9
    weights, found = [0.0, 0.0, 0.0], []
    for _ in range(run.epochs):
        for i, ((x, y), label) in enumerate(zip(points.tolist(), labels.tolist(), strict=True)):
            said = 1 if weights[0] + x * weights[1] + y * weights[2] >= 0 else 0
            if said != label:
                weights = [w + (label - said) * v for w, v in zip(weights, (1, x, y), strict=True)]
                found.append((i, weights))
    assert run.mistaken.tolist() == [i for i, _ in found]
    np.testing.assert_allclose(run.weights[1:], [w for _, w in found])
    assert not run.weights[0].any()


@pytest.mark.parametrize("epochs", [1, 3, 200])
def test_on_xor_it_never_converges(epochs: int) -> None:
    run = learn(GATE_INPUTS, XOR, epochs)
    assert not run.converged
    assert run.epochs == epochs
    assert set(run.passes.tolist()) == set(range(epochs))
    assert novikoff(GATE_INPUTS, XOR) is None


def test_on_xor_the_weights_come_back_and_then_for_ever() -> None:
    run = learn(GATE_INPUTS, XOR, 20)
    assert run.cycle is not None
    first, second = run.cycle
    ends = [run.weights_after_pass(epoch).tolist() for epoch in range(20)]
    assert ends[first] == ends[second]
    assert all(end == ends[first] for end in ends[first :: second - first])
    assert learn(GATE_INPUTS, XOR, 2).cycle is None


def test_what_converged_goes_round_nowhere() -> None:
    points, labels = halves(0)
    assert learn(points, labels, 100).cycle is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_margin_is_that_of_a_support_vector_machine_through_the_origin(seed: int) -> None:
    points, labels = halves(seed)
    bound = novikoff(points, labels)
    assert bound is not None
    inputs = with_one(points)
    # With every point and its mirror image, a machine's intercept has to be 0.
    signs = np.where(labels == 1, 1, -1)
    machine = SVC(kernel="linear", C=1e6, tol=1e-6)
    machine.fit(np.concatenate([inputs, -inputs]), np.concatenate([signs, -signs]))
    assert bound.margin == pytest.approx(1 / np.linalg.norm(machine.coef_), rel=1e-3)
    assert np.linalg.norm(bound.separator) == pytest.approx(1)
    assert (signs * (inputs @ bound.separator)).min() == pytest.approx(bound.margin)
    assert bound.radius == pytest.approx(np.sqrt(1 + (points**2).sum(axis=1)).max())


def test_the_line_is_where_the_sum_is_zero() -> None:
    normal, offset = boundary(np.array([-2.0, 1.0, 4.0]))
    point = np.array([2.0, 0.0])
    assert normal @ point + offset == 0
    assert with_one(point[None])[0] @ [-2, 1, 4] == 0


def test_xor_is_where_the_first_of_two_units_alone_says_one() -> None:
    first, second = heaviside(with_one(GATE_INPUTS) @ XOR_UNITS.T).T
    assert first.tolist() == mcculloch_pitts(GATE_INPUTS, 1).tolist()
    assert second.tolist() == mcculloch_pitts(GATE_INPUTS, 2).tolist()
    assert (first * (1 - second)).tolist() == XOR.tolist()
