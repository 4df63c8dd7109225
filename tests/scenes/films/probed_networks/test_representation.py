"""What the film of representations shows and says follows from what was recorded."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from engine.errors import RecordingError, UsageError
from engine.experiments.digit_reader import (
    digit_reader,
)
from engine.experiments.digit_reader_spec import DigitReaderSpec
from engine.recordings.probed import ProbedRecording
from engine.training.recorder import Recorder
from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import answers_of
from scenes.films.probed_networks.mean_dots import mean_dots
from scenes.films.probed_networks.numbers_row import NumbersRow
from scenes.films.probed_networks.representation import Representation
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from scenes.films.probed_networks.representation_stage import COUNTABLE
from scenes.languages.numbers import grouped, percent
from scenes.storytelling.stage import stage_of_frame
from scenes.theme.theme import THEMES
from tests.support.quick_films import cast
from tests.support.staged import on_stage

TRAINED = DigitReaderSpec(steps=90, points=100, every=10)
BRIEF: dict[str, Any] = {"steps": 12, "points": 40, "every": 3}


@pytest.fixture(scope="module")
def trained() -> ProbedRecording:
    return digit_reader(TRAINED, lambda step, loss, accuracy: None)


@pytest.fixture(scope="module")
def untrained() -> ProbedRecording:
    """A run in which nothing is learned."""
    return digit_reader(DigitReaderSpec(steps=2, rate=1e-6, points=60), lambda *_: None)


def astray(points: np.ndarray, labels: np.ndarray) -> int:
    """Count by hand: each point is left out of the mean of its own class."""
    wrong = 0
    for i, point in enumerate(points.astype(float)):
        rest = np.arange(len(points)) != i
        means = [points[rest & (labels == k)].mean(axis=0) for k in range(10)]
        wrong += int(np.linalg.norm(np.array(means) - point, axis=1).argmin() != labels[i])
    return wrong


def test_counts_are_those_of_all_units(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    first, last = (astray(trained.flat_answer("hidden", s), trained.labels) for s in (0, 90))
    assert last < first
    assert words.gathered(answers)[1] == {
        "right": str(100 - last), "wrong": str(last), "count": "100", "units": "32",
    }  # fmt: skip
    assert words.before(answers)[1] == {"wrong": str(first), "count": "100", "units": "32"}
    features = trained.data.features[trained.probe].reshape(100, -1)
    counts = [astray(features, trained.labels)]
    counts += [astray(trained.flat_answer(each, 90), trained.labels) for each in trained.layers[:3]]
    assert list(answers.counts.values()) == counts
    assert words.of_inputs(answers, pictures=True)[1] == {"wrong": str(counts[0]), "count": "100"}
    told = [values["wrong"] for _, values in words.headings(answers, pictures=True)]
    assert told == [str(counts[0]), str(first), str(last)]
    mixes = first > counts[0] > last
    assert words.moral(answers)[0].startswith("An untrained network mixes them up.") == mixes
    assert answers.astray_at[[0, -1]].tolist() == [first, last]


def test_the_end_says_how_many_are_told_apart(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    outputs = trained.flat_answer("output", trained.last_step)
    share = (outputs.argmax(axis=1) == trained.labels).mean()
    assert share < 1
    assert words.errors(answers, ours=False)[1]["share"] == percent(share)
    assert words.parted(answers) == "One last layer answers: a column for each class."
    first, last = (words.parted(answers_of(trained, layer)) for layer in ("conv1", "output"))
    assert first.startswith("The last layers answer")
    assert last.startswith("The network answers")


def test_what_the_last_layer_mends_and_breaks_is_counted(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    right = trained.flat_answer("output", 90).argmax(axis=1) == trained.labels
    lay = np.ones(100, dtype=bool)
    lay[answers.astray("hidden")] = False
    phrase = words.mended(answers)
    assert phrase is not None
    assert phrase[1] == {
        "mended": str((right & ~lay).sum()), "rest": str((~right & ~lay).sum()),
        "astray": str((~lay).sum()),
    }  # fmt: skip
    told = words.errors(answers, ours=False)[1]
    ours, same = words.errors(answers, ours=True)
    assert "it trained on" in ours
    assert same == told
    assert told["broken"] == str((lay & ~right).sum())
    assert told["wrong"] == str((~right).sum())
    assert int(told["wrong"]) == int(phrase[1]["rest"]) + int(told["broken"])


def test_the_layer_of_the_numbers_is_named(trained: ProbedRecording) -> None:
    text, values = words.numbers_of_each(answers_of(trained, "hidden"))
    assert text.format(**values) == "After hidden, each is 32 numbers. The bars are those of one."
    text, values = words.numbers_of_each(answers_of(trained, "output"))
    assert text.format(**values) == "After output, each is 10 numbers. The bars are those of one."


def test_what_is_learned_from_is_said_of_our_own_training_alone(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    assert words.learning(answers, ours=True)[1] == {"count": "100"}
    assert not words.learning(answers, ours=False)[1]
    assert "convolutions" in words.opening(answers, digits=True, ours=True)[0]
    assert "convolutions" not in words.opening(answers, digits=True, ours=False)[0]
    assert (
        "convolutions" not in words.opening(answers_of(trained, "conv1"), digits=True, ours=True)[0]
    )


def test_where_nothing_was_learned_nothing_else_is_said(untrained: ProbedRecording) -> None:
    answers = answers_of(untrained, None)
    text, _ = words.moral(answers)
    assert text.startswith("On this data the layers gather the classes no")


def test_mistakes_are_those_of_the_network(trained: ProbedRecording) -> None:
    answers = answers_of(trained, None)
    outputs = trained.flat_answer("output", trained.last_step)
    wrong = np.flatnonzero(outputs.argmax(axis=1) != trained.labels)
    np.testing.assert_array_equal(answers.missed, wrong)
    assert words.mistakes(answers)[1] == {"count": "100", "wrong": str(len(wrong))}
    values = words.one_mistake(answers, int(wrong[0]))[1]
    taken = str(outputs[wrong[0]].argmax())
    assert values == {"truth": str(trained.labels[wrong[0]]), "name": taken}


def test_a_class_without_a_name_is_called_by_its_number() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, 6))
    network[2].bias.data[5] += 9
    points = torch.randn(40, 3)
    recorder = Recorder(network, points, (points[:, 0] > 0).long(), layers=["0", "1"])
    recorder.record(0.5)
    run = recorder.finish()
    assert isinstance(run, ProbedRecording)
    assert len(run.data.class_names) == 2
    answers = answers_of(run, None)
    assert words.one_mistake(answers, int(answers.missed[0]))[1]["name"] == "5"


def test_a_mistake_that_is_shown_lies_nearer_to_the_mean_of_what_it_is_taken_for(
    trained: ProbedRecording,
) -> None:
    answers, size = answers_of(trained, None), np.array([12.0, 5.0])
    shown = answers.drawn_over(size, 0.1)
    assert shown
    for point in shown:
        own, taken = trained.labels[point], answers.decided[point]
        assert own != taken
        for seen in (trained.flat_answer("hidden", 90), answers.in_layer("hidden") * size):
            away = [np.linalg.norm(seen[trained.labels == k].mean(axis=0) - seen[point])
                    for k in (own, taken)]  # fmt: skip
            assert away[1] < away[0]
    assert set(answers.drawn_over(size, 1.0)) <= set(shown)


def counted(counts: list[int], points: int = 100) -> Any:
    order = [*map(str, range(len(counts)))]
    return SimpleNamespace(
        counts=dict(zip(order, counts, strict=True)), way=order,
        recording=SimpleNamespace(probe=np.arange(points)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([12, 11, 11, 4], ("3", "11", "4")),
        ([50, 30, 28, 30], ("1", "50", "30")),
        ([50, 50, 49, 60], None),
    ],
)
def test_the_layer_that_does_most_is_named(counts: list[int], said: tuple[str, ...] | None) -> None:
    text, values = words.which_layer(counted(counts))
    if said is None:
        assert text == "No layer does much."
    else:
        assert tuple(values.values()) == said


def test_each_layer_is_told_of_with_its_own_count() -> None:
    text, values = words.of_layer(counted([12, 11, 4]), "2")
    assert text.format(**values) == "Trained: after 2, 4 are astray."


def test_the_one_that_is_called_astray_lies_nearest_to_another_mean(
    trained: ProbedRecording,
) -> None:
    answers = answers_of(trained, None)
    assert answers.lost is not None
    point, label = answers.lost
    assert label != trained.labels[point]
    for points in (trained.flat_answer("hidden", 0), answers.course[0]):
        means = np.array([points[trained.labels == k].mean(axis=0) for k in range(10)])
        assert np.linalg.norm(means - points[point], axis=1).argmin() == label
    assert words.means(answers)[1] == {"truth": str(trained.labels[point]), "name": str(label)}


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


def test_those_astray_step_out_of_the_cloud_into_a_row_where_they_can_be_counted(
    trained: ProbedRecording,
) -> None:
    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.add(scene.cloud)
        astray, home = scene.answers.astray("hidden"), scene.answers.in_layer("hidden")
        scene.put(home, scene.seen, scene.sizes)
        assert 1 < len(astray) <= COUNTABLE
        scene.line_up(astray)
        places = scene.in_frame(scene.places)
        rest = np.setdiff1d(np.arange(100), astray)
        wide = scene.size * scene.sizes[astray]
        assert (np.diff(np.sort(places[astray, 0])) >= wide.max() - 1e-9).all()
        assert (places[astray, 1] + wide / 2 < places[rest, 1].min()).all()
        np.testing.assert_array_equal(np.flatnonzero(scene.seen == 1), np.sort(astray))
        scene.step_back(1.0)
        np.testing.assert_allclose(scene.places, home, atol=1e-12)
        scene.line_up(np.arange(60))
        np.testing.assert_allclose(scene.places, home, atol=1e-12)

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)


def test_it_opens_with_the_heap() -> None:
    film = cast("representation")
    assert film.attributes["results"].layers[-2:] == ("hidden", "output")


def test_the_step_on_screen_is_a_recorded_one(
    trained: ProbedRecording, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, ...]] = []
    monkeypatch.setattr(NumbersRow, "write", lambda _, *texts: seen.append(texts))

    def tell(scene: Any) -> None:
        scene.results = trained
        scene.prepare()
        scene.training()

    on_stage(Representation, RepresentationSpec(**BRIEF), tell)
    counts = [astray(trained.flat_answer("hidden", s), trained.labels)
              for s in trained.steps.tolist()]  # fmt: skip
    assert set(seen) <= {
        (grouped(step), str(count))
        for step, count in zip(trained.steps.tolist(), counts, strict=True)
    }
    assert seen[-1][0] == grouped(trained.last_step)
    assert len(set(seen)) > 3


def test_only_two_means_are_drawn_where_one_point_is_explained(trained: ProbedRecording) -> None:
    answers, theme = answers_of(trained, None), THEMES["dark"]
    places = answers.in_layer(answers.layer)
    three, seven = mean_dots(answers, places, stage_of_frame(), theme, (7, 3))
    assert three.get_center()[:2] == pytest.approx(places[trained.labels == 3].mean(axis=0))
    assert seven.get_center()[:2] == pytest.approx(places[trained.labels == 7].mean(axis=0))
