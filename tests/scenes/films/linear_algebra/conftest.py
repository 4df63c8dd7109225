"""A folder of their own for the outlines of words, which tests at the same time write too."""

from collections.abc import Iterator

import pytest
from manim import tempconfig


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep Manim's files where no other process of the tests writes."""
    with tempconfig({"media_dir": str(tmp_path_factory.mktemp("media"))}):
        yield
