"""The course of a film: its acts and sentences, in seconds."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from scenes.encoding.formats import FORMATS, codec_for
from scenes.rendering.film import render
from scenes.rendering.timeline import Section, Sentence, Timeline, timeline_of
from tests.support.films import SMALL, Busy, Moving


def course(begun: Sequence[tuple[str, int]], frames: int = 50, **scene: Any) -> Timeline:
    """Look back on a film of 10 frames a second whose sections began at these frames."""
    sections = [SimpleNamespace(name=name, frames=frame) for name, frame in begun]
    camera = SimpleNamespace(frame_rate=10)
    renderer = SimpleNamespace(camera=camera, frames=frames, sections=sections)
    return timeline_of(SimpleNamespace(**scene), renderer)


def test_a_film_without_sections_is_one_without_a_name() -> None:
    assert course([("", 0)]) == Timeline(5.0, (Section("", 0, 5.0),), ())
    assert course([]).sections == (Section("", 0, 5.0),)


def test_sections_end_where_the_next_begins_and_the_last_with_the_film() -> None:
    told = course([("one", 0), ("two", 20), ("three", 45)])
    assert told.sections == (Section("one", 0, 2), Section("two", 2, 4.5), Section("three", 4.5, 5))


def test_what_comes_before_the_first_act_belongs_to_it() -> None:
    assert course([("", 0), ("one", 7), ("two", 20)]).sections[0] == Section("one", 0, 2)


def test_an_act_that_shows_nothing_is_left_out() -> None:
    names = [
        section.name for section in course([("a", 0), ("b", 30), ("c", 30), ("d", 50)]).sections
    ]
    assert names == ["a", "c"]


def test_sentences_are_those_of_the_scene() -> None:
    said = [Sentence(0, 1, "One."), Sentence(2, 3, "Two.")]
    assert course([], sentences=said).sentences == tuple(said)


@pytest.mark.parametrize("scene", [Moving, Busy])
def test_it_agrees_with_the_film_itself(scene: type, tmp_path: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("WARPREEL_CACHE", str(tmp_path / "cache"))
    from scenes.rendering.job import Film
    from tests.support.decoding import frames

    codec = codec_for(FORMATS["mp4"], SMALL)
    film = Film(scene, identity=f"the course of {scene.__name__}")
    outcome = render(film, tmp_path / "film.mp4", SMALL, codec=codec)
    told = outcome.timeline
    assert told is not None
    assert told.seconds == len(frames(tmp_path / "film.mp4")) / SMALL.frame_rate
    assert (told.sections[0].begin, told.sections[-1].end) == (0, told.seconds)
