"""Write down the run of any network: what its layers answer to a probe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import prod
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import DataError, NetworkError
from engine.recordings.metrics import Metrics
from engine.recordings.probed import ProbedRecording
from engine.tracing.probing import Probe
from engine.training.answer_log import AnswerLog
from engine.training.judging import Judge
from engine.training.labelled_points import LabelledPoints
from engine.training.losses import SINGLE
from engine.training.measuring.measurements import Measurements
from engine.training.parameter_log import ParameterLog
from engine.training.thresholds import single_costs, told_threshold
from engine.training.told_answers import as_array, refuse_answers, validation_outputs
from engine.training.users_network import kept_tensors, parameters_by_module


class Seen(NamedTuple):
    """What was measured at a step that is kept: accuracies by threshold, and single outputs' costs.

    Attributes
    ----------
    accuracies : dict
    costs : tuple of float
        As `single_costs` has them, if it is not known what the output means; else empty.
    held_loss : float
    held_accuracies : dict
        Of the validation points.
    """

    accuracies: dict[float, float]
    costs: tuple[float, ...]
    held_loss: float
    held_accuracies: dict[float, float]


class ProbedRun:
    """The run of a network whose layers answer to a probe.

    Parameters
    ----------
    probe : Probe or None
        None where the loop tells the answers.
    chosen : int64 array (points,)
        Which of the data are the probe.
    judge : Judge
        Of the probe.
    reason : str
        Why the run is not recorded exactly.
    every, budget : int
        As `StepLog` has them.
    validation : tuple of Judge and Tensor, optional
        Of points that are not trained on, and their inputs.
    parameters : bool
        Whether the network's parameters are kept too, within the same budget.
    """

    def __init__(
        self,
        probe: Probe | None,
        chosen: np.ndarray,
        judge: Judge,
        reason: str,
        every: int,
        budget: int,
        validation: tuple[Judge, Tensor] | None = None,
        *,
        parameters: bool = False,
    ) -> None:
        self.chosen, self.reason = chosen, reason
        self.groups: dict[str, list[nn.Parameter]] = {}
        self._probe, self._judge, self._validation = probe, judge, validation
        self._every, self._budget = every, budget
        self._log: AnswerLog | None = None
        self._seen: dict[int, Seen] = {}
        self._tensors: dict[str, Tensor] = {}
        self._parameters: ParameterLog | None = None
        if parameters and probe is None:
            raise DataError("parameters=True needs the network; a Recorder without one has none")
        if probe is not None:
            self.groups = parameters_by_module(probe.network)
            self._tensors = kept_tensors(probe.network) if parameters else {}
            self._begin({n: (len(chosen), *shape) for n, shape in probe.shapes.items()})

    @property
    def judges(self) -> tuple[Judge, ...]:
        """Those who judge while the run goes on."""
        return (self._judge, *(self._validation or ())[:1])

    def follow(self) -> None:
        """Go on with the layers that have the same names now, as some were exchanged.

        Raises
        ------
        NetworkError
            If they, or the parameters that are kept, are others than before.
        """
        assert self._probe is not None
        self._probe.follow()
        if self._parameters is not None:
            kept = kept_tensors(self._probe.network)
            same = kept.keys() == self._tensors.keys()
            if not (same and self._parameters.follow([*kept.values()])):
                raise NetworkError("its parameters have other names or shapes")
            self._tensors = kept
        self.groups = parameters_by_module(self._probe.network, self.groups)

    def state(self) -> dict[str, Tensor]:
        """Return what the layers answer to the probe now; nothing if the loop tells it."""
        return {} if self._probe is None else self._probe.answers()

    @property
    def last_kept(self) -> int:
        """The last step of which answers were kept."""
        assert self._log is not None
        return self._log.steps[-1]

    def is_due(self, step: int) -> bool:
        """Whether it is the turn of this step."""
        return self._log is None or self._log.is_due(step)

    def keep(
        self, step: int, layers: Mapping[str, Any] | None = None, validation: Any = None
    ) -> None:
        """Write down the answers, if it is the turn of this step."""
        if layers is not None and self._log is None:
            self._begin({name: np.shape(values) for name, values in layers.items()})
        if self._log is None:
            raise DataError("a Recorder without a network needs record(…, layers={name: array})")
        if self._log.is_due(step):
            self._add(self._log, step, layers, validation)
        if self._parameters is not None:
            self._parameters.keep(step)

    def keep_last(
        self, step: int, layers: Mapping[str, Any] | None = None, validation: Any = None
    ) -> None:
        """Write down the answers after the last update."""
        if self._log is None:
            raise DataError("nothing was recorded; call record(…) in the loop first")
        if self._log.steps[-1:] != [step] and (self._probe is not None or layers is not None):
            self._add(self._log, step, layers, validation)
            if self._parameters is not None:
                self._parameters.keep_last(step)

    def recording(self, measurements: Measurements, judge: Judge, **facts: Any) -> ProbedRecording:
        """Return the recording."""
        assert self._log is not None
        data, threshold = judge.points.data, self._threshold(measurements, judge)
        answers, scales = self._log.stacked()
        rows = [] if self._parameters is None else self._parameters.stacked()
        return ProbedRecording(
            data=data,
            input_shape=judge.points.input_shape,
            shapes={name: shape[1:] for name, shape in self._log.shapes.items()},
            probe=self.chosen,
            steps=np.array(self._log.steps, dtype=np.int64),
            metrics=self._metrics(measurements, threshold),
            answers=answers,
            scales={name: values.numpy() for name, values in scales.items()},
            threshold=threshold,
            reason=self.reason,
            tensors=dict(zip(self._tensors, rows, strict=True)),
            trained=tuple(n for n, x in self._tensors.items() if isinstance(x, nn.Parameter)),
            **facts,
        )

    def _threshold(self, measurements: Measurements, judge: Judge) -> float:
        """Return the threshold of a single output, which some of the losses tell."""
        assert self._log is not None
        if judge.is_learned and judge.loss in SINGLE:
            return SINGLE[judge.loss]
        if not judge.is_undecided:
            return judge.threshold
        losses = measurements.all_losses
        seen = [(losses[step], self._seen[step].costs) for step in self._log.steps]
        known = [(loss, costs) for loss, costs in seen if costs and np.isfinite(loss)]
        if not known:
            return judge.threshold
        return told_threshold(*(np.array(part) for part in zip(*known, strict=True)))

    def _metrics(self, measurements: Measurements, threshold: float) -> Metrics:
        assert self._log is not None
        metrics, steps = measurements.metrics(threshold), self._log.steps
        seen = [self._seen[step] for step in steps]
        if not measurements.know_accuracy:
            metrics.accuracy[steps] = [each.accuracies[threshold] for each in seen]
        if self._validation is None:
            return metrics
        loss = np.full(len(metrics.loss), np.nan, dtype=np.float32)
        accuracy = loss.copy()
        if self._judge.loss is not None:  # or it has turned out to be another than was measured
            loss[steps] = [each.held_loss for each in seen]
        accuracy[steps] = [each.held_accuracies[threshold] for each in seen]
        return replace(metrics, validation_loss=loss, validation_accuracy=accuracy)

    def _begin(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        for name, shape in shapes.items():
            if len(shape) < 2 or shape[0] != len(self.chosen):
                raise DataError(
                    f"layers[{name!r}] has the shape {tuple(shape)}; give one row for each of the "
                    f"{len(self.chosen)} points"
                )
        if not shapes:
            raise DataError("layers names no layer")
        # Both logs hold as many rows, so that they are thinned out at the same steps.
        answers = sum(map(prod, shapes.values())) * torch.float16.itemsize
        numbers = sum(x.numel() for x in self._tensors.values()) * torch.float32.itemsize
        rows = max(self._budget // max(answers + numbers, 1), 3)
        self._log = AnswerLog(shapes, self._every, rows * answers)
        if self._tensors:
            tensors = [*self._tensors.values()]
            self._parameters = ParameterLog(tensors, self._every, rows * numbers)

    def _add(
        self, log: AnswerLog, step: int, layers: Mapping[str, Any] | None, validation: Any
    ) -> None:
        if self._probe is not None:
            refuse_answers(layers=layers, validation=validation)
            outputs = log.ask(self._probe, step)
        else:
            answers = {}
            for name, told in (layers or {}).items():
                answers[name] = torch.from_numpy(as_array(f"layers[{name!r}]", told))
                log.write(name, answers[name])
            outputs = answers.get([*log.shapes][-1], torch.empty(0))
            log.keep(step)
        self._see(step, outputs, validation)

    def _see(self, step: int, outputs: Tensor, validation: Any) -> None:
        rows = outputs.flatten(1)
        costs: tuple[float, ...] = ()
        if self._judge.is_undecided and rows.shape[1] == 1:
            costs = single_costs(rows, self._judge.points.data.labels)
        held_loss, held_accuracies = float("nan"), {}
        if self._validation is not None:
            judge, inputs = self._validation
            if self._probe is not None:
                held = self._probe.outputs(inputs)
            else:
                held = torch.from_numpy(validation_outputs(validation, len(inputs)))
            held_loss, held_accuracies = judge.measure(held), judge.accuracies(held)
        elif validation is not None:
            raise DataError(
                "record(…, validation=…) needs the points: Recorder(…, validation=(X, y))"
            )
        accuracies = self._judge.accuracies(outputs)
        self._seen[step] = Seen(accuracies, costs, held_loss, held_accuracies)


def probed_run(
    network: nn.Module | None,
    inputs: Tensor,
    chosen: np.ndarray,
    judge: Judge,
    held: LabelledPoints | None,
    layers: Sequence[str] | None,
    output: int | str | None,
    **options: Any,
) -> ProbedRun:
    """Return a run that probes a network by some of its points.

    Parameters
    ----------
    network : nn.Module or None
    inputs : Tensor (points, …)
        All training points, as the network takes them.
    chosen : int64 array (points,)
        Which of them are the probe.
    judge : Judge
        Of all training points.
    held : LabelledPoints, optional
        Points that are not trained on.
    layers, output
        As of `engine.tracing.probing.Probe`.
    **options
        As of `ProbedRun`.
    """
    which = torch.from_numpy(chosen)
    probe = None if network is None else Probe(network, inputs[which], layers, output)
    own = judge.for_points(judge.points.chosen(which))
    validation = None
    if held is not None:
        validation = judge.for_points(held), held.inputs
    return ProbedRun(probe, chosen, own, validation=validation, **options)
