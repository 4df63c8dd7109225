"""The way of all points, and of a grid, through the trained blocks: a sheet that is bent."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.geometry.box import Box
from engine.geometry.layers import layer_depths
from engine.geometry.projections import depth_views, seen_at
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window

TILT, TURN, SPIN = 1.0, 0.5, 0.5
"""Radians: from above, at which space is looked at; round it, at first; and more in each block."""
LOOKS = 8
"""Moments of each block at which it is looked up how far points and grid reach."""
SIDES = 12
"""Sides from which it is looked at while it is turned round, after the first block."""
MARGIN = 0.07


class BlockWalk:
    """Where points and grid are at every moment of the way through the blocks.

    Each block's linear map is taken gradually, and then its activation. Layers of three units are
    seen in space; of wider ones, a projection is.

    Parameters
    ----------
    recording : Recording
    points : array (points, 2)
        The last is the one that is followed.
    grid : pair of array (lines, samples, 2)
    panel : WarpPanel
        In which it is to be seen.
    home : Window
        What is seen of the inputs.
    """

    def __init__(
        self,
        recording: Recording,
        points: np.ndarray,
        grid: tuple[np.ndarray, np.ndarray],
        panel: WarpPanel,
        home: Window,
    ) -> None:
        self.recording, self.warp = recording, Warp(recording)
        self.points, self.grid, self.panel, self.home = points, grid, panel, home
        self.depths = layer_depths(recording.stages)[:-1]
        widths = [recording.width(depth) for depth in self.depths]
        self.in_space = max(widths) == 3
        self.views = depth_views(recording, 2)
        spaces = np.array([width == 3 and self.in_space for width in widths])
        self.tilts = np.where(spaces, TILT, 0.0)
        self.turns = np.where(spaces, TURN + SPIN * np.arange(len(widths)), 0.0)

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

    def orbit(self, share: float, turned: float = 0.0) -> Orbit:
        """Return from where it is looked at, from further round by some radians."""
        place = share * (len(self.depths) - 1)
        turn, tilt = (
            float(np.interp(place, self.blocks, each)) for each in (self.turns, self.tilts)
        )
        return Orbit(turn + turned, tilt)

    @property
    def blocks(self) -> np.ndarray:
        """How many blocks are passed at each of `depths`."""
        return np.arange(len(self.depths))

    @cached_property
    def windows(self) -> list[Window]:
        """What is seen, at moments evenly spaced over the way."""
        count = LOOKS * (len(self.depths) - 1)
        whole = np.concatenate([self.points, *(lines.reshape(-1, 2) for lines in self.grid)])
        seen = []
        for moment, share in enumerate(np.linspace(0, 1, count + 1).tolist()):
            carried, sides = self.seen(whole, self.depth(share)), [0.0]
            if moment == LOOKS and self.in_space:
                sides = np.linspace(0, 2 * np.pi, SIDES).tolist()
            looks = [self.orbit(share, side).see(carried)[0] for side in sides]
            seen.append(np.concatenate(looks))
        found = []
        for moment in range(count + 1):  # and where they have just been, and will be
            near = seen[max(moment - 1, 0) : moment + 2]
            if moment == LOOKS and self.in_space:  # it stays there for a while: close
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
        return Picture((first, second), points, followed=len(points) - 1)
