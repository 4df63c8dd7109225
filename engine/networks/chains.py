"""Chains of stages: how wide they are, what is inside them, and whether one increases or bends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.networks.stages import (
    Activation,
    Affine,
    Branches,
    Normalisation,
    Parameters,
    Residual,
    Scaling,
    Stage,
)


def widest(stage: Stage) -> int:
    """Return the number of units of a stage's widest array, inner ones included."""
    inner = [widest(part) for path in getattr(stage, "paths", ()) for part in path]
    return max(stage.inputs, stage.outputs, getattr(stage, "hidden", 0), *inner)


def every_stage(stages: Iterable[Stage]) -> Iterator[Stage]:
    """Yield stages and those inside them."""
    for stage in stages:
        yield stage
        for path in getattr(stage, "paths", ()):
            yield from every_stage(path)


def width_at(stages: tuple[Stage, ...], depth: int) -> int:
    """Return the number of units after `depth` stages; depth 0 is the input."""
    return stages[0].inputs if depth == 0 else stages[depth - 1].outputs


def bends(stages: Iterable[Stage]) -> bool:
    """Return whether stages are more than one affine map, which leaves straight lines straight."""
    return any(not _is_affine(stage) for stage in stages)


def _is_affine(stage: Stage) -> bool:
    if isinstance(stage, Branches):
        return not any(bends(path) for path in stage.paths)
    if isinstance(stage, Activation | Residual):
        return stage.function.module == "Identity"
    return isinstance(stage, Affine | Scaling) or (
        isinstance(stage, Normalisation) and stage.running
    )


def is_increasing(stage: Stage, theta: Parameters) -> bool:
    """Return whether a stage is a strictly increasing function, hence one-to-one."""
    if not isinstance(stage, Activation) or not stage.function.is_increasing:
        return False
    return all(bool((theta[name] > 0).all()) for name in stage.parameters)
