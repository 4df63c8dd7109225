"""What is said of filters is what was measured, and recomputes from what is said."""

import re
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from engine.experiments.filters import FilterRun, record_filters, worked_response
from engine.experiments.filters_spec import FiltersSpec
from scenes.films.convolution import convolution_words as words
from scenes.languages.language import LANGUAGES, Language, Phrase
from tests.support.filter_runs import brief, made_up

ABOVE = np.array([[1.0, 1, 1], [0, 0, 0], [-1, -1, -1]])
SIDES = {"above": ABOVE, "below": -ABOVE, "left": ABOVE.T, "right": -ABOVE.T}
RING = np.array([[0.2, -0.2, 0.2], [-0.2, 0.4, -0.2], [0.2, -0.2, 0.2]])


def spoken(sentence: Phrase) -> str:
    text, values = sentence
    return text.format(**values)


def numbers_in(text: str) -> list[Decimal]:
    return [Decimal(each.replace("−", "-")) for each in re.findall(r"−?\d+(?:\.\d+)?", text)]


@pytest.fixture(scope="module", params=[(0, 3), (1, 7)], ids=str)
def run(request: pytest.FixtureRequest) -> FilterRun:
    return brief(*request.param)


def test_what_is_said_to_be_multiplied_and_added_comes_to_what_is_said(run: FilterRun) -> None:
    for place in np.ndindex(run.image.shape):
        worked = worked_response(run, words.chosen_filter(run), *place)
        weight, pixel, product = numbers_in(spoken(words.one_product(worked)))
        assert pixel * weight == product
        total, bias, response = numbers_in(spoken(words.response(worked)))
        assert total + bias == response
        products = [Decimal(words.number_text(each).replace("−", "-"))
                    for each in worked.products.ravel().tolist()]  # fmt: skip
        assert sum(products) == total


def test_the_response_is_worked_out_where_the_filter_answers_most_inside(run: FilterRun) -> None:
    row, column = words.chosen_place(run)
    shown = words.chosen_map(run)
    inner = [shown[i, j] for i in range(1, 7) for j in range(1, 7)]
    assert shown[row, column] == max(inner)
    assert 0 < row < 7
    assert 0 < column < 7


@pytest.mark.parametrize("side", SIDES)
def test_an_edge_is_named_by_its_brighter_side(side: str) -> None:
    assert words.leaning(SIDES[side]) == side
    told = spoken(words.finding(made_up(np.stack([SIDES[side], np.ones((3, 3))]))))
    assert side in told.split("than")[0]


def test_an_edge_is_named_only_if_the_strong_responses_are_at_such_edges() -> None:
    run = made_up(ABOVE[None])
    assert words.confirmed_side(run) == "above"
    biased = replace(run, biases=run.biases + 100)  # all responses are strong
    assert words.leaning(ABOVE) == "above"
    assert words.confirmed_side(biased) == ""
    assert "signs" in spoken(words.finding(biased))


def test_as_filmed_strong_responses_are_at_the_edge_that_is_named() -> None:
    run = record_filters(FiltersSpec(), lambda step, loss, accuracy: None)
    shown = words.chosen_map(run)
    padded = np.pad(run.image, 1)
    within = np.pad(np.ones((6, 6), dtype=bool), 1)
    places = np.argwhere(within & (shown >= 0.7 * shown[within].max()))
    assert len(places) > 1
    assert words.confirmed_side(run) == "above"
    for row, column in places:
        above, below = (padded[row + i, column : column + 3].sum() for i in (0, 2))
        assert above > below
    edge = words.second_place(run)
    assert edge is not None
    assert shown[edge] == shown[~within].max() > shown[within].max()
    row, column = edge
    assert padded[row, column : column + 3].sum() > padded[row + 2, column : column + 3].sum()


def test_places_that_are_pointed_at_respond_strongly_inside_and_lie_apart(run: FilterRun) -> None:
    found = words.strong_places(run)
    shown = words.chosen_map(run)
    assert found[0] == words.chosen_place(run)
    assert 1 <= len(found) <= 2
    for k, (row, column) in enumerate(found):
        assert {row, column}.isdisjoint({0, 7})
        assert shown[row, column] >= words.STRONG * shown[1:-1, 1:-1].max()
        assert all(max(abs(row - r), abs(column - c)) >= 3 for r, c in found[:k])


def test_the_image_s_edge_is_pointed_at_only_if_it_responds_strongly(run: FilterRun) -> None:
    plain = made_up(ABOVE[None])
    assert words.second_place(plain) == next(iter(words.strong_places(plain)[1:]), None)
    blunt = replace(run, biases=run.biases + 100)  # no side is borne out
    assert words.confirmed_side(blunt) == ""
    assert words.second_place(blunt) == next(iter(words.strong_places(blunt)[1:]), None)


def test_filters_that_find_or_avoid_ink_are_told_with_responses_where_most_and_least_is(
    run: FilterRun,
) -> None:
    padded = np.pad(run.image, 1)
    ink = np.array([[padded[i : i + 3, j : j + 3].sum() for j in range(8)] for i in range(8)])
    for finder in words.finders(run):
        assert finder.which != words.chosen_filter(run)
        most, least = finder.places
        assert (ink[most], ink[least]) == (ink.max(), ink.min())
        assert [int(each) for each in numbers_in(spoken(finder.said))] == list(finder.told)
        assert ("High" in spoken(finder.said)) == (finder.told[0] > finder.told[1])
        assert finder.told[0] != finder.told[1]


def test_with_a_single_filter_there_is_no_other_to_tell_of() -> None:
    assert words.finders(made_up(ABOVE[None])) == []
    assert [each.which for each in words.finders(made_up(np.stack([ABOVE, np.ones((3, 3))])))] == [
        1
    ]


def test_a_filter_without_a_side_is_not_called_an_edge() -> None:
    assert words.leaning(RING) == ""
    assert "signs" in spoken(words.finding(made_up(RING[None])))


def test_responses_below_zero_are_counted(run: FilterRun) -> None:
    shown = words.chosen_map(run)
    cut, places = (words.rectified(run)[1][name] for name in ("cut", "places"))
    assert cut == sum(value < 0 for value in shown.ravel())
    assert places == 64


def test_the_answer_is_that_of_the_network_right_or_wrong() -> None:
    run = made_up(ABOVE[None])
    told = spoken(words.trained(run))
    assert told == "After 10 steps it reads 90.0% of new digits, and this 1, too."
    assert spoken(words.trained(replace(run, label=7))).endswith("as a 1, not a 7.")


def test_a_moved_digit_is_said_to_be_read_as_what_the_network_takes_it_for() -> None:
    run = made_up(ABOVE[None])
    shares = np.full((2, 10), 0.05)
    shares[0, 1], shares[1, 1] = 0.4, 0.55
    run = replace(run, moved_shares=shares)
    move = words.best_move(run)
    assert move == 1
    assert spoken(words.read_again(run, move)).endswith("Still, they read a 1: 55.0%.")
    shares[1] = np.where(np.arange(10) == 7, 0.46, 0.06)
    assert spoken(words.read_again(run, 1)).endswith("later layers now read a 7: 46.0%.")
    assert words.best_move(replace(run, moved_shares=shares[:0])) is None


def test_reading_is_praised_only_if_it_got_better() -> None:
    assert "it reads 90.0%" in spoken(words.trained(made_up(ABOVE[None])))
    assert "still reads only" in spoken(words.trained(made_up(ABOVE[None], accuracy=0.05)))


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_has_the_words_whatever_was_measured(language: Language) -> None:
    said: set[str] = set()
    for weights in (*SIDES.values(), RING):
        results = (
            made_up(weights[None]), made_up(weights[None], 0.0, 1.0),
            made_up(weights[None], accuracy=0.05),
        )  # fmt: skip
        for result in results:
            worked = worked_response(result, 0, 3, 3)
            phrases = (
                words.opening(result), words.one_product(worked), words.response(worked),
                words.finding(result), words.rectified(result),
                words.Finder(0, ((0, 0), (1, 1)), (3, 1)).said,
                words.Finder(0, ((0, 0), (1, 1)), (1, 3)).said, words.read_again(result, 0),
                words.read_again(replace(result, read_as=7), 0),
                words.trained(result), words.trained(replace(result, label=7)),
                words.moved(result), words.moral(), words.question(),
            )  # fmt: skip
            said |= {template for template, _ in phrases}
    assert len(said) == 19
    assert all(language.knows(template) for template in said)
