"""Train a network and record every step."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from engine.data.dataset import Dataset
from engine.data.make_dataset import make_dataset
from engine.data.validation import held_out
from engine.errors import DivergenceError, UsageError
from engine.geometry.decisions import classes_of, single_output_threshold
from engine.networks.optimizers import OPTIMIZERS
from engine.progress import TrainingStep
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.losses import loss_of
from engine.training.networks import build_network
from engine.training.recorder import Recorder

MEASURED = 2048
"""Points by which loss and accuracy are measured for a step of mini-batches, on average."""


def train(
    spec: RunSpec, progress: TrainingStep | None = None, *, data: Dataset | None = None
) -> Recording:
    """Train the network of a spec and return the recording.

    Loss and accuracy are those of all points that are trained on, at a step's parameters before the
    update, for mini-batches too; the gradient is the one that is stepped along. They are measured
    at every step, but with mini-batches of many points only at every so many steps, such that
    no more than about `MEASURED` points are measured for a step.

    Parameters
    ----------
    spec : RunSpec
        Data, network, optimisation.
    progress : callable, optional
        Called at each step with the step, the loss and the accuracy.
    data : Dataset, optional
        Train on these points instead of making the spec's.

    Returns
    -------
    Recording
        ``stopped`` is "interrupted" if Ctrl-C came in between.

    Raises
    ------
    DivergenceError
        If the loss stops being finite; what was recorded is in its ``recording``.
    UsageError, DataError
        If the data set cannot be made.
    """
    data = data or make_dataset(
        spec.data,
        samples=spec.samples,
        noise=spec.noise,
        classes=spec.classes,
        turns=spec.turns,
        seed=spec.seed,
        standardise=spec.standardise,
        label=spec.label,
        columns=spec.columns,
        sep=spec.sep,
    )
    held = None
    if spec.validation is not None:
        data, held = held_out(data, spec.validation, spec.seed)
    if spec.batch is not None and spec.batch > data.samples:
        raise UsageError(f"--batch {spec.batch}: there are only {data.samples} samples")
    with repeatable(spec.seed):
        network = build_network(spec, data.dims, data.classes)
        return _run(spec, data, held, network, progress or (lambda step, loss, accuracy: None))


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Seed torch and use one thread: faster for small networks, and sums keep their order.

    Both are as before afterwards.
    """
    threads = torch.get_num_threads()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)


def _run(
    spec: RunSpec,
    data: Dataset,
    held: Dataset | None,
    network: nn.Module,
    progress: TrainingStep,
) -> Recording:
    features = torch.from_numpy(data.features.copy())
    labels = torch.from_numpy(data.labels.copy())
    loss_function = loss_of(spec.loss, data.classes)
    kind = OPTIMIZERS.find(spec.optimizer)
    optimizer: torch.optim.Optimizer = getattr(torch.optim, kind.module)(
        network.parameters(),
        lr=spec.learning_rate,
        weight_decay=spec.weight_decay,
        **kind.arguments,
    )
    recorder = Recorder(
        network,
        data,
        loss=loss_function,
        validation=held,
        every=spec.record_every,
        budget=spec.record_budget * 1_000_000,
        spec=spec,
    )
    batches = _batches(data.samples, spec.batch)
    often = 1 if spec.batch is None else _power_of_two(data.samples // MEASURED)
    stopped, reached, measured = "all steps done", None, False
    shown = torch.nan, 0.0

    threshold = single_output_threshold(recorder.stages)

    def evaluated() -> tuple[Tensor, Tensor]:
        with torch.set_grad_enabled(spec.batch is None):
            outputs = network(features)
            return loss_function(outputs, labels), outputs

    try:
        for step in range(spec.steps + 1):
            optimizer.zero_grad()
            whole = evaluated() if step % often == 0 or step == spec.steps else None
            if spec.batch is None and whole is not None:
                whole[0].backward()
            else:
                chosen = next(batches)
                part = loss_function(network(features[chosen]), labels[chosen])
                part.backward()
                if whole is None and not torch.isfinite(part):
                    whole = evaluated()
            recorder.record(*(whole or (None,)))
            measured = whole is not None
            if whole is not None:
                right = int((classes_of(whole[1], threshold) == labels).sum())
                shown = whole[0].item(), right / data.samples
            progress(step, *shown)
            if not math.isfinite(shown[0]):
                raise DivergenceError(
                    f"training diverged at step {step} (loss {shown[0]}); lower --rate "
                    f"(it was {spec.learning_rate:g}) or choose another --optimizer",
                    _finished(recorder, "diverged", True),
                )
            if measured and shown[1] >= spec.target_accuracy:
                reached = step if reached is None else reached
                if step >= reached + spec.settle:
                    stopped = "target reached"
                    break
            if step == spec.steps:
                break
            measured = False
            optimizer.step()
    except KeyboardInterrupt:
        stopped = "interrupted"
    return _finished(recorder, stopped, measured)


def _power_of_two(most: int) -> int:
    """Return the largest power of two up to `most`, or 1: the spacing of records doubles too."""
    return 1 << max(most.bit_length() - 1, 0)


def _finished(recorder: Recorder, stopped: str, measured: bool) -> Recording:
    recording = recorder.finish(stopped, measured=measured)
    assert isinstance(recording, Recording)  # our own networks are chains of stages
    return recording


def _batches(samples: int, size: int | None) -> Iterator[Tensor]:
    """Yield shuffled batches of indices without end, every sample once an epoch."""
    while True:
        yield from torch.randperm(samples).split(size or samples)
