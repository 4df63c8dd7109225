"""What the experiment of double descent can be asked for."""

import pytest

from engine.errors import UsageError
from engine.experiments.double_descent_spec import DoubleDescentSpec


@pytest.mark.parametrize(
    ("options", "flag"),
    [
        ({"samples": 4}, "--samples 4"),
        ({"samples": 41}, "--samples 41"),
        ({"noise": 0.0}, "--noise 0"),
        ({"noise": float("nan")}, "--noise nan"),
        ({"widest": 19}, "--widest 19"),
        ({"widest": 5_001}, "--widest 5,001"),
        ({"steepness": 0.5}, "--steepness 0.5"),
        ({"seeds": 0}, "--seeds 0"),
        ({"seeds": 201}, "--seeds 201"),
        ({"samples": 30, "widest": 119}, "--widest 119: .*120"),
    ],
)
def test_numbers_have_limits(options: dict[str, float], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        DoubleDescentSpec(**options)


def test_four_weights_for_each_point_are_enough() -> None:
    assert DoubleDescentSpec(samples=30, widest=120).widest == 120
