"""Options of the training on digits are checked."""

import pytest

from engine.errors import UsageError
from engine.experiments.digit_reader_spec import DigitReaderSpec


@pytest.mark.parametrize(
    "options", [{"steps": 0}, {"batch": 2000}, {"rate": 0}, {"points": 1}, {"every": 0}]
)
def test_numbers_out_of_range_are_refused_with_their_flag(options: dict) -> None:
    (name,) = options
    with pytest.raises(UsageError, match=f"^--{name}"):
        DigitReaderSpec(**options)
