"""``warpreel doctor``: a line a finding, and an exit code that tells whether all works."""

from collections.abc import Iterator

import msgspec
import pytest

from scenes.diagnosis import packages, trial
from scenes.diagnosis.finding import Diagnosis, Finding, State
from tests.support.command_line import CommandLine


def fault() -> Iterator[Finding]:
    yield Finding("film", State.FAULT, "it does not render")


def test_it_says_that_all_works_here(warpreel: CommandLine) -> None:
    answer = warpreel("doctor")
    assert (answer.code, answer.err, answer.made) == (0, "", set())
    *lines, last = answer.out.splitlines()
    assert last == "Warpreel works here."
    assert all(line.startswith(("ok    ", "note  ")) for line in lines)
    about = {line[6:].partition(":")[0] for line in lines}
    assert {"warpreel", "packages", "cache", "format mp4", "font Inter", "film"} <= about


def test_it_ends_with_1_where_something_does_not_work(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "trial", fault)
    answer = warpreel("doctor")
    assert answer.code == 1
    assert "FAULT film: it does not render" in answer.out
    assert answer.err == "warpreel: one finding is a fault; what to do stands in its line\n"


def test_what_needs_missing_packages_is_not_tried(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "packages", fault)
    answer = warpreel("doctor")
    assert answer.code == 1
    assert "format mp4" not in answer.out


def test_programs_read_it_as_json(warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "trial", fault)
    answer = warpreel("doctor", "--json")
    found = msgspec.json.decode(answer.out, type=Diagnosis)
    assert (answer.code, found.works) == (1, False)
    assert found.findings[-1] == Finding("film", State.FAULT, "it does not render")
