"""Films on pages, opened from disk in a browser without a network."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.browser import Browser
from tests.support.clips import MakeFilm
from tests.support.command_line import CommandLine

PLUM = (142, 69, 133)
VIDEO = "document.querySelector('video')"
TRACK = "document.querySelector('track')"
SEEK = f"const v = {VIDEO}; v.currentTime = arguments[0]; return new Promise(r => v.onseeked = r)"


def test_a_transparent_film_shows_the_page_through(
    browser: Browser, film: MakeFilm, workplace: Path
) -> None:
    page = workplace / "page.html"
    page.write_text(
        f"<!doctype html><body style='margin:0;background:rgb{PLUM}'>"
        f"<video muted preload=auto src={film('affine.webm')}></video>"
    )
    browser.open(page)
    browser.wait_until(f"{VIDEO}.readyState >= 2")
    browser.run(SEEK, 1.0)
    seen = browser.screenshot()[:144, :256].astype(int)
    corners = seen[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert (corners == PLUM).all()
    assert (seen == PLUM).all(axis=-1).mean() > 0.9  # the square is the rest
    square = seen[72, 128 + 9]
    assert (square > 245).all()
    assert browser.complaints() == []


def test_a_page_that_holds_everything_plays_and_says_what_is_said(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film(captions=True)
    assert warpreel("embed", path, "--self-contained").code == 0
    alone = workplace / "alone"
    alone.mkdir()
    (workplace / "affine.html").rename(alone / "page.html")
    browser.open(alone / "page.html")
    assert browser.run(f"return {VIDEO}.paused")
    browser.run(f"{TRACK}.track.mode = 'hidden'; {VIDEO}.muted = true; return {VIDEO}.play()")
    browser.wait_until(f"{VIDEO}.currentTime > 0.3")
    browser.wait_until(f"{TRACK}.readyState == 2")
    cues = browser.run(
        f"return [...{TRACK}.track.cues].map(c => [c.startTime, c.getCueAsHTML().textContent])"
    )
    assert cues == [[0, "A square & a <wall>."], [1.2, "It has moved."]]
    assert browser.run("return document.querySelector('details').innerText") == "Transcript"
    assert browser.complaints() == []


@pytest.mark.parametrize("format", ["mp4", "webm"])
def test_a_page_beside_its_film_plays_it_and_has_its_captions(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path, format: str
) -> None:
    path = film(f"films/affine.{format}", captions=True)
    assert warpreel("embed", path, "-o", "page.html").code == 0
    browser.open(workplace / "page.html")
    browser.run(f"{TRACK}.track.mode = 'hidden'; {VIDEO}.muted = true; return {VIDEO}.play()")
    browser.wait_until(f"{VIDEO}.currentTime > 0.3 && {TRACK}.track.cues.length == 2")
    assert browser.complaints() == []


def test_a_looping_film_plays_by_itself_only_where_motion_is_welcome(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    assert warpreel("embed", film(), "--loop", "--self-contained").code == 0
    page = workplace / "affine.html"
    browser.open(page)
    browser.wait_until(f"{VIDEO}.currentTime > 0.3")
    assert browser.run(f"return {VIDEO}.loop && {VIDEO}.muted && {VIDEO}.controls")
    browser.open(page, reduced_motion="reduce")
    browser.wait_until(f"{VIDEO}.readyState >= 1")
    browser.run("return new Promise(r => setTimeout(r, 300))")
    assert browser.run(f"return [{VIDEO}.paused, {VIDEO}.currentTime]") == [True, 0]
    browser.run(f"return {VIDEO}.play()")  # as its control does
    browser.wait_until(f"{VIDEO}.currentTime > 0.3")
    assert browser.complaints() == []


def test_an_animated_picture_stands_still_until_its_button_is_pressed(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    assert warpreel("embed", film("affine.gif"), "-o", "page.html").code == 0
    shown = "document.querySelector('img').currentSrc.split('/').pop()"
    hidden = "document.querySelector('button').hidden"
    browser.open(workplace / "page.html")
    browser.wait_until(f"document.querySelector('img').complete && {shown} == 'affine.gif'")
    assert browser.run(f"return {hidden}")
    browser.open(workplace / "page.html", reduced_motion="reduce")
    browser.wait_until(f"!{hidden} && {shown} == 'affine.png'")
    browser.run("document.querySelector('button').click()")
    browser.wait_until(f"{hidden} && {shown} == 'affine.gif'")
    assert browser.complaints() == []


@pytest.mark.parametrize("size", [(1280, 720), (390, 844)])
def test_a_page_fits_its_window(
    browser: Browser,
    warpreel: CommandLine,
    film: MakeFilm,
    workplace: Path,
    size: tuple[int, int],
) -> None:
    assert warpreel("embed", film(captions=True), "-o", "page.html", "--theme", "light").code == 0
    browser.open(workplace / "page.html")
    browser.resize(*size)
    assert browser.run("return document.documentElement.scrollWidth") <= size[0]
    left, width = browser.run(f"const b = {VIDEO}.getBoundingClientRect(); return [b.x, b.width]")
    assert left == pytest.approx((size[0] - width) / 2, abs=1)
    assert np.array_equal(browser.screenshot()[0, 0], [255, 255, 255])


def test_a_page_brings_the_fonts_of_its_words(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film(captions=True)
    assert warpreel("embed", path, "-o", "page.html", "--lang", "zh").code == 0
    browser.open(workplace / "page.html")
    used = browser.fonts_of("figcaption")
    assert used == {"Noto Sans SC"}
    assert browser.fonts_of("summary") == {"Inter"}
    assert browser.complaints() == []


def test_words_that_our_fonts_lack_are_left_to_the_reader_s(
    browser: Browser, warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    assert warpreel("embed", film(), "-o", "page.html", "--alt", "\u0e01 and \u0e02").code == 0
    browser.open(workplace / "page.html")
    assert "Inter" in browser.fonts_of("figcaption")
