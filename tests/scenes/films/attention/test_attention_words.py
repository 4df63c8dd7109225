"""What is said of attention is what was measured, whatever that was."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention import attention_words as words
from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.value_rows import ValueRows
from scenes.languages.language import LANGUAGES, Language, Phrase
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.sorting_runs import brief, made_up

LISTS = [[3, 0, 4, 1], [2, 4, 0, 3]]
LAST, SEEN = np.indices((6, 5))
RULE = np.where(LAST % 5 - (LAST == 5) < SEEN, 8.0 - 1.7 * (SEEN - LAST % 5), -3.0)
RULE[5] = 6.0 - 1.7 * np.arange(5)
"""The start and every number look at the next larger one."""
SORTS = made_up(RULE, LISTS, 0.995)
MOSTLY = made_up(np.where(LAST == 3, 0.1 * (4 - SEEN), RULE), LISTS, 0.7)
FLAT = made_up(0.01 * np.arange(30.0).reshape(6, 5), LISTS, 0.1)
SHOWS = replace(
    SORTS, steps=np.array([0, 5, 7, 10]), sure=np.array([0.2, 0.4, 0.5, 0.8]),
    whole=np.array([0, 0, 0.6, 0.995]),
)  # fmt: skip
ALL = (SORTS, MOSTLY, FLAT)


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


@pytest.fixture(scope="module", params=[0, 1])
def trained(request: pytest.FixtureRequest) -> SortingRun:
    return brief(160, request.param)


def bench_of(run: SortingRun, row: int | None = None) -> KeyBench:
    stage, theme, numbers = stage_of_frame("band"), THEMES["dark"], run.lists[0]
    matrix = AttentionMatrix(len(numbers), 1.0, stage, theme)
    chosen = words.clear_row(run, numbers) if row is None else row
    return KeyBench(run, numbers, chosen, matrix, stage, theme)


def number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def test_shares_are_those_of_softmax_by_hand(trained: SortingRun) -> None:
    numbers = trained.lists[0]
    row = words.clear_row(trained, numbers)
    assert row > 0
    scores = trained.scores(numbers, trained.last_step)[row]
    best = scores.argmax()
    powers = [math.e ** number(words.score_text(s)) for s in scores]
    bench = bench_of(trained)
    raised = words.powers(bench)[1]
    assert raised["score"] == words.score_text(scores[best])
    assert number(raised["power"]) == pytest.approx(powers[best], abs=0.00501)
    text, values = words.softened(bench)
    assert number(values["total"]) == pytest.approx(sum(powers), abs=0.05)
    assert values["share"] == f"{100 * number(raised['power']) / number(values['total']):.1f}%"
    assert values["number"] == numbers[best]
    assert text.startswith("That is {share}")
    assert words.tables(bench)[1] == {"number": numbers[best], "width": 32}
    assert words.asked(bench)[1] == {"last": sorted(numbers)[row - 1], "number": numbers[best]}
    assert numbers[best] == sorted(numbers)[row]
    assert words.written(bench)[1]["number"] == trained.guesses[-1, 0, row]


def test_a_score_is_the_sum_of_the_products_that_are_written(trained: SortingRun) -> None:
    bench = bench_of(trained)
    product = words.product(bench)[1]
    exact = number(product["query"]) * number(product["key"])
    assert number(product["product"]) == pytest.approx(exact, abs=0.00501)
    assert words.added(bench)[1] == words.divided(bench)[1] == {"width": 32}
    bench.come.summed = 1.0
    total = number(bench.quotient()[0])
    assert total == pytest.approx(float(bench.products.sum()), abs=0.01)
    assert number(bench.quotient()[-1]) == pytest.approx(total / math.sqrt(32), abs=0.01)


def test_what_does_not_recompute_is_said_to_be_about_it() -> None:
    scores = np.array([2.0049, 0.0049, 1.2951, -30.0, -30.0])  # far from what is written of them
    run = made_up(np.tile(scores, (6, 1)), [[0, 1, 2], [0, 1, 3]], 0.9)
    assert not words.recomputes(run.scores(run.lists[0], 10)[1])
    assert "is about 61.3% of" in spoken(words.softened(bench_of(run, 1)))


def test_rows_that_look_where_they_should_are_counted(trained: SortingRun) -> None:
    for numbers in trained.lists:
        weights = trained.attention(numbers, trained.last_step)
        found = [
            numbers[row.argmax()] == due for row, due in zip(weights, sorted(numbers), strict=True)
        ]
        assert words.hits(trained, numbers) == sum(found)
    assert spoken(words.diagonal(SORTS, SORTS.lists[0])).startswith("A diagonal: start looks at")
    assert "3 of 4 rows" in spoken(words.diagonal(MOSTLY, MOSTLY.lists[0]))
    assert spoken(words.diagonal(FLAT, FLAT.lists[0])).startswith("Here only 1 of 4 rows")


def test_success_is_claimed_only_where_there_is_some() -> None:
    assert "it sorts 99.5% of new lists" in spoken(words.trained(SORTS))
    assert "70% of lists" in spoken(words.trained(MOSTLY)).replace("70.0%", "70%")
    assert "only" in spoken(words.trained(FLAT))
    assert spoken(words.moral(SORTS)).startswith("It was only shown lists")
    assert spoken(words.moral(FLAT)) == "It has not learned yet where to look."


def test_a_cliff_is_seen_only_where_scores_fall_off(trained: SortingRun) -> None:
    scores = trained.pairs(trained.last_step)
    larger = [scores[a, b] for a in range(20) for b in range(a + 1, min(a + 3, 20))]
    others = [scores[a, b] for a in range(20) for b in range(a + 1)]
    assert np.mean(larger) > np.mean(others) + 1
    assert "a bright band" in spoken(words.cliff(trained))
    assert "alike on either side" in spoken(words.cliff(FLAT))


def test_training_pauses_where_order_begins_and_where_half_the_lists_come_right() -> None:
    assert words.halts(SHOWS) == [5, 7]
    assert words.halts(FLAT) == []
    assert "a first trace of order, but no list" in spoken(words.halted(SHOWS, 5))
    assert spoken(words.halted(SHOWS, 7)) == "Step 7: 60.0% of new lists come out right."


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    said: set[str] = set()
    for run in ALL:
        numbers, bench = run.lists[0], bench_of(run)
        phrases = (
            words.trained(run), words.cliff(run),
            words.diagonal(run, numbers), words.moral(run), words.tables(bench), words.asked(bench),
            words.product(bench), words.added(bench), words.powers(bench), words.softened(bench),
            words.divided(bench), words.halted(run, 0), words.halted(SHOWS, 5),
            words.value(ValueRows(run, bench, THEMES["dark"])), words.written(bench),
        )  # fmt: skip
        said |= {template for template, _ in phrases}
    assert len(said) > 12
    assert all(language.knows(template) for template in said)
