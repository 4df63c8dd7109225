"""Put back what a network keeps itself: to be asked for answers is not to change it."""

from __future__ import annotations

import copy
import random
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

OF_MODULES = frozenset(vars(nn.Module()))
"""Attributes that PyTorch keeps in every module."""
CONTAINERS = (list, dict, set, deque)


@contextmanager
def state_kept(network: nn.Module) -> Iterator[None]:
    """Restore what a user's modules keep in their attributes and buffers, and NumPy's generator.

    PyTorch's own modules change nothing in evaluation. Objects that a module shares with others,
    beyond tensors, arrays, generators and containers of its own, are not looked into.
    """
    modules = [each for each in network.modules() if not _is_of_torch(each)]
    if not modules:
        yield
        return
    steps: list[Callable[[], Any]] = [step for each in modules for step in _ways_back(each)]
    python, numbers = random.getstate(), np.random.get_state()
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numbers)
        for step in steps:
            step()


def _is_of_torch(module: nn.Module) -> bool:
    return type(module).__module__.partition(".")[0] == "torch"


def _ways_back(module: nn.Module) -> Iterator[Callable[[], Any]]:
    """Yield what is to be done to put one module back."""
    own = {name: value for name, value in vars(module).items() if name not in OF_MODULES}
    buffers = dict(module._buffers)
    yield lambda: _refill(module._buffers, buffers)
    yield lambda: _put_back(module, own)
    for value in (*buffers.values(), *own.values()):
        yield from _ways_back_of(value)


def _ways_back_of(value: Any) -> Iterator[Callable[[], Any]]:
    if isinstance(value, Tensor) and not isinstance(value, nn.Parameter):
        version, clone = value._version, value.detach().clone()
        yield lambda: None if value._version == version else value.detach().copy_(clone)
    elif isinstance(value, np.ndarray):
        before = value.copy()
        yield lambda: np.copyto(value, before)
    elif isinstance(value, torch.Generator):
        drawn = value.get_state()
        yield lambda: value.set_state(drawn)
    elif isinstance(value, np.random.Generator):
        state = value.bit_generator.state
        yield lambda: setattr(value.bit_generator, "state", state)
    elif isinstance(value, CONTAINERS):
        held = copy.copy(value)
        yield lambda: _refill(value, held)


def _put_back(module: nn.Module, own: dict[str, Any]) -> None:
    attributes = vars(module)
    for name in [*attributes]:
        if name not in OF_MODULES and name not in own:
            del attributes[name]
    attributes.update(own)


def _refill(container: Any, before: Any) -> None:
    """Let a container hold what a copy of it holds."""
    container.clear()
    (container.extend if isinstance(container, (list, deque)) else container.update)(before)
