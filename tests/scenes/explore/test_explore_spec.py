"""A page is of a training or of descents, never of half of each."""

from __future__ import annotations

import pytest

from engine.descent.descent_spec import DescentSpec
from engine.errors import UsageError
from engine.recordings.run_spec import RunSpec
from scenes.explore.explore_spec import ExploreSpec


def test_without_a_surface_it_is_a_training() -> None:
    spec = ExploreSpec(data="moons", hidden=(2,))
    assert spec.descent is None
    assert spec.run == RunSpec(data="moons", hidden=(2,))


def test_with_a_surface_or_a_formula_it_is_a_descent() -> None:
    of_name = ExploreSpec(surface="saddle", start=(1.0, 1.0)).descent
    assert of_name == DescentSpec(surface="saddle", start=(1.0, 1.0), steps=200)
    of_formula = ExploreSpec(formula="x**2", domain=(-1.0, 1.0)).descent
    assert of_formula == DescentSpec(formula="x**2", domain=(-1.0, 1.0), steps=200)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"start": (1.0,)}, "--start needs a --surface"),
        ({"surface": "saddle", "optimizer": "adam"}, "--optimizer has no effect"),
        ({"formula": "x**2", "data": "moons"}, "--data has no effect"),
    ],
)
def test_what_has_no_effect_is_told(options: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ExploreSpec(**options)  # type: ignore[arg-type]
