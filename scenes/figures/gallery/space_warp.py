"""How a network transforms its input space, over depth and training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from engine.data.stratified import stratified_choice
from engine.geometry.answer_views import answer_views
from engine.geometry.box import Box
from engine.geometry.decisions import accuracy, classifier, hidden_depth
from engine.geometry.projections import depth_views
from engine.geometry.regions import separators
from engine.geometry.warps import Warp
from engine.progress import Work, unwatched
from engine.recordings.probed import ProbedRecording
from scenes.figures.canvas import (
    MARKS,
    SMALL,
    frame_picture,
    is_narrow,
    name_within,
    place_legend,
    plain_name,
    prepare_figure,
    scatter_classes,
)
from scenes.figures.planes import draw_grid, grid_lines, show_square
from scenes.figures.recorded import any_recording_of
from scenes.figures.specs import SpaceWarpFigureSpec
from scenes.figures.style import Style
from scenes.languages.names import UNNAMED, shortened
from scenes.languages.numbers import grouped, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text


MOST_POINTS = 2000
"""Points drawn; of a larger data set it is a choice, every class in proportion."""
PICTURE = 0.75
"""What a picture takes of its share of the width, beside titles and gaps."""


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
    layers : tuple of str
        Names of the columns of a probed network; empty of an exact one.
    samples : int
        How many points there are; as many or fewer are drawn.
    classes : tuple of str
        Names of the classes; empty if they are but numbers.
    axes : tuple of str
        Names of both axes of the input, if they have some.
    """

    steps: np.ndarray
    depths: np.ndarray
    labels: np.ndarray
    accuracy: np.ndarray
    points: np.ndarray
    grid: np.ndarray
    borders: list[list[np.ndarray]]
    explained: np.ndarray
    layers: tuple[str, ...] = ()
    samples: int = 0
    classes: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()


def compute(spec: SpaceWarpFigureSpec, work: Work = unwatched) -> WarpPictures:
    """Trace the data and a grid through the network at some of the recorded steps."""
    recording = any_recording_of(spec, work)
    if isinstance(recording, ProbedRecording):
        return _probed(recording, spec)
    last = hidden_depth(recording.stages)
    depths = np.unique(np.linspace(0, last, spec.depths).round().astype(int))
    steps = _chosen_steps(recording.steps, spec.rows)
    views, warp = depth_views(recording, 2), Warp(recording)
    labels = recording.data.labels
    chosen = stratified_choice(labels, MOST_POINTS, np.random.default_rng(0))
    data = recording.data.features[chosen].astype(np.float64)
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
        labels[chosen],
        np.array([accuracy(recording, step) for step in steps]),
        points,
        rest.reshape(*rest.shape[:2], *lines.shape),
        borders,
        np.array([views[depth].explained for depth in depths]),
        samples=recording.data.samples,
        classes=_words(recording.data.class_names),
        axes=recording.data.feature_names
        if flat and recording.data.feature_names not in UNNAMED
        else (),
    )


def _input(result: WarpPictures, style: Style) -> str:
    """Return what is said of the input: which part of the points is drawn, if not all are."""
    drawn = len(result.labels)
    if drawn == result.samples:
        return style.say("input")
    count = {"drawn": grouped(drawn), "count": grouped(result.samples)}
    return style.say("input, {drawn} of {count} points drawn", **count)


def _words(names: tuple[str, ...]) -> tuple[str, ...]:
    return () if all(name.isdigit() for name in names) else names


def _chosen_steps(recorded: np.ndarray, rows: int) -> np.ndarray:
    chosen = np.linspace(0, len(recorded) - 1, rows) if rows > 1 else np.array([-1])
    return np.unique(recorded[chosen.round().astype(int)])


def _probed(recording: ProbedRecording, spec: SpaceWarpFigureSpec) -> WarpPictures:
    """Return what layers answer to the probe, without a grid and without borders."""
    steps, views = _chosen_steps(recording.steps, spec.rows), answer_views(recording, 2)
    places = np.unique(np.linspace(0, len(views) - 1, spec.depths).round().astype(int))
    layers = tuple(recording.layers[place] for place in places)
    points = np.array(
        [[views[n].project(recording.flat_answer(n, step)) for n in layers] for step in steps]
    )
    return WarpPictures(
        steps,
        places + 1,
        recording.labels,
        np.array([(recording.decisions(step) == recording.labels).mean() for step in steps]),
        points,
        np.zeros((*points.shape[:2], 0, 1, 2)),
        [[] for _ in steps],
        np.array([views[name].explained for name in layers]),
        layers,
        len(recording.probe),
        _words(recording.data.class_names),
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
    if result.classes:
        _name_classes(figure, result, style)
    if result.axes:
        beside_each_other = rows if is_narrow(figure) else columns
        _name_axes(pictures[0, 0], result.axes, style, PICTURE / beside_each_other)
    font = {"fontsize": SMALL, "color": theme.text}
    depths = [
        style.say("after stage {depth}", depth=depth) if depth else _input(result, style)
        for depth in result.depths
    ]
    if result.layers:
        depths = [
            f"{plain_name(layer)}\n"
            + style.say("{share} of the variance", share=percent(share, keep_zeros=True))
            for layer, share in zip(result.layers, result.explained, strict=True)
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


def _name_classes(figure: Figure, result: WarpPictures, style: Style) -> None:
    """Name the classes that have points in a legend above the pictures."""
    present = np.unique(result.labels).tolist()
    handles = [
        Line2D([], [], linestyle="", marker=MARKS[k % len(MARKS)], color=style.theme.colour_of(k))
        for k in present
    ]
    names = [plain_name(shortened(result.classes[k])) for k in present]
    columns = min(len(names), 3 if is_narrow(figure) else 6)
    place_legend(figure, style.theme, columns, handles, names)


def _name_axes(axes: Axes, names: tuple[str, ...], style: Style, share: float) -> None:
    """Name both axes of a framed plane, inside its frame, a share of the figure's width."""
    font: Any = {"fontsize": SMALL, "color": style.theme.muted, "transform": axes.transAxes}

    def across(name: str) -> Text:
        return axes.text(0.98, 0.02, f"{plain_name(name)} →", ha="right", va="bottom", **font)

    def up(name: str) -> Text:
        return axes.text(0.02, 0.98, f"↑ {plain_name(name)}", ha="left", va="top", **font)

    for name, write in zip(names, (across, up), strict=True):
        name_within(axes, share, name, write)
