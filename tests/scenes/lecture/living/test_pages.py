"""Pages that are explored on slides: there, shown, and deaf to nobody's keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from selenium.webdriver.common.keys import Keys

from scenes.lecture.building import Built, build
from scenes.lecture.reading import read_lecture
from tests.support.browser import Browser
from tests.support.coloured import Page

SLIDES = """
title = "A living lecture"
[[slide]]
title = "Hello"
[[slide]]
explore = "moons"
title = "In your hands"
notes = "Let them."
spec = {samples = 20, steps = 5, hidden = [2]}
[[slide]]
title = "The end"
"""


def made(folder: Path, text: str = SLIDES) -> Built:
    (folder / "lecture.toml").write_text(text)
    return build(read_lecture(folder / "lecture.toml"), folder / "built", 1, lambda _: None)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A lecture with a living slide, built once."""
    folder = tmp_path_factory.mktemp("lecture")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WARPREEL_CACHE", str(tmp_path_factory.mktemp("cache")))
        made(folder)
        yield folder


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """The deck on its living slide, whose page does not move by itself."""
    page = Page(browser, folder / "built/index.html")
    page.open("/2", reduced_motion="reduce")
    browser.driver.switch_to.frame(browser.driver.find_element("css selector", "iframe"))
    browser.wait_until("document.documentElement.dataset.ready === 'true'")
    browser.driver.switch_to.default_content()
    yield page
    browser.driver.switch_to.default_content()
    assert browser.complaints() == []


def inside(page: Page, script: str) -> object:
    """Run a script in the page on the slide."""
    driver = page.browser.driver
    driver.switch_to.frame(driver.find_element("css selector", "iframe"))
    try:
        return page.run(script)
    finally:
        driver.switch_to.default_content()


def test_built_again_no_page_is_new_and_another_spec_is_another_page(folder: Path) -> None:
    assert not made(folder).is_new
    other = made(folder, SLIDES.replace("steps = 5", "steps = 6"))
    assert other.files[folder / "built/pages/space-warp.html"]
    made(folder)


def test_a_surface_is_walked_down_on_a_slide(folder: Path, tmp_path: Path) -> None:
    slide = '[[slide]]\nexplore = "x**2 + 3*y**2"\nspec.start = [1, 2]\n'
    built = made(tmp_path, f'title = "Descents"\n{slide}')
    page = tmp_path / "built/pages/descent.html"
    assert built.files[page]
    assert '"start":[1.0,2.0]' in page.read_text("utf-8")


def test_the_page_fills_the_slide_above_the_bar(page: Page) -> None:
    boxes = (
        "return ['iframe', '.present h2', '.bar']"
        ".map(e => document.querySelector(e).getBoundingClientRect())"
    )
    frame, title, bar = page.run(boxes)
    assert (frame["left"], frame["width"]) == (0, 1280)
    assert 0 == title["top"] < title["bottom"] == frame["top"] < 50
    assert frame["bottom"] <= bar["top"]
    assert frame["height"] > 600
    assert page.run("return getComputedStyle(document.querySelector('.bar')).opacity") == "1"


def test_keys_of_the_deck_go_on_working_when_it_has_the_focus(page: Page) -> None:
    page.next()
    assert page.address == "#/3"
    page.previous()
    assert page.address == "#/2"


@pytest.mark.parametrize(
    ("key", "address"), [(Keys.PAGE_DOWN, "#/3"), (Keys.PAGE_UP, "#/1"), ("n", "#/3")]
)
@pytest.mark.parametrize("focus", ["picture", "depth", "show-grid"])
def test_keys_that_the_page_has_no_use_for_are_the_decks(
    page: Page, key: str, address: str, focus: str
) -> None:
    inside(page, f"document.getElementById('{focus}').focus()")
    page.until("document.activeElement.tagName === 'IFRAME'")
    page.press(key)
    page.until(f"location.hash === '{address}'")
    page.until("document.activeElement === document.body")


def test_keys_that_the_page_uses_stay_in_it(page: Page) -> None:
    inside(page, "document.getElementById('picture').focus()")
    step = inside(page, "return warpreel.player.step")
    page.press(Keys.ARROW_LEFT)
    assert page.address == "#/2"
    assert inside(page, "return warpreel.player.step") != step


def test_a_page_plays_only_while_it_is_shown(page: Page) -> None:
    page.open("/1")
    assert page.run("return document.querySelector('iframe').src") == ""
    page.next()
    page.browser.driver.switch_to.frame(page.browser.driver.find_element("css selector", "iframe"))
    page.until("window.warpreel?.player.playing === 'training'")
    page.browser.driver.switch_to.default_content()
    page.next()
    page.browser.driver.switch_to.frame(0)
    page.until("warpreel.player.playing === null")


def test_other_documents_show_a_still_and_the_handout_leads_to_the_page(folder: Path) -> None:
    slide = Presentation(str(folder / "built/lecture.pptx")).slides[1]
    assert [shape.shape_type for shape in slide.shapes if hasattr(shape, "image")]
    assert slide.notes_slide.notes_text_frame.text == "Let them."
    handout = (folder / "built/handout.html").read_text("utf-8")
    assert 'href="pages/space-warp.html"' in handout
    assert 'src="figures/space-warp-dark.svg"' in handout
