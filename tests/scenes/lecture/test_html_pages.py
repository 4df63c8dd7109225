"""Pages rendered from templates."""

import errno
from dataclasses import replace
from pathlib import Path

import jinja2
import pytest

from engine.errors import WarpreelError
from scenes.lecture import html_pages
from scenes.lecture.deck import Deck
from scenes.lecture.html_pages import render_template, write_page
from scenes.theme.theme import THEMES


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(html_pages, "TEMPLATES", tmp_path)
    return tmp_path


def rendered(templates: Path, deck: Deck, template: str, **more: object) -> str:
    (templates / "page.html").write_text(template)
    return render_template("page.html", deck, templates / "out", THEMES["dark"], **more)


def test_texts_are_escaped_and_filters_apply(templates: Path, deck: Deck) -> None:
    page = rendered(
        templates,
        replace(deck, title="<b> & co"),
        "{{ deck.title }} {{ file | link }} {{ 65.9 | clock }} {{ deck.slides[1] | kind }}",
        file=templates / "out" / "a film.mp4",
    )
    assert page == "&lt;b&gt; &amp; co a%20film.mp4 1:05 figure"


def test_words_are_in_the_language_of_the_deck(templates: Path, deck: Deck) -> None:
    page = rendered(templates, replace(deck, language="zh"), "{{ say('On screen:') }}")
    assert page
    assert page != "On screen:"


def test_a_variable_that_there_is_not_is_an_error(templates: Path, deck: Deck) -> None:
    with pytest.raises(jinja2.UndefinedError):
        rendered(templates, deck, "{{ nothing }}")


def test_a_full_disk_leaves_the_old_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_page(tmp_path / "page.html", "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(WarpreelError, match=r"cannot write .*page\.html: no space left"):
        write_page(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
