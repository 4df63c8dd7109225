"""Choosing what each frame of a space-warping film shows of a recording.

The director asks the engine; scenes ask the director. It fixes the lines of the grid, the views of
wide layers, the windows (one scale for the whole film wherever that leaves every layer readable)
and the pace of training.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from engine.data.stratified import stratified_choice
from engine.errors import DataError
from engine.geometry.box import Box
from engine.geometry.decisions import classifier, hidden_depth
from engine.geometry.pace import Pace, pace_by_motion
from engine.geometry.projections import View, depth_views, seen_at
from engine.geometry.regions import DecisionMap, decision_map, linear_regions, separators
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window

CELLS = 22
"""Cells of the grid along the longer side of the data."""
SAMPLES = 90
"""Samples along each line of the grid, at least; four per cell."""
MOST_POINTS = 600
"""Points drawn; of a larger data set it is a choice, every class in proportion."""
MARGIN = 0.16
"""Room around the points, as a share of their size on each side, where they fill a panel."""
SAME_SCALE = 0.4
"""A layer is shown at the film's common scale if it fills at least this share of the panel."""
GRID_ROOM = 1.35
"""How much further than the points the grid may make the panel reach."""
TILT = 1.05
"""Radians from above at which three dimensions are looked at."""


class WarpDirector:
    """All that a film of one recording shows, frame by frame.

    Parameters
    ----------
    recording : Recording
    shape : array (2,), optional
        Width and height of the panel, if the input picture is to go on to all of its edges.
    """

    def __init__(self, recording: Recording, shape: np.ndarray | None = None) -> None:
        self.recording = recording
        self.warp = Warp(recording)
        self.hidden = hidden_depth(recording.stages)
        self.dimensions = 3 if recording.width(self.hidden) == 3 else 2
        self.views: list[View] = depth_views(recording, self.dimensions)
        data = recording.data
        chosen = stratified_choice(data.labels, MOST_POINTS, np.random.default_rng(0))
        self.points = data.features[chosen].astype(np.float64)
        self.labels = data.labels[chosen]
        seen = self.views[0].project(self.points)
        box = Box.around(seen[:, :2], margin=0.06)
        if box.size.max() <= 0:
            raise DataError(f"all points of {data.name} are one and the same: nothing to separate")
        self.cell = float(box.size.max()) / CELLS
        size = box.size
        if shape is not None:
            size = (1 + 2 * MARGIN) * shape * float((size / shape).max())
        extra = (np.ceil(size / self.cell - 1e-9) * self.cell - box.size) / 2
        self.box = Box(box.low - extra, box.high + extra)
        self._grid = self._lines()
        # While a moment is looked at, nothing of it changes.
        self._last_picture: tuple[tuple[float, float, bool], Picture] | None = None
        self._known_windows: dict[tuple[float, ...], list[Window]] = {}

    @property
    def is_flat(self) -> bool:
        """Whether there are two classes and every layer up to the last hidden one is a plane."""
        widths = {self.recording.width(depth) for depth in range(self.hidden + 1)}
        return widths == {2} and self.recording.data.classes == 2

    @property
    def last_step(self) -> int:
        """The end of training."""
        return self.recording.last_step

    @cached_property
    def pace(self) -> Pace:
        """Film time for training, by the distance moved in the last hidden space."""
        return pace_by_motion(self.recording, self.hidden, self.views[self.hidden])

    def see(self, points: np.ndarray, depth: float, step: float) -> np.ndarray:
        """Map points of the input picture (…, 2) to a depth and step (…, 2 or 3)."""
        flat = points.reshape(-1, 2)
        padded = np.pad(flat, ((0, 0), (0, self.dimensions - 2)))
        lifted = self.views[0].lift(padded).astype(flat.dtype)
        moved = seen_at(self.warp, self.views, lifted, depth, step)
        return moved.reshape(*points.shape[:-1], self.dimensions)

    def moves(self, step: float) -> bool:
        """Return whether the network moves points at all at a step."""
        traced = self.warp.trace(self.points, step)
        before, after = traced[0], traced[self.hidden]
        return before.shape != after.shape or not np.allclose(before, after, atol=1e-3)

    def picture(self, depth: float, step: float, *, separated: bool = False) -> Picture:
        """Return grid and points, and the separating lines of the last hidden space if asked."""
        asked = depth, step, separated
        if self._last_picture is None or self._last_picture[0] != asked:
            self._last_picture = asked, self._picture(depth, step, separated)
        return self._last_picture[1]

    def _picture(self, depth: float, step: float, separated: bool) -> Picture:
        # Single precision is as exact as pixels need.
        first, second = (self.see(g.astype(np.float32), depth, step) for g in self._grid)
        points = self.points_at(depth, step)
        pieces = self.separators(step) if separated else []
        room = self.room if self.dimensions == 3 and depth == self.hidden else None
        return Picture((first, second), points, pieces, room=room)

    def points_at(self, depth: float, step: float) -> np.ndarray:
        """Carry the drawn points to a depth and step, array (points, 2 or 3)."""
        return seen_at(self.warp, self.views, self.points, depth, step)

    def scores(self, step: float) -> np.ndarray:
        """Return what the network makes of the drawn points, probabilities (points, classes)."""
        weights, biases = classifier(self.recording, step)
        hidden = self.warp.trace(self.points, step)[self.hidden]
        logits = hidden @ weights.T + biases
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return raised / raised.sum(axis=1, keepdims=True)

    def half_planes(self, step: float, box: Box) -> list[list[np.ndarray]]:
        """Return what each class wins of a box of the last hidden plane, outlines per class."""
        weights, biases = self.seen_classifier(step)
        return [[ring] for ring in linear_regions(weights, biases, box)]

    def seen_classifier(self, step: float) -> tuple[np.ndarray, np.ndarray]:
        """Return the classifier of the last hidden space, restricted to the picture."""
        return self.views[self.hidden].see_classifier(*classifier(self.recording, step))

    def separators(self, step: float) -> list[np.ndarray]:
        """Return the lines or planes between classes in the picture of the last hidden space."""
        weights, biases = self.seen_classifier(step)
        room = self.room
        if self.dimensions == 2:  # the panel cuts lines; planes end at the room's walls
            room = Box(room.centre - 20 * room.size.max(), room.centre + 20 * room.size.max())
        return separators(weights, biases, room)

    @cached_property
    def decisions(self) -> DecisionMap:
        """Decision map of the trained network over the input picture."""
        return decision_map(self.recording, self.last_step, self.box, self.views[0])

    def decided_input(self, step: float) -> Picture:
        """Show the input picture, parted as the network parts it at a step of training."""
        decided = decision_map(self.recording, step, self.box, self.views[0])
        picture = self.picture(0, step)
        return replace(picture, regions=decided.regions, borders=decided.borders)

    def unwarped(self, depth: float) -> Picture:
        """Show the regions of the input picture, carried to a depth of the trained network."""
        picture = self.picture(depth, self.last_step)
        decided = self.decisions
        regions = [[self._carried(ring, depth) for ring in rings] for rings in decided.regions]
        borders = [self._carried(curve, depth) for curve in decided.borders]
        return replace(picture, regions=regions, borders=borders)

    def _carried(self, outline: np.ndarray, depth: float) -> np.ndarray:
        """Carry an outline of the input picture to a depth; about a line it keeps its height."""
        seen = self.see(outline, depth, self.last_step)
        widths = {self.recording.width(k) for k in range(int(np.ceil(depth)) + 1)}
        if widths == {1}:
            seen[:, 1] += outline[:, 1] - self.box.centre[1]
        return seen

    def window(self, panel: WarpPanel, depth: float, orbit: Orbit) -> Window:
        """Choose the panel's window at a depth of the trained network."""
        size = tuple(panel.room)
        if size not in self._known_windows:
            self._known_windows[size] = self._windows(panel)
        windows = self._known_windows[size]
        whole = min(int(depth), len(windows) - 2)
        window = windows[whole].towards(windows[whole + 1], depth - whole)
        return Window(orbit.see(window.centre)[0], window.scale)

    def orbit(self, progress: float) -> Orbit:
        """Look from a slowly turning direction, in three dimensions; else from above.

        At progress 1 the trained separating plane is seen nearly edge-on.
        """
        if self.dimensions == 2:
            return FROM_ABOVE
        return Orbit(azimuth=self._last_azimuth - 0.9 * (1 - progress), tilt=TILT)

    @cached_property
    def room(self) -> Box:
        """Bounding box of the points in the last hidden space over the whole training."""
        view = self.views[self.hidden]
        few = self.points[:: max(len(self.points) // 200, 1)]
        swept = self.warp.sweep(few, self.recording.steps, self.hidden)
        seen = [view.project(chunk).reshape(-1, self.dimensions) for chunk in swept]
        return Box.around(np.concatenate(seen), margin=0.04)

    @cached_property
    def _last_azimuth(self) -> float:
        weights, _ = self.seen_classifier(self.last_step)
        normal = weights[1] - weights[0]
        azimuths = np.linspace(0, 2 * np.pi, 361)
        towards = np.array([Orbit(azimuth, TILT).axes[2] for azimuth in azimuths])
        facing = towards @ normal / np.linalg.norm(normal)
        return float(azimuths[np.abs(facing - 0.25).argmin()])

    def _windows(self, panel: WarpPanel) -> list[Window]:
        """Return one window per depth up to the last hidden space, all alike where that serves."""
        boxes = [self.box]
        for depth in range(1, self.hidden + 1):
            at = [
                seen_at(self.warp, self.views, self.points, depth - 1 + part, self.last_step)
                for part in (0.35, 0.7, 1.0)
            ]
            boxes.append(self._with_grid(Box.around(np.concatenate(at), margin=0.02), depth))
        if self.dimensions == 3:
            boxes[-1] = self.room
            return [panel.window_for(self.box.low, self.box.high).lifted()] + [
                # Seen from anywhere, the whole box is in the panel.
                Window(box.centre, float(panel.room.min() / np.linalg.norm(box.size)))
                for box in boxes[1:]
            ]
        boxes.append(self._with_grid(self.room, self.hidden))
        windows = [panel.window_for(box.low, box.high) for box in boxes]
        common = panel.window_for(
            np.min([box.low for box in boxes], axis=0), np.max([box.high for box in boxes], axis=0)
        )
        if common.scale >= SAME_SCALE * max(window.scale for window in windows):
            return [common] * max(self.hidden + 1, 2)
        windows[self.hidden] = windows.pop()
        return windows * (2 if len(windows) == 1 else 1)

    def _with_grid(self, box: Box, depth: int) -> Box:
        """Return a window enlarged to the grid, unless it reaches much further than the points."""
        lines = np.concatenate([self.see(x, depth, self.last_step) for x in self._grid])
        grid = Box.around(lines[np.isfinite(lines).all(axis=(1, 2))], margin=0.01)
        most = GRID_ROOM * box.size.max() / 2
        return Box(
            np.maximum(np.minimum(box.low, grid.low), box.centre - most),
            np.minimum(np.maximum(box.high, grid.high), box.centre + most),
        )

    def _lines(self) -> list[np.ndarray]:
        """Return the grid of the input picture, square cells: lines along x, lines along y."""
        families = []
        for along, across in ((0, 1), (1, 0)):
            low, high = self.box.low, self.box.high
            count = round((high - low)[across] / self.cell) + 1
            samples = max(SAMPLES, round(4 * (high - low)[along] / self.cell))
            lines = np.empty((count, samples, 2))
            lines[..., along] = np.linspace(low[along], high[along], samples)
            lines[..., across] = np.linspace(low[across], high[across], count)[:, None]
            families.append(lines)
        return families
