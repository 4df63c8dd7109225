"""Numbers are rounded as numbers are, and keep their sign."""

import math

import numpy as np
import pytest

from engine.experiments.activation_facts import slopes, values
from engine.networks.activations import PICTURED
from scenes.films.activations.output_text import chain_text, factor_text, output_text


@pytest.mark.parametrize(
    ("name", "x", "text"),
    [
        ("sigmoid", -10.0, "+0.000"),
        ("sigmoid", 10.0, "+1.000"),
        ("tanh", 4.4, "+1.000"),
        ("tanh", -3.5, "−0.998"),
        ("sigmoid", 1.0, "+0.731"),
        ("relu", -3.0, "0.000"),
        ("relu", 3.0, "+3.000"),
        ("gelu", -4.22, "−0.000"),
    ],
)
def test_an_output_is_rounded_and_keeps_its_sign(name: str, x: float, text: str) -> None:
    (value,) = values(PICTURED[name], np.array([x])).tolist()
    assert output_text(value) == text


def test_zero_has_no_sign() -> None:
    assert output_text(-0.0) == output_text(0.0) == "0.000"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"), (1e-10, "10⁻¹⁰"), (0.25**10, "10⁻⁶"), (8.05e-4, "8 × 10⁻⁴"),
        (0.0099, "10⁻²"), (0.21, "0.21"), (0.1966, "0.20"), (1.0, "1"), (3.12, "3.12"),
    ],
)  # fmt: skip
def test_little_that_a_chain_lets_through_is_told_apart_from_nothing(
    value: float, text: str
) -> None:
    assert chain_text(value) == text


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "silu", "gelu"])
@pytest.mark.parametrize("layers", [2, 10, 20])
def test_powers_of_a_printed_factor_are_printed_like_those_of_the_slope(
    name: str, layers: int
) -> None:
    (slope,) = slopes(PICTURED[name], np.array([1.0])).tolist()
    printed = float(factor_text(slope, layers))
    for count in range(1, layers + 1):
        assert chain_text(math.prod([printed] * count)) == chain_text(slope**count)


def test_a_factor_has_no_more_decimals_than_that_takes() -> None:
    assert [factor_text(slope, 10) for slope in (0.0, 1.0, 0.25)] == ["0", "1", "0.25"]
    assert factor_text(math.exp(1) / (1 + math.exp(1)) ** 2, 10) == "0.1966"
