"""The film that is rendered to see whether films render."""

from pathlib import Path

import pytest

from scenes.diagnosis import trial
from scenes.diagnosis.finding import State
from tests.support.command_line import listing
from tests.support.decoded import frames


def test_it_renders_here_and_leaves_nothing_behind(workplace: Path) -> None:
    (found,) = trial.trial()
    assert found.state is State.OK, found.told
    assert listing(workplace) == []


def test_its_pictures_hold_words_heat_and_a_formula(tmp_path: Path) -> None:
    last = frames(trial._rendered(tmp_path).read_bytes())[-1].astype(float)
    thirds = [part.reshape(-1, 3) for part in (last[:40], last[65:115], last[118:152])]
    assert all(part.std(axis=0).max() > 8 for part in thirds)


def test_whatever_stops_it_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Path) -> Path:
        raise OSError("libpango\nis missing")

    monkeypatch.setattr(trial, "_rendered", fail)
    (found,) = trial.trial()
    assert found.state is State.FAULT
    assert found.told.endswith("OSError: libpango is missing")


def test_a_film_of_another_length_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_rendered", lambda folder: folder)
    monkeypatch.setattr(trial, "_frames", lambda path: 3)
    (found,) = trial.trial()
    assert (found.state, "3 frames instead of 20" in found.told) == (State.FAULT, True)
