"""Wide layers are turned by hand: orthonormal whatever is dragged, and the variance is true."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.linalg import polar
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys

from engine.geometry.projections import View
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.explore.payload import Explored
from tests.support.browser import Browser
from tests.support.explored_pages import Open, settle, text_of
from tests.support.js_engine import open_modules

BASIS = """const {data, columns} = warpreel.director.views[arguments[0]].basis;
return Array.from({length: data.length / columns}, (_, i) =>
    [...data.slice(i * columns, (i + 1) * columns)])"""


@pytest.fixture(scope="module")
def digits() -> Recording:
    """A network of 64 inputs and 8 units."""
    return train(RunSpec(data="digits", hidden=(16, 8), steps=6, samples=120))


def rotated(width: int, picture: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed).normal(size=(width, picture))
    return np.asarray(np.linalg.qr(random)[0])


@pytest.mark.parametrize(("width", "picture"), [(3, 2), (8, 2), (64, 2), (5, 3)])
def test_a_turned_basis_is_the_nearest_that_is_orthonormal(
    browser: Browser, tmp_path: Path, width: int, picture: int
) -> None:
    open_modules(
        browser, tmp_path, withAxis="engine/tours.js", fromRows="engine/matrices.js",
        varianceSeen="engine/tours.js", View="engine/projections.js",
    )  # fmt: skip
    for seed in range(5):
        basis = rotated(width, picture, seed)
        place = np.random.default_rng(seed + 9).uniform(-0.9, 0.9, picture)
        asked = basis.copy()
        asked[seed % width] = place / max(np.linalg.norm(place), 1)
        found = browser.run(
            """const [basis, unit, place] = arguments;
            return [...made.withAxis(made.fromRows(basis), unit, place).data]""",
            basis.tolist(), seed % width, place.tolist(),
        )  # fmt: skip
        expected, _ = polar(asked)
        assert np.reshape(found, (width, picture)) == pytest.approx(expected, abs=1e-9)
        points = np.random.default_rng(seed).normal(size=(40, width)) * np.arange(1, width + 1)
        view = View(np.ones(width), expected)
        share = browser.run(
            """const [basis, points, centre] = arguments;
            const view = new made.View({centre, basis, explained: 1});
            return made.varianceSeen(view, made.fromRows(points))""",
            expected.tolist(), points.tolist(), view.centre.tolist(),
        )  # fmt: skip
        assert share == pytest.approx(view.share(points), rel=1e-9)


def open_tour(browser: Browser, depth: int) -> None:
    browser.run(f"warpreel.show(6, {depth}); document.getElementById('show-tour').click()")
    settle(browser)


def test_a_handle_is_dragged_and_space_turns(
    browser: Browser, explore: Open, digits: Recording
) -> None:
    explore(digits)
    open_tour(browser, 4)
    before = np.array(browser.run(BASIS, 4))
    picture = browser.screenshot()[:480].astype(int)
    box = browser.run("return document.getElementById('dial').getBoundingClientRect()")
    radius, middle = box["width"] / 2 - 10, box["width"] / 2
    at = [box["left"] + middle + radius * before[0, 0], box["top"] + middle - radius * before[0, 1]]
    unit = int(np.argmin(np.hypot(*(before - before[0]).T)))
    goal = [box["left"] + middle + 0.5 * radius, box["top"] + middle - 0.6 * radius]
    actions = ActionBuilder(browser.driver, duration=0)
    actions.pointer_action.move_to_location(*map(round, at)).pointer_down()
    actions.pointer_action.move_to_location(*map(round, goal)).pointer_up()
    actions.perform()
    settle(browser)
    after = np.array(browser.run(BASIS, 4))
    held = browser.run("return warpreel.tour.unit")
    assert held == unit
    assert after.T @ after == pytest.approx(np.eye(2), abs=1e-9)
    assert np.abs(after - before).max() > 0.1
    assert np.linalg.norm(after[held] - [0.5, 0.6]) < np.linalg.norm(before[held] - [0.5, 0.6])
    assert np.abs(browser.screenshot()[:480].astype(int) - picture).mean() > 1
    told = browser.run("return warpreel.director.views[4].explained")
    assert text_of(browser, "#turned") == f"variance seen: {told:.1%}"
    assert f"variance {told:.1%} is seen." in text_of(browser, "#sentence")
    explored = Explored(digits)
    warp, view = Warp(explored.rounded), View(explored.views[4].centre, after)
    clouds = [warp.trace(explored.points.astype(np.float32), step)[4] for step in explored.steps]
    assert told == pytest.approx(view.share(np.concatenate(clouds)), abs=0.01)
    browser.driver.find_element("id", "untour").click()
    settle(browser)
    assert np.array(browser.run(BASIS, 4)) == pytest.approx(before)
    assert browser.complaints() == []


@pytest.mark.parametrize("depth", [0, 2])
def test_keys_choose_an_axis_and_turn_it_in_every_wide_layer(
    browser: Browser, explore: Open, digits: Recording, depth: int
) -> None:
    explore(digits)
    open_tour(browser, depth)
    before = np.array(browser.run(BASIS, depth))
    browser.run("document.getElementById('dial').focus()")
    browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
    assert browser.run("return warpreel.tour.unit") == 2
    chain = ActionChains(browser.driver, duration=0)
    chain.key_down(Keys.SHIFT).send_keys(Keys.ARROW_UP * 4).key_up(Keys.SHIFT).perform()
    settle(browser)
    after = np.array(browser.run(BASIS, depth))
    assert after[2, 1] > before[2, 1] + 0.1
    assert after.T @ after == pytest.approx(np.eye(2), abs=1e-9)
    assert browser.run("return [warpreel.player.step, warpreel.player.depth]") == [6, depth]
    name = browser.driver.switch_to.active_element.accessible_name
    assert name.startswith("the axes of the units")
    assert browser.complaints() == []


def test_a_layer_that_is_seen_whole_is_not_turned(
    browser: Browser, explore: Open, circles: Recording
) -> None:
    explore(circles)
    wide = browser.run("return warpreel.director.views.some(v => !v.isExact)")
    settle(browser)
    assert browser.run("return document.getElementById('show-tour').disabled") is not wide
    browser.run("document.getElementById('show-tour').click()")
    settle(browser)
    assert browser.run("return document.getElementById('tour').hidden")
