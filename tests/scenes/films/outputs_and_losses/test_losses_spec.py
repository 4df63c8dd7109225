"""What the film of losses can be asked for."""

import pytest

from engine.errors import UnknownNameError, UsageError
from scenes.films.outputs_and_losses.losses_spec import LossesSpec


def test_all_losses_are_shown_unless_some_are_named() -> None:
    assert LossesSpec().names == ("mse", "mae", "huber", "cross-entropy", "hinge")
    assert LossesSpec(names=("Hinge", "cross_entropy")).names == ("hinge", "cross-entropy")


@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ({"names": ()}, "--names"),
        ({"names": ("mse", "mse")}, "--names"),
        ({"target": 1001.0}, "--target"),
        ({"target": float("nan")}, "--target"),
        ({"delta": 0.0}, "--delta"),
        ({"delta": 5.0}, "--delta"),
        ({"names": ("mse",), "delta": 2.0}, "--delta"),
        ({"names": ("hinge", "cross-entropy"), "target": 2.0}, "--target"),
    ],
)
def test_what_cannot_be_shown_is_refused(options: dict[str, object], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        LossesSpec(**options)


def test_an_unknown_loss_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="huber"):
        LossesSpec(names=("hubert",))
