"""Record any training loop, with three lines of code around it.

>>> recorder = Recorder(network, X, y)          # before the loop
>>> recorder.record(loss)                       # after loss.backward(), before optimizer.step()
>>> recorder.finish().save("run.safetensors")   # after the loop
"""

from __future__ import annotations

import platform
import warnings
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.data.stratified import stratified_choice
from engine.errors import DataError, NetworkError
from engine.geometry.decisions import single_output_threshold
from engine.networks.stages import through
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.tracing.probing import OUTPUT, Probe
from engine.tracing.tracing import agree, read_network
from engine.training.exact_run import ExactRun
from engine.training.judging import Judge, Loss, outputs_for
from engine.training.labelled_points import LabelledPoints, Labels, Points, labelled_points
from engine.training.measurements import Measurements
from engine.training.probed_run import ProbedRun

TRACED = 256
"""Points by which a network is read."""


class Recorder:
    """Recorder of a network while it is trained.

    A chain of linear layers, activations, norms and skip connections, however its forward is
    written, is recorded *exactly*: its parameters are kept, and everything else can be computed
    from them. Of any other network the answers of its layers to a *probe* are kept, a fixed choice
    of the points.

    Parameters
    ----------
    network : nn.Module or None
        It is only read. Without one, `record` is told what its layers answer, as arrays of any
        framework.
    features : Tensor or array (samples, …), or Dataset
        All the training points. A `TensorDataset` of points and labels serves too.
    labels : Tensor or array, optional
        Their classes, as whole numbers, as -1 and 1, or one-hot; not needed with a data set.
    loss : callable, optional
        ``loss(outputs, labels)``, to measure the loss after the last update and that of the
        validation points. Without it they are measured only if all recorded losses are the
        cross-entropy of all points.
    validation : tuple or Dataset, optional
        Features and labels of points that are not trained on.
    every : int
        Record every so many steps; metrics are kept at each.
    budget : int
        Most bytes to keep, but three steps at least. When they are used up, every second recorded
        step is dropped and the spacing doubles, so that a run of any length fits, evenly spread.
    output : int or str, optional
        Which of the network's outputs to record, if it returns several.
    layers : sequence of str, optional
        Probe these modules, given by their paths, even if the network could be recorded exactly.
    probe : int
        Most points of the probe, every class in proportion.
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
        If the network has no parameters, no such layer or output, or too few outputs.
    DataError
        If the points or labels are unfit.
    """

    def __init__(
        self,
        network: nn.Module | None,
        features: Points,
        labels: Labels = None,
        *,
        loss: Loss | None = None,
        validation: tuple[Points, Labels] | Points | None = None,
        every: int = 1,
        budget: int = 256_000_000,
        output: int | str | None = None,
        layers: Sequence[str] | None = None,
        probe: int = 500,
        spec: RunSpec | None = None,
    ) -> None:
        self._points = labelled_points(features, labels)
        self.data, self.spec = self._points.data, spec
        self._held = _held_out(validation, self._points)
        self._network = None if network is None else _prepared(network)
        self._inputs, self._output = self._points.inputs, output
        self.probe, self.reason, threshold = np.arange(self.data.samples), "", 0.0
        read = None
        if self._network is None:
            self.reason = "the loop told what its layers answer"
        else:
            self._inputs = _fed(self._network, self._points.inputs)
            try:
                if layers is not None:
                    raise NetworkError("its layers were named")
                read = read_network(self._network, self._inputs[:TRACED], output)
            except NetworkError as error:
                self.reason = str(error)
        self._run: ExactRun | ProbedRun
        if self._network is not None and read is not None:
            self._run = ExactRun(self._network, read, every, budget)
            _say_what_is_rounded(self._network)
            _check_outputs(read.stages[-1].outputs, self.data.classes)
            threshold = single_output_threshold(read.stages)
            self._judge = Judge(self._points, threshold, loss)
        else:
            self._run = self._probed(loss, layers, probe, every, budget)
        self.stages = () if read is None else read.stages
        self._measurements = Measurements(self._run.groups)

    def _probed(
        self, loss: Loss | None, layers: Sequence[str] | None, most: int, every: int, budget: int
    ) -> ProbedRun:
        self.probe = stratified_choice(self.data.labels, most, np.random.default_rng(0))
        chosen = torch.from_numpy(self.probe)
        probe = None
        if self._network is not None:
            probe = Probe(self._network, self._inputs[chosen], layers, self._output)
            _check_outputs(int(np.prod(probe.shapes[OUTPUT])), self.data.classes)
        threshold = 0.0 if probe is None else probe.threshold
        self._judge = Judge(self._points, threshold, loss)
        held = None
        if self._held is not None and self._network is not None:
            held = self._judge.for_points(self._held), _fed(self._network, self._held.inputs)
        judge = self._judge.for_points(self._points.chosen(chosen))
        return ProbedRun(probe, self.probe, judge, self.reason, every, budget, held)

    @property
    def inputs(self) -> np.ndarray:
        """The probe's points as the network takes them, for a loop that tells the answers."""
        return self._points.inputs[torch.from_numpy(self.probe)].numpy()

    def record(
        self,
        loss: Tensor | float | None,
        outputs: Tensor | None = None,
        *,
        layers: Mapping[str, Any] | None = None,
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
        """
        step = len(self._measurements)
        right = None if outputs is None or loss is None else self._judge.count_right(outputs)
        self._measurements.add(loss, right)
        self._run.keep(step, layers)

    def finish(
        self,
        stopped: str = "all steps done",
        *,
        measured: bool = False,
        layers: Mapping[str, Any] | None = None,
    ) -> Recording | ProbedRecording:
        """Record the state as it is now, and return the recording.

        Parameters
        ----------
        stopped : str
            Why training ended; it is "diverged" where the last loss that was told is not finite.
        measured : bool
            Whether the last call of `record` was made after the last update, so that nothing
            needs to be added.
        layers : dict, optional
            For a recorder without a network: what the layers answer after the last update.
        """
        told = self._measurements.losses
        if len(told) and not np.isfinite(told[-1]):
            stopped = "diverged"
        unseen = self._network is None and layers is None and len(told) > 0
        if not ((measured or unseen) and len(told)):
            self._measure_last_state()
        self._run.keep_last(len(self._measurements) - 1, layers)
        facts = {"stopped": stopped, "versions": versions()}
        if isinstance(self._run, ExactRun):
            run = self._run.recording(
                self._measurements, self._judge, self._held, self.spec, **facts
            )
            self._warn_if_changed(run)
            return run
        shape = self._points.input_shape
        return self._run.recording(self._measurements, self._judge, shape, **facts)

    def _warn_if_changed(self, run: Recording) -> None:
        """Warn where the network no longer computes what was read when recording began."""
        assert self._network is not None
        points = self._inputs[:TRACED]
        outputs = outputs_for(self._network, points, self._output).float()
        replayed = through(
            run.stages,
            points.cpu().float().flatten(1),
            run.parameters(run.last_step, torch.float32),
        )
        if run.stopped != "diverged" and not agree(replayed, outputs):
            warnings.warn(
                "the network computes something else now than when recording began (a number or "
                "layer was exchanged); give Recorder(…, layers=[…]) the layers to probe",
                stacklevel=3,
            )

    def _measure_last_state(self) -> None:
        """Measure the state after the last update, which no call of `record` has seen."""
        if self._network is None:
            self._measurements.add_last(np.nan, None)
            return
        outputs = outputs_for(self._network, self._inputs, self._output)
        self._measurements.add_last(self._judge.measure(outputs), self._judge.count_right(outputs))


def _held_out(validation: Any, points: LabelledPoints) -> LabelledPoints | None:
    if validation is None:
        return None
    pair = validation if isinstance(validation, tuple) else (validation,)
    held = labelled_points(*pair)
    if held.input_shape != points.input_shape:
        raise DataError(
            f"the validation points have the shape {held.input_shape}, the training points "
            f"{points.input_shape}"
        )
    return held


def _prepared(network: nn.Module) -> nn.Module:
    """Return a network whose parameters all have names, without the shell of a compiler."""
    network = getattr(network, "_orig_mod", network)
    if next(network.parameters(), None) is None:
        raise NetworkError("the network has no parameters, so there is nothing to record")
    if next(network.children(), None) is None and isinstance(network, nn.Linear):
        return nn.Sequential(network)
    return network


def _fed(network: nn.Module, inputs: Tensor) -> Tensor:
    """Return inputs as the network takes them: where it lies, and in its precision."""
    example = next(p for p in network.parameters() if p.is_floating_point())
    embeds = any(isinstance(m, (nn.Embedding, nn.EmbeddingBag)) for m in network.modules())
    if inputs.is_floating_point() or not embeds:
        return inputs.to(example.device, example.dtype)
    return inputs.to(example.device)


def _say_what_is_rounded(network: nn.Module) -> None:
    types = {str(p.dtype).removeprefix("torch.") for p in network.parameters()} - {"float32"}
    if types:
        named = " and ".join(sorted(types))
        warnings.warn(f"parameters of {named} are recorded as float32", stacklevel=3)


def _check_outputs(outputs: int, classes: int) -> None:
    if outputs < classes and (outputs, classes) != (1, 2):
        raise NetworkError(
            f"the network has {outputs} outputs for {classes} classes; give it one per class "
            "(or a single one for two classes)"
        )


def versions() -> dict[str, str]:
    """Return the versions of the libraries on which the numbers of a recording depend."""
    packages = ("torch", "numpy", "scikit-learn", "warpreel")
    return {"python": platform.python_version(), **{p: version(p) for p in packages}}
