"""Record any training loop, with three lines of code around it.

>>> recorder = Recorder(network, X, y)          # before the loop
>>> recorder.record(loss)                       # after loss.backward(), before optimizer.step()
>>> recorder.finish().save("run.safetensors")   # after the loop
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Any, ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.resuming import Resumable, Resumption
from engine.recordings.run_spec import RunSpec
from engine.recordings.versions import versions
from engine.tracing.asking import as_before
from engine.tracing.precision import full_precision
from engine.training.applied_loss import Loss
from engine.training.exact_run import ExactRun
from engine.training.hinting import Hinting
from engine.training.judging import LOGIT, Judge, outputs_for
from engine.training.labelled_points import CLASSIFICATION, Labels, Points, labelled_points
from engine.training.losses import check_told_outputs, learn_loss
from engine.training.measuring.measurements import Measurements
from engine.training.points.held_out import held_out
from engine.training.run_beginning import TRACED, begun_run
from engine.training.users_network import check_options, prepared_network, say_what_is_rounded
from engine.training.watching.loop_watch import DIVERGED, NETWORK_CHANGED, LoopWatch


class Recorder(Hinting):
    """Recorder of a network while it is trained.

    A chain of linear layers, activations, norms and skip connections, however its forward is
    written, is recorded *exactly*: its parameters are kept, and everything else can be computed
    from them. Of any other network the answers of its layers to a *probe* are kept, a fixed choice
    of the points.

    Parameters
    ----------
    network : nn.Module or None
        It is only read. Without one, `record` is told what layers answer, as any arrays.
    features : Tensor or array (samples, …), or Dataset
        All the training points. A torch `Dataset` of pairs of features and label serves too.
    labels : Tensor or array, optional
        Their classes, as whole numbers, as -1 and 1, or one-hot; not needed with a data set. For a
        regression their targets, a number or an array of numbers each, as the `loss` takes them.
    loss : callable, optional
        ``loss(outputs, labels)``, to measure the loss after the last update and that of the
        validation points. Without it they are measured only if the recorded losses are a usual one
        (cross-entropy, for a single output squared error too) of all points.
    task : {"classification", "regression"}, optional
        By default a regression if there is a `loss` and the labels cannot be one class a point.
    validation : pair or Dataset, optional
        Points that are not trained on; a data set's classes and scale are matched with `features`.
    every : int
        Record every so many steps; losses and gradient norms are kept at each, accuracies
        of steps between only if `record` is given the outputs.
    budget : int
        Most bytes to keep, but three steps at least. When they are used up, every second recorded
        step is dropped and the spacing doubles, so that a run of any length fits, evenly spread.
    output : int or str, optional
        Which of the network's outputs to record, if it returns several.
    layers : sequence of str, optional
        Probe these modules, given by their paths, even if the network could be recorded exactly.
    probe : int
        Most points of the probe, every class in proportion.
    parameters : bool
        Keep the parameters of a probed network too, for `loss_landscape`.
    classes : sequence of str, optional
        Names of the classes, in the order of their labels, as legends are to show them.
    resume : Recording or ProbedRecording or path, optional
        An earlier run of the network, in one of whose recorded steps it is, as after a checkpoint
        was loaded: the steps from here on follow that one, in one recording.
    spec : RunSpec, optional
        Kept in the recording.

    Attributes
    ----------
    data : Dataset
        The points.
    stages : tuple of Stage
        The network as stages; empty if it is probed.
    probe : int64 array
        Which of the points are the probe; all of them in an exact recording.
    reason : str
        Why the run is probed; empty if it is recorded exactly.

    Raises
    ------
    NetworkError
        If the network is no module, has no parameters, no such layer or output, too few outputs, or
        fails on the points.
    DataError
        If points, labels, loss or options are unfit.
    RecordingError
        If the recording to resume is none of this network, of these points.
    """

    hints: ClassVar = {"save": "finish().save(path)"}

    def __init__(
        self,
        network: nn.Module | None,
        features: Points,
        labels: Labels = None,
        *,
        loss: Loss | None = None,
        task: str | None = None,
        validation: tuple[Points, Labels] | Points | None = None,
        every: int = 1,
        budget: int = 256_000_000,
        output: int | str | None = None,
        layers: Sequence[str] | None = None,
        probe: int = 500,
        parameters: bool = False,
        classes: Sequence[str] | None = None,
        resume: Resumable | None = None,
        spec: RunSpec | None = None,
    ) -> None:
        if task is None and loss is None:
            task = CLASSIFICATION
        check_options(loss, every=every, budget=budget, probe=probe)
        self._points = labelled_points(features, labels, task, classes)
        self.data, self.spec = self._points.data, spec
        self._held = held_out(validation, self._points)
        self._network = None if network is None else prepared_network(network)
        self._inputs, self._output, self._budget = self._points.inputs, output, budget
        self._judge = Judge(self._points, LOGIT, loss)
        with full_precision():
            begun = begun_run(
                self._network, self._judge, self._held, layers, output,
                probe=probe, every=every, budget=budget, parameters=parameters,
            )  # fmt: skip
        self._run, self.stages, self.probe, self.reason = begun
        if self._network is not None and not self.reason:
            say_what_is_rounded(self._network)
        self._before = None
        if resume is not None:
            now = self.stages, self._run.groups, self._run.state()
            self._before = Resumption(resume, self.data, *now)
        self._judges = (self._judge, *self._run.judges)
        self._measurements = Measurements(self._run.groups, self._judge)
        self._watch = LoopWatch(
            self._network, self._inputs[:TRACED], output, self._run, self._measurements
        )
        self._kept = False
        self._recording: Recording | ProbedRecording | None = None

    @property
    def inputs(self) -> np.ndarray:
        """The probe's points as the network takes them, for a loop that tells the answers."""
        return self._points.inputs[torch.from_numpy(self.probe)].numpy()

    @property
    def validation_inputs(self) -> np.ndarray | None:
        """The validation points as the network takes them, if there are any."""
        return None if self._held is None else self._held.inputs.numpy()

    @property
    def due(self) -> bool:
        """Whether the next step is one of those of which more than metrics is kept."""
        return not self._watch.has_ended and self._run.is_due(len(self._measurements))

    def keep_state(self) -> None:
        """Keep the network as it is now, with its gradients if there are new ones, for `record`.

        A loop that learns of its loss after the update calls this before; the first call counts.
        """
        if self._kept:
            return
        with full_precision():
            self._watch.begin_step()
            if not self._watch.has_ended:
                self._watch.keep()
                with self._watch.while_it_answers():
                    self._run.keep(len(self._measurements))
                self._kept = not self._watch.has_ended

    def record(
        self,
        loss: Tensor | float | None,
        outputs: Tensor | None = None,
        *,
        layers: Mapping[str, Any] | None = None,
        validation: Any = None,
    ) -> None:
        """Record one step; call it after ``loss.backward()`` and before ``optimizer.step()``.

        Parameters
        ----------
        loss : Tensor or float or None
            The scalar training loss; None at a step at which neither it nor the accuracy is
            measured.
        outputs : Tensor (samples, classes), optional
            The network's outputs for all points, if the loop has them at hand. Without them the
            accuracy of the recorded steps is computed.
        layers : dict, optional
            For a recorder without a network: the name of each layer → its answers to `inputs`, one
            row for each, arrays of any framework. The last is the network's output.
        validation : array (validation points, …), optional
            Likewise: the network's outputs for the validation points.

        Warns
        -----
        UserWarning
            Once, if parameters have changed since the gradients were computed, or these are gone.
        """
        if self._recording is not None:
            raise NetworkError("finish() was called already; record a new run by a new Recorder")
        with full_precision():
            if not self._kept:
                self._watch.begin_step()
            if self._watch.has_ended:
                return
            step = len(self._measurements)
            if self._network is not None:
                if step == 0 and outputs is not None:
                    check_told_outputs(outputs, self._network, self._inputs, self._output)
                learn_loss(step, self._network, self._inputs, self._output, self._judges, loss)
            self._watch.add(loss, outputs, kept=self._kept)
            if not self._kept:
                with self._watch.while_it_answers():
                    self._run.keep(step, layers, validation)
        self._watch.next_step()
        self._kept = False

    def finish(
        self,
        stopped: str = "all steps done",
        *,
        measured: bool = False,
        layers: Mapping[str, Any] | None = None,
        validation: Any = None,
    ) -> Recording | ProbedRecording:
        """Record the state as it is now, and return the recording; the same if called again.

        Parameters
        ----------
        stopped : str
            Why training ended; it is "diverged" where the last loss is not finite, or the network
            answers NaN after the last update.
        measured : bool
            Whether the last call of `record` was made after the last update, so that nothing
            needs to be added.
        layers, validation
            What is answered after the last update, as `record` takes them.
        """
        if self._recording is not None:
            return self._recording
        if self._kept and self._watch.was_written:  # broken off before its loss was known
            self.record(None)
        self._watch.begin_step()
        with full_precision():
            self._recording = self._finished(stopped, measured, layers, validation)
            self._watch.close(self._recording, self._judge)
        return self._recording

    def _finished(
        self, stopped: str, measured: bool, layers: Mapping[str, Any] | None, validation: Any
    ) -> Recording | ProbedRecording:
        measurements, run = self._measurements, self._run
        told = measurements.losses
        if not self._watch.has_ended:
            unseen = self._network is None and layers is None and len(told) > 0
            lost = len(told) > 0 and not np.isfinite(told[-1])
            with self._watch.while_it_answers():
                if not ((measured or unseen) and len(told)):
                    lost = self._measure_last_state() or lost
                run.keep_last(len(measurements) - 1, layers, validation)
            stopped = DIVERGED if lost else stopped
        if self._watch.has_ended:
            stopped = NETWORK_CHANGED
            measurements.cut(run.last_kept + 1)
        facts: dict[str, Any] = {"stopped": stopped, "versions": versions()}
        recording: Recording | ProbedRecording
        if isinstance(run, ExactRun):
            recording = run.recording(measurements, self._judge, self._held, self.spec, **facts)
        else:
            recording = run.recording(measurements, self._judge, **facts)
        return recording if self._before is None else self._before.join(recording, self._budget)

    def _measure_last_state(self) -> bool:
        """Measure the state after the last update, and return whether the network has diverged."""
        if self._network is None:
            self._measurements.add_last(np.nan)
            return False
        with as_before() if len(self._measurements) else nullcontext():
            outputs = outputs_for(self._network, self._inputs, self._output)
        loss = self._judge.measure(outputs)
        self._measurements.add_last(loss, outputs)
        return bool(np.isinf(loss) or outputs.isnan().any())
