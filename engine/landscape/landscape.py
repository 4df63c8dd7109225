"""The loss of a recorded network on a plane through its parameters, and the run's way over it.

What is seen is a slice: a run moves through all dimensions, and where it is drawn on the plane is
only its shadow. So with each step comes the true loss besides that of the plane, and how far away
from the plane the run really was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from engine.errors import NetworkError
from engine.landscape.batched_networks import ManyNetworks, Measured
from engine.landscape.parameter_space import ParameterSpace, Trajectory
from engine.landscape.planes import Plane
from engine.landscape.sampling import Judged, Sample, standard_error
from engine.networks.stages import Parameters
from engine.progress import Advance
from engine.recordings.recording import Recording

BLOCK = 2_000_000
"""Greatest number of parameters in one batch."""
COMPARED = 16
"""Steps at which the recorded loss is compared with that of a landscape."""


@dataclass(frozen=True)
class Shadow:
    """A run as it is seen on a plane, at every recorded step.

    Attributes
    ----------
    steps : int64 array (n,)
    coordinates : float64 array (n, 2)
        The nearest place on the plane.
    plane_loss : float32 array (n,)
        The loss at that place.
    true_loss : float32 array (n,)
        The loss of the network itself.
    distance : float64 array (n,)
        From the parameters to the plane, Euclidean.
    captured : float64 array (n,)
        Share of the squared distance from the plane's centre that lies along the plane; 1 at the
        centre.
    explained : float
        Share of the variance of the whole run that lies along the plane.
    """

    steps: np.ndarray
    coordinates: np.ndarray
    plane_loss: np.ndarray
    true_loss: np.ndarray
    distance: np.ndarray
    captured: np.ndarray
    explained: float


@dataclass(frozen=True)
class Landscape:
    """The loss over a rectangle of a plane.

    Attributes
    ----------
    plane : Plane
    x : float64 array (columns,)
    y : float64 array (rows,)
        Coordinates on the plane.
    loss, accuracy : float32 array (rows, columns)
        Of the network at each place; the loss need not be finite.
    shadow : Shadow
    sample : Sample
        Points on which all losses are measured.
    """

    plane: Plane
    x: np.ndarray
    y: np.ndarray
    loss: np.ndarray
    accuracy: np.ndarray
    shadow: Shadow
    sample: Sample


@dataclass(frozen=True)
class LossSlice:
    """The loss along a line through the parameters' space.

    Attributes
    ----------
    places : float64 array (n,)
        How far along it, 1 being the whole of the direction.
    loss, accuracy : float32 array (n,)
    """

    places: np.ndarray
    loss: np.ndarray
    accuracy: np.ndarray


class Networks(Judged, Protocol):
    """Networks of one shape, on the same points."""

    def measure(self, theta: Parameters) -> Measured:
        """Measure networks; the first axis of all parameters is theirs."""
        ...


class LossField:
    """The loss as a function of a network's parameters.

    What batch normalisation keeps track of is no parameter; it stays as it is at `step`, as in the
    code of Li et al. (2018), who move the weights of a network in evaluation.

    Parameters
    ----------
    recording : Recording or ProbedRecording
        With its parameters.
    step : float
    networks : Networks, optional
        On the recording's own data by default.
    """

    def __init__(
        self, recording: Trajectory, step: float, networks: Networks | None = None
    ) -> None:
        self.space = ParameterSpace.of(recording)
        self.networks = networks or _own_networks(recording)
        theta = recording.parameters(step, torch.float32)
        self.held = {name: x for name, x in theta.items() if name not in self.space.names}

    def error_at(self, point: np.ndarray, total: int) -> float:
        """Return the standard error of the loss at a point, of a sample of so many points."""
        theta = self.space.split(torch.from_numpy(point.astype(np.float32)))
        return standard_error(self.networks, {**theta, **self.held}, total)

    def on(self, plane: Plane, coordinates: np.ndarray) -> Measured:
        """Measure the networks at coordinates (n, 2) of a plane."""
        blocks = -(-len(coordinates) * self.space.size // BLOCK)
        parts = []
        for some in np.array_split(coordinates, blocks):
            points = torch.from_numpy(plane.points(some).astype(np.float32))
            held = {name: x.expand(len(some), *x.shape) for name, x in self.held.items()}
            parts.append(self.networks.measure({**self.space.split(points), **held}))
        loss, accuracy = (np.concatenate(values) for values in zip(*parts, strict=True))
        return Measured(loss, accuracy)


def landscape(
    recording: Trajectory,
    plane: Plane,
    x: np.ndarray,
    y: np.ndarray,
    advance: Advance = lambda done, status: None,
    networks: Networks | None = None,
) -> Landscape:
    """Compute the loss over a grid on a plane, and a run's shadow on it.

    Parameters
    ----------
    recording : Recording or ProbedRecording
        With its parameters.
    plane : Plane
    x, y : array (columns,), array (rows,)
    advance : callable, optional
        Called after each row with the number of rows done and the lowest loss so far.
    networks : Networks, optional
        On the recording's own data by default.
    """
    field = LossField(recording, plane.step, networks)
    rows = []
    lowest = np.inf
    for i, height in enumerate(y):
        rows.append(field.on(plane, np.column_stack([x, np.full(len(x), height)])))
        lowest = np.fmin(lowest, np.fmin.reduce(rows[-1].loss))
        advance(i + 1, f"row {i + 1}  lowest loss {lowest:.4f}")
    loss, accuracy = (np.stack(values) for values in zip(*rows, strict=True))
    total = recording.data.samples
    sample = Sample(len(field.networks.labels), total, field.error_at(plane.centre, total))
    return Landscape(plane, x, y, loss, accuracy, shadow(recording, plane, field.networks), sample)


def shadow(recording: Trajectory, plane: Plane, networks: Networks | None = None) -> Shadow:
    """Project a run on a plane, at every recorded step."""
    field = LossField(recording, plane.step, networks)
    points = field.space.trajectory(recording).astype(np.float64)
    coordinates = plane.project(points)
    away = np.linalg.norm(points - plane.points(coordinates), axis=1)
    moved = np.linalg.norm(points - plane.centre, axis=1)
    captured = 1 - (away / np.where(moved > 0, moved, 1)) ** 2
    return Shadow(
        steps=recording.steps,
        coordinates=coordinates,
        plane_loss=field.on(plane, coordinates).loss,
        true_loss=field.networks.measure(recording.rows(0, len(recording.steps))).loss,
        distance=away,
        captured=np.clip(captured, 0, 1),
        explained=plane.explained(points),
    )


def loss_along(
    recording: Trajectory, step: float, direction: np.ndarray, places: np.ndarray
) -> LossSlice:
    """Compute the loss along a direction (parameters,) from where a run was at a step."""
    field = LossField(recording, step)
    line = Plane("line", step, field.space.at(recording, step), direction[None])
    return LossSlice(places, *field.on(line, places[:, None]))


def loss_between(recording: Trajectory, first: float, last: float, places: np.ndarray) -> LossSlice:
    """Compute the loss on the straight line from one step's parameters (0) to another's (1).

    References
    ----------
    Goodfellow, Vinyals & Saxe 2015, Qualitatively characterizing neural network optimization
    problems, arXiv:1412.6544.
    """
    space = ParameterSpace.of(recording)
    direction = space.at(recording, last) - space.at(recording, first)
    return loss_along(recording, first, direction, places)


def shows_recorded_loss(recording: Trajectory, networks: Networks | None = None) -> bool | None:
    """Return whether a landscape's loss is the one that was recorded while training.

    It is another where a user's own loop trained on a weighted loss, say, or recorded that of a
    mini-batch or with dropout. Some steps, evenly spread, are compared.

    Parameters
    ----------
    recording : Recording or ProbedRecording
        With its parameters.
    networks : Networks, optional
        On all of the recording's data; the default.

    Returns
    -------
    bool or None
        None if no loss was recorded.
    """
    some = compared_steps(recording)
    if not len(some):
        return None
    rows = [recording.rows(i, i + 1) for i in some]
    theta = {name: torch.cat([row[name] for row in rows]) for name in rows[0]}
    measured = (networks or _own_networks(recording)).measure(theta).loss
    return same_losses(measured, recording.metrics.loss[recording.steps][some])


def compared_steps(recording: Trajectory) -> np.ndarray:
    """Return some of the recorded steps whose loss is known, evenly spread, by their places."""
    known = np.flatnonzero(np.isfinite(recording.metrics.loss[recording.steps]))
    places = np.linspace(0, len(known) - 1, COMPARED).round().astype(int)
    return np.unique(known[places]) if len(known) else known


def same_losses(measured: np.ndarray | float, recorded: np.ndarray | float) -> bool:
    """Return whether losses are the recorded ones, but for rounding."""
    return bool(np.allclose(measured, recorded, rtol=1e-3, atol=1e-6))


def _own_networks(recording: Trajectory) -> ManyNetworks:
    if not isinstance(recording, Recording):
        raise NetworkError(
            "a run of recorded activations has a loss only together with its network"
        )
    return ManyNetworks(recording)
