"""Record what a Trainer of transformers trains, then film it (pip install transformers accelerate).

python examples/huggingface_trainer.py trainer.safetensors
warpreel render space-warp --recording trainer.safetensors
"""

import sys

import torch
from sklearn.datasets import make_moons
from torch import nn
from transformers import Trainer, TrainingArguments, set_seed

from warpreel.integrations import TrainerRecorder

points, labels = make_moons(200, noise=0.1, random_state=0)
points, labels = torch.tensor(points, dtype=torch.float32), torch.tensor(labels)


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(2, 12), nn.Tanh(), nn.Linear(12, 2), nn.Tanh(), nn.Linear(2, 2)
        )

    def forward(self, x, labels=None):
        logits = self.layers(x)
        if labels is None:
            return {"logits": logits}
        return {"loss": nn.functional.cross_entropy(logits, labels), "logits": logits}


set_seed(0)
trainer = Trainer(
    Classifier(),
    TrainingArguments(
        per_device_train_batch_size=100,
        num_train_epochs=150,
        learning_rate=0.02,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
        disable_tqdm=True,
    ),
    train_dataset=[{"x": x, "labels": y} for x, y in zip(points, labels, strict=True)],
)
path = sys.argv[1] if len(sys.argv) > 1 else "trainer.safetensors"
recorder = TrainerRecorder(trainer, points, labels, path=path)
trainer.train()
print(f"recorded {recorder.recording.last_step} steps")
