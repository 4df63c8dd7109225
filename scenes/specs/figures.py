"""What the chapter's figures can be asked for."""

from __future__ import annotations

from dataclasses import dataclass

from engine.activations import PICTURED, ActivationKind
from engine.descent_spec import DescentSpec
from engine.errors import UsageError
from engine.optimizers import RULES
from engine.spec import check_options, in_range, option
from engine.surfaces import SURFACES


@dataclass(frozen=True, kw_only=True)
class ActivationFigureSpec:
    """The figure of one activation function: its curve, and the plane before and after it."""

    name: str = option("sigmoid", "Activation function.", PICTURED)
    alpha: float | None = option(
        None, "The α of leaky-relu [0.1], elu or celu [1]: the slope, or the limit, below 0."
    )

    def __post_init__(self) -> None:
        check_options(self)
        if self.alpha is None:
            return
        alpha = PICTURED[self.name].alpha
        if alpha is None:
            having = " or ".join(name for name, kind in PICTURED.items() if kind.alpha is not None)
            raise UsageError(f"--alpha: {self.name} has none; draw only {having} with it")
        in_range("--alpha", self.alpha, alpha.low, alpha.high)

    @property
    def kind(self) -> ActivationKind:
        """The function, with its constants."""
        kind = PICTURED[self.name]
        return kind if self.alpha is None else kind.with_alpha(self.alpha)


@dataclass(frozen=True, kw_only=True)
class SoftmaxFigureSpec:
    """The figure of raw outputs beside the probabilities that softmax makes of them."""

    logits: tuple[float, ...] = option(
        (8.591, 8.454, 9.940), "Raw outputs of the network, one for each of 2 to 6 classes."
    )

    def __post_init__(self) -> None:
        if not 2 <= len(self.logits) <= 6:
            count = len(self.logits)
            raise UsageError(f"--logits: give 2 to 6 numbers instead of {count}, e.g. 2,1,-1")
        for logit in self.logits:
            in_range("--logits", logit, -50, 50)


@dataclass(frozen=True, kw_only=True)
class LossSurfaceSpec:
    """The figure of a loss surface of two parameters."""

    surface: str = option("bowl", "Loss surface of two variables.", SURFACES)

    def __post_init__(self) -> None:
        check_options(self)
        if SURFACES[self.surface].dims != 2:
            raise UsageError(
                f"--surface {self.surface} has one variable, and the figure shows two; "
                "choose another, e.g. bowl"
            )


@dataclass(frozen=True, kw_only=True)
class DescentPathSpec(LossSurfaceSpec):
    """The figure of a descent's path on a loss surface."""

    optimizer: str = option("as-printed", "Rule by which steps are taken.", RULES)
    rate: float | None = option(None, "Learning rate [per surface and optimizer].")
    steps: int = option(500, "Steps to take.")
    start: tuple[float, ...] | None = option(None, "Where to begin, e.g. 28,27 [per surface].")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.descent  # noqa: B018 — it refuses what cannot be walked

    @property
    def descent(self) -> DescentSpec:
        """The descent that is shown."""
        return DescentSpec(
            surface=self.surface,
            optimizer=self.optimizer,
            rate=self.rate,
            steps=self.steps,
            start=self.start,
        )
