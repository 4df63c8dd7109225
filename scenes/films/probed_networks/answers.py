"""What the layers of a probed network answer, as places in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.errors import UsageError
from engine.experiments.digit_reader import nearest_mean_share, nearest_to_own_mean
from engine.geometry.answer_views import class_means, class_view, class_views
from engine.geometry.pace import Pace, pace_by_distance
from engine.geometry.projections import View
from engine.recordings.probed import ProbedRecording
from scenes.films.probed_networks.normalised import rotations, smoothed, standard

EDGE = 0.05
"""Room round the places, as a share of their box."""
TURNED = 0.15
"""Share of the recorded steps in which a picture that lay on its side is turned back."""
INPUTS = ""
"""Stands for the inputs, before the first layer."""


@dataclass(frozen=True)
class Answers:
    """The places of the probe's points in the pictures of the layers.

    All places lie in the unit square, which is a picture of some aspect. Each is centred, and
    scaled alike in both directions of that picture until it fills one of them: what counts is who
    lies beside whom.

    Attributes
    ----------
    recording : ProbedRecording
    layer : str
        The one that is watched while the network trains.
    aspect : float
        Width of the picture in its heights.
    """

    recording: ProbedRecording
    layer: str
    aspect: float = 1.0

    @cached_property
    def views(self) -> dict[str, View]:
        """The projections of all layers."""
        return class_views(self.recording, 2)

    @cached_property
    def _seen(self) -> np.ndarray:
        """Projections in the watched layer at each recorded step, array (recorded, points, 2).

        If the first is to lie on its side, it is turned back in the first steps.
        """
        seen = np.array([self._project(self.layer, step) for step in self.recording.steps])
        done = np.arange(len(seen)) / max(TURNED * (len(seen) - 1), 1e-12)
        return seen @ rotations(self.first_turn * (1 - np.clip(done, 0, 1)))

    @cached_property
    def first_turn(self) -> float:
        """Angle by which the untrained picture is turned: a right one, if it fits better so."""
        width, height = np.ptp(self._project(self.layer, int(self.recording.steps[0])), axis=0)
        upright, aside = (max(w / self.aspect, h) for w, h in ((width, height), (height, width)))
        return np.pi / 2 if aside < upright else 0.0

    @cached_property
    def _boxes(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower left and upper right of what each recorded step's picture shows."""
        seen = np.array([standard(each) for each in self._seen])
        return smoothed(seen.min(axis=1), np.min), smoothed(seen.max(axis=1), np.max)

    def box(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the corners of what the picture of a recorded step, told by its place, shows."""
        low, high = self._boxes
        return low[place], high[place]

    @cached_property
    def course(self) -> np.ndarray:
        """Places in the watched layer at each recorded step, array (recorded, points, 2)."""
        seen = np.array([standard(each) for each in self._seen])
        low, high = self._boxes
        return self.in_box(seen, low[:, None], high[:, None])

    def in_box(self, seen: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Return where places (…, 2) are in the picture if a box just fits into it."""
        shape = np.array([self.aspect, 1.0])
        size = np.where(high > low, high - low, 1e-12) / shape
        unit = (1 + 2 * EDGE) * size.max(axis=-1, keepdims=True)
        return np.asarray(0.5 + (seen - (low + high) / 2) / (unit * shape))

    def in_rows(self) -> np.ndarray:
        """Return places in rows from the upper left, as the points are numbered (points, 2)."""
        count = len(self.recording.probe)
        columns = int(np.ceil(np.sqrt(count * self.aspect)))
        rows = -(-count // columns)
        row, column = np.divmod(np.arange(count), columns)
        return np.column_stack([(column + 0.5) / columns, 1 - (row + 0.5) / rows])

    def recorded_near(self, step: float) -> int:
        """Return the recorded step that is nearest to a step."""
        steps = self.recording.steps
        return int(steps[int(np.abs(steps - step).argmin())])

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

    @property
    def way(self) -> list[str]:
        """What the inputs pass, from themselves to the watched layer."""
        layers = list(self.recording.layers)
        return [INPUTS, *layers[: layers.index(self.layer) + 1]]

    def in_layer(self, layer: str) -> np.ndarray:
        """Return the places in a layer after training, or of the inputs, array (points, 2)."""
        if layer == self.layer:
            return np.asarray(self.course[-1])
        if layer == INPUTS:
            seen = self._view_of_inputs.project(self._inputs)
        else:
            seen = self._project(layer, self.recording.last_step)
        return self.in_box(seen, seen.min(axis=0), seen.max(axis=0))

    def untrained_in(self, layer: str) -> np.ndarray:
        """Return the places in a layer before training, array (points, 2)."""
        if layer == self.layer:
            return np.asarray(self.course[0])
        seen = self._project(layer, int(self.recording.steps[0]))
        return self.in_box(seen, seen.min(axis=0), seen.max(axis=0))

    def means(self, places: np.ndarray) -> np.ndarray:
        """Return the mean of each class among places (points, 2), array (classes, 2)."""
        return class_means(places, self.recording.labels)

    def units(self, layer: str) -> int:
        """Return the number of units of a layer, or of numbers in an input."""
        if layer == INPUTS:
            return int(self._inputs.shape[1])
        return int(np.prod(self.recording.shapes[layer]))

    @cached_property
    def _inputs(self) -> np.ndarray:
        run = self.recording
        inputs = np.asarray(run.data.features[run.probe], np.float64)
        return inputs.reshape(len(inputs), -1)

    @cached_property
    def _view_of_inputs(self) -> View:
        """From where the inputs' classes differ most, turned to agree with the first layer."""
        run, first = self.recording, self.recording.layers[0]
        like = self.means(self._project(first, run.last_step))
        return class_view(self._inputs, run.labels, 2, like=like)

    @cached_property
    def lost(self) -> tuple[int, int] | None:
        """A point astray before training, and the class to whose mean it lies nearest, if any.

        It does so in all units and in the picture, where it is farthest nearer to that mean than
        to its own.
        """
        run, places = self.recording, self.course[0]
        labels = np.unique(run.labels)
        numbers = run.flat_answer(self.layer, int(run.steps[0])).astype(np.float64)
        away = [
            np.linalg.norm(self.means(seen) - seen[:, None], axis=2) for seen in (numbers, places)
        ]
        rows, own = np.arange(len(places)), np.searchsorted(labels, run.labels)
        nearest = away[0].argmin(axis=1)
        fit = (nearest == away[1].argmin(axis=1)) & (nearest != own)
        fit &= np.isin(rows, self.untrained)
        gap = away[1][rows, own] - away[1][rows, nearest]
        if not fit.any():
            return None
        point = int(np.where(fit, gap, -1.0).argmax())
        return point, int(labels[nearest[point]])

    def gathered(self, layer: str, step: float) -> float:
        """Return the share of points nearest to the mean of their own class, in all units."""
        return nearest_mean_share(self.recording.flat_answer(layer, step), self.recording.labels)

    def astray(self, layer: str, step: int | None = None) -> np.ndarray:
        """Return the points nearest to another class's mean in all units, as indices.

        Parameters
        ----------
        layer : str
            Or `INPUTS`.
        step : int, optional
            Of the training; the last one by default.
        """
        run = self.recording
        at = run.last_step if step is None else step
        answers = self._inputs if layer == INPUTS else run.flat_answer(layer, at)
        return np.flatnonzero(~nearest_to_own_mean(answers, run.labels))

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many points are nearest to another class's mean, all along `way`, at last."""
        return {layer: len(self.astray(layer)) for layer in self.way}

    @cached_property
    def untrained(self) -> np.ndarray:
        """The points that are nearest to another class's mean in the watched layer at first."""
        return self.astray(self.layer, int(self.recording.steps[0]))

    @cached_property
    def astray_at(self) -> np.ndarray:
        """How many lie astray in the watched layer at each recorded step, int array (recorded,)."""
        steps = self.recording.steps.tolist()
        return np.array([len(self.astray(self.layer, step)) for step in steps])

    @cached_property
    def missed(self) -> np.ndarray:
        """The points that the trained network gets wrong, as indices into the probe."""
        return np.flatnonzero(self.decided != self.recording.labels)

    @cached_property
    def decided(self) -> np.ndarray:
        """The classes that the trained network gives to the points, array (points,)."""
        return self.recording.decisions(self.recording.last_step)

    def drawn_over(self, size: np.ndarray, least: float) -> list[int]:
        """Return those mistakes that the means explain, the clearest first.

        Each lies nearer to the mean of the class for which it is taken than to its own's, both in
        all units and in the picture.

        Parameters
        ----------
        size : array (2,)
            Of the picture, in which places are compared.
        least : float
            How far it must be from both means, and by how much nearer to one, in the same units.
        """
        run, classes = self.recording, np.unique(self.recording.labels)
        answers = run.flat_answer(self.layer, run.last_step).astype(np.float64)
        places = self.in_layer(self.layer) * size
        pictures = [(seen, self.means(seen)) for seen in (answers, places)]
        found = []
        for point in self.missed.tolist():
            own, taken = np.searchsorted(classes, [run.labels[point], self.decided[point]])
            if taken == len(classes) or classes[taken] != self.decided[point]:
                continue  # no point of the probe is of that class
            ways = [
                np.linalg.norm(means[[own, taken]] - seen[point], axis=1)
                for seen, means in pictures
            ]
            if ways[0][1] < ways[0][0] and min(ways[1][1], ways[1][0] - ways[1][1]) >= least:
                found.append((float(ways[1][0] - ways[1][1]), point))
        return [point for _, point in sorted(found, reverse=True)]

    @property
    def right(self) -> float:
        """The share of the probe's points that the trained network gets right."""
        return 1 - len(self.missed) / len(self.recording.probe)

    def _project(self, layer: str, step: float) -> np.ndarray:
        return self.views[layer].project(self.recording.flat_answer(layer, step))


def answers_of(recording: ProbedRecording, layer: str | None, aspect: float = 1.0) -> Answers:
    """Return the answers of a recording, with the layer that is watched, in a picture's aspect.

    Raises
    ------
    UsageError
        If there is no such layer.
    """
    if layer is not None and layer not in recording.layers:
        raise UsageError(f"--layer {layer}: choose among {', '.join(recording.layers)}")
    return Answers(recording, layer or recording.layers[max(len(recording.layers) - 2, 0)], aspect)
