"""Rules by which gradient descent takes its steps, with their formulas and sources.

Those that `torch.optim` has are taken from there; the others are implemented here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from engine.networks.optimizers import OPTIMIZERS, OptimizerKind
from engine.registry import Registry

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor


@dataclass(frozen=True)
class Rule:
    """One rule for taking a step.

    Attributes
    ----------
    title : str
        Its name on screen.
    typst : str
        The step, in Typst's math mode.
    source : str
        The paper.
    pace : str
        What a good learning rate is proportional to: the "slope" of the surface, the "size" of
        the domain, or neither ("whole": a rate of 1 is the method itself).
    kind : OptimizerKind, optional
        The optimiser of `torch.optim` that takes this step, if there is one.
    share : float
        The good learning rate as a share of the surface's own rate, or of the domain's width.
    """

    title: str
    typst: str
    source: str
    pace: Literal["slope", "size", "whole"] = "slope"
    kind: OptimizerKind | None = None
    share: float = 1.0


RULES: Registry[Rule] = Registry("descent rule")
RULES.add(
    "gradient-descent",
    Rule(
        "gradient descent",
        "theta <- theta - eta nabla L(theta)",
        "Cauchy 1847, Méthode générale pour la résolution des systèmes d'équations simultanées",
        kind=OPTIMIZERS["sgd"],
    ),
)
RULES.add(
    "as-printed",
    Rule(
        "as printed",
        "theta <- theta - eta nabla L(theta) dot.o theta",
        "Joseph & Tackes 2024, notebook 03: the gradient is multiplied by the parameter itself",
    ),
)
RULES.add(
    "momentum",
    Rule(
        "momentum",
        "v <- mu v + nabla L(theta), quad theta <- theta - eta v",
        "Polyak 1964, Some methods of speeding up the convergence of iteration methods",
        kind=OPTIMIZERS["momentum"],
        share=0.3,
    ),
)
RULES.add(
    "nesterov",
    Rule(
        "Nesterov momentum",
        "v <- mu v + nabla L(theta), quad theta <- theta - eta (nabla L(theta) + mu v)",
        "Nesterov 1983; in this form Sutskever et al. 2013, On the importance of initialization "
        "and momentum in deep learning",
        kind=OPTIMIZERS["nesterov"],
        share=0.3,
    ),
)
RULES.add(
    "adagrad",
    Rule(
        "AdaGrad",
        "s <- s + (nabla L)^2, quad theta <- theta - eta nabla L slash (sqrt(s) + epsilon)",
        "Duchi, Hazan & Singer 2011, Adaptive subgradient methods",
        "size",
        OPTIMIZERS["adagrad"],
        share=0.05,
    ),
)
RULES.add(
    "rmsprop",
    Rule(
        "RMSProp",
        "s <- alpha s + (1 - alpha) (nabla L)^2, "
        "quad theta <- theta - eta nabla L slash (sqrt(s) + epsilon)",
        "Tieleman & Hinton 2012, Coursera lecture 6.5",
        "size",
        OPTIMIZERS["rmsprop"],
        share=0.003,
    ),
)
_ADAM = (
    "m <- beta_1 m + (1 - beta_1) nabla L, quad s <- beta_2 s + (1 - beta_2) (nabla L)^2, "
    "quad theta <- theta - eta hat(m) slash (sqrt(hat(s)) + epsilon)"
)
RULES.add(
    "adam",
    Rule(
        "Adam",
        _ADAM,
        "Kingma & Ba 2015, Adam: a method for stochastic optimization",
        "size",
        OPTIMIZERS["adam"],
        share=0.01,
    ),
)
RULES.add(
    "adamw",
    Rule(
        "AdamW",
        _ADAM + " - eta lambda theta",
        "Loshchilov & Hutter 2019, Decoupled weight decay regularization",
        "size",
        OPTIMIZERS["adamw"],
        share=0.01,
    ),
)
RULES.add(
    "newton",
    Rule(
        "Newton's method",
        "theta <- theta - eta (nabla^2 L)^(-1) nabla L(theta)",
        "Nocedal & Wright 2006, Numerical Optimization, section 3.3",
        "whole",
    ),
)


class Updater(Protocol):
    """A rule at work on one point: it moves the point, and remembers what its steps need."""

    def step(self, gradient: Tensor, rate: float) -> None:
        """Move the point one step."""

    def state(self) -> dict[str, np.ndarray]:
        """Return what is remembered from step to step, as float64 arrays."""


def updater_of(rule: Rule, point: Tensor, hessian: Callable[[], np.ndarray]) -> Updater:
    """Return a rule at work on a point.

    Parameters
    ----------
    rule : Rule
        One of `RULES`.
    point : float64 tensor (dims,)
        The point, moved in place.
    hessian : callable
        Returns the second derivatives at the point, float64 array (dims, dims).
    """
    if rule.kind is not None:
        return TorchUpdater(rule.kind, point)
    if rule is RULES["newton"]:
        return Newton(point, hessian)
    return AsPrinted(point)


class TorchUpdater:
    """An optimiser of `torch.optim`."""

    def __init__(self, kind: OptimizerKind, point: Tensor) -> None:
        import torch

        self.point = point
        self.optimizer = getattr(torch.optim, kind.module)([point], lr=0.0, **kind.arguments)

    def step(self, gradient: Tensor, rate: float) -> None:
        """Move the point one step."""
        self.point.grad = gradient
        self.optimizer.param_groups[0]["lr"] = rate
        self.optimizer.step()

    def state(self) -> dict[str, np.ndarray]:
        """Return the buffers of torch, by the names that torch gives them, as float64 arrays."""
        kept = self.optimizer.state[self.point]
        return {
            name: buffer.numpy().copy()
            for name, buffer in kept.items()
            if name != "step" and buffer is not None
        }


CONSTANTS = {
    "momentum": ("mu",),
    "alpha": ("alpha",),
    "betas": ("beta_1", "beta_2"),
    "eps": ("epsilon",),
    "weight_decay": ("lambda",),
}
"""What formulas call the constants that torch's optimisers have."""


def constants_of(rule: Rule) -> dict[str, float]:
    """Return the constants that a rule has as it is run, by their names in its formula."""
    if rule.kind is None:
        return {}
    import numpy as np
    import torch

    optimizer = TorchUpdater(rule.kind, torch.zeros(1)).optimizer
    found: dict[str, float] = {}
    for name, symbols in CONSTANTS.items():
        values = np.atleast_1d(optimizer.defaults.get(name, ()))
        found |= dict(zip(symbols, map(float, values), strict=False))
    return {symbol: value for symbol, value in found.items() if symbol in rule.typst}


class AsPrinted:
    """The chapter's printed rule, a ← a − η · ∂L/∂a · a."""

    def __init__(self, point: Tensor) -> None:
        self.point = point

    def step(self, gradient: Tensor, rate: float) -> None:
        """Move the point one step."""
        self.point -= rate * gradient * self.point

    def state(self) -> dict[str, np.ndarray]:
        """Return an empty dict: nothing is remembered."""
        return {}


class Newton:
    """Newton's method, which also heads for saddles and maxima.

    Where the Hessian is singular, the step is the least-squares solution of least norm.

    References
    ----------
    Nocedal & Wright 2006, Numerical Optimization, section 3.3.
    """

    def __init__(self, point: Tensor, hessian: Callable[[], np.ndarray]) -> None:
        self.point, self.hessian = point, hessian
        self.last: np.ndarray | None = None

    def step(self, gradient: Tensor, rate: float) -> None:
        """Move the point one step."""
        import numpy as np
        import torch

        self.last = self.hessian()
        if np.isfinite(self.last).all():
            way = np.linalg.lstsq(self.last, gradient.numpy())[0]
        else:
            way = np.full(len(gradient), np.nan)
        self.point -= rate * torch.from_numpy(way)

    def state(self) -> dict[str, np.ndarray]:
        """Return the Hessian of the step taken."""
        return {} if self.last is None else {"hessian": self.last}
