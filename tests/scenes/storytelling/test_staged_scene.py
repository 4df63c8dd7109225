"""A film on a stage: it opens with its picture, the camera follows, and nothing goes blank."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import Circle, Dot, Square, VGroup

from scenes.encoding.qualities import ASPECTS, Quality
from scenes.mobjects.text import sentence
from scenes.rendering.film import render
from scenes.rendering.job import Film
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.staged_scene import StagedScene
from scenes.watching.playing import play_film
from tests.support.continuity import continuity_of
from tests.support.decoding import frames
from tests.support.staged_example import Descent

SMALL = Quality(320, 180, 10)
Tell = Callable[[Any], None]


class Watched:
    """Keeps the pictures of a film, and what its camera sees at each."""

    def __init__(self) -> None:
        self.pictures: list[np.ndarray] = []
        self.zooms: list[float] = []
        self.scene: Any = None

    def begin(self, scene: Any, ground: np.ndarray) -> None:
        self.scene = scene

    def end(self, scene: Any) -> None:
        pass

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        self.pictures += [picture.copy()] * repeat
        self.zooms += [scene.view.zoom] * repeat


def play(tell: Tell, aspect: str = "16:9") -> Watched:
    class Story(StagedScene):
        spec = FilmSpec(aspect=aspect)

        def construct(self) -> None:
            tell(self)

    watched = Watched()
    play_film(Story, {}, SMALL.shaped(aspect), watched)
    return watched


def lit(picture: np.ndarray) -> np.ndarray:
    """Return where a picture is bright, bool array (height, width)."""
    return picture.max(axis=-1) > 150


def test_the_first_frame_is_the_picture_it_opens_with() -> None:
    def tell(story: Any) -> None:
        square = Square(5, color="#ffffff")
        story.open_with(square, hero=(square,))
        story.say("A square.")

    film = play(tell)
    assert lit(film.pictures[0]).sum() > 300
    assert isinstance(film.scene.hero[0], Square)


def test_a_film_cannot_open_twice() -> None:
    def tell(story: Any) -> None:
        story.beat(1)
        story.open_with(Square())

    with pytest.raises(RuntimeError, match="before anything is played"):
        play(tell)


def test_sentences_stay_put_to_the_last_bit_while_the_camera_goes_close() -> None:
    def tell(story: Any) -> None:
        story.open_with(dot := Dot([3, 1, 0], color="#ffffff"))
        story.say("The camera goes close.")
        story.look_at(dot, 3.0)
        story.beat(0.5)

    film = play(tell)
    foot = [picture[155:] for picture in film.pictures[4:]]
    assert lit(foot[0]).any()
    assert all(np.array_equal(each, foot[0]) for each in foot[1:])
    assert lit(film.pictures[-1][:150]).mean() > 0.2
    assert (np.diff(film.zooms) >= -1e-9).all()


def test_sentences_of_the_past_are_not_kept() -> None:
    def tell(story: Any) -> None:
        story.pin(kept := Square())
        for word in ["One", "two", "three", "four", "five."]:
            story.say(word)
        assert len(story.following.fixed) == 3
        assert story.following.fixed[0] is kept

    assert play(tell).pictures


def test_a_followed_ball_stays_in_view_and_the_camera_comes_home() -> None:
    def tell(story: Any) -> None:
        ball = Dot([-6, 3, 0], radius=0.2, color="#ffffff")
        story.open_with(ball)
        story.follow(ball, lambda p: ball.move_to([-6 + 12 * p, 3 - 5 * p * p, 0]), 3.0)
        story.look_home(1.0)

    film = play(tell)
    assert max(film.zooms) > 3
    assert film.zooms[0] == 1
    assert film.scene.view.zoom == pytest.approx(1)
    for picture in film.pictures:
        rows, columns = np.nonzero(lit(picture))
        assert 0 < rows.min() < rows.max() < 179
        assert 0 < columns.min() < columns.max() < 319


def test_while_a_sentence_is_read_the_camera_comes_nearer_and_goes_back() -> None:
    def tell(story: Any) -> None:
        story.open_with(Square())
        story.say("A square.")
        story.come_nearer(2.0)
        story.come_nearer(2.0)

    film = play(tell)
    assert 1.01 < max(film.zooms) < 1.05
    assert film.zooms[-1] == pytest.approx(1.0, abs=0.005)


def test_what_is_driven_in_place_stays_behind_what_is_before_it() -> None:
    def tell(story: Any) -> None:
        below = Square(2, color="#ff0000", fill_opacity=1)
        above = Square(2, color="#ffffff", fill_opacity=1)
        story.open_with(below, above)
        story.drive_in_place(lambda p: below.move_to([0, 0.01 * p, 0]), 0.5)

    film = play(tell)
    assert film.pictures[-1][90, 160].min() > 200
    assert len(film.scene.mobjects) == 2


def test_a_drive_of_a_move_leaves_nothing_behind() -> None:
    def tell(story: Any) -> None:
        story.open_with(dot := Dot())
        story.look_at(dot, 1.0)
        assert story.mobjects == [dot]

    assert play(tell).pictures


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Square(2, color="#ffffff"), Square(6, color="#ffffff")),
        (Square(2, color="#ffffff"), sentence("Space", 90, "#ffffff")),
        (VGroup(Circle(color="#ffffff"), Dot(color="#ffffff")), Square(3, color="#ffffff")),
    ],
    ids=["alike", "words", "a group"],
)
def test_what_morphs_is_never_blank_and_ends_as_the_other(old: Any, new: Any) -> None:
    def tell(story: Any) -> None:
        story.open_with(before := old.copy())
        story.morph((before, after := new.copy()), seconds=1.0)
        assert story.mobjects == [after]
        story.beat(0.2)

    film = play(tell)
    drawn = [(picture.max(axis=-1) > 70).sum() for picture in film.pictures]
    assert min(drawn) > 0.3 * min(drawn[0], drawn[-1]) > 0


@pytest.mark.parametrize("aspect", list(ASPECTS))
def test_the_example_is_continuous_in_every_shape(aspect: str) -> None:
    film = continuity_of(Descent, {"spec": FilmSpec(aspect=aspect)}, SMALL.shaped(aspect))
    assert film.plays > 8
    assert (film.frozen, film.pops) == ([], [])


def test_our_renderer_shows_what_playing_frame_by_frame_does(tmp_path: Path) -> None:
    watched = Watched()
    play_film(Descent, {}, SMALL, watched)
    film = render(Film(Descent, {"spec": FilmSpec()}), tmp_path / "film.mp4", SMALL)
    decoded = frames(film.path)
    assert len(decoded) == len(watched.pictures)
    for ours, theirs in zip(decoded[::9], watched.pictures[::9], strict=True):
        assert np.abs(ours.astype(int) - theirs).mean() < 4  # but for what the encoder loses
