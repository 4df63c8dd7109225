"""The page as its viewers use it: keys, hands, sizes, strangers' strings, and how fluent it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import ImageColor
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys

from engine.geometry.decisions import accuracy
from engine.geometry.warps import Warp
from engine.recordings.opening import load
from engine.recordings.recording import Recording
from scenes.explore.payload import Explored
from scenes.theme.theme import THEMES
from tests.support.browser import Browser
from tests.support.explored_pages import Open, settle, text_of
from tests.support.hostile_strings import HOSTILE

PLACE = "return [warpreel.player.step, warpreel.player.depth]"


def test_it_opens_still_at_the_end_where_motion_is_not_welcome(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp)
    assert browser.run(PLACE) == [mlp.last_step, mlp.depth - 1]
    assert text_of(browser, "#accuracy") == f"{accuracy(mlp, mlp.last_step):.1%}"
    browser.run("return new Promise(r => setTimeout(r, 300))")
    assert browser.run(PLACE) == [mlp.last_step, mlp.depth - 1]
    assert browser.complaints() == []


def test_else_it_plays_the_training_and_pauses_when_asked(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp, motion="no-preference")
    browser.wait_until("warpreel.player.step > 2")
    assert browser.run("return warpreel.player.playing") == "training"
    browser.press(Keys.SPACE)
    step = browser.run("return warpreel.player.step")
    assert browser.run("return warpreel.player.playing") is None
    browser.press(Keys.SPACE)
    browser.wait_until(f"warpreel.player.step > {step}")


def test_arrows_step_and_deepen(browser: Browser, explore: Open, mlp: Recording) -> None:
    last, hidden = mlp.last_step, mlp.depth - 1
    explore(mlp)
    browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_RIGHT, Keys.ARROW_DOWN)
    assert browser.run(PLACE) == [mlp.steps[-2], hidden - 0.25]
    browser.run("document.getElementById('depth').focus()")
    browser.press(Keys.ARROW_LEFT)
    assert browser.run(PLACE) == [mlp.steps[-2], hidden - 0.5]
    browser.run("document.getElementById('training').focus()")
    browser.press(Keys.ARROW_UP)
    assert browser.run(PLACE) == [last, hidden - 0.5]
    settle(browser)
    assert text_of(browser, "#depth-value") == f"depth {hidden - 0.5:.1f} of {hidden}"


def test_keys_are_left_to_the_switches_and_choices_that_have_the_focus(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp)
    browser.run("document.getElementById('show-training').focus()")
    browser.press(Keys.SPACE)
    assert browser.run("return document.getElementById('show-training').checked")
    assert browser.run("return warpreel.player.playing") is None
    settle(browser)
    browser.run("document.getElementById('rate').focus()")
    chosen = browser.run("return document.getElementById('rate').selectedIndex")
    browser.press(Keys.ARROW_DOWN)
    assert browser.run("return document.getElementById('rate').selectedIndex") == chosen + 1
    assert browser.run(PLACE) == [mlp.last_step, mlp.depth - 1]


def test_all_controls_are_reached_and_named_by_keyboard(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp)
    names = []
    for _ in range(10):
        browser.press(Keys.TAB)
        names.append(browser.driver.switch_to.active_element.accessible_name)
    assert all(names)
    assert names[1:] == [
        "play: training", "training", "play: depth", "depth", "grid", "regions", "units",
        "turn", "train on",
    ]  # fmt: skip


def test_the_chart_is_scrubbed(browser: Browser, explore: Open, mlp: Recording) -> None:
    explore(mlp)
    chart = browser.driver.find_element("id", "chart")
    ActionChains(browser.driver, duration=0).move_to_element(chart).click().perform()
    step, _ = browser.run(PLACE)
    assert step == pytest.approx(mlp.last_step / 2, abs=0.6)


def places(browser: Browser) -> np.ndarray:
    told = browser.run("return [...warpreel.panel.places]")
    return np.array(told).reshape(-1, 2)


def hold(browser: Browser, x: float, y: float, to: tuple[float, float] | None = None) -> None:
    actions = ActionBuilder(browser.driver, duration=0)
    actions.pointer_action.move_to_location(round(x), round(y)).pointer_down()
    if to is not None:
        actions.pointer_action.move_to_location(round(to[0]), round(to[1]))
    actions.pointer_action.pointer_up()
    actions.perform()
    settle(browser)


def test_a_point_tells_its_coordinates_and_its_class(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp, "depth=0")
    x, y = places(browser)[7]
    hold(browser, x, y)
    features = np.array(browser.run("return [...warpreel.probe.features]"))
    explored = Explored(mlp)
    assert (np.abs(explored.points - features).max(axis=1) < 1e-6).any()
    traced = Warp(explored.rounded).trace(features[None], mlp.last_step)
    shares = torch.softmax(torch.from_numpy(traced[-1][0]), dim=-1)
    told = text_of(browser, "#point")
    winner = int(shares.argmax())
    assert f"decided: {mlp.data.class_names[winner]}, " in told
    for value in traced[-1][0]:
        assert f"{value:.3f}".replace("-", "\u2212")[:5] in told
    browser.press(Keys.ESCAPE)
    settle(browser)
    assert browser.run("return document.getElementById('point').hidden")


@pytest.mark.parametrize("depth", [0, 1.5, 8])
def test_a_point_is_dragged_in_any_layer(
    browser: Browser, explore: Open, hero_file: Path, depth: float
) -> None:
    explore(load(hero_file), f"depth={depth}")
    x, y = places(browser)[3]
    goal = (x + 12, y - 9)
    hold(browser, x, y, goal)
    where = browser.run(
        "const p = warpreel.player;"
        "return [...warpreel.panel.placeOf(warpreel.probe.features, p.depth, p.step)]"
    )
    assert where == pytest.approx([round(goal[0]), round(goal[1])], abs=1.5)
    assert "a point of your own" in text_of(browser, "#point")


def test_space_is_turned_by_hand_and_by_keys(
    browser: Browser, explore: Open, circles: Recording
) -> None:
    explore(circles)
    before = browser.run("return warpreel.director.orbit.azimuth")
    hold(browser, 60, 400, (160, 400))
    turned = browser.run("return warpreel.director.orbit.azimuth")
    assert turned == pytest.approx(before + 0.9, abs=0.05)
    chain = ActionChains(browser.driver, duration=0)
    chain.key_down(Keys.SHIFT).send_keys(Keys.ARROW_LEFT).key_up(Keys.SHIFT).perform()
    assert browser.run("return warpreel.director.orbit.azimuth") < turned
    assert browser.run(PLACE)[0] == circles.last_step


@pytest.mark.parametrize("theme", THEMES)
def test_regions_points_and_ground_have_the_colours_of_the_theme(
    browser: Browser, explore: Open, hero_file: Path, theme: str
) -> None:
    explore(load(hero_file), "depth=0", theme=theme)
    browser.run("document.getElementById('show-grid').click()")
    settle(browser)
    colours = THEMES[theme]
    seen = browser.screenshot()[:560].reshape(-1, 3).astype(int)
    for k in (0, 1):
        own = np.array(ImageColor.getrgb(colours.colour_of(k)))
        tinted = 0.26 * own + 0.74 * np.array(ImageColor.getrgb(colours.background))
        assert (np.abs(seen - own).max(axis=1) < 3).sum() > 300
        assert (np.abs(seen - tinted).max(axis=1) < 3).mean() > 0.1


def test_regions_are_where_the_network_decides(
    browser: Browser, explore: Open, hero_file: Path
) -> None:
    recording = load(hero_file)
    explore(recording, "depth=0")
    browser.run("document.getElementById('show-grid').click()")
    settle(browser)
    seen = browser.screenshot().astype(int)
    rng = np.random.default_rng(1)
    pixels = np.column_stack([rng.integers(30, 1250, 300), rng.integers(190, 520, 300)])
    window = browser.run("return warpreel.director.window(0)")
    size = browser.run("return warpreel.panel.size")
    middle = np.array([size["width"], size["height"]]) / 2
    plane = (pixels + 0.5 - middle) / window["scale"] * [1, -1] + window["centre"]
    logits = Warp(recording).trace(plane, recording.last_step)[-1]
    sure = np.abs(logits[:, 0] - logits[:, 1]) > 1.5  # not within a pixel or two of the border
    warm = seen[pixels[:, 1], pixels[:, 0], 0] > seen[pixels[:, 1], pixels[:, 0], 2]
    plain = np.abs(np.diff(seen[pixels[:, 1], pixels[:, 0]], axis=1)).sum(axis=1) > 8
    asked = sure & plain
    assert asked.sum() > 150
    assert (warm[asked] == (logits.argmax(axis=1) == 1)[asked]).mean() > 0.97


def test_units_are_pictured_over_the_input(browser: Browser, explore: Open, mlp: Recording) -> None:
    explore(mlp, "depth=2")
    browser.run("document.getElementById('show-units').click()")
    settle(browser)
    assert browser.run("return document.querySelectorAll('#units canvas').length") == 16
    pixel, point = browser.run(
        """const {lattice} = warpreel.director.lattice(1), at = 5 * lattice.columns + 9;
        const canvas = document.querySelectorAll('#units canvas')[3];
        const data = canvas.getContext('2d').getImageData(9, lattice.rows - 6, 1, 1).data;
        return [[...data], [...lattice.points.data.slice(2 * at, 2 * at + 2)]]"""
    )
    value = Warp(mlp).trace(np.array([point]), mlp.last_step)[2][0, 3]
    ground, theme = np.array(ImageColor.getrgb(THEMES["dark"].background)), THEMES["dark"]
    end = np.array(ImageColor.getrgb(theme.positive if value > 0 else theme.negative))
    scale = Explored(mlp).builtins()["scales"][2]
    share = min(abs(value) / scale, 1)
    assert pixel[:3] == pytest.approx((ground + share * (end - ground)).tolist(), abs=2)


@pytest.mark.parametrize("size", [(320, 568), (360, 640), (1280, 720), (3840, 2160)])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_fits_its_window_and_the_picture_takes_most_of_it(
    browser: Browser, explore: Open, mlp: Recording, size: tuple[int, int], lang: str
) -> None:
    explore(mlp, lang=lang)
    browser.resize(*size)
    settle(browser)
    page = "document.documentElement"
    assert browser.run(f"return [{page}.scrollWidth, {page}.scrollHeight]") == list(size)
    picture = browser.run("return warpreel.panel.size")
    assert picture["width"] == size[0]
    assert picture["height"] > 0.68 * size[1]
    hidden = """return [...document.querySelectorAll('button, input, output, h1, #sentence, dd')]
        .filter(e => e.offsetParent).map(e => [e.id, e.getBoundingClientRect()])
        .filter(([, b]) => b.left < 0 || b.right > innerWidth || b.bottom > innerHeight)
        .map(([id]) => id)"""
    assert browser.run(hidden) == []
    assert browser.complaints() == []


@pytest.mark.parametrize("size", [(320, 568), (1280, 720)])
def test_a_chosen_point_and_pictures_of_units_do_not_overlap(
    browser: Browser, explore: Open, mlp: Recording, size: tuple[int, int]
) -> None:
    explore(mlp)
    browser.resize(*size)
    browser.run("document.getElementById('show-units').click(); warpreel.probe.choose(3)")
    browser.run("warpreel.change()")
    settle(browser)
    boxes = browser.run(
        """return ['point', 'units', 'facts', 'sentence'].map(id => document.getElementById(id))
        .filter(e => getComputedStyle(e).display !== 'none').map(e => e.getBoundingClientRect())"""
    )
    assert len(boxes) == (3 if size[0] < 700 else 4)
    for i, one in enumerate(boxes):
        assert one["width"] > 50
        for other in boxes[:i]:
            apart = one["left"] >= other["right"] or one["right"] <= other["left"]
            assert apart or one["top"] >= other["bottom"] or one["bottom"] <= other["top"]


def test_its_words_are_set_in_the_fonts_it_brings(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    explore(mlp, lang="zh")
    browser.wait_until("document.fonts.size > 0 && document.fonts.status === 'loaded'")
    settle(browser)
    assert "Noto Sans SC SemiBold" in browser.fonts_of("#sentence")
    assert browser.fonts_of("#step") == {"Inter Semi Bold"}


def test_no_string_of_a_stranger_runs_and_all_are_shown(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    everything = "".join(HOSTILE.values()).replace("\n", " ")
    data = replace(mlp.data, name=everything, class_names=(everything, "1"))
    explore(replace(mlp, data=data))
    assert browser.run("return window.PWN === undefined")
    assert browser.run("return document.getElementById('title').textContent") == everything
    assert everything in browser.run("return document.getElementById('classes').textContent")
    assert browser.run("return document.querySelectorAll('header *').length") < 12
