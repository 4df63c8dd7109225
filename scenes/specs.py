"""What each scene can be asked for: one frozen dataclass a scene, the whole of its interface."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from engine.errors import UsageError
from engine.registry import unknown_name
from engine.spec import RunSpec, in_range, option
from scenes.theme import THEMES

ACTS = ("data", "training", "depth", "regions", "control")


@dataclass(frozen=True, kw_only=True)
class SpaceWarpSpec(RunSpec):
    """The film of a network that bends space until a line separates the classes."""

    recording: Path | None = option(None, "Film this recording instead of training anew.")
    acts: tuple[str, ...] = option(ACTS, "Acts to show: data, training, depth, regions, control.")
    theme: str = option("dark", "Colours.", THEMES)
    tempo: float = option(1.0, "Speed of the film; 2 is twice as fast.")

    def __post_init__(self) -> None:
        super().__post_init__()
        in_range("--tempo", self.tempo, 0.1, 20)
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
