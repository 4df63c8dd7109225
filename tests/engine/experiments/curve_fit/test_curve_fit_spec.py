"""A regression that makes no sense is refused."""

import pytest

from engine.errors import UsageError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"samples": 3}, "--samples 3: choose between 4 and 200"),
        ({"held_out": 3}, "--held-out 3: choose between 4 and 1,000"),
        ({"noise": -0.1}, "--noise -0.1: choose between 0 and 2"),
        ({"units": 1}, "--units 1: choose between 2 and 1,000"),
        ({"rate": 0.0}, "--rate 0: choose between 1e-06 and 1"),
        ({"steps": 9}, "--steps 9: choose between 10 and 50,000"),
        ({"seed": -1}, "--seed -1"),
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, float], message: str) -> None:
    with pytest.raises(UsageError, match=f"^{message}"):
        CurveFitSpec(**options)  # type: ignore[arg-type]
