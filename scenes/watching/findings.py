"""What is wrong in a scene, when, and how it is told to people and to programs."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Fault(StrEnum):
    """What can be wrong.

    Attributes
    ----------
    OVERLAP
        Writing stands on other writing.
    OFF_FRAME
        Writing is cut off by the edge, or something is never within the frame.
    TOO_SMALL
        Writing is too small to be read in a video of 720p.
    LOW_CONTRAST
        Writing hardly differs from what is behind it (WCAG 2.2, 1.4.3).
    UNREAD
        Words are gone before they can be read.
    EMPTY
        Nothing is on the stage.
    FROZEN
        Nothing changes, for longer than it takes to read what is there.
    """

    OVERLAP = "overlap"
    OFF_FRAME = "off-frame"
    TOO_SMALL = "too-small"
    LOW_CONTRAST = "low-contrast"
    UNREAD = "unread"
    EMPTY = "empty"
    FROZEN = "frozen"


class SceneFinding(msgspec.Struct, frozen=True):
    """One thing that is wrong in a scene.

    Attributes
    ----------
    fault : Fault
    start, end : float
        Seconds of the scene between which it was seen.
    told : str
        What is wrong, with the words that it concerns.
    """

    fault: Fault
    start: float
    end: float
    told: str

    def __str__(self) -> str:
        until = f" to {self.end:.1f} s" if self.end > self.start else " s"
        return f"{self.start:.1f}{until}, {self.fault}: {self.told}"


class CheckedScene(msgspec.Struct, frozen=True):
    """A scene that was played from beginning to end.

    Attributes
    ----------
    name : str
    seconds : float
        How long it lasts.
    findings : list of SceneFinding
        In the order of their times.
    """

    name: str
    seconds: float
    findings: list[SceneFinding]


class Check(msgspec.Struct, frozen=True):
    """All scenes of a file.

    Attributes
    ----------
    clean : bool
        Whether nothing is wrong with any.
    scenes : list of CheckedScene
    """

    clean: bool
    scenes: list[CheckedScene]


class Findings:
    """Collects what is wrong, each thing once with the time for which it was seen."""

    def __init__(self) -> None:
        self._found: dict[tuple[Fault, str], tuple[float, float, str]] = {}

    def add(self, fault: Fault, about: str, told: str, start: float, end: float) -> None:
        """Note that something is wrong from `start` to `end`, in seconds.

        What was wrong `about` the same before is the same finding, and told as it was first.
        """
        begun, ended, first = self._found.get((fault, about), (start, end, told))
        self._found[fault, about] = (min(begun, start), max(ended, end), first)

    def listed(self) -> list[SceneFinding]:
        """Return all findings, in the order of their times."""
        found = [
            SceneFinding(fault, round(start, 2), round(end, 2), told)
            for (fault, _), (start, end, told) in self._found.items()
        ]
        return sorted(found, key=lambda each: (each.start, each.fault, each.told))
