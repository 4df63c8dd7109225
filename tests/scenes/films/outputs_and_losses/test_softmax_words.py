"""What is said of softmax follows from its scores."""

import re

import numpy as np
import pytest

from engine.experiments.softmax import softmax
from scenes.films.outputs_and_losses import softmax_words as words
from scenes.films.outputs_and_losses.softmax import Softmax
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.0, 0.02), (1.0, 1.0), (5.0, -40.0)])
def test_one_more_multiplies_the_printed_odds_by_the_printed_factor(
    logits: tuple[float, ...],
) -> None:
    template, values = words.one_more(Softmax.compute(SoftmaxSpec(logits=logits)))
    said = template.format(**values)
    assert "by e, about 2.7:" in said
    old, new = (
        float(re.sub(r" × 10.*", "", values[name])) for name in ("old", "new")
    )  # the same power of ten
    if "×" not in values["old"]:
        assert new / old == pytest.approx(2.7, abs=0.05)


def test_with_a_temperature_it_is_another_factor() -> None:
    template, values = words.one_more(
        Softmax.compute(SoftmaxSpec(logits=(1.0, 2.0), temperature=2.0))
    )
    assert "e to the 1/T" in template
    assert values["factor"] == "1.6"
    assert float(values["new"]) / float(values["old"]) == pytest.approx(np.exp(0.5), abs=0.01)


def test_cold_is_shared_by_a_tie() -> None:
    alone, tied = (
        words.cold(Softmax.compute(SoftmaxSpec(logits=z))) for z in ((1.0, 2.0), (2.0, 2.0, 0.0))
    )
    assert alone.endswith("the largest score takes everything.")
    assert tied.endswith("the largest scores share everything.")


def test_where_there_are_but_two_classes_none_is_lowered() -> None:
    three, two = (
        words.two_left(Softmax.compute(SoftmaxSpec(logits=z))) for z in ((1.0, 2.0, 0.0), (1.0, 2))
    )
    assert three.startswith("Lower all other scores")
    assert two.startswith("Set both scores to 0")


@pytest.mark.parametrize("logits", [(8.591, 8.454, 9.940), (0.0, 0.02), (-50.0, 50.0), (1.0, 1.0)])
def test_temperatures_reach_from_certainty_to_none(logits: tuple[float, ...]) -> None:
    cold, hot = words.range_of(Softmax.compute(SoftmaxSpec(logits=logits)))
    ties = sum(z == max(logits) for z in logits)
    assert softmax(np.array(logits), cold).max() == pytest.approx(1 / ties, abs=0.001)
    assert softmax(np.array(logits), hot) == pytest.approx(1 / len(logits), abs=0.02)
