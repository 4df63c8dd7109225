"""What the film of backpropagation can be asked for."""

import pytest

from engine.errors import UsageError
from scenes.films.backprop.specs import BackpropSpec


def test_names_are_spelled_as_their_registries_do() -> None:
    assert BackpropSpec(activation="Leaky_ReLU").activation == "leaky-relu"


def test_a_target_must_suit_the_loss() -> None:
    assert BackpropSpec(target=-3.0).target == -3.0
    with pytest.raises(UsageError, match=r"^--target -3: choose between 0 and 1$"):
        BackpropSpec(target=-3.0, loss="cross-entropy")
