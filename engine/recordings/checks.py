"""Check the network of a recording that anybody may have written."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import torch

from engine.networks.nonlinearity import SOFTMAXES, Nonlinearity
from engine.networks.stages import (
    Activation,
    Branches,
    Normalisation,
    Residual,
    Scaling,
    Stage,
)

MAX_STAGES = 1_000
MAX_UNITS = 65_536
DEEPEST = 20
"""Most branches inside branches."""
LARGEST = 1e6
"""Greatest argument of an activation, by which a class of torch may allocate memory."""
LONGEST = 300
"""Greatest length of a name; longer ones are cut."""
JOINERS = "\u200c\u200d"
"""Format characters with which Persian, Hindi or emoji are spelt."""


def shown(text: str) -> str:
    """Return a name that can be shown: of bounded length, without control characters."""
    kept = (sign.isprintable() or sign in JOINERS for sign in text[:LONGEST])
    return "".join(sign if keep else "�" for sign, keep in zip(text, kept, strict=False))


def check_stages(stages: Sequence[Stage]) -> None:
    """Check that stages follow each other, and that their functions can be built cheaply.

    Raises
    ------
    ValueError
        With what is wrong.
    """
    count = _check_chain(stages, DEEPEST)
    if not 1 <= count <= MAX_STAGES:
        raise ValueError(f"its network has {count} layers; between 1 and {MAX_STAGES} are read")


def _check_chain(stages: Sequence[Stage], depth: int) -> int:
    """Check a chain, and return how many stages it has, inner ones included."""
    if not depth:
        raise ValueError(f"its branches have branches, deeper than {DEEPEST}")
    count = len(stages)
    for stage in stages:
        units = (stage.inputs, stage.outputs, getattr(stage, "hidden", 1))
        if not all(1 <= n <= MAX_UNITS for n in units):
            raise ValueError(f"a layer has {max(units)} units; between 1 and {MAX_UNITS} are read")
        if isinstance(stage, (Activation, Residual)):
            _check_function(stage.function, stage.learned)
        if isinstance(stage, Normalisation) and not 0 < stage.epsilon < 1:
            raise ValueError("the ε of a normalisation is not between 0 and 1")
        if isinstance(stage, Scaling) and not max(abs(stage.factor), abs(stage.shift)) <= LARGEST:
            raise ValueError("a constant of its network is out of range")
        if isinstance(stage, Branches):
            count += _check_branches(stage, depth)
        if count > MAX_STAGES:
            break
    for before, after in pairwise(stages):
        if before.outputs != after.inputs:
            raise ValueError(f"{after.inputs} units follow {before.outputs} between two layers")
    return count


def _check_branches(stage: Branches, depth: int) -> int:
    ends = [path[-1].outputs if path else stage.inputs for path in stage.paths]
    starts = {path[0].inputs for path in stage.paths if path} - {stage.inputs}
    whole = sum(ends) if stage.join == "concatenation" else max(ends, default=0)
    even = stage.join == "concatenation" or len(set(ends)) == 1
    if len(ends) < 2 or starts or not even or whole != stage.outputs:
        raise ValueError("its branches do not fit together")
    return sum(_check_chain(path, depth - 1) for path in stage.paths)


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
