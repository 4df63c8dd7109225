"""Pictures of a finished film: taken once, and again only when what they show has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.lecture import posters
from scenes.lecture.posters import keep_poster, keep_sheet
from scenes.rendering.contact_sheet import CAPTION, GAP
from scenes.theme.theme import THEMES
from tests.support.clips import TIMELINE, MakeFilm, film, films

__all__ = ["film", "films"]

DARK, LIGHT = THEMES["dark"], THEMES["light"]


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size


def test_a_poster_is_a_frame_of_the_film_and_stays_as_long_as_the_film_does(
    film: MakeFilm,
) -> None:
    path = film()
    poster = keep_poster(path, "a film", TIMELINE)
    assert poster == path.with_suffix(".png")
    before = poster.stat().st_ino
    assert keep_poster(path, "a film", TIMELINE).stat().st_ino == before
    assert keep_poster(path, "another", TIMELINE).stat().st_ino != before


def test_a_damaged_picture_is_made_anew(film: MakeFilm) -> None:
    path = film()
    poster = keep_poster(path, "a film", TIMELINE)
    size = size_of(poster)
    for damage in (b"", poster.read_bytes()[:20], b"no picture at all"):
        poster.write_bytes(damage)
        assert size_of(keep_poster(path, "a film", TIMELINE)) == size


def test_a_sheet_has_a_row_of_three_frames_for_each_section(film: MakeFilm) -> None:
    path = film()
    sheet = keep_sheet(path, "a film", TIMELINE, DARK, ENGLISH)
    width, height = size_of(keep_poster(path, "a film", TIMELINE))
    assert size_of(sheet) == (GAP + 3 * (width + GAP), 2 * (CAPTION + height) + GAP)


def test_a_sheet_has_no_more_pixels_than_paper_shows(
    film: MakeFilm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posters, "SHEET", (500, 120))
    sheet = keep_sheet(film(), "a film", TIMELINE, DARK, ENGLISH)
    assert size_of(sheet)[1] == 120


def test_a_sheet_is_made_anew_for_other_words_colours_or_sections(film: MakeFilm) -> None:
    path, chinese = film(), LANGUAGES["zh"]
    shown = replace(TIMELINE, sections=TIMELINE.sections[::-1])
    seen = set()
    for timeline, theme, language in (
        (TIMELINE, DARK, ENGLISH),
        (TIMELINE, LIGHT, ENGLISH),
        (TIMELINE, DARK, chinese),
        (shown, DARK, ENGLISH),
    ):
        sheet = keep_sheet(path, "a film", timeline, theme, language)
        again = keep_sheet(path, "a film", timeline, theme, language)
        assert again.stat().st_mtime_ns == sheet.stat().st_mtime_ns
        seen.add(sheet.read_bytes())
    assert len(seen) == 4
