"""The watchers of films themselves: each finds what is wrong, and nothing where all is well."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, UP, FadeIn, FadeOut, Square, config

from scenes.languages.language import ENGLISH
from scenes.storytelling.drive import Drive
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.story import StoryScene
from scenes.web.captions import cues_of
from tests.support.captions_check import faults_of
from tests.support.continuity import Continuity
from tests.support.layout import Performance
from tests.support.overprints import noting_overprints
from tests.support.whole_films import watch

Film = Callable[[Any], None]


def watched(tell: Film, overprints: list[str] | None = None) -> tuple[Continuity, Performance]:
    class Told(StoryScene):
        acts = ("told",)

        def told(self) -> None:
            self.square = Square(1, fill_opacity=1)
            self.words = self.write("Space bends", 40)
            self.act(FadeIn(self.square.shift(3 * RIGHT)), FadeIn(self.words), seconds=1.0)
            tell(self)
            self.beat(1.0)

    return watch(
        noting_overprints(Told, [] if overprints is None else overprints), FilmSpec(), None
    )


def roll(film: Any, progress: float) -> None:
    film.square.move_to((3 + progress) * RIGHT)


def test_nothing_is_found_where_all_is_well() -> None:
    def tell(film: Any) -> None:
        film.say("A square rolls on.")
        film.drive(film.square, lambda progress: roll(film, progress), 3.0)
        film.act(FadeOut(film.words), seconds=0.5)

    overprints: list[str] = []
    continuity, performance = watched(tell, overprints)
    assert (continuity.frozen, continuity.pops, continuity.cuts) == ([], [], [])
    assert (performance.faults, overprints) == ([], [])
    assert performance.words == {"Space bends", "A square rolls on."}
    assert performance.looks > 7


def test_time_goes_by_as_it_does_with_all_frames() -> None:
    def tell(film: Any) -> None:
        film.act(FadeOut(film.words), seconds=0.3)
        film.drive(film.square, lambda progress: roll(film, progress), 0.7)

    _, performance = watched(tell)
    assert performance.seconds == pytest.approx(3.0)


def moves_what_stands(film: Any) -> None:
    flag = FadeIn(Square(1).shift(2 * UP))
    interpolate = flag.interpolate

    def move_too(alpha: float) -> None:
        interpolate(alpha)
        film.words.move_to(2 * alpha * UP)

    flag.interpolate = move_too
    film.act(flag, seconds=2.0)


def test_what_moves_without_being_animated_is_found() -> None:
    continuity, _ = watched(moves_what_stands)
    assert any("counts as still" in each for each in continuity.frozen)
    assert continuity.breaks()


def test_what_is_suddenly_there_is_found() -> None:
    continuity, _ = watched(lambda film: film.add(Square(2, fill_opacity=1).shift(4 * RIGHT + UP)))
    assert any("pops in" in each for each in continuity.pops)


def test_what_is_suddenly_gone_is_found() -> None:
    continuity, _ = watched(lambda film: film.remove(film.square))
    assert any("is cut to another" in each for each in continuity.cuts)


def test_a_film_that_only_stands_is_found() -> None:
    continuity, _ = watched(lambda film: film.beat(40.0))
    assert any("frames differ" in each for each in continuity.breaks())


def test_writing_that_overlaps_or_leaves_the_frame_is_found_in_the_midst_of_a_drive() -> None:
    def pass_by(film: Any) -> None:
        note = film.write("a note", 40)
        film.act(FadeIn(note.shift(2.5 * UP)), seconds=0.5)

        def draw(progress: float) -> None:
            note.move_to((2.5 - 2.4 * np.sin(np.pi * progress)) * UP)

        film.drive(note, draw, 0.9)

    _, performance = watched(pass_by)
    assert any("overlap" in each for each in performance.faults)

    def go_out(film: Any) -> None:
        def draw(progress: float) -> None:
            film.words.move_to(np.sin(np.pi * progress) * config.frame_width / 2 * RIGHT)

        film.drive(film.words, draw, 0.9)

    _, performance = watched(go_out)
    assert any("leaves the frame" in each for each in performance.faults)


def test_words_that_still_fade_while_something_is_driven_are_in_nobody_s_way() -> None:
    def tell(film: Any) -> None:
        other = film.write("takes its place", 40).set_opacity(0)
        box = Square(0.1).shift(2 * UP)
        film.add(box, other)
        drive = Drive(box, lambda progress: other.set_opacity(float(progress > 0.3)))
        film.act(FadeOut(film.words), drive, seconds=1.0)

    _, performance = watched(tell)
    assert performance.faults == []


def test_words_that_come_over_others_are_found() -> None:
    overprints: list[str] = []

    def tell(film: Any) -> None:
        film.act(FadeOut(film.words), FadeIn(film.write("over it", 40)), seconds=1.0)

    watched(tell, overprints)
    assert any("comes over" in each for each in overprints)


def test_a_sentence_that_is_gone_too_soon_is_found() -> None:
    def tell(film: Any) -> None:
        film.say("This is a sentence of many words that nobody reads in the twinkling of an eye.")
        film._needed = lambda pace: 0.0
        film.fall_silent()

    _, performance = watched(tell)
    cues = cues_of(performance.timeline, ENGLISH)
    assert faults_of(cues, performance.seconds, ENGLISH)
