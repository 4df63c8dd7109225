"""What every film has in common: sentences at the foot, beats, and a tempo."""

import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from manim import LEFT, FadeIn, Square, Text, VMobject, config, linear, smooth, tempconfig

from scenes.encoding.formats import Quality
from scenes.rendering.film import render
from scenes.rendering.job import Film
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.story import StoryScene
from scenes.theme.lookup import theme_of
from scenes.theme.theme import THEMES, Theme
from scenes.theme.typefaces import families_of
from tests.support.decoding import frames
from tests.support.theme_files import theme_file

Play = Callable[..., StoryScene]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Play a story to its end, without pictures in between."""

    def play(
        tell: Callable[[StoryScene], None],
        tempo: float = 1.0,
        still: bool = True,
        theme: Theme | None = None,
    ) -> StoryScene:
        class Story(StoryScene):
            spec = FilmSpec(theme="light", tempo=tempo)
            given_theme = theme

            def construct(self) -> None:
                tell(self)

        settings = {"write_to_movie": not still, "save_last_frame": still, "format": None}
        size = {"pixel_width": 426, "pixel_height": 240, "frame_rate": 10}
        quiet = {"media_dir": str(tmp_path), "progress_bar": "none", "verbosity": "ERROR"}
        with tempconfig(settings | size | quiet):
            story = Story()
            story.render()
        return story

    return play


def sentences(story: StoryScene) -> list[Text]:
    return [mobject for mobject in story.mobjects if isinstance(mobject, Text)]


def test_a_sentence_takes_the_place_of_the_one_before(play: Play) -> None:
    def tell(story: StoryScene) -> None:
        story.say("First this.")
        story.say("Then that.")

    (left,) = sentences(play(tell))
    assert left.original_text == "Then that."
    assert left.get_center()[0] == pytest.approx(0, abs=0.01)
    assert left.get_bottom()[1] > -config.frame_height / 2


def test_a_long_sentence_is_made_to_fit(play: Play) -> None:
    def tell(story: StoryScene) -> None:
        with tempconfig({"pixel_width": 1920, "pixel_height": 1080}):
            story.say(40 * "rather long ")

    (left,) = sentences(play(tell))
    assert 0.8 * config.frame_width < left.width < config.frame_width


@pytest.mark.parametrize("tempo", [0.5, 1.0, 4.0])
def test_tempo_divides_the_length_of_everything(play: Play, tempo: float) -> None:
    def tell(story: StoryScene) -> None:
        square = Square()
        story.act(FadeIn(square), seconds=2)
        story.beat(4)
        story.drive(square, lambda progress: None, 2)

    assert play(tell, tempo).time == pytest.approx(8 / tempo)


def test_what_is_driven_is_drawn_from_start_to_end_at_its_rate(play: Play) -> None:
    drawn: list[float] = []

    def tell(story: StoryScene) -> None:
        story.drive(Square(), drawn.append, 1.0)
        story.drive(Square(), lambda p: drawn.append(1 + p), 1.0, lambda p: p)

    play(tell, still=False)
    first, second = (np.array([p for p in drawn if (p > 1) == later]) for later in (False, True))
    assert (first.min(), first.max(), second.max()) == pytest.approx((0, 1, 2))
    assert (np.diff(first[:-1]) >= 0).all()
    assert np.isclose(first, smooth(0.3)).any()
    assert np.isclose(second, 1.3).any()


def test_a_drive_may_change_what_it_is_not_handed(tmp_path: Path) -> None:
    class Forgetful(StoryScene):
        spec = FilmSpec()

        def construct(self) -> None:
            forgotten = Square(color="#ffffff", fill_opacity=1).shift(5 * LEFT)
            later = VMobject(color="#ffffff", fill_opacity=1)  # has no points yet
            self.add(forgotten, later)

            def draw(progress: float) -> None:
                forgotten.move_to([-5 + 10 * progress, 0, 0])
                later.points = Square().shift([-5 + 10 * progress, 3, 0]).points

            self.drive(Square(0.1), draw, 1.0, linear)

    film = render(Film(Forgetful), tmp_path / "film.mp4", Quality(160, 90, 10))
    pictures = frames(film.path).max(axis=-1) > 150
    for band in (slice(0, 25), slice(30, 60)):
        middles = [np.nonzero(picture[band])[1].mean() for picture in pictures]
        assert len(middles) == 10
        assert (np.diff(middles) > 4).all()


def test_its_background_is_the_theme_s(play: Play) -> None:
    story = play(lambda story: story.beat(1))
    background = THEMES["light"].background
    assert str(story.renderer.camera.background_color).lower() == background
    red, green, blue = story.renderer.get_frame()[0, 0, :3]
    assert f"#{red:02x}{green:02x}{blue:02x}" == background


def test_the_stage_is_cleared_but_for_the_sentence(play: Play) -> None:
    def tell(story: StoryScene) -> None:
        story.clear_stage()
        story.add(Square(), Square())
        story.say("This stays.")
        story.clear_stage()

    (left,) = play(tell).mobjects
    assert left.original_text == "This stays."


def test_a_theme_that_is_given_needs_no_file(play: Play, tmp_path: Path) -> None:
    path = theme_file(tmp_path)
    theme = pickle.loads(pickle.dumps(theme_of(str(path))))
    for file in (path, tmp_path / "logo.png", tmp_path / "fonts" / "Corporate.ttf"):
        file.unlink()
    families: list[str] = []

    def tell(story: StoryScene) -> None:
        story.say("Said in another font.")
        families.extend(families_of("Said"))

    story = play(tell, theme=theme)
    assert story.theme == theme
    assert families[0].startswith("Corporate")
    assert families_of("Said") == ("Inter",)


def test_a_logo_stays_in_every_frame_and_the_sentence_makes_way(play: Play, tmp_path: Path) -> None:
    theme = theme_of(str(theme_file(tmp_path)))
    pictures: list[np.ndarray] = []

    def tell(story: StoryScene) -> None:
        for text in ("Short.", 6 * "rather long "):
            story.say(text)
            pictures.append(story.renderer.get_frame()[..., :3].copy())
        assert story.said is not None
        right = story.said.get_right()[0]
        assert right == pytest.approx(story.foot.right, abs=0.01)
        assert right < config.frame_width / 2 - 0.4 - 0.4  # the logo's margin and its width
        story.clear_stage()
        story.remove(*story.mobjects)
        story.beat()

    story = play(tell, theme=theme)
    pictures.append(story.renderer.get_frame()[..., :3])
    for picture in pictures:
        red = (picture[..., 0] > 240) & (picture[..., 1:] < 15).all(axis=-1)
        rows, columns = np.nonzero(red)
        assert 10 <= np.ptp(rows) <= 13  # 5 % of 240
        assert columns.min() > 0.9 * 426
        assert rows.min() > 0.9 * 240
