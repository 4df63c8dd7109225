"""Figure 11.7: two classes that no line separates, and a map after which one does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import LineCollection

from engine.geometry.decisions import hidden_depth
from engine.geometry.regions import Box
from engine.geometry.warps import Warp
from engine.progress import Work, unwatched
from scenes.figures.canvas import SMALL, USUAL, frame_picture, prepare, scatter_classes
from scenes.figures.specs import PhiSpec
from scenes.figures.style import Look
from scenes.films.deep_learning_system.specs import DeepLearningSystemSpec
from scenes.films.deep_learning_system.system_run import best_line, system_run
from scenes.languages.numbers import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LINES, SAMPLES = 13, 80
"""Grid lines each way, and points a line."""


@dataclass(frozen=True)
class Side:
    """The plane before or after the map.

    Attributes
    ----------
    points : array (points, 2)
    grid : array (lines, samples, 2)
    line : array (2, 2)
        Far points of the best straight line.
    accuracy : float
        Fraction of points on their class's side of it.
    """

    points: np.ndarray
    grid: np.ndarray
    line: np.ndarray
    accuracy: float


@dataclass(frozen=True)
class Phi:
    """A map that a network has learned.

    Attributes
    ----------
    labels : array (points,)
    before, after : Side
    """

    labels: np.ndarray
    before: Side
    after: Side


def compute(spec: PhiSpec, work: Work = unwatched) -> Phi:
    """Train a network, and take what comes before its classifier as the map."""
    asked = {item.name: getattr(spec, item.name) for item in fields(PhiSpec)}
    run = system_run(DeepLearningSystemSpec(**asked), work)
    recording = run.recording
    depth, labels = hidden_depth(recording.stages), recording.data.labels
    warp = Warp(recording)
    points = recording.data.features.astype(np.float64)
    grid = grid_lines(Box.around(points, 0.05))
    sides = []
    for where, accuracy in zip((0, depth), run.lines, strict=True):
        seen = warp.warp(points, where, recording.last_step)
        lines = warp.warp(grid.reshape(-1, 2), where, recording.last_step).reshape(grid.shape)
        sides.append(Side(seen, lines, best_line(seen, labels), accuracy))
    return Phi(labels, *sides)


def grid_lines(box: Box) -> np.ndarray:
    """Lay lines each way over a box, array (2 × lines, samples, 2)."""
    fine = np.linspace(box.low, box.high, SAMPLES)
    coarse = np.linspace(box.low, box.high, LINES)
    across = [np.column_stack([fine[:, 0], np.full(SAMPLES, y)]) for y in coarse[:, 1]]
    up = [np.column_stack([np.full(SAMPLES, x), fine[:, 1]]) for x in coarse[:, 0]]
    return np.array(across + up)


def draw(figure: Figure, result: Phi, look: Look) -> None:
    """Draw both planes, each with its best straight line and what that gets."""
    prepare(figure, look)
    theme = look.theme
    left, middle, right = figure.subplots(1, 3, width_ratios=[1, 0.22, 1])
    _plane(left, result.before, result.labels, look)
    _plane(right, result.after, result.labels, look)
    left.set_title(look.say("input space"), fontsize=USUAL, color=theme.text)
    right.set_title(look.say("after the learned map φ"), fontsize=USUAL, color=theme.text)
    middle.set(xlim=(0, 1), ylim=(0, 1))
    middle.set_axis_off()
    arrow = {"arrowstyle": "-|>", "color": theme.highlight, "linewidth": 1.4}
    middle.annotate("", (1, 0.5), (0, 0.5), arrowprops=arrow)
    style = {"ha": "center", "math_fontfamily": "stix", "fontsize": 13, "color": theme.highlight}
    middle.text(0.5, 0.54, "$\\varphi$", **style)


def _plane(axes: Axes, side: Side, labels: np.ndarray, look: Look) -> None:
    frame_picture(axes, look)
    theme = look.theme
    half = len(side.grid) // 2
    for lines, colour in zip((side.grid[:half], side.grid[half:]), theme.grid, strict=True):
        axes.add_collection(LineCollection(list(lines), colors=colour, linewidths=0.45, alpha=0.7))
    scatter_classes(axes, side.points, labels, theme)
    axes.plot(*side.line.T, color=theme.border, linewidth=1.3)
    box = Box.around(side.grid, 0.04)
    half_side = box.size.max() / 2
    axes.set_xlim(box.centre[0] - half_side, box.centre[0] + half_side)
    axes.set_ylim(box.centre[1] - half_side, box.centre[1] + half_side)
    words = look.say(
        "best straight line: {share} right", share=percent(side.accuracy, keep_zeros=True)
    )
    axes.set_xlabel(words, fontsize=SMALL, color=theme.text)
