"""Loss functions of one prediction by name, listed without importing NumPy.

Their values and gradients are computed in `engine.experiments.loss_curves`.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.registry import Registry


@dataclass(frozen=True)
class LossKind:
    """A loss of one prediction.

    Attributes
    ----------
    title : str
    formula : str
        In Typst's math mode.
    domain : str
        Its argument: "prediction" (any number, against a target), "probability" (of the
        right class) or "score" (above 0 for the right class).
    """

    title: str
    formula: str
    domain: str


LOSS_FUNCTIONS: Registry[LossKind] = Registry("loss")
LOSS_FUNCTIONS.add("mse", LossKind("Squared error", "(hat(y) - y)^2", "prediction"))
LOSS_FUNCTIONS.add("mae", LossKind("Absolute error", "|hat(y) - y|", "prediction"))
LOSS_FUNCTIONS.add(
    "huber",
    LossKind(
        "Huber loss",
        'cases((hat(y) - y)^2 \\/ 2 & "near", delta (|hat(y) - y| - delta \\/ 2) & "far")',
        "prediction",
    ),
)
LOSS_FUNCTIONS.add(
    "cross-entropy",
    LossKind("Binary cross-entropy", "-y ln p - (1 - y) ln(1 - p)", "probability"),
)
LOSS_FUNCTIONS.add("hinge", LossKind("Hinge loss", "max(0, 1 - y s)", "score"))
