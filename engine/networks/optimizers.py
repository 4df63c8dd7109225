"""Optimisers of `torch.optim` by name, in plain words that need no torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.registry import Registry


@dataclass(frozen=True)
class OptimizerKind:
    """One optimiser of `torch.optim`.

    Attributes
    ----------
    module : str
        Its class in `torch.optim`.
    rate : float
        The learning rate when a spec names none.
    arguments : dict
        Other keyword arguments.
    """

    module: str
    rate: float
    arguments: dict[str, Any] = field(default_factory=dict)


OPTIMIZERS: Registry[OptimizerKind] = Registry("optimizer")
OPTIMIZERS.add("sgd", OptimizerKind("SGD", 0.1))
OPTIMIZERS.add("momentum", OptimizerKind("SGD", 0.03, {"momentum": 0.9}))
OPTIMIZERS.add("nesterov", OptimizerKind("SGD", 0.03, {"momentum": 0.9, "nesterov": True}))
OPTIMIZERS.add("adagrad", OptimizerKind("Adagrad", 0.03))
OPTIMIZERS.add("rmsprop", OptimizerKind("RMSprop", 0.003))
OPTIMIZERS.add("adam", OptimizerKind("Adam", 0.01))
OPTIMIZERS.add("adamw", OptimizerKind("AdamW", 0.01))
