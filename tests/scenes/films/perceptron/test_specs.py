"""What the film of the perceptron can be asked for."""

import pytest

from engine.errors import UnknownNameError, UsageError
from scenes.films.perceptron.specs import ACTS, PerceptronSpec


def test_acts_are_shown_in_any_order_but_must_exist() -> None:
    assert PerceptronSpec().acts == ACTS
    assert PerceptronSpec(acts=("xor", "neuron")).acts == ("xor", "neuron")
    with pytest.raises(UnknownNameError, match="neuron"):
        PerceptronSpec(acts=("nueron",))
    with pytest.raises(UsageError, match="--acts"):
        PerceptronSpec(acts=())


@pytest.mark.parametrize(
    ("name", "value"),
    [("seed", -1), ("epochs", 1), ("epochs", 1001), ("samples", 3), ("samples", 501)],
)
def test_numbers_have_limits(name: str, value: int) -> None:
    with pytest.raises(UsageError, match=f"--{name} {value:,}"):
        PerceptronSpec(**{name: value})


def test_acts_do_not_change_what_is_learned() -> None:
    assert PerceptronSpec(acts=("xor",)).subject == PerceptronSpec().subject
    assert PerceptronSpec(seed=1).subject != PerceptronSpec().subject
