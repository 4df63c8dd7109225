"""The digit whose maps are looked at is one of ten."""

import pytest

from engine.errors import UsageError
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.experiments.filters_spec import FiltersSpec


def test_it_has_the_options_of_the_training_and_a_digit() -> None:
    spec = FiltersSpec(steps=30, digit=7)
    assert spec.training == DigitReaderSpec(steps=30)


@pytest.mark.parametrize(
    ("options", "flag"), [({"digit": 10}, "--digit"), ({"steps": 0}, "--steps")]
)
def test_what_is_out_of_range_is_refused_by_its_flag(options: dict[str, int], flag: str) -> None:
    with pytest.raises(UsageError, match=flag):
        FiltersSpec(**options)
