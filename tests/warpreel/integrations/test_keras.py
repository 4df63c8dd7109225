"""What Keras trains is recorded as a loop of one's own would be: exactly, or by a probe."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from engine.errors import DataError, NetworkError
from engine.geometry.warps import Warp
from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from tests.support.keras_models import dense, fit
from tests.support.same_run import (
    HELD,
    HELD_LABELS,
    LABELS,
    POINTS,
    assert_the_same_metrics,
    assert_the_same_numbers,
    by_hand,
)
from warpreel.integrations import KerasRecorder
from warpreel.integrations.keras import loss_between

HOME = Path(__file__).parents[3]


def recorder(**options: Any) -> KerasRecorder:
    return KerasRecorder(POINTS, LABELS, validation=(HELD, HELD_LABELS), **options)


def test_the_numbers_are_those_of_a_loop_by_hand() -> None:
    callback = recorder()
    fit(dense(), callback)
    assert_the_same_numbers(callback.recording, by_hand())
    assert isinstance(callback.recording, Recording)
    assert callback.recording.metrics.layers == ("inner", "outer")


def test_every_batch_of_every_epoch_is_a_step_with_its_own_loss() -> None:
    callback = recorder()
    fit(dense(), callback, batch=10, epochs=2, validation_data=(HELD.numpy(), HELD_LABELS.numpy()))
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=2))


def test_a_loss_that_the_model_does_not_count_is_unknown() -> None:
    callback, model = recorder(), dense()
    model.train_step = lambda data: {}
    with pytest.warns(UserWarning, match="no parameter changed"):
        fit(model, callback, epochs=2)
    assert callback.recording is not None
    assert callback.recording.stopped == "all steps done"
    assert np.isnan(callback.recording.metrics.loss).all()
    assert np.isfinite(callback.recording.metrics.accuracy).all()


def test_the_file_is_written_when_training_ends(tmp_path: Path) -> None:
    fit(dense(), recorder(path=tmp_path / "run.safetensors"))
    assert_the_same_numbers(open_recording(tmp_path / "run.safetensors"), by_hand())


def test_other_models_are_recorded_by_what_their_layers_answer() -> None:
    callback = KerasRecorder(POINTS, LABELS)
    model = dense(keras.layers.Dropout(0.0), keras.layers.BatchNormalization(name="norm"))
    fit(model, callback, epochs=3)
    recording = callback.recording
    assert isinstance(recording, ProbedRecording)
    assert recording.layers == ("inner", "norm", "output")
    inputs = POINTS.numpy()[recording.probe]
    for name, layer in (("inner", "inner"), ("norm", "norm"), ("output", "outer")):
        part = keras.Model(model.inputs[0], model.get_layer(layer).output)
        expected = part(inputs, training=False).detach()
        np.testing.assert_allclose(recording.answer(name, 3), expected, rtol=1e-3, atol=1e-3)


def assert_probed_as_by_hand(recording: Recording | ProbedRecording | None) -> None:
    """Compare a probed recording of the dense network with the exact one of the loop."""
    expected = by_hand(batch=10, epochs=2)
    assert_the_same_metrics(recording, expected)
    assert isinstance(recording, ProbedRecording)
    assert recording.layers == ("inner", "output")
    warp = Warp(expected)
    for step in expected.steps:
        _, _, hidden, logits = warp.trace(POINTS.numpy()[recording.probe], step)
        for name, answers in (("inner", hidden), ("output", logits)):
            np.testing.assert_allclose(recording.answer(name, step), answers, rtol=2e-3, atol=1e-3)


def test_a_probe_answers_for_the_state_of_its_step(monkeypatch: pytest.MonkeyPatch) -> None:
    callback = KerasRecorder(POINTS, LABELS)
    monkeypatch.setattr(keras.backend, "backend", lambda: "another")
    fit(dense(), callback, batch=10, epochs=2)
    assert_probed_as_by_hand(callback.recording)


def test_a_probed_model_is_validated_at_every_step() -> None:
    callback = recorder(layers=["inner"])
    fit(dense(), callback, epochs=40)
    recording, expected = callback.recording, by_hand(epochs=40)
    assert recording is not None
    assert expected.metrics.validation_accuracy is not None
    assert len({*expected.metrics.validation_accuracy}) > 1
    np.testing.assert_array_equal(
        recording.metrics.validation_accuracy, expected.metrics.validation_accuracy
    )


def test_layers_can_be_named() -> None:
    callback = recorder(layers=["inner"])
    fit(dense(), callback, epochs=1)
    assert isinstance(callback.recording, ProbedRecording)
    assert callback.recording.layers == ("inner", "output")
    with pytest.raises(NetworkError, match="the model has no layer 'iner', only inner, outer"):
        fit(dense(), recorder(layers=["iner"]))


ON_JAX = """
import sys
from tests.support.keras_models import dense, fit
from tests.support.same_run import LABELS, POINTS
from warpreel.integrations import KerasRecorder
import keras

assert keras.backend.backend() == "jax"
fit(dense(), KerasRecorder(POINTS, LABELS, path=sys.argv[1]), batch=10, epochs=2)
"""


def test_the_same_run_on_jax_has_the_same_numbers(tmp_path: Path) -> None:
    path = tmp_path / "run.safetensors"
    environment = {**os.environ, "KERAS_BACKEND": "jax", "PYTHONPATH": str(HOME)}
    subprocess.run([sys.executable, "-c", ON_JAX, path], env=environment, check=True)
    assert_probed_as_by_hand(open_recording(path))


def test_a_model_of_ones_own_class_is_known_by_its_output() -> None:
    class Own(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.norm = keras.layers.LayerNormalization()
            self.outer = keras.layers.Dense(2)

        def call(self, x: Any) -> Any:
            return self.outer(x * self.norm(x))

    callback = KerasRecorder(POINTS, LABELS, every=3)
    fit(Own(), callback, epochs=4)
    assert isinstance(callback.recording, ProbedRecording)
    assert callback.recording.layers == ("output",)
    assert callback.recording.steps.tolist() == [0, 3, 4]


def test_an_early_end_is_told() -> None:
    stop = keras.callbacks.EarlyStopping("loss", min_delta=1, patience=2)
    callback = recorder()
    fit(dense(), callback, epochs=50, callbacks=[stop])
    assert callback.recording is not None
    assert callback.recording.stopped == "stopped early"
    assert callback.recording.last_step == 3


def test_a_run_that_is_lost_has_diverged() -> None:
    points = POINTS.numpy() * 1e30
    callback = KerasRecorder(POINTS, LABELS)
    fit(dense(), callback, epochs=3, points=np.where(points > 0, np.inf, points))
    assert callback.recording is not None
    assert callback.recording.stopped == "diverged"


def test_a_model_without_its_loss_among_its_metrics_is_refused() -> None:
    class Silent(keras.Sequential):
        @property
        def metrics(self) -> list[Any]:
            return []

    model = Silent([keras.layers.Input((2,)), keras.layers.Dense(2)])
    with pytest.raises(DataError, match="the mean loss among the model's metrics"):
        fit(model, recorder())


def test_a_loss_that_is_lost_in_the_sum_is_unknown() -> None:
    losses = np.array([169.0, 3.0, 5e-2, 1e-6, 1e-9])
    sums = np.concatenate([[0], np.cumsum(10 * losses.astype(np.float32), dtype=np.float32)])
    states = np.column_stack([sums, 10.0 * np.arange(len(sums))])
    found = [loss_between(a, b) for a, b in pairwise(states)]
    np.testing.assert_allclose(found[:3], losses[:3], rtol=1e-2)
    assert np.isnan(found[3:]).all()
    assert loss_between(states[2], states[2]) is None


@pytest.mark.parametrize(
    ("epoch", "batch", "stopped"),
    [(2, 1, "all steps done"), (2, 0, "stopped early"), (1, 1, "stopped early")],
)
def test_a_stop_is_early_only_before_the_last_batch_of_all(
    epoch: int, batch: int, stopped: str
) -> None:
    class Stop(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
            self.epoch = epoch

        def on_train_batch_end(self, number: int, logs: Any = None) -> None:
            if (self.epoch, number) == (epoch, batch):
                self.model.stop_training = True

    callback = recorder()
    fit(dense(), callback, batch=20, epochs=3, callbacks=[Stop()])
    assert callback.recording is not None
    assert callback.recording.stopped == stopped


def test_fitting_on_goes_on_in_the_same_recording() -> None:
    callback, model = recorder(), dense()
    fit(model, callback, epochs=2)
    fit(model, callback, epochs=4)
    assert_the_same_numbers(callback.recording, by_hand(epochs=6))
