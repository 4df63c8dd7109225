"""What the command line answers, and what it leaves in a folder."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What the command line did."""

    code: int
    out: str
    err: str
    made: set[str]

    @property
    def sentence(self) -> str:
        """What it complained of, in one line; nothing else was printed and no file was made."""
        assert self.out == ""
        assert self.made == set()
        assert self.err.startswith("warpreel: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("warpreel: ").strip()


CommandLine = Callable[..., Answer]


def listing(folder: Path) -> list[str]:
    """Name everything in a folder, hidden or not, at any depth."""
    return sorted(
        os.path.relpath(Path(place, name), folder)
        for place, folders, files in os.walk(folder)
        for name in (*folders, *files)
    )
