"""What the training of a transformer that sorts can be asked for has limits."""

import pytest

from engine.errors import UsageError
from engine.experiments.transformer.sorting_spec import SortingSpec


@pytest.mark.parametrize(
    ("options", "flag"),
    [({"length": 11}, "--length"), ({"numbers": 8}, "--numbers"), ({"rate": 0.0}, "--rate")],
)
def test_what_is_out_of_range_is_refused_by_its_flag(options: dict[str, float], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        SortingSpec(**options)
