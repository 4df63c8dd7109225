"""Read single calls: which stage of a network each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.residual_block import ResidualBlock
from engine.networks.stages import Activation, Affine, Normalisation, Residual, Scaling, Stage
from engine.tracing.calls import Node
from engine.tracing.functions import called_nonlinearity, module_nonlinearity
from engine.tracing.linear_maps import LINEAR, weight_and_bias
from engine.tracing.parameter_sources import NamedTensors, Source, source_of
from engine.tracing.signatures import data_first, given, spelled

SHAPES = {
    *("flatten", "ravel", "view", "view_as", "reshape", "reshape_as", "unsqueeze", "squeeze"),
    *("__getitem__", "select", "contiguous", "to", "type", "type_as", "float", "double", "clone"),
    *("detach", "cpu", "alias"),
    *("requires_grad_", "dropout", "alpha_dropout", "feature_alpha_dropout", "positive"),
}
"""Functions that may leave every number as it is; where they do not, they are refused."""
UNCHANGED = (nn.Dropout, nn.AlphaDropout, nn.Dropout1d, nn.FeatureAlphaDropout, nn.Flatten)
ARITHMETIC = ("add", "sub", "rsub", "neg", "mul", "div")


@dataclass(frozen=True)
class Single:
    """A stage, and where its parameters are read; without a stage, nothing happens."""

    stage: Stage | None
    sources: dict[str, Source]


@dataclass(frozen=True)
class Shift:
    """A parameter that is added: the bias of the matrix before it."""

    source: Source


@dataclass(frozen=True)
class Join:
    """Several values that become one."""

    kind: Literal["sum", "concatenation"]


Operation: TypeAlias = Single | Shift | Join
NOTHING = Single(None, {})


def is_whole(module: nn.Module) -> bool:
    """Whether a module is read as one function, whatever it calls inside."""
    known = (nn.Linear, nn.BatchNorm1d, nn.LayerNorm, ResidualBlock, *UNCHANGED)
    return isinstance(module, known) or module_nonlinearity(module) is not None


class Reader:
    """Reader of the calls of one network.

    Parameters
    ----------
    network : nn.Module
        By whose names its parameters go.
    """

    def __init__(self, network: nn.Module) -> None:
        self._tensors = NamedTensors(network)

    def read(self, node: Node) -> Operation:
        """Return what a call does to the data.

        Raises
        ------
        NetworkError
            If no stage computes the same.
        """
        operation = self._known(node) if _is_flat(node) or len(node.inputs) > 1 else None
        if isinstance(operation, Single) and not _fits(operation.stage, node):
            operation = None
        if operation is None and (node.called in SHAPES or _is_unchanged(node)):
            operation = NOTHING if _leaves_alone(node) else None
        if operation is None:
            where = f" (in {node.path})" if node.path else ""
            deep = next((n.value for n in (*node.inputs, node) if n.value.dim() > 2), None)
            if deep is not None:
                shape = " × ".join(map(str, deep.shape[1:]))
                raise NetworkError(
                    f"{node.called}{where} works on {shape} numbers a point; what is no single row "
                    "of numbers, Warpreel cannot recompute exactly"
                )
            raise NetworkError(
                f"{node.called}{where} is no layer that Warpreel can recompute exactly"
            )
        return operation

    def _known(self, node: Node) -> Operation | None:
        if isinstance(node.function, nn.Module):
            return _module(node.path, node.function, node)
        name, width = spelled(node), _width(node)
        if name in ("cat", "hstack"):
            return _concatenation(node)
        if name == "add" and len(node.inputs) == 2:
            return _sum(node)
        if len(node.inputs) != 1:
            return None
        if name in LINEAR:
            return self._linear(node)
        if name == "layer_norm":
            return self._layer_norm(node)
        if name in ARITHMETIC:
            return self._arithmetic(node)
        arguments, keywords = data_first(node)
        if not arguments or not isinstance(arguments[0], Node):
            return None
        function = called_nonlinearity(node.function, arguments, keywords)  # type: ignore[arg-type]
        if function is None:
            return None
        return Single(Activation(node.path or "network", width, function), {})

    def _arithmetic(self, node: Node) -> Operation | None:
        values = given(node)
        if spelled(node) == "neg" and values.keys() == {"input"}:
            return _scaling(node, 0.0, True)
        if values.keys() != {"input", "other"}:
            return None
        before = isinstance(values["input"], Node)
        other = values["other" if before else "input"]
        if isinstance(other, (int, float)):
            return _scaling(node, float(other), before)
        return self._shift(node, other) if spelled(node) == "add" else None

    def _linear(self, node: Node) -> Operation | None:
        read = weight_and_bias(node)
        weight = self._tensors.find(read[0]) if read else None
        if read is None or weight is None:
            return None
        outputs, inputs = read[0].shape
        name = weight[0]
        sources = {f"{name}.weight": weight[1]}
        if read[1] is not None:
            bias = self._row(read[1], outputs)
            if bias is None:
                return None
            sources[f"{name}.bias"] = bias[1]
        return Single(Affine(name, inputs, outputs, len(sources) > 1), sources)

    def _row(self, tensor: object, width: int) -> tuple[str, Source] | None:
        """Return the name and the source of a tensor of one number for each unit."""
        if not isinstance(tensor, Tensor) or tensor.numel() != width:
            return None
        if tensor.dim() and tensor.shape[-1] != width:  # one number for each point
            return None
        return self._tensors.find(tensor.reshape(-1))

    def _shift(self, node: Node, bias: object) -> Operation | None:
        found = self._row(bias, _width(node))
        same = node.value.shape == node.inputs[0].value.shape
        return Shift(found[1]) if found and same else None

    def _layer_norm(self, node: Node) -> Operation | None:
        width = _width(node)
        values = {"eps": 1e-5} | given(node)
        values.pop("cudnn_enable", None)
        data, shape, eps = (values.pop(each) for each in ("input", "normalized_shape", "eps"))
        if not isinstance(data, Node) or tuple(shape) != (width,):
            return None
        learned = {part: self._row(tensor, width) for part, tensor in values.items()}
        found = {part: row for part, row in learned.items() if row is not None}
        if found.keys() != values.keys() or found.keys() == {"bias"}:
            return None
        name = found["weight"][0] if found else node.path or "network"
        stage = Normalisation(
            name, width, float(eps), running=False, affine=bool(found), bias="bias" in found
        )
        return Single(stage, {f"{name}.{part}": source for part, (_, source) in found.items()})


def _module(path: str, module: nn.Module, node: Node) -> Operation | None:
    width = node.inputs[0].value.shape[-1]
    if isinstance(module, UNCHANGED):
        return None
    stage = _stage(path, module, width)
    if stage is None:
        return None
    names = [name.removeprefix(f"{path}.") for name in stage.parameters]
    sources: dict[str, Source] = {}
    for name in names:
        home, _, last = name.rpartition(".")
        sources[f"{path}.{name}"] = source_of(module.get_submodule(home), last)
    return Single(stage, sources)


def _stage(name: str, module: nn.Module, width: int) -> Stage | None:
    if isinstance(module, nn.Linear):
        return Affine(name, module.in_features, module.out_features, module.bias is not None)
    if isinstance(module, ResidualBlock):
        function = module_nonlinearity(module.activation)
        if function is None:
            return None
        learned = isinstance(module.activation, nn.PReLU)
        return Residual(name, width, module.inner.out_features, function, learned)
    if isinstance(module, nn.BatchNorm1d):
        if not module.track_running_stats:
            return None
        return Normalisation(name, width, module.eps, running=True, affine=module.affine)
    if isinstance(module, nn.LayerNorm):
        if len(module.normalized_shape) > 1:
            return None
        learned, bias = module.elementwise_affine, module.bias is not None
        return Normalisation(name, width, module.eps, running=False, affine=learned, bias=bias)
    function = module_nonlinearity(module)
    if function is None:
        return None
    return Activation(name, width, function, isinstance(module, nn.PReLU))


def _concatenation(node: Node) -> Operation | None:
    """Read values that are put side by side, unless some do not depend on the data."""
    values = {"dim": 1 if node.called == "hstack" else 0} | given(node)
    units = {1, -1} if node.value.dim() == 2 else {1}
    if values.keys() != {"tensors", "dim"} or values["dim"] not in units or node.value.dim() < 2:
        return None
    if not all(isinstance(part, Node) for part in values["tensors"]):
        return None
    return Join("concatenation") if len(values["tensors"]) > 1 else NOTHING


def _sum(node: Node) -> Join | None:
    same = node.inputs[0].value.shape == node.inputs[1].value.shape
    return Join("sum") if same and given(node).keys() == {"input", "other"} else None


def _fits(stage: Stage | None, node: Node) -> bool:
    """Whether a stage takes and gives as many numbers a point as the call does."""
    return stage is None or (stage.inputs, stage.outputs) == (_width(node.inputs[0]), _width(node))


def _scaling(node: Node, number: float, before: bool) -> Operation | None:
    """Read arithmetic with a number; `before` says that the data are the first operand."""
    name = spelled(node)
    if name == "add":
        constants = (1.0, number)
    elif name == "sub" and before:
        constants = (1.0, -number)
    elif name in ("rsub", "neg"):
        constants = (-1.0, number)
    elif name == "mul":
        constants = (number, 0.0)
    elif name == "div" and before and number:
        constants = (1 / number, 0.0)
    else:  # a number divided by the data
        return None
    if constants == (1.0, 0.0):
        return NOTHING
    return Single(Scaling(node.path or "network", _width(node), *constants), {})


def _width(node: Node) -> int:
    return int(node.value.shape[-1]) if node.value.dim() > 1 else 1


def _is_flat(node: Node) -> bool:
    """Whether a call maps points (points, units), or a single unit's (points,), to such points."""
    return all(n.value.dim() in (1, 2) for n in (node, *node.inputs))


def _is_unchanged(node: Node) -> bool:
    return isinstance(node.function, UNCHANGED)


def _leaves_alone(node: Node) -> bool:
    before, after = (_rows(n.value) for n in (node.inputs[0], node))
    if len(node.inputs) != 1 or len(before) != len(after) or not after.is_floating_point():
        return False
    same: bool = torch.equal(before.to(after.dtype), after)
    return same


def _rows(value: Tensor) -> Tensor:
    return value.reshape(-1, 1) if value.dim() < 2 else value.flatten(1)
