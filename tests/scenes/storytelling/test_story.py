"""What every film has in common: sentences at the foot, beats, and a tempo."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from manim import LEFT, FadeIn, Square, Text, VMobject, config, linear, smooth, tempconfig

from scenes.encoding.qualities import Quality
from scenes.languages.language import LANGUAGES, translate, use_language
from scenes.rendering.film import render
from scenes.rendering.job import Film
from scenes.storytelling.film_spec import FilmSpec, acts_option
from scenes.storytelling.story import Act, StoryScene
from scenes.theme.lookup import theme_of
from scenes.theme.theme import THEMES, Theme
from scenes.theme.typefaces import BUNDLED, families_of, typefaces, use_typefaces
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


@pytest.mark.parametrize("fails", [False, True])
def test_language_and_typefaces_of_before_are_restored_after_a_film(
    play: Play, fails: bool
) -> None:
    seen: list[object] = []

    def tell(story: StoryScene) -> None:
        seen.extend((translate("accuracy"), typefaces()))
        if fails:
            raise ZeroDivisionError

    with use_language(LANGUAGES["zh"]), use_typefaces(BUNDLED[::-1]):
        with suppress(ZeroDivisionError):
            play(tell)
        assert (translate("accuracy"), typefaces()) == ("准确率", BUNDLED[::-1])
    assert seen == ["accuracy", BUNDLED]


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


@pytest.mark.parametrize("last", range(4))
def test_manim_renders_only_some_of_the_animations(play: Play, last: int) -> None:
    def tell(story: StoryScene) -> None:
        for words in ("A sentence to be read.", "Another sentence, to be read as well."):
            story.say(words)

    with tempconfig({"from_animation_number": 0, "upto_animation_number": last}):
        story = play(tell, still=False)
    assert story.renderer.num_plays == last + 1


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
        assert right == pytest.approx(story.caption_box.right, abs=0.01)
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


class Acts(StoryScene):
    """Notes which acts are told, and in which section."""

    spec = FilmSpec()
    acts = ("first_thing", "second")

    def prepare(self) -> None:
        self.told: list[str] = []
        self.sections: list[str] = []

    def next_section(self, name: str = "unnamed", *args: object, **options: object) -> None:
        self.sections.append(name)

    def first_thing(self) -> None:
        self.told.append("first")

    def second(self) -> None:
        self.told.append("second")


@dataclass(frozen=True, kw_only=True)
class ChosenActs(FilmSpec):
    """Acts in an order of the viewer's choice."""

    acts: tuple[str, ...] = acts_option(("first_thing", "second"))


class Chosen(Acts):
    """A film whose spec chooses the acts."""

    spec = ChosenActs(acts=("second", "first_thing", "second"))


class Sometimes(Acts):
    """A film that has one act only sometimes, and another twice."""

    def story(self) -> Iterator[Act]:
        yield from (act for act in super().story() if act.name != "second")
        for title in ("again", "and again"):
            yield Act(title, self.second)


@pytest.mark.parametrize(
    ("film", "told", "sections"),
    [
        (Acts, ["first", "second"], ["first_thing", "second"]),
        (Chosen, ["second", "first", "second"], ["second", "first_thing", "second"]),
        (Sometimes, ["first", "second", "second"], ["first_thing", "again", "and again"]),
    ],
)
def test_acts_are_told_in_order_each_in_a_section(
    film: type[Acts], told: list[str], sections: list[str]
) -> None:
    scene = film()
    scene.construct()
    assert scene.told == told
    assert scene.sections == sections


def test_a_phrase_is_said_as_its_template_is(play: Play) -> None:
    def tell(story: StoryScene) -> None:
        story.say(("It is {number}.", {"number": 3}))
        story.tell("It is {number}.", number=3)

    said = [sentence.text for sentence in play(tell).sentences]
    assert said == ["It is 3.", "It is 3."]
