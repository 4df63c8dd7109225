"""The bench of a query and a key shows what was measured, and begins at the matrix."""

from dataclasses import fields

import numpy as np
import pytest
from manim import VGroup

from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.bench_progress import Come
from scenes.films.attention.key_bench import READ, KeyBench
from scenes.films.attention.learned_tables import Looked
from scenes.films.attention.number_bars import WIDEST, NumberBars
from scenes.films.attention.written_attention import score_text
from scenes.storytelling.stage import Area, area_of, stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.sorting_runs import brief

BOX = Area(np.array([-4.0, -1.0]), np.array([4.0, 1.0]))


@pytest.fixture(scope="module")
def bench() -> KeyBench:
    run, stage, theme = brief(60), stage_of_frame("band"), THEMES["dark"]
    matrix = AttentionMatrix(5, 1.0, stage, theme)
    return KeyBench(run, run.lists[0], 2, matrix, stage, theme)


def told_until(bench: KeyBench, last: str) -> None:
    bench.come = Come()
    for field in fields(Come):
        setattr(bench.come, field.name, 1.0)
        if field.name == last:
            break
    bench.draw()


def test_bars_stand_as_high_as_their_numbers() -> None:
    bars = NumberBars(2, 20, THEMES["dark"])
    bars.draw(np.array([1.0, -0.5, 0.25]), BOX, 3.0)
    above, below = bars.above.points, bars.below.points
    assert np.ptp(above[:, 0]) == pytest.approx(2 * 8 / 3 + WIDEST)
    assert above[:, 1].max() == pytest.approx(0.92)
    assert below[:, 1].min() == pytest.approx(-0.46)
    assert len(above) == 2 * len(below)


def test_bars_beyond_the_box_are_cut_off() -> None:
    bars = NumberBars(0, 20, THEMES["dark"])
    bars.draw(np.ones(10), BOX, 4.5)
    assert area_of(bars.above).high[0] <= BOX.high[0] + 1e-9


def test_scores_are_those_of_all_products(bench: KeyBench) -> None:
    score = bench.products.sum() / np.sqrt(bench.dimensions)
    assert score == pytest.approx(bench.scores[bench.worked], abs=1e-5)
    assert bench.worked == bench.scores.argmax()


@pytest.mark.parametrize("last", [field.name for field in fields(Come)])
def test_nothing_leaves_the_stage(bench: KeyBench, last: str) -> None:
    told_until(bench, last)
    shown = area_of(bench)
    assert (shown.low >= bench.stage.hero.low - 1e-6).all()
    assert (shown.high <= bench.stage.frame.high).all()


def test_query_key_and_products_have_one_scale(bench: KeyBench) -> None:
    told_until(bench, "multiplied")
    heights = []
    for bars, values in zip(bench.bars, (bench.query, bench.key, bench.products), strict=True):
        area = area_of(VGroup(bars.above, bars.below))
        spread = max(values[:READ].max(), 0) - min(values[:READ].min(), 0)
        heights.append(float(area.size[1]) / spread)
    assert heights == pytest.approx([heights[0]] * 3)


def test_all_products_have_the_picture_to_themselves(bench: KeyBench) -> None:
    told_until(bench, "squeezed")
    area = area_of(VGroup(bench.bars[2].above, bench.bars[2].below))
    assert area.size[1] > 0.55 * bench.stage.hero.size[1]
    assert all(bars.above.get_fill_opacity() == 0 for bars in bench.bars[:2])


def test_the_cursor_stands_over_what_is_added(bench: KeyBench) -> None:
    told_until(bench, "squeezed")
    bench.come.summed = 0.5
    bench.draw()
    assert bench.cursor.get_stroke_opacity() == 1
    assert bench.cursor.get_center()[0] == pytest.approx(bench.layout.lane(2).centre[0])
    assert bench.quotient()[0] == score_text(float(bench.products[: bench.dimensions // 2].sum()))


def test_the_equation_of_a_score_is_right_as_written(bench: KeyBench) -> None:
    told_until(bench, "divided")
    total, _, root, sign, score = bench.quotient()
    by_hand = float(total.replace("−", "-")) / float(root)
    assert float(root) == pytest.approx(np.sqrt(bench.dimensions), abs=0.005)
    assert (f"{by_hand:.2f}".replace("-", "−") == score) == (sign == "=")
    assert all(part.get_fill_opacity() == 1 for part in bench.division.parts)


def test_it_begins_as_the_bars_below_the_tables(bench: KeyBench) -> None:
    bench.come, tables = Come(), bench.tables
    tables.come = Looked(shown=1.0, read=1.0, parted=1.0)
    bench.draw()
    tables.draw()
    for bars, theirs in zip(bench.bars[:2], tables.bars[:2], strict=True):
        np.testing.assert_allclose(bars.above.points, theirs.above.points, atol=1e-6)
        np.testing.assert_allclose(bars.below.points, theirs.below.points, atol=1e-6)
    for number, shown in zip((bench.head, bench.other), tables.numbers[:2], strict=True):
        np.testing.assert_allclose(number.points, shown.points, atol=1e-6)
