"""What a film or a figure of a training run can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from engine.errors import UsageError
from engine.options import option
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec


@dataclass(frozen=True, kw_only=True)
class RecordedRunSpec(RunSpec):
    """A network that is trained to be shown, or a recording."""

    recording: Path | None = option(None, "Show this recording instead of training anew.")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.recording is not None and self.run != RunSpec():
            odd = next(i for i in fields(RunSpec) if getattr(self.run, i.name) != i.default)
            flag = f"--{odd.name.replace('_', '-')}"
            raise UsageError(f"{flag} has no effect on a --recording; leave one of them out")

    @property
    def run(self) -> RunSpec:
        """The training run alone."""
        return RunSpec(**{item.name: getattr(self, item.name) for item in fields(RunSpec)})


@dataclass(frozen=True, kw_only=True)
class FilmedRunSpec(RecordedRunSpec, FilmSpec):
    """A film of a network that is trained for it, or of a recording."""

    def __post_init__(self) -> None:
        RecordedRunSpec.__post_init__(self)
        FilmSpec.__post_init__(self)
