"""Record your own training loop, then film it.

python examples/own_loop.py own.safetensors
warpreel render space-warp --recording own.safetensors
"""

import sys

import torch
from sklearn.datasets import make_moons
from torch import nn

from warpreel import Recorder

torch.manual_seed(0)
points, labels = make_moons(200, noise=0.1, random_state=0)
points = torch.tensor(points, dtype=torch.float32)
labels = torch.tensor(labels)

network = nn.Sequential(
    nn.Linear(2, 12), nn.LeakyReLU(0.2), nn.Linear(12, 2), nn.Tanh(), nn.Linear(2, 2)
)
optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
loss_function = nn.CrossEntropyLoss()

recorder = Recorder(network, points, labels, loss=loss_function)
for _ in range(300):
    optimizer.zero_grad()
    loss = loss_function(network(points), labels)
    loss.backward()
    recorder.record(loss)
    optimizer.step()
path = recorder.finish().save(sys.argv[1] if len(sys.argv) > 1 else "own.safetensors")
print(f"recorded {path}")
