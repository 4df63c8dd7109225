"""Compute in the precision of the numbers, whatever the loop around computes in."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, nullcontext

import torch

DEVICES = ("cpu", "cuda", "mps", "xpu")


def full_precision() -> AbstractContextManager[object]:
    """Return a context without autocast, which would round to half precision what is measured."""
    cast = [device for device in DEVICES if torch.is_autocast_enabled(device)]
    if not cast:
        return nullcontext()
    stack = ExitStack()
    for device in cast:
        stack.enter_context(torch.autocast(device, enabled=False))
    return stack
