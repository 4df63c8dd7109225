"""``warpreel check``: three faults put into a scene are found, and none in a clean one."""

import sys
from pathlib import Path

import msgspec
import pytest

from scenes.watching.findings import Check, Fault
from tests.support.command_line import CommandLine

SCENES = """
from manim import DOWN, RIGHT, Scene, Square, Text

class Clean(Scene):
    def construct(self):
        self.add(Text("All of this is well").shift(2 * DOWN), square := Square())
        self.play(square.animate.rotate(1), run_time=2)

class Faulty(Scene):
    def construct(self):
        self.add(Text("One"), Text("Two"), Square())
        self.wait(2)
        self.clear()
        self.add(Text("Out of the frame").shift(6 * RIGHT))
        self.wait(2)
        self.clear()
        self.add(Text("Small", font_size=8))
        self.wait(2)
"""


@pytest.fixture(autouse=True)
def own_scenes(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    (workplace / "scene.py").write_text(SCENES)


def test_a_clean_scene_is_clean(warpreel: CommandLine) -> None:
    answer = warpreel("check", "scene.py:Clean")
    assert (answer.code, answer.out, answer.err) == (0, "Clean, 2.0 s: clean\n", "")
    assert answer.made == set()


def test_the_faults_of_a_scene_are_told_with_their_times(warpreel: CommandLine) -> None:
    answer = warpreel("check", "scene.py")
    assert answer.code == 1
    clean, faulty, *lines = answer.out.splitlines()
    assert clean.endswith("clean")
    assert faulty == "Faulty, 6.0 s: 3 found"
    assert [line.split(":")[0] for line in lines] == [
        "  0.0 to 2.0 s, overlap",
        "  2.0 to 4.0 s, off-frame",
        "  4.0 to 6.0 s, too-small",
    ]
    assert answer.err == "warpreel: scene.py: 3 things are wrong\n"


def test_programs_read_them_as_json(warpreel: CommandLine) -> None:
    answer = warpreel("check", "scene.py:Faulty", "--json")
    found = msgspec.json.decode(answer.out, type=Check)
    assert (answer.code, found.clean) == (1, False)
    faults = [each.fault for each in found.scenes[0].findings]
    assert faults == [Fault.OVERLAP, Fault.OFF_FRAME, Fault.TOO_SMALL]


@pytest.mark.parametrize("request_", ["absent.py", "scene.toml", "scene.py:Claen"])
def test_what_is_not_there_is_told(warpreel: CommandLine, request_: str) -> None:
    answer = warpreel("check", request_)
    assert answer.code == 2
    assert answer.sentence
