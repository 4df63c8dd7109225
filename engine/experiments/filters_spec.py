"""What the filters of a network that reads digits can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.options import in_range, option


@dataclass(frozen=True, kw_only=True)
class FiltersSpec(DigitReaderSpec):
    """The filters of a small convolutional network, and what they make of one digit."""

    digit: int = option(3, "Digit that is looked at, 0 to 9; it is not trained on.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--digit", self.digit, 0, 9)

    @property
    def training(self) -> DigitReaderSpec:
        """The training alone."""
        names = [item.name for item in fields(DigitReaderSpec)]
        return DigitReaderSpec(**{name: getattr(self, name) for name in names})
