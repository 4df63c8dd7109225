"""Models of Keras for tests, and their training, on whatever backend Keras has."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from tests.support.same_run import LABELS, POINTS, RATE, STEPS, Network
from warpreel.integrations import KerasRecorder


def dense(*more: Any) -> keras.Model:
    """Return the network that every library trains, with the same first weights."""
    network = Network()
    model = keras.Sequential(
        [
            keras.layers.Input((2,)),
            keras.layers.Dense(5, activation="tanh", name="inner"),
            *more,
            keras.layers.Dense(2, name="outer"),
        ]
    )
    for layer in (network.inner, network.outer):
        name = "inner" if layer is network.inner else "outer"
        weights = [layer.weight.detach().numpy().T, layer.bias.detach().numpy()]
        model.get_layer(name).set_weights(weights)
    return model


def fit(
    model: keras.Model,
    recorder: KerasRecorder,
    batch: int = 40,
    epochs: int = STEPS,
    points: Any = POINTS.numpy(),  # noqa: B008 — it is not changed
    labels: Any = LABELS.numpy(),  # noqa: B008
    **options: Any,
) -> Any:
    """Train a model, batches in order."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(RATE), loss, run_eagerly=options.pop("run_eagerly", False))
    callbacks = [recorder, *options.pop("callbacks", [])]
    return model.fit(
        np.asarray(points), np.asarray(labels), batch_size=batch, epochs=epochs, shuffle=False,
        verbose=0, callbacks=callbacks, **options,
    )  # fmt: skip
