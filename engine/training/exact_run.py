"""Write down the run of a chain of stages: its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.geometry.decisions import accuracies
from engine.geometry.warps import Warp
from engine.networks.chains import every_stage
from engine.networks.stages import Stage, through
from engine.recordings.metrics import Metrics
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.tracing.parameter_sources import Reshaped, Source, read
from engine.tracing.tracing import ReadNetwork, agree
from engine.training.applied_loss import Loss
from engine.training.judging import Judge
from engine.training.labelled_points import LabelledPoints
from engine.training.losses import measured, usual_losses
from engine.training.measuring.measurements import Measurements
from engine.training.parameter_log import ParameterLog
from engine.training.thresholds import single_costs, told_threshold
from engine.training.told_answers import refuse_answers

MANY = 32
"""Steps whose losses are compared with a usual one's, at most."""
EPSILONS = 16
"""Steps of a network's own precision by which its outputs may be rounded."""
CHANGED = (
    "the network computes something else now than when recording began (a number or layer was "
    "exchanged); give Recorder(…, layers=[…]) the layers whose activations to record"
)


class ExactRun:
    """The run of a network that is a chain of stages.

    Parameters
    ----------
    network : nn.Module
    read : ReadNetwork
        The same as stages.
    every, budget : int
        As `StepLog` has them.
    """

    def __init__(self, network: nn.Module, read: ReadNetwork, every: int, budget: int) -> None:
        self.stages = read.stages
        self._names = sorted(read.sources)
        self._shared = _shared(read)
        self._log = ParameterLog([read.sources[name] for name in self._names], every, budget)
        self.groups = _groups(network, read.stages, read.sources)
        self.judges: tuple[Judge, ...] = ()

    def follow(self, network: nn.Module, read: ReadNetwork) -> None:
        """Go on with a network that was read anew, as layers of it were exchanged.

        Raises
        ------
        NetworkError
            If it is another chain of stages now.
        """
        if read.stages != self.stages:
            raise NetworkError(_difference(self.stages, read.stages))
        if not self._log.follow([read.sources[name] for name in self._names]):
            raise NetworkError("its parameters have other shapes")
        shared = _shared(read)
        self._shared = {n: other for n, other in self._shared.items() if shared.get(n) == other}
        self.groups = _groups(network, read.stages, read.sources)

    @property
    def sources(self) -> list[Source]:
        """Where its parameters are read."""
        return self._log.sources

    def state(self) -> dict[str, Tensor]:
        """Return the parameters as they are now, by the names that a recording has for them."""
        return dict(zip(self._names, map(read, self._log.sources), strict=True))

    @property
    def last_kept(self) -> int:
        """The last step of which parameters were kept."""
        return self._log.steps[-1]

    def is_due(self, step: int) -> bool:
        """Whether it is the turn of this step."""
        return self._log.is_due(step)

    def keep(
        self, step: int, layers: Mapping[str, Any] | None = None, validation: Any = None
    ) -> None:
        """Write down the parameters, if it is the turn of this step."""
        refuse_answers(layers=layers, validation=validation)
        self._log.keep(step)

    def keep_last(
        self, step: int, layers: Mapping[str, Any] | None = None, validation: Any = None
    ) -> None:
        """Write down the parameters after the last update."""
        refuse_answers(layers=layers, validation=validation)
        self._log.keep_last(step)

    def recording(
        self,
        measurements: Measurements,
        judge: Judge,
        validation: LabelledPoints | None,
        spec: RunSpec | None,
        **facts: Any,
    ) -> Recording:
        """Return the recording, with all that can be measured afterwards."""
        data = judge.points.data
        run = Recording(
            data=data,
            stages=self.stages,
            steps=np.array(self._log.steps, dtype=np.int64),
            metrics=measurements.metrics(judge.threshold),
            tensors=dict(zip(self._names, self._log.stacked(), strict=True)),
            spec=spec,
            threshold=judge.threshold if self.stages[-1].outputs == 1 else None,
            shared=self._shared,
            **facts,
        )
        if judge.is_undecided and (threshold := _threshold(run, judge)) != judge.threshold:
            judge = replace(judge, threshold=threshold)
            metrics = measurements.metrics(threshold)
            run = replace(run, threshold=threshold, metrics=metrics)
        if judge.loss is None and (told := _told_loss(run, judge)) is not None:
            judge = replace(judge, loss=told)
            run.metrics.loss[-1] = judge.measure(_outputs(run, judge, run.last_step))
        if not (measurements.know_accuracy or data.is_regression):
            run.metrics.accuracy[run.steps] = accuracies(run)
        if validation is not None:
            run = replace(run, metrics=_validated(run, judge.for_points(validation)))
        return run


def still_computes(run: Recording, inputs: Tensor, outputs: Tensor) -> bool:
    """Return whether a network's outputs are those of its recording, where they are finite.

    Parameters
    ----------
    run : Recording
    inputs : Tensor (points, …)
    outputs : Tensor (points, …)
        The network's own, after the last update.
    """
    if not outputs.isfinite().all():
        return True
    points = inputs.cpu().float().flatten(1)
    replayed = through(run.stages, points, run.parameters(run.last_step, torch.float32))
    return agree(replayed, outputs.float(), EPSILONS * torch.finfo(outputs.dtype).eps)


def _outputs(run: Recording, judge: Judge, step: int) -> Tensor:
    x = torch.from_numpy(judge.points.data.features.copy())
    return through(run.stages, x, run.parameters(step, torch.float32))


def _threshold(run: Recording, judge: Judge) -> float:
    """Return the threshold of a single output, which some of the losses tell."""
    told = [step for step in run.steps if np.isfinite(run.metrics.loss[step])]
    if not told:
        return judge.threshold
    chosen = [told[i] for i in np.unique(np.linspace(0, len(told) - 1, MANY).astype(int))]
    costs = [single_costs(_outputs(run, judge, step), run.data.labels) for step in chosen]
    return told_threshold(run.metrics.loss[chosen], np.array(costs))


def _told_loss(run: Recording, judge: Judge) -> Loss | None:
    """Return the usual loss that the recorded ones are of all points; None if none is."""
    told = [step for step in run.steps[:-1] if step < len(run.metrics.loss)]
    if not told or run.data.is_regression or not np.isnan(run.metrics.loss[-1]):
        return None
    ends = told[0], told[-1]
    outputs = [_outputs(run, judge, step) for step in ends]
    for loss in usual_losses(run.stages[-1].outputs):
        costs = [measured(judge, loss, each) for each in outputs]
        if np.allclose(costs, run.metrics.loss[[*ends]], rtol=1e-4, atol=1e-7):
            return loss
    return None


def _validated(run: Recording, judge: Judge) -> Metrics:
    """Return the metrics, with those of points that were not trained on, where others are."""
    loss = np.full(len(run.metrics.loss), np.nan, dtype=np.float32)
    accuracy = loss.copy()
    points = judge.points.data
    known = np.isfinite(run.metrics.accuracy) | np.isfinite(run.metrics.loss)
    steps = run.steps[known[run.steps]]
    swept = (outputs for chunk in Warp(run).sweep(points.features, steps) for outputs in chunk)
    for step, outputs in zip(steps, swept, strict=True):
        logits = torch.from_numpy(outputs)
        loss[step] = judge.measure(logits)
        accuracy[step] = judge.accuracy(logits)
    return replace(run.metrics, validation_loss=loss, validation_accuracy=accuracy)


def _difference(before: Sequence[Stage], now: Sequence[Stage]) -> str:
    """Return how two chains of stages differ, for a message."""
    if len(before) != len(now):
        return f"it had {len(before)} layers and operations, and has {len(now)}"
    old, new = next((a, b) for a, b in zip(before, now, strict=True) if a != b)
    if old.name != new.name:
        return f"its layer {new.name!r} has taken the place of {old.name!r}"
    if (old.inputs, old.outputs) != (new.inputs, new.outputs):
        return (
            f"its layer {old.name!r} led from {old.inputs} to {old.outputs} units, and now from "
            f"{new.inputs} to {new.outputs}"
        )
    return f"its layer {old.name!r} is of another kind"


def _shared(read: ReadNetwork) -> dict[str, str]:
    """Return which parameters of stages have the same source as one of an earlier stage."""
    first: dict[int, str] = {}
    names = dict.fromkeys(name for stage in read.stages for name in stage.parameters)
    earliest = {name: first.setdefault(id(read.sources[name]), name) for name in names}
    return {name: other for name, other in earliest.items() if other != name}


def _groups(
    network: nn.Module, stages: Sequence[Stage], sources: Mapping[str, Source]
) -> dict[str, list[nn.Parameter]]:
    """Return the trained parameters of every stage that has some, by the stage's name.

    What several stages share counts with the first of them, lest their sum have it twice.
    """
    trained = dict(network.named_parameters())
    groups: dict[str, list[nn.Parameter]] = {}
    counted: set[int] = set()
    for stage in stages:
        if not stage.parameters:
            continue
        read = {id(_tensor(sources[name])) for name in stage.parameters}
        homes = tuple(f"{part.name}." for part in every_stage([stage]))
        group = [
            p
            for name, p in trained.items()
            if (id(p) in read or name.startswith(homes)) and id(p) not in counted
        ]
        counted.update(map(id, group))
        groups.setdefault(stage.name, []).extend(group)
    return groups


def _tensor(source: Source) -> Source:
    """Return the tensor that a source reads, if it is known."""
    return source.tensor if isinstance(source, Reshaped) else source
