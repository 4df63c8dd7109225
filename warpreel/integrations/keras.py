"""Record what Keras trains, on any of its backends."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import keras
import numpy as np
from torch import Tensor, nn

from engine.errors import DataError, NetworkError
from engine.tracing.tracing import evaluating
from warpreel.integrations.recorded_run import RecordedRun

LOST = 100
"""Times the rounding of the sum of losses that one must be to be known to a hundredth."""


class KerasRecorder(RecordedRun, keras.callbacks.Callback):
    """Callback for ``model.fit(X, y, callbacks=[KerasRecorder(X, y, path="run.safetensors")])``.

    A step is a batch. On the PyTorch backend, chains of dense layers and activations are recorded
    exactly; of any other model, and on any other backend, what its layers answer is recorded, and
    no gradients. Put it before callbacks that restore earlier weights at the end of training.

    Parameters
    ----------
    features, labels, path, **options
        As `RecordedRun` has them.
    """

    def on_train_begin(self, logs: Any = None) -> None:
        """Begin to record."""
        self._probe, layers = None, self.options.get("layers")
        if keras.backend.backend() == "torch" and layers is None:
            self.begin(KerasNetwork(self.model))
            if not self.recorder.reason:
                return
        self.begin(None)
        self._probe = LayerProbe(self.model, self.recorder.inputs, layers)
        self._held = self.recorder.validation_inputs

    def on_epoch_begin(self, epoch: int, logs: Any = None) -> None:
        """Keep the number of the epoch, and of its batches."""
        self._epoch, self._batch = epoch, -1

    def on_train_batch_begin(self, batch: int, logs: Any = None) -> None:
        """Keep the state to which the loss of this batch will belong."""
        self._batch = batch
        self._before = running_loss(self.model)
        if self._probe is None:
            self.recorder.keep_state()
        else:
            self._answers = self._answer() if self.recorder.due else {}

    def on_train_batch_end(self, batch: int, logs: Any = None) -> None:
        """Record the step."""
        loss = loss_between(self._before, running_loss(self.model))
        self.recorder.record(loss, **(self._answers if self._probe else {}))

    def on_train_end(self, logs: Any = None) -> None:
        """Save the recording."""
        is_early = self.model.stop_training and not self._is_through()
        answers = self._answer() if self._probe else {}
        self.finish("stopped early" if is_early else "all steps done", **answers)

    def _is_through(self) -> bool:
        """Return whether the last batch of the last epoch was trained on."""
        epochs, batches = self.params["epochs"], self.params.get("steps")
        return self._epoch == epochs - 1 and batches in (None, self._batch + 1)

    def _answer(self) -> dict[str, Any]:
        """Return what the layers answer now, and the model to the validation points."""
        assert self._probe is not None
        answers: dict[str, Any] = {"layers": self._probe()}
        if self._held is not None:
            answers["validation"] = evaluated(self.model, self.model, self._held)
        return answers


class KerasNetwork(nn.Module):
    """A Keras model on the PyTorch backend, whose parameters have the names of its layers."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        for layer in model.layers:
            for variable in layer.variables:
                name = layer.name if variable.name == "kernel" else f"{layer.name}_{variable.name}"
                if name.isidentifier() and not hasattr(self, name):
                    self.register_parameter(name, variable.value)
        self.model = model

    def forward(self, x: Tensor) -> Tensor:
        """Return the model's answers."""
        answers: Tensor = self.model(x)
        return answers


class LayerProbe:
    """What the layers of a Keras model answer to some points, in evaluation.

    Parameters
    ----------
    model : keras.Model
        Of a subclass of one's own only the output is known.
    points : array (points, …)
    layers : sequence of str, optional
        Names of those to listen to.

    Raises
    ------
    NetworkError
        If there is no such layer.
    """

    def __init__(self, model: Any, points: np.ndarray, layers: Sequence[str] | None) -> None:
        self._model, self._points, self._listening = model, points, model
        self._layers: dict[str, Any] = {}
        if isinstance(model, keras.Sequential) or type(model).__name__ == "Functional":
            self._listen({layer.name: layer.output for layer in _chosen(model, layers)})
            if layers is None and self._hears_the_output():
                self._layers.popitem()
                self._listen(self._layers)
        elif layers is not None:
            raise NetworkError("the layers of a model of one's own class cannot be named")

    def _listen(self, layers: dict[str, Any]) -> None:
        self._layers = layers
        outputs = [*layers.values(), self._model.outputs[0]]
        self._listening = keras.Model(self._model.inputs[0], outputs)

    def _hears_the_output(self) -> bool:
        """Whether the last layer answers just what the model does."""
        *_, last, output = self().values()
        same = last.shape == output.shape
        return same and bool(keras.ops.all(keras.ops.equal(last, output)))

    def __call__(self) -> dict[str, Any]:
        """Return each layer's answers, tensor (points, …), the output last."""
        answers = evaluated(self._model, self._listening, self._points)
        parts = answers if isinstance(answers, (list, tuple)) else [answers]
        return dict(zip([*self._layers, "output"], parts, strict=True))


def evaluated(model: Any, listening: Any, points: np.ndarray) -> Any:
    """Return what a model, or one that listens to its layers, answers in evaluation."""
    on_torch = isinstance(model, nn.Module)
    still: AbstractContextManager[None] = evaluating(model) if on_torch else nullcontext()
    with still:
        return listening(points, training=False)


def _chosen(model: Any, names: Sequence[str] | None) -> list[Any]:
    """Return the layers of some names, or all that have something to say."""
    if names is None:
        silent = (keras.layers.InputLayer, keras.layers.Dropout, keras.layers.Flatten)
        return [layer for layer in model.layers if not isinstance(layer, silent)]
    known = {layer.name: layer for layer in model.layers}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise NetworkError(f"the model has no layer {unknown[0]!r}, only {', '.join(known)}")
    return [known[name] for name in names]


def loss_between(before: np.ndarray, after: np.ndarray) -> float | None:
    """Return the loss of a batch by the sums before and after it, and by the numbers of points.

    It is NaN where it is lost in the rounding of the sum, which Keras keeps in single precision.
    """
    total, count = after - before
    if not count:
        return None
    if abs(total) < LOST * np.finfo(np.float32).eps * abs(after[0]):
        return float("nan")
    return float(total / count)


def running_loss(model: Any) -> np.ndarray:
    """Return the sum of the losses of all points of this epoch so far, and their number.

    Raises
    ------
    DataError
        If the model does not keep its mean loss.
    """
    metric = next((m for m in model.metrics if m.name == "loss" and hasattr(m, "total")), None)
    if metric is None:
        raise DataError(
            "KerasRecorder needs the mean loss among the model's metrics, named 'loss', as "
            "compile(loss=…) puts it there"
        )
    return np.array([float(metric.total.value), float(metric.count.value)])
