"""Record any training loop, with three lines of code around it.

>>> recorder = Recorder(network, X, y)          # before the loop
>>> recorder.record(loss)                       # after loss.backward(), before optimizer.step()
>>> recorder.finish().save("run.safetensors")   # after the loop
"""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import version

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import TensorDataset

from engine.data.dataset import Dataset
from engine.errors import DataError, NetworkError
from engine.geometry.decisions import accuracies, predicted
from engine.recordings.recording import Metrics, Recording
from engine.recordings.run_spec import RunSpec
from engine.training.labelled_points import labelled_points
from engine.training.parameter_log import ParameterLog
from engine.training.tracing import evaluating, stages_of

PROBED = 256
"""Points by which a network is traced."""


class Recorder:
    """Recorder of the parameters and metrics of a network while it is trained.

    Parameters
    ----------
    network : nn.Module
        Any `nn.Sequential`, or a module whose leaf modules run one after another. It is only read.
    features : Tensor or array (samples, features), or Dataset
        All the training points. A `TensorDataset` of points and labels serves too.
    labels : Tensor or array (samples,), optional
        Their integer classes; not needed with a data set.
    loss : callable, optional
        ``loss(outputs, labels)``, to measure the loss after the last update too. Without it that
        is measured only if all recorded losses are the cross-entropy of all points.
    every : int
        Keep the parameters of every so many steps; metrics are kept at each.
    budget : int
        Most bytes of parameters to keep, but three steps at least. When they are used up, every
        second recorded step is dropped and the spacing doubles, so that a run of any length fits,
        evenly spread.
    spec : RunSpec, optional
        Kept in the recording.

    Raises
    ------
    NetworkError
        If the network is not a chain of stages Warpreel knows.
    DataError
        If the points or labels are unfit.
    """

    def __init__(
        self,
        network: nn.Module,
        features: Tensor | np.ndarray | Dataset | TensorDataset,
        labels: Tensor | np.ndarray | None = None,
        *,
        loss: Callable[[Tensor, Tensor], Tensor] | None = None,
        every: int = 1,
        budget: int = 256_000_000,
        spec: RunSpec | None = None,
    ) -> None:
        self.data = labelled_points(features, labels)
        if next(network.children(), None) is None:
            network = nn.Sequential(network)  # a lone module has no name that its parameters need
        self.network, self.spec, self._loss_function = network, spec, loss
        self._features = torch.from_numpy(self.data.features.copy())
        self._labels = torch.from_numpy(self.data.labels.copy())
        example = next((p for p in network.parameters()), torch.empty(0))
        self.stages = stages_of(network, self._features[:PROBED].to(example))
        outputs = self.stages[-1].outputs
        if outputs < self.data.classes and (outputs, self.data.classes) != (1, 2):
            raise NetworkError(
                f"the network has {outputs} outputs for {self.data.classes} classes; give it one "
                "per class (or a single one for two classes)"
            )
        named = {**dict(network.named_parameters()), **dict(network.named_buffers())}
        self._names = sorted({name for stage in self.stages for name in stage.parameters})
        derived = [name for name in self._names if name not in named]
        if derived:
            raise NetworkError(
                f"{derived[0]} is no parameter of the network but computed from others, as by "
                "pruning, spectral_norm or weight_norm; remove that before recording "
                "(prune.remove, remove_spectral_norm)"
            )
        tensors = [named[name] for name in self._names]
        if any(t.dtype != torch.float32 for t in tensors):
            raise NetworkError("the network's parameters must be float32 to be recorded")
        self._log = ParameterLog(tensors, every, budget)
        trained = {n: t for n, t in named.items() if isinstance(t, nn.Parameter)}
        self._trained_names = [name for name in self._names if name in trained]
        self._trained = [trained[name] for name in self._trained_names]
        # Plain numbers: tensors that stay would lie between those that training makes and frees.
        self._measured: list[tuple[float, ...]] = []  # the loss, then the gradient norms
        self._right: list[int] = []  # points classified rightly

    def record(self, loss: Tensor | float, outputs: Tensor | None = None) -> None:
        """Record one step; call it after ``loss.backward()`` and before ``optimizer.step()``.

        Parameters
        ----------
        loss : Tensor or float
            The scalar training loss.
        outputs : Tensor (samples, classes), optional
            The network's outputs for all points, if the loop has them at hand. Without them the
            accuracy of the recorded steps is computed in `finish`.
        """
        step = len(self._measured)
        self._measured.append((_scalar(loss), *self._gradient_norms()))
        if outputs is not None:
            self._right.append(self._count_right(outputs))
        self._log.keep(step)

    def finish(self, stopped: str = "all steps done", *, measured: bool = False) -> Recording:
        """Add the parameters as they are now, and return the recording.

        Parameters
        ----------
        stopped : str
            Why training ended.
        measured : bool
            Whether the last call of `record` was made after the last update, so that nothing
            needs to be added.
        """
        if not (measured and self._measured):
            self._measure_last_state()
        self._log.keep_last(len(self._measured) - 1)
        recording = Recording(
            data=self.data,
            stages=self.stages,
            steps=np.array(self._log.steps, dtype=np.int64),
            metrics=self._metrics(),
            tensors=dict(zip(self._names, self._log.stacked(), strict=True)),
            spec=self.spec,
            stopped=stopped,
            versions=versions(),
        )
        if np.isnan(recording.metrics.loss[-1]) and self._loss_function is None:
            recording.metrics.loss[-1] = self._last_cross_entropy(recording)
        if len(self._right) < len(self._measured):
            recording.metrics.accuracy[recording.steps] = accuracies(recording)
        return recording

    def _last_cross_entropy(self, recording: Recording) -> float:
        """Return the last state's cross-entropy, or NaN if the recorded losses were others."""
        outputs = self.stages[-1].outputs
        told = [step for step in recording.steps[:-1] if step < len(recording.metrics.loss)]
        if not told or outputs < 2:
            return np.nan
        measured = [self._cross_entropy(recording, step) for step in (told[0], told[-1])]
        recorded = recording.metrics.loss[[told[0], told[-1]]]
        same = np.allclose(measured, recorded, rtol=1e-4, atol=1e-7)
        return self._cross_entropy(recording, recording.last_step) if same else np.nan

    def _cross_entropy(self, recording: Recording, step: int) -> float:
        x, theta = self._features, recording.parameters(step, torch.float32)
        for stage in self.stages:
            x = stage.apply(x, theta)
        return nn.functional.cross_entropy(x, self._labels).item()

    def _gradient_norms(self) -> list[float]:
        gradients = [t.grad for t in self._trained]
        present = [g for g in gradients if g is not None]
        if len(present) < len(gradients):
            return [torch.nan if g is None else g.norm().item() for g in gradients]
        return [norm.item() for norm in torch._foreach_norm(present)]

    def _count_right(self, outputs: Tensor) -> int:
        right = predicted(outputs.detach(), self.stages) == self._labels
        return int(right.count_nonzero())

    def _measure_last_state(self) -> None:
        """Record the state after the last update, which no call of `record` has seen."""
        step, loss = len(self._measured), torch.nan
        with evaluating(self.network):
            outputs = self.network(self._features)
            if self._loss_function is not None:
                loss = self._loss_function(outputs, self._labels).item()
        self._measured.append((loss, *[torch.nan] * len(self._trained)))
        if len(self._right) == step:
            self._right.append(self._count_right(outputs))

    def _metrics(self) -> Metrics:
        steps = len(self._measured)
        accuracy = np.full(steps, np.nan, dtype=np.float32)
        if len(self._right) == steps:
            accuracy[:] = np.array(self._right) / self.data.samples
        measured = torch.tensor(self._measured, dtype=torch.float64)
        squares = measured[:, 1:].square().numpy()
        layers = {s.name: s.parameters for s in self.stages if s.parameters}
        columns = [[n in own for n in self._trained_names] for own in layers.values()]
        norms = np.stack([np.sqrt(squares[:, column].sum(axis=1)) for column in columns], axis=1)
        return Metrics(
            loss=measured[:, 0].float().numpy(),
            accuracy=accuracy,
            gradient_norm=torch.from_numpy(norms).float().numpy(),  # too large becomes infinite
            layers=tuple(layers),
        )


def _scalar(loss: Tensor | float) -> float:
    try:
        return loss.item() if isinstance(loss, Tensor) else float(loss)
    except (TypeError, ValueError, RuntimeError):
        raise DataError(
            "record needs the loss as one number; give it reduced over the samples, as loss.mean()"
        ) from None


def versions() -> dict[str, str]:
    """Return the versions of the libraries on which the numbers of a recording depend."""
    packages = ("torch", "numpy", "scikit-learn", "warpreel")
    return {"python": platform.python_version(), **{p: version(p) for p in packages}}
