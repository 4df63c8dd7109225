"""Record what a Lightning Trainer trains."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from torch import Tensor

from engine.errors import UsageError
from warpreel.integrations.recorded_run import RecordedRun

if TYPE_CHECKING:
    from lightning.pytorch import Callback
else:
    # Two distributions hold the same library, each with a Callback of its own.
    NAMES = ("lightning.pytorch", "pytorch_lightning")
    Callback = import_module(next((n for n in NAMES if n in sys.modules), NAMES[0])).Callback


class LightningRecorder(RecordedRun, Callback):
    """Callback for ``Trainer(callbacks=[LightningRecorder(X, y, path="run.safetensors")])``.

    A step is an update. Its loss is the sum of those that were handed to ``backward`` for it, so
    that of accumulated batches it is their mean; the gradients are those before clipping.

    Parameters
    ----------
    features, labels, path, **options
        As `RecordedRun` has them.
    """

    def on_train_start(self, trainer: Any, pl_module: Any) -> None:
        """Begin to record."""
        if trainer.world_size > 1:
            raise UsageError("LightningRecorder records one process; train with devices=1")
        self.begin(pl_module)
        self._losses: list[Tensor] = []

    def on_before_backward(self, trainer: Any, pl_module: Any, loss: Tensor) -> None:
        """Keep a loss of the next update, as it is without a gradient scaler's factor."""
        scaler = getattr(trainer.precision_plugin, "scaler", None)
        self._losses.append(loss.detach() / (1 if scaler is None else scaler.get_scale()))

    def on_before_optimizer_step(self, trainer: Any, pl_module: Any, optimizer: Any) -> None:
        """Record the step."""
        self.recorder.record(sum(self._losses))
        self._losses.clear()

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Save the recording."""
        self.finish("stopped early" if trainer.should_stop else "all steps done")

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        """Save what was recorded until then."""
        if self._recorder is not None:
            self.finish("interrupted")
