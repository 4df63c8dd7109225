"""The film of the perceptron: laid out well, and true."""

from pathlib import Path

import numpy as np
import pytest

from scenes.films.perceptron.perceptron import Perceptron
from scenes.films.perceptron.specs import ACTS, PerceptronSpec
from tests.support.command_line import CommandLine
from tests.support.layout import perform

LEARN = ("formula", "learning")
FILMS = {
    "as it comes": {},
    "a single act, in light": {"acts": ("learning",), "theme": "light"},
    "crescents that no line parts": {
        "data": "moons",
        "samples": 20,
        "acts": ("learning",),
        "epochs": 3,
    },
    "one mistake": {"data": "blobs", "acts": LEARN},
    "many mistakes": {"data": "xor", "samples": 30, "acts": ("learning",), "epochs": 8},
    "few passes": {"acts": ("xor", "learning"), "epochs": 2},
    "a table": {"data": "heights.csv", "acts": LEARN},
}


@pytest.fixture
def heights(workplace: Path) -> None:
    """A user's table, one class after the other."""
    rng = np.random.default_rng(0)
    rows = [
        f"{x + 900 * k:.1f},{y + 300 * k:.1f},{'low' if k else 'tall'}"
        for k in (0, 1)
        for x, y in 100 * rng.normal(size=(6, 2))
    ]
    Path("heights.csv").write_text("\n".join(["metres,age,label", *rows]))


@pytest.mark.usefixtures("heights")
@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off(options: dict[str, object], tmp_path: Path) -> None:
    spec = PerceptronSpec(**options)
    film = perform(Perceptron, spec, Perceptron.compute(spec), tmp_path)
    assert film.faults == []


@pytest.mark.parametrize("act", ACTS)
def test_tempo_shortens_every_act(act: str, tmp_path: Path) -> None:
    spec = PerceptronSpec(acts=(act,), tempo=4.0, data="blobs", epochs=2)
    film = perform(Perceptron, spec, Perceptron.compute(spec), tmp_path)
    assert film.faults == []
    assert film.seconds < 12


def test_it_converges_on_its_own_points_within_the_bound_and_never_on_xor() -> None:
    results = Perceptron.compute(PerceptronSpec())
    assert results.learning.converged
    assert results.bound is not None
    assert results.learning.mistakes == 9 <= int(results.bound.mistakes) == 66
    assert not results.xor.converged
    assert results.xor.cycle == (1, 2)
    assert Perceptron.report(results) == [
        "perceptron: 9 mistakes in 4 passes, converged (Novikoff: at most 66.9)",
        "xor: 38 mistakes in 10 passes, not converged",
    ]


def test_it_says_when_no_line_separates_the_points() -> None:
    spec = PerceptronSpec(data="xor", epochs=5)
    lines = Perceptron.report(Perceptron.compute(spec))
    assert "not converged (no line separates them)" in lines[0]


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--data", "iris"), "--data iris has 3 classes and 4 features"),
        (("--data", "halvs"), "did you mean halves"),
        (("--epochs", "1"), "--epochs 1: choose between 2 and 1,000"),
        (("--data", "nothing.csv"), "nothing.csv"),
    ],
)
def test_bad_requests_are_answered_in_one_sentence(
    warpreel: CommandLine, flags: tuple[str, str], sentence: str
) -> None:
    answer = warpreel("render", "perceptron", *flags)
    assert answer.code in (1, 2)
    assert sentence in answer.sentence
