"""Record what a Lightning Trainer trains, then film it (pip install lightning).

python examples/lightning_trainer.py lightning.safetensors
warpreel render space-warp --recording lightning.safetensors
"""

import sys

import lightning.pytorch as pl
import torch
from sklearn.datasets import make_moons
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from warpreel.integrations import LightningRecorder

points, labels = make_moons(200, noise=0.1, random_state=0)
data = TensorDataset(torch.tensor(points, dtype=torch.float32), torch.tensor(labels))


class Classifier(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(2, 12), nn.Tanh(), nn.Linear(12, 2), nn.Tanh(), nn.Linear(2, 2)
        )

    def forward(self, x):
        return self.layers(x)

    def training_step(self, batch):
        return nn.functional.cross_entropy(self(batch[0]), batch[1])

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=0.02)


pl.seed_everything(0)
path = sys.argv[1] if len(sys.argv) > 1 else "lightning.safetensors"
recorder = LightningRecorder(data, path=path)
trainer = pl.Trainer(
    max_epochs=150,
    accelerator="cpu",
    logger=False,
    enable_checkpointing=False,
    callbacks=[recorder],
)
trainer.fit(Classifier(), DataLoader(data, batch_size=100, shuffle=True))
print(f"recorded {recorder.recording.last_step} steps")
