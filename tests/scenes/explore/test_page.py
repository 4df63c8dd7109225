"""The page is one file that asks for nothing, and holds strangers' strings as text."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.recordings.opening import load
from engine.recordings.recording import Recording
from scenes.explore.page import render_page
from scenes.explore.payload import Explored
from scenes.explore.shell import POLICY, json_in_html, script
from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.theme.theme import THEMES
from tests.support.hostile_strings import HOSTILE
from tests.support.markup import Element, elements, the


def tagged(page: str, tag: str) -> list[Element]:
    return [element for element in elements(page) if element.tag == tag]


@pytest.fixture(scope="module")
def page(mlp: Recording) -> str:
    return render_page(Explored(mlp), ENGLISH, THEMES["dark"])


def test_it_asks_for_no_other_file_and_says_so(page: str) -> None:
    policy = next(meta for meta in tagged(page, "meta") if "content" in meta.attributes
                  and meta.attributes.get("http-equiv") == "Content-Security-Policy")  # fmt: skip
    assert policy.attributes["content"] == POLICY
    assert not tagged(page, "link")
    assert not tagged(page, "img")
    addresses = [e for tag in ("script", "canvas") for e in tagged(page, tag)]
    assert all("src" not in element.attributes for element in addresses)
    assert "http://" not in page
    assert "https://" not in page


def test_the_same_recording_gives_the_same_bytes(mlp: Recording, page: str) -> None:
    assert render_page(Explored(mlp), ENGLISH, THEMES["dark"]) == page


def test_the_demo_takes_less_than_a_megabyte_and_the_page_less_than_400_kb(
    hero_file: Path,
) -> None:
    explored = Explored(load(hero_file))
    for language in LANGUAGES.values():
        whole = len(render_page(explored, language, THEMES["dark"]).encode())
        assert whole < 1_000_000
        assert whole - len(json_in_html(explored.builtins())) < 400_000


def test_every_control_has_a_name(page: str) -> None:
    buttons = tagged(page, "button")
    assert len(buttons) == 5
    assert all(button.attributes.get("aria-label") or button.text.strip() for button in buttons)
    labelled = {label.attributes.get("for") for label in tagged(page, "label")}
    ranges = [e for e in tagged(page, "input") if e.attributes["type"] == "range"]
    assert {e.attributes["id"] for e in ranges} <= labelled
    assert the(page, "html").attributes["lang"] == "en"


def test_what_the_script_computes_with_stands_in_the_page(mlp: Recording, page: str) -> None:
    text = next(e.text for e in tagged(page, "script")
                if e.attributes.get("type") == "application/json")  # fmt: skip
    payload = json.loads(text)
    assert payload["recording"]["steps"] == mlp.steps.tolist()
    assert payload["theme"]["classes"] == list(THEMES["dark"].classes)
    assert {font["family"] for font in payload["fonts"]} == {"Inter"}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_names_of_strangers_are_no_markup(mlp: Recording, page: str, text: str) -> None:
    data = replace(mlp.data, name=text, class_names=(text, "1"))
    hostile = render_page(Explored(replace(mlp, data=data)), ENGLISH, THEMES["dark"])
    for tag in ("script", "style", "img", "title", "meta"):
        assert len(tagged(hostile, tag)) == len(tagged(page, tag))
    written = next(e.text for e in tagged(hostile, "script")
                   if e.attributes.get("type") == "application/json")  # fmt: skip
    told = json.loads(written)["recording"]
    assert (told["name"], told["data"]["classNames"][0]) == (text, text)


def test_json_closes_no_script() -> None:
    value = {"a": "</script><!-- & \u2028 >"}
    written = json_in_html(value)
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == value


@pytest.mark.parametrize("entry", ["page/page.js", "worker.js"])
def test_no_script_closes_its_element(entry: str) -> None:
    assert "</script" not in script(entry).lower()
    assert "<!--" not in script(entry)
