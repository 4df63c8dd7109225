"""An activation function with its constants, as recordings keep it."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.activations import kind_of_class

SOFTMAXES = ("Softmax", "LogSoftmax")
"""Classes of `torch.nn` that act on all units together, and thus are in no registry."""


class Nonlinearity(msgspec.Struct, frozen=True):
    """An activation function with its constants.

    Attributes
    ----------
    module : str
        Name of its class, as the registry of activations has it, or one of `SOFTMAXES`.
    arguments : dict
        Keyword arguments of the class.

    Raises
    ------
    NetworkError
        If neither the registry nor `SOFTMAXES` holds such a class.
    """

    module: str
    arguments: dict[str, float | int | bool | str | None] = {}

    def __post_init__(self) -> None:
        if self.module not in SOFTMAXES and kind_of_class(self.module) is None:
            raise NetworkError(
                f"there is no activation of the class {self.module!r}; add it to "
                "engine.networks.activations.ELEMENTWISE first"
            )

    def __call__(self, x: Tensor, weight: Tensor | None = None) -> Tensor:
        """Apply the function to each number, or a softmax along the last axis.

        Parameters
        ----------
        x : Tensor (..., points, units)
        weight : Tensor (..., channels), optional
            The learned slope of PReLU, for one channel or one each unit.

        Returns
        -------
        Tensor (..., points, units)
            Of the dtype of `x`.
        """
        if weight is not None:
            return torch.where(x >= 0, x, weight.unsqueeze(-2) * x)
        y: Tensor = _module(self.module, tuple(self.arguments.items()))(x)
        return y

    @property
    def symbol(self) -> str:
        """Its symbol in a formula, in Typst's math mode."""
        kind = kind_of_class(self.module)
        return f'"{self.module.lower()}"' if kind is None else kind.symbol

    @property
    def is_identity(self) -> bool:
        """Whether it leaves every number as it is."""
        kind = kind_of_class(self.module)
        return kind is not None and kind.is_identity

    @property
    def is_increasing(self) -> bool:
        """Whether it is strictly increasing, hence one-to-one; a slope that it learns counts as 1.

        A constant that is not positive, such as the slope of a leak, may fold or flatten it.
        """
        kind = kind_of_class(self.module)
        numbers = [c for c in self.arguments.values() if isinstance(c, float | int)]
        positive = all(number > 0 for number in numbers if not isinstance(number, bool))
        return kind is not None and kind.increasing and positive


@lru_cache(maxsize=256)
def _module(name: str, arguments: tuple[tuple[str, object], ...]) -> nn.Module:
    kind = kind_of_class(name)
    built: type[nn.Module] = getattr(nn, name) if kind is None else kind.load_class()
    return built(**dict(arguments)).eval()
