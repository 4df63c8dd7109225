"""What documents hold: commands, and files that a reader is told to save."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OTHERS = {
    "brew", "cd", "docker", "make", "manim", "pip", "pipx", "pre", "pre-commit", "pytest",
    "python", "python3", "ruff", "source", "sudo", "uv",
}  # fmt: skip
"""Programs, beside ours, that readers are told to call."""


@dataclass(frozen=True)
class Block:
    """A block of code: its language, the file that it is to be saved as, if any, and its text."""

    language: str
    title: str
    text: str


def documents() -> list[Path]:
    """Return all documents for users."""
    beside = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    return [*beside, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "packaging/README.md"]


def blocks(document: Path) -> list[Block]:
    """Return the blocks of code of a document."""
    return [Block(*found) for found in FENCE.findall(document.read_text("utf-8"))]


def commands(block: Block) -> Iterator[list[str]]:
    """Yield the commands of a block of a console, in words, without comments and folders."""
    if block.language != "console":
        return
    for line in block.text.splitlines():
        if words := shlex.split(line, comments=True):
            yield [Path(words[0]).name, *words[1:]]


def links(document: Path) -> Iterator[str]:
    """Yield what a document links to, beside addresses of the web."""
    text = re.sub(r"```.*?```|`[^`]*`", "", document.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text):
        address = "".join(target)
        if not re.match(r"[a-z]+:", address):
            yield address
