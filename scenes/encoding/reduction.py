"""What is given up so that an animated picture keeps within its size."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.languages.numbers import in_full, significant


@dataclass(frozen=True)
class Reduced:
    """What was chosen so that an animated picture keeps within its size.

    Attributes
    ----------
    frame_rate : float
    colours, width, height : int
    bytes : int
        That it has.
    """

    frame_rate: float
    colours: int
    width: int
    height: int
    bytes: int

    def __str__(self) -> str:
        return (
            f"{self.width}×{self.height}, {significant(self.frame_rate)} frames a second, "
            f"{self.colours} colours, {in_full(self.bytes / 1e6, 3)} MB"
        )
