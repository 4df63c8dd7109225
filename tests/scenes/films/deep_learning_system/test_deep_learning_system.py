"""The deep-learning system: its numbers are measured, and nothing is cut off or written over."""

from pathlib import Path

import pytest

from scenes.films.deep_learning_system.deep_learning_system import DeepLearningSystem
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.staged import on_stage

FILMS: dict[str, tuple[dict[str, object], set[str]]] = {
    "the default": (
        {},
        {
            "No straight line separates these two classes. What could?",
            "Of all straight lines, the best gets 67.0%.",
            "A block of three units lifts the sheet into space, and bends it there.",
            "Not trained yet: 0.453 for the desired class. Loss: −ln 0.453 = 0.79.",
            "All blocks are one map, φ: it brings the points to where a line gets 100%.",
        },
    ),
    "wide blocks": (
        {"hidden": (16, 2), "data": "moons", "steps": 40, "theme": "light", "aspect": "1:1"},
        {"A block of 16 units is drawn flat: that is only its shadow."},
    ),
    "four blocks": (
        {"hidden": (6, 5, 4, 2), "activation": "leaky-relu", "samples": 60, "steps": 30},
        {"A block of 6 units is drawn flat: that is only its shadow."},
    ),
    "for a telephone": (
        {"hidden": (2,), "data": "xor", "steps": 20, "aspect": "9:16", "lang": "zh"},
        {"没有一条直线能分开这两类。什么办法可以？"},
    ),
}


@pytest.mark.parametrize(("options", "said"), FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(
    options: dict[str, object], said: set[str], tmp_path: Path
) -> None:
    spec = DeepLearningSystemSpec(**options)
    film = perform(DeepLearningSystem, spec, DeepLearningSystem.compute(spec), tmp_path)
    assert film.faults == []
    assert film.markers > 0
    assert 30 < film.seconds < 100
    assert said - {sentence.text for sentence in film.timeline.sentences} == set()


@pytest.mark.parametrize(
    ("flags", "begins"),
    [
        (["--hidden", "4,3"], "--hidden 4,3"),
        (["--hidden", "2,2,2,2,2"], "--hidden 2,2,2,2,2"),
        (["--point", "200"], "--point 200"),
        (["--data", "iris"], "there is no dataset in the plane named 'iris'"),
        (["--rate", "-1"], "--rate -1"),
        (["--samples", "3"], "--samples 3"),
    ],
    ids=str,
)
def test_bad_requests_are_answered_in_one_sentence(
    warpreel: CommandLine, flags: list[str], begins: str
) -> None:
    answer = warpreel("render", "deep-learning-system", *flags)
    assert answer.code == 2
    assert answer.sentence.startswith(begins)


def test_nothing_is_left_of_the_diagram_below_a_picture_of_all_points() -> None:
    def tell(film: DeepLearningSystem) -> None:
        film.prepare()
        film.add(film.system)
        film.remove(film.system.blocks[0])  # Manim divides the rest into parts
        panel = film.pictures.panels[-1]
        film.cover(panel)
        film.uncover(panel)
        film.cover(panel)
        parts = film.system.get_family()
        assert [each for each in film.mobjects if each in parts] == []
        assert panel in film.mobjects

    on_stage(DeepLearningSystem, DeepLearningSystemSpec(steps=20), tell)
