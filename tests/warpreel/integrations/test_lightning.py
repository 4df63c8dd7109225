"""What a Lightning Trainer trains is recorded as a loop of one's own would be."""

from pathlib import Path
from typing import Any

import lightning.pytorch as pl
import numpy as np
import pytest
import torch
from lightning.pytorch.callbacks import Callback, EarlyStopping
from lightning.pytorch.plugins import MixedPrecision
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from engine.networks.stages import through
from engine.recordings.opening import open_recording
from engine.recordings.recording import Recording
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
    by_hand_with_lbfgs,
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


def fit(recorder: LightningRecorder, batch: int = 40, epochs: int = STEPS, **options: Any) -> None:
    module = options.pop("kind", Module)()
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


class Skips(Module):
    """Answers None for the third batch of each epoch."""

    def training_step(self, batch: list[Tensor], index: int) -> Tensor | None:  # type: ignore[override]
        return None if index == 2 else super().training_step(batch, index)


@pytest.mark.filterwarnings("ignore:.*returned `None`")
@pytest.mark.parametrize("accumulate", [1, 2])
def test_a_batch_that_is_skipped_is_no_step(accumulate: int) -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=2, kind=Skips, accumulate_grad_batches=accumulate)
    assert callback.recording is not None
    losses = callback.recording.metrics.loss
    assert len(losses) == 1 + 2 * (3 if accumulate == 1 else 2)
    assert (losses[:-1] > 0.1).all()
    expected = by_hand(batch=10, epochs=1, accumulate=accumulate).metrics.loss
    np.testing.assert_allclose(losses[: 2 // accumulate], expected[: 2 // accumulate], rtol=1e-5)


class Lbfgs(Module):
    def configure_optimizers(self) -> torch.optim.Optimizer:
        return torch.optim.LBFGS(self.parameters(), RATE, max_iter=4)


def test_an_optimizer_that_evaluates_several_times_makes_one_step() -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=3, kind=Lbfgs)
    assert_the_same_numbers(callback.recording, by_hand_with_lbfgs(batch=10, epochs=3))


class TwoOptimizers(Module):
    """Updates each layer by an optimizer of its own, after one backward."""

    def __init__(self) -> None:
        super().__init__()
        self.automatic_optimization = False

    def configure_optimizers(self) -> list[torch.optim.Optimizer]:  # type: ignore[override]
        layers = (self.network.inner, self.network.outer)
        return [torch.optim.SGD(layer.parameters(), RATE) for layer in layers]

    def training_step(self, batch: list[Tensor], index: int) -> None:  # type: ignore[override]
        optimizers: Any = self.optimizers()
        for optimizer in optimizers:
            optimizer.zero_grad()
        self.go_back(nn.functional.cross_entropy(self(batch[0]), batch[1]))
        for optimizer in optimizers:
            optimizer.step()

    def go_back(self, loss: Tensor) -> None:
        self.manual_backward(loss)


class InTurns(TwoOptimizers):
    """Updates one layer, then the other by a loss computed anew, as adversaries are trained."""

    def training_step(self, batch: list[Tensor], index: int) -> None:  # type: ignore[override]
        optimizers: Any = self.optimizers()
        for optimizer in optimizers:
            self.zero_grad()
            self.go_back(nn.functional.cross_entropy(self(batch[0]), batch[1]))
            optimizer.step()


class Unheard(TwoOptimizers):
    def go_back(self, loss: Tensor) -> None:
        loss.backward()


def test_several_optimizers_of_a_batch_make_one_step() -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=2, kind=TwoOptimizers)
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=2))


@pytest.mark.filterwarnings("error:the (parameters|gradients)")
def test_a_step_of_several_updates_is_what_it_was_before_the_first() -> None:
    callback, first = recorder(), by_hand(epochs=1)
    fit(callback, epochs=4, kind=InTurns)
    assert callback.recording is not None
    metrics = callback.recording.metrics
    assert callback.recording.steps.tolist() == [0, 1, 2, 3, 4]
    assert (np.diff(metrics.loss) < 0).all()
    assert metrics.loss[0] == pytest.approx(first.metrics.loss[0], rel=1e-6)
    np.testing.assert_allclose(metrics.gradient_norm[0], first.metrics.gradient_norm[0], rtol=1e-5)


def test_a_loss_that_is_not_told_is_unknown() -> None:
    callback, heard = recorder(), by_hand(batch=10, epochs=2)
    fit(callback, batch=10, epochs=2, kind=Unheard)
    assert callback.recording is not None
    metrics = callback.recording.metrics
    assert callback.recording.stopped == "all steps done"
    assert np.isnan(metrics.loss).all()
    np.testing.assert_allclose(metrics.accuracy, heard.metrics.accuracy)
    np.testing.assert_allclose(metrics.gradient_norm, heard.metrics.gradient_norm, rtol=1e-4)


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


def test_fewer_batches_at_the_end_of_an_epoch_have_their_own_mean() -> None:
    callback = recorder()
    fit(callback, batch=10, epochs=1, accumulate_grad_batches=2, limit_train_batches=3)
    run = callback.recording
    assert isinstance(run, Recording)
    third = POINTS[20:30].flatten(1)
    outputs = through(run.stages, third, run.parameters(1, torch.float32))
    expected = nn.functional.cross_entropy(outputs, LABELS[20:30])
    assert run.metrics.loss[1] == pytest.approx(float(expected), rel=1e-5)


class StopAt(Callback):
    """Ask the trainer to stop in some epoch, at its end or at one of its batches."""

    def __init__(self, epoch: int, batch: int | None = None) -> None:
        self.epoch, self.batch = epoch, batch

    def on_train_batch_end(self, trainer: Any, *arguments: Any) -> None:
        if (trainer.current_epoch, arguments[-1]) == (self.epoch, self.batch):
            trainer.should_stop = True

    def on_train_epoch_end(self, trainer: Any, pl_module: Any) -> None:
        if trainer.current_epoch == self.epoch and self.batch is None:
            trainer.should_stop = True


@pytest.mark.parametrize(
    ("stop", "stopped"),
    [
        (StopAt(2), "all steps done"),
        (StopAt(1), "stopped early"),
        (StopAt(2, batch=0), "stopped early"),
        (StopAt(9), "all steps done"),
    ],
)
def test_a_stop_is_early_only_before_the_last_batch_of_all(stop: StopAt, stopped: str) -> None:
    callback = recorder()
    fit(callback, batch=20, epochs=3, callbacks=[stop])
    assert callback.recording is not None
    assert callback.recording.stopped == stopped
