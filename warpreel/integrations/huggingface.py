"""Record what a Trainer of Hugging Face's transformers trains."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from torch import Tensor
from transformers import Trainer, TrainerCallback

from engine.errors import UsageError
from engine.training.labelled_points import Labels, Points
from warpreel.integrations.recorded_run import RecordedRun, RecorderOptions


class TrainerRecorder(RecordedRun, TrainerCallback):
    """Callback that adds itself to a Trainer: ``TrainerRecorder(trainer, X, y, path=…)``.

    A step is an update. Its loss is the sum of what ``training_step`` returned for it, so that of
    accumulated batches it is the loss of all; the gradients are those after clipping. Where
    ``load_best_model_at_end`` is set, the last state is that of the best checkpoint.

    Parameters
    ----------
    trainer : transformers.Trainer
        Before it trains. Callbacks are not told the loss of a step, so its ``training_step`` is
        listened to.
    features, labels, path, **options
        As `RecordedRun` has them.
    """

    def __init__(
        self,
        trainer: Trainer,
        features: Points,
        labels: Labels = None,
        *,
        path: str | Path | None = None,
        **options: Unpack[RecorderOptions],
    ) -> None:
        if trainer.args.world_size > 1:
            raise UsageError("TrainerRecorder records one process; train in a single one")
        super().__init__(features, labels, path=path, **options)
        self._losses: list[Tensor] = []
        training_step = trainer.training_step

        def listen(*args: Any, **kwargs: Any) -> Tensor:
            loss: Tensor = training_step(*args, **kwargs)
            self._losses.append(loss)
            return loss

        trainer.training_step = listen
        trainer.add_callback(self)

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Begin to record."""
        self._losses.clear()
        self.begin(kwargs["model"])

    def on_pre_optimizer_step(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Record the step."""
        self.recorder.record(sum(self._losses) if self._losses else None)
        self._losses.clear()

    def on_train_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Save the recording."""
        self.finish("all steps done" if state.global_step >= state.max_steps else "stopped early")
