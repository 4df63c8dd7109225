"""See cheaply that layers or parameters of a network were exchanged, added or taken away."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from torch import Tensor, nn

CONTAINERS = (nn.Sequential, nn.ModuleList, nn.ModuleDict)


class Structure:
    """The modules and parameters of a network, as objects with names.

    Numbers that change in place leave them as they are; a parameter of another size is another.

    Parameters
    ----------
    network : nn.Module
    read : iterable of Tensor
        Buffers that count too.
    """

    def __init__(self, network: nn.Module, read: Iterable[Tensor] = ()) -> None:
        modules = [*network.modules()]
        self._named: list[dict[str, Any]] = [named for m in modules for named in _changing(m)]
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
        self._tensors = [each for each in self._held if isinstance(each, Tensor)]
        self._sizes = [*map(Tensor.numel, self._tensors)]

    @property
    def has_changed(self) -> bool:
        """Whether any of them is another one now, or has another name."""
        return (
            [*map(id, self._values())] != self._identities
            or [*chain.from_iterable(self._named)] != self._names
            or [*map(Tensor.numel, self._tensors)] != self._sizes
            or any(now.get(name) is not before for now, name, before in self._buffers)
        )

    def _values(self) -> Iterable[Any]:
        return chain.from_iterable(map(dict.values, self._named))


def _changing(module: nn.Module) -> tuple[dict[str, Any], ...]:
    """Return what a module holds by name, and may come to hold otherwise.

    Of torch's own layers without parts only the parameters: those without any, as activations are,
    get none, and what gives the others parts exchanges their parameters, too.
    """
    is_layer = type(module).__module__.startswith("torch.nn.") and not module._modules
    if is_layer and not isinstance(module, CONTAINERS):
        return (module._parameters,) if module._parameters else ()
    return module._modules, module._parameters
