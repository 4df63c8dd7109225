"""What stands by the lecturer: notes, captions, an overview, help, and names of everything."""

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.support.coloured import Page


def test_captions_stand_below_the_film_when_wanted(film: Page) -> None:
    shown = "getComputedStyle(document.querySelector('.present .caption')).display !== 'none'"
    assert not film.run(f"return {shown}")
    film.press("c")
    film.until("document.querySelector('.present .caption').textContent")
    assert film.text(".present .caption") == "All is red now,\n& 1 < 2."
    assert film.run(f"return {shown}")
    assert film.run(
        "return document.querySelector('.present video').getBoundingClientRect().bottom"
        " <= document.querySelector('.present .caption').getBoundingClientRect().top + 1"
    )
    film.press(Keys.END)
    film.previous()
    film.previous()
    film.until("document.querySelector('.present .caption').textContent.includes('blue')")
    film.press("c")
    assert not film.run(f"return {shown}")


def test_the_overview_shows_pictures_and_leads_anywhere(film: Page) -> None:
    film.press("o")
    assert film.run("return byId('overview').open")
    assert film.run("return byId('overview').querySelector('video')") is None
    assert film.run("return document.activeElement.dataset.slide") == "2"
    assert film.run("return byId('overview').querySelectorAll('img').length") == 3
    film.press(Keys.ARROW_LEFT)
    film.press(Keys.ENTER)
    film.until("index === 1 && !byId('overview').open")
    film.press(Keys.ESCAPE)
    film.until("byId('overview').open")
    film.press(Keys.ESCAPE)
    film.until("!byId('overview').open")
    assert film.address == "#/2"


def test_help_lists_the_keys(page: Page) -> None:
    page.press("?")
    assert page.run("return byId('help').open")
    assert "Play this part again".lower() in page.text("#help")
    page.press("?")
    page.until("!byId('help').open")


@pytest.fixture
def notes(film: Page) -> Iterator[Any]:
    """Look into the speaker's window, opened by its key; give a function that reads it."""
    driver = film.browser.driver
    deck = driver.current_window_handle
    film.press("s")
    film.until("speaker.view")
    (window,) = set(driver.window_handles) - {deck}

    def read(id: str) -> str:
        return str(film.run(f"return speaker.part({id!r}).textContent"))

    read.window, read.deck = window, deck  # type: ignore[attr-defined]
    yield read
    driver.switch_to.window(window)
    driver.close()
    driver.switch_to.window(deck)


def test_the_speaker_sees_notes_of_the_part_what_is_next_and_the_time(
    film: Page, notes: Any
) -> None:
    assert "Dim the light." in notes("notes")
    assert "Ask what will be red." in notes("notes")
    assert notes("said") == "All is red now."
    assert notes("place") == "slide 3 of 5 · part 1 of 3"
    assert notes("then-title") == "Three colours: green"
    assert notes("elapsed").startswith("00:")
    assert film.run("return speaker.part('then').querySelector('video') !== null")
    film.next()
    film.until("film().part === 1")
    assert notes("notes") == "Ask what will be green."
    film.press(Keys.END)
    assert notes("notes") == "No notes."
    assert notes("then-title") == "the end"


def test_keys_in_the_speakers_window_move_the_deck(film: Page, notes: Any) -> None:
    film.until("performance.now() - pressed > BOUNCE")
    driver = film.browser.driver
    driver.switch_to.window(notes.window)
    film.browser.press(Keys.PAGE_UP)
    driver.switch_to.window(notes.deck)
    film.until("location.hash === '#/2'")


def test_everything_is_named_for_those_who_do_not_see_it(page: Page) -> None:
    assert page.run("return document.documentElement.lang") == "en"
    assert page.run("return [...document.images].every(each => each.hasAttribute('alt'))")
    assert page.run("return document.querySelector('video').ariaLabel") == "A square moves"
    unnamed = "[...document.querySelectorAll('button')].filter(b => !b.ariaLabel && !b.innerText)"
    assert page.run(f"return {unnamed}.filter(b => b.checkVisibility()).length") == 0
