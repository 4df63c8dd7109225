"""The deep-learning system: its numbers are measured, and nothing is cut off or written over."""

from pathlib import Path

import pytest

from scenes.films.deep_learning_system.deep_learning_system import DeepLearningSystem
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform

FILMS = {
    "the default": {},
    "wide blocks": {"hidden": (16, 2), "data": "moons", "steps": 40, "theme": "light"},
    "four blocks": {"hidden": (6, 5, 4, 2), "activation": "leaky-relu", "samples": 60, "steps": 30},
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = DeepLearningSystemSpec(**options)
    film = perform(DeepLearningSystem, spec, DeepLearningSystem.compute(spec), tmp_path)
    assert film.faults == []
    assert film.markers > 0
    assert 30 < film.seconds < 95


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
