"""All points as they come in, and as the classifier sees them; one of them is followed."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from engine.geometry.box import Box
from engine.geometry.decisions import classifier
from engine.geometry.layers import layer_depths
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.films.deep_learning_system.block_walk import Aim, BlockWalk, grid_on
from scenes.mobjects.arrays.orbit import FROM_ABOVE
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.storytelling.stage import Area
from scenes.storytelling.warp_director import WarpDirector
from scenes.theme.theme import Theme

RADIUS = 0.018
"""Of a point, as a share of a picture's height."""
NARROW = 0.6
"""Height to width from which on it is a share of so much of the width."""
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

    def show_outputs(self, step: float, *, tinted: bool = False) -> None:
        """Draw what the classifier sees at a step, with its line.

        Parameters
        ----------
        step : float
        tinted : bool
            Whether each class's side of the line is tinted.
        """
        panel = self.panels[-1]
        panel.look(self.window(step), FROM_ABOVE)
        points, grid = self.trace(step)
        regions = self.director.half_planes(step, panel.visible) if tinted else []
        lines = self.director.separators(step)
        panel.display(Picture(grid, points, lines, regions, followed=len(points) - 1))

    def show_answer(self) -> None:
        """Draw the inputs once more, parted as the trained network parts them."""
        panel, decided = self.panels[-1], self.director.decided_input(self.recording.last_step)
        panel.look(self.home, FROM_ABOVE)
        panel.display(
            replace(decided, grid=self.grid, points=self.points, followed=len(self.points) - 1)
        )

    def show_walk(self, depth: float, aim: Aim, judged: float = 0.0) -> None:
        """Draw in the first picture where the trained blocks have carried all points.

        Parameters
        ----------
        depth : float
        aim : Aim
            From where it is looked at.
        judged : float
            From 0 to 1, how clearly the classifier's line, the tints of its sides, and rings round
            its mistakes are drawn: at the end of the way.
        """
        panel, step = self.panels[0], self.recording.last_step
        panel.strength = judged
        picture = self.walk.picture(depth, aim)
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
