"""The deck as a lecturer goes through it: with keys, a clicker, fingers, an address."""

import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.support.browser import Browser
from tests.support.coloured import SECONDS, Page


def test_arrow_keys_lead_through_all_pauses_and_back(page: Page) -> None:
    assert page.address == "#/1"
    page.next()
    assert page.address == "#/2"
    page.next()
    assert page.rests_at_the_end_of(0)
    assert (page.address, page.colour()) == ("#/3/1", "red")
    page.next()
    page.until("film().part === 1 && film().playing")
    page.next()
    assert page.rests_at_the_end_of(2)
    assert (page.address, page.colour()) == ("#/3/3", "blue")
    page.next()
    assert page.rests_at_the_end_of(0)
    assert page.address == "#/4/1"
    page.next()
    page.next()
    assert page.address == "#/5"
    for address in ("#/4/1", "#/3/3", "#/3/2", "#/3/1", "#/2", "#/1", "#/1"):
        page.previous()
        assert page.address == address
        assert not page.run("return film()?.playing")


def test_a_part_plays_to_its_end_and_shows_no_frame_of_the_next(page: Page) -> None:
    page.open("/2")
    page.run("index = 2")
    page.watch_frames()
    page.run("index = 1")
    page.next()
    assert page.rests_at_the_end_of(0)
    frames = page.frames
    assert len(set(frames)) > 2
    assert max(frames) < SECONDS


def test_a_part_that_loops_plays_over_and_over_until_told_to_go_on(film: Page) -> None:
    film.watch_frames()
    film.next()
    film.until("frames_shown.filter((time, i) => time < frames_shown[i - 1] - 0.3).length >= 2")
    assert film.address == "#/3/2"
    assert film.run("return film().playing")
    assert max(film.frames) < 2 * SECONDS
    film.next()
    assert film.rests_at_the_end_of(2)


def test_pressing_next_while_a_part_plays_skips_to_its_end(film: Page) -> None:
    film.press("r")
    film.slow_down()
    film.until("film().playing && film().video.currentTime < 0.5")
    film.next()
    assert film.rests_at_the_end_of(0)
    assert film.address == "#/3/1"


def test_a_nervous_second_press_is_ignored(page: Page) -> None:
    page.open("/2")
    page.slow_down()
    page.run(
        "for (let i = 0; i < 2; i++) dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown'}))"
    )
    assert page.run("return film().part === 0 && film().playing")
    assert page.time < SECONDS / 2


def test_a_key_that_is_held_down_counts_once(page: Page) -> None:
    page.run("dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', repeat: true}))")
    assert page.address == "#/1"


@pytest.mark.parametrize("key", [Keys.SPACE, Keys.PAGE_DOWN, Keys.ARROW_DOWN, Keys.ENTER, "n"])
def test_a_clicker_and_every_usual_key_go_on(page: Page, key: str) -> None:
    page.press(key)
    assert page.address == "#/2"


@pytest.mark.parametrize("key", [Keys.PAGE_UP, Keys.ARROW_UP, Keys.BACKSPACE, "p"])
def test_and_back(page: Page, key: str) -> None:
    page.open("/2")
    page.press(key)
    assert page.address == "#/1"


def test_a_film_is_paused_in_the_middle_and_goes_on(film: Page) -> None:
    film.press("r")
    film.slow_down()
    film.until("film().video.currentTime < 0.5 && film().video.currentTime > 0.01")
    film.press("k")
    held = film.time
    assert film.run("return film().video.paused && film().midway")
    assert film.run("return getComputedStyle(document.querySelector('.present .play')).visibility")
    film.press("k")
    film.until(f"film().video.currentTime > {held}")
    assert film.address == "#/3/1"


def test_leaving_a_film_pauses_it(page: Page) -> None:
    page.open("/2")
    page.slow_down()
    page.next()
    page.until("films[2].playing")
    page.previous()
    assert page.address == "#/2"
    assert page.run("return films[2].video.paused")


def test_first_and_last_slide_are_one_key_away(page: Page) -> None:
    page.press(Keys.END)
    assert page.address == "#/5"
    page.press(Keys.HOME)
    assert page.address == "#/1"


def test_an_address_leads_to_a_part(page: Page) -> None:
    page.open("/3/3")
    assert page.rests_at_the_end_of(2)
    page.run("location.hash = '#/2'")
    page.until("index === 1")
    page.open("/77/9")
    assert page.address == "#/5"


def test_a_black_screen_hides_everything_until_a_key_is_pressed(film: Page) -> None:
    film.press("b")
    film.until("getComputedStyle(document.querySelector('.pause-overlay')).opacity === '1'")
    assert film.browser.screenshot().max() == 0
    film.next()
    film.until("getComputedStyle(document.querySelector('.pause-overlay')).opacity === '0'")
    assert film.address == "#/3/1"


def test_a_film_that_was_left_is_found_as_it_was_left(page: Page) -> None:
    page.open("/3/2")
    assert page.rests_at_the_end_of(1)
    page.run("visit(0)")
    page.run("visit(2)")
    assert page.rests_at_the_end_of(1)


def test_a_finger_goes_on_and_back(page: Page) -> None:
    def swipe(begin: int, end: int) -> None:
        page.until("performance.now() - pressed > BOUNCE")
        for kind, x in (("touchStart", begin), ("touchMove", end), ("touchEnd", None)):
            points = [] if x is None else [{"x": x, "y": 300}]
            page.browser.command("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    page.browser.command("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        swipe(900, 500)
        page.until("location.hash === '#/2'")
        swipe(500, 900)
        page.until("location.hash === '#/1'")
    finally:
        page.browser.command("Emulation.setTouchEmulationEnabled", {"enabled": False})


def test_buttons_on_screen_go_on_and_back_and_leave_the_keys_to_the_deck(page: Page) -> None:
    driver = page.browser.driver
    driver.find_element("css selector", "[data-do=next]").click()
    assert page.address == "#/2"
    assert page.run("return document.activeElement === document.body")
    driver.find_element("css selector", "[data-do=previous]").click()
    assert page.address == "#/1"
    assert page.text(".where") == "slide 1 of 5"


def test_it_works_inside_the_frame_of_another_page(page: Page, tmp_path: Path) -> None:
    outer = tmp_path / "course.html"
    address = page.file.absolute().as_uri()
    outer.write_text(f"<!doctype html><iframe src='{address}#/2' width=900 height=500></iframe>")
    driver = page.browser.driver
    page.browser.open(outer)
    frame = driver.find_element("css selector", "iframe")
    frame.click()
    driver.switch_to.frame(frame)
    try:
        page.until("document.querySelector('.reveal.ready')")
        page.next()
        assert page.rests_at_the_end_of(0)
        assert page.address == "#/3/1"
    finally:
        driver.switch_to.default_content()


def test_who_prefers_less_motion_sees_stills_and_a_button_that_plays(page: Page) -> None:
    page.open("/2", reduced_motion="reduce")
    page.next()
    assert page.rests_at_the_end_of(0)
    page.next()
    assert page.rests_at_the_end_of(1)
    page.run("for (const each of films) if (each) each.video.playbackRate = 0.0625")
    page.browser.driver.find_element("css selector", ".present .play").click()
    page.until("film().playing && film().video.currentTime < film().current.end - 0.2")
    assert page.address == "#/3/2"


def test_a_film_that_is_missing_is_spoken_of(
    browser: Browser, deck_file: Path, tmp_path: Path
) -> None:
    shutil.copy(deck_file, tmp_path)
    shutil.copytree(deck_file.parent / "assets", tmp_path / "assets")
    page = Page(browser, tmp_path / deck_file.name)
    page.open("/3")
    page.until("document.querySelector('.message').textContent.includes('cannot be played')")


def test_a_film_makes_room_for_the_bar_while_it_is_seen(film: Page) -> None:
    bottom = "document.querySelector('.present video').getBoundingClientRect().bottom"
    top = "document.querySelector('.bar').getBoundingClientRect().top"
    film.run("dispatchEvent(new PointerEvent('pointermove', {clientY: 700}))")
    film.until(f"{bottom} <= {top}")
    film.run("dispatchEvent(new PointerEvent('pointermove', {clientY: 300}))")
    film.until(f"{bottom} === 720")
    film.run("dispatchEvent(new PointerEvent('pointermove', {clientY: 700}))")
    film.until(f"{bottom} <= {top}")
    film.press(Keys.SHIFT)
    film.until(f"{bottom} === 720")
    film.run("document.querySelector('.bar button').focus()")
    film.until(f"{bottom} <= {top}")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1920, 1080), (420, 800)])
def test_a_film_s_title_is_seen_and_covers_nothing(film: Page, size: tuple[int, int]) -> None:
    film.browser.resize(*size)
    film.press(Keys.SHIFT)
    film.until("document.body.classList.contains('idle')")
    title = film.run("return document.querySelector('.present h2').textContent")
    assert title == "Three colours"
    film.until("document.querySelector('.present').getAnimations({subtree: true}).length === 0")
    words, shown = film.run(
        "return ['.present h2', '.present video']"
        ".map((name) => document.querySelector(name).getBoundingClientRect())"
    )
    assert words["height"] >= 14
    assert 0 <= words["top"] < words["bottom"] <= shown["top"]
    assert min(shown["width"], shown["height"] * 16 / 9) > 0.93 * min(size[0], size[1] * 16 / 9)
