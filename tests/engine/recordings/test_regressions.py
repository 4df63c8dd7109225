"""It is known of a run whether its outputs are those of its targets, and a curve."""

import pytest
import torch
from torch import nn

from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.regressions import fits_a_curve, has_an_output_each
from engine.training.recorder import Recorder


def recorded(
    inputs: int, outputs: int, targets: int, layers: list[str] | None = None
) -> Recording | ProbedRecording:
    recorder = Recorder(
        nn.Sequential(nn.Linear(inputs, outputs)), torch.zeros(4, inputs),
        torch.full((4, targets), 0.5), layers=layers, loss=lambda z, t: (z[:, :1] - t).abs().mean(),
    )  # fmt: skip
    recorder.record(0.5)
    return recorder.finish()


@pytest.mark.parametrize("layers", [None, ["0"]], ids=["exact", "probed"])
@pytest.mark.parametrize(("outputs", "targets"), [(1, 1), (2, 2), (2, 1), (1, 2)])
def test_there_is_an_output_for_each_target_or_not(
    layers: list[str] | None, outputs: int, targets: int
) -> None:
    run = recorded(1, outputs, targets, layers)
    assert isinstance(run, Recording) == (layers is None)
    assert has_an_output_each(run) == (outputs == targets)


@pytest.mark.parametrize(
    ("inputs", "outputs", "targets", "fits"),
    [(1, 1, 1, True), (2, 1, 1, False), (1, 2, 1, False), (1, 2, 2, False)],
)
def test_one_number_predicted_from_one_is_a_curve(
    inputs: int, outputs: int, targets: int, fits: bool
) -> None:
    run = recorded(inputs, outputs, targets)
    assert isinstance(run, Recording)
    assert fits_a_curve(run) == fits


def test_classes_need_no_target_each_and_are_no_curve(mlp: Recording) -> None:
    assert has_an_output_each(mlp)
    assert not fits_a_curve(mlp)
