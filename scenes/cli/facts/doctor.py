"""``warpreel doctor``: what is installed, whether it works, and what would make it faster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from engine.errors import WarpreelError

if TYPE_CHECKING:
    from scenes.diagnosis.finding import Diagnosis, Finding

MARKS = {"ok": "ok   ", "note": "note ", "fault": "FAULT"}


def doctor(*, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False) -> None:
    """Look at what is installed, and render a film of two seconds, to tell whether all works.

    A line a finding; the exit code is 1 if something does not work.

    Parameters
    ----------
    as_json
        Print JSON.
    """
    from scenes.cli.facts.json_output import print_json

    found = diagnosis(print if not as_json else lambda line: None)
    if as_json:
        print_json(found)
    faults = [each for each in found.findings if each.state == "fault"]
    if faults:
        count = (
            "one finding is a fault" if len(faults) == 1 else f"{len(faults)} findings are faults"
        )
        raise WarpreelError(f"{count}; what to do stands in its line")
    if not as_json:
        print("Warpreel works here.")


def diagnosis(tell: Callable[[str], object]) -> Diagnosis:
    """Look at everything, and tell each finding as soon as it is there."""
    from scenes.diagnosis.finding import Diagnosis, State

    found = []
    for each in _examined():
        tell(f"{MARKS[each.state]} {each.about}: {each.told}")
        found.append(each)
    return Diagnosis(all(each.state is not State.FAULT for each in found), found)


def _examined() -> Iterator[Finding]:
    """Look at packages first; what needs those that are missing cannot be looked at."""
    from scenes.diagnosis import media, packages, surroundings, trial
    from scenes.diagnosis.finding import State

    broken = False
    for each in packages.packages():
        broken = broken or each.state is State.FAULT
        yield each
    yield from surroundings.places()
    if broken:
        return
    yield from packages.torch_build()
    yield from media.encoders()
    yield from media.hardware_encoders()
    yield from media.fonts()
    yield from surroundings.speed()
    yield from trial.trial()
