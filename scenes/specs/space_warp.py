"""What the film of space warping can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from engine.errors import UsageError
from engine.registry import unknown_name
from engine.spec import RunSpec, option
from scenes.specs.film import FilmSpec

ACTS = ("data", "training", "depth", "regions", "control")


@dataclass(frozen=True, kw_only=True)
class SpaceWarpSpec(RunSpec, FilmSpec):
    """The film of a network that bends space until a line separates the classes."""

    recording: Path | None = option(None, "Film this recording instead of training anew.")
    acts: tuple[str, ...] = option(ACTS, "Acts to show: data, training, depth, regions, control.")

    def __post_init__(self) -> None:
        RunSpec.__post_init__(self)
        FilmSpec.__post_init__(self)
        if self.recording is not None and self.run != RunSpec():
            odd = next(i for i in fields(RunSpec) if getattr(self, i.name) != i.default)
            flag = f"--{odd.name.replace('_', '-')}"
            raise UsageError(f"{flag} has no effect on a --recording; leave one of them out")
        if not self.acts:
            raise UsageError(f"--acts: name at least one of {', '.join(ACTS)}")
        for act in self.acts:
            if act not in ACTS:
                raise unknown_name("act", act, list(ACTS))

    @property
    def run(self) -> RunSpec:
        """The training run alone."""
        return RunSpec(**{item.name: getattr(self, item.name) for item in fields(RunSpec)})

    @property
    def subject(self) -> tuple[Any, ...]:
        """The runs that are shown, whatever acts show them."""
        return ("run", self.run), ("data", self.data), ("recording", self.recording)
