"""New TOML files: never over others."""

import errno
from pathlib import Path

import pytest

from engine.errors import UsageError, WarpreelError
from scenes.cli.new_file import write_new_toml
from tests.support.command_line import CommandLine


def test_a_file_is_written_with_the_folders_that_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "new" / "talk.toml"
    write_new_toml(path, 'title = "σ"\n', "lecture")
    assert path.read_bytes() == 'title = "σ"\n'.encode()


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text("mine")
    with pytest.raises(UsageError, match=r"talk\.toml is there already; choose another with -o"):
        write_new_toml(tmp_path / "talk.toml", "", "lecture")
    assert (tmp_path / "talk.toml").read_text() == "mine"


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"the name of a lecture's file ends in \.toml"):
        write_new_toml(tmp_path / "talk.txt", "", "lecture")


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(WarpreelError, match=r"cannot write .*talk\.toml: no space left"):
        write_new_toml(tmp_path / "talk.toml", "", "lecture")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["theme", "lecture"])
def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(
    warpreel: CommandLine, command: str
) -> None:
    Path("file").touch()
    answer = warpreel(command, "init", "-o", f"file/{command}.toml")
    assert answer.code == 2
    assert "cannot make the folder file" in answer.sentence
