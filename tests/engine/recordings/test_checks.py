"""Recordings from strangers, signed anew: one sentence, and nothing is allocated or built."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
import torch
from torch import Tensor

from engine.errors import RecordingError
from engine.recordings.file_format import UNSIGNED, Header, read, write
from engine.recordings.opening import load
from engine.recordings.recording import Recording

Tensors = dict[str, Tensor]
Change = Callable[[Header, Tensors], Header | None]


def forged(mlp: Recording, folder: Path, change: Change) -> Path:
    """Return a recording that was changed and signed again."""
    good = mlp.save(folder / "good.safetensors")
    header, file = read(good)
    tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    path = folder / "forged.safetensors"
    changed = change(header, tensors) or header
    changed.digest = UNSIGNED
    write(changed, tensors, path)
    return path


def put(name: str, value: Callable[[Tensor], Tensor]) -> Change:
    def change(_: Header, tensors: Tensors) -> None:
        tensors[name] = value(tensors[name]).contiguous()

    return change


def stages(change: Callable[[list[dict]], object]) -> Change:
    def changed(header: Header, _: Tensors) -> Header:
        plain = msgspec.to_builtins(header)
        plain["stages"] = list(plain["stages"])
        change(plain["stages"])
        # as JSON, for the checks of a type are run when it is read
        return msgspec.convert(plain, Header)

    return changed


def function(arguments: dict[str, object]) -> Change:
    return stages(lambda all_: all_[1]["function"].update(arguments=arguments))


def without_steps(_: Header, tensors: Tensors) -> None:
    del tensors["steps"]


def branches(**changes: object) -> Change:
    """Put a skip connection in the place of the activation, with something changed."""
    plain = {"type": "branches", "name": "b", "inputs": 6, "outputs": 6, "join": "sum"}

    def change(all_: list[dict]) -> None:
        width = all_[1]["width"]
        paths: list[list[dict]] = [[], [all_[1]]]
        all_[1] = {**plain, "inputs": width, "outputs": width, "paths": paths, **changes}

    return stages(change)


def nested(depth: int) -> list:
    inner: list = [[], []]
    for _ in range(depth):
        stage = {"type": "branches", "name": "b", "inputs": 3, "outputs": 3, "join": "sum"}
        inner = [[], [{**stage, "paths": inner}]]
    return inner


def shared(**names: str) -> Change:
    """Say that parameters are others, all called `n` and a number for `n.weight` of a stage."""

    def change(header: Header, _: Tensors) -> Header:
        told = {f"{n[1:]}.weight": f"{other[1:]}.weight" for n, other in names.items()}
        return msgspec.structs.replace(header, shared=told)

    return change


FORGED: dict[str, tuple[Change, str]] = {
    "points": (put("data/features", lambda x: x * torch.nan), "features hold NaN"),
    "labels": (put("data/labels", lambda x: x + 10**15), "labels are not those"),
    "negative labels": (put("data/labels", lambda x: x - 5), "labels are not those"),
    "steps": (put("steps", lambda x: x.flip(0)), "increasing order"),
    "one step": (put("steps", lambda x: x * 0), "increasing order"),
    "far step": (put("steps", lambda x: x + 10**6), "last step was not measured"),
    "scale": (put("data/scale", lambda x: x * 0), "scale is not positive"),
    "no steps": (put("steps", lambda x: x[:0]), "no step or no point"),
    "shape": (put("parameters/0.weight", lambda x: x.mT), "another type or shape"),
    "dtype": (put("parameters/0.weight", lambda x: x.double()), "another type or shape"),
    "fewer": (put("parameters/0.weight", lambda x: x[:3]), "another type or shape"),
    "missing": (without_steps, "no list called steps"),
    "more": (lambda _, t: t.update(more=torch.zeros(3)), "more than a recording"),
    "no stages": (stages(lambda all_: all_.clear()), "0 layers"),
    "many stages": (stages(lambda all_: all_.extend(all_ * 1000)), "layers; between"),
    "wide": (stages(lambda all_: all_[0].update(outputs=10**18)), "units; between"),
    "negative width": (stages(lambda all_: all_[0].update(outputs=-7)), "units; between"),
    "gap": (stages(lambda all_: all_[0].update(outputs=7)), "units follow"),
    "argument": (function({"nope": 1}), "does not take the arguments"),
    "large argument": (function({"num_parameters": 10**10}), "out of range"),
    "one branch": (branches(paths=[[]]), "branches do not fit together"),
    "uneven branches": (branches(join="concatenation"), "branches do not fit together"),
    "deep branches": (branches(paths=nested(30)), "its branches have branches|do not fit"),
    "shared with none": (shared(n0="n7"), "0.weight is 7.weight, which cannot be"),
    "shared by none": (shared(n7="n0"), "7.weight is 0.weight, which cannot be"),
    "shared in a ring": (shared(n0="n0"), "0.weight is 0.weight, which cannot be"),
    "shared in another shape": (shared(n2="n0"), "2.weight is 0.weight, which cannot be"),
    "text argument": (function({"approximate": "/etc/passwd"}), "out of range"),
}


@pytest.mark.parametrize("kind", FORGED)
def test_what_makes_no_sense_is_refused(mlp: Recording, tmp_path: Path, kind: str) -> None:
    change, told = FORGED[kind]
    path = forged(mlp, tmp_path, change)
    with pytest.raises(RecordingError, match=told) as refusal:
        load(path)
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value).replace(str(path), "")) < 300


def test_the_same_recording_signed_again_is_read(mlp: Recording, tmp_path: Path) -> None:
    again = load(forged(mlp, tmp_path, lambda _header, _tensors: None))
    assert np.array_equal(again.steps, mlp.steps)
    assert torch.equal(again.rows(0, 3)["0.weight"], mlp.rows(0, 3)["0.weight"])


def test_names_are_shown_without_control_characters(mlp: Recording, tmp_path: Path) -> None:
    def change(header: Header, _: Tensors) -> None:
        header.class_names = ("\x1b]0;title\x07", "b" * 1_000_000)
        header.data_name = "\u202eevil\n"

    data = load(forged(mlp, tmp_path, change)).data
    assert all(name.isprintable() and len(name) <= 300 for name in (data.name, *data.class_names))


@pytest.mark.parametrize("many", [{f"k{i}": "v" for i in range(1000)}, {"torch": "v" * 1000}])
def test_versions_are_few_and_short(mlp: Recording, tmp_path: Path, many: dict[str, str]) -> None:
    def change(header: Header, _: Tensors) -> None:
        header.versions = many

    with pytest.raises(RecordingError, match="versions"):
        load(forged(mlp, tmp_path, change))
