"""What a Trainer of transformers trains is recorded as a loop of one's own would be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.utils.data import Dataset
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    EarlyStoppingCallback,
    Trainer,
    TrainingArguments,
)

from engine.recordings.opening import open_recording
from engine.recordings.probed import ProbedRecording
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
)
from warpreel.integrations import TrainerRecorder


class Answers(Network):
    """Gives its loss with the logits where labels are given, as models of transformers do."""

    def forward(self, x: Tensor, labels: Tensor | None = None) -> dict[str, Tensor]:  # type: ignore[override]
        logits = super().forward(x)
        if labels is None:
            return {"logits": logits}
        return {"loss": nn.functional.cross_entropy(logits, labels), "logits": logits}


class Rows(Dataset[dict[str, Tensor]]):
    def __init__(self, name: str, points: Tensor, labels: Tensor) -> None:
        self.rows = [{name: x, "labels": y} for x, y in zip(points, labels, strict=True)]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> dict[str, Tensor]:
        return self.rows[place]


def make_trainer(
    folder: Path,
    batch: int = 40,
    epochs: int = STEPS,
    kind: type[Trainer] = Trainer,
    **options: Any,
) -> Trainer:
    network = Answers()
    arguments = TrainingArguments(
        output_dir=str(folder), per_device_train_batch_size=batch, num_train_epochs=epochs,
        report_to="none", use_cpu=True, disable_tqdm=True, max_grad_norm=0, save_strategy="no",
        train_sampling_strategy="sequential", dataloader_pin_memory=False, **options,
    )  # fmt: skip
    optimizer = torch.optim.SGD(network.parameters(), RATE)
    constant = torch.optim.lr_scheduler.ConstantLR(optimizer, 1.0)
    return kind(
        network, arguments, train_dataset=Rows("x", POINTS, LABELS),
        eval_dataset=Rows("x", HELD, HELD_LABELS), optimizers=(optimizer, constant),
    )  # fmt: skip


def recorder(trainer: Trainer, **options: Any) -> TrainerRecorder:
    return TrainerRecorder(trainer, POINTS, LABELS, validation=(HELD, HELD_LABELS), **options)


def test_the_numbers_are_those_of_a_loop_by_hand(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path)
    callback = recorder(trainer)
    trainer.train()
    assert_the_same_numbers(callback.recording, by_hand())


def test_every_batch_of_every_epoch_is_a_step(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, batch=10, epochs=2)
    callback = recorder(trainer)
    trainer.train()
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=2))


def test_accumulated_batches_are_one_step(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, batch=10, epochs=3, gradient_accumulation_steps=2)
    callback = recorder(trainer)
    trainer.train()
    assert_the_same_numbers(callback.recording, by_hand(batch=10, epochs=3, accumulate=2))


def test_a_loss_that_is_not_told_is_unknown(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, epochs=2)
    unheard = trainer.training_step
    callback = recorder(trainer)
    trainer.training_step = unheard  # type: ignore[method-assign]
    trainer.train()
    assert callback.recording is not None
    assert np.isnan(callback.recording.metrics.loss).all()
    expected = by_hand(epochs=2).metrics
    np.testing.assert_allclose(callback.recording.metrics.accuracy, expected.accuracy)


class Weighted(Trainer):
    """A trainer with a loss of its own, of which the model knows nothing."""

    def compute_loss(self, model: nn.Module, inputs: Any, *_: Any, **__: Any) -> Tensor:
        labels = inputs.pop("labels")
        return 3 * nn.functional.cross_entropy(model(**inputs)["logits"], labels)


def test_the_loss_is_that_which_the_trainer_computes(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, epochs=1, kind=Weighted)
    callback = recorder(trainer)
    trainer.train()
    assert callback.recording is not None
    loss = callback.recording.metrics.loss[0]
    assert loss == pytest.approx(3 * by_hand(epochs=1).metrics.loss[0], rel=1e-6)


def test_the_file_is_written_when_training_ends(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path)
    recorder(trainer, path=tmp_path / "run.safetensors")
    trainer.train()
    assert_the_same_numbers(open_recording(tmp_path / "run.safetensors"), by_hand())


def test_an_early_end_is_told(tmp_path: Path) -> None:
    trainer = make_trainer(
        tmp_path, epochs=30, eval_strategy="epoch", metric_for_best_model="eval_runtime",
        greater_is_better=False,
    )  # fmt: skip
    trainer.add_callback(EarlyStoppingCallback(1, early_stopping_threshold=1e9))
    callback = recorder(trainer)
    trainer.train()
    assert callback.recording is not None
    assert callback.recording.stopped == "stopped early"
    assert callback.recording.last_step < 30


def test_what_was_recorded_before_an_error_can_be_kept(tmp_path: Path) -> None:
    trainer = make_trainer(tmp_path, batch=20, epochs=1)
    trainer.train_dataset.rows[30]["labels"] = torch.tensor(7)  # type: ignore[union-attr]
    callback = recorder(trainer)
    with pytest.raises((IndexError, RuntimeError)):
        trainer.train()
    recording = callback.finish()
    assert recording.stopped == "interrupted"
    assert recording.metrics.loss[0] == by_hand(batch=20, epochs=1).metrics.loss[0]
    assert callback.finish() is recording


def test_a_transformer_is_recorded_by_a_probe(tmp_path: Path) -> None:
    torch.manual_seed(0)
    words = torch.randint(0, 20, (30, 7))
    labels = (words[:, 0] > 9).long()
    config = BertConfig(
        vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16, max_position_embeddings=16,
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    arguments = TrainingArguments(
        output_dir=str(tmp_path), per_device_train_batch_size=30, max_steps=3, report_to="none",
        use_cpu=True, disable_tqdm=True, save_strategy="no", dataloader_pin_memory=False,
    )  # fmt: skip
    trainer = Trainer(model, arguments, train_dataset=Rows("input_ids", words, labels))
    callback = TrainerRecorder(trainer, words, labels)
    trainer.train()
    recording = callback.recording
    assert isinstance(recording, ProbedRecording)
    assert recording.steps.tolist() == [0, 1, 2, 3]
    with torch.no_grad():
        logits = model.eval()(words[recording.probe]).logits
    np.testing.assert_allclose(recording.answer("output", 3), logits, rtol=1e-3, atol=1e-4)
