"""The film of a loss landscape: nothing is cut off or written over, and it owns up."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from engine.landscape.network_landscape import loss_landscape
from engine.landscape.sampling import Sample
from engine.recordings.opening import load
from engine.recordings.run_spec import RunSpec
from engine.training.training import train
from scenes.films.landscape.landscape import LossLandscape
from scenes.films.landscape.landscape_stage import loss_text
from scenes.films.landscape.landscape_views import (
    LandscapeResults,
    landscape_results,
)
from scenes.films.landscape.specs import LandscapeSpec
from scenes.languages.numbers import significant
from tests.support.command_line import CommandLine
from tests.support.layout import perform
from tests.support.probed_networks import Convolutional, record
from tests.support.staged import on_stage

SMALL = {"samples": 40, "steps": 40, "resolution": 15}
FILMS = {
    "the network of the demo": {"resolution": 15},
    "two lengths of training": {"hidden": (8, 8), "compare": "steps=9", "plane": "checkpoints"},
    "two architectures, a run beyond the edges": {
        "architecture": "residual",
        "hidden": (6, 6),
        "compare": "architecture=mlp",
        "plane": "random",
        "span": 0.05,
        "theme": "light",
    },
    "checkpoints, cut off": {
        "hidden": (16, 2),
        "plane": "checkpoints",
        "checkpoints": (0, 3, 20),
        "heights": "linear",
        "cap": 0.5,
    },
}


@pytest.mark.parametrize("options", FILMS.values(), ids=list(FILMS))
def test_nothing_is_cut_off_or_written_over(options: dict[str, object], tmp_path: Path) -> None:
    spec = LandscapeSpec(**{**SMALL, **options})
    film = perform(LossLandscape, spec, LossLandscape.compute(spec), tmp_path)
    assert film.faults == []


def told(results: LandscapeResults, folder: Path) -> list[str]:
    """Play the film of results, and return its words."""
    spec = LandscapeSpec(hidden=(8, 2), **SMALL)
    return list(perform(LossLandscape, spec, results, folder).words)


def with_true_loss(results: LandscapeResults, index: int, loss: float) -> LandscapeResults:
    """Return results in which a step's true loss is another."""
    view = results.views[0]
    true = view.landscape.shadow.true_loss.copy()
    true[index] = loss
    shadow = replace(view.landscape.shadow, true_loss=true)
    changed = replace(view, landscape=replace(view.landscape, shadow=shadow))
    return replace(results, views=(changed,))


def test_it_says_where_the_slice_is_furthest_from_the_truth(tmp_path: Path) -> None:
    results = landscape_results(LandscapeSpec(hidden=(8, 2), **SMALL))
    shadow = results.views[0].landscape.shadow
    for index in (3, 20):
        words = told(with_true_loss(results, index, 9.0), tmp_path / str(index))
        step, factor = shadow.steps[index], significant(9.0 / shadow.plane_loss[index], 2)
        assert f"Step {step}: off the slice, the loss is {factor} times what it shows." in words
        assert "the network: 9.000" in words
        assert f"its shadow: {shadow.plane_loss[index]:.4f}" in words


@pytest.mark.parametrize("factor", [1, 2])
def test_a_loss_that_was_not_the_trained_one_is_called_so(factor: int, tmp_path: Path) -> None:
    run = train(RunSpec(hidden=(8, 2), samples=40, steps=40))
    recorded = replace(run, metrics=replace(run.metrics, loss=factor * run.metrics.loss))
    recorded.save(tmp_path / "run.safetensors")
    spec = LandscapeSpec(recording=tmp_path / "run.safetensors", resolution=15)
    results = landscape_results(spec)
    said = told(results, tmp_path)
    reported = "this is plain cross-entropy, and training recorded another"
    assert (reported in results.views[0].report()) == (factor != 1)
    words = "Height is plain cross-entropy; the loss recorded in training was another."
    assert (words in said) == (factor != 1)


def test_it_says_on_how_many_points_and_how_exactly(tmp_path: Path) -> None:
    run = train(RunSpec(hidden=(8, 2), samples=40, steps=40))
    run.save(tmp_path / "run.safetensors")
    spec = LandscapeSpec(recording=tmp_path / "run.safetensors", resolution=15, samples=30)
    results = landscape_results(spec)
    sample = results.views[0].landscape.sample
    assert (sample.count, sample.total) == (30, 40)
    error = significant(sample.error, 2)
    words = f"Measured on 30 of 40 points: standard error {error} at step {run.last_step}."
    assert words in told(results, tmp_path)
    assert f"measured on 30 of 40 points, standard error {error}" in results.views[0].report()
    whole = landscape_results(replace(spec, samples="all")).views[0]
    assert whole.landscape.sample == Sample(40, 40)
    assert "points" not in whole.report()
    assert whole.landscape.shadow.true_loss[0] == pytest.approx(run.metrics.loss[0], rel=1e-5)


def test_a_landscape_of_any_network_and_loss_is_shown(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network, weight = Convolutional(), torch.tensor([1.0, 5.0, 20.0])
    computed = loss_landscape(
        record(network), network, loss=torch.nn.CrossEntropyLoss(weight), resolution=15, samples=48
    )
    spec = LandscapeSpec(landscape=computed.save(tmp_path / "digits.safetensors"))
    film = perform(LossLandscape, spec, LossLandscape.compute(spec), tmp_path)
    assert film.faults == []
    words = list(film.words)
    count = sum(parameter.numel() for parameter in network.parameters())
    assert f"A network of {count} weights learns: in this picture, its loss goes down." in words
    assert "Height is the loss that was given; the one recorded in training was another." in words
    error = significant(computed.landscape.sample.error, 2)
    assert f"Measured on 48 of 60 points: standard error {error} at step 12." in words


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--resolution", "1"], "--resolution 1: choose between 5 and 201"),
        (["--samples", "few"], "--samples few: give a whole number, or all"),
        (["--plane", "pcs"], "did you mean pca?"),
        (["--compare", "batch=none-such"], "--compare batch=none-such"),
        (["--checkpoints", "1,2,3"], "--checkpoints has no effect without"),
    ],
)
def test_bad_requests_are_answered_in_a_sentence(
    warpreel: CommandLine, flags: list[str], words: str
) -> None:
    answer = warpreel("render", "landscape", *flags)
    assert answer.code == 2
    assert words in answer.sentence


def test_missing_and_broken_recordings_are_too(warpreel: CommandLine, tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"nothing of the kind")
    answer = warpreel("render", "landscape", "--recording", "none.safetensors")
    assert answer.code == 1
    assert "there is no recording at none.safetensors" in answer.sentence
    answer = warpreel("render", "landscape", "--recording", broken)
    assert answer.code == 1
    assert "is not a Warpreel recording" in answer.sentence
    answer = warpreel("render", "landscape", "--landscape", broken)
    assert answer.code == 1
    assert "holds no landscape; make one with warpreel.loss_landscape" in answer.sentence


def test_a_probed_recording_says_how_to_come_to_a_landscape(
    warpreel: CommandLine, tmp_path: Path
) -> None:
    path = record(Convolutional(), 2).save(tmp_path / "run.safetensors")
    answer = warpreel("render", "landscape", "--recording", path)
    assert answer.code == 1
    assert "warpreel.loss_landscape" in answer.sentence


def test_checkpoints_beyond_the_end_of_a_run_are_refused(
    warpreel: CommandLine, brief_file: Path
) -> None:
    steps = ["--plane", "checkpoints", "--checkpoints", "0,1,99"]
    answer = warpreel("render", "landscape", "--recording", brief_file, *steps)
    assert answer.code == 2
    assert "the run has only" in answer.sentence


def test_looking_for_a_view_leaves_the_names_where_they_are() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        film.walk(0.0)
        film.bar = film.stages[0].bar(film.scale, film.cut, film.theme)
        film.panel.face(film.orbit).look(film.orbit)
        before = [name.get_center() for name in film.panel.names]
        film.watching(film.turning_whole, film.home)
        after = [name.get_center() for name in film.panel.names]
        np.testing.assert_allclose(after, before, atol=1e-9)

    on_stage(LossLandscape, LandscapeSpec(hidden=(8, 2), **SMALL), tell)


def test_a_run_that_does_not_learn_is_not_said_to(tmp_path: Path) -> None:
    run = RunSpec(samples=60, steps=6, hidden=(4, 2), optimizer="sgd", rate=40.0, seed=3)
    recording = train(run).save(tmp_path / "rising.safetensors")
    spec = LandscapeSpec(recording=recording, resolution=9)
    film = perform(LossLandscape, spec, LossLandscape.compute(spec), tmp_path)
    losses = load(recording).metrics.loss
    assert losses[-1] > losses[0]
    begin, end = (loss_text(float(losses[i])) for i in (0, -1))
    (told,) = [words for words in film.words if words.endswith(f"goes from {begin} to {end}.")]
    assert told.startswith("A network of ")
    assert not any("goes down" in words for words in film.words)


def trained_place(film: LossLandscape) -> tuple[float, float]:
    """Return how high the network that was trained is drawn, and how high the surface there is."""
    panel = film.panel
    assert panel.head.get_all_points().size
    return film.standing, float(panel.height_at(film.spot[None])[0])


def test_the_network_stays_at_its_loss_while_slices_turn_about_it() -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        film.walk(0.0)
        film.bar = film.stages[0].bar(film.scale, film.cut, film.theme)
        told: list[float] = []
        film.panel.watch = lambda height, true: told.append(height)
        assert film.turning is not None
        seen = film.views[0].landscape
        loss = seen.shadow.true_loss[-1]
        expected = float(film.scale.share(loss))
        assert film.standing == pytest.approx(expected, abs=1e-4)
        shots = [*film.turning.before, seen.loss]
        off: list[float] = []
        film.turn_slice(
            film.slices_of(shots, film.turning.seen_before), 0.5,
            lambda progress: off.append(np.subtract(*trained_place(film))),
        )  # fmt: skip
        assert told == pytest.approx([expected] * len(told), abs=1e-4)
        assert np.abs(off).max() < 0.1  # the grid is coarse: the lowest of a valley is between

    on_stage(LossLandscape, LandscapeSpec(hidden=(8, 2), **SMALL), tell)


@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_names_of_axes_are_in_the_frame_where_slices_turn(aspect: str) -> None:
    def tell(film: LossLandscape) -> None:
        film.prepare()
        film.bar = film.stages[0].bar(film.scale, film.cut, film.theme)
        end = film.watching(film.turning_whole, film.home)
        film.enlarging(film.place_for(film.turning_whole, (end,)))(1.0)
        film.panel.face(end).look(end)
        for name in film.panel.names:
            assert name.get_left()[0] > film.stage.frame.low[0]
            assert name.get_right()[0] < film.stage.frame.high[0]

    on_stage(LossLandscape, LandscapeSpec(hidden=(8, 2), aspect=aspect, **SMALL), tell)
