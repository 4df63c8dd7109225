"""Language files: begun with everything to translate, and checked."""

from pathlib import Path

import pytest

from engine.errors import CombinedError, DataError, UsageError
from scenes.languages.language import LANGUAGES
from scenes.languages.language_file import (
    is_code,
    missing,
    read_language,
    skeleton,
    wrong_words,
)
from scenes.languages.templates import all_templates
from scenes.theme.typefaces import families_of

GROUPS = {"films": ["accuracy", "step {step}"], "signs": ["{x} = {y}"]}


def language_file(folder: Path, text: str) -> Path:
    path = folder / "fr.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_skeleton_is_a_language_without_words(tmp_path: Path) -> None:
    text = skeleton("fr", GROUPS)
    language = read_language(language_file(tmp_path, text))
    assert language.sentences == {}
    assert missing(language, GROUPS) == ["accuracy", "step {step}"]
    assert "{x}" not in text


def test_a_template_with_line_breaks_and_quotation_marks_survives(tmp_path: Path) -> None:
    template = 'two "lines"\nof {name}'
    text = skeleton("fr", {"films": [template]}).replace('# "two', '"two')
    text = text.replace('= ""', '= "{name}, deux"')
    language = read_language(language_file(tmp_path, text))
    assert language.sentences == {template: "{name}, deux"}
    assert missing(language, {"films": [template]}) == []


def test_all_that_chinese_has_words_for_is_in_a_skeleton() -> None:
    text, known = skeleton("fr", all_templates()), LANGUAGES["zh"]
    assert len(known.sentences) > 1000
    assert text.count(' = ""') > 1000
    assert missing(known, all_templates()) == []


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("étape", "lost {step}"),
        ("étape {step} {pas}", "unknown {pas}"),
        ("étape {step", "expected '}' before end of string"),
        ("étape {step} 😀", "no font of Warpreel holds the character '😀'"),
        (" ", "its words are empty"),
        ("étape {step:>999999999}", "unknown {step:>999999999}"),
        ("étape {step!r}", "unknown {step!r}"),
        ("étape {step.real}", "unknown {step.real}"),
        ("étape {step}\\u001b", "the character U+001B cannot be shown"),
    ],
)
def test_what_is_wrong_with_words_is_told(tmp_path: Path, words: str, fault: str) -> None:
    path = language_file(tmp_path, f'[sentences]\n"step {{step}}" = "{words}"')
    told = [*wrong_words(read_language(path), families_of)]
    assert all(each.startswith("'step {step}': ") for each in told)
    assert fault in told[-1]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[sentences", "Expected"),
        ("name = 'x'", "no table [sentences]"),
        ("[sentences]\n'a b' = 3", "the words for 'a b' are no text"),
        ("line = -1\n[sentences]", "line is -1; write a number from 10 to 200"),
        ("line = 99999999999\n[sentences]", "line is 99999999999; write a number from 10 to 200"),
        ("speed = nan\n[sentences]", "speed is nan; write a number from 2 to 100"),
        ("speed = 1e-7\n[sentences]", "speed is 1e-07; write a number from 2 to 100"),
        ("speed = true\n[sentences]", "speed is True; write a number"),
        ('name = "\\u001b[31m"\n[sentences]', "name is '\\x1b[31m'; write a text of at most 60"),
        ("nmae = 'x'\n[sentences]", "there is no field named 'nmae'; did you mean name or"),
    ],
)
def test_a_file_that_is_no_language_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_language(language_file(tmp_path, text))
    assert fault in str(caught.value)


def test_all_that_is_wrong_with_a_file_is_told(tmp_path: Path) -> None:
    text = "name = 3\nline = 'x'\nspeed = []\nextra = 1\n[sentences]\n'a b' = 5\n'c d' = []"
    with pytest.raises(CombinedError) as caught:
        read_language(language_file(tmp_path, text))
    assert len(caught.value.errors) == 6


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot read .*fr\.toml"):
        read_language(tmp_path / "fr.toml")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("fr", True), ("pt-BR", True), ("zh-Hant-TW", True), ("", False), ("a_b", False)]
    + [
        ("é", False),
        ("fr-", False),
        ("../fr", False),
        ("x" * 300, False),
        ("a-" * 40 + "a", False),
    ],
)
def test_a_code_has_a_few_short_parts(text: str, is_one: bool) -> None:
    assert is_code(text) == is_one
