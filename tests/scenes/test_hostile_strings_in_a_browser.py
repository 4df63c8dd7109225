"""No string runs as a program in a browser, whichever page says it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.recordings.recording import Recording
from scenes.explore.page import render_page as render_page_of_recording
from scenes.explore.payload import Explored
from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.lecture.handout import write_handout
from scenes.theme.theme import THEMES
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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_runs_where_a_recording_is_explored(
    lang: str, mlp: Recording, tmp_path: Path, browser: Browser
) -> None:
    data = replace(mlp.data, name=ALL, class_names=(ALL, "<b>b</b>"), feature_names=(ALL, "$x$"))
    page = tmp_path / "page.html"
    explored = Explored(replace(mlp, data=data))
    page.write_text(render_page_of_recording(explored, LANGUAGES[lang], THEMES["dark"]), "utf-8")
    browser.open(page)
    browser.wait_until("document.documentElement.dataset.ready === 'true'")
    browser.run("for (const each of document.querySelectorAll('button')) each.click()")
    assert browser.run("return window.PWN === undefined")
    assert browser.run("return document.title").startswith("<script>window.PWN=1</script>")
    names = browser.run("return [...document.querySelectorAll('li')].map(e => e.textContent)")
    assert [name.strip() for name in names if name.strip() in (ALL, "<b>b</b>")] == [
        ALL,
        "<b>b</b>",
    ]


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
