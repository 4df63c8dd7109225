"""Figure 11.7: two classes that no line separates, and a map after which one does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from engine.geometry.box import Box
from engine.geometry.decisions import hidden_depth
from engine.geometry.warps import Warp
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, USUAL, frame_picture, prepare_figure, scatter_classes
from scenes.figures.planes import draw_grid, grid_lines, show_square
from scenes.figures.specs import PhiSpec
from scenes.figures.style import Style
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec, SystemOptions
from scenes.films.deep_learning_system.system_run import best_line, system_run
from scenes.languages.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LINES = 7
"""Grid lines in each direction: few, since the map folds them over each other."""


@dataclass(frozen=True)
class Side:
    """The plane before or after the map.

    Attributes
    ----------
    points : array (points, 2)
    grid : array (lines, samples, 2)
    line : array (2, 2)
        Two distant points on the best straight line.
    accuracy : float
        Fraction of points on the right side of the line.
    """

    points: np.ndarray
    grid: np.ndarray
    line: np.ndarray
    accuracy: float


@dataclass(frozen=True)
class Phi:
    """The data before and after a map that a network has learned.

    Attributes
    ----------
    labels : array (points,)
    before, after : Side
    """

    labels: np.ndarray
    before: Side
    after: Side


def compute(spec: PhiSpec, work: Work = unwatched) -> Phi:
    """Train a network, and take all stages before its classifier as the map."""
    options = {item.name: getattr(spec, item.name) for item in fields(SystemOptions)}
    run = system_run(DeepLearningSystemSpec(**options), work)
    recording = run.recording
    depth, labels = hidden_depth(recording.stages), recording.data.labels
    warp = Warp(recording)
    points = recording.data.features.astype(np.float64)
    grid = grid_lines(Box.around(points, 0.05), LINES)
    sides = []
    for where, accuracy in zip((0, depth), run.lines, strict=True):
        seen = warp.warp(points, where, recording.last_step)
        lines = warp.warp(grid.reshape(-1, 2), where, recording.last_step).reshape(grid.shape)
        sides.append(Side(seen, lines, best_line(seen, labels), accuracy))
    return Phi(labels, *sides)


def draw(figure: Figure, result: Phi, style: Style) -> None:
    """Draw both planes, each with its best straight line and the accuracy of that."""
    prepare_figure(figure, style)
    theme = style.theme
    left, middle, right = figure.subplots(1, 3, width_ratios=[1, 0.22, 1])
    _plane(left, result.before, result.labels, style)
    _plane(right, result.after, result.labels, style)
    left.set_title(style.say("input space"), fontsize=USUAL, color=theme.text)
    right.set_title(style.say("after the learned map φ"), fontsize=USUAL, color=theme.text)
    middle.set(xlim=(0, 1), ylim=(0, 1))
    middle.set_axis_off()
    arrow = {"arrowstyle": "-|>", "color": theme.highlight, "linewidth": 1.4}
    middle.annotate("", (1, 0.5), (0, 0.5), arrowprops=arrow)
    font = {"ha": "center", "math_fontfamily": "stix", "fontsize": 13, "color": theme.highlight}
    middle.text(0.5, 0.54, "$\\varphi$", **font)


def _plane(axes: Axes, side: Side, labels: np.ndarray, style: Style) -> None:
    frame_picture(axes, style)
    theme = style.theme
    draw_grid(axes, side.grid, theme, 0.7)
    scatter_classes(axes, side.points, labels, theme)
    axes.plot(*side.line.T, color=theme.border, linewidth=1.3)
    show_square(axes, Box.around(side.grid, 0.04))
    words = style.say(
        "best straight line:\n{share} right", share=percent(side.accuracy, keep_zeros=True)
    )
    axes.set_xlabel(words, fontsize=SMALL, color=theme.text)
