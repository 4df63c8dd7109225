"""The stage of softmax: bars go from place to place, and the numbers are those of the scores."""

import itertools
from typing import Any

import numpy as np
import pytest

from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from tests.support.staged import on_stage

SPEC = SoftmaxSpec(logits=(2.0, 1.0, -1.0))


def heights(story: Any) -> list[float]:
    return [float(np.ptp(bar.points[:, 1])) for bar in story.bars.bars]


def test_it_opens_with_the_scores() -> None:
    def look(story: Any) -> None:
        story.prepare()
        tall, small, hanging = heights(story)
        assert tall == pytest.approx(2 * small)
        assert hanging == pytest.approx(small)

    on_stage(Softmax, SPEC, look)


def spans(story: Any) -> np.ndarray:
    """Tell where each bar begins and ends across, (n, 2)."""
    return np.array([[bar.points[:, 0].min(), bar.points[:, 0].max()] for bar in story.bars.bars])


def corners(bar: Any) -> np.ndarray:
    """Return the corners (4, 2) of a bar."""
    found: np.ndarray = bar.points[::4, :2]
    return found


def are_apart(one: np.ndarray, other: np.ndarray) -> bool:
    """Tell whether two rectangles (4, 2) that lie alike do not cover one another."""
    for side in np.diff(one[:3], axis=0):
        first, second = one @ side, other @ side
        if first.max() <= second.min() + 1e-6 or second.max() <= first.min() + 1e-6:
            return True
    return False


@pytest.mark.parametrize("powers", [[0.1, 0.3, 1.0], [1.0, 0.3, 0.1], [1.0] * 6])
def test_bars_fall_over_as_they_are_and_none_over_another(powers: list[float]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        heights = np.array(powers)
        shares = heights / heights.sum()
        move = story.topple(heights, shares, ["1"] * len(powers))
        move(0.0)
        assert story.bars.boxes == pytest.approx(story.bars.upright(heights))
        for progress in np.linspace(0.34, 0.66, 31):
            move(progress)
            found = [corners(bar) for bar in story.bars.bars]
            assert all(are_apart(*pair) for pair in itertools.pairwise(found))
            lengths = [np.linalg.norm(each[2] - each[1]) for each in found]
            assert np.array(lengths) / lengths[0] == pytest.approx(heights / heights[0], abs=1e-3)
        for progress in np.linspace(2 / 3, 1, 11):
            move(progress)
            left, right = spans(story).T
            assert (right[:-1] <= left[1:] + 1e-6).all()
            assert right - left == pytest.approx(shares * (right - left).sum(), abs=1e-3)
        assert story.bars.boxes == pytest.approx(story.bars.strip(shares))

    on_stage(Softmax, SoftmaxSpec(logits=tuple(range(len(powers)))), look)


def test_names_stay_with_their_bars_where_there_is_room() -> None:
    def look(story: Any) -> None:
        story.prepare()
        bars = story.bars
        bars.display(bars.strip(np.array([0.6, 0.38, 0.02])), ["", "", ""])
        bars.carry_names()
        for name, (low, high) in zip(bars.names, bars.boxes, strict=True):
            assert name.get_x() == pytest.approx((low[0] + high[0]) / 2)
            assert name.get_top()[1] < low[1]
        seen = [name[1].get_fill_opacity() for name in bars.names]
        assert seen == [1, 1, 0]

    on_stage(Softmax, SPEC, look)


def test_two_classes_keep_their_probabilities_as_the_same_is_taken_from_both(
    written: list[str],
) -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.display(story.steps.logits, story.steps.probabilities)
        written.clear()
        assert story.keep_two() == pytest.approx(2.0 - 1.0)
        assert "<0.001" in written  # the third, before it goes
        assert written[-4:-1].count("0.000") == 1  # the second score, the first is 1
        first, second, third = heights(story)
        share = 1 / (1 + np.exp(-1.0))
        whole = story.bars.tallest
        assert [first, second] == pytest.approx([share * whole, (1 - share) * whole])
        assert third == pytest.approx(0)

    on_stage(Softmax, SPEC, look)


def test_every_part_is_divided_by_the_sum_in_turn(written: list[str]) -> None:
    def look(story: Any) -> None:
        story.prepare()
        powers = np.exp([2.0, 1.0, -1.0])
        shares = powers / powers.sum()
        written.clear()
        story.divide_each(story.bars.strip(shares), ["1", "2", "3"], ["4", "5", "6"])
        told = [text for text in dict.fromkeys(written) if "÷" in text]
        assert told == [
            "7.389 ÷ 10.48 = 0.705", "2.718 ÷ 10.48 = 0.259", "0.368 ÷ 10.48 = 0.035",
        ]  # fmt: skip
        assert pytest.approx(0.705, abs=5e-4) == 7.389 / 10.48
        lit = {round(bar.get_fill_opacity(), 6) for bar in story.bars.bars}
        assert len(lit) == 1, "in the end all are lit alike"

    on_stage(Softmax, SPEC, look)


def test_a_line_stands_where_a_probability_is_1() -> None:
    def look(story: Any) -> None:
        story.prepare()
        certain = story.bars.upright(np.array([1.0, 0.0, 0.0]))
        assert story.whole[0].get_y() == pytest.approx(certain[0, 1, 1])
        story.bars.stand_on(0.5)
        certain = story.bars.upright(np.array([1.0, 0.0, 0.0]))
        assert story.whole[0].get_y() == pytest.approx(certain[0, 1, 1])

    on_stage(Softmax, SPEC, look)


def test_the_row_of_scores_is_named_beside_it() -> None:
    def look(story: Any) -> None:
        story.prepare()
        story.bars.write_scores(story.steps.logits)
        (name,) = story.row_name("z_i \\/ T")
        first = story.bars.scores[0]
        assert name.get_right()[0] < first.get_left()[0]
        assert name.get_y() == pytest.approx(first.get_y(), abs=0.05)

    on_stage(Softmax, SPEC, look)
