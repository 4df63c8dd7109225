"""Single frames: those that the whole film has at the same places."""

from pathlib import Path

import numpy as np
from manim import Scene, Square

from scenes.encoding.formats import FORMATS, codec_for
from scenes.rendering.film import render
from scenes.rendering.frames import last_frame, section_frames
from scenes.rendering.job import Film
from tests.support.decoding import frames
from tests.support.films import SMALL, Busy, Moving

CODEC = codec_for(FORMATS["mp4"], SMALL)


def unwatched(seconds: float) -> None:
    """Take no notice."""


class InActs(Scene):
    """Three sections: a second of one square, nothing, and three frames of two."""

    def construct(self) -> None:
        self.next_section("one")
        self.add(Square(fill_opacity=1))
        self.wait(1)
        self.next_section("nothing")
        self.next_section("two")
        self.add(Square(side_length=6))
        self.wait(0.65)


def test_every_section_gives_its_first_middle_and_last_frame() -> None:
    shots = section_frames(Film(InActs), CODEC, unwatched)
    assert [(shot.section, shot.seconds) for shot in shots] == [
        ("one", 0.0), ("one", 0.4), ("one", 0.8), ("two", 1.0), ("two", 1.2), ("two", 1.4),
    ]  # fmt: skip
    first, last = shots[0].picture, shots[-1].picture
    assert first.shape == (144, 256, 4)
    assert np.array_equal(first, shots[2].picture)
    assert not np.array_equal(first, last)


def test_a_film_without_sections_is_one() -> None:
    shots = section_frames(Film(Moving), CODEC, unwatched)
    assert [(shot.section, shot.seconds) for shot in shots] == [("", 0.0), ("", 0.8), ("", 1.8)]


def test_shots_are_the_frames_of_the_film(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    render(Busy, path, SMALL, codec=codec_for(FORMATS["mp4"], SMALL, crf=0))
    film = frames(path)
    for shot in section_frames(Film(Busy), CODEC, unwatched):
        seen = film[round(shot.seconds * SMALL.frame_rate)][..., :3]
        assert np.abs(shot.picture[..., :3].astype(int) - seen).mean() < 2


def test_the_last_frame_is_drawn_alone() -> None:
    still = last_frame(Film(InActs), CODEC, unwatched)
    assert np.array_equal(still, section_frames(Film(InActs), CODEC, unwatched)[-1].picture)
