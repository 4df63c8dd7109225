"""Scenes are found in files of anybody's, and what cannot be loaded or played is told."""

import sys
from pathlib import Path

import pytest

from engine.errors import UsageError, WarpreelError
from scenes.watching.scene_file import checked, scenes_in, split_request

TWO = """
from helper_of_the_user import SIDE
from manim import MovingCameraScene, Scene, Square

print("loaded")

class First(Scene):
    def construct(self):
        print("played")
        self.add(Square(SIDE))
        self.wait(1)

class Second(MovingCameraScene):
    def construct(self):
        self.add(Square())
        self.wait(undefined)
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.path", [*sys.path])
    (tmp_path / "helper_of_the_user.py").write_text("SIDE = 2\n")
    (tmp_path / "own_scenes.py").write_text(TWO)
    return tmp_path / "own_scenes.py"


def test_a_request_is_a_file_and_perhaps_a_name(file: Path) -> None:
    assert split_request(str(file)) == (file, None)
    assert split_request(f"{file}:First") == (file, "First")
    for wrong in ("own_scenes", "absent.py", "absent.py:First"):
        with pytest.raises(UsageError):
            split_request(wrong)


def test_only_the_file_s_own_scenes_are_found_in_their_order(file: Path) -> None:
    assert [each.__name__ for each in scenes_in(file)] == ["First", "Second"]
    assert [each.__name__ for each in scenes_in(file, "Second")] == ["Second"]
    with pytest.raises(UsageError, match=r"did you mean First\?"):
        scenes_in(file, "Frist")


def test_a_scene_is_played_and_what_it_prints_is_no_output(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = checked(scenes_in(file, "First")[0])
    assert (done.name, done.seconds, done.findings) == ("First", 1.0, [])
    out, err = capsys.readouterr()
    assert (out, err) == ("", "loaded\nplayed\n")


def test_what_stops_a_scene_is_told_with_its_line(file: Path) -> None:
    with pytest.raises(WarpreelError, match=r"Second cannot be played: NameError.*own_scenes.py, "):
        checked(scenes_in(file, "Second")[0])


@pytest.mark.parametrize(
    ("text", "told"),
    [("x = 1", "has no scene"), ("1 / 0", "ZeroDivisionError"), ("if", "SyntaxError")],
)
def test_a_file_without_scenes_or_with_mistakes_is_told(
    tmp_path: Path, text: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.path", [*sys.path])
    (tmp_path / "broken_scenes.py").write_text(text)
    with pytest.raises(WarpreelError, match=told):
        scenes_in(tmp_path / "broken_scenes.py")
