"""What the film of space warping can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenes.storytelling.film_spec import acts_option, check_acts
from scenes.storytelling.filmed_run_spec import FilmedRunSpec

ACTS = ("data", "training", "depth", "regions", "control")


@dataclass(frozen=True, kw_only=True)
class SpaceWarpSpec(FilmedRunSpec):
    """The film of a network that bends space until a line separates the classes."""

    acts: tuple[str, ...] = acts_option(ACTS)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_acts(self.acts, ACTS)

    @property
    def subject(self) -> tuple[Any, ...]:
        """The runs that are shown, whatever acts show them."""
        return ("run", self.run), ("data", self.data), ("recording", self.recording)
