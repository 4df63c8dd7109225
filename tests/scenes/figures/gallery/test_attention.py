"""The figure of attention shows the shares of softmax, and the scores that they come from."""

from __future__ import annotations

import numpy as np
import pytest

from engine.experiments.transformer.sorting import SortingRun
from scenes.figures.gallery import attention
from scenes.figures.specs import AttentionFigureSpec
from tests.support.sorting_runs import BRIEF


@pytest.fixture(scope="module")
def run() -> SortingRun:
    return attention.compute(AttentionFigureSpec(**BRIEF, steps=100))


def test_cells_hold_the_shares_of_the_list_in_rising_order(drawn, run: SortingRun) -> None:
    page = drawn(attention, run)
    numbers = sorted(run.lists[0])
    last = [run.numbers, *numbers[:-1]]
    for axes, moment in zip(page.figure.axes[:2], (0, -1), strict=True):
        scores = run.queries[moment][last] @ run.keys[moment][numbers].T / np.sqrt(32)
        shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        assert np.asarray(axes.images[0].get_array()) == pytest.approx(shares, rel=1e-4)
        for text in axes.texts:
            column, row = map(int, text.get_position())
            assert text.get_text() == f"{100 * shares[row, column]:.0f}"
        assert len(axes.texts) == (shares >= attention.WRITTEN).sum()
        ticks = [label.get_text() for label in axes.get_xticklabels()]
        assert ticks == [str(number) for number in numbers]


def test_pairs_have_their_scores_with_0_in_the_middle_of_the_colours(
    drawn, run: SortingRun
) -> None:
    picture = drawn(attention, run).figure.axes[2].images[0]
    scores = run.queries[-1][:20] @ run.keys[-1][:20].T / np.sqrt(32)
    assert np.asarray(picture.get_array()) == pytest.approx(scores, rel=1e-4, abs=1e-5)
    low, high = picture.get_clim()
    assert -low == high == pytest.approx(abs(scores).max(), rel=1e-5)


def test_titles_tell_the_steps_and_what_was_sorted(drawn, run: SortingRun) -> None:
    words = drawn(attention, run).words
    assert f"100 steps: {100 * run.whole[-1]:.1f}% of lists sorted" in words
    assert "0 steps: 0.0% of lists sorted" in words


def test_it_says_what_the_numbers_in_cells_are(drawn, run: SortingRun) -> None:
    words = drawn(attention, run).words
    assert "numbers in cells: attention in %, from 10 % on" in words
