"""Record what Keras trains, then film it (pip install keras).

python examples/keras_fit.py keras.safetensors
warpreel render space-warp --recording keras.safetensors
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "torch")  # exact; on others, what the layers answer

import keras
from sklearn.datasets import make_moons

from warpreel.integrations import KerasRecorder

keras.utils.set_random_seed(0)
points, labels = make_moons(200, noise=0.1, random_state=0)
model = keras.Sequential(
    [
        keras.layers.Input((2,)),
        keras.layers.Dense(12, activation="tanh"),
        keras.layers.Dense(2, activation="tanh"),
        keras.layers.Dense(2),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.02),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)
path = sys.argv[1] if len(sys.argv) > 1 else "keras.safetensors"
recorder = KerasRecorder(points, labels, path=path)
model.fit(points, labels, batch_size=100, epochs=150, verbose=0, callbacks=[recorder])
print(f"recorded {recorder.recording.last_step} steps")
