"""The bench of a query and its keys shows what was measured, and ends where the matrix begins."""

from dataclasses import fields
from itertools import pairwise

import numpy as np
import pytest

from engine.experiments.softmax import softmax
from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.bench_progress import Come
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.number_bars import NumberBars
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
    assert np.ptp(above[:, 0]) == pytest.approx(2 * 8 / 3 + 0.7)
    assert above[:, 1].max() == pytest.approx(0.92)
    assert below[:, 1].min() == pytest.approx(-0.46)
    assert len(above) == 2 * len(below)


def test_bars_beyond_the_box_are_cut_off() -> None:
    bars = NumberBars(0, 20, THEMES["dark"])
    bars.draw(np.ones(10), BOX, 4.5)
    assert area_of(bars.above).high[0] <= BOX.high[0] + 1e-9


def test_scores_are_those_of_all_products(bench: KeyBench) -> None:
    for products, score in zip(bench.products, bench.scores, strict=True):
        assert products.sum() / np.sqrt(bench.dimensions) == pytest.approx(score, abs=1e-5)
    np.testing.assert_allclose(bench.weights, softmax(bench.scores))
    assert bench.worked == bench.scores.argmax()


@pytest.mark.parametrize("last", [field.name for field in fields(Come)])
def test_nothing_leaves_the_stage(bench: KeyBench, last: str) -> None:
    told_until(bench, last)
    hero, shown = bench.stage.hero, area_of(bench)
    assert (shown.low >= hero.low - 1e-6).all()
    assert (shown.high <= hero.high + 1e-6).all()


def test_every_number_has_a_row_of_bars_and_all_are_equally_high(bench: KeyBench) -> None:
    told_until(bench, "joined")
    heights = [bench.layout.place(j).size[1] for j in range(5)]
    assert heights == pytest.approx([heights[0]] * 5)
    for row in bench.rows:
        assert row.above.get_fill_opacity() == 1
        assert row.above.has_points()
    places = [bench.layout.place(j) for j in range(-1, 5)]
    assert places[0].low[1] > bench.layout.column > places[1].high[1]
    for upper, lower in pairwise(places):
        assert lower.high[1] < upper.low[1]


def test_products_are_gone_before_values_come(bench: KeyBench) -> None:
    told_until(bench, "shared")
    bench.come.valued = 0.5
    bench.draw()
    assert all(row.above.get_fill_opacity() == 0 for row in bench.rows)
    assert [bench.names[name].get_fill_opacity() for name in ("products", "values")] == [0, 0]


def test_the_equation_of_a_score_is_right_as_written(bench: KeyBench) -> None:
    told_until(bench, "divided")
    total, _, root, sign, score = bench.quotient()
    by_hand = float(total.replace("−", "-")) / float(root)
    assert float(root) == pytest.approx(np.sqrt(bench.dimensions), abs=0.005)
    assert (f"{by_hand:.2f}".replace("-", "−") == score) == (sign == "=")
    assert all(part.get_fill_opacity() == 1 for part in bench.division.parts)


def test_before_anything_has_come_its_numbers_stand_in_for_the_matrix_s(bench: KeyBench) -> None:
    bench.come = Come()
    bench.draw()
    matrix = bench.matrix
    matrix.put_list(bench.list)
    own = [(bench.head, matrix.asked[bench.row])]
    own += [(bench.heads[bench.worked], matrix.heads[bench.worked])]
    for number, theirs in own:
        np.testing.assert_allclose(number.points, theirs.points, atol=1e-6)
    for part in bench.family_members_with_points():
        if part in (bench.head, bench.heads[bench.worked]):
            continue
        stroke = part.get_stroke_opacity() if part.get_stroke_width() else 0.0
        assert max(part.get_fill_opacity(), stroke) == 0


def test_the_shares_go_to_their_cells_of_the_matrix(bench: KeyBench) -> None:
    told_until(bench, "returned")
    middles, size = bench.matrix.resting()
    for cell, middle in zip(bench.cells, middles[bench.row], strict=True):
        assert cell.get_center()[:2] == pytest.approx(middle)
        assert [cell.width, cell.height] == pytest.approx(size)


def test_shares_and_numbers_do_not_cross_on_their_way_to_the_matrix(bench: KeyBench) -> None:
    told_until(bench, "told")
    for progress in np.linspace(0, 1, 21):
        bench.come.returned = float(progress)
        bench.draw()
        for first, second in pairwise(map(area_of, bench.cells)):
            assert (np.minimum(first.high, second.high) < np.maximum(first.low, second.low)).any()
