"""What the film of space warping says fits the data and the network, in every language."""

from __future__ import annotations

from dataclasses import astuple

import numpy as np
import pytest
import torch
from torch import nn

from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from engine.training.training import train
from scenes.films.representation import points_words, space_warp_lines
from scenes.films.representation.space_warp_lines import (
    HYPERPLANES,
    PLANE,
    STRAIGHT_LINE,
    STRAIGHT_LINES,
    LineWords,
)
from scenes.films.representation.space_warp_words import SpaceWarpWords
from scenes.films.representation.stage_words import (
    INTRODUCTIONS,
    NORMALISATION,
    SEEN,
    STRETCHES,
    TITLES,
    stage_words,
)
from scenes.languages.language import LANGUAGES, Language
from scenes.storytelling.warp_director import WarpDirector

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES.values(), ids=list(LANGUAGES))


def words_of(**options: object) -> SpaceWarpWords:
    return SpaceWarpWords(train(RunSpec(**{"samples": 40, "steps": 1, **options})), None)


def all_templates() -> list[str]:
    """Give all that stands in tables; what stands in sentences is found elsewhere."""
    tables = (points_words.SPIRALS, points_words.SUBJECTS, points_words.CLASSES, INTRODUCTIONS)
    fixed = [
        value
        for name, value in vars(SpaceWarpWords).items()
        if isinstance(value, str) and not name.startswith("__")
    ]
    lines = [each for each in vars(space_warp_lines).values() if isinstance(each, LineWords)]
    return [
        *(template for table in tables for template in table.values()),
        points_words.MANY_SPIRALS,
        points_words.MANY_CLASSES,
        space_warp_lines.ALL_IN_ONE,
        space_warp_lines.ONE_SIDE,
        *space_warp_lines.TRAINING.values(),
        *fixed,
        *(template for line in lines for template in astuple(line)),
        *(title for titles in (*TITLES.values(), NORMALISATION) for title in titles),
        *STRETCHES,
        SEEN,
    ]


@EACH_LANGUAGE
def test_every_language_has_words_for_all_data_lines_and_stages(language: Language) -> None:
    templates = all_templates()
    assert len(templates) > 70
    assert [template for template in templates if not language.knows(template)] == []


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"hidden": (2,)}, STRAIGHT_LINE),
        ({"hidden": (2,), "classes": 3}, STRAIGHT_LINES),
        ({"hidden": (3,)}, PLANE),
        ({"hidden": (4,), "classes": 5}, HYPERPLANES),
    ],
    ids=("a straight line", "straight lines", "a plane", "hyperplanes"),
)
def test_the_line_is_what_parts_the_last_hidden_space(
    options: dict[str, object], line: LineWords
) -> None:
    assert words_of(**options).line is line


def test_an_accuracy_is_said_with_what_the_network_reached() -> None:
    words = words_of()
    for text, values in (words.trained, words.separated, words.best_line(0.704)):
        assert "%" in text.format(**values)
    assert words.best_line(0.704)[1] == {"share": "70.4%"}
    assert words.best_line(1.0)[0].startswith("One straight line does it")


@pytest.mark.parametrize(
    ("with_bends", "without", "sentence"),
    [
        (1.0, 0.55, "Without bends, many layers are no better than one."),
        (1.0, 0.987, "On this data bending adds little: 100% against 98.7%."),
        (1.0, 1.0, "On this data no bending was needed: 100% against 100%."),
        (0.55, 0.55, "On this data bending changed nothing: 55.0% against 55.0%."),
        (0.44, 0.63, "On this data bending did not help: 44.0% against 63.0%."),
    ],
)
def test_the_moral_is_what_was_measured(
    with_bends: float, without: float, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SpaceWarpWords, "result", with_bends)
    monkeypatch.setattr(SpaceWarpWords, "control_result", without)
    monkeypatch.setattr(SpaceWarpWords, "control_missed", None)
    words = words_of()
    text, values = words.moral
    assert text.format(**values).startswith(sentence)
    assert (words.takeaway is None) == (not sentence.startswith("Without"))


def test_what_bends_is_named_and_removed_by_its_name() -> None:
    for activation in ("tanh", "relu"):
        words = words_of(activation=activation)
        for text, values in (words.bender, words.control):
            assert activation in text.format(**values)
    unknown = SpaceWarpWords(run_on([-1.0, 1.0], [0, 1]), None)
    assert unknown.bender[0] == "The activation makes the bend."
    assert "every activation" in unknown.control[0]


def test_what_further_blocks_reach_is_said_of_one_and_of_several() -> None:
    words = words_of()
    found = [words.remaining(1, 0.9), words.remaining(4, 1.0)]
    said = [text.format(**values) for text, values in found]
    assert said == ["One more block: 90.0%.", "4 more blocks: 100%."]


def test_where_fewer_blocks_are_enough_it_is_said_after_which() -> None:
    text, values = words_of().remaining(4, 1.0, 6)
    assert text.format(**values) == "After block 6, a straight line gets 100%."


def run_on(points: list[float], labels: list[int], classes: int = 2) -> Recording:
    """Record one step of a network that calls all points above 0 on the first axis class 1."""
    network = nn.Sequential(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, classes))
    with torch.no_grad():
        for layer in (network[0], network[2]):
            layer.weight.zero_()
            layer.bias.zero_()
        network[0].weight.copy_(torch.eye(2))
        network[2].weight[0, 0], network[2].weight[1, 0] = -1.0, 1.0
        network[2].bias[2:] = -9.0
    features = np.column_stack([points, np.linspace(-1, 1, len(points))])
    recorder = Recorder(network, features, np.array(labels))
    recorder.record(0.5)
    return recorder.finish()


@pytest.mark.parametrize(("slope", "told"), [(0.25, True), (-0.6, False)])
def test_a_ring_stays_closed_only_where_no_learned_slope_folds_the_plane(
    slope: float, told: bool
) -> None:
    run = train(
        RunSpec(data="circles", architecture="mlp", hidden=(2,), activation="prelu", steps=1)
    )
    run.tensors["1.weight"][:] = slope
    words = SpaceWarpWords(run, None)
    assert words.result < 1
    assert ("ring" in words.trained[0], "ring" in words.separated[0]) == (told, told)


def test_one_point_on_the_wrong_side_is_not_called_separated() -> None:
    points, labels = [-1.0] * 300 + [1.0] * 300, [0] * 299 + [1] * 301
    words = SpaceWarpWords(run_on(points, labels), None)
    text, values = words.trained
    assert text.format(**values) == "Now all but 1 of 600 points are on their class's side."
    assert words.separated[0] == STRAIGHT_LINE.reached
    assert SpaceWarpWords(run_on(points, [0] * 300 + [1] * 300), None).trained[0] == (
        STRAIGHT_LINE.separates
    )


def test_of_classes_that_overlap_only_what_was_reached_is_said() -> None:
    overlapping = run_on([-1.0] * 300 + [1.0] * 300, [0] * 282 + [1] * 318)
    said = SpaceWarpWords(overlapping, None)
    sentences = [text.format(**values) for text, values in (said.trained, said.separated)]
    assert sentences == [
        "Training ends: 97.0% of the points are on their class's side.",
        "The last stage: a straight line. It gets 97.0% of the points right.",
    ]


def test_a_rare_class_that_is_not_found_is_spoken_of() -> None:
    labels = [0] * 198 + [1] * 2
    blind, able = run_on([-1.0] * 200, labels), run_on([-1.0] * 198 + [1.0] * 2, labels)
    missed = SpaceWarpWords(blind, blind)
    text, values = missed.trained
    assert text.format(**values) == "Training ends: 0 of 2 points of class 1 are found."
    text, values = missed.control_trained
    assert text.format(**values) == "It gets 99.0% right, and finds 0 of 2 points of class 1."
    text, values = SpaceWarpWords(able, blind).moral
    assert text.format(**values) == "Without bends, 0 of 2 points of class 1 are found."


def of_layers(*layers: nn.Module, labels: list[int] | None = None) -> SpaceWarpWords:
    """Record one step of a network, with itself for a control."""
    torch.manual_seed(0)
    recorder = Recorder(nn.Sequential(*layers), torch.randn(6, 2), labels or [0, 1, 0, 1, 0, 1])
    recorder.record(0.5)
    run = recorder.finish()
    assert isinstance(run, Recording)
    return SpaceWarpWords(run, run)


def test_that_the_plane_can_bend_is_said_only_of_networks_that_bend() -> None:
    bent = of_layers(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2))
    single, deep = of_layers(nn.Linear(2, 2)), of_layers(nn.Linear(2, 2), nn.Linear(2, 2))
    logit = of_layers(nn.Linear(2, 1))
    assert bent.bend == "A straight line cannot bend. But the plane can."
    for words in (single, deep, logit):
        assert words.bend == "A straight line cannot bend, and neither can this network."
        assert words.control[0].startswith("This network bends nothing.")
        assert words.moral[0].startswith("Neither of the two bends")
        assert words.takeaway is None
        assert "straight" in words.border(in_sight=True)
    assert bent.border(in_sight=True) == STRAIGHT_LINE.border
    assert [each.is_single for each in (bent, single, deep, logit)] == [False, True, False, True]


def test_of_a_single_stage_only_its_border_moves() -> None:
    words = of_layers(nn.Linear(2, 2))
    assert "moves its border" in words.training
    assert words.back == "No point was moved: the border lies among the original points."
    assert "moves no point" in words.rewind(followed=True)
    assert of_layers(nn.Linear(2, 2), nn.Tanh(), nn.Linear(2, 2)).back == STRAIGHT_LINE.back


def test_no_curve_is_spoken_of_where_none_is_drawn() -> None:
    for words in (words_of(), words_of(classes=3), of_layers(nn.Linear(2, 2))):
        assert words.border(in_sight=False) == (
            "No border crosses this picture: the network answers the same everywhere in it."
        )


def test_nothing_is_separated_where_all_points_are_of_one_class() -> None:
    words = SpaceWarpWords(run_on([-1.0] * 20, [0] * 20), None)
    assert words.result == 1
    assert words.trained[0] == space_warp_lines.ALL_IN_ONE
    assert words.separated[0] == space_warp_lines.ONE_SIDE


def test_that_the_loss_falls_is_said_only_if_it_fell() -> None:
    falling = words_of(steps=40)
    assert falling.training.endswith("the loss falls.")
    rising = words_of(steps=3, rate=50.0)
    assert not rising.training.endswith("the loss falls.")


def test_a_stage_is_numbered_among_its_kind_and_says_what_it_does() -> None:
    director = WarpDirector(train(RunSpec(hidden=(4, 2, 2), samples=40, steps=1)))
    (title, numbers), facts = astuple(stage_words(director, 0))
    assert title.format(**numbers) == "Affine map 1 of 3"
    assert facts[0][0].format(**facts[0][1]) == "from 2 to 4 dimensions"
    (title, numbers), facts = astuple(stage_words(director, 4))
    assert title.format(**numbers) == "Affine map 3 of 3"
    said = [text.format(**values) for text, values in facts]
    assert said[0].startswith("turns by ")
    assert said[1].startswith("stretches ×")
