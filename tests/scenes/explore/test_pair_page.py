"""Two recordings side by side: one scrubber, one place in training and depth, one point in both."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from selenium.webdriver.common.keys import Keys

from engine.geometry.decisions import accuracy
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.explore.pair_page import PAIR_WORDS, render_pair_page
from scenes.explore.payload import Explored
from scenes.explore.shell import HOME, script
from scenes.languages.language import LANGUAGES
from scenes.languages.numbers import percent
from scenes.theme.theme import THEMES
from tests.scenes.explore.test_javascript import tool
from tests.support.browser import Browser
from tests.support.explored_pages import READY, settle, text_of

Show = Callable[..., None]
PLACES = "return warpreel.sides.map(s => [s.step, s.depth])"


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Show:
    """Open the page of two recordings."""

    def opened(
        one: Recording,
        two: Recording,
        titles: tuple[str, str] = ("one", "two"),
        theme: str = "dark",
        lang: str = "en",
        motion: str = "reduce",
    ) -> None:
        page = tmp_path / "page.html"
        pair = (Explored(one), Explored(two))
        text = render_pair_page(pair, titles, LANGUAGES[lang], THEMES[theme])
        page.write_text(text, "utf-8")
        browser.open(page, reduced_motion=motion)
        browser.wait_until(READY)
        settle(browser)

    return opened


def shorter(recording: Recording, steps: int) -> Recording:
    tensors = {name: rows[:steps] for name, rows in recording.tensors.items()}
    return replace(recording, steps=recording.steps[:steps], tensors=tensors)


def test_each_side_tells_its_own_numbers_at_the_same_step(
    browser: Browser, show: Show, mlp: Recording, circles: Recording
) -> None:
    show(mlp, circles)
    both = (mlp, circles)
    for number, recording in enumerate(both, 1):
        told = percent(accuracy(recording, recording.last_step))
        assert text_of(browser, f"#accuracy-{number}") == told
    browser.run("warpreel.show(5, 1)")
    settle(browser)
    for number, recording in enumerate(both, 1):
        assert text_of(browser, f"#accuracy-{number}") == percent(accuracy(recording, 5))
        assert text_of(browser, f"#step-{number}") == "5"
    assert browser.complaints() == []


def test_the_shorter_training_waits_at_its_end_and_layers_are_passed_together(
    browser: Browser, show: Show, mlp: Recording, circles: Recording
) -> None:
    show(shorter(mlp, 6), circles)
    deepest = max(mlp.depth, circles.depth) - 1
    assert browser.run(PLACES) == [
        [mlp.steps[5], mlp.depth - 1], [circles.last_step, circles.depth - 1],
    ]  # fmt: skip
    browser.run(f"warpreel.show(3, {deepest / 2})")
    settle(browser)
    assert browser.run(PLACES) == [[3, (mlp.depth - 1) / 2], [3, (circles.depth - 1) / 2]]


def test_keys_and_the_scrubber_move_both(
    browser: Browser, show: Show, mlp: Recording, circles: Recording
) -> None:
    show(mlp, circles)
    before = sorted({*mlp.steps.tolist(), *Explored(circles).steps.tolist()})[-2]
    browser.press(Keys.ARROW_LEFT, Keys.ARROW_DOWN)
    settle(browser)
    assert browser.run("return [warpreel.player.step, warpreel.player.depth]") == [
        before, max(mlp.depth, circles.depth) - 1.25,
    ]  # fmt: skip
    browser.run(
        "const e = document.getElementById('training'); e.value = 2;"
        "e.dispatchEvent(new Event('input'))"
    )
    settle(browser)
    assert [step for step, _ in browser.run(PLACES)] == [2, 2]


def test_a_point_is_followed_in_both(browser: Browser, show: Show, mlp: Recording) -> None:
    show(mlp, shorter(mlp, 4))
    browser.run(
        """const {panel} = warpreel.sides[0], box = panel.canvas.getBoundingClientRect();
        const at = {clientX: box.left + panel.places[6], clientY: box.top + panel.places[7],
            pointerId: 1, bubbles: true, pointerType: 'mouse'};
        panel.canvas.setPointerCapture = () => {};
        panel.canvas.dispatchEvent(new PointerEvent('pointerdown', at))"""
    )
    settle(browser)
    one, two = browser.run("return warpreel.sides.map(s => [...s.probe.features])")
    assert one == two
    logits = Warp(Explored(mlp).rounded).trace(np.array([one]), mlp.steps[3])[-1][0]
    share = 1 / (1 + np.exp(-abs(logits[1] - logits[0])))
    told = text_of(browser, "#seen-2")
    assert told == f"decided: {mlp.data.class_names[int(logits.argmax())]}, {share:.1%}"


def test_it_plays_both_where_motion_is_welcome(
    browser: Browser, show: Show, mlp: Recording, circles: Recording
) -> None:
    show(mlp, circles, motion="no-preference")
    browser.wait_until("warpreel.sides.every(s => s.step > 1)")
    browser.press(Keys.SPACE)
    assert browser.run("return warpreel.player.playing") is None


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_its_window(
    browser: Browser, show: Show, mlp: Recording, circles: Recording, size: tuple[int, int],
    lang: str,
) -> None:  # fmt: skip
    show(mlp, circles, lang=lang)
    browser.resize(*size)
    settle(browser)
    page = "document.documentElement"
    assert browser.run(f"return [{page}.scrollWidth, {page}.scrollHeight]") == list(size)
    assert all(
        width * height > 0.28 * size[0] * size[1]
        for width, height in browser.run(
            "return warpreel.sides.map(s => [s.panel.size.width, s.panel.size.height])"
        )
    )
    assert browser.complaints() == []


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_serious_is_found_by_axe(
    browser: Browser, show: Show, mlp: Recording, circles: Recording, theme: str
) -> None:
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    show(mlp, circles, theme=theme)
    browser.run(axe)
    found = browser.run("return axe.run().then(r => r.violations.map(v => [v.impact, v.id]))")
    assert [each for each in found if each[0] in ("serious", "critical")] == []


def test_titles_are_text(browser: Browser, show: Show, mlp: Recording) -> None:
    hostile = "</script><img src=x onerror=window.PWN=1>"
    show(mlp, mlp, titles=(hostile, "two"))
    assert text_of(browser, "#title-1") == hostile
    assert browser.run("return window.PWN === undefined")


def test_the_script_says_just_what_it_has_words_for() -> None:
    said = re.findall(r'\bsay\(\s*"([^"]+)"', script("pair/pair.js"))
    assert set(said) == set(PAIR_WORDS)
    for language in LANGUAGES.values():
        page = re.findall(r"\bsay\('([^']+)'", (HOME / "pair.html").read_text("utf-8"))
        assert [each for each in (*PAIR_WORDS, *page) if not language.knows(each)] == []
