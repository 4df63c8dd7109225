"""Recordings that are large, wide, short or broken are shown, or a sentence says why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from selenium.webdriver.common.keys import Keys
from torch import nn

from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from scenes.explore.page import render_page
from scenes.explore.payload import Explored
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.browser import Browser
from tests.support.explored_pages import Open, settle, text_of


def test_of_ten_thousand_points_it_says_how_many_are_drawn(
    browser: Browser, explore: Open, hero_file: Path
) -> None:
    recording = load(hero_file)
    times = 10_000 // recording.data.samples + 1
    data = replace(
        recording.data,
        features=np.tile(recording.data.features, (times, 1)),
        labels=np.tile(recording.data.labels, times),
    )
    explore(replace(recording, data=data))
    assert text_of(browser, "#notes") == f"600 of {data.samples:,} points are drawn."


def test_a_wide_input_is_shown_as_a_shadow(browser: Browser, explore: Open) -> None:
    explore(train(RunSpec(data="digits", hidden=(16, 8), steps=6, samples=200)))
    settle(browser)
    assert "8 units, of whose variance" in text_of(browser, "#sentence")
    browser.press(*[Keys.ARROW_DOWN] * 16)
    settle(browser)
    assert "64 units, of whose variance" in text_of(browser, "#sentence")
    assert browser.complaints() == []


def test_a_single_step_has_nothing_to_play(browser: Browser, explore: Open, mlp: Recording) -> None:
    tensors = {name: rows[:1] for name, rows in mlp.tensors.items()}
    explore(replace(mlp, steps=mlp.steps[:1], tensors=tensors), motion="no-preference")
    settle(browser)
    assert browser.run("return document.getElementById('play-training').disabled")
    assert text_of(browser, "#step") == "0"
    assert browser.complaints() == []


@pytest.mark.parametrize("inputs", [1, 3])
def test_a_linear_network_has_no_depth(browser: Browser, explore: Open, inputs: int) -> None:
    torch.manual_seed(2)
    network, x = nn.Linear(inputs, 2), torch.randn(30, inputs)
    recorder = Recorder(network, x, (x[:, 0] > 0).long())
    recorder.record(nn.functional.cross_entropy(network(x), (x[:, 0] > 0).long()))
    explore(recorder.finish())
    settle(browser)
    assert browser.run("return document.getElementById('depth').disabled")
    assert ("plane" if inputs == 3 else "line") in text_of(browser, "#sentence")
    assert browser.run("return warpreel.director.orbitAt(0).tilt > 1") == (inputs == 3)
    assert browser.screenshot()[200:400, 300:900].std() > 5
    assert browser.complaints() == []


def test_an_activation_that_only_python_knows_is_told(
    browser: Browser, mlp: Recording, tmp_path: Path
) -> None:
    page = render_page(Explored(mlp), LANGUAGES["en"], THEMES["dark"])
    (tmp_path / "page.html").write_text(page.replace('"Tanh"', '"Strange"'), "utf-8")
    browser.open(tmp_path / "page.html", reduced_motion="reduce")
    assert text_of(browser, "#notes") == "This page does not know the activation Strange."


def test_a_training_that_diverged_is_said_to_have(
    browser: Browser, explore: Open, mlp: Recording
) -> None:
    tensors: dict[str, Any] = {name: rows[:].clone() for name, rows in mlp.tensors.items()}
    for rows in tensors.values():
        rows[40:] *= 1e12
        rows[60:] = np.nan
    explore(replace(mlp, tensors=tensors))
    assert "The training diverged at step 60" in text_of(browser, "#notes")
    browser.run("warpreel.show(10, 2.5)")
    settle(browser)
    assert browser.complaints() == []
