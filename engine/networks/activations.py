"""Element-wise activation functions by name.

The registries hold plain words only, so that a command line can list and check names without
importing torch; `ActivationKind.build` makes the module.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING

from engine.registry import Registry

if TYPE_CHECKING:
    from torch import nn


@dataclass(frozen=True)
class Alpha:
    """A constant that is chosen by hand.

    Attributes
    ----------
    argument : str
        What the class calls it.
    low, high : float
        Between which it makes sense.
    """

    argument: str
    low: float
    high: float


@dataclass(frozen=True)
class ActivationKind:
    """One element-wise function.

    Attributes
    ----------
    module : str
        Its class in `home`.
    symbol : str
        How a formula writes it, in Typst's math mode.
    formula : str
        What it computes of x, in Typst's math mode.
    source : str
        Who proposed it, and when.
    increasing : bool
        Strictly increasing on the whole line, hence one-to-one.
    arguments : dict
        Keyword arguments given to the class when a spec names the activation.
    seams : tuple of float
        Where its pieces meet, rising: the derivative, or the function itself, may jump there.
    alpha : Alpha, optional
        What its formula calls α, if that is chosen by hand.
    home : str
        The Python module in which its class is.
    """

    module: str
    symbol: str
    formula: str
    source: str
    increasing: bool = False
    arguments: dict[str, float] = field(default_factory=dict)
    seams: tuple[float, ...] = ()
    alpha: Alpha | None = None
    home: str = "torch.nn"

    def build(self) -> nn.Module:
        """Make the torch module."""
        module: nn.Module = getattr(import_module(self.home), self.module)(**self.arguments)
        return module

    @property
    def alpha_value(self) -> float | None:
        """α, if that is chosen by hand."""
        return None if self.alpha is None else self.arguments[self.alpha.argument]

    def with_alpha(self, value: float) -> ActivationKind:
        """Return the same function with another α."""
        assert self.alpha is not None
        return replace(self, arguments={**self.arguments, self.alpha.argument: value})


def _pieces(above: str, below: str, seam: str = "0") -> str:
    """Write a formula of two pieces."""
    return f'cases({above} & "if " x >= {seam}, {below} & "if " x < {seam})'


def _band(inside: str, outside: str) -> str:
    """Write a formula that differs between −λ and λ = 0.5."""
    return f'cases({inside} & "if " |x| <= 0.5, {outside} & "otherwise")'


ACTIVATIONS: Registry[ActivationKind] = Registry("activation")
"""Those of `torch.nn`, with which networks can be trained."""

for _name, _kind in {
    "identity": ActivationKind("Identity", "id", "x", "", increasing=True),
    "sigmoid": ActivationKind(
        "Sigmoid", "sigma", "1 / (1 + e^(-x))", "Rumelhart et al. 1986", increasing=True
    ),
    "tanh": ActivationKind(
        "Tanh",
        "tanh",
        "(e^x - e^(-x)) / (e^x + e^(-x))",
        "LeCun et al. 1998",
        increasing=True,
    ),
    "relu": ActivationKind("ReLU", '"ReLU"', "max(x, 0)", "Nair & Hinton 2010", seams=(0,)),
    "leaky-relu": ActivationKind(
        "LeakyReLU",
        '"LReLU"',
        _pieces("x", "alpha x"),
        "Maas et al. 2013",
        increasing=True,
        arguments={"negative_slope": 0.1},
        seams=(0,),
        alpha=Alpha("negative_slope", 0.0, 1.0),
    ),
    "prelu": ActivationKind(
        "PReLU",
        '"PReLU"',
        _pieces("x", "alpha x"),
        "He et al. 2015",
        increasing=True,
        seams=(0,),
    ),
    "rrelu": ActivationKind(
        "RReLU",
        '"RReLU"',
        _pieces("x", "a x"),
        "Xu et al. 2015",
        increasing=True,
        seams=(0,),
    ),
    "relu6": ActivationKind(
        "ReLU6", '"ReLU6"', "min(max(x, 0), 6)", "Krizhevsky 2010", seams=(0, 6)
    ),
    "elu": ActivationKind(
        "ELU",
        '"ELU"',
        _pieces("x", "alpha (e^x - 1)"),
        "Clevert et al. 2015",
        increasing=True,
        arguments={"alpha": 1.0},
        seams=(0,),
        alpha=Alpha("alpha", 0.1, 3.0),
    ),
    "selu": ActivationKind(
        "SELU",
        '"SELU"',
        _pieces("1.05 x", "1.76 (e^x - 1)"),
        "Klambauer et al. 2017",
        increasing=True,
        seams=(0,),
    ),
    "celu": ActivationKind(
        "CELU",
        '"CELU"',
        _pieces("x", "alpha (e^(x \\/ alpha) - 1)"),
        "Barron 2017",
        increasing=True,
        arguments={"alpha": 1.0},
        seams=(0,),
        alpha=Alpha("alpha", 0.1, 3.0),
    ),
    "softplus": ActivationKind(
        "Softplus",
        '"softplus"',
        "ln(1 + e^x)",
        "Dugas et al. 2001",
        increasing=True,
    ),
    "softsign": ActivationKind(
        "Softsign", '"softsign"', "x / (1 + |x|)", "Turian et al. 2009", increasing=True
    ),
    "gelu": ActivationKind("GELU", '"GELU"', "x Phi(x)", "Hendrycks & Gimpel 2016"),
    "silu": ActivationKind("SiLU", '"SiLU"', "x sigma(x)", "Elfwing et al. 2017"),
    "mish": ActivationKind("Mish", '"Mish"', "x tanh(ln(1 + e^x))", "Misra 2019"),
    "logsigmoid": ActivationKind(
        "LogSigmoid", "log sigma", "-ln(1 + e^(-x))", "Cox 1958", increasing=True
    ),
    "hardtanh": ActivationKind(
        "Hardtanh", '"hardtanh"', "min(max(x, -1), 1)", "Collobert 2004", seams=(-1, 1)
    ),
    "hardsigmoid": ActivationKind(
        "Hardsigmoid",
        '"hardsigmoid"',
        "min(max(x / 6 + 1 / 2, 0), 1)",
        "Howard et al. 2019",
        seams=(-3, 3),
    ),
    "hardswish": ActivationKind(
        "Hardswish",
        '"hardswish"',
        "x dot min(max(x / 6 + 1 / 2, 0), 1)",
        "Howard et al. 2019",
        seams=(-3, 3),
    ),
    "hardshrink": ActivationKind(
        "Hardshrink",
        '"hardshrink"',
        _band("0", "x"),
        "Donoho & Johnstone 1994",
        seams=(-0.5, 0.5),
    ),
    "softshrink": ActivationKind(
        "Softshrink",
        '"softshrink"',
        _band("0", 'x - 0.5 dot "sign"(x)'),
        "Donoho & Johnstone 1994",
        seams=(-0.5, 0.5),
    ),
    "tanhshrink": ActivationKind(
        "Tanhshrink",
        '"tanhshrink"',
        "x - tanh(x)",
        "Collobert et al. 2011",
        increasing=True,
    ),
    "threshold": ActivationKind(
        "Threshold",
        '"threshold"',
        'cases(x & "if " x > 1, 0 & "otherwise")',
        "Konda et al. 2014",
        arguments={"threshold": 1.0, "value": 0.0},
        seams=(1,),
    ),
}.items():
    ACTIVATIONS.add(_name, _kind)

ACTIVATION_NAMES = {kind.module: name for name, kind in ACTIVATIONS.items()}

PICTURED: Registry[ActivationKind] = Registry("activation")
"""All that do something to a plane, also where no gradient could train it."""

for _name, _kind in ACTIVATIONS.items():
    if _name != "identity":
        PICTURED.add(_name, _kind)
PICTURED.add(
    "heaviside",
    ActivationKind(
        "Heaviside",
        "H",
        _pieces("1", "0"),
        "McCulloch & Pitts 1943",
        seams=(0,),
        home="engine.networks.heaviside",
    ),
)
