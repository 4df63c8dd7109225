"""``warpreel inspect``: facts that agree with the file read by other means."""

import json
import struct
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file
from torch import nn

from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.recorder import Recorder
from tests.support.command_line import CommandLine
from tests.support.curve_fits import regression


def test_its_facts_agree_with_an_independent_reading(
    warpreel: CommandLine, workplace: Path
) -> None:
    path = workplace / "run.safetensors"
    trained = warpreel("train", "spirals", "--hidden", "16,2", "--steps", "40", "-o", path)
    assert trained.code == 0
    facts = json.loads(warpreel("inspect", path, "--json").out)

    arrays, content = load_file(path), path.read_bytes()
    table = json.loads(content[8 : 8 + struct.unpack("<Q", content[:8])[0]])
    said = json.loads(table["__metadata__"]["warpreel"])
    x, labels = arrays["data/features"].astype(float), arrays["data/labels"]
    for name in ("0", "2", "4"):
        weight, bias = (arrays[f"parameters/{name}.{kind}"][-1] for kind in ("weight", "bias"))
        x = x @ weight.T + bias
        x = x if name == "4" else np.tanh(x)

    assert facts["final"]["accuracy"] == np.mean(x.argmax(axis=1) == labels)
    log_shares = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
    loss = -log_shares[np.arange(len(labels)), labels].mean()
    assert facts["final"]["loss"] == pytest.approx(loss, rel=1e-4)
    assert facts["data"] == {"name": "spirals", "samples": 300, "features": 2, "classes": 2}
    assert facts["stages"] == ["affine", "activation", "affine", "activation", "affine"]
    assert facts["widths"] == [2, 16, 16, 2, 2, 2]
    assert facts["parameters"] == (2 * 16 + 16) + (16 * 2 + 2) + (2 * 2 + 2)
    assert facts["steps"] == arrays["steps"][-1] == 40
    assert facts["recorded_steps"] == len(arrays["steps"])
    assert facts["stopped"] == said["stopped"]
    assert facts["bytes"] == len(content)
    assert facts["digest"] == said["digest"]
    assert facts["spec"] == said["spec"]
    assert facts["versions"] == said["versions"]
    norms = arrays["metrics/gradient_norm"]
    last = norms[np.isfinite(norms).all(axis=1)][-1]
    assert facts["final"]["gradient_norm"] == pytest.approx(
        dict(zip(said["layers"], last.tolist(), strict=True))
    )


def test_plainly_it_prints_a_line_for_every_fact(warpreel: CommandLine, brief_file: Path) -> None:
    answer = warpreel("inspect", brief_file)
    facts = json.loads(warpreel("inspect", brief_file, "--json").out)
    assert answer.code == 0
    begun = {line.split("  ")[0] for line in answer.out.splitlines()}
    assert {name.replace("_", " ") for name in facts} - {"stages"} | {"layers"} <= begun
    assert facts["digest"] in answer.out


def test_people_read_large_numbers_in_groups_and_small_ones_as_powers_of_ten(
    warpreel: CommandLine, workplace: Path
) -> None:
    options = ("--steps", "2", "--rate", "1e-6", "--hidden", "64,64,2")
    assert warpreel("train", "spirals", *options, "-o", "run.safetensors").code == 0
    facts = json.loads(warpreel("inspect", "run.safetensors", "--json").out)
    shown = warpreel("inspect", "run.safetensors").out
    assert f"{facts['parameters']:,}" in shown
    assert f"{facts['bytes']:,}" in shown
    assert "10⁻⁶" in shown
    assert facts["spec"]["rate"] == 1e-6


def test_brackets_in_a_name_are_printed_as_they_are(
    warpreel: CommandLine, workplace: Path, brief_file: Path
) -> None:
    (workplace / "run[bold].safetensors").write_bytes(brief_file.read_bytes())
    assert "run[bold].safetensors" in warpreel("inspect", "run[bold].safetensors").out


def _truncated(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def _edited(content: bytes) -> bytes:
    return content[:-5] + bytes([content[-5] ^ 1]) + content[-4:]


def _retold(content: bytes) -> bytes:
    return content.replace(b"all steps done", b"all steps gone")


def _of_the_future(content: bytes) -> bytes:
    return content.replace(rb"\"format\":3", rb"\"format\":9")


def _other(content: bytes) -> bytes:
    return b"not a recording"


@pytest.mark.parametrize("damage", [_truncated, _edited, _retold, _of_the_future, _other])
@pytest.mark.parametrize("command", [("inspect",), ("render", "space-warp", "--recording")])
def test_a_damaged_recording_is_refused(
    warpreel: CommandLine, workplace: Path, brief_file: Path, command: tuple[str, ...], damage
) -> None:
    content = brief_file.read_bytes()
    assert damage(content) != content
    (workplace / "run.safetensors").write_bytes(damage(content))
    answer = warpreel(*command, "run.safetensors")
    assert answer.code == 1
    assert "run.safetensors" in answer.sentence


@pytest.mark.parametrize("path", ["missing.safetensors", "."])
@pytest.mark.parametrize("command", [("inspect",), ("render", "space-warp", "--recording")])
def test_a_recording_that_is_not_there_is_refused(
    warpreel: CommandLine, command: tuple[str, ...], path: str
) -> None:
    answer = warpreel(*command, path)
    assert answer.code == 1
    assert path in answer.sentence


@pytest.mark.parametrize("probed", [False, True])
def test_a_regression_has_targets_and_no_accuracy(
    warpreel: CommandLine, workplace: Path, probed: bool
) -> None:
    run = regression(3, 2, layers=["0"] if probed else None)
    run.save(workplace / "run.safetensors")
    facts = json.loads(warpreel("inspect", "run.safetensors", "--json").out)
    assert facts["data"] == {"name": "your data", "samples": 12, "features": 3, "targets": 2}
    assert "accuracy" not in facts["final"]
    assert facts["final"]["loss"] == pytest.approx(float(run.metrics.loss[-1]))
    shown = warpreel("inspect", "run.safetensors").out
    assert ("activations only" in shown) is ("recorded points" in shown) is probed


@pytest.mark.parametrize("film", ["space-warp", "representation"])
def test_films_of_classes_refuse_a_regression_in_one_sentence(
    warpreel: CommandLine, workplace: Path, film: str
) -> None:
    layers = ["0"] if film == "representation" else None
    regression(3, 2, layers=layers).save(workplace / "run.safetensors")
    answer = warpreel("render", film, "--recording", "run.safetensors")
    assert answer.code == 1
    assert "run.safetensors holds a regression, in which there are no classes" in answer.sentence


def test_words_of_a_recording_do_not_command_the_terminal(
    warpreel: CommandLine, workplace: Path, mlp: Recording
) -> None:
    title, red = "\x1b]0;pwned\x07", "\x1b[31mred[/]"
    assert mlp.spec is not None
    spec = RunSpec(**{**asdict(mlp.spec), "data": f"{red}.csv", "label": title})
    hostile = replace(
        mlp, spec=spec, versions={title: red}, data=replace(mlp.data, name=red), stopped=title
    )
    hostile.save(workplace / "run.safetensors")
    answer = warpreel("inspect", workplace / "run.safetensors")
    assert answer.code == 0
    assert answer.out.replace("\n", "").isprintable()
    assert answer.out.count("pwned") == 3
    assert "red[/]" in answer.out


def test_an_accuracy_of_a_part_of_the_points_says_so(
    warpreel: CommandLine, workplace: Path
) -> None:
    points = torch.randn(60, 1, 4, generator=torch.Generator().manual_seed(0))
    labels = (points[:, 0, 0] > 0).long()
    network = nn.Sequential(nn.Conv1d(1, 2, 2), nn.Flatten(), nn.Linear(6, 2))
    for probe, name in ((20, "probe_accuracy"), (60, "accuracy")):
        recorder = Recorder(network, points, labels, probe=probe)
        recorder.record(None)
        run = recorder.finish(measured=True)
        facts = json.loads(warpreel("inspect", run.save(workplace / "run.sf"), "--json").out)
        right = network(points[run.probe]).argmax(1) == labels[run.probe]
        assert facts["final"][name] == pytest.approx(float(right.float().mean()))
        assert ("accuracy" in facts["final"]) is (probe == 60)


@pytest.mark.parametrize("layers", [None, ["0"]], ids=["exact", "probed"])
def test_of_a_training_that_diverged_it_tells_where_and_the_loss_before(
    layers: list[str] | None, warpreel: CommandLine, tmp_path: Path
) -> None:
    points = torch.randn(20, 2, generator=torch.Generator().manual_seed(0))
    network = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 2))
    recorder = Recorder(network, points, (points[:, 0] > 0).long(), layers=layers)
    for loss in (0.7, 0.6, float("nan"), float("nan")):
        recorder.record(loss)
    nn.init.constant_(network[2].weight, float("nan"))
    path = recorder.finish().save(tmp_path / "run.safetensors")
    final = json.loads(warpreel("inspect", path, "--json").out)["final"]
    assert final == {"diverged_at_step": 2, "loss_before": pytest.approx(0.6)}
    refused = warpreel("figures", "training-curves", "--recording", path)
    assert refused.code == 1
    assert "diverged at step 2, which cannot be shown" in refused.err
