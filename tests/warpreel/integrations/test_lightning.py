"""What a Lightning Trainer trains is recorded as a loop of one's own would be."""

from pathlib import Path
from typing import Any

import lightning.pytorch as pl
import numpy as np
import pytest
import torch
from lightning.pytorch.callbacks import EarlyStopping
from lightning.pytorch.plugins import MixedPrecision
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from engine.recordings.opening import open_recording
from tests.support.same_run import (
    HELD,
    HELD_LABELS,
    LABELS,
    POINTS,
    RATE,
    STEPS,
    Network,
    assert_the_same_numbers,
    by_hand,
)
from warpreel.integrations import LightningRecorder

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*(does not have many workers|logging interval|fewer than|LeafSpec|No device id):",
)


class Module(pl.LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.network = Network()
        self.fails_at: int | None = None

    def forward(self, x: Tensor) -> Tensor:
        logits: Tensor = self.network(x)
        return logits

    def training_step(self, batch: list[Tensor], index: int) -> Tensor:
        if self.global_step == self.fails_at:
            raise RuntimeError("no more data")
        loss = nn.functional.cross_entropy(self(batch[0]), batch[1])
        self.log("loss", loss)
        return loss

    def validation_step(self, batch: list[Tensor], index: int) -> None:
        self.log("validation", 1.0)

    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.SGD(self.parameters(), RATE)


def fit(
    recorder: LightningRecorder, batch: int = 40, epochs: int = STEPS, **options: Any
) -> Module:
    module = Module()
    module.fails_at = options.pop("fails_at", None)
    callbacks = [recorder, *options.pop("callbacks", [])]
    quiet = {"logger": False, "enable_checkpointing": False, "enable_progress_bar": False}
    trainer = pl.Trainer(
        max_epochs=epochs, accelerator="cpu", enable_model_summary=False, callbacks=callbacks,
        **quiet, **options,
    )  # fmt: skip
    held = DataLoader(TensorDataset(HELD, HELD_LABELS), batch_size=10)
    trainer.fit(module, DataLoader(TensorDataset(POINTS, LABELS), batch_size=batch), held)


def recorder(**options: Any) -> LightningRecorder:
    return LightningRecorder(POINTS, LABELS, validation=(HELD, HELD_LABELS), **options)


def test_the_numbers_are_those_of_a_loop_by_hand() -> None:
    callback = recorder()
    fit(callback)
    assert_the_same_numbers(callback.recording, by_hand())


def test_every_batch_of_every_epoch_is_a_step() -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=2)
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=2))


def test_accumulated_batches_are_one_step() -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=3, accumulate_grad_batches=2)
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=3, accumulate=2))


def test_gradients_are_those_before_clipping() -> None:
    callback, clipped = recorder(), recorder()
    fit(callback, epochs=1)
    fit(clipped, epochs=1, gradient_clip_val=1e-3)
    assert callback.recording is not None
    assert clipped.recording is not None
    norms = [c.recording.metrics.gradient_norm[0] for c in (callback, clipped) if c.recording]
    np.testing.assert_allclose(norms[0], norms[1])


def test_a_scaled_loss_is_told_as_it_is() -> None:
    callback, plain = recorder(), by_hand(epochs=2).metrics
    fit(callback, epochs=2, plugins=[MixedPrecision("16-mixed", "cpu")])
    assert callback.recording is not None
    metrics = callback.recording.metrics
    np.testing.assert_allclose(metrics.loss, plain.loss, rtol=5e-3)
    np.testing.assert_allclose(metrics.gradient_norm[:2], plain.gradient_norm[:2], rtol=2e-2)


def test_the_file_is_written_when_training_ends(tmp_path: Path) -> None:
    callback = recorder(path=tmp_path / "run.safetensors")
    fit(callback)
    assert_the_same_numbers(open_recording(tmp_path / "run.safetensors"), by_hand())


def test_an_early_end_is_told() -> None:
    callback = recorder()
    stop = EarlyStopping("validation", patience=2)
    fit(callback, epochs=50, callbacks=[stop])
    assert callback.recording is not None
    assert callback.recording.stopped == "stopped early"
    assert callback.recording.last_step == 3


def test_what_was_recorded_before_an_error_is_kept(tmp_path: Path) -> None:
    callback = recorder(path=tmp_path / "run.safetensors")
    with pytest.raises(RuntimeError, match="no more data"):
        fit(callback, fails_at=4)
    recording = open_recording(tmp_path / "run.safetensors")
    assert recording.stopped == "interrupted"
    np.testing.assert_array_equal(recording.metrics.loss[:4], by_hand().metrics.loss[:4])
