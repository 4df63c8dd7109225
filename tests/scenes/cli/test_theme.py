"""``warpreel theme``: an example to begin with, and a table of contrasts."""

import errno
import os
from pathlib import Path

import pytest

from scenes.theme.theme import THEMES
from scenes.theme.theme_file import read_theme
from tests.support.command_line import CommandLine
from tests.support.theme_files import theme_file


def test_the_example_is_written_and_is_well(warpreel: CommandLine) -> None:
    answer = warpreel("theme", "init")
    assert (answer.code, answer.made) == (0, {"theme.toml"})
    assert read_theme(Path("theme.toml")) == THEMES["dark"]
    assert warpreel("theme", "check", "theme.toml").code == 0


def test_a_file_that_is_there_is_left_alone(warpreel: CommandLine) -> None:
    Path("theme.toml").write_text("base = 'light'")
    answer = warpreel("theme", "init")
    assert answer.code == 2
    assert "theme.toml is there already" in answer.sentence
    assert Path("theme.toml").read_text() == "base = 'light'"
    assert "ends in .toml" in warpreel("theme", "init", "-o", "theme.txt").sentence


def test_every_contrast_is_shown(warpreel: CommandLine) -> None:
    answer = warpreel("theme", "check", "light")
    assert answer.code == 0
    rows = [line.split() for line in answer.out.splitlines()]
    assert ["text", "#12161d", "18.13:1", "16.89:1", "4.5:1"] in rows
    assert len(rows) == 1 + 9 + len(THEMES["light"].classes) + 2


def test_what_cannot_be_read_is_shown_and_refused(warpreel: CommandLine) -> None:
    Path("faint.toml").write_text("[colours]\nmuted = '#444444'")
    answer = warpreel("theme", "check", "faint.toml")
    assert answer.code == 2
    (row,) = [line for line in answer.out.splitlines() if line.endswith("too little")]
    assert row.split()[:2] == ["muted", "#444444"]
    assert "muted #444444 on panel" in answer.err


def test_a_theme_that_is_not_there_is_answered_in_a_sentence(warpreel: CommandLine) -> None:
    assert "did you mean light" in warpreel("theme", "check", "lihgt").sentence
    for command in (("theme", "check"), ("render", "softmax", "--theme"), ("figures", "--theme")):
        answer = warpreel(*command, "none.toml")
        assert answer.code == 1
        assert "cannot read none.toml: no such file" in answer.sentence


def test_a_film_and_a_figure_refuse_what_cannot_be_read(warpreel: CommandLine) -> None:
    Path("faint.toml").write_text("[colours]\nmuted = '#444444'")
    for command in (("render", "softmax"), ("figures", "softmax")):
        answer = warpreel(*command, "--theme", "faint.toml")
        assert answer.code == 2
        assert "faint.toml: muted #444444 on panel" in answer.sentence


def test_a_figure_is_drawn_in_it_and_is_stale_when_it_changes(warpreel: CommandLine) -> None:
    path = theme_file(Path())
    order = ("figures", "softmax", "--theme", path, "--format", "svg", "-o", ".")
    assert "11.12-softmax-my.svg" in warpreel(*order).made
    svg = Path("11.12-softmax-my.svg").read_text()
    assert "#2b0040" in svg
    assert "font-family:'Corporate " in svg
    assert str(Path.cwd()) not in svg
    assert "0 of 1 file drawn" in warpreel(*order).out
    assert warpreel("figures", "--check", ".").code == 0
    path.write_text(path.read_text().replace("#3c0a55", "#3c0a56"))
    assert "11.12-softmax-my.svg: stale" in warpreel("figures", "--check", ".").out
    assert "1 of 1 file drawn" in warpreel(*order).out
    path.unlink()
    assert "11.12-softmax-my.svg: stale" in warpreel("figures", "--check", ".").out


def test_a_film_is_known_as_unchanged_until_something_of_its_theme_is_another(
    warpreel: CommandLine,
) -> None:
    path = theme_file(Path())
    film = ("render", "affine", "--theme", path, "-q", "l", "--tempo", "20", "-j", "2")
    assert warpreel(*film).code == 0
    assert "unchanged" in warpreel(*film).out
    logo = Path("logo.png")
    logo.write_bytes(logo.read_bytes() + b"another end")
    again = warpreel(*film)
    assert again.code == 0
    assert "unchanged" not in again.out


def test_the_folder_of_an_example_is_made(warpreel: CommandLine) -> None:
    assert warpreel("theme", "init", "-o", "nowhere/theme.toml").code == 0
    assert read_theme(Path("nowhere/theme.toml")) == THEMES["dark"]


def test_an_example_that_cannot_be_written_is_answered_in_a_sentence(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").touch()
    answer = warpreel("theme", "init", "-o", "file/theme.toml")
    assert answer.code == 2
    assert "file" in answer.sentence

    def full(self: Path, *_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_text", full)
    answer = warpreel("theme", "init")
    assert answer.code == 1
    assert "cannot write theme.toml: " in answer.sentence
    assert not Path("theme.toml").exists()
