"""What was found out about an installation, a line each."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class State(StrEnum):
    """How much a finding matters.

    Attributes
    ----------
    OK
        All is well.
    NOTE
        All works, but more could, or faster.
    FAULT
        Something does not work.
    """

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at.

    Attributes
    ----------
    about : str
        What was looked at, in a word or two.
    state : State
    told : str
        What was found, and what to do about it, in one line.
    """

    about: str
    state: State
    told: str


class Diagnosis(msgspec.Struct, frozen=True):
    """All that was found out.

    Attributes
    ----------
    works : bool
        Whether no finding is a fault.
    findings : list of Finding
    """

    works: bool
    findings: list[Finding]


def one_line(error: BaseException) -> str:
    """Return what an error says, in one line, with the name of its kind where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__
