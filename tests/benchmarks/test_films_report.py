"""The report on films: it finds each fault, and none in a film without one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from manim import DOWN, LEFT, RIGHT, UP, Dot, FadeIn, FadeOut, Rectangle, Square, linear

from benchmarks import films_report
from benchmarks.film_measures import Measures
from benchmarks.films_report import faults, main, measure
from scenes.encoding.qualities import Quality
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.film_spec import FilmSpec
from scenes.storytelling.staged_scene import StagedScene
from tests.support.staged_example import Descent

SMALL = Quality(426, 240, 10)
Tell = Callable[[Any], None]


def measured(tell: Tell, quality: Quality = SMALL) -> Measures:
    class Story(StagedScene):
        spec = FilmSpec()

        def construct(self) -> None:
            self.hero_square = Rectangle(width=12, height=6, color="#ffffff").shift(0.5 * UP)
            tell(self)

    return measure(Story, {"spec": FilmSpec()}, quality)


def moving(story: Any, seconds: float = 2.0) -> None:
    box = story.hero_square
    story.drive(box, lambda p: box.set_stroke(width=2 + 20 * p), seconds, linear)


def opened(story: Any) -> None:
    story.open_with(story.hero_square, hero=(story.hero_square,))


def well(story: Any) -> None:
    opened(story)
    story.say("A box grows thick.")
    moving(story)


def test_a_film_without_faults_has_none() -> None:
    found = measured(well)
    assert list(faults(found)) == []
    assert found.first_is_picture
    assert found.hero_peak == pytest.approx(12 * 6 / 113.8, abs=0.04)
    assert len(found.hero) > 3


def test_the_example_of_the_guide_has_none() -> None:
    assert list(faults(measure(Descent, {"spec": FilmSpec()}, SMALL))) == []


def late(story: Any) -> None:
    story.say("Where is it?")
    story.act(FadeIn(story.hero_square), seconds=0.5)
    story.hero = (story.hero_square,)
    moving(story, 4.0)


def bare(story: Any) -> None:
    well(story)
    story.act(FadeOut(story.hero_square), seconds=0.5)
    story.say("Nothing is left.")
    story.act(FadeIn(story.hero_square), seconds=0.5)
    moving(story, 3.0)


def still(story: Any) -> None:
    well(story)
    story.beat(9.0)


def small(story: Any) -> None:
    story.hero_square.scale(0.3)
    well(story)


def nobody(story: Any) -> None:
    story.open_with(story.hero_square)
    moving(story)


def endless(story: Any) -> None:
    opened(story)
    for _ in range(3):
        moving(story, 40.0)


def at_the_edge(story: Any) -> None:
    story.add(sentence("edge", 30, "#ffffff").move_to([-7.05, 0, 0], aligned_edge=LEFT))
    well(story)


def written_over(story: Any) -> None:
    number = LiveNumber(40, "#ffffff").place([0, 0, 0]).write("0.50")
    story.add(number, sentence("loss", 40, "#ffffff").next_to(number, DOWN, buff=0.03))
    well(story)


def faint(story: Any) -> None:
    story.add(sentence("faint", 40, "#333333"))
    well(story)


FAULTY: dict[str, tuple[Tell, str]] = {
    "its first frame is empty": (late, "first frame shows no picture"),
    "its stage is empty": (bare, "without a picture"),
    "it is frozen": (still, "nothing changes for"),
    "it is mostly still": (still, "of its frames are still"),
    "its hero is small": (small, "of the frame at most, not 55%"),
    "it has no hero": (nobody, "declares no hero"),
    "it is long": (endless, "it lasts 120 s"),
    "words are at the edge": (at_the_edge, "closer than 24 px to the edge: 'edge'"),
    "words touch": (written_over, "closer than 8 px to other writing"),
    "words are faint": (faint, "too faint: 'faint'"),
}


@pytest.mark.parametrize(("tell", "fault"), FAULTY.values(), ids=list(FAULTY))
def test_each_fault_is_found(tell: Tell, fault: str) -> None:
    quality = Quality(426, 240, 2) if tell is endless else SMALL
    found = list(faults(measured(tell, quality)))
    assert any(fault in each for each in found), found


@pytest.mark.parametrize("tell", [late, bare, small, nobody, at_the_edge, written_over, faint])
def test_nothing_else_is_found_beside_the_fault(tell: Tell) -> None:
    kinds = {each.split(":")[0] for each in faults(measured(tell))}
    if tell is late:
        kinds -= {"0.1 s are without a picture"} | {k for k in kinds if "without" in k}
    assert len(kinds) == 1


def test_a_sentence_that_takes_long_to_read_allows_a_long_stillness() -> None:
    def tell(story: Any) -> None:
        opened(story)
        story.say("This sentence is so long that it takes more than three seconds to be read.")
        story.let_read()
        moving(story, 16.0)

    assert list(faults(measured(tell))) == []


def test_a_picture_that_the_camera_goes_close_to_is_measured_as_it_is_seen() -> None:
    def tell(story: Any) -> None:
        square = Square(1, color="#ffffff").shift(4 * RIGHT)
        story.open_with(square, hero=(square,))
        story.look_at(square, 2.0, margin=0.0)

    found = measured(tell)
    assert found.hero[0][1] < 0.02
    assert found.hero_peak > 0.25


def test_the_command_tells_all_and_answers_by_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    films = {"good": measured(well), "frozen": measured(still)}
    monkeypatch.setattr(films_report, "measured_film", lambda name, *_: films[name])
    kept = tmp_path / "report.json"
    assert main(["good"]) == 0
    assert "frozen" not in capsys.readouterr().out
    assert main(["good", "frozen", "--output", str(kept)]) == 1
    said = capsys.readouterr().out
    assert "frozen: nothing changes for" in said
    assert not any(line.startswith("good:") for line in said.splitlines())
    report = json.loads(kept.read_text())
    assert report["good"]["faults"] == []
    assert report["frozen"]["longest"] >= 9
    assert report["frozen"]["hero"][0] == [0.0, pytest.approx(films["frozen"].hero[0][1])]


def test_a_dot_beside_the_hero_does_not_count_for_it() -> None:
    def tell(story: Any) -> None:
        story.add(Dot([6.9, 3.9, 0]), Dot([-6.9, 3.9, 0]))
        small(story)

    assert measured(tell).hero_peak < 0.08


def close(story: Any) -> None:
    """Tell a story whose camera cuts one word off, but not the number that is pinned."""
    word = sentence("cut off", 40, story.theme.text).move_to(3 * LEFT)
    number = LiveNumber(40, story.theme.text).place(7.05 * LEFT).write("1")
    opened(story)
    story.pin(number)
    story.add(word, number)
    story.say("The camera comes close.")
    story.look_at(Square(2.0).shift(1.6 * LEFT), 2.0)
    moving(story)


def test_what_the_camera_goes_past_may_be_cut_off_and_what_is_pinned_may_not() -> None:
    found = measured(close)
    assert ["number" in name for name in found.edges] == [True]
