"""Figures drawn in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scenes.figures.style import Style, use_style
from scenes.theme.theme import THEMES
from tests.support.built_figures import build_states
from tests.support.drawn_figures import Drawn, drawn_at


@pytest.fixture(params=["light", "dark"])
def style(request: pytest.FixtureRequest) -> Iterator[Style]:
    with use_style(THEMES[request.param]):
        yield Style(THEMES[request.param])


@pytest.fixture
def drawn(style: Style) -> Callable[..., Drawn]:
    """Draw a figure, by default 150 mm wide."""

    def draw(module: Any, result: Any, width: float = 150, ratio: float = 0.56) -> Drawn:
        return drawn_at(module, result, style, (width, ratio * width))

    return draw


@pytest.fixture(scope="session")
def built_figures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two figures in every format."""
    folder = tmp_path_factory.mktemp("figures")
    build_states(folder)
    return folder


@pytest.fixture
def folder(built_figures: Path, tmp_path: Path) -> Path:
    """A copy of the folder of figures."""
    for path in built_figures.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path
