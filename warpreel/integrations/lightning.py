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

    A step is a batch that updates parameters, and shows them before its first update, whatever
    number of times its optimizers compute the loss or step. Its loss is the sum of those that were
    handed to ``backward`` until then, and the mean of accumulated batches, however many there are
    of them at an epoch's end; it is unknown if none was, as where ``loss.backward()`` takes the
    place of ``manual_backward(loss)``.
    The gradients are those before clipping. A batch that is skipped is no step.

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
        self._recorded = False

    def on_before_backward(self, trainer: Any, pl_module: Any, loss: Tensor) -> None:
        """Keep a loss of the next step, as it is without a gradient scaler's factor."""
        if self._recorded:
            return
        scaler = getattr(trainer.precision_plugin, "scaler", None)
        self._losses.append(loss.detach() / (1 if scaler is None else scaler.get_scale()))

    def on_before_optimizer_step(self, trainer: Any, pl_module: Any, optimizer: Any) -> None:
        """Record the step, unless it is recorded already or nothing is updated."""
        if self._recorded or not (self._losses or _has_gradients(optimizer)):
            return
        self.recorder.keep_state()
        # Each was divided by the number of batches that are accumulated, if there are so many.
        several = max(trainer.accumulate_grad_batches / max(len(self._losses), 1), 1)
        self.recorder.record(several * sum(self._losses) if self._losses else None)
        self._losses.clear()
        self._recorded = True

    def on_train_batch_end(self, *_: Any, **__: Any) -> None:
        """Wait for the next step."""
        self._recorded = False

    def on_train_end(self, trainer: Any, pl_module: Any) -> None:
        """Save the recording."""
        is_early = trainer.should_stop and not _is_through(trainer)
        self.finish("stopped early" if is_early else "all steps done")

    def on_exception(self, trainer: Any, pl_module: Any, exception: BaseException) -> None:
        """Save what was recorded until then."""
        if self._recorder is not None:
            self.finish("interrupted")


def _is_through(trainer: Any) -> bool:
    """Return whether a trainer made all its steps, whoever asked it to stop meanwhile."""
    if trainer.max_steps != -1 and trainer.global_step >= trainer.max_steps:
        return True
    epochs, loop = trainer.max_epochs, trainer.fit_loop
    done = epochs not in (None, -1) and trainer.current_epoch >= epochs
    return done and bool(loop.epoch_loop.batch_progress.is_last_batch)


def _has_gradients(optimizer: Any) -> bool:
    groups = optimizer.param_groups
    return any(parameter.grad is not None for group in groups for parameter in group["params"])
