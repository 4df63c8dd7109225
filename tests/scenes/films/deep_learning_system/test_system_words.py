"""What is said of a run depends on how it went, and every language can say it."""

import math

import numpy as np
import pytest

from engine.geometry.layers import UnitSum
from scenes.films.deep_learning_system.system_words import (
    best_line_of,
    block_said,
    carried_lines,
    drawn_as,
    error_lines,
    question,
    share_lines,
    sum_lines,
    untrained,
    weight_gradient,
)
from scenes.languages.language import LANGUAGES, Language, Phrase


def told(phrase: Phrase | None) -> str:
    assert phrase is not None
    template, fields = phrase
    return template.format(**fields)


def test_it_is_asked_what_could_separate_classes_only_if_no_line_does() -> None:
    assert told(question(0.67)).startswith("No straight line")
    assert told(question(1.0)).startswith("One straight line")
    assert told(best_line_of(0.67)) == "Of all straight lines, the best gets 67.0%."
    tried = told(best_line_of(0.67, is_best=False))
    assert tried == "Of all straight lines tried, the best gets 67.0%."


def test_it_is_told_how_layers_are_drawn() -> None:
    assert "turns, stretches and bends" in told(drawn_as([2, 2]))
    assert "three units lifts the sheet" in told(drawn_as([3, 2]))
    assert "16 units is drawn flat" in told(drawn_as([3, 16, 2]))


def test_the_loss_before_training_recomputes_from_the_share_or_is_left_out() -> None:
    said = told(untrained(0.4532, -math.log(0.4532)))
    assert said.endswith("Loss: −ln 0.453 = 0.79.")
    assert f"{-math.log(0.453):.2f}" == "0.79"
    assert told(untrained(0.6, 3.0)) == "Not trained yet: 0.600 for the desired class."
    assert told(untrained(0.0, math.inf)) == "Not trained yet: 0.000 for the desired class."


def test_shares_recompute_from_the_raw_outputs_that_are_written() -> None:
    lines = share_lines([-0.2597, -0.0697])
    assert lines == ["e^−0.26 = 0.77", "e^−0.07 = 0.93", "0.77 ÷ (0.77 + 0.93)", "= 0.45"]
    assert f"{math.exp(-0.26):.2f} {math.exp(-0.07):.2f} {0.77 / 1.70:.2f}" == "0.77 0.93 0.45"
    assert share_lines([0.004, 6.0])[-1] == "= 0.00"


def test_slopes_recompute_from_outputs_and_weights_that_are_written() -> None:
    assert error_lines([0.4526, 0.5474], 0) == ["0.45 − 1 = −0.55", "0.55 − 0 = 0.55"]
    lines = carried_lines([0.1532, 0.5393], [-0.5474, 0.5474])
    assert lines == ["0.15 × (−0.55)", "+ 0.54 × 0.55", "= 0.21"]
    assert abs(0.15 * -0.55 + 0.54 * 0.55 - 0.21) <= 0.005


def test_a_block_of_two_units_after_a_wider_one_lays_points_flat() -> None:
    assert "flat" in told(block_said(3, 2, 3))
    assert "bends the sheet anew" in told(block_said(2, 3, 3))
    assert "bends the sheet anew" in told(block_said(2, 2, 2))


def unit(inputs: list[float], weights: list[float], bias: float) -> UnitSum:
    total = float(np.dot(inputs, weights)) + bias
    return UnitSum(np.array(inputs), np.array(weights), bias, total, math.tanh(total))


def test_a_sum_recomputes_from_what_is_written_or_says_that_it_does_not() -> None:
    assert sum_lines(unit([-0.907, 1.974], [-0.0485, -0.378], 0.194), "tanh") == [
        "(−0.05) × (−0.91)",
        "+ (−0.38) × 1.97",
        "+ 0.19",
        "= −0.51",
        "(−0.51) = −0.47",
    ]
    lines = sum_lines(unit([10.004, 1.0], [0.994, 0.5], -0.25), "tanh")
    assert lines[2:4] == ["+ (−0.25)", "≈ 10.19"]
    assert sum_lines(unit([0.0, 0.0], [1.0, 1.0], 0.3449), "tanh")[-1] == "(0.34) = 0.33"


def test_a_weight_that_raises_the_loss_is_told_from_one_that_lowers_it() -> None:
    assert told(weight_gradient(0.12)).endswith(
        "Here 0.12: as this weight grows, so does the loss."
    )
    assert told(weight_gradient(-0.3)).endswith("−0.30: as this weight grows, the loss falls.")


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))
def test_every_language_can_say_it(language: Language) -> None:
    said = [
        block_said(2, 3, 3),
        block_said(3, 2, 3),
        question(1.0),
        question(0.5),
        best_line_of(0.5),
        untrained(0.4, 0.92),
        untrained(0.6, 9.0),
        weight_gradient(1.0),
        weight_gradient(-1.0),
    ]
    said += [drawn_as(widths) for widths in ([2], [3], [9])]
    assert all(language.knows(template) for template, _ in said)
