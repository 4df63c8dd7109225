"""What is said of a learning rate is what the steps do that are shown."""

from dataclasses import replace

import numpy as np
import pytest

from engine.descent.descent import Descent, descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.surfaces import SURFACES
from scenes.films.gradient_descent.leaps.rate_words import ARRIVED, RateWords, lowest_loss


def words_of(rate: float, surface: str = "bowl", steps: int = 500) -> RateWords:
    descent = descend(DescentSpec(surface=surface, rate=rate, steps=steps))
    return RateWords(SURFACES[surface], descent, lowest_loss(SURFACES[surface], [descent]))


def said(words: RateWords) -> str:
    text, values = words.sentence
    return text.format(**values)


@pytest.mark.parametrize("rate", [0.01, 0.1, 0.5, 0.9])
def test_the_steps_are_those_in_which_a_thousandth_of_the_loss_is_left(rate: float) -> None:
    words = words_of(rate)
    factor = (1 - 2 * rate) ** 2  # of the loss, at each step on this bowl
    expected = 1 if factor == 0 else int(np.ceil(np.log(ARRIVED) / np.log(factor)))
    assert words.arrives_at == words.shown == expected
    assert f"{expected} step" in words.label[0].format(**words.label[1])


@pytest.mark.parametrize(
    ("rate", "sentence"),
    [
        (0.01, "η = 0.01 crawls: 171 steps for 99.9 % of the way down."),
        (0.1, "η = 0.1: 16 steps for 99.9 % of the way down."),
        (0.5, "η = 0.5: a = 28 − 0.5 × 40 = 8. There in one step."),
        (0.9, "η = 0.9 leaps across, yet lands lower each time: 16 steps for 99.9 %."),
        (1.01, "η = 1.01: each landing is higher. It climbs out."),
        (0.0001, "η = 0.0001: after 24 steps, the loss is 1,015."),
    ],
)
def test_each_learning_rate_is_told_by_what_it_does(rate: float, sentence: str) -> None:
    assert said(words_of(rate)) == sentence


@pytest.mark.parametrize("rate", [1.01, 1.05, 1.4])
def test_a_climb_is_shown_some_landings_beyond_the_domain(rate: float) -> None:
    words = words_of(rate)
    path, start = words.descent.path, np.array([8.0, 2.0])
    assert words.climbs
    left = words.leaves_at
    assert left is not None
    assert (np.abs(path[:left]) <= 30).all()
    assert (np.abs(path[left]) > 30).any()
    squares = ((path - start) ** 2).sum(axis=1)
    last = max(k for k in range(left, left + 3) if squares[k] <= 2 * squares[left])
    assert words.shown == last
    assert words.arrives_at is None


def test_a_climb_that_stays_is_not_said_to_climb_out() -> None:
    assert said(words_of(1.01, steps=3)) == "η = 1.01: each landing is higher."


def test_the_lowest_loss_is_that_of_the_walks_where_no_minimum_is_known() -> None:
    formula = DescentSpec(formula="a**2 + b**2 + 3", rate=0.5, steps=3)
    descent: Descent = descend(formula)
    surface = formula.loss_surface
    assert lowest_loss(surface, [descent]) == pytest.approx(3)
    assert lowest_loss(replace(surface, minima=SURFACES["bowl"].minima), [descent]) == 0
