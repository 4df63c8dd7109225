"""The rows of values, each shrunk to its share, add up to the mix that the network works out."""

import numpy as np
import pytest
from manim import VGroup

from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.value_rows import ROWS, SHOWN, ValueRows
from scenes.storytelling.stage import area_of, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.sorting_runs import brief

RUN = brief(60)


@pytest.fixture
def rows() -> ValueRows:
    stage, theme = stage_of_frame("band"), THEMES["dark"]
    matrix = AttentionMatrix(5, 1.0, stage, theme)
    bench = KeyBench(RUN, RUN.lists[0], 2, matrix, stage, theme)
    return ValueRows(RUN, bench, theme)


def test_the_mix_is_that_of_all_values(rows: ValueRows) -> None:
    shares = RUN.attention(RUN.lists[0], RUN.last_step)[2]
    mix = shares @ RUN.values[RUN.lists[0]]
    np.testing.assert_allclose(rows.mix(len(rows.parts)), mix[:SHOWN], atol=1e-5)


def test_the_largest_shares_have_rows_and_all_make_a_whole(rows: ValueRows) -> None:
    shares = RUN.attention(RUN.lists[0], RUN.last_step)[2]
    assert list(rows.numbers) == list(RUN.lists[0][np.argsort(-shares)[:ROWS]])
    written = [float(text.strip("%")) for text in rows.share_texts]
    assert sum(written) == pytest.approx(100)


def test_values_shares_and_mix_have_one_scale(rows: ValueRows) -> None:
    rows.come.valued = 1.0
    rows.draw()

    def unit(bars: VGroup, values: np.ndarray) -> float:
        spread = max(values.max(), 0) - min(values.min(), 0)
        return float(area_of(VGroup(bars[1], bars[2])).size[1]) / float(spread)

    before = unit(rows.bars[0], rows.values[0])
    rows.come.weighted = rows.come.mixed = 1.0
    rows.draw()
    assert unit(rows.bars[0], rows.parts[0]) == pytest.approx(before)
    assert unit(rows.sum, rows.mix(len(rows.parts))) == pytest.approx(before)


def test_a_row_arrives_before_it_is_added(rows: ValueRows) -> None:
    rows.come.valued = rows.come.weighted = 1.0
    rows.come.mixed = 0.5 / len(rows.parts)
    rows.draw()
    assert rows.flying.above.get_fill_opacity() > 0
    assert not rows.sum.above.has_points()
