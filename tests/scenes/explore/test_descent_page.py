"""The page of descents as its viewers use it: the start dragged, rules and rates chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from scenes.explore.descent_page import render_descent_page
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.scenes.explore.test_javascript import tool
from tests.support.browser import Browser
from tests.support.explored_pages import READY, settle, text_of

Show = Callable[..., None]
STATE = "return [warpreel.step, [...warpreel.start]]"


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Show:
    """Open a page of descents, standing still unless motion is asked for."""

    def opened(motion: str = "reduce", theme: str = "dark", lang: str = "en", **spec: Any) -> None:
        page = tmp_path / "page.html"
        made = DescentSpec(**{"surface": "himmelblau", "steps": 80, **spec})
        page.write_text(render_descent_page(made, LANGUAGES[lang], THEMES[theme]), "utf-8")
        browser.open(page, reduced_motion=motion)
        browser.wait_until(READY)
        settle(browser)

    return opened


def test_the_same_spec_gives_the_same_page() -> None:
    pages = {render_descent_page(DescentSpec(), LANGUAGES["en"], THEMES["dark"]) for _ in range(2)}
    (page,) = pages
    assert len(page) < 400_000
    assert "eval(" not in page


def test_it_shows_the_end_of_the_engines_descent(browser: Browser, show: Show) -> None:
    show()
    spec = DescentSpec(surface="himmelblau", steps=80)
    descent = descend(spec)
    path = browser.run("return [...warpreel.walks[0].walk.path[80]]")
    assert path == pytest.approx(descent.final.tolist(), abs=1e-9)
    assert text_of(browser, "#step-value") == "step 80 of 80"
    assert text_of(browser, "#title") == "Himmelblau"
    assert "Up to a rate of 0.025, gradient descent stays" in text_of(browser, "#sentence")
    assert browser.complaints() == []


def drag(
    browser: Browser, canvas: str, begin: tuple[float, float], end: tuple[float, float]
) -> None:
    box = browser.run(f"return document.getElementById('{canvas}').getBoundingClientRect()")
    actions = ActionBuilder(browser.driver, duration=0)
    for i, (x, y) in enumerate((begin, end)):
        actions.pointer_action.move_to_location(round(box["left"] + x), round(box["top"] + y))
        if i == 0:
            actions.pointer_action.pointer_down()
    actions.pointer_action.pointer_up()
    actions.perform()
    settle(browser)


def test_the_start_is_dragged_and_walkers_walk_from_there(browser: Browser, show: Show) -> None:
    show()
    here, there = browser.run(
        "return [warpreel.start, [3.5, 3.5]].map(p => warpreel.map.placeOf(p))"
    )
    drag(browser, "map", tuple(here), tuple(there))
    _, start = browser.run(STATE)
    assert start == pytest.approx([3.5, 3.5], abs=0.03)
    descent = descend(DescentSpec(surface="himmelblau", steps=80, start=tuple(start)))
    path = browser.run("return [...warpreel.walks[0].walk.path[80]]")
    assert path == pytest.approx(descent.final.tolist(), abs=1e-9)
    drag(browser, "map", tuple(there), (1200, there[1]))
    assert browser.run(STATE)[1][0] == 5


def test_keys_move_the_start_step_and_turn(browser: Browser, show: Show) -> None:
    show()
    browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_RIGHT)
    assert browser.run(STATE)[0] == 79
    browser.run("document.getElementById('map').focus()")
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_UP)
    assert browser.run(STATE)[1] == pytest.approx([-0.4, -0.5])
    tilt = browser.run("return warpreel.relief.orbit.tilt")
    browser.run("document.getElementById('relief').focus()")
    browser.press(Keys.ARROW_UP)
    assert browser.run("return warpreel.relief.orbit.tilt") > tilt
    browser.press(Keys.SPACE)
    browser.wait_until("warpreel.step > 2 && warpreel.step < 60")
    browser.press(Keys.SPACE)
    assert browser.run("return warpreel.began") is None


def test_the_relief_is_turned_by_hand(browser: Browser, show: Show) -> None:
    show()
    before = browser.run("return warpreel.relief.orbit.azimuth")
    drag(browser, "relief", (200, 200), (300, 200))
    assert browser.run("return warpreel.relief.orbit.azimuth") == pytest.approx(
        before + 0.9, abs=0.05
    )


def rows(browser: Browser) -> list[Any]:
    return list(browser.driver.find_elements("css selector", "#walkers li"))


def test_five_walkers_have_rules_rates_and_limits_of_their_own(
    browser: Browser, show: Show
) -> None:
    show()
    add = browser.driver.find_element("id", "add")
    for _ in range(3):
        add.click()
    assert len(rows(browser)) == 5
    assert not add.is_enabled()
    chosen = [Select(row.find_element("tag name", "select")) for row in rows(browser)]
    names = [each.first_selected_option.text for each in chosen]
    assert names == ["gradient descent", "momentum", "Adam", "Newton's method", "RMSProp"]
    assert len(chosen[0].options) == 9
    chosen[2].select_by_visible_text("as printed")
    settle(browser)
    spec = DescentSpec(surface="himmelblau", optimizer="as-printed", steps=80)
    final = descend(spec).final.tolist()
    walked = browser.run("return [...warpreel.walks[2].walk.path.at(-1)]")
    assert walked == pytest.approx(final, abs=1e-9)
    rows(browser)[1].find_element("tag name", "button").click()
    settle(browser)
    assert len(rows(browser)) == 4
    colours = browser.run("return warpreel.walkers.all.map(w => w.colour)")
    assert len(set(colours)) == 4


def test_a_rate_beyond_the_limit_is_told_and_where_it_diverged(
    browser: Browser, show: Show
) -> None:
    show(surface="bowl", rate=0.99)
    assert "Up to a rate of 1.000" in text_of(browser, "#sentence")
    rate = rows(browser)[0].find_element("css selector", "input")
    browser.run("arguments[0].value = 0.3; arguments[0].dispatchEvent(new Event('input'))", rate)
    settle(browser)
    assert "Beyond a rate of 1.000, gradient descent cannot stay" in text_of(browser, "#sentence")
    told = rows(browser)[0].text
    descent = descend(DescentSpec(surface="bowl", rate=10**0.3, steps=80))
    assert f"diverged at step {descent.diverged_at}" in told
    assert "limit 1.000" in told


def test_every_surface_is_shown_those_of_one_variable_too(browser: Browser, show: Show) -> None:
    show(formula="x**2 + 3*y**2 + sin(3*x)", surface="bowl")
    choice = Select(browser.driver.find_element("id", "surface"))
    assert choice.first_selected_option.text == "x**2 + 3*y**2 + sin(3*x)"
    for option in choice.options:
        choice.select_by_visible_text(option.text)
        settle(browser)
        ground = browser.run(
            """const c = document.getElementById('map');
            const copy = new OffscreenCanvas(c.width, c.height).getContext('2d');
            copy.drawImage(c, 0, 0);
            const d = copy.getImageData(0, 0, c.width, c.height).data;
            let drawn = 0; for (let i = 3; i < d.length; i += 4) drawn += d[i] > 0; return drawn"""
        )
        assert ground > 3000, option.text
        flat = browser.run("return warpreel.surface.dims === 1")
        assert browser.run("return document.getElementById('relief').hidden") is flat
    assert browser.complaints() == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_contour_lies_where_the_surface_has_its_loss(
    browser: Browser, show: Show, theme: str
) -> None:
    show(theme=theme)
    levels, lines, side = browser.run(
        """const {map, surface} = warpreel, side = Math.sqrt(surface.heights.length);
        return [[3.6, 8.6, 12.6].map(k => surface.lowest + (surface.highest - surface.lowest)
            * (k / 16) ** 3), [3, 8, 12].map(k => map.lines[k]), side]"""
    )
    surface = DescentSpec(surface="himmelblau").loss_surface
    for level, line in zip(levels, lines, strict=True):
        points = -5 + 10 * np.reshape(line, (-1, 2)) / (side - 1)
        assert len(points) > 20
        assert surface.value(points) == pytest.approx(level, rel=0.05, abs=0.6)


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (1280, 720), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_its_window(browser: Browser, show: Show, size: tuple[int, int], lang: str) -> None:
    show(lang=lang)
    browser.resize(*size)
    settle(browser)
    page = "document.documentElement"
    assert browser.run(f"return [{page}.scrollWidth, {page}.scrollHeight]") == list(size)
    outside = """return [...document.querySelectorAll('button, input, output, select, h1, canvas')]
        .filter(e => e.offsetParent).map(e => [e.id || e.tagName, e.getBoundingClientRect()])
        .filter(([, b]) => b.left < 0 || b.right > innerWidth || b.bottom > innerHeight)
        .map(([id]) => id)"""
    assert browser.run(outside) == []
    box = browser.run("return warpreel.map.box")
    assert min(box["width"], box["height"]) > 0.3 * min(size)
    assert browser.complaints() == []


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_serious_is_found_by_axe(browser: Browser, show: Show, theme: str) -> None:
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    show(theme=theme, surface="bowl", rate=2.0)
    browser.run(axe)
    found = browser.run(
        "return axe.run().then(r => r.violations.map("
        "v => [v.impact, v.id, v.nodes.map(n => n.html)]))"
    )
    assert [each for each in found if each[0] in ("serious", "critical")] == []


def test_all_controls_are_reached_and_named_by_keyboard(browser: Browser, show: Show) -> None:
    show()
    names = []
    for _ in range(12):
        browser.press(Keys.TAB)
        names.append(browser.driver.switch_to.active_element.accessible_name)
    assert all(names)
    assert names[2:6] == ["play: step", "step", "rule of walker 1", "learning rate of walker 1"]
    assert names[-2:] == ["surface", "add a walker"]


def test_dragging_is_fluent(browser: Browser, show: Show) -> None:
    show()
    for _ in range(3):
        browser.driver.find_element("id", "add").click()
    took = browser.run(
        """const took = [];
        for (let i = 0; i < 40; i++) {
            const before = performance.now();
            warpreel.begin([-4 + i / 5, 3 - i / 10]);
            warpreel.draw();
            took.push(performance.now() - before);
        }
        return took.sort((a, b) => a - b)[20]"""
    )
    assert took < 33


def test_it_plays_where_motion_is_welcome(browser: Browser, show: Show) -> None:
    show(motion="no-preference")
    browser.wait_until("warpreel.step > 1 && warpreel.step < 79")
    ActionChains(browser.driver, duration=0).send_keys(Keys.SPACE).perform()
    assert browser.run("return warpreel.began") is None
