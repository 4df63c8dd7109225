"""Trace any module: read it as the list of stages that its leaf modules run through."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.activations import kind_of_class
from engine.networks.stages import (
    Activation,
    Affine,
    Nonlinearity,
    Normalisation,
    Residual,
    Stage,
)
from engine.training.networks import ResidualBlock

SKIPPED = (nn.Dropout, nn.AlphaDropout, nn.Flatten)


@contextmanager
def evaluating(network: nn.Module) -> Iterator[None]:
    """Evaluate without gradients, and restore the mode of every submodule afterwards."""
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for module, training in modes:
            module.training = training


def stages_of(network: nn.Module, features: Tensor) -> tuple[Stage, ...]:
    """Read a module as the list of stages that its leaf modules run through.

    Parameters
    ----------
    network : nn.Module
        Any `nn.Sequential`, or a module whose leaves run one after another.
    features : Tensor
        A few rows of input, shape (rows, features). They are looked at far out too, so that an
        activation without a module shows even if it leaves these points as they are.

    Raises
    ------
    NetworkError
        If a leaf is of a kind that has no stage, or if the module computes anything between its
        leaves (a functional activation, a skip connection of its own, two branches).
    """
    calls: list[tuple[nn.Module, Tensor, Tensor]] = []
    leaves = [m for m in network.modules() if isinstance(m, ResidualBlock) or not [*m.children()]]
    inside = {id(m) for b in leaves for m in b.modules() if m is not b}
    hooks = [
        leaf.register_forward_hook(lambda m, args, y: calls.append((m, args[0], y)))
        for leaf in leaves
        if id(leaf) not in inside
    ]
    probe = torch.cat([features, -10 * features])
    try:
        with evaluating(network):
            output = network(probe)
    finally:
        for hook in hooks:
            hook.remove()
    _check_chain(calls, probe, output)
    names = {id(module): name for name, module in network.named_modules()}
    stages = tuple(
        _stage(names[id(module)], module, x.shape[-1])
        for module, x, _ in calls
        if not isinstance(module, SKIPPED)
    )
    if not any(isinstance(stage, Affine) for stage in stages):
        raise NetworkError("the network has no nn.Linear layer, so there is nothing to record")
    return stages


def _check_chain(
    calls: list[tuple[nn.Module, Tensor, Tensor]], features: Tensor, output: Tensor
) -> None:
    previous, before = features, "the input"
    for module, x, y in [*calls, (None, output, output)]:
        after = "the output" if module is None else type(module).__name__
        if x is not previous and not torch.equal(x, previous):
            raise NetworkError(
                f"between {before} and {after} the network computes something that no module of "
                "its own does; use modules that run one after another (nn.ReLU() instead of "
                "F.relu, warpreel.ResidualBlock for skip connections)"
            )
        previous, before = y, after


def _stage(name: str, module: nn.Module, width: int) -> Stage:
    if isinstance(module, nn.Linear):
        return Affine(name, module.in_features, module.out_features, module.bias is not None)
    if isinstance(module, ResidualBlock):
        function = _nonlinearity(module.activation, f"{name}.activation")
        learned = isinstance(module.activation, nn.PReLU)
        return Residual(name, width, module.inner.out_features, function, learned)
    if isinstance(module, nn.BatchNorm1d) and module.track_running_stats:
        return Normalisation(name, width, module.eps, running=True, affine=module.affine)
    if isinstance(module, nn.LayerNorm) and len(module.normalized_shape) == 1:
        return Normalisation(
            name,
            width,
            module.eps,
            running=False,
            affine=module.elementwise_affine,
            bias=module.bias is not None,
        )
    return Activation(name, width, _nonlinearity(module, name), isinstance(module, nn.PReLU))


def _nonlinearity(module: nn.Module, name: str) -> Nonlinearity:
    """Read an activation or a softmax; `name` is its path in the network."""
    kind = type(module).__name__
    if type(module) in (nn.Softmax, nn.LogSoftmax):
        if module.dim not in (None, 1, -1):
            raise NetworkError(f"{kind} runs over the samples; give it dim=-1, over the units")
        return Nonlinearity(kind, {"dim": -1})
    entry = kind_of_class(kind)
    if entry is None or type(module) is not entry.load_class():
        raise NetworkError(
            f"{kind} ({name}) has no picture yet; Warpreel follows nn.Linear, element-wise "
            "activations, nn.BatchNorm1d, nn.LayerNorm, nn.Dropout, nn.Flatten, softmax and "
            "warpreel.ResidualBlock"
        )
    if not isinstance(module, nn.PReLU) and next(module.parameters(), None) is not None:
        raise NetworkError(
            f"{kind} ({name}) has parameters of its own; Warpreel follows learned slopes of "
            "nn.PReLU alone"
        )
    known = set(inspect.signature(type(module)).parameters) - {"inplace"}
    # those that torch lists first: recordings keep this order
    names = dict.fromkeys([*getattr(module, "__constants__", []), *entry.arguments])
    return Nonlinearity(kind, {name: getattr(module, name) for name in names if name in known})
