"""Where the values of a stage's parameters are read, at any time of the training."""

from __future__ import annotations

from collections.abc import Callable
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


def source_of(module: nn.Module, name: str) -> Source:
    """Return where a module's parameter can be read.

    One that a module computes from others, as under spectral normalisation, weight normalisation
    and pruning, is computed anew at each reading, as in evaluation, and the module is left alone.
    """
    value = {**module._parameters, **module._buffers}.get(name)
    if value is not None:
        return value
    return lambda: _effective(module, name)


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
