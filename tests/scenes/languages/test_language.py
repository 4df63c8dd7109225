"""Catalogues of words: whole templates, with the same fields."""

from __future__ import annotations

import string
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.languages.language import ENGLISH, FOLDER, LANGUAGES, Language, translate, use_language
from scenes.theme.typefaces import families_of


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("name", [name for name in LANGUAGES if name != "en"])
def test_a_translation_has_the_fields_of_its_template_and_characters_of_our_fonts(
    name: str,
) -> None:
    for template, words in LANGUAGES[name].sentences.items():
        assert fields_of(words) == fields_of(template)
        assert families_of(words)


def test_every_catalogue_is_a_language() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} | {"en"} == set(LANGUAGES)
    assert all(tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml"))


def test_english_is_said_as_it_is_written() -> None:
    assert ENGLISH.say("step {step}", step=3) == "step 3"


def test_a_language_is_used_within_a_block_and_blocks_nest() -> None:
    with use_language(LANGUAGES["zh"]):
        with suppress(ZeroDivisionError), use_language(ENGLISH):
            assert translate("accuracy") == "accuracy"
            raise ZeroDivisionError
        assert translate("accuracy") == "准确率"
    assert translate("accuracy") == "accuracy"


def test_another_language_is_one_file(tmp_path: Path) -> None:
    file = tmp_path / "de.toml"
    file.write_text('[sentences]\n"step {step}" = "Schritt {step}"\n', "utf-8")
    assert Language("de", file).say("step {step}", step=3) == "Schritt 3"


def test_a_missing_sentence_is_named_with_the_file_it_belongs_in() -> None:
    with pytest.raises(WarpreelError, match=r"zh has no words for 'nonsense'; add them to .*zh"):
        LANGUAGES["zh"].say("nonsense")


@pytest.mark.parametrize("count", [1, "1"])
def test_what_is_counted_in_english_is_singular_for_one(count: object) -> None:
    said = ENGLISH.say("After {steps} steps, {few} of {units} units.", steps=count, few=1, units=1)
    assert said == "After 1 step, 1 of 1 unit."
    assert ENGLISH.say("{steps} steps and {units} units", steps=11, units="1,001") == (
        "11 steps and 1,001 units"
    )
