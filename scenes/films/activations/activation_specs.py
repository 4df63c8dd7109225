"""What the films of activation functions can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import UsageError
from engine.networks.activations import PICTURED, ActivationKind
from engine.options import check_options, in_range, option
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec

MAIN = ("sigmoid", "tanh", "relu", "leaky-relu", "elu", "gelu", "silu", "softplus")
LEARNING = RunSpec(
    data="circles",
    architecture="mlp",
    hidden=(8,),
    activation="prelu",
    rate=0.02,
    weight_decay=0.0,  # it would pull α towards 0 (He et al. 2015)
    steps=400,
    settle=400,
)
"""The training in which a parametric ReLU learns its α."""


@dataclass(frozen=True, kw_only=True)
class ActivationOptions:
    """An activation function to be shown, by a film or by a figure."""

    name: str = option("sigmoid", "Activation function.", PICTURED)
    alpha: float | None = option(
        None, "The α of leaky-relu [0.1], elu or celu [1]: the slope, or the limit, below 0."
    )

    def __post_init__(self) -> None:
        check_options(self)
        if self.alpha is None:
            return
        if self.name == "prelu":
            raise UsageError(
                "--alpha: prelu learns its α in training; leave the flag out, or choose leaky-relu"
            )
        alpha = PICTURED[self.name].alpha
        if alpha is None:
            having = " or ".join(name for name, kind in PICTURED.items() if kind.alpha is not None)
            raise UsageError(f"--alpha: {self.name} has none; leave it out, or choose {having}")
        in_range("--alpha", self.alpha, alpha.low, alpha.high)
        if self.alpha != round(self.alpha, 4):
            raise UsageError(f"--alpha {self.alpha:g}: give four decimals at most")

    @property
    def kind(self) -> ActivationKind:
        """The function, with its constants."""
        kind = PICTURED[self.name]
        return kind if self.alpha is None else kind.with_alpha(self.alpha)


@dataclass(frozen=True, kw_only=True)
class ActivationSpec(ActivationOptions, FilmSpec):
    """The film of one activation function: its curve, its slope, and what it does to the plane."""

    def __post_init__(self) -> None:
        FilmSpec.__post_init__(self)
        ActivationOptions.__post_init__(self)


@dataclass(frozen=True, kw_only=True)
class ActivationsSpec(FilmSpec):
    """The tour of activation functions, ten units of each in a row in the end."""

    names: tuple[str, ...] = option(MAIN, "Two to eight of them, in order.", PICTURED)

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 2 <= len(self.names) <= 8:
            raise UsageError(
                f"--names has {len(self.names)}: choose two to eight, e.g. sigmoid,tanh,relu"
            )
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            raise UsageError(f"--names has {twice} twice: name each once")
