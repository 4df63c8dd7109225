"""The specification of a training run: one frozen dataclass that is its whole interface.

The command line's flags, ``--help``, the recording's provenance and the cache key all derive from
these fields. Nothing heavy is imported here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.data.delimited_text import separator
from engine.errors import UsageError
from engine.networks.activations import ACTIVATIONS
from engine.networks.optimizers import OPTIMIZERS
from engine.options import check_options, in_range, option
from engine.registry import Registry

ARCHITECTURES: Registry[str] = Registry("architecture")
ARCHITECTURES.add("residual", "blocks x + V·σ(Ux + b) that keep the width of the data")
ARCHITECTURES.add("mlp", "affine layers, each followed by an activation")

LOSSES: Registry[str] = Registry("loss")
LOSSES.add("cross-entropy", "softmax cross-entropy of the logits")
LOSSES.add("mse", "mean squared error against one-hot targets")

RESIDUAL_RATE = 0.3
"""The displacements of residual blocks add up, so they learn at this share of the usual rate."""
MAX_WIDTH = 4096
MAX_STEPS = 1_000_000


@dataclass(frozen=True, kw_only=True)
class RunSpec:
    """One training run: data, network, optimisation, what to record.

    Raises
    ------
    UsageError
        If a number is out of range; the message begins with the flag.
    UnknownNameError
        If a registry does not hold a name.
    """

    data: str = option(
        "spirals",
        "A file (CSV, TSV, NPZ, Parquet, Excel), or a data set: spirals, circles, disc-in-ring, "
        "moons, xor, halves, blobs, gaussian-quantiles, digits, iris.",
    )
    label: str | None = option(
        None, "Label column of a file: its name, or its number from 1 [found by its name]."
    )
    columns: tuple[str, ...] | None = option(
        None, "Feature columns of a file: names, or numbers from 1, e.g. x1,x2 [all that serve]."
    )
    sep: str | None = option(
        None, "What separates the columns of a text: a sign, tab or space [found by itself]."
    )
    samples: int | None = option(None, "Number of points [300, or all there are].")
    noise: float | None = option(None, "Standard deviation of the noise [per data set].")
    classes: int | None = option(None, "Number of classes: spiral arms, blobs… [per data set].")
    turns: float = option(0.9, "Turns of each spiral arm.")
    standardise: bool = option(True, "Give a file's columns mean 0 and variance 1.")
    architecture: str | None = option(
        None, "Kind of network [residual; mlp with --hidden or --gain].", ARCHITECTURES
    )
    hidden: tuple[int, ...] | None = option(
        None, "Units per hidden layer, or inside each residual block, e.g. 16,2."
    )
    activation: str = option("tanh", "Activation function.", ACTIVATIONS)
    gain: float | None = option(
        None,
        "Draw an mlp's first weights with standard deviation gain/√inputs, without biases "
        "[PyTorch's own way].",
    )
    optimizer: str = option("adamw", "Optimiser.", OPTIMIZERS)
    rate: float | None = option(None, "Learning rate [per optimizer].")
    weight_decay: float = option(0.01, "Weight decay.")
    loss: str = option("cross-entropy", "Training loss.", LOSSES)
    batch: int | None = option(None, "Samples per step [all: full-batch].")
    validation: float | None = option(
        None, "Share of each class that is not trained on, but measured, e.g. 0.2 [none]."
    )
    steps: int = option(1500, "Most optimisation steps to take.")
    target_accuracy: float = option(1.0, "Stop when this accuracy is reached…")
    settle: int = option(30, "… and at least this many steps more are done.")
    seed: int = option(12, "Seed of the data, the initial weights and the batches.")
    record_every: int = option(1, "Record the parameters every so many steps.")
    record_budget: int = option(256, "Most MB of parameters to record; then fewer steps are.")

    def __post_init__(self) -> None:
        check_options(self)
        if self.sep is not None:
            separator(self.sep)
        if self.columns is not None and len(self.columns) < 2:
            shown = ",".join(self.columns) or "nothing"
            raise UsageError(f"--columns {shown}: name two or more, e.g. x1,x2")
        widths = self.hidden
        if widths is not None and (not widths or not all(1 <= w <= MAX_WIDTH for w in widths)):
            shown = ",".join(map(str, widths)) or "nothing"
            raise UsageError(
                f"--hidden {shown}: give one or more widths between 1 and {MAX_WIDTH}, e.g. 16,2"
            )
        if widths is not None and len(widths) > 64:
            raise UsageError(f"--hidden has {len(widths)} layers: at most 64 make sense here")
        in_range("--gain", self.gain, 1e-3, 1_000)
        if self.gain is not None and self.network != "mlp":
            raise UsageError(
                f"--gain {self.gain:g} has no effect on residual blocks; use --architecture mlp"
            )
        in_range("--steps", self.steps, 1, MAX_STEPS)
        in_range("--batch", self.batch, 1, MAX_STEPS)
        in_range("--validation", self.validation, 0.001, 0.9)
        in_range("--rate", self.rate, 1e-12, 1_000_000)
        in_range("--weight-decay", self.weight_decay, 0, 1_000)
        in_range("--turns", self.turns, 0.1, 10)
        in_range("--target-accuracy", self.target_accuracy, 0, 1)
        in_range("--settle", self.settle, 0, MAX_STEPS)
        in_range("--seed", self.seed, 0, 2**32 - 1)
        in_range("--record-every", self.record_every, 1, MAX_STEPS)
        in_range("--record-budget", self.record_budget, 1, 65_536)

    @property
    def network(self) -> str:
        """The architecture's name, its default resolved."""
        if self.architecture is not None:
            return self.architecture
        return "residual" if self.hidden is None and self.gain is None else "mlp"

    @property
    def widths(self) -> tuple[int, ...]:
        """The hidden widths, their default resolved."""
        if self.hidden is not None:
            return self.hidden
        return (16,) * 8 if self.network == "residual" else (16, 2)

    @property
    def learning_rate(self) -> float:
        """The learning rate, its default resolved."""
        if self.rate is not None:
            return self.rate
        usual = OPTIMIZERS.find(self.optimizer).rate
        return usual * RESIDUAL_RATE if self.network == "residual" else usual

    def without_activations(self) -> RunSpec:
        """Return the linear control: the same run with every activation removed."""
        return replace(self, activation="identity")
