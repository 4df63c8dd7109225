"""An output never looks like a limit that the function does not reach."""

import pytest

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.output_text import output_text


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("sigmoid", 4.5e-5, "+0.001"),
        ("sigmoid", 0.999955, "+0.999"),
        ("tanh", -1 + 1e-9, "−0.999"),
        ("sigmoid", 0.73106, "+0.731"),
        ("relu", 0.0, "+0.000"),
        ("hardsigmoid", 1.0, "+1.000"),
    ],
)
def test_no_output_looks_like_a_limit_that_is_not_reached(
    name: str, value: float, text: str
) -> None:
    assert output_text(ActivationFacts(PICTURED[name]), value) == text
