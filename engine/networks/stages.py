"""The stages of a network: each maps points, for many steps of training in one batched call.

A stage is plain data (it is written into recordings as JSON) that knows the names of its
parameters. Every ``apply`` takes points of shape ``(points, in)`` or, where parameters have a first
axis of steps, ``(steps, points, in)``, so that one call serves one step or a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Literal, TypeAlias

import msgspec
import torch
from torch import Tensor, nn

from engine.networks.nonlinearity import Nonlinearity

Parameters: TypeAlias = Mapping[str, Tensor]


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
        if x.dim() == 2:
            x = x.expand(len(weight), *x.shape)
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


class Scaling(_Square, frozen=True, tag="scaling"):
    """The map a x + c, with two constants that are the same for all units.

    Attributes
    ----------
    name : str
        Path of the module in which it is computed.
    width : int
        Units.
    factor, shift : float
        a and c.
    """

    factor: float
    shift: float = 0.0

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors: none."""
        return ()

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, width) to the same shape."""
        return self.factor * x + self.shift

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        shift = f" + {self.shift:g}" if self.shift > 0 else f" - {-self.shift:g}"
        return f"{self.factor:g} x" + (shift if self.shift else "")


class Branches(msgspec.Struct, frozen=True, tag="branches"):
    """Several chains of stages from the same points, added up or put side by side.

    With a chain of no stage among those that are added it is a skip connection (He et al. 2016).

    Attributes
    ----------
    name : str
        Path of the module in which the chains meet.
    inputs, outputs : int
        Widths.
    paths : tuple of tuple of Stage
        The chains.
    join : str
        ``sum`` or ``concatenation``.
    """

    name: str
    inputs: int
    outputs: int
    paths: tuple[tuple[Stage, ...], ...]
    join: Literal["sum", "concatenation"] = "sum"

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the recorded tensors, those of a layer that is used twice once."""
        inner = (name for path in self.paths for stage in path for name in stage.parameters)
        return tuple(dict.fromkeys(inner))

    @property
    def is_residual(self) -> bool:
        """Whether the points themselves are among what is added up."""
        return self.join == "sum" and () in self.paths

    def apply(self, x: Tensor, theta: Parameters) -> Tensor:
        """Map points (..., points, inputs) to (..., points, outputs)."""
        parts = [through(path, x, theta) for path in self.paths]
        if self.join == "sum":
            return reduce(torch.add, parts)
        leading = torch.broadcast_shapes(*(part.shape[:-1] for part in parts))
        return torch.cat([part.expand(*leading, part.shape[-1]) for part in parts], dim=-1)

    @property
    def formula(self) -> str:
        """What the stage computes of x, in Typst's math mode."""
        functions = iter(["f", "g", "h"])
        names = ["x" if path == () else f"{next(functions, 'f')}(x)" for path in self.paths[:3]]
        names = sorted(names, key=lambda name: name != "x") + ["..."] * (len(self.paths) > 3)
        return " + ".join(names) if self.join == "sum" else f"({', '.join(names)})"


Stage: TypeAlias = Affine | Activation | Residual | Normalisation | Scaling | Branches


def through(stages: Iterable[Stage], x: Tensor, theta: Parameters) -> Tensor:
    """Apply stages to points (..., points, units), one after another."""
    for stage in stages:
        x = stage.apply(x, theta)
    return x
