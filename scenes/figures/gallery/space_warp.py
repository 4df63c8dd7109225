"""How a network transforms its input space, over depth and training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from engine.geometry.box import Box
from engine.geometry.decisions import accuracy, classifier, hidden_depth
from engine.geometry.projections import depth_views
from engine.geometry.regions import separators
from engine.geometry.warps import Warp
from engine.progress import Work, unwatched
from scenes.figures.canvas import (
    SMALL,
    frame_picture,
    is_narrow,
    prepare_figure,
    scatter_classes,
)
from scenes.figures.planes import draw_grid, grid_lines, show_square
from scenes.figures.recorded import recording_of
from scenes.figures.specs import SpaceWarpFigureSpec
from scenes.figures.style import Style
from scenes.languages.numbers import grouped, percent

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True)
class WarpPictures:
    """Projected data and grid, by step (rows) and depth (columns).

    Attributes
    ----------
    steps, depths : int array (rows,), int array (columns,)
    labels : int array (points,)
    accuracy : float array (rows,)
        Accuracy of the network at each step.
    points : float64 array (rows, columns, points, 2)
    grid : float64 array (rows, columns, lines, samples, 2)
        Grid lines; there are none where the input is not two-dimensional.
    borders : list of list of array (2, 2)
        Decision boundaries in the last column, by row.
    explained : float array (columns,)
        Fraction of the variance that each column shows; 1 where a space is a plane.
    """

    steps: np.ndarray
    depths: np.ndarray
    labels: np.ndarray
    accuracy: np.ndarray
    points: np.ndarray
    grid: np.ndarray
    borders: list[list[np.ndarray]]
    explained: np.ndarray


def compute(spec: SpaceWarpFigureSpec, work: Work = unwatched) -> WarpPictures:
    """Trace the data and a grid through the network at some of the recorded steps."""
    recording = recording_of(spec, work)
    last = hidden_depth(recording.stages)
    depths = np.unique(np.linspace(0, last, spec.columns).round().astype(int))
    chosen = (
        np.linspace(0, len(recording.steps) - 1, spec.rows) if spec.rows > 1 else np.array([-1])
    )
    steps = np.unique(recording.steps[chosen.round().astype(int)])
    views, warp = depth_views(recording, 2), Warp(recording)
    data = recording.data.features.astype(np.float64)
    flat = recording.data.dims == 2
    lines = grid_lines(Box.around(data, 0.05)) if flat else np.zeros((0, 1, 2))
    inputs = np.concatenate([data, lines.reshape(-1, 2)]) if flat else data
    seen = np.array(
        [
            [views[depth].project(trace[depth]) for depth in depths]
            for trace in (warp.trace(inputs, step) for step in steps)
        ]
    )
    points, rest = seen[:, :, : len(data)], seen[:, :, len(data) :]
    borders = []
    for row, step in enumerate(steps):
        rule = views[last].see_classifier(*classifier(recording, step))
        borders.append(separators(*rule, Box.around(points[row, -1], 0.5)))
    return WarpPictures(
        steps,
        depths,
        recording.data.labels,
        np.array([accuracy(recording, step) for step in steps]),
        points,
        rest.reshape(*rest.shape[:2], *lines.shape),
        borders,
        np.array([views[depth].explained for depth in depths]),
    )


def draw(figure: Figure, result: WarpPictures, style: Style) -> None:
    """Draw a row for each step and a column for each depth, the last with decision boundaries.

    In a column of a page, depths are rows and steps are columns.
    """
    prepare_figure(figure, style)
    theme, (rows, columns) = style.theme, result.points.shape[:2]
    if is_narrow(figure):
        pictures = figure.subplots(columns, rows, squeeze=False).T
    else:
        pictures = figure.subplots(rows, columns, squeeze=False)
    for (i, j), axes in np.ndenumerate(pictures):
        frame_picture(axes, style)
        draw_grid(axes, result.grid[i, j], theme, 0.3)
        scatter_classes(axes, result.points[i, j], result.labels, theme, size=3)
        if j == columns - 1:
            axes.add_collection(
                LineCollection(result.borders[i], colors=theme.border, linewidths=1.0)
            )
        show_square(axes, Box.around(result.points[i, j], 0.08))
    font = {"fontsize": SMALL, "color": theme.text}
    depths = [
        style.say("after stage {depth}", depth=depth) if depth else style.say("input")
        for depth in result.depths
    ]
    steps = [
        style.say(
            "step {step}\n{share} right", step=grouped(step), share=percent(right, keep_zeros=True)
        )
        for step, right in zip(result.steps, result.accuracy, strict=True)
    ]
    above, beside = (steps, depths) if is_narrow(figure) else (depths, steps)
    shown = pictures.T if is_narrow(figure) else pictures
    for axes, words in zip(shown[0], above, strict=True):
        axes.set_title(words, **font)
    for axes, words in zip(shown[:, 0], beside, strict=True):
        axes.set_ylabel(words, **font)
