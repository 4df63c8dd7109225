"""All points as they come in, and as the classifier sees them; one of them is followed."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.geometry.box import Box
from engine.geometry.decisions import classifier
from engine.geometry.layers import SamplePass, layer_depths
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.films.deep_learning_system.block_walk import BlockWalk, grid_on
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.orbit import FROM_ABOVE
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.storytelling.stage import Area
from scenes.storytelling.warp_director import WarpDirector
from scenes.theme.theme import Theme

RADIUS = 0.018
"""Of a point, as a share of a picture's height."""
NARROW = 0.6
"""Height to width from which on it is a share of so much of the width."""
ARROW = 0.4
"""Length of the arrow downhill, as a share of a picture's height."""
DIM = 0.3
"""Opacity of all other points while one is to move."""
MOMENTS = 13
"""Of the training, at which it is looked up how far the points and the grid reach."""


class LayerPictures:
    """The plane of the inputs and that of the last hidden layer, with all points and a grid.

    Parameters
    ----------
    recording : Recording
        Of a perceptron whose last hidden layer has two units.
    sample : int
        The data point that is followed.
    area : Area
        For the two, one at a time.
    theme : Theme

    Attributes
    ----------
    panels : list of WarpPanel
    home : Window
        What is seen of the inputs.
    arrow : Arrow
        At the point that is followed, in the second.
    ghost : Markers
        Of that point, which goes along the arrow.
    """

    def __init__(self, recording: Recording, sample: int, area: Area, theme: Theme) -> None:
        self.recording, self.warp = recording, Warp(recording)
        self.director = WarpDirector(recording, area.size)
        self.last = layer_depths(recording.stages)[-2]
        point = recording.data.features[sample : sample + 1].astype(np.float64)
        self.points = np.concatenate([self.director.points, point])
        self.labels = np.append(self.director.labels, recording.data.labels[sample])
        width, height = area.size.tolist()
        size = min(height, NARROW * width)
        self.panels = [
            WarpPanel(
                self.labels,
                theme,
                area.centre,
                width,
                height,
                RADIUS * size,
                bar=False,
            )
            for _ in range(2)
        ]
        self.arrow = Arrow(theme.gradient, 0.04 * size, edge=theme.background)
        label = int(self.labels[-1])
        self.ghost = Markers(
            marker_of(label), fill_color=theme.colour_of(label), fill_opacity=1,
            stroke_color=theme.panel, stroke_width=0.6,
        )  # fmt: skip
        self.ends = np.zeros((2, 2))
        self.length = ARROW * size
        box = self.director.box
        self.home = self.panels[0].window_for(box.low, box.high, 0.0)
        self.walk = BlockWalk(recording, self.points, self.panels[0], theme)

    @cached_property
    def grid(self) -> tuple[np.ndarray, np.ndarray]:
        """Lines along x, and along y, of the input picture, arrays (lines, samples, 2)."""
        return grid_on(self.director.box)

    def trace(self, step: float) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
        """Return points and grid as the classifier sees them."""
        first, second = self.grid
        parts = [self.points, first.reshape(-1, 2), second.reshape(-1, 2)]
        ends = np.cumsum([len(part) for part in parts])
        moved = self.warp.trace(np.concatenate(parts), step)[self.last]
        lines = moved[ends[0] : ends[1]], moved[ends[1] :]
        return moved[: ends[0]], (lines[0].reshape(first.shape), lines[1].reshape(second.shape))

    @cached_property
    def windows(self) -> list[Window]:
        """What is seen of the last hidden layer at moments of the training: points and grid."""
        steps = np.linspace(0, self.recording.last_step, MOMENTS)
        panel = self.panels[-1]
        seen = []
        for step in steps.tolist():
            points, grid = self.trace(step)
            seen.append(np.concatenate([points, *(lines.reshape(-1, 2) for lines in grid)]))
        found = []
        for moment in range(MOMENTS):  # and where they have just been, and will be
            box = Box.around(np.concatenate(seen[max(moment - 1, 0) : moment + 2]))
            found.append(panel.window_for(box.low, box.high, 0.08))
        return found

    def window(self, step: float) -> Window:
        """Return what is seen of the last hidden layer at a step."""
        place = (MOMENTS - 1) * step / max(self.recording.last_step, 1)
        before = min(int(place), MOMENTS - 2)
        return self.windows[before].towards(self.windows[before + 1], place - before)

    def show_inputs(self, lines: list[np.ndarray]) -> None:
        """Draw the inputs, with straight lines through them."""
        panel = self.panels[0]
        panel.look(self.home)
        panel.display(Picture(self.grid, self.points, lines, followed=len(self.points) - 1))

    def show_outputs(
        self, step: float, passed: SamplePass | None = None, *, tinted: bool = False
    ) -> None:
        """Draw what the classifier sees at a step, with its line.

        Parameters
        ----------
        step : float
        passed : SamplePass, optional
            With it there is an arrow, along which the loss of the followed point falls fastest,
            and all other points are dim.
        tinted : bool
            Whether each class's side of the line is tinted.
        """
        panel = self.panels[-1]
        panel.look(self.window(step), FROM_ABOVE)
        points, grid = self.trace(step)
        regions = self.director.half_planes(step, panel.visible) if tinted else []
        lines = self.director.separators(step)
        panel.display(Picture(grid, points, lines, regions, followed=len(points) - 1))
        self._point_downhill(points[-1], passed)

    def _point_downhill(self, point: np.ndarray, passed: SamplePass | None) -> None:
        """Draw the arrow along which the loss of the point falls fastest."""
        start = self.panels[-1].place(point)
        way = np.zeros(2) if passed is None else -passed.gradients[-2]
        way = self.length * way / max(float(np.linalg.norm(way)), 1e-12)
        self.ends = np.array([start, start + way])
        self.arrow.set_ends(*self.ends)
        others = 1.0 if passed is None else DIM
        self.panels[-1].points_cloud.set_fill(opacity=others).set_stroke(opacity=others)

    def glide(self, progress: float) -> None:
        """Draw the copy of the point, so far along the arrow."""
        place = self.ends[0] + progress * (self.ends[1] - self.ends[0])
        self.ghost.set_places(place[None], self.panels[-1].points_cloud.radius)

    def show_walk(self, share: float, judged: float = 0.0, turned: float = 0.0) -> None:
        """Draw in the first picture where the trained blocks have carried all points.

        Parameters
        ----------
        share : float
            Of the way through the blocks.
        judged : float
            From 0 to 1, how clearly the classifier's line, the tints of its sides, and rings round
            its mistakes are drawn: at the end of the way.
        turned : float
            Radians by which it is looked at from further round: after the first block.
        """
        panel, step = self.panels[0], self.recording.last_step
        panel.strength = judged
        picture = self.walk.picture(share, turned)
        panel.cross.set_stroke(opacity=judged)
        if judged > 0:
            points = self.warp.trace(self.points, step)[self.last]
            weights, biases = classifier(self.recording, step)
            wrong = (points @ weights.T + biases).argmax(axis=1) != self.labels
            picture = Picture(
                picture.grid, picture.points, self.director.separators(step),
                self.director.half_planes(step, panel.visible), mistakes=wrong.astype(float),
                followed=picture.followed,
            )  # fmt: skip
        panel.display(picture)
