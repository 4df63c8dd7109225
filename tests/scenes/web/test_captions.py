"""Subtitles and transcripts: how sentences are cut, timed and written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.rendering.timeline import Section, Sentence, Timeline
from scenes.web.captions import cues_of, keep_captions, retold, srt, transcript, webvtt
from tests.support.captions_check import faults_of

ZH = LANGUAGES["zh"]


def film(*sentences: Sentence, seconds: float = 60.0) -> Timeline:
    acts = (Section("side-by-side", 0, 2.5), Section("curve", 2.5, seconds))
    return Timeline(seconds, acts, sentences)


SHORT = film(Sentence(0, 2, "The curve & its slope:\n0 < s."), Sentence(3, 3.75, "Now."))


def test_a_sentence_stands_as_long_as_it_does_on_screen() -> None:
    first, second = cues_of(SHORT, ENGLISH)
    assert (first.begin, first.end, first.lines) == (0, 2, ("The curve & its slope: 0 < s.",))
    assert (second.begin, second.end, second.lines) == (3, 3.75, ("Now.",))


def test_srt_is_numbered_and_has_commas_in_its_times() -> None:
    assert srt(cues_of(SHORT, ENGLISH)) == (
        "1\n00:00:00,000 --> 00:00:02,000\nThe curve & its slope: 0 < s.\n\n"
        "2\n00:00:03,000 --> 00:00:03,750\nNow.\n"
    )


def test_webvtt_escapes_what_could_be_markup() -> None:
    assert webvtt(cues_of(SHORT, ENGLISH)) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nThe curve &amp; its slope: 0 &lt; s.\n\n"
        "00:00:03.000 --> 00:00:03.750\nNow.\n"
    )


def test_times_go_beyond_an_hour() -> None:
    late = film(Sentence(3725.5, 3727, "Late."), seconds=4000)
    assert "01:02:05,500 --> 01:02:07,000" in srt(cues_of(late, ENGLISH))


def test_a_long_sentence_becomes_several_cues_that_share_its_time() -> None:
    words = " ".join(f"word{i}" for i in range(40))
    cues = cues_of(film(Sentence(10, 30, words)), ENGLISH)
    assert len(cues) > 2
    assert (cues[0].begin, cues[-1].end) == (10, pytest.approx(30))
    assert " ".join(line for cue in cues for line in cue.lines) == words
    assert faults_of(cues, 60, ENGLISH) == []


def test_a_transcript_names_the_sections_and_gives_each_sentence_where_it_begins() -> None:
    assert transcript(SHORT, ENGLISH) == (
        "Side by side\nThe curve & its slope: 0 < s.\n\nCurve\nNow.\n"
    )


def test_captions_stand_beside_the_film_by_language(tmp_path: Path) -> None:
    paths = keep_captions(SHORT, ENGLISH, tmp_path / "curve.mp4")
    assert [path.name for path in paths] == ["curve.en.srt", "curve.en.vtt", "curve.en.txt"]
    assert paths[1].read_text("utf-8") == webvtt(cues_of(SHORT, ENGLISH))


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "curve.en.srt").mkdir()
    with pytest.raises(WarpreelError, match=r"curve\.en\.srt is a folder"):
        keep_captions(SHORT, ENGLISH, tmp_path / "curve.mp4")


def test_the_check_finds_cues_that_are_too_fast_late_or_long() -> None:
    fast = cues_of(film(Sentence(0, 1, 30 * "a")), ENGLISH)
    late = cues_of(film(Sentence(59, 61, "Late.")), ENGLISH)
    both = cues_of(film(Sentence(0, 5, "One."), Sentence(4, 8, "Two.")), ENGLISH)
    assert ["30.0 characters" in fault for fault in faults_of(fast, 60, ENGLISH)] == [True]
    assert ["stands from" in fault for fault in faults_of(late, 60, ENGLISH)] == [True]
    assert ["too early" in fault for fault in faults_of(both, 60, ENGLISH)] == [True]
    assert len(faults_of(fast, 60, ZH)) == 2


def test_what_is_said_is_retold_at_its_times_with_the_same_numbers() -> None:
    said = Sentence(3, 5, "两个类别：3。", "{what}: {count}.", {"what": "两个类别", "count": 3})
    (english,) = retold(film(said), ZH, ENGLISH).sentences
    assert (english.begin, english.end) == (3, 5)
    known = ZH.in_english("两个类别")
    assert english.text == f"{known}: 3."


def test_lists_are_retold_item_by_item() -> None:
    both = [template for template, told in ZH.sentences.items() if "、" not in told][:2]
    said = "、".join(ZH.say(each) for each in both)
    assert ZH.in_english(said) == ", ".join(both)


def test_sentences_without_a_template_cannot_be_retold() -> None:
    with pytest.raises(WarpreelError, match="cannot be translated"):
        retold(SHORT, ENGLISH, ZH)
