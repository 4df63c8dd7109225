"""Optimisers of `torch.optim` by name, described without importing torch."""

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
        Name of its class in `torch.optim`.
    rate : float
        Default learning rate.
    arguments : dict
        Other keyword arguments of the class.
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
