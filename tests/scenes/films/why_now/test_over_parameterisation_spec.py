"""What the film of over-parameterised networks can be asked for."""

import pytest

from engine.errors import UsageError
from scenes.films.why_now.over_parameterisation_spec import OverParameterisationSpec


def test_it_takes_the_options_of_the_experiment_and_those_of_films() -> None:
    spec = OverParameterisationSpec(samples=14, aspect="9:16", theme="light")
    assert dict(spec.subject) == {
        "samples": 14, "noise": 0.2, "widest": 1_000, "steepness": 20.0, "seeds": 50
    }  # fmt: skip


@pytest.mark.parametrize(
    ("options", "flag"), [({"seeds": 0}, "--seeds"), ({"tempo": 0.0}, "--tempo")]
)
def test_both_kinds_of_options_have_limits(options: dict[str, float], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        OverParameterisationSpec(**options)
