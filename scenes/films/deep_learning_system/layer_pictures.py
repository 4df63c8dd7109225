"""All points as each layer has them, in a small picture below it; one is followed."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from manim import VGroup

from engine.geometry.box import Box
from engine.geometry.decisions import classifier
from engine.geometry.layers import SamplePass, layer_depths
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.storytelling.stage import Area
from scenes.storytelling.warp_director import WarpDirector
from scenes.theme.theme import Theme

TILT = 1.1
"""Radians from above at which three units are looked at."""
LINES, SAMPLES = 13, 60
"""Of the grid: lines along its shorter side, and samples along each."""
RADIUS = 0.018
"""Of a point, as a share of a picture's height."""
ARROW = 0.34
"""Length of the arrow downhill, as a share of a picture's height."""


class LayerPictures:
    """What each layer before the classifier makes of all points, and of a grid.

    Parameters
    ----------
    recording : Recording
        Of a perceptron whose last hidden layer has two units.
    sample : int
        The data point that is followed.
    areas : sequence of Area
        For the inputs and each hidden layer.
    theme : Theme

    Attributes
    ----------
    panels : list of WarpPanel
    arrows : list of Arrow
        At the point that is followed, in each but the first.
    line : list of array (2, 2)
        A straight line through the input, or none.
    turn : float
        Radians by which layers of three units are turned.
    """

    def __init__(
        self, recording: Recording, sample: int, areas: tuple[Area, ...], theme: Theme
    ) -> None:
        self.recording, self.warp, self.turn = recording, Warp(recording), 0.0
        self.director = WarpDirector(recording, areas[0].size)
        self.depths = layer_depths(recording.stages)[:-1]
        point = recording.data.features[sample : sample + 1].astype(np.float64)
        self.points = np.concatenate([self.director.points, point])
        self.labels = np.append(self.director.labels, recording.data.labels[sample])
        height = float(areas[0].size[1])
        self.panels = [
            WarpPanel(
                self.labels,
                theme,
                area.centre,
                float(area.size[0]),
                height,
                RADIUS * height,
                bar=False,
            )
            for area in areas
        ]
        self.arrows = VGroup(*(Arrow(theme.gradient, 0.03 * height) for _ in areas[1:]))
        self.length = ARROW * height
        self.line: list[np.ndarray] = []

    @cached_property
    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """Lines along x, and along y, of the input picture, arrays (lines, SAMPLES, 2)."""
        box = self.director.box
        cell = float(box.size.min()) / (LINES - 1)
        families = []
        for along, across in ((0, 1), (1, 0)):
            places = np.arange(box.low[across], box.high[across] + cell / 2, cell)
            lines = np.empty((len(places), SAMPLES, 2))
            lines[..., along] = np.linspace(box.low[along], box.high[along], SAMPLES)
            lines[..., across] = places[:, None]
            families.append(lines)
        return families[0], families[1]

    def trace(self, step: float) -> list[tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]]:
        """Return points and grid at every layer, in its own coordinates."""
        first, second = self.grid
        parts = [self.points, first.reshape(-1, 2), second.reshape(-1, 2)]
        ends = np.cumsum([len(part) for part in parts])
        traced = self.warp.trace(np.concatenate(parts), step)
        found = []
        for depth in self.depths:
            at = traced[depth]
            grid = (
                at[ends[0] : ends[1]].reshape(*first.shape[:2], -1),
                at[ends[1] :].reshape(*second.shape[:2], -1),
            )
            found.append((at[: ends[0]], grid))
        return found

    def seen(self, layer: int, points: np.ndarray) -> np.ndarray:
        """Return points of a layer (…, width) as its picture has them (…, 2 or 3)."""
        width = points.shape[-1]
        if width <= 3:
            return np.pad(points, [(0, 0)] * (points.ndim - 1) + [(0, max(2 - width, 0))])
        return self.director.views[self.depths[layer]].project(points)[..., :2]

    def orbit(self, layer: int) -> Orbit:
        """Return from where a layer is looked at."""
        is_space = self.recording.width(self.depths[layer]) == 3
        return Orbit(0.5 + self.turn, TILT) if is_space else FROM_ABOVE

    @cached_property
    def windows(self) -> list[Window]:
        """The part of each layer that is seen: where its points are, over the whole training."""
        steps = np.linspace(0, self.recording.last_step, 7).tolist()
        traces = [self.trace(step) for step in steps]
        found = []
        for layer, panel in enumerate(self.panels):
            box = Box.around(np.stack([self.seen(layer, t[layer][0]) for t in traces]))
            if layer == 0:
                box = self.director.box
            if len(box.size) == 3:
                scale = 1.05 * float(panel.room.min() / np.linalg.norm(box.size))
                found.append(Window(box.centre, scale))
            else:
                margin = 0.02 if layer == 0 else 0.1
                found.append(panel.window_for(box.low, box.high, margin))
        return found

    def display(self, step: float, layers: int, passed: SamplePass | None = None) -> None:
        """Draw the pictures of so many layers, and arrows downhill if a pass is given."""
        for layer, (points, grid) in enumerate(self.trace(step)[:layers]):
            panel, orbit = self.panels[layer], self.orbit(layer)
            window = self.windows[layer]
            panel.look(Window(orbit.see(window.centre)[0], window.scale), orbit)
            rows, columns = (self.seen(layer, lines) for lines in grid)
            seen = self.seen(layer, points)
            lines = self.line if layer == 0 else []
            if layer == len(self.panels) - 1:
                lines = self.director.separators(step)
            panel.display(Picture((rows, columns), seen, lines, followed=len(points) - 1))
            if layer:
                self._point_downhill(layer, points[-1], passed)

    def _point_downhill(self, layer: int, point: np.ndarray, passed: SamplePass | None) -> None:
        """Draw the arrow along which the loss of the point falls fastest."""
        arrow, panel = self.arrows[layer - 1], self.panels[layer]
        start = panel.place(panel.orbit.see(self.seen(layer, point))[0])
        if passed is None:
            arrow.set_ends(start, start)
            return
        down = -passed.gradients[layer]
        moved = self.seen(layer, point + 1e-3 * down / max(float(np.linalg.norm(down)), 1e-12))
        way = panel.place(panel.orbit.see(moved)[0]) - start
        way *= self.length / max(float(np.linalg.norm(way)), 1e-12)
        arrow.set_ends(start, start + way)

    def morphed(self, share: float, line: float, *, decided: bool = False) -> None:
        """Draw in the last picture how the blocks, as one map, move every point.

        Parameters
        ----------
        share : float
            0 for the raw input, 1 for what the blocks make of it; between, each point is on the
            straight way.
        line : float
            From 0 to 1, how clearly the classifier's line is drawn.
        decided : bool
            Whether what the classifier decides is tinted, with rings round its mistakes.
        """
        step, panel = self.recording.last_step, self.panels[-1]
        traced = self.trace(step)
        (raw, raw_grid), (after, after_grid) = traced[0], traced[-1]
        panel.look(self.windows[0].towards(self.windows[-1], share))
        rows, columns = (a + share * (b - a) for a, b in zip(raw_grid, after_grid, strict=True))
        points = raw + share * (after - raw)
        panel.strength = line
        picture = Picture((rows, columns), points, followed=len(points) - 1)
        if line > 0:
            picture = replace(picture, separators=self.director.separators(step))
        if decided:
            weights, biases = classifier(self.recording, step)
            wrong = (after @ weights.T + biases).argmax(axis=1) != self.labels
            regions = self.director.half_planes(step, panel.visible)
            picture = replace(picture, regions=regions, mistakes=wrong.astype(float))
        panel.display(picture)
