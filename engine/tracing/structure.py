"""See cheaply that layers or parameters of a network were exchanged, added or taken away."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from torch import Tensor, nn


class Structure:
    """The modules and parameters of a network, as objects with names.

    What changes in place, as numbers do, leaves them as they are.

    Parameters
    ----------
    network : nn.Module
    read : iterable of Tensor
        Buffers that count too.
    """

    def __init__(self, network: nn.Module, read: Iterable[Tensor] = ()) -> None:
        modules = [*network.modules()]
        self._named: list[dict[str, Any]] = [
            named for m in modules for named in (m._modules, m._parameters)
        ]
        counted = {id(tensor) for tensor in read}
        self._buffers = [
            (m._buffers, name, buffer)
            for m in modules
            for name, buffer in m._buffers.items()
            if id(buffer) in counted
        ]
        self._names = [*chain.from_iterable(self._named)]
        self._held = [*self._values()]  # so that no identity is used anew
        self._identities = [*map(id, self._held)]

    @property
    def has_changed(self) -> bool:
        """Whether any of them is another one now, or has another name."""
        return (
            [*map(id, self._values())] != self._identities
            or [*chain.from_iterable(self._named)] != self._names
            or any(now.get(name) is not before for now, name, before in self._buffers)
        )

    def _values(self) -> Iterable[Any]:
        return chain.from_iterable(map(dict.values, self._named))
