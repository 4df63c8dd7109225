"""What a skorch net trains is recorded as a loop of one's own would be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sklearn.base import clone
from skorch import NeuralNetClassifier
from skorch.callbacks import Callback, EarlyStopping
from torch import nn

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
    by_hand_with_lbfgs,
)
from warpreel.integrations import SkorchRecorder


def make_net(
    recorder: SkorchRecorder, batch: int = 40, epochs: int = STEPS, **options: Any
) -> NeuralNetClassifier:
    callbacks = [recorder, *options.pop("callbacks", [])]
    return NeuralNetClassifier(
        Network, criterion=nn.CrossEntropyLoss, lr=RATE, verbose=0, max_epochs=epochs,
        batch_size=batch, callbacks=callbacks, **{"train_split": None, **options},
    )  # fmt: skip


def recorder(**options: Any) -> SkorchRecorder:
    return SkorchRecorder(POINTS, LABELS, validation=(HELD, HELD_LABELS), **options)


def test_the_numbers_are_those_of_a_loop_by_hand() -> None:
    callback = recorder()
    make_net(callback).fit(POINTS, LABELS)
    assert_the_same_numbers(callback.recording, by_hand())


def test_every_batch_of_every_epoch_is_a_step() -> None:
    callback = recorder()
    make_net(callback, batch=10, epochs=2).fit(POINTS, LABELS)
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=2))


def test_points_held_back_for_validation_are_no_steps() -> None:
    callback = recorder()
    split = NeuralNetClassifier(Network).train_split
    net = make_net(callback, batch=8, epochs=2, train_split=split).fit(POINTS, LABELS)
    assert callback.recording is not None
    assert callback.recording.last_step == 2 * 4
    told = [row["train_loss"] for epoch in net.history for row in epoch["batches"][:4]]
    np.testing.assert_allclose(callback.recording.metrics.loss[:8], told, rtol=1e-6)


def test_an_optimizer_that_evaluates_several_times_is_told_as_it_was_at_first() -> None:
    callback = recorder()
    options = {"optimizer": torch.optim.LBFGS, "optimizer__max_iter": 4}
    make_net(callback, batch=10, epochs=3, **options).fit(POINTS, LABELS)
    assert_the_same_numbers(callback.recording, by_hand_with_lbfgs(batch=10, epochs=3))


def test_the_file_is_written_when_training_ends(tmp_path: Path) -> None:
    callback = recorder(path=tmp_path / "run.safetensors")
    make_net(callback).fit(POINTS, LABELS)
    assert_the_same_numbers(open_recording(tmp_path / "run.safetensors"), by_hand())


def test_an_early_end_is_told() -> None:
    callback = recorder()
    stop = EarlyStopping("train_loss", patience=2, threshold=0.9)
    make_net(callback, epochs=50, callbacks=[stop]).fit(POINTS, LABELS)
    assert callback.recording is not None
    assert callback.recording.stopped == "stopped early"
    assert callback.recording.last_step < 50


class StopAt(Callback):
    """Stop as callbacks of skorch do, at the end of an epoch or of a batch of it."""

    def __init__(self, epoch: int, batch: int | None = None) -> None:
        self.epoch, self.batch = epoch, batch

    def on_epoch_end(self, net: Any, **_: Any) -> None:
        if len(net.history) == self.epoch and self.batch is None:
            raise KeyboardInterrupt

    def on_batch_end(self, net: Any, training: bool = False, **_: Any) -> None:
        batches = len(net.history[-1]["batches"])
        if len(net.history) == self.epoch and training and batches == self.batch:
            raise KeyboardInterrupt


@pytest.mark.parametrize("is_first", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize(
    ("stop", "stopped"),
    [
        (StopAt(3), "all steps done"),
        (StopAt(2), "stopped early"),
        (StopAt(3, batch=1), "stopped early"),
        (StopAt(9), "all steps done"),
    ],
)
def test_a_stop_is_early_only_before_the_last_batch_of_all(
    stop: StopAt, stopped: str, is_first: bool
) -> None:
    callback = recorder()
    net = make_net(callback, batch=20, epochs=3)
    net.set_params(callbacks=[stop, callback] if is_first else [callback, stop])
    net.fit(POINTS, LABELS)
    assert callback.recording is not None
    assert callback.recording.stopped == stopped


def test_fitting_on_goes_on_in_the_same_recording(tmp_path: Path) -> None:
    path = tmp_path / "run.safetensors"
    net = make_net(recorder(path=path), epochs=2)
    net.partial_fit(POINTS, LABELS)
    net.partial_fit(POINTS, LABELS)
    net.partial_fit(POINTS, LABELS)
    assert_the_same_numbers(open_recording(path), by_hand(epochs=6))
    net.fit(POINTS, LABELS)
    assert open_recording(path).last_step == 2


def test_a_copy_of_the_net_records_its_own_run() -> None:
    callback = recorder(every=2)
    net = clone(make_net(callback)).fit(POINTS, LABELS)
    (copied,) = [c for _, c in net.callbacks_ if isinstance(c, SkorchRecorder)]
    assert copied is not callback
    assert callback.recording is None
    assert copied.recording is not None
    assert copied.recording.steps.tolist() == [0, 2, 4, 6]


def test_a_net_that_has_not_trained_has_nothing_to_finish() -> None:
    with pytest.raises(Exception, match="nothing is being recorded: training has not begun"):
        recorder().finish()
