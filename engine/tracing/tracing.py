"""Read any module as stages, if a chain of stages computes just what it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.stages import Affine, Branches, Stage, through
from engine.tracing.calls import Node, common_gate, listen
from engine.tracing.operations import NOTHING, Join, Reader, Shift, Single, is_whole
from engine.tracing.own_state import state_kept
from engine.tracing.parameter_sources import Reshaped, Source, read, read_twice

MOST_STAGES = 1_000


@dataclass(frozen=True)
class ReadNetwork:
    """A network as stages.

    Attributes
    ----------
    stages : tuple of Stage
    sources : dict
        Name of each of their parameters → where it is read.
    """

    stages: tuple[Stage, ...]
    sources: dict[str, Source]


@contextmanager
def evaluating(network: nn.Module) -> Iterator[None]:
    """Evaluate without gradients and leave no trace.

    The mode of every submodule, what it keeps itself, and the generators of random numbers are
    restored afterwards.
    """
    modes = [(module, module.training) for module in network.modules()]
    state = torch.get_rng_state()
    network.eval()
    try:
        with torch.no_grad(), state_kept(network):
            yield
    finally:
        torch.set_rng_state(state)
        for module, training in modes:
            module.training = training


def read_network(
    network: nn.Module, features: Tensor, output: int | str | None = None
) -> ReadNetwork:
    """Read a module as the chain of stages that computes the same.

    Parameters
    ----------
    network : nn.Module
        However its forward is written. It is only looked at.
    features : Tensor (rows, …)
        A few rows of input. The stages are compared with the module there, far out and alone.
        Whole numbers, such as words, enter no stage.
    output : int or str, optional
        Which of the module's outputs, if it returns several.

    Raises
    ------
    NetworkError
        If no chain of stages computes the same, or the output cannot be found.
    """
    if not features.is_floating_point():
        raise NetworkError("the network takes whole numbers")
    with evaluating(network):
        heard = listen(network, features.clone(), is_whole)
        last = heard.node_of(picked_output(heard.result, output))
        if heard.leak:
            raise NetworkError(f"the network decides by the values of its data ({heard.leak})")
        if last is None:
            raise NetworkError("the network's output does not come from its input by torch alone")
        sources: dict[str, Source] = {}
        stages = tuple(_Chains(Reader(network), sources).between(heard.start, last))
        if not any(isinstance(stage, (Affine, Branches)) for stage in stages):
            raise NetworkError("the network has no linear layer")
        if twice := read_twice(sources):
            raise NetworkError(f"the numbers of {twice} are used a second time in another way")
        theta = {name: read(source).to(features.dtype) for name, source in sources.items()}
        for probe in (features, -10 * features, 0.3 * features[:1]):
            replayed = through(stages, probe.flatten(1), theta)
            if not agree(replayed, _answer(network, probe, output)):
                raise NetworkError("the network computes something that its calls do not show")
    return ReadNetwork(stages, sources)


def _answer(network: nn.Module, probe: Tensor, output: int | str | None) -> Tensor:
    """Return a network's output for points that it may never have been meant for."""
    try:
        return output_rows(network(probe.clone()), output, len(probe))
    except (RuntimeError, ValueError, LookupError, AssertionError, TypeError) as error:
        raise NetworkError(f"the network takes only some inputs ({error})") from error


def agree(replayed: Tensor, expected: Tensor, relative: float = 0.0) -> bool:
    """Whether outputs are the same but for rounding, by the largest of them."""
    if replayed.shape != expected.shape:
        return False
    tolerance = max(1e-4, relative) * float(expected.abs().max()) + 1e-6
    return float((replayed - expected).abs().max()) <= tolerance


def picked_output(result: Any, output: int | str | None) -> Tensor:
    """Return the tensor among what a network returned that is its output.

    Raises
    ------
    NetworkError
        If there are several and none was named, or the one that was named is not there.
    """
    if output is None and not isinstance(result, Tensor) and _part(result, "logits") is not None:
        output = "logits"
    if output is not None and isinstance(result, Tensor):
        raise NetworkError(f"output={output!r}: the network returns one tensor; leave output out")
    if output is not None:
        part = _part(result, output)
        if part is None:
            raise NetworkError(
                f"output={output!r}: the network returns {_described(result)}, which has no such "
                "part"
            )
        result = part
    if not isinstance(result, Tensor):
        raise NetworkError(
            f"the network returns {_described(result)}; name the part that is its output, as in "
            f"Recorder(…, output={_first_part(result)!r})"
        )
    return result


def output_rows(result: Any, output: int | str | None, points: int) -> Tensor:
    """Return a network's output for some points, one row for each.

    A single number for each point may come without an axis of its own.
    """
    picked = picked_output(result, output)
    if picked.dim() < 2 and picked.numel() == points:
        return picked.reshape(points, 1)
    return picked


def _part(result: Any, output: int | str) -> Any:
    """Return a part by its key, place or attribute; None if there is no such part."""
    try:
        return result[output]
    except (KeyError, IndexError, TypeError):
        named = getattr(result, output, None) if isinstance(output, str) else None
        return named if isinstance(named, Tensor) else None


def _first_part(result: Any) -> int | str:
    """Return how to name a part of what a network returned, for a message."""
    names = [*result] if isinstance(result, dict) else [*getattr(result, "__dict__", ())]
    return 0 if isinstance(result, (list, tuple)) or not names else names[0]


def _described(value: Any) -> str:
    """Describe what a network returned, for a message."""
    if isinstance(value, Tensor):
        return f"shape {tuple(value.shape)}"
    if isinstance(value, dict):
        return "a dict of " + ", ".join(map(repr, value))
    kind = type(value).__name__
    names = [*getattr(value, "_fields", getattr(value, "__dict__", ()))]
    if names:
        return f"a {kind} of " + ", ".join(map(repr, names))
    if isinstance(value, (list, tuple)):
        return f"a {kind} of {len(value)}"
    return kind


class _Chains:
    """Chains of stages between the values of a pass."""

    def __init__(self, reader: Reader, sources: dict[str, Source]) -> None:
        self.reader, self.sources, self.count = reader, sources, 0

    def between(self, start: Node, end: Node) -> list[Stage]:
        """Return the stages that lead from one value to another."""
        stages: list[Stage] = []
        bias: Source | None = None
        while end is not start:
            operation = self.reader.read(end)
            self.count += 1
            if self.count > MOST_STAGES:
                raise NetworkError(f"the network has more than {MOST_STAGES} layers and operations")
            if isinstance(operation, Join):
                stages.append(self._branches(end, operation))
                end = common_gate(end.inputs)
            elif isinstance(operation, Shift):
                bias, end = operation.source, end.inputs[0]
                self._expect_matrix(end)
                continue
            else:
                if operation.stage is not None:
                    stages.append(self._with_bias(operation, bias))
                    bias = None
                end = end.inputs[0]
        return stages[::-1]

    def _expect_matrix(self, node: Node) -> None:
        operation = self.reader.read(node)
        while operation == NOTHING and node.inputs:
            node = node.inputs[0]
            operation = self.reader.read(node)
        stage = operation.stage if isinstance(operation, Single) else None
        if not isinstance(stage, Affine) or stage.bias:
            raise NetworkError(f"a parameter is added after {node.called}, where no matrix is")

    def _with_bias(self, operation: Single, bias: Source | None) -> Stage:
        stage, sources = operation.stage, dict(operation.sources)
        assert stage is not None
        if bias is not None and isinstance(stage, Affine):
            stage = Affine(stage.name, stage.inputs, stage.outputs)
            sources[f"{stage.name}.bias"] = bias
        for name, source in sources.items():
            before = self.sources.setdefault(name, source)
            if before is not source and isinstance(before, (Tensor, Reshaped)):
                part = name.rpartition(".")[2]
                raise NetworkError(f"{stage.name} is used twice, and not with the same {part}")
        return stage

    def _branches(self, end: Node, join: Join) -> Branches:
        start = common_gate(end.inputs)
        paths = tuple(tuple(self.between(start, node)) for node in end.inputs)
        width = start.value.flatten(1).shape[1]
        name = f"{end.path}.{join.kind}".lstrip(".")
        return Branches(name, width, end.value.flatten(1).shape[1], paths, join.kind)
