"""What is said of softmax follows from its scores."""

import re
from decimal import Decimal

import numpy as np
import pytest
from scipy import special

from engine.experiments.softmax import softmax
from scenes.films.outputs_and_losses import softmax_words as words
from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.numbers import read_number


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.0, 0.02), (1.0, 1.0), (5.0, -40.0)])
def test_one_more_multiplies_the_printed_odds_by_the_printed_factor(
    logits: tuple[float, ...],
) -> None:
    template, values = words.one_more(Softmax.compute(SoftmaxSpec(logits=logits)), "a", "b")
    assert "by e, about 2.718:" in template.format(**values)
    old, new = (
        float(re.sub(r" × 10.*", "", values[name])) for name in ("old", "new")
    )  # the same power of ten
    if "×" not in values["old"]:
        assert new == pytest.approx(2.718 * old, rel=0.005)


def test_the_default_odds_recompute_to_the_last_digit() -> None:
    _, values = words.one_more(Softmax.compute(SoftmaxSpec()), "a", "b")
    assert (values["old"], values["factor"], values["new"]) == ("3.85", "2.718", "10.5")
    assert round(3.85 * 2.718, 1) == 10.5


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.5, 0.02), (1.0, 1.0, 1.0)])
def test_the_printed_division_comes_out(logits: tuple[float, ...]) -> None:
    for k, exact in enumerate(special.softmax(logits)):
        text = words.quotient(Softmax.compute(SoftmaxSpec(logits=logits)), k)
        power, total, share = map(read_number, re.split(" [÷=] ", text))
        assert power / total == pytest.approx(share, abs=0.0006)
        assert share == pytest.approx(exact, abs=0.0006)


def test_with_a_temperature_it_is_another_factor() -> None:
    template, values = words.one_more(
        Softmax.compute(SoftmaxSpec(logits=(1.0, 2.0), temperature=2.0)), "a", "b"
    )
    assert "e to the 1/T" in template
    assert values["factor"] == "1.649"
    assert float(values["new"]) / float(values["old"]) == pytest.approx(np.exp(0.5), abs=0.01)


def test_cold_is_shared_by_a_tie() -> None:
    alone, tied = (
        words.cold(Softmax.compute(SoftmaxSpec(logits=z))) for z in ((1.0, 2.0), (2.0, 2.0, 0.0))
    )
    assert alone.endswith("the largest score takes everything.")
    assert tied.endswith("the largest scores share everything.")


def test_where_there_are_but_two_classes_none_is_lowered() -> None:
    three, two = (
        words.two_left(Softmax.compute(SoftmaxSpec(logits=z)), "b")
        for z in ((1.0, 2.0, 0.0), (1.0, 2))
    )
    assert "Let all other scores fall" in three[0]
    assert two == (words.DIFFERENCE, {"name": "b"})


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.0, 0.02), (-50.0, 50.0), (1.0, 1.0)])
def test_temperatures_reach_from_certainty_to_none(logits: tuple[float, ...]) -> None:
    cold, hot = words.range_of(Softmax.compute(SoftmaxSpec(logits=logits)))
    ties = sum(z == max(logits) for z in logits)
    assert softmax(np.array(logits), cold).max() == pytest.approx(1 / ties, abs=0.001)
    assert softmax(np.array(logits), hot) == pytest.approx(1 / len(logits), abs=0.02)


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (1.0, 3.0, 2.0, -1.0), (2.0, -1.0)])
def test_probabilities_that_are_nearly_equal_add_up_to_1_as_they_are_printed(
    logits: tuple[float, ...],
) -> None:
    _, hot = words.range_of(Softmax.compute(SoftmaxSpec(logits=logits)))
    printed = [Decimal(f"{share:.3f}") for share in special.softmax(np.array(logits) / hot)]
    assert sum(printed) == 1
