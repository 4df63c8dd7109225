"""Pages in which recordings are explored, opened in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.recordings.recording import Recording
from scenes.explore.page import render_page
from scenes.explore.payload import Explored
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.browser import Browser

READY = "document.documentElement.dataset.ready === 'true'"
Open = Callable[..., None]


@pytest.fixture
def explore(browser: Browser, tmp_path: Path) -> Open:
    """Open the page of a recording, standing still unless motion is asked for."""

    def opened(
        recording: Recording,
        fragment: str = "",
        motion: str = "reduce",
        theme: str = "dark",
        lang: str = "en",
    ) -> None:
        page = tmp_path / "page.html"
        page.write_text(render_page(Explored(recording), LANGUAGES[lang], THEMES[theme]), "utf-8")
        browser.open(page, fragment, reduced_motion=motion)
        browser.wait_until(READY)

    return opened


def settle(browser: Browser) -> None:
    """Wait until what was changed is drawn."""
    browser.run("return new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")


def text_of(browser: Browser, selector: str) -> str:
    return str(browser.run("return document.querySelector(arguments[0]).innerText", selector))
