"""What the layers of a probed network answer, as places in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.errors import UsageError
from engine.experiments.digit_reader import nearest_mean_share
from engine.geometry.answer_views import class_views
from engine.geometry.pace import Pace, pace_by_distance
from engine.geometry.projections import View
from engine.recordings.probed import ProbedRecording

EDGE = 0.05
"""Room round the places, as a share of their box."""


@dataclass(frozen=True)
class Answers:
    """The places of the probe's points in the pictures of the layers.

    All places lie in the unit square. Each picture is centred and scaled to fill it: what counts
    is who lies beside whom. `spread_at` says how large the cloud really is.

    Attributes
    ----------
    recording : ProbedRecording
    layer : str
        The one that is watched while the network trains.
    """

    recording: ProbedRecording
    layer: str

    @cached_property
    def views(self) -> dict[str, View]:
        """The projections of all layers."""
        return class_views(self.recording, 2)

    @cached_property
    def _seen(self) -> np.ndarray:
        """Projections in the watched layer at each recorded step, array (recorded, points, 2)."""
        return np.array([self._project(self.layer, step) for step in self.recording.steps])

    @cached_property
    def course(self) -> np.ndarray:
        """Places in the watched layer at each recorded step, array (recorded, points, 2)."""
        return _in_unit_square(np.array([_standard(seen) for seen in self._seen]))

    def in_rows(self, aspect: float) -> np.ndarray:
        """Return places in rows from the upper left, as the points are numbered (points, 2).

        Parameters
        ----------
        aspect : float
            Width of the picture in its heights.
        """
        count = len(self.recording.probe)
        columns = int(np.ceil(np.sqrt(count * aspect)))
        rows = -(-count // columns)
        row, column = np.divmod(np.arange(count), columns)
        return np.column_stack([(column + 0.5) / columns, 1 - (row + 0.5) / rows])

    def recorded_before(self, step: float) -> int:
        """Return the last recorded step up to a step."""
        steps = self.recording.steps
        return int(steps[max(int(np.searchsorted(steps, step, side="right")) - 1, 0)])

    @property
    def measurements(self) -> tuple[np.ndarray, np.ndarray]:
        """Loss and accuracy at each step, NaN where they were not measured."""
        metrics = self.recording.metrics
        return metrics.loss, metrics.accuracy

    def spread_at(self, step: float) -> float:
        """Return how far apart the points of the watched picture lie, relative to the first step.

        It is the root of their mean squared distance from their middle.
        """
        return float(np.interp(step, self.recording.steps, self._spreads / self._spreads[0]))

    @cached_property
    def _spreads(self) -> np.ndarray:
        return np.array([max(_radius(seen), 1e-12) for seen in self._seen])

    @cached_property
    def pace(self) -> Pace:
        """When to show which step, so that the picture moves evenly."""
        moved = np.linalg.norm(np.diff(self.course, axis=0), axis=2).mean(axis=1)
        return pace_by_distance(self.recording.steps, np.append(0.0, moved))

    def at_step(self, step: float) -> np.ndarray:
        """Return the places in the watched layer at a step, linearly between recorded ones."""
        steps = self.recording.steps
        position = float(np.interp(step, steps, np.arange(len(steps))))
        index = min(int(position), max(len(steps) - 2, 0))
        fraction = position - index
        rows = self.course[index : index + 2]
        return np.asarray((1 - fraction) * rows[0] + fraction * rows[-1])

    def in_layer(self, layer: str) -> np.ndarray:
        """Return the places in a layer after training, array (points, 2)."""
        if layer == self.layer:
            return np.asarray(self.course[-1])
        return _in_unit_square(_standard(self._project(layer, self.recording.last_step)))

    def shown(self, layer: str) -> float:
        """Return the share of the variance after training that a layer's picture shows."""
        return self.views[layer].explained

    def units(self, layer: str) -> int:
        """Return the number of units of a layer."""
        return int(np.prod(self.recording.shapes[layer]))

    def gathered(self, layer: str, step: float) -> float:
        """Return the share of points nearest to the mean of their own class, in all units."""
        return nearest_mean_share(self.recording.flat_answer(layer, step), self.recording.labels)

    @cached_property
    def gathered_at_last(self) -> dict[str, float]:
        """What `gathered` returns of each layer after training."""
        last = self.recording.last_step
        return {layer: self.gathered(layer, last) for layer in self.recording.layers}

    @cached_property
    def gathered_in_inputs(self) -> float:
        """The share of points nearest to the mean of their own class, in the inputs themselves."""
        run = self.recording
        return nearest_mean_share(run.data.features[run.probe], run.labels)

    @cached_property
    def missed(self) -> np.ndarray:
        """The points that the trained network gets wrong, as indices into the probe."""
        decided = self.recording.decisions(self.recording.last_step)
        return np.flatnonzero(decided != self.recording.labels)

    @property
    def right(self) -> float:
        """The share of the probe's points that the trained network gets right."""
        return 1 - len(self.missed) / len(self.recording.probe)

    def _project(self, layer: str, step: float) -> np.ndarray:
        return self.views[layer].project(self.recording.flat_answer(layer, step))


def answers_of(recording: ProbedRecording, layer: str | None) -> Answers:
    """Return the answers of a recording, with the layer that is watched.

    Raises
    ------
    UsageError
        If there is no such layer.
    """
    if layer is not None and layer not in recording.layers:
        raise UsageError(f"--layer {layer}: choose among {', '.join(recording.layers)}")
    return Answers(recording, layer or recording.layers[max(len(recording.layers) - 2, 0)])


def _radius(seen: np.ndarray) -> float:
    return float(np.sqrt(seen.var(axis=0).sum()))


def _standard(seen: np.ndarray) -> np.ndarray:
    """Centre points (points, 2), and scale them alike in both directions to radius 1."""
    return np.asarray((seen - seen.mean(axis=0)) / max(_radius(seen), 1e-12))


def _in_unit_square(places: np.ndarray) -> np.ndarray:
    """Stretch places (…, 2), all alike, so that they fill the unit square."""
    low, high = places.reshape(-1, 2).min(axis=0), places.reshape(-1, 2).max(axis=0)
    size = np.where(high > low, high - low, 1.0) * (1 + 2 * EDGE)
    return np.asarray(0.5 + (places - (low + high) / 2) / size)
