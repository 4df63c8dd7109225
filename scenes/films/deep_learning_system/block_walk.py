"""The way of all points, and of a sheet with them, through the trained blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

import numpy as np

from engine.geometry.box import Box
from engine.geometry.layers import layer_depths
from engine.geometry.projections import depth_views, seen_at
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.films.deep_learning_system.look_round import widest_side
from scenes.films.deep_learning_system.walk_sheet import WalkSheet
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.theme.theme import Theme

TILT = 1.1
"""Radians: from above, at which space is looked at."""
LOOKS = 9
"""Moments of each part of a block at which it is looked up how far points and sheet reach."""
MARGIN = 0.07
SPARE = 0.12
"""How far the sheet reaches beyond the points, as a share of their extent."""
LINES, SAMPLES, MESH = 13, 60, 25
"""Of a grid: lines along its shorter side, and samples along each; and of the sheet's faces."""


@dataclass(frozen=True)
class Aim:
    """From where, and how near, the way is looked at.

    Attributes
    ----------
    azimuth, tilt : float
        Radians.
    window : Window
    """

    azimuth: float
    tilt: float
    window: Window

    @property
    def orbit(self) -> Orbit:
        """The direction of view."""
        return Orbit(self.azimuth, self.tilt)

    def towards(self, other: Aim, progress: float) -> Aim:
        """Return the aim on the way to another one."""
        azimuth, tilt = (
            (1 - progress) * one + progress * two
            for one, two in ((self.azimuth, other.azimuth), (self.tilt, other.tilt))
        )
        return Aim(azimuth, tilt, self.window.towards(other.window, progress))


def grid_on(box: Box) -> tuple[np.ndarray, np.ndarray]:
    """Return lines along x, and along y, on a box of the plane: arrays (lines, SAMPLES, 2)."""
    cell = float(box.size.min()) / (LINES - 1)
    families = []
    for along, across in ((0, 1), (1, 0)):
        places = np.arange(box.low[across], box.high[across] + cell / 2, cell)
        lines = np.empty((len(places), SAMPLES, 2))
        lines[..., along] = np.linspace(box.low[along], box.high[along], SAMPLES)
        lines[..., across] = places[:, None]
        families.append(lines)
    return families[0], families[1]


class BlockWalk:
    """Where points and sheet are at every moment of the way through the blocks.

    Each block's linear map is taken gradually, and then its activation; while they move, they are
    looked at from one side. Layers of three units are seen in space; of wider ones, a projection
    is.

    Parameters
    ----------
    recording : Recording
    points : array (points, 2)
        The last is the one that is followed.
    panel : WarpPanel
        In which it is to be seen; it gets the sheet.
    theme : Theme
    """

    def __init__(
        self, recording: Recording, points: np.ndarray, panel: WarpPanel, theme: Theme
    ) -> None:
        self.recording, self.warp = recording, Warp(recording)
        self.points, self.panel = points, panel
        whole = Box.around(points)
        spare = SPARE * float(whole.size.max())
        sheet = Box(whole.low - spare, whole.high + spare)
        self.grid = grid_on(sheet)
        sides = np.linspace(sheet.low, sheet.high, MESH).T
        self.mesh = np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)
        self.sheet = WalkSheet(theme, panel.low, panel.high)
        panel.submobjects.insert(2, self.sheet)  # before the ground, behind grid and points
        self.home = panel.window_for(sheet.low, sheet.high, MARGIN)
        self.depths = layer_depths(recording.stages)[:-1]
        widths = [recording.width(depth) for depth in self.depths]
        self.in_space = max(widths) == 3
        self.views = depth_views(recording, 2)
        self.spaces = [width == 3 and self.in_space for width in widths]

    def seen(self, points: np.ndarray, depth: float) -> np.ndarray:
        """Carry points (…, 2) of the input to a depth (…, 2 or 3)."""
        flat, step = points.reshape(-1, 2), self.recording.last_step
        if self.in_space:
            moved = self.warp.warp(flat, depth, step)
            moved = np.pad(moved, [(0, 0), (0, 3 - moved.shape[1])])
        else:
            moved = seen_at(self.warp, self.views, flat, depth, step)
        return moved.reshape(*points.shape[:-1], -1)

    def carried(self, start: float, end: float) -> list[np.ndarray]:
        """Return points and sheet at moments from one depth to another, arrays (n, 2 or 3)."""
        whole = np.concatenate([self.points, self.mesh.reshape(-1, 2)])
        return [self.seen(whole, depth) for depth in np.linspace(start, end, LOOKS).tolist()]

    @cached_property
    def box(self) -> Box:
        """The box of space in which points and sheet are after the blocks that are in it."""
        inside = [self.carried(d, d)[0] for d in np.array(self.depths)[self.spaces].tolist()]
        return Box.around(np.concatenate(inside or [np.zeros((1, 3))]))

    @cached_property
    def aims(self) -> list[list[list[Aim]]]:
        """From where each block's linear map is looked at, and its activation, at moments."""
        found, azimuth = [], 0.0
        for block, (start, end) in enumerate(pairwise(self.depths), 1):
            parts = [self.carried(start, start + 1), self.carried(start + 1, end)]
            tilted = [self.spaces[block - 1] or self.spaces[block], self.spaces[block]]
            if tilted[0]:
                seen = [cloud for part, is_seen in zip(parts, tilted, strict=True) if is_seen
                        for cloud in part]  # fmt: skip
                azimuth = widest_side(seen, TILT, azimuth)
            found.append(
                [
                    [self._aim(cloud, side, tilt) for cloud in part]
                    for part, is_tilted in zip(parts, tilted, strict=True)
                    for side, tilt in [(azimuth, TILT) if is_tilted else (0.0, 0.0)]
                ]
            )
        return found

    def aim(self, block: int, part: int, progress: float) -> Aim:
        """Return from where a part of a block is looked at: it is always all in view."""
        aims = self.aims[block][part]
        place = progress * (len(aims) - 1)
        before = min(int(place), len(aims) - 2)
        return aims[before].towards(aims[before + 1], place - before)

    @cached_property
    def start(self) -> Aim:
        """From where the input is looked at."""
        return Aim(0.0, 0.0, self.home)

    @cached_property
    def end(self) -> Aim:
        """From where it is looked at after all blocks, from near."""
        return self._aim(self.carried(self.depths[-1], self.depths[-1])[0], 0.0, 0.0)

    def _aim(self, cloud: np.ndarray, azimuth: float, tilt: float) -> Aim:
        """Return the aim from some side that has all of it in view, and in space the box, too."""
        orbit, seen = Orbit(azimuth, tilt), [cloud]
        if tilt:
            seen.append(np.array(list(product(*np.stack([self.box.low, self.box.high], axis=1)))))
        box = Box.around(np.concatenate([orbit.see(each)[0] for each in seen]))
        return Aim(azimuth, tilt, self.panel.window_for(box.low, box.high, MARGIN))

    def picture(self, depth: float, aim: Aim) -> Picture:
        """Turn the panel, and return what is seen at a depth."""
        self.panel.look(aim.window, aim.orbit)
        first, second = (self.seen(lines, depth) for lines in self.grid)
        points = self.seen(self.points, depth)
        self.sheet.draw(
            self.seen(self.mesh, depth),
            self.box,
            min(2 * aim.tilt / TILT, 1.0),
            lambda each: self.panel.place(self.panel.orbit.see(each)[0]),
        )
        return Picture((first, second), points, followed=len(points) - 1)
