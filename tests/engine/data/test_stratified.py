"""Of many points some are chosen, every class in proportion."""

import numpy as np

from engine.data.stratified import stratified_choice

LABELS = np.repeat([0, 1, 2], [600, 300, 3])


def test_every_class_is_in_proportion_and_there_at_least_once() -> None:
    chosen = stratified_choice(LABELS, 91, np.random.default_rng(0))
    assert len(set(chosen.tolist())) == 91
    assert (np.diff(chosen) > 0).all()
    counts = np.bincount(LABELS[chosen])
    np.testing.assert_allclose(counts, [60, 30, 1], atol=1)


def test_the_seed_decides_which() -> None:
    first, again = (stratified_choice(LABELS, 50, np.random.default_rng(1)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, stratified_choice(LABELS, 50, np.random.default_rng(2)))


def test_of_few_points_all_are_taken() -> None:
    chosen = stratified_choice(LABELS, 10_000, np.random.default_rng(0))
    np.testing.assert_array_equal(chosen, np.arange(903))
