"""The way of all points, and of a sheet with them, through the trained blocks."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.geometry.box import Box
from engine.geometry.layers import layer_depths
from engine.geometry.projections import depth_views, seen_at
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.films.deep_learning_system.look_round import look_round
from scenes.films.deep_learning_system.walk_sheet import WalkSheet
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.theme.theme import Theme

TILT = 1.1
"""Radians: from above, at which space is looked at."""
SWING = 0.6
"""Radians by which it is looked at from further round, to either side, after the first block."""
LOOKS = 16
"""Moments of each block at which it is looked up how far points and sheet reach."""
SIDES = 9
"""Of these, in the swing after the first block."""
MARGIN = 0.07
SPARE = 0.12
"""How far the sheet reaches beyond the points, as a share of their extent."""
LINES, SAMPLES, MESH = 13, 60, 25
"""Of a grid: lines along its shorter side, and samples along each; and of the sheet's faces."""


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

    Each block's linear map is taken gradually, and then its activation. Layers of three units are
    seen in space; of wider ones, a projection is.

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
        self.spaces = np.array([float(width == 3 and self.in_space) for width in widths])
        self.moments = np.linspace(0, 1, LOOKS * (len(self.depths) - 1) + 1)

    def seen(self, points: np.ndarray, depth: float) -> np.ndarray:
        """Carry points (…, 2) of the input to a depth (…, 2 or 3)."""
        flat, step = points.reshape(-1, 2), self.recording.last_step
        if self.in_space:
            moved = self.warp.warp(flat, depth, step)
            moved = np.pad(moved, [(0, 0), (0, 3 - moved.shape[1])])
        else:
            moved = seen_at(self.warp, self.views, flat, depth, step)
        return moved.reshape(*points.shape[:-1], -1)

    def depth(self, share: float) -> float:
        """Return the depth after a share of the way: every block takes equally long."""
        return float(np.interp(share * (len(self.depths) - 1), self.blocks, self.depths))

    def space(self, share: float) -> float:
        """Return how far it is in space, from 0 to 1, after a share of the way."""
        return float(np.interp(share * (len(self.depths) - 1), self.blocks, self.spaces))

    def orbit(self, share: float, turned: float = 0.0) -> Orbit:
        """Return from where it is looked at, from further round by some radians."""
        turn = float(np.interp(share, self.moments, self.turns))
        return Orbit(turn + turned, TILT * self.space(share))

    @cached_property
    def turns(self) -> np.ndarray:
        """The azimuths from which it is looked at, at moments evenly spaced over the way."""
        if not self.in_space:
            return np.zeros(len(self.moments))
        tilts = np.array([TILT * self.space(share) for share in self.moments.tolist()])
        return look_round(self.carried, tilts)

    @cached_property
    def carried(self) -> list[np.ndarray]:
        """Points and sheet at these moments, arrays (n, 2 or 3)."""
        whole = np.concatenate([self.points, self.mesh.reshape(-1, 2)])
        return [self.seen(whole, self.depth(share)) for share in self.moments.tolist()]

    @cached_property
    def box(self) -> Box:
        """The box of space in which points and sheet are after the blocks that are in it."""
        inside = [self.carried[LOOKS * block] for block in np.flatnonzero(self.spaces)]
        return Box.around(np.concatenate(inside or [np.zeros((1, 3))]))

    @property
    def blocks(self) -> np.ndarray:
        """How many blocks are passed at each of `depths`."""
        return np.arange(len(self.depths))

    @cached_property
    def windows(self) -> list[Window]:
        """What is seen, at moments evenly spaced over the way."""
        seen, held = [], LOOKS if self.spaces[1] else -1
        for moment, (share, carried) in enumerate(
            zip(self.moments.tolist(), self.carried, strict=True)
        ):
            swing = np.linspace(-SWING, SWING, SIDES) if moment == held else np.zeros(1)
            looks = [self.orbit(share, side).see(carried)[0] for side in swing.tolist()]
            seen.append(np.concatenate(looks))
        found = []
        for moment in range(len(seen)):  # and where they have just been, and will be
            near = seen[max(moment - 1, 0) : moment + 2]
            if moment == held:  # it stays there for a while: close
                near = seen[moment : moment + 1]
            box = Box.around(np.concatenate(near))
            found.append(self.panel.window_for(box.low, box.high, MARGIN))
        return [self.home, *found[1:]]

    def window(self, share: float) -> Window:
        """Return what is seen after a share of the way."""
        place = share * (len(self.windows) - 1)
        before = min(int(place), len(self.windows) - 2)
        return self.windows[before].towards(self.windows[before + 1], place - before)

    def picture(self, share: float, turned: float = 0.0) -> Picture:
        """Turn the panel to what is seen after a share of the way, and return it."""
        self.panel.look(self.window(share), self.orbit(share, turned))
        depth = self.depth(share)
        first, second = (self.seen(lines, depth) for lines in self.grid)
        points = self.seen(self.points, depth)
        self.sheet.draw(
            self.seen(self.mesh, depth),
            self.box,
            min(2 * self.space(share), 1.0),
            lambda each: self.panel.place(self.panel.orbit.see(each)[0]),
        )
        return Picture((first, second), points, followed=len(points) - 1)
