"""``warpreel train``: a recording, or a sentence that says why there is none."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.recordings.opening import load
from tests.support.command_line import CommandLine, listing

BRIEF = ("--samples", "20", "--steps", "3", "--hidden", "2")


def test_it_records_under_the_name_asked_for_and_says_what_came_of_it(
    warpreel: CommandLine,
) -> None:
    answer = warpreel("train", "moons", *BRIEF, "-o", "new/deep/moons.safetensors")
    assert answer.code == 0
    assert answer.made == {"new", "new/deep", "new/deep/moons.safetensors"}
    recording = load("new/deep/moons.safetensors")
    assert recording.data.name == "moons"
    assert recording.last_step == 3
    assert answer.out.startswith("new/deep/moons.safetensors: 3 steps")
    assert f"{recording.metrics.accuracy[-1]:.2%}" in answer.out
    assert answer.err == ""


def test_a_loss_that_jumped_is_told_with_what_may_avoid_it(warpreel: CommandLine) -> None:
    wild = ("--samples", "40", "--hidden", "8,2", "--optimizer", "sgd", "--rate", "9")
    answer = warpreel("train", "moons", *wild, "--steps", "60")
    assert answer.code == 0
    loss = load("run.safetensors").metrics.loss
    peak = int(loss.argmax())
    assert f" at step {loss[:peak].argmin()} to {loss.max():.0f} at step {peak}; " in answer.err
    assert "a lower --rate" in answer.err


def test_points_held_out_are_told_and_inspected(warpreel: CommandLine) -> None:
    answer = warpreel("train", "moons", *BRIEF, "--validation", "0.25")
    held = load("run.safetensors").metrics.validation_accuracy
    assert held is not None
    assert f"validation accuracy {held[-1]:.2%}" in answer.out
    final = json.loads(warpreel("inspect", "run.safetensors", "--json").out)["final"]
    assert final["validation_accuracy"] == held[-1]
    assert np.isfinite(final["validation_loss"])


def test_columns_separator_and_label_of_a_file_are_chosen(
    warpreel: CommandLine, workplace: Path
) -> None:
    rows = [f"{i}|{i % 5}|{i % 3}|{i % 2}|{i % 7}" for i in range(30)]
    (workplace / "points.data").write_text("\n".join(["id|a|b|kind|c", *rows]))
    options = ("--sep", "|", "--label", "kind", "--columns", "c,a")
    assert warpreel("train", "points.data", *BRIEF, *options).code == 0
    data = load("run.safetensors").data
    assert data.feature_names == ("c", "a")
    assert data.labels.sum() == 10


def test_what_was_guessed_is_said_and_kept(warpreel: CommandLine, workplace: Path) -> None:
    rows = [f"{i},{i % 5 / 7},{i % 3},{i % 2}" for i in range(30)]
    (workplace / "points.csv").write_text("\n".join(["id,a,b,kind", *rows]))
    answer = warpreel("train", "points.csv", *BRIEF)
    label, left_out = answer.err.splitlines()
    assert "'kind', is taken for the label; --label" in label
    assert "'id' numbers the rows and is left out; --columns" in left_out
    assert load("run.safetensors").data.notes == (label, left_out)


def test_the_same_request_makes_the_same_bytes(warpreel: CommandLine, workplace: Path) -> None:
    for name in ("one.safetensors", "two.safetensors"):
        assert warpreel("train", *BRIEF, "-o", name).code == 0
    one, two = (workplace / f"{n}.safetensors" for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("a,b,label\n1,2,x\n1,oops,y\n", "row 3"),
        ("a,b,label\n1,2,x\nnan,2,y\n", "row 3"),
        ("a,b,label\n1,2,x\n,2,y\n", "row 3"),
        ("a,b,label\n1,2,x\n3,4,x\n", "one class"),
        ("a,b,label\n", "no rows"),
        ("", "empty"),
        ("a\n1\n2\n", "column"),
        ("a,label\n1,x\n2,y\n", "column"),
    ],
    ids=["text", "nan", "hole", "one class", "no rows", "empty", "one column", "one feature"],
)
@pytest.mark.parametrize("command", [("train",), ("render", "space-warp", "--data")])
def test_points_unfit_for_training_are_refused_with_the_place(
    warpreel: CommandLine, workplace: Path, command: tuple[str, ...], content: str, place: str
) -> None:
    (workplace / "points.csv").write_text(content)
    answer = warpreel(*command, "points.csv")
    assert answer.code == 1
    assert "points.csv" in answer.sentence
    assert place in answer.sentence


@pytest.mark.parametrize("data", ["missing.csv", "no/such.npz", "./"])
def test_points_that_are_not_there_are_refused(warpreel: CommandLine, data: str) -> None:
    answer = warpreel("train", data, "-o", "new/run.safetensors")
    assert answer.code == 1
    assert str(Path(data)) in answer.sentence


def test_divergence_keeps_what_was_recorded_until_then(warpreel: CommandLine) -> None:
    answer = warpreel("train", "--optimizer", "sgd", "--rate", "1e6", "--samples", "40")
    assert answer.code == 1
    assert answer.out == ""
    assert answer.err.startswith("warpreel: training diverged")
    assert answer.err.count("\n") == 1
    assert "run.safetensors" in answer.err
    assert answer.made == {"run.safetensors"}
    kept = load("run.safetensors")
    assert kept.stopped == "diverged"
    assert not np.isfinite(kept.metrics.loss[-1])
    assert np.isfinite(kept.metrics.loss[0])


def _interrupted_at(step: int) -> Callable[..., Any]:
    def advance(now: int, status: str) -> None:
        if now == step:
            raise KeyboardInterrupt

    return lambda progress: lambda what, steps: advance


def test_an_interruption_leaves_a_recording_of_its_own_name(
    warpreel: CommandLine, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workplace / "run.safetensors").write_text("an older run")
    monkeypatch.setattr("scenes.cli.train.work_bars", _interrupted_at(7))
    answer = warpreel("train", "--samples", "20", "--steps", "100000", "-o", "run.safetensors")
    assert answer.code == 130
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err
    assert answer.made == {"run-interrupted.safetensors"}
    assert "run-interrupted.safetensors" in answer.out
    assert (workplace / "run.safetensors").read_text() == "an older run"
    partial = load("run-interrupted.safetensors")
    assert partial.stopped == "interrupted"
    assert partial.last_step == 7


def test_a_file_in_the_way_of_the_folder_is_refused_before_training(
    warpreel: CommandLine, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workplace / "file").write_text("mine")
    monkeypatch.setattr("engine.training.training.train", lambda *_: pytest.fail("it trained"))
    answer = warpreel("train", *BRIEF, "-o", "file/run.safetensors")
    assert answer.code == 2
    assert "file" in answer.sentence


def test_a_folder_that_cannot_be_written_is_refused_before_training(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr("engine.training.training.train", lambda *_: pytest.fail("it trained"))
    answer = warpreel("train", *BRIEF, "-o", "new/run.safetensors")
    assert answer.code == 1
    assert "not writable" in answer.sentence


def test_a_folder_is_no_name_for_a_recording(warpreel: CommandLine, workplace: Path) -> None:
    (workplace / "runs").mkdir()
    answer = warpreel("train", *BRIEF, "-o", "runs")
    assert answer.code == 2
    assert "runs" in answer.sentence
    assert listing(workplace) == ["runs"]


@pytest.mark.parametrize(
    "output", ["own.csv", "./own.csv", "link.safetensors", "own.CSV.safetensors"]
)
def test_the_user_s_table_is_never_replaced_by_its_recording(
    warpreel: CommandLine, workplace: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.setattr("engine.training.training.train", lambda *_: pytest.fail("it trained"))
    table = "".join(f"{i},{i * i % 7},{'AB'[i % 2]}\n" for i in range(20))
    (workplace / "own.csv").write_text(table)
    (workplace / "link.safetensors").symlink_to("own.csv")
    os.link(workplace / "own.csv", workplace / "own.CSV.safetensors")
    answer = warpreel("train", "own.csv", *BRIEF, "-o", output)
    assert answer.code == 2
    assert "read by this command" in answer.sentence
    assert (workplace / "own.csv").read_text() == table


@pytest.mark.parametrize("output", ["run.csv", "run", "run.toml"])
def test_a_recording_has_a_suffix_by_which_it_is_known(warpreel: CommandLine, output: str) -> None:
    answer = warpreel("train", *BRIEF, "-o", output)
    assert answer.code == 2
    assert answer.sentence == f"-o {output}: the name of a recording ends in .safetensors"
