"""Element-wise activation functions by name.

The registry holds plain words only, so that a command line can list and check names without
importing torch; `ActivationKind.build` makes the module.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.registry import Registry

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class ActivationKind:
    """One element-wise function of `torch.nn`.

    Attributes
    ----------
    module : str
        Its class in `torch.nn`.
    symbol : str
        How a formula writes it, in Typst's math mode.
    increasing : bool
        Strictly increasing on the whole line, hence one-to-one.
    arguments : dict
        Keyword arguments given to the class when a spec names the activation.
    """

    module: str
    symbol: str
    increasing: bool = False
    arguments: dict[str, float] = field(default_factory=dict)

    def build(self) -> nn.Module:
        """Make the torch module."""
        from torch import nn

        module: nn.Module = getattr(nn, self.module)(**self.arguments)
        return module


ACTIVATIONS: Registry[ActivationKind] = Registry("activation")
for _name, _kind in {
    "identity": ActivationKind("Identity", "id", increasing=True),
    "sigmoid": ActivationKind("Sigmoid", "sigma", increasing=True),
    "tanh": ActivationKind("Tanh", "tanh", increasing=True),
    "relu": ActivationKind("ReLU", '"ReLU"'),
    "leaky-relu": ActivationKind(
        "LeakyReLU", '"LReLU"', increasing=True, arguments={"negative_slope": 0.1}
    ),
    "prelu": ActivationKind("PReLU", '"PReLU"', increasing=True),
    "rrelu": ActivationKind("RReLU", '"RReLU"', increasing=True),
    "relu6": ActivationKind("ReLU6", '"ReLU6"'),
    "elu": ActivationKind("ELU", '"ELU"', increasing=True),
    "selu": ActivationKind("SELU", '"SELU"', increasing=True),
    "celu": ActivationKind("CELU", '"CELU"', increasing=True),
    "softplus": ActivationKind("Softplus", '"softplus"', increasing=True),
    "softsign": ActivationKind("Softsign", '"softsign"', increasing=True),
    "gelu": ActivationKind("GELU", '"GELU"'),
    "silu": ActivationKind("SiLU", '"SiLU"'),
    "mish": ActivationKind("Mish", '"Mish"'),
    "logsigmoid": ActivationKind("LogSigmoid", "log sigma", increasing=True),
    "hardtanh": ActivationKind("Hardtanh", '"hardtanh"'),
    "hardsigmoid": ActivationKind("Hardsigmoid", '"hardsigmoid"'),
    "hardswish": ActivationKind("Hardswish", '"hardswish"'),
    "hardshrink": ActivationKind("Hardshrink", '"hardshrink"'),
    "softshrink": ActivationKind("Softshrink", '"softshrink"'),
    "tanhshrink": ActivationKind("Tanhshrink", '"tanhshrink"', increasing=True),
}.items():
    ACTIVATIONS.add(_name, _kind)

ACTIVATION_NAMES = {kind.module: name for name, kind in ACTIVATIONS.items()}
