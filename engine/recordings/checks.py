"""Check a recording that anybody may have written: nothing in it is believed unseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
import torch

from engine.networks.stages import (
    SOFTMAXES,
    Activation,
    Affine,
    Nonlinearity,
    Normalisation,
    Residual,
    Stage,
)

MAX_STAGES = 1_000
MAX_UNITS = 65_536
MAX_CLASSES = 10_000
MAX_STEP = 1_000_000_000
LARGEST = 1e6
"""Greatest argument of an activation, by which a class of torch may allocate memory."""
LONGEST = 300
"""Greatest length of a name; longer ones are cut."""
BYTES = {"F32": 4, "F64": 8, "I64": 8}

Shape = tuple[int, ...]


def shown(text: str) -> str:
    """Return a name that can be shown: of bounded length, without control characters."""
    return "".join(sign if sign.isprintable() else "�" for sign in text[:LONGEST])


def check_stages(stages: Sequence[Stage]) -> None:
    """Check that stages follow each other, and that their functions can be built cheaply.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    if not 1 <= len(stages) <= MAX_STAGES:
        raise ValueError(f"it has {len(stages)} stages; between 1 and {MAX_STAGES} are read")
    for stage in stages:
        units = (stage.inputs, stage.outputs, getattr(stage, "hidden", 1))
        if not all(1 <= n <= MAX_UNITS for n in units):
            raise ValueError(f"a stage has {max(units)} units; between 1 and {MAX_UNITS} are read")
        if isinstance(stage, (Activation, Residual)):
            _check_function(stage.function, stage.learned)
        if isinstance(stage, Normalisation) and not 0 < stage.epsilon < 1:
            raise ValueError("the ε of a normalisation is not between 0 and 1")
    for before, after in pairwise(stages):
        if before.outputs != after.inputs:
            raise ValueError(f"{after.inputs} units follow {before.outputs} between two stages")


def _check_function(function: Nonlinearity, learned: bool) -> None:
    name, arguments = function.module, function.arguments
    if name in SOFTMAXES and arguments != {"dim": -1}:
        raise ValueError(f"{shown(name)} does not run over the units")
    for value in arguments.values():
        number = isinstance(value, (int, float)) and abs(value) <= LARGEST
        if not (number or value is None or value in ("none", "tanh")):
            raise ValueError(f"an argument of {shown(name)} is out of range")
    if learned and name != "PReLU":
        raise ValueError(f"{shown(name)} learns nothing")
    if learned:
        return  # its recorded slope is used, and no module is built
    try:
        function(torch.zeros(1, 1))
    except (TypeError, ValueError, RuntimeError, AssertionError) as error:
        raise ValueError(f"{shown(name)} does not take the arguments that it names") from error


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
    recorded = _length(table, "steps")
    steps, samples = _length(table, "metrics/loss"), _length(table, "data/labels")
    if not (recorded and steps and samples):
        raise ValueError("it holds no step or no point")
    if features != stages[0].inputs:
        raise ValueError(f"{features} features enter {stages[0].inputs} units")
    wanted: dict[str, tuple[str, Sequence[Shape]]] = {
        "steps": ("I64", [(recorded,)]),
        "metrics/loss": ("F32", [(steps,)]),
        "metrics/accuracy": ("F32", [(steps,)]),
        "metrics/gradient_norm": ("F32", [(steps, layers)]),
        "data/features": ("F32", [(samples, features)]),
        "data/labels": ("I64", [(samples,)]),
        "data/centre": ("F64", [(features,)]),
        "data/scale": ("F64", [(features,)]),
    }
    for stage in stages:
        for name, shapes in _shapes(stage):
            whole = [(recorded, *shape) for shape in shapes]
            wanted[f"parameters/{name}"] = ("F32", whole)
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


def _shapes(stage: Stage) -> Iterator[tuple[str, list[Shape]]]:
    """Return the names of a stage's parameters, each with the shapes that it may have."""
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
    """Check the numbers of all arrays but the parameters.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    steps, labels = arrays["steps"], arrays["data/labels"]
    if steps[0] < 0 or (steps[1:] <= steps[:-1]).any() or steps[-1] > MAX_STEP:
        raise ValueError("its steps are not in increasing order from 0 up")
    if steps[-1] >= len(arrays["metrics/loss"]):
        raise ValueError("its last step was not measured")
    if not 1 <= classes <= MAX_CLASSES or labels.min() < 0 or labels.max() >= classes:
        raise ValueError("its labels are not those of its classes")
    for name in ("features", "centre", "scale"):
        if not np.isfinite(arrays[f"data/{name}"]).all():
            raise ValueError(f"its {name} hold NaN or infinity")
    if (arrays["data/scale"] <= 0).any():
        raise ValueError("its scale is not positive")
