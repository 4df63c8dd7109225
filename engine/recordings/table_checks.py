"""Check the arrays of a recording that anybody may have written: none is believed unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from engine.networks.chains import every_stage
from engine.networks.stages import Activation, Affine, Branches, Residual, Stage
from engine.recordings.checks import MAX_UNITS, shown

MAX_CLASSES = 10_000
MAX_STEP = 1_000_000_000
MAX_LAYERS = 1_000
MAX_TENSORS = 10_000
LARGEST_SCALE = 1.01 * float(np.finfo(np.float32).max) / float(np.finfo(np.float16).max)
"""Of answers in half precision, whose largest would otherwise be beyond single precision."""
BYTES = {"F16": 2, "F32": 4, "F64": 8, "I64": 8}

Shape = tuple[int, ...]
Wanted = dict[str, tuple[str, Sequence[Shape]]]
"""Name of an array → its type, and the shapes that it may have."""


def check_table(
    table: Mapping[str, Any], stages: Sequence[Stage], layers: int, features: int, size: int
) -> None:
    """Check names, dtypes, shapes and places of all arrays before any is read.

    Parameters
    ----------
    table : Mapping
        Name → entry of the safetensors header, without the metadata.
    stages : sequence of Stage
        Checked already.
    layers, features : int
        How many the header names.
    size : int
        Bytes of the file behind its header.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    if features != stages[0].inputs:
        raise ValueError(f"{features} features enter {stages[0].inputs} units")
    recorded, wanted = _common(table, layers, features)
    for stage in every_stage(stages):
        for name, shapes in _shapes(stage):
            whole = [(recorded, *shape) for shape in shapes]
            wanted[f"parameters/{name}"] = ("F32", whole)
    _check(table, wanted, size)


def check_probed(
    table: Mapping[str, Any],
    names: Sequence[str],
    shapes: Sequence[Shape],
    input_shape: Shape,
    layers: int,
    features: int,
    size: int,
    parameters: Mapping[str, Shape] | None = None,
) -> None:
    """Check names, dtypes, shapes and places of all arrays of a probed recording.

    Parameters
    ----------
    table, layers, features, size
        As for `check_table`.
    names, shapes : sequence
        The layers, and the shape of each one's answer.
    input_shape : tuple of int
        Of one input.
    parameters : Mapping, optional
        Name of each parameter that was kept → its shape.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    if not 1 <= len(names) == len(shapes) <= MAX_LAYERS or len(set(names)) < len(names):
        raise ValueError("its layers are not named each once")
    if len(set(map(shown, names))) < len(names):
        raise ValueError("its layers' names cannot be told apart")
    sizes = [MAX_UNITS**2 if min(shape, default=1) < 1 else prod(shape) for shape in shapes]
    if max(sizes) > 100 * MAX_UNITS:
        raise ValueError("the shapes of its layers are out of range")
    parameters = parameters or {}
    if len(parameters) > MAX_TENSORS or len(set(map(shown, parameters))) < len(parameters):
        raise ValueError("its parameters' names cannot be told apart")
    if min((min(shape, default=1) for shape in parameters.values()), default=1) < 1:
        raise ValueError("the shapes of its parameters are out of range")
    if min(input_shape, default=1) < 1 or prod(input_shape) != features:
        raise ValueError("its inputs have another shape than it says")
    recorded, wanted = _common(table, layers, features)
    points = _length(table, "probe")
    wanted["probe"] = ("I64", [(points,)])
    for number, shape in enumerate(shapes):
        wanted[f"answers/{number}"] = ("F16", [(recorded, points, *shape)])
        wanted[f"scales/{number}"] = ("F32", [(recorded,)])
    for number, shape in enumerate(parameters.values()):
        wanted[f"parameters/{number}"] = ("F32", [(recorded, *shape)])
    _check(table, wanted, size)


def _common(table: Mapping[str, Any], layers: int, features: int) -> tuple[int, Wanted]:
    """Return the number of recorded steps, and the arrays that every recording has."""
    recorded = _length(table, "steps")
    steps = _length(table, "metrics/loss")
    regression = "data/targets" in table
    if regression:
        samples, targets = _size(table, "data/targets")
    else:
        samples = _length(table, "data/labels")
    if not (recorded and steps and samples):
        raise ValueError("it holds no step or no point")
    wanted: Wanted = {
        "steps": ("I64", [(recorded,)]),
        "metrics/loss": ("F32", [(steps,)]),
        "metrics/accuracy": ("F32", [(steps,)]),
        "metrics/gradient_norm": ("F32", [(steps, layers)]),
        "data/features": ("F32", [(samples, features)]),
        "data/centre": ("F64", [(features,)]),
        "data/scale": ("F64", [(features,)]),
    }
    if regression:
        wanted["data/targets"] = ("F32", [(samples, targets)])
    else:
        wanted["data/labels"] = ("I64", [(samples,)])
    if "metrics/validation_loss" in table:
        wanted["metrics/validation_loss"] = ("F32", [(steps,)])
        wanted["metrics/validation_accuracy"] = ("F32", [(steps,)])
    return recorded, wanted


def _check(table: Mapping[str, Any], wanted: Wanted, size: int) -> None:
    held = 0
    for name, (dtype, choices) in wanted.items():
        entry = table.get(name)
        if entry is None:
            raise ValueError(f"it holds no {shown(name)}")
        shape = tuple(entry["shape"])
        if entry["dtype"] != dtype or shape not in choices:
            raise ValueError(f"{shown(name)} has another type or shape than its network needs")
        first, end = entry["data_offsets"]
        if end - first != BYTES[dtype] * prod(shape):
            raise ValueError(f"{shown(name)} has not the size that it says")
        held += end - first
    if set(table) != set(wanted) or held != size:
        raise ValueError("it holds more than a recording does")


def _length(table: Mapping[str, Any], name: str) -> int:
    entry = table.get(name)
    if entry is None or len(entry["shape"]) != 1 or type(entry["shape"][0]) is not int:
        raise ValueError(f"it holds no list called {name}")
    return int(entry["shape"][0])


def _size(table: Mapping[str, Any], name: str) -> tuple[int, int]:
    shape = table[name]["shape"]
    if len(shape) != 2 or not all(type(n) is int for n in shape) or not 1 <= shape[1] <= MAX_UNITS:
        raise ValueError(f"it holds no table called {name}")
    return int(shape[0]), int(shape[1])


def _shapes(stage: Stage) -> Iterator[tuple[str, list[Shape]]]:
    """Return the names of a stage's parameters, each with the shapes that it may have."""
    if isinstance(stage, Branches):
        return  # its stages have them
    for name in stage.parameters:
        last = name.removeprefix(f"{stage.name}.")
        if isinstance(stage, Affine):
            yield name, [(stage.outputs, stage.inputs) if last == "weight" else (stage.outputs,)]
        elif isinstance(stage, Residual):
            shapes: dict[str, list[Shape]] = {
                "inner.weight": [(stage.hidden, stage.width)],
                "inner.bias": [(stage.hidden,)],
                "outer.weight": [(stage.width, stage.hidden)],
                "activation.weight": [(1,), (stage.hidden,)],
            }
            yield name, shapes[last]
        elif isinstance(stage, Activation):
            yield name, [(1,), (stage.width,)]
        else:
            yield name, [(stage.width,)]


def check_values(arrays: Mapping[str, np.ndarray], classes: int) -> None:
    """Check the numbers of all arrays but the parameters and answers.

    Parameters
    ----------
    arrays : Mapping
        By their names in the file.
    classes : int
        How many the header names.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    steps, targets = arrays["steps"], arrays.get("data/targets")
    if steps[0] < 0 or (steps[1:] <= steps[:-1]).any() or steps[-1] > MAX_STEP:
        raise ValueError("its steps are not in increasing order from 0 up")
    if steps[-1] >= len(arrays["metrics/loss"]):
        raise ValueError("its last step was not measured")
    if targets is not None:
        _check_targets(targets, classes)
    else:
        _check_labels(arrays["data/labels"], classes)
    probe = arrays.get("probe", np.zeros(1, dtype=np.int64))
    if not len(probe) or probe.min() < 0 or probe.max() >= len(arrays["data/features"]):
        raise ValueError("it holds activations for points that are not in its data")
    scales = [values for name, values in arrays.items() if name.startswith("scales/")]
    if not all(np.isfinite(values).all() for values in scales):
        raise ValueError("its scales hold NaN or infinity")
    if any((np.abs(values) > LARGEST_SCALE).any() for values in scales):
        raise ValueError("its scales are beyond what numbers of single precision have")
    for name in ("features", "centre", "scale"):
        if not np.isfinite(arrays[f"data/{name}"]).all():
            raise ValueError(f"its {name} hold NaN or infinity")
    if (arrays["data/scale"] <= 0).any():
        raise ValueError("its scale is not positive")


def _check_labels(labels: np.ndarray, classes: int) -> None:
    if not 1 <= classes <= MAX_CLASSES or labels.min() < 0 or labels.max() >= classes:
        raise ValueError("its labels are not those of its classes")


def _check_targets(targets: np.ndarray, classes: int) -> None:
    if classes:
        raise ValueError("it holds classes and targets")
    if not np.isfinite(targets).all():
        raise ValueError("its targets hold NaN or infinity")
