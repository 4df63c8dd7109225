"""The examples do what they say."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.cli import run

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


def commands(example: Path) -> list[str]:
    """Give the lines of an example's docstring that are commands."""
    text = example.read_text().split('"""')[1]
    return re.findall(r"^(?:python|warpreel) .*", text, re.MULTILINE)


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_commands_of_an_example_work(
    example: Path, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands(example)
    for command in commands(example):
        program, *arguments = shlex.split(command)
        if program == "python":
            paths = [example if Path(each).name == example.name else each for each in arguments]
            subprocess.run([sys.executable, *paths], check=True, capture_output=True)
        else:
            quick = ["--acts", "data", "--tempo", "20", "-q", "l", "-o", "film.png"]
            assert run([*arguments, *quick]) == 0
            assert (workplace / "film.png").stat().st_size > 0
    capsys.readouterr()
