"""What the film of attention can be asked for."""

import pytest

from engine.errors import UsageError
from engine.experiments.transformer.sorting_spec import SortingSpec
from scenes.films.attention.attention_spec import AttentionSpec


def test_it_takes_the_options_of_the_training_and_those_of_films() -> None:
    spec = AttentionSpec(length=6, aspect="9:16", theme="light")
    assert spec.training == SortingSpec(length=6)
    assert dict(spec.subject)["length"] == 6


@pytest.mark.parametrize(
    ("options", "flag"), [({"length": 2}, "--length"), ({"tempo": 0.0}, "--tempo")]
)
def test_both_kinds_of_options_have_limits(options: dict[str, float], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        AttentionSpec(**options)
