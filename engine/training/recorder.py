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
from engine.training.networks import evaluating, stages_of

BLOCK = 256


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
        if isinstance(features, TensorDataset):
            if labels is not None or len(features.tensors) != 2:
                raise DataError("the recorder needs a TensorDataset of features and labels alone")
            features, labels = features.tensors
        self.data = features if isinstance(features, Dataset) else _dataset(features, labels)
        if next(network.children(), None) is None:
            network = nn.Sequential(network)  # a lone module has no name that its parameters need
        self.network, self.spec, self._loss_function = network, spec, loss
        self._features = torch.from_numpy(self.data.features.copy())
        self._labels = torch.from_numpy(self.data.labels.copy())
        example = next((p for p in network.parameters()), torch.empty(0))
        self.stages = stages_of(network, self._features[:BLOCK].to(example))
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
        self._tensors = [named[name] for name in self._names]
        if any(t.dtype != torch.float32 for t in self._tensors):
            raise NetworkError("the network's parameters must be float32 to be recorded")
        self._flat = [t.detach().reshape(-1) for t in self._tensors]
        trained = {n: t for n, t in named.items() if isinstance(t, nn.Parameter)}
        self._trained_names = [name for name in self._names if name in trained]
        self._trained = [trained[name] for name in self._trained_names]
        size = sum(t.numel() for t in self._flat)
        self._blocks: list[Tensor] = []
        # The last state comes on top.
        self._size, self._capacity = size, max(budget // (4 * size) - 1, 2)
        self._block = min(BLOCK, self._capacity + 1)
        self._every, self.steps = every, list[int]()
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
        if step % self._every == 0:
            self._keep(step)

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
        elif self.steps[-1] != len(self._measured) - 1:
            self._keep_last()
        stacked = torch.cat([*self._blocks])[: len(self.steps)]
        pieces = stacked.split([t.numel() for t in self._flat], dim=1)
        tensors = {
            name: piece.reshape(-1, *t.shape)
            for name, piece, t in zip(self._names, pieces, self._tensors, strict=True)
        }
        recording = Recording(
            data=self.data,
            stages=self.stages,
            steps=np.array(self.steps, dtype=np.int64),
            metrics=self._metrics(),
            tensors=tensors,
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

    def _keep(self, step: int) -> None:
        row = len(self.steps)
        if row == self._capacity:
            kept = torch.cat(self._blocks)[:row:2]
            self._blocks, self.steps = list(kept.split(self._block)), self.steps[::2]
            self._blocks[-1] = torch.cat(
                [self._blocks[-1], torch.empty(self._block - len(self._blocks[-1]), self._size)]
            )
            self._every *= 2
            row = len(self.steps)
            if step % self._every:
                return
        if row == self._block * len(self._blocks):
            self._blocks.append(torch.empty(self._block, self._size))
        # Optimisers mostly update in place, so that views stay valid; not so after p.data = …
        if any(
            f.data_ptr() != t.data_ptr() for f, t in zip(self._flat, self._tensors, strict=True)
        ):
            self._flat = [t.detach().reshape(-1) for t in self._tensors]
        torch.cat(self._flat, out=self._blocks[row // self._block][row % self._block])
        self.steps.append(step)

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
        self._keep_last()

    def _keep_last(self) -> None:
        self._capacity, self._every = self._capacity + 1, 1
        self._keep(len(self._measured) - 1)

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


def _plain(values: Tensor | np.ndarray) -> Tensor | np.ndarray:
    """Return values from wherever they are, without their history."""
    return values.detach().cpu() if isinstance(values, Tensor) else values


def _dataset(features: Tensor | np.ndarray, labels: Tensor | np.ndarray | None) -> Dataset:
    points = np.asarray(_plain(features), dtype=np.float32)
    classes: np.ndarray = np.asarray([] if labels is None else _plain(labels))
    if points.ndim != 2 or classes.shape != points.shape[:1] or not points.size:
        raise DataError(
            "the recorder needs features of shape (samples, features) and one integer label per "
            f"sample; it got features of shape {points.shape} and "
            + ("no labels" if labels is None else f"labels of shape {classes.shape}")
        )
    if not np.isfinite(points).all():
        raise DataError("the recorder needs finite features; these hold NaN or infinity")
    if classes.dtype.kind not in "biuf" or not ((classes >= 0) & (classes % 1 == 0)).all():
        raise DataError("the recorder needs labels that are whole numbers from 0 up")
    return Dataset(
        name="your data",
        features=points,
        labels=classes.astype(np.int64),
        class_names=tuple(str(k) for k in range(max(int(classes.max()) + 1, 2))),
        feature_names=tuple(f"x{i + 1}" for i in range(points.shape[1])),
        centre=np.zeros(points.shape[1]),
        scale=np.ones(points.shape[1]),
    )


def versions() -> dict[str, str]:
    """Return the versions of the libraries on which the numbers of a recording depend."""
    packages = ("torch", "numpy", "scikit-learn", "warpreel")
    return {"python": platform.python_version(), **{p: version(p) for p in packages}}
