"""The playground, opened in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scenes.explore.playground import render_playground
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.browser import Browser
from tests.support.explored_pages import READY, settle

Play = Callable[..., None]
STEP = "warpreel.lab.recording.lastStep"


@pytest.fixture
def play(browser: Browser, tmp_path: Path) -> Play:
    """Open the playground."""

    def opened(fragment: str = "", lang: str = "en", theme: str = "dark") -> None:
        page = tmp_path / "playground.html"
        page.write_text(render_playground(LANGUAGES[lang], THEMES[theme]), "utf-8")
        browser.open(page, fragment, reduced_motion="reduce")
        browser.wait_until(READY)

    return opened


def press(browser: Browser, name: str) -> None:
    browser.run("document.getElementById(arguments[0]).click()", name)
    settle(browser)


def choose(browser: Browser, name: str, value: str) -> None:
    browser.run(
        """const control = document.getElementById(arguments[0]);
        control.value = arguments[1];
        control.dispatchEvent(new Event('change'))""",
        name,
        value,
    )
    settle(browser)


def settings(browser: Browser) -> dict[str, object]:
    told: dict[str, object] = browser.run("return warpreel.lab.settings")
    return told
