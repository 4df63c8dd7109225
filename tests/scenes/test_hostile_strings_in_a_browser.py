"""No string runs as a program in a browser, whichever page says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scenes.languages.language import ENGLISH
from scenes.lecture.handout import write_handout
from scenes.theme.theme_file import read_theme
from scenes.web.clip import Clip
from scenes.web.html import Embed
from scenes.web.page import render_page
from tests.scenes.test_hostile_strings import PAGES, deck_of
from tests.support.browser import Browser
from tests.support.hostile_strings import HOSTILE
from tests.support.theme_files import font_file

ALL = "\n".join(HOSTILE.values())


@pytest.mark.parametrize("page", PAGES)
def test_no_string_runs(page: str, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGES[page](ALL, tmp_path), "utf-8")
    browser.open(path)
    assert browser.run("return document.readyState") == "complete"
    assert browser.run("return window.PWN === undefined")
    assert "<script>window.PWN=1</script>" in browser.run("return document.body.textContent")


@pytest.mark.parametrize("name", ["css", "end of style", "apostrophe"])
def test_no_name_of_a_font_runs(name: str, tmp_path: Path, browser: Browser) -> None:
    font_file(tmp_path / "evil.ttf", HOSTILE[name])
    (tmp_path / "light.toml").write_text('base = "light"\n[fonts]\nregular = "evil.ttf"\n')
    theme = read_theme(tmp_path / "light.toml")
    shown = Embed(Clip(Path("a.mp4"), 16, 9, "A film"), ENGLISH, lambda path, _: path.name, "")
    path = tmp_path / "page.html"
    path.write_text(render_page(shown, theme), "utf-8")
    deck = replace(deck_of("words", tmp_path), theme=str(tmp_path / "light.toml"))
    for page, words in ((path, "figcaption"), (write_handout(deck, tmp_path), "h1")):
        browser.open(page)
        assert browser.run("return window.PWN === undefined")
        assert browser.run("return document.querySelectorAll('style').length") == 1
        assert len(browser.fonts_of(words)) == 1
