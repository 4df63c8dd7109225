"""Record what a skorch net trains, then film it (pip install skorch).

python examples/skorch_net.py skorch.safetensors
warpreel render space-warp --recording skorch.safetensors
"""

import sys

import torch
from sklearn.datasets import make_moons
from skorch import NeuralNetClassifier
from torch import nn

from warpreel.integrations import SkorchRecorder

torch.manual_seed(0)
points, labels = make_moons(200, noise=0.1, random_state=0)
points = points.astype("float32")

path = sys.argv[1] if len(sys.argv) > 1 else "skorch.safetensors"
recorder = SkorchRecorder(points, labels, path=path)
net = NeuralNetClassifier(
    nn.Sequential(nn.Linear(2, 12), nn.Tanh(), nn.Linear(12, 2), nn.Tanh(), nn.Linear(2, 2)),
    criterion=nn.CrossEntropyLoss,
    optimizer=torch.optim.Adam,
    lr=0.02,
    max_epochs=150,
    batch_size=100,
    train_split=None,
    verbose=0,
    callbacks=[recorder],
)
net.fit(points, labels)
print(f"recorded {recorder.recording.last_step} steps")
