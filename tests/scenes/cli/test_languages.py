"""``warpreel languages``: a file to translate, and what is left to do in it."""

import re
from pathlib import Path

from scenes.languages.language import LANGUAGES
from tests.support.command_line import CommandLine


def test_a_skeleton_is_written_and_all_of_it_is_missing(warpreel: CommandLine) -> None:
    answer = warpreel("languages", "skeleton", "fr")
    assert (answer.code, answer.made) == (0, {"fr.toml"})
    answer = warpreel("languages", "check", "fr.toml")
    assert answer.code == 2
    assert "missing  'accuracy'" in answer.out
    assert "templates without words, 0 with wrong ones" in answer.err


def test_a_file_that_is_there_is_overwritten_only_if_asked_for(warpreel: CommandLine) -> None:
    Path("fr.toml").write_text("mine")
    answer = warpreel("languages", "skeleton", "fr")
    assert answer.code == 2
    assert "fr.toml is there already" in answer.sentence
    assert Path("fr.toml").read_text() == "mine"
    assert warpreel("languages", "skeleton", "fr", "--force").code == 0
    assert "[sentences]" in Path("fr.toml").read_text("utf-8")


def test_one_film_s_words_are_written_and_checked_alone(warpreel: CommandLine) -> None:
    assert warpreel("languages", "skeleton", "fr").code == 0
    answer = warpreel("languages", "skeleton", "de", "--film", "affine")
    assert answer.code == 0
    assert "`warpreel languages check de.toml --film affine`" in answer.out
    counts = [Path(f"{name}.toml").read_text("utf-8").count('= ""') for name in ("fr", "de")]
    assert 20 < counts[1] < counts[0] / 10
    text = Path("de.toml").read_text("utf-8")
    Path("de.toml").write_text(re.sub(r'# (".*") = ""', r"\1 = \1", text), "utf-8")
    assert warpreel("languages", "check", "de.toml", "--film", "affine").code == 0
    assert warpreel("languages", "check", "de.toml").code == 2


def test_an_unknown_film_is_refused(warpreel: CommandLine) -> None:
    answer = warpreel("languages", "skeleton", "fr", "--film", "afine")
    assert (answer.code, answer.made) == (2, set())
    assert "did you mean affine" in answer.sentence


def test_unfit_names_are_refused(warpreel: CommandLine) -> None:
    assert "no code of a language" in warpreel("languages", "skeleton", "a/b").sentence
    assert "ends in .toml" in warpreel("languages", "skeleton", "fr", "-o", "fr.txt").sentence


def test_a_whole_translation_passes(warpreel: CommandLine) -> None:
    answer = warpreel("languages", "check", str(LANGUAGES["zh"].file))
    assert answer.code == 0
    assert "all templates have words" in answer.out


def test_lost_fields_are_told(warpreel: CommandLine) -> None:
    Path("fr.toml").write_text('[sentences]\n"step {step}" = "pas"', "utf-8")
    answer = warpreel("languages", "check", "fr.toml")
    assert answer.code == 2
    assert "wrong    'step {step}': lost {step}" in answer.out
