"""The film of four networks: laid out well, and its numbers those of NumPy."""

from pathlib import Path

import numpy as np
import pytest

from engine.recordings.recording import Recording
from scenes.films.representation.control_wall import NAMES
from scenes.films.representation.controls import Controls
from scenes.films.representation.controls_spec import ControlsSpec
from scenes.films.representation.controls_words import CLOSED, CUT, LIFTED
from tests.support.command_line import CommandLine
from tests.support.layout import perform

BENDS = {"identity": lambda x: x, "relu": lambda x: np.maximum(x, 0), "tanh": np.tanh}
FILMS = {
    "as it comes": {},
    "deep, in light": {"data": "moons", "hidden": (6, 4), "steps": 30, "theme": "light"},
    "a single unit": {"data": "blobs", "hidden": (1,), "steps": 3, "tempo": 2.0},
    "a single step": {"data": "spirals", "hidden": (12, 12, 12), "steps": 1},
}


def accuracy_by_hand(run: Recording) -> float:
    """Run a network with nothing but NumPy and the numbers it ended with."""
    theta = {name: values[:][-1].numpy().astype(float) for name, values in run.tensors.items()}
    assert run.spec is not None
    x = run.data.features.astype(float)
    layers = sorted({name.split(".")[0] for name in theta}, key=int)
    for layer in layers:
        x = x @ theta[f"{layer}.weight"].T + theta[f"{layer}.bias"]
        if layer != layers[-1]:
            x = BENDS[run.spec.activation](x)
    return float((x.argmax(axis=1) == run.data.labels).mean())


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off(options: dict[str, object], tmp_path: Path) -> None:
    spec = ControlsSpec(**options)
    film = perform(Controls, spec, Controls.compute(spec), tmp_path)
    assert film.faults == []
    assert film.markers > 0


@pytest.mark.parametrize(("steps", "told"), [(600, True), (2, False)])
def test_space_is_shown_where_a_dimension_made_the_difference(
    steps: int, told: bool, tmp_path: Path
) -> None:
    spec = ControlsSpec(steps=steps, tempo=3.0)
    film = perform(Controls, spec, Controls.compute(spec), tmp_path)
    assert (LIFTED in film.words) == told
    assert (CLOSED in film.words) == told
    assert (CUT in film.words) == told


@pytest.mark.parametrize("aspect", ["9:16", "1:1", "4:3"])
def test_it_fits_frames_of_other_shapes(aspect: str, tmp_path: Path) -> None:
    spec = ControlsSpec(aspect=aspect, lang="zh", tempo=3.0)
    assert perform(Controls, spec, Controls.compute(spec), tmp_path).faults == []


def test_accuracies_are_those_of_an_independent_forward_pass() -> None:
    results = Controls.compute(ControlsSpec())
    by_hand = [accuracy_by_hand(run) for run in results.runs]
    assert results.accuracies == pytest.approx(by_hand)
    last = [run.measured(run.metrics.accuracy, run.last_step) for run in results.runs]
    assert last == pytest.approx(by_hand, abs=1e-6)


def test_on_circles_only_the_third_unit_separates() -> None:
    results = Controls.compute(ControlsSpec())
    linear, relu, tanh, wider = results.accuracies
    assert wider == 1
    assert linear < relu < tanh < 0.9
    assert len(Controls.report(results)) == len(NAMES)


def test_all_see_the_same_points_and_take_all_steps() -> None:
    runs = Controls.compute(ControlsSpec(steps=20)).runs
    for run in runs:
        assert np.array_equal(run.data.features, runs[0].data.features)
        assert run.last_step == 20
    untrained = [[rows[:][0].numpy() for rows in run.tensors.values()] for run in runs[:3]]
    for values in untrained[1:]:
        assert all(np.array_equal(a, b) for a, b in zip(values, untrained[0], strict=True))


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (("--data", "iris"), "--data iris has 3 classes and 4 features"),
        (("--hidden", "0"), "--hidden 0"),
        (("--steps", "0"), "--steps 0"),
    ],
)
def test_bad_requests_are_answered_in_one_sentence(
    warpreel: CommandLine, flags: tuple[str, str], sentence: str
) -> None:
    answer = warpreel("render", "controls", *flags)
    assert answer.code == 2
    assert sentence in answer.sentence
