"""A folder of its own for the texts that each test sets."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from manim import tempconfig


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path) -> Iterator[None]:
    """Keep outlines of texts where no other process of the tests removes them."""
    with tempconfig({"media_dir": str(tmp_path / "media")}):
        yield
