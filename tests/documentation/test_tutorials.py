"""The tutorials do what they say: each of their commands is run, in order, in an empty folder.

Films are told twenty times as fast, and trained for a few steps where nothing depends on it. What
takes longer than that is run by ``make docs`` alone, with WARPREEL_ALL_TUTORIALS set.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.cli import run
from tests.support.documents import ROOT, blocks, commands

TUTORIALS = sorted((ROOT / "docs/tutorials").glob("*.md")) + [ROOT / "docs/zh/lecture.md"]
LONG = ("first-film", "your-network", "your-data")
"""Tutorials whose films train networks for minutes."""
MADE = {
    "explore": {"xor.html", "moons.html", "bowl.html"},
    "figures": {"figures.toml", "figures/activation.pdf", "renders/figures/11.08-sigmoid.pdf"},
    "first-film": {"renders/affine.mp4", "plane.mp4", "space.mp4"},
    "lecture": {"lecture.toml", "tonight/index.html", "tonight/lecture.pptx"},
    "your-data": {"points.safetensors", "points.mp4", "chosen.safetensors", "deeper.mp4"},
    "your-film": set(),
    "your-network": {"own.safetensors", "own.mp4", "gru.safetensors", "gru.mp4"},
}
"""Files that are there in the end."""


def quick(words: list[str]) -> list[str]:
    """Make a command short where what it shows does not depend on it."""
    if words[:1] == ["render"] and "--contact-sheet" not in words:
        return [*words, "--tempo", "20"]
    if words[:2] == ["explore", "xor"]:
        return [*words, "--steps", "20"]
    return words


@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_does_what_it_says(
    tutorial: Path, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if tutorial.stem in LONG and not os.environ.get("WARPREEL_ALL_TUTORIALS"):
        pytest.skip("takes minutes; `make docs` runs it")
    for block in blocks(tutorial):
        if block.title:
            (workplace / block.title).write_text(block.text, "utf-8")
        for words in commands(block):
            if words[0] == "python":
                subprocess.run([sys.executable, *words[1:]], check=True, capture_output=True)
            else:
                assert words[0] == "warpreel"
                code = run(quick(words[1:]))
                assert code == 0, (words, capsys.readouterr().err)
    for file in MADE[tutorial.stem]:
        assert (workplace / file).stat().st_size > 0, file
