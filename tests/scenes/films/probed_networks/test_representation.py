"""What the film of representations shows and says follows from what was recorded."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from manim import VGroup
from sklearn.datasets import load_digits
from torch import nn

from engine.errors import RecordingError, UsageError
from engine.experiments.digit_reader import (
    DigitReader,
    digit_reader,
    held_out,
    nearest_mean_share,
)
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder
from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import INPUTS, answers_of
from scenes.films.probed_networks.layer_tally import LayerTally
from scenes.films.probed_networks.numbers_row import NumbersRow
from scenes.films.probed_networks.representation import FAINT, Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from scenes.languages.numbers import by_size, grouped, percent
from scenes.storytelling.stage import BAND, stage_of_frame
from scenes.theme.theme import THEMES
from scenes.watching.playing import play_film
from tests.support.quick_films import TINY, cast
from tests.support.staged import on_stage

TRAINED = DigitReaderSpec(steps=90, points=100, every=10)
BRIEF = {"steps": 12, "points": 40, "every": 3}


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    return digit_reader(TRAINED, lambda step, loss, accuracy: None)


@pytest.fixture(scope="module")
def untrained() -> ProbedRecording:
    """A run in which nothing is learned."""
    return digit_reader(DigitReaderSpec(steps=2, rate=1e-6, points=60), lambda *_: None)


def test_shares_are_those_of_all_units(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    text, values = words.gathered(answers)
    assert text.endswith("{after} lie nearest to their class's mean; at first, {before}.")
    shares = [
        nearest_mean_share(trained.flat_answer("hidden", s), trained.labels)
        for s in (0, trained.last_step)
    ]
    assert [values["before"], values["after"]] == [percent(share, 0) for share in shares]
    assert values["units"] == "32"


def test_the_end_says_how_many_are_told_apart(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    outputs = trained.flat_answer("output", trained.last_step)
    share = (outputs.argmax(axis=1) == trained.labels).mean()
    assert share < 1
    text, values = words.moral(answers)
    said = "Learning puts like beside like. Then one last layer gets {share} right."
    assert (text, values) == (said, {"share": percent(share)})
    first, last = (words.moral(answers_of(trained, layer)) for layer in ("conv1", "output"))
    assert "Then the last layers get" in first[0] or "no better" in first[0]
    assert last[0].endswith("The network gets {share} right.")


def test_what_was_trained_on_is_told_from_what_is_new(trained: ProbedRecording) -> None:
    digits = load_digits()
    new = held_out(digits.target, TRAINED.seed)
    heard: list[torch.Tensor] = []

    def watch(step: int, network: DigitReader) -> None:
        if step == TRAINED.steps:
            images = torch.tensor(digits.images[new] / 16, dtype=torch.float32)[:, None]
            heard.append(network(images).argmax(dim=1))

    digit_reader(TRAINED, lambda *_: None, watch)
    share = (heard[0].numpy() == digits.target[new]).mean()
    phrase = words.unseen(answers_of(trained, None))
    assert phrase is not None
    assert phrase[1] == {"share": percent(float(share))}
    untold = replace(trained, metrics=replace(trained.metrics, validation_accuracy=None))
    assert words.unseen(answers_of(untold, None)) is None


def test_where_nothing_was_learned_nothing_else_is_said(untrained: ProbedRecording) -> None:
    answers = answers_of(untrained, None)
    assert words.gathered(answers)[0].endswith("no change.")
    assert words.moral(answers)[0].startswith("On this data the layers gather the classes no")


def test_mistakes_are_those_of_the_network(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    outputs = trained.flat_answer("output", trained.last_step)
    wrong = np.flatnonzero(outputs.argmax(axis=1) != trained.labels)
    np.testing.assert_array_equal(answers.missed, wrong)
    values = words.one_mistake(answers, int(wrong[0]))[1]
    assert str(values["truth"]).split()[1] == str(trained.labels[wrong[0]])
    assert str(values["taken"]).split()[1] == str(outputs[wrong[0]].argmax())


@pytest.mark.parametrize(
    ("name", "said"),
    [("3", "a 3"), ("8", "an 8"), ("11", "an 11"), ("18", "an 18"), ("1", "a 1"), ("80", "an 80"),
     ("ankle boot", "an ankle boot"), ("unit", "a unit")],
)  # fmt: skip
def test_classes_take_the_article_of_their_names(name: str, said: str) -> None:
    assert words.with_article(name) == said


def test_the_layer_that_adds_most_is_named(
    trained: ProbedRecording, untrained: ProbedRecording
) -> None:
    answers = answers_of(trained, None)
    features = trained.data.features[trained.probe]
    shares = [nearest_mean_share(features, trained.labels)]
    shares += [nearest_mean_share(trained.flat_answer(a, 90), trained.labels)
               for a in trained.layers[:-1]]  # fmt: skip
    assert list(answers.gathered_at_last.values()) == pytest.approx(shares)
    best = int(np.diff(shares).argmax())
    assert words.which_layer(answers) == (
        "Most is added by {layer}: from {before} to {after}.",
        {
            "layer": trained.layers[best],
            "before": percent(shares[best], 0), "after": percent(shares[best + 1], 0),
        },
    )  # fmt: skip
    assert words.which_layer(answers_of(untrained, None))[0].endswith(".")


@pytest.mark.parametrize(
    ("shares", "beats"),
    [
        ([0.88, 0.89, 0.89, 0.96], [["0"], ["1", "2"], ["3"]]),
        ([0.5, 0.7, 0.71, 0.7], [["0"], ["1"], ["2", "3"]]),
        ([0.5, 0.7, 0.9], [["0"], ["1"], ["2"]]),
        ([0.5], [["0"]]),
    ],
)
def test_layers_that_change_nothing_are_told_of_together(
    shares: list[float], beats: list[list[str]]
) -> None:
    order = [*map(str, range(len(shares)))]
    answers: Any = SimpleNamespace(gathered_at_last=dict(zip(order, shares, strict=True)))
    assert words.beats(answers, order) == beats
    phrase, values = words.of_layers(answers, beats[-1])
    assert percent(shares[-1], 0) in phrase.format(**values)


def test_it_is_said_if_untrained_layers_are_worse_than_the_inputs(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    phrase, values = words.of_layers(answers, [INPUTS])
    first = nearest_mean_share(trained.flat_answer(answers.layer, 0), trained.labels)
    inputs = answers.gathered_at_last[INPUTS]
    assert ("before" in values) == (first < inputs - words.MORE)
    assert values.get("before", percent(first, 0)) == percent(first, 0)
    assert values["share"] == percent(inputs, 0)
    assert "scatter" in phrase or first >= inputs - words.MORE


def test_the_places_fill_the_picture_at_every_step(trained: ProbedRecording) -> None:
    course = answers_of(trained, None).course
    assert (course >= 0).all()
    assert (course <= 1).all()
    assert (np.ptp(course, axis=1) > 0.4).all()


def test_the_example_lies_nearest_to_the_mean_of_its_class(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    assert answers.example is not None
    label = trained.labels[answers.example]
    for points in (trained.flat_answer("hidden", 90), answers.in_layer("hidden")):
        means = np.array([points[trained.labels == k].mean(axis=0) for k in range(10)])
        assert np.linalg.norm(means - points[answers.example], axis=1).argmin() == label


def test_bars_are_filled_as_far_as_their_shares_tell() -> None:
    stage = stage_of_frame(BAND)
    tally = LayerTally(["a", "hidden"], [0.5, 0.963], stage.numbers, stage, THEMES["dark"])
    for cell, share in zip(tally, (0.5, 0.963), strict=True):
        bar, filled, title, number = cell
        assert filled.width == pytest.approx(share * bar.width)
        assert number.original_text == percent(share, 0)
        assert title.get_right()[0] < number.get_left()[0]
        assert title.get_bottom()[1] > bar.get_top()[1]
    assert tally.get_right()[0] <= stage.numbers.high[0] + 1e-6


def test_a_layer_that_is_not_there_is_refused(trained: ProbedRecording) -> None:
    with pytest.raises(UsageError, match="--layer conv9: choose among conv1, conv2, hidden"):
        answers_of(trained, "conv9")


def test_options_of_the_training_have_no_effect_on_a_recording() -> None:
    with pytest.raises(UsageError, match="--steps has no effect on a --recording"):
        RepresentationSpec(recording=Path("run.safetensors"), steps=5)


def test_a_network_of_one_s_own_is_filmed_from_its_recording(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 2))
    points = torch.randn(30, 3)
    recorder = Recorder(network, points, points[:, 0] > 0, layers=["1"])
    recorder.record(0.5)
    path = recorder.finish().save(tmp_path / "run.safetensors")
    found = Representation.compute(RepresentationSpec(recording=path))
    assert found.layers == ("1", "output")
    assert "in 1, nearest to the mean" in Representation.report(found)[0]


def test_an_exact_recording_is_refused(brief_file: Path) -> None:
    with pytest.raises(RecordingError, match="was recorded exactly; render space-warp with it"):
        Representation.compute(RepresentationSpec(recording=brief_file))


def test_it_opens_with_the_heap() -> None:
    film = cast("representation")
    assert film.attributes["results"].layers[-2:] == ("hidden", "output")


def test_what_is_said_of_a_layer_stands_under_its_picture_alone(trained: ProbedRecording) -> None:
    seen: list[tuple[str, str]] = []

    def look(scene: Any, *_: object) -> None:
        said = scene.said.original_text if scene.said else ""
        if said.startswith(("In ", "The inputs")):
            named = next(part for part in scene.name if hasattr(part, "original_text"))
            seen.append((said.split(",")[0].removeprefix("In ").split(":")[0], named.original_text))

    def tell(scene: Any) -> None:
        scene.prepare()
        scene.heap()
        scene.add(scene.means)
        scene.layers()

    told = {"spec": RepresentationSpec(), "results": trained, "construct": tell}
    watcher: Any = SimpleNamespace(begin=lambda *_: None, frame=look, end=lambda *_: None)
    play_film(Representation, told, TINY, watcher)
    assert {layer for layer, _ in seen} == {"The inputs alone", "conv1", "conv2", "hidden"}
    named = {"The inputs alone": "inputs"}
    assert [p for p in seen if not p[1].startswith(f"{named.get(p[0], p[0])}:")] == []


def test_the_numbers_on_screen_are_those_of_one_recorded_step(
    trained: ProbedRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(NumbersRow, "write", lambda _, *texts: seen.append(texts))

    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.training()

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
    recorded = set()
    for step in trained.steps.tolist():
        right = (trained.decisions(step) == trained.labels).mean()
        loss = by_size(float(trained.metrics.loss[step]))
        recorded.add((grouped(step), loss, percent(right, keep_zeros=True)))
    assert set(seen) <= recorded
    assert seen[-1][0] == grouped(trained.last_step)
    assert len(set(seen)) > 3


def test_what_was_not_measured_is_not_made_up(
    trained: ProbedRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    accuracy = np.full_like(trained.metrics.accuracy, np.nan)
    unmeasured = replace(trained, metrics=replace(trained.metrics, accuracy=accuracy))
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(NumbersRow, "write", lambda _, *texts: seen.append(texts))

    def tell(scene: Any) -> None:
        scene.results = unmeasured
        scene.prepare()

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
    assert seen[-1][2] == ""


def test_of_the_mistakes_only_the_one_that_is_spoken_of_is_ringed_brightly() -> None:
    def tell(scene: Any) -> None:
        scene.prepare()
        scene.rings = VGroup(*(scene.ring(point) for point in (0, 1, 2)))
        for chosen in (1, 2):
            scene.look_at_ring(chosen, chosen)
            assert scene.cloud.looked_at == {chosen: 1.0}
            bright = [ring.get_stroke_opacity() for ring in scene.rings]
            assert bright == pytest.approx([1.0 if i == chosen else FAINT for i in range(3)])

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
