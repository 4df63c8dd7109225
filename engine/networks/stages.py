"""The stages of a network: each maps points, for many steps of training in one batched call.

A stage is plain data (it is written into recordings as JSON) that knows the names of its
parameters. Every ``apply`` takes points of shape ``(points, in)`` or, where parameters have a first
axis of steps, ``(steps, points, in)``, so that one call serves one step or a thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

import msgspec
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.networks.activations import kind_of_class

Parameters: TypeAlias = Mapping[str, Tensor]


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
        """Whether it is strictly increasing, hence one-to-one."""
        kind = kind_of_class(self.module)
        return kind is not None and kind.increasing


@lru_cache(maxsize=256)
def _module(name: str, arguments: tuple[tuple[str, object], ...]) -> nn.Module:
    kind = kind_of_class(name)
    built: type[nn.Module] = getattr(nn, name) if kind is None else kind.load_class()
    return built(**dict(arguments)).eval()


class Affine(msgspec.Struct, frozen=True, tag="affine"):
    """The map W x + b.

    Attributes
    ----------
    name : str
        Path of the module in the network; parameters are called ``{name}.weight`` and so on.
    inputs, outputs : int
        Widths.
    bias : bool
        Whether there is a b.
    """

    name: str
    inputs: int
    outputs: int
    bias: bool = True

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors."""
        return (f"{self.name}.weight", f"{self.name}.bias")[: 1 + self.bias]

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, inputs) to (..., points, outputs)."""
        weight = theta[f"{self.name}.weight"]
        bias = theta[f"{self.name}.bias"] if self.bias else None
        if weight.dim() == 2:
            return nn.functional.linear(x, weight, bias)
        if bias is None:
            return x @ weight.mT
        return torch.baddbmm(bias.unsqueeze(-2), x, weight.mT)

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        return "W x + b" if self.bias else "W x"


class _Square(msgspec.Struct, frozen=True):
    """A stage that keeps the number of units."""

    name: str
    width: int

    @property
    def inputs(self) -> int:
        """Width before the stage."""
        return self.width

    @property
    def outputs(self) -> int:
        """Width after the stage."""
        return self.width


class Activation(_Square, frozen=True, tag="activation"):
    """An element-wise function, or a softmax over the units.

    Attributes
    ----------
    name : str
        Path of the module in the network.
    width : int
        Units.
    function : Nonlinearity
        The function.
    learned : bool
        Whether it has a recorded parameter (PReLU's slope).
    """

    function: Nonlinearity
    learned: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors."""
        return (f"{self.name}.weight",) if self.learned else ()

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, width) to the same shape."""
        return self.function(x, theta[f"{self.name}.weight"] if self.learned else None)

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        return f"{self.function.symbol}(x)"


class Residual(_Square, frozen=True, tag="residual"):
    """The block x + V σ(U x + b) (He et al. 2016, with one hidden layer).

    Attributes
    ----------
    name : str
        Path of the module in the network.
    width, hidden : int
        Units of the space that the block maps, and of its hidden layer.
    function : Nonlinearity
        σ.
    learned : bool
        Whether σ has a recorded parameter.
    """

    hidden: int
    function: Nonlinearity
    learned: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors."""
        names = ("inner.weight", "inner.bias", "outer.weight", "activation.weight")
        return tuple(f"{self.name}.{name}" for name in names[: 3 + self.learned])

    def branch(self, x: Tensor, theta: Parameters) -> Tensor:
        """Return V σ(U x + b), the displacement of every point, of the shape of `x`."""
        inner = x @ theta[f"{self.name}.inner.weight"].mT
        inner = inner + theta[f"{self.name}.inner.bias"].unsqueeze(-2)
        slope = theta[f"{self.name}.activation.weight"] if self.learned else None
        return self.function(inner, slope) @ theta[f"{self.name}.outer.weight"].mT

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, width) to the same shape."""
        return x + self.branch(x, theta)

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        if self.function.is_identity:
            return "x + V (U x + b)"
        return f"x + V {self.function.symbol}(U x + b)"


class Normalisation(_Square, frozen=True, tag="normalisation"):
    """Batch or layer normalisation as it acts after training (`nn.Module.eval`).

    Attributes
    ----------
    name : str
        Path of the module in the network.
    width : int
        Units.
    epsilon : float
        Added to the variance.
    running : bool
        True for batch normalisation with its running statistics, False for layer normalisation.
    affine : bool
        Whether it has a learned scale and shift.
    bias : bool
        Whether there is a shift.
    """

    epsilon: float
    running: bool
    affine: bool
    bias: bool = True

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors."""
        learned = ["weight", "bias"][: 1 + self.bias] if self.affine else []
        followed = ["running_mean", "running_var"] if self.running else []
        return tuple(f"{self.name}.{name}" for name in learned + followed)

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, width) to the same shape."""
        if self.running:
            mean = theta[f"{self.name}.running_mean"].unsqueeze(-2)
            variance = theta[f"{self.name}.running_var"].unsqueeze(-2)
        else:
            mean = x.mean(-1, keepdim=True)
            variance = x.var(-1, keepdim=True, unbiased=False)
        y = (x - mean) / torch.sqrt(variance + self.epsilon)
        if self.affine:
            y = y * theta[f"{self.name}.weight"].unsqueeze(-2)
        if self.affine and self.bias:
            y = y + theta[f"{self.name}.bias"].unsqueeze(-2)
        return y

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        return "gamma (x - mu) \\/ s + beta"


Stage: TypeAlias = Affine | Activation | Residual | Normalisation


def width_at(stages: tuple[Stage, ...], depth: int) -> int:
    """Return the number of units after `depth` stages; depth 0 is the input."""
    return stages[0].inputs if depth == 0 else stages[depth - 1].outputs
