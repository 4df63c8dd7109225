"""Failures: one sentence each, an exit code, and where needed what could be saved."""

import ast
import os
import re
from pathlib import Path

import pytest

from engine import errors
from engine.errors import (
    CombinedError,
    DivergenceError,
    UsageError,
    WarpreelError,
    make_folder,
    raise_all,
    reason,
)
from engine.recordings.recording import Recording

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]
ROOT = Path(errors.__file__).parents[1]
OURS = re.compile(r"\b(probe[ds]?|stages?)\b", re.IGNORECASE)
"""Words of our code, in the place of which users know layers and activations."""
FAILURES = [kind for kind in KINDS if issubclass(kind, Exception)]


@pytest.mark.parametrize("kind", FAILURES)
def test_every_failure_can_be_caught_as_one_kind(kind: type[WarpreelError]) -> None:
    assert issubclass(kind, WarpreelError)
    assert kind.__doc__


def test_a_wrong_request_exits_with_2_and_any_other_failure_with_1() -> None:
    wrong = {kind.__name__ for kind in FAILURES if kind.exit_code == 2}
    assert wrong == {"UsageError", "UnknownNameError"}
    assert {kind.exit_code for kind in FAILURES} == {1, 2}


def test_divergence_keeps_what_was_recorded(mlp: Recording) -> None:
    error = DivergenceError("training diverged", mlp)
    assert error.recording is mlp
    assert str(error) == "training diverged"


def test_the_reason_is_the_operating_system_s_own() -> None:
    assert reason(OSError(28, "whatever the library said")) == "no space left on device"
    assert reason(OSError("Broken In Some Way")) == "broken in some way"


def test_a_folder_is_made_with_its_parents_and_may_exist(tmp_path: Path) -> None:
    folder = tmp_path / "films" / "of" / "today"
    make_folder(folder)
    make_folder(folder)
    assert folder.is_dir()


@pytest.mark.parametrize("below", ["file", "file/folder"])
def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WarpreelError) as caught:
        make_folder(tmp_path / below)
    assert str(caught.value).startswith(f"cannot make the folder {tmp_path / below}: ")
    assert "choose another with -o" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written_to_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(WarpreelError, match=r"folder .* is not writable; choose another with -o"):
        make_folder(tmp_path)


def test_errors_that_were_collected_are_raised_together() -> None:
    first, second = WarpreelError("one"), UsageError("two")
    raise_all([])
    with pytest.raises(UsageError, match=r"^two$"):
        raise_all([second])
    with pytest.raises(CombinedError) as caught:
        raise_all([first, second])
    assert caught.value.errors == (first, second)
    assert str(caught.value) == "one\ntwo"
    assert caught.value.exit_code == 2


def raised_words(source: str) -> list[str]:
    """Give all literal text of what is raised."""
    raised = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Raise)]
    parts = [part for node in raised for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [part.value for part in parts if isinstance(part.value, str)]


@pytest.mark.parametrize("room", ["engine", "scenes", "warpreel"])
def test_refusals_speak_of_layers_and_activations(room: str) -> None:
    files = [*(ROOT / room).rglob("*.py")]
    said = [words for file in files for words in raised_words(file.read_text("utf-8"))]
    assert len(said) > (room != "warpreel")
    assert [words for words in said if OURS.search(words)] == []
