"""Element-wise activation functions by name.

`ELEMENTWISE` holds every function; `ACTIVATIONS` and `PICTURED` are the parts of it that can be
trained and that are worth a picture. To add a function, add one entry to `ELEMENTWISE`. Entries
hold plain words only, so that a command line can list and check names without importing torch;
`ActivationKind.build` imports it and makes the module.
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
    """A constant of an activation function that is set by hand.

    Attributes
    ----------
    argument : str
        Its keyword argument in the class.
    low, high : float
        The range in which it makes sense.
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
        Name of its class in `home`, by which recordings refer to it.
    symbol : str
        Its symbol in a formula, in Typst's math mode.
    formula : str
        Its value at x, in Typst's math mode.
    source : str
        Authors and year of the paper that proposed it.
    increasing : bool
        Strictly increasing on the whole line, hence one-to-one.
    arguments : dict
        Keyword arguments of the class when a spec names the activation. The module keeps each as
        an attribute of the same name, as those of torch do.
    seams : tuple of float
        Where its pieces meet, in increasing order: there the derivative, or the function itself,
        may jump.
    alpha : Alpha, optional
        The constant that its formula calls α, if that is set by hand.
    home : str
        The Python module that defines its class.
    trainable : bool
        Whether a gradient gets through it, so that a network can be trained with it.
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
    trainable: bool = True

    def load_class(self) -> type[nn.Module]:
        """Import and return the class of the torch module."""
        found: type[nn.Module] = getattr(import_module(self.home), self.module)
        return found

    def build(self) -> nn.Module:
        """Return a new torch module of this kind, with its arguments."""
        return self.load_class()(**self.arguments)

    @property
    def is_identity(self) -> bool:
        """Whether it leaves every number as it is."""
        return (self.home, self.module) == ("torch.nn", "Identity")

    @property
    def alpha_value(self) -> float | None:
        """The value of α, or None if it is not set by hand."""
        return None if self.alpha is None else self.arguments[self.alpha.argument]

    def with_alpha(self, value: float) -> ActivationKind:
        """Return the same function with another value of α."""
        assert self.alpha is not None
        return replace(self, arguments={**self.arguments, self.alpha.argument: value})


def _pieces(above: str, below: str, seam: str = "0") -> str:
    """Return a formula of two pieces, in Typst's math mode."""
    return f'cases({above} & "if " x >= {seam}, {below} & "if " x < {seam})'


def _band(inside: str, outside: str) -> str:
    """Return a formula with another piece between −λ and λ = 0.5, in Typst's math mode."""
    return f'cases({inside} & "if " |x| <= 0.5, {outside} & "otherwise")'


ELEMENTWISE: Registry[ActivationKind] = Registry("activation")
"""Every element-wise function that Warpreel knows."""

ACTIVATIONS = ELEMENTWISE.subset(lambda kind: kind.trainable)
"""Those with which a network can be trained."""

PICTURED = ELEMENTWISE.subset(lambda kind: not kind.is_identity)
"""Those that do something to a plane, trainable or not."""

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
    "heaviside": ActivationKind(
        "Heaviside",
        "H",
        _pieces("1", "0"),
        "McCulloch & Pitts 1943",
        seams=(0,),
        home="engine.networks.heaviside",
        trainable=False,
    ),
}.items():
    ELEMENTWISE.add(_name, _kind)


def kind_of_class(module: str) -> ActivationKind | None:
    """Return the first entry whose class is called `module`, or None if there is none."""
    return next((kind for kind in ELEMENTWISE.values() if kind.module == module), None)
