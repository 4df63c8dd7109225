"""What the film of a network's representations can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from engine.errors import UsageError
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.options import option
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class RepresentationSpec(DigitReaderSpec, FilmSpec):
    """The film of what the layers of any network make of its inputs."""

    recording: Path | None = option(
        None, "Show this recording of layers' activations instead of training on digits."
    )
    layer: str | None = option(None, "Layer to watch while it trains [the last but the output].")

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        DigitReaderSpec.__post_init__(self)
        names = [item.name for item in fields(DigitReaderSpec)]
        trained = {name: getattr(self, name) for name in names}
        odd = [n for n in names if trained[n] != getattr(DigitReaderSpec(), n)]
        if self.recording is not None and odd:
            raise UsageError(f"--{odd[0]} has no effect on a --recording; leave one of them out")

    @property
    def training(self) -> DigitReaderSpec:
        """The training alone."""
        values = {item.name: getattr(self, item.name) for item in fields(DigitReaderSpec)}
        return DigitReaderSpec(**values)
