"""Values at every recorded step, in memory or on disk."""

from __future__ import annotations

from typing import Protocol

from torch import Tensor


class Rows(Protocol):
    """One array at every recorded step; the first axis is the step."""

    def __getitem__(self, key: slice) -> Tensor: ...
