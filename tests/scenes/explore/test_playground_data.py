"""The points of the playground: painted, dropped as a file, drawn as the engine draws them."""

from __future__ import annotations

import numpy as np
import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from engine.data.make_dataset import make_dataset
from tests.support.browser import Browser
from tests.support.explored_pages import settle, text_of
from tests.support.playground_pages import STEP, Play, choose, press, settings


def test_points_are_painted_by_hand_and_by_keys_and_erased(browser: Browser, play: Play) -> None:
    play("share=100")
    press(browser, "clear")
    assert text_of(browser, "#told") == "Paint points, or open a CSV."
    choose(browser, "brush", "1")
    plane = browser.driver.find_element("id", "plane")
    chain = ActionChains(browser.driver, duration=0).move_to_element_with_offset(plane, -60, 40)
    chain.click_and_hold().move_by_offset(30, 0).move_by_offset(30, 0).release().perform()
    settle(browser)
    painted = browser.run("return [warpreel.lab.own.points, warpreel.lab.own.targets]")
    assert painted[1] == [1, 1, 1]
    size = plane.size["width"]
    assert painted[0][0] == pytest.approx(4.6 * -60 / size, abs=0.05)
    assert painted[0][1] == pytest.approx(4.6 * -40 / size, abs=0.05)
    choose(browser, "brush", "2")
    plane.send_keys(Keys.ARROW_UP, Keys.ARROW_RIGHT, Keys.ENTER)
    settle(browser)
    assert browser.run("return warpreel.lab.own.targets") == [1, 1, 1, 2]
    assert text_of(browser, "#sizes") == "2-8-8-2-3"
    address = browser.run("return document.getElementById('link').value")
    choose(browser, "brush", "erase")
    plane.send_keys(Keys.ARROW_UP, Keys.ARROW_RIGHT, Keys.ENTER)
    settle(browser)
    assert browser.run("return warpreel.lab.own.targets") == [1, 1, 1]
    press(browser, "undo")
    assert browser.run("return warpreel.lab.own.targets") == [1, 1, 1, 2]
    press(browser, "run")
    browser.wait_until(f"{STEP} > 20")
    play(address.partition("#")[2])
    assert browser.run("return warpreel.lab.own.targets") == [1, 1, 1, 2]
    play(address.partition("#")[2] + "&problem=regression")  # these points have no numbers
    assert settings(browser)["data"] == "plane"
    assert browser.complaints() == []


def drop(browser: Browser, text: str, name: str = "mine.csv") -> None:
    browser.run(
        """const files = new DataTransfer();
        files.items.add(new File([arguments[0]], arguments[1]));
        document.dispatchEvent(new DragEvent('drop', {dataTransfer: files}));
        return new Promise(r => setTimeout(r, 150))""",
        text,
        name,
    )
    settle(browser)


HOSTILE = "</script><img src=x onerror=window.PWN=1>"


def test_a_csv_is_dropped_and_strangers_names_are_text(browser: Browser, play: Play) -> None:
    play()
    names = ['"b, ""c"""', f'"{HOSTILE}"']
    rows = "\n".join(f"{i},{i % 7},{-i},{names[i % 2]}" for i in range(60))
    drop(browser, f'"{HOSTILE}",second,third,{HOSTILE}class\n{rows}\n', f"{HOSTILE}.csv")
    assert browser.run("return warpreel.lab.samples.classNames") == [HOSTILE, 'b, "c"']
    assert HOSTILE in browser.run("return document.getElementById('legend').textContent")
    assert HOSTILE in browser.run("return document.getElementById('column-x').textContent")
    assert browser.run("return document.querySelectorAll('img').length") == 0
    assert browser.run("return window.PWN === undefined")
    features = np.array(browser.run("return warpreel.lab.own.points")).reshape(-1, 2)
    assert np.allclose(features.mean(axis=0), 0, atol=1e-9)
    assert np.allclose(features.std(axis=0), 1)
    choose(browser, "column-y", "2")
    points = np.array(browser.run("return warpreel.lab.own.points")).reshape(-1, 2)
    assert np.allclose(points[:, 0], -points[:, 1])
    press(browser, "run")
    browser.wait_until(f"{STEP} > 20")
    assert browser.complaints() == []


def test_a_csv_of_numbers_is_a_regression(browser: Browser, play: Play) -> None:
    play("problem=regression&data=plane")
    drop(browser, "\n".join(f"{i / 7:.3f};{i * i % 11};{1000 + i * 3.5}" for i in range(1500)))
    assert text_of(browser, "#told") == "1000 of 1500 rows are used."
    targets = np.array(browser.run("return warpreel.lab.own.targets"))
    assert np.abs(targets).max() < 3
    assert browser.run("return warpreel.lab.samples.featureNames") == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\n1,2\n", "This is no table"),
        ("a,b,c\n" + "x,y,u\nx,z,v\n" * 9, "no two columns of numbers"),
        (
            "a,b,c\n" + "".join(f"{i},{i},{i}.5\n" for i in range(30)),
            "no column of 2 to 10 classes",
        ),
    ],
)
def test_a_file_that_is_no_table_is_told_and_changes_nothing(
    browser: Browser, play: Play, text: str, told: str
) -> None:
    play()
    drop(browser, text)
    assert told in text_of(browser, "#told")
    assert settings(browser)["data"] == "spirals"


SAME = ("spirals", "circles", "moons", "blobs")


@pytest.mark.parametrize("name", SAME)
def test_data_sets_are_those_of_the_engine(browser: Browser, play: Play, name: str) -> None:
    """Without noise the same points; in the others there is chance."""
    play(f"data={name}&noise=0&share=100&classes=3&samples=90")
    told = browser.run("const {points, targets} = warpreel.lab.samples.training;"
                       "return [[...points.data], targets]")  # fmt: skip
    classes = 3 if name in ("spirals", "blobs") else None
    data = make_dataset(name, samples=90, noise=0, classes=classes)
    ours = np.column_stack([data.features, data.labels])
    theirs = np.column_stack([np.array(told[0]).reshape(-1, 2), told[1]])
    for rows in (ours, theirs):
        rows[:] = rows.round(4) + 0.0
    assert np.abs(ours[np.lexsort(ours.T)] - theirs[np.lexsort(theirs.T)]).max() < 3e-4


@pytest.mark.parametrize("name", ["disc-in-ring", "xor", "halves", "gaussian-quantiles"])
def test_data_sets_with_chance_lie_where_those_of_the_engine_do(
    browser: Browser, play: Play, name: str
) -> None:
    play(f"data={name}&noise=0&share=100&samples=1000&classes=3")
    told = browser.run("const {points, targets} = warpreel.lab.samples.training;"
                       "return [[...points.data], targets]")  # fmt: skip
    theirs, labels = np.array(told[0]).reshape(-1, 2), np.array(told[1])
    data = make_dataset(name, samples=1000, noise=0)
    assert np.abs(theirs).max() <= 2
    assert np.bincount(labels).tolist() == np.bincount(data.labels).tolist()
    for label in range(labels.max() + 1):
        one, other = theirs[labels == label], data.features[data.labels == label]
        assert np.allclose(one.mean(axis=0), other.mean(axis=0), atol=0.25)
        assert reach(one) / reach(theirs) == pytest.approx(
            reach(other) / reach(data.features), abs=0.1
        )


def reach(points: np.ndarray) -> float:
    return float(np.hypot(*points.T).mean())
