"""A language, looked up by its name or read from a file of somebody's own."""

from pathlib import Path

import pytest

from engine.errors import DataError, UnknownNameError, UsageError, WarpreelError
from scenes.languages.language import LANGUAGES
from scenes.languages.lookup import language_key, language_of


def language_file(folder: Path, sentences: str, name: str = "fr.toml") -> str:
    path = folder / name
    path.write_text(f"[sentences]\n{sentences}\n", "utf-8")
    return str(path)


def test_a_registered_language_is_found_by_its_name() -> None:
    assert language_of("zh") is LANGUAGES["zh"]
    assert language_of("ZH").key == language_key("ZH") == "zh"
    with pytest.raises(UnknownNameError, match="zh"):
        language_of("zn")


def test_for_a_language_that_is_not_there_the_way_to_one_is_told() -> None:
    for code in ("de", "pt-BR"):
        with pytest.raises(UnknownNameError, match=f"`warpreel languages skeleton {code}` writes"):
            language_key(code)
    with pytest.raises(UnknownNameError, match=r"choose from en, zh$"):
        language_of("mandarin")


def test_a_file_speaks_and_is_named_by_its_path(tmp_path: Path) -> None:
    file = language_file(tmp_path, '"step {step}" = "étape {step}"')
    language = language_of(file)
    assert language.say("step {step}", step=3) == "étape 3"
    assert (language.name, language.key, language_key(file)) == ("fr", file, file)


def test_a_template_without_words_is_an_error_where_it_is_said(tmp_path: Path) -> None:
    language = language_of(language_file(tmp_path, '"step {step}" = "étape {step}"'))
    with pytest.raises(WarpreelError, match=r"no words for 'accuracy'; add them to .*fr\.toml"):
        language.say("accuracy")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"cannot read .*fr\.toml"):
        language_key(str(tmp_path / "fr.toml"))


def test_wrong_words_are_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    file = language_file(tmp_path, '"step {step}" = "étape"\n"accuracy" = " "')
    with pytest.raises(UsageError, match=r"lost \{step\}; 1 more; `warpreel languages check"):
        language_key(file)


def test_a_file_is_named_after_a_code(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"such as fr\.toml"):
        language_of(language_file(tmp_path, "", 'my "words".toml'))
