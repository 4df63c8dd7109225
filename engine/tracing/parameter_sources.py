"""Where the values of a stage's parameters are read, at any time of the training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

Source: TypeAlias = Tensor | Callable[[], Tensor]
"""A tensor that changes in place, or a function that returns the values as they are now."""


@dataclass(frozen=True, eq=False)
class Reshaped:
    """Source of a tensor's values in another shape.

    Attributes
    ----------
    tensor : Tensor
    reshape : callable
        Returns the tensor as it is to be read.
    """

    tensor: Tensor
    reshape: Callable[[Tensor], Tensor]

    def __call__(self) -> Tensor:
        """Return the values as they are now."""
        return self.reshape(self.tensor)


class NamedTensors:
    """Parameters and buffers of a network, found by themselves or by a view of them.

    Parameters
    ----------
    network : nn.Module
        By whose names they go.
    """

    def __init__(self, network: nn.Module) -> None:
        named = {**dict(network.named_parameters()), **dict(network.named_buffers())}
        self._names = {id(tensor): name for name, tensor in named.items()}
        self._views: dict[tuple[object, ...], Reshaped] = {}

    def find(self, tensor: Tensor) -> tuple[str, Source] | None:
        """Return the name of a tensor, or of that which it is a view of, and where it is read."""
        base = tensor if id(tensor) in self._names else tensor._base
        name = self._names.get(id(base))
        if base is None or name is None or base.dtype != tensor.dtype:
            return None
        start = int(tensor.storage_offset() - base.storage_offset())
        seen = tuple(tensor.shape), tensor.stride(), start
        if seen == (tuple(base.shape), base.stride(), 0):
            return name, base
        found = Reshaped(base, _View(base.stride(), *seen))
        return name, self._views.setdefault((name, *seen), found)


@dataclass(frozen=True)
class _View:
    """A view of a tensor whose numbers lay at some strides, wherever they lie now."""

    strides: tuple[int, ...]
    shape: tuple[int, ...]
    steps: tuple[int, ...]
    start: int

    def __call__(self, tensor: Tensor) -> Tensor:
        if tensor.stride() != self.strides:
            laid = torch.empty_strided(
                tensor.shape, self.strides, dtype=tensor.dtype, device=tensor.device
            )
            tensor = laid.copy_(tensor)
        return tensor.as_strided(self.shape, self.steps, tensor.storage_offset() + self.start)


def source_of(module: nn.Module, name: str) -> Source:
    """Return where a module's parameter can be read.

    One that a module computes from others, as under spectral normalisation, weight normalisation
    and pruning, is computed anew at each reading, as in evaluation, and the module is left alone.
    """
    value = {**module._parameters, **module._buffers}.get(name)
    if value is not None:
        return value
    return lambda: _effective(module, name)


def read_twice(sources: Mapping[str, Source]) -> str:
    """Return the first of some sources whose numbers are also read in another way, or none.

    Recorded as numbers of their own, they would be moved apart, which they cannot be.
    """
    known: dict[int, Source] = {}
    for name, source in sources.items():
        base = source.tensor if isinstance(source, Reshaped) else source
        if known.setdefault(id(base), source) is not source:
            return name
        if isinstance(source, Reshaped):
            places = source.reshape(
                torch.arange(source.tensor.numel()).reshape(source.tensor.shape)
            )
            if len(places.unique()) < places.numel():
                return name
    return ""


def read(source: Source) -> Tensor:
    """Return the values as they are now."""
    with torch.no_grad():
        return source.detach() if isinstance(source, Tensor) else source().detach()


def _effective(module: nn.Module, name: str) -> Tensor:
    parts = [*module.modules()]
    modes = [part.training for part in parts]
    held = module.__dict__.get(name)
    try:
        for part in parts:
            part.training = False
        if not parametrize.is_parametrized(module, name):
            for hook in module._forward_pre_hooks.values():  # those of torch before parametrize
                hook(module, None)
        value: Tensor = getattr(module, name)
        return value.detach().clone()
    finally:
        if held is not None:
            module.__dict__[name] = held
        for part, training in zip(parts, modes, strict=True):
            part.training = training
