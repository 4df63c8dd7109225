"""Every layer has one box for the whole run, which holds its points."""

import numpy as np
import pytest

from engine.geometry.projections import depth_views
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording
from scenes.explore.boxes import depth_boxes, pooled_steps, unit_scales


def test_pooled_steps_are_few_and_reach_from_the_first_to_the_last() -> None:
    pooled = pooled_steps(np.arange(0, 1000, 2))
    assert (len(pooled), pooled[0], pooled[-1]) == (24, 0, 998)
    assert pooled_steps(np.array([7])).tolist() == [7]


def test_boxes_hold_the_points_of_all_pooled_steps(mlp: Recording) -> None:
    warp, views = Warp(mlp), depth_views(mlp, 2)
    points = mlp.data.features.astype(np.float64)
    hidden = mlp.depth - 1
    boxes = depth_boxes(warp, views, points, mlp.steps, hidden)
    assert len(boxes) == hidden + 1
    for step in pooled_steps(mlp.steps):
        for depth, traced in enumerate(warp.trace(points, step)[: hidden + 1]):
            seen = views[depth].project(traced)
            assert (seen >= boxes[depth].low).all()
            assert (seen <= boxes[depth].high).all()


def test_scales_are_the_largest_values_of_each_depth(mlp: Recording) -> None:
    warp, points = Warp(mlp), mlp.data.features.astype(np.float64)
    scales = unit_scales(warp, points, mlp.steps)
    largest = [
        max(np.abs(warp.trace(points, step)[depth]).max() for step in pooled_steps(mlp.steps))
        for depth in range(mlp.depth + 1)
    ]
    assert scales == pytest.approx(largest)
