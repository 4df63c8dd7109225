"""Numbers are rounded as numbers are, and keep their sign."""

import numpy as np
import pytest

from engine.experiments.activation_facts import values
from engine.networks.activations import PICTURED
from scenes.films.activations.output_text import chain_text, output_text


@pytest.mark.parametrize(
    ("name", "x", "text"),
    [
        ("sigmoid", -10.0, "+0.000"),
        ("sigmoid", 10.0, "+1.000"),
        ("tanh", 4.4, "+1.000"),
        ("tanh", -3.5, "−0.998"),
        ("sigmoid", 1.0, "+0.731"),
        ("relu", -3.0, "+0.000"),
        ("gelu", -4.22, "−0.000"),
    ],
)
def test_an_output_is_rounded_and_keeps_its_sign(name: str, x: float, text: str) -> None:
    (value,) = values(PICTURED[name], np.array([x])).tolist()
    assert output_text(value) == text


def test_zero_has_no_minus() -> None:
    assert output_text(-0.0) == output_text(0.0) == "+0.000"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (1e-10, "0.000000"), (0.25**10, "0.000001"), (1.0, "1.000"), (3.12, "3.120")],
)
def test_little_that_a_chain_lets_through_has_more_decimals(value: float, text: str) -> None:
    assert chain_text(value) == text
