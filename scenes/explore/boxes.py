"""Which part of each layer's picture a page shows: one box a depth for the whole run.

Axes stay fixed while training is scrubbed, so that stretching can be compared between steps.
"""

from __future__ import annotations

import numpy as np

from engine.geometry.box import Box
from engine.geometry.projections import View
from engine.geometry.warps import Warp

POOLED_STEPS = 24
"""Steps, evenly chosen among those that are kept, whose points a box holds."""
FAR = 6.0
"""A step at which points reach so many times further than usual does not widen the box."""


def pooled_steps(steps: np.ndarray) -> np.ndarray:
    """Choose some of the kept steps, the first and the last among them."""
    return steps[np.unique(np.linspace(0, len(steps) - 1, POOLED_STEPS).round().astype(int))]


def depth_boxes(
    warp: Warp, views: list[View], points: np.ndarray, steps: np.ndarray, hidden: int
) -> list[Box]:
    """Return the box of each depth, from the input to the last hidden space.

    Parameters
    ----------
    warp : Warp
    views : list of View
    points : float64 array (points, features)
    steps : array (kept,)
        Steps that the page has.
    hidden : int
        Depth of the last hidden space.
    """
    pooled = pooled_steps(steps)
    traces = [warp.trace(points, step) for step in pooled]
    boxes = []
    for depth in range(hidden + 1):
        clouds = [views[depth].project(trace[depth]) for trace in traces]
        box = Box.around(np.concatenate(_usual(clouds)), margin=0.04)
        if box.size.max() <= 0:
            box = Box(box.low - 0.5, box.high + 0.5)
        boxes.append(box)
    return boxes


def _usual(clouds: list[np.ndarray]) -> list[np.ndarray]:
    """Return finite clouds of points but those that reach much further than most."""
    finite = [cloud for cloud in clouds if np.isfinite(cloud).all()]
    reach = np.array([np.abs(cloud).max(initial=0.0) for cloud in finite])
    kept = reach <= FAR * np.median(reach)
    return [cloud for cloud, keep in zip(finite, kept, strict=True) if keep]


def unit_scales(warp: Warp, points: np.ndarray, steps: np.ndarray) -> list[float]:
    """Return the largest value that a unit of each depth usually has, by depth.

    Pictures of units are coloured on this scale at all steps.
    """
    traces = [warp.trace(points, step) for step in pooled_steps(steps)]
    largest = [
        max(float(np.abs(cloud).max()) for cloud in _usual([trace[depth] for trace in traces]))
        for depth in range(len(traces[0]))
    ]
    return [value or 1.0 for value in largest]
