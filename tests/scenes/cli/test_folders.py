"""Folders are made before the work, and do not stay behind empty."""

import os
from pathlib import Path

import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.cli.folders import folder_for
from tests.support.command_line import CommandLine


def test_a_folder_is_there_for_the_work_and_stays_with_what_was_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "film.mp4"
    with folder_for(path):
        path.write_text("a film")
    assert path.read_text() == "a film"


def test_folders_made_in_vain_go_again_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with pytest.raises(KeyboardInterrupt), folder_for(tmp_path / "old/new/er/film.mp4"):
        raise KeyboardInterrupt
    assert list(tmp_path.rglob("*")) == [tmp_path / "old"]


def test_a_file_in_the_way_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(WarpreelError, match="file"), folder_for(tmp_path / "file/film.mp4"):
        pytest.fail("it went to work")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(WarpreelError, match="not writable"), folder_for(tmp_path / "film.mp4"):
        pytest.fail("it went to work")


def themed(logo: str) -> str:
    """Write a theme with a logo of this name, and return its name."""
    path = Path(logo)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGBA", (20, 20), (255, 0, 0, 255)).save(path)
    Path("f.toml").write_text(f'[logo]\nfile = "{logo}"\n')
    return "f.toml"


@pytest.mark.parametrize(
    ("logo", "arguments"),
    [
        ("still.png", ("render", "softmax", "-s", "-q", "l", "-o", "still.png")),
        ("still.png", ("render", "softmax", "-s", "-q", "l", "-o", "./here/../still.png")),
        ("11.12-softmax-f.png", ("figures", "11.12", "--format", "png", "-o", ".")),
    ],
)
def test_the_logo_of_a_theme_is_not_overwritten(
    warpreel: CommandLine, logo: str, arguments: tuple[str, ...]
) -> None:
    theme = themed(logo)
    Path("here").mkdir()
    before = Path(logo).read_bytes()
    answer = warpreel(*arguments, "--theme", theme)
    assert answer.code == 2
    assert "is read by this command and would be overwritten" in answer.sentence
    assert Path(logo).read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("explore", "own.csv", "-o", "page.html"),
        ("render", "space-warp", "--data", "own.csv", "-o", "film.mp4"),
        ("train", "own.csv", "-o", "run.safetensors"),
        ("embed", "film.mp4", "--explore", "own.csv", "-o", "page.html"),
    ],
)
def test_a_link_to_a_table_is_no_place_for_output(
    warpreel: CommandLine, arguments: tuple[str, ...]
) -> None:
    Path("own.csv").write_text("1,2,a\n2,1,b\n" * 20)
    Path(arguments[-1]).symlink_to("own.csv")
    answer = warpreel(*arguments)
    assert answer.code == 2
    assert "which is own.csv, is read by this command" in answer.sentence
    assert Path("own.csv").read_text() == "1,2,a\n2,1,b\n" * 20


@pytest.mark.parametrize("output", [".", "here", os.devnull, "file/run.safetensors"])
def test_a_place_where_no_file_can_be_is_a_mistake_of_the_user(
    warpreel: CommandLine, output: str
) -> None:
    Path("here").mkdir()
    Path("file").touch()
    answer = warpreel("train", "moons", "-o", output)
    assert answer.code == 2
    assert "-o" in answer.sentence
