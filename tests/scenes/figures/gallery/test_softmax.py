"""Raw outputs and their probabilities."""

from __future__ import annotations

import math

import pytest
import scipy.special
from numpy.testing import assert_allclose

from scenes.figures.gallery import softmax
from scenes.figures.specs import SoftmaxFigureSpec


def test_softmax_shows_the_chapter_s_numbers() -> None:
    shown = softmax.compute(SoftmaxFigureSpec())
    assert shown.logits.tolist() == [8.591, 8.454, 9.940]
    assert shown.probabilities.round(3).tolist() == [0.175, 0.152, 0.673]
    assert_allclose(shown.probabilities, scipy.special.softmax(shown.logits))


def test_every_number_is_written_and_the_largest_is_bold(drawn) -> None:
    page = drawn(softmax, softmax.compute(SoftmaxFigureSpec(logits=(-1.0, 2.0))))
    weights = {text.get_text(): text.get_weight() for text in page.shown}
    assert weights["−1.000"] == weights["0.047"] == 400
    assert weights["2.000"] == weights["0.953"] == 600


@pytest.mark.parametrize("shift", [0.0, -20.0])
def test_the_odds_follow_from_the_gap_of_the_raw_outputs_which_no_shift_changes(
    drawn, shift: float
) -> None:
    logits = (8.591 + shift, 8.454 + shift, 9.940 + shift)
    page = drawn(softmax, softmax.compute(SoftmaxFigureSpec(logits=logits)))
    assert "largest − second\n= 1.349" in page.words
    assert "largest : second\n= exp(1.349) = 3.85 : 1" in page.words
    assert round(math.exp(1.349), 2) == 3.85
