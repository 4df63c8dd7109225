"""``warpreel explore``: a page, or a sentence that says why there is none."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from engine.recordings.opening import load
from engine.recordings.recording import Recording
from engine.training.recorder import Recorder
from tests.support.command_line import CommandLine

BRIEF = ("--samples", "20", "--steps", "3", "--hidden", "2")


def test_data_are_trained_first(warpreel: CommandLine) -> None:
    answer = warpreel("explore", "moons", *BRIEF, "-o", "new/page.html")
    assert (answer.code, answer.err) == (0, "")
    assert answer.made == {"new", "new/page.html"}
    assert answer.out.startswith("new/page.html: ")
    assert "moons" in Path("new/page.html").read_text("utf-8")


def test_a_recording_gives_a_page_beside_it(warpreel: CommandLine, mlp: Recording) -> None:
    mlp.save("run.safetensors")
    answer = warpreel("explore", "run.safetensors", "--lang", "zh", "--theme", "light")
    assert (answer.code, answer.err) == (0, "")
    page = Path("run.html").read_text("utf-8")
    assert '<html lang="zh">' in page
    assert "color-scheme: light" in page


def test_without_data_it_is_the_playground(warpreel: CommandLine) -> None:
    answer = warpreel("explore", "--theme", "light")
    assert (answer.code, answer.err, answer.made) == (0, "", {"playground.html"})
    assert "color-scheme: light" in Path("playground.html").read_text("utf-8")
    assert warpreel("explore", "-o", "other.html", "--lang", "zh").made == {"other.html"}


def test_the_same_training_is_explored_either_way(warpreel: CommandLine) -> None:
    assert warpreel("train", "moons", *BRIEF).code == 0
    assert warpreel("explore", "run.safetensors").code == 0
    assert warpreel("explore", "moons", *BRIEF).code == 0
    assert Path("run.html").read_bytes() == Path("moons.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run.safetensors", "--hidden", "2"), 2, "--hidden: run.safetensors is trained already"),
        (("run.safetensors", "-o", "page.pdf"), 2, "a page is an .html file"),
        (("none.safetensors",), 1, "none.safetensors"),
        (("moon",), 2, "moons"),
        (("run.safetensors", "--theme", "drak"), 2, "dark"),
        (("run.safetensors", "--lang", "xx"), 2, "xx"),
    ],
)
def test_what_cannot_be_meant_is_told(
    warpreel: CommandLine, mlp: Recording, arguments: tuple[str, ...], code: int, words: str
) -> None:
    mlp.save("run.safetensors")
    answer = warpreel("explore", *arguments)
    assert answer.code == code
    assert words in answer.sentence


def test_two_recordings_are_shown_side_by_side(
    warpreel: CommandLine, mlp: Recording, circles: Recording
) -> None:
    mlp.save("one.safetensors")
    circles.save("two.safetensors")
    answer = warpreel("explore", "one.safetensors", "two.safetensors", "--theme", "light")
    assert (answer.code, answer.err, answer.made) == (0, "", {"one-two.html"})
    assert '"titles":["one","two"]' in Path("one-two.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("moons", "run.safetensors"), "shown side by side, and moons is none"),
        (("run.safetensors", "none.safetensors"), "none.safetensors"),
        (("run.safetensors", "run.safetensors", "--rate", "1"), "--rate: run.safetensors is"),
    ],
)
def test_a_pair_that_is_none_is_told(
    warpreel: CommandLine, mlp: Recording, arguments: tuple[str, ...], words: str
) -> None:
    mlp.save("run.safetensors")
    assert words in warpreel("explore", *arguments).sentence


@pytest.mark.parametrize(
    ("arguments", "page", "words"),
    [
        (("--surface", "himmelblau", "--start", "-4,4"), "himmelblau.html", '"start":[-4.0,4.0]'),
        (("--formula", "-x + exp(x)", "-o", "own.html"), "own.html", '"title":"-x + exp(x)"'),
        (("--surface", "saddle", "--lang", "zh", "--theme", "light"), "saddle.html", "鞍面"),
    ],
)
def test_descents_on_a_surface_or_a_formula_are_explored(
    warpreel: CommandLine, arguments: tuple[str, ...], page: str, words: str
) -> None:
    answer = warpreel("explore", *arguments)
    assert (answer.code, answer.err, answer.made) == (0, "", {page})
    assert words in Path(page).read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--surface", "himelblau"), "himmelblau"),
        (("--formula", "x +"), "cannot be read"),
        (("--formula", "1/x"), "no finite value at"),
        (("--surface", "bowl", "--start", "99,0"), "--start 99,0 lies outside"),
        (
            ("--surface", "saddle", "--formula", "x"),
            "--surface saddle has no effect on a --formula",
        ),
        (("--start", "1,1"), "--start needs a --surface or a --formula"),
        (("moons", "--surface", "saddle"), "--data has no effect on a loss surface"),
        (("--surface", "saddle", "--rate", "1"), "--rate has no effect on a loss surface"),
    ],
)
def test_descents_that_cannot_be_meant_are_told(
    warpreel: CommandLine, arguments: tuple[str, ...], words: str
) -> None:
    answer = warpreel("explore", *arguments)
    assert answer.code == 2
    assert words in answer.sentence


def probed() -> None:
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 2))
    features, labels = torch.rand(20, 1, 4, 4), torch.arange(20) % 2
    recorder = Recorder(network, features, labels)
    recorder.record(nn.functional.cross_entropy(network(features), labels))
    recorder.finish().save("run.safetensors")


def regression() -> None:
    network, x = nn.Linear(2, 1), torch.rand(20, 2)
    recorder = Recorder(network, x, x.sum(dim=1), task="regression")
    recorder.record(nn.functional.mse_loss(network(x).squeeze(), x.sum(dim=1)))
    recorder.finish().save("run.safetensors")


def without_a_linear_end() -> None:
    network, x = nn.Sequential(nn.Linear(2, 2), nn.ReLU()), torch.rand(20, 2)
    recorder = Recorder(network, x, torch.arange(20) % 2)
    recorder.record(nn.functional.cross_entropy(network(x), torch.arange(20) % 2))
    recorder.finish().save("run.safetensors")


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (probed, "holds recorded activations of layers"),
        (regression, "holds a regression"),
        (without_a_linear_end, "must end with nn.Linear"),
    ],
)
def test_what_cannot_be_explored_is_told_in_a_sentence(
    warpreel: CommandLine, record: object, words: str
) -> None:
    assert callable(record)
    record()
    assert words in warpreel("explore", "run.safetensors").sentence


def test_a_run_that_diverged_is_explored_until_then(warpreel: CommandLine, mlp: Recording) -> None:
    tensors = {name: rows[:].clone() for name, rows in mlp.tensors.items()}
    next(iter(tensors.values()))[9:] = np.inf
    replace(mlp, tensors=tensors, stopped="diverged").save("run.safetensors")
    assert load("run.safetensors").first_not_finite() is not None
    assert warpreel("explore", "run.safetensors").code == 0
    assert '"diverged":9' in Path("run.html").read_text("utf-8")


def test_a_folder_is_not_taken_for_data(warpreel: CommandLine) -> None:
    answer = warpreel("explore", ".")
    assert answer.code == 2
    assert answer.sentence.startswith("there is no dataset named '.'; choose from spirals, ")
