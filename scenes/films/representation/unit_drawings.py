"""Hidden units in a picture: small circles with their activation, and the line each draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice

import numpy as np
from manim import RIGHT, Circle, VGroup, VMobject

from engine.recordings.recording import Recording
from scenes.films.representation.half_planes import HalfPlanes
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.mobjects.warp_panel import WarpPanel
from scenes.theme.theme import Theme

CURVES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "identity": lambda x: x,
    "relu": lambda x: np.maximum(x, 0.0),
    "tanh": np.tanh,
}
"""What stands in a unit's circle, by the activation's name."""
WORDS = np.array([[[0.0, 0.42], [0.28, 1.0]], [[0.74, 0.0], [1.0, 0.52]]])
"""Corners of a picture in which a name and numbers stand, from low to high, as shares of it."""
REACH = 2.2
"""Inputs that are drawn: from minus this to this."""
BESIDE = 0.006
"""Between a line and a number beside it, in frame units for a number of size 1."""
SPOTS, ROUNDS = 40, 3
"""Along a line at which numbers may stand, and how often each looks for the best."""
HALO = 12
"""Width of the dark edge around such a number."""
DASH, PERIOD = 0.13, 0.22
"""Lengths of a dash, and of a dash with its gap, in frame units."""


def unit_icons(activation: str, count: int, radius: float, theme: Theme) -> VGroup:
    """Draw hidden units in a row, each a circle in which its activation's graph stands."""
    inputs = np.linspace(-REACH, REACH, 45)
    graph = np.column_stack([inputs / REACH, np.clip(CURVES[activation](inputs), -REACH, REACH)])
    graph[:, 1] *= 0.8 / np.abs(graph[:, 1]).max()
    inside = radius * 0.78 * graph
    row = VGroup()
    for _ in range(count):
        curve = VMobject(stroke_color=theme.text, stroke_width=3)
        curve.points = as_points(straight(inside[:-1], inside[1:]))
        row.add(VGroup(Circle(radius, color=theme.muted, stroke_width=2), curve))
    return row.arrange(RIGHT, buff=0.5 * radius)


def unit_colours(theme: Theme, count: int) -> list[str]:
    """Return the colours of units, and of all that is told of each."""
    return [*islice(cycle((theme.highlight, theme.gradient, theme.accuracy)), count)]


def unit_lines(recording: Recording, step: float, panel: WarpPanel, theme: Theme) -> VGroup:
    """Draw for each unit of the first layer the dashed line on which its weighted sum is 0.

    Parameters
    ----------
    recording : Recording
        Of two features.
    step : float
        Of training.
    panel : WarpPanel
        That shows the input.
    theme : Theme
    """
    zeros, lines = [*_zeros(recording, step)], VGroup()
    for line, colour in zip(zeros, unit_colours(theme, len(zeros)), strict=True):
        dashes = [_dashed(*panel.place(piece)) for piece in line.pieces(panel.visible)]
        drawn = VMobject(stroke_color=colour, stroke_width=4)
        drawn.points = as_points(np.concatenate([np.empty((0, 4, 2)), *dashes]))
        lines.add(drawn)
    return lines


def unit_sides(
    recording: Recording,
    step: float,
    panel: WarpPanel,
    theme: Theme,
    size: float,
    words: np.ndarray = WORDS,
) -> VGroup:
    """Write beside each unit's line what tanh is nearly, far from it on either side.

    Parameters
    ----------
    recording, step, panel, theme
        As of `unit_lines`.
    size : float
        Of the numbers.
    words : array (boxes, 2, 2)
        Where words stand in the picture, from low to high, as shares of it.
    """
    pieces = [
        panel.place(np.array([*ends, ends[0] + line.normal]))
        for line in _zeros(recording, step)
        for ends in line.pieces(panel.visible)[:1]
    ]
    pairs = [
        [LiveNumber(size, colour, align=0.5).write(text) for text in ("−1", "+1")]
        for colour in unit_colours(theme, len(pieces))
    ]
    spots = []
    for pair, (low, high, beside) in zip(pairs, pieces, strict=True):
        normal = (beside - low) / np.linalg.norm(beside - low)
        room = np.array([max(each.width for each in pair), pair[0].height]) / 2
        away = (float(np.abs(normal) @ room) + BESIDE * size) * np.array([-normal, normal])
        places = low + np.linspace(0.03, 0.97, SPOTS)[:, None, None] * (high - low) + away
        free = [both for both in places if all(_holds(panel, m, room, words) for m in both)]
        spots.append(np.array(free or places[-1:]))
    along = np.linspace(0, 1, SPOTS)[:, None]
    lines = [low + along * (high - low) for low, high, _ in pieces]
    points = panel.place(recording.data.features)
    middle = points.mean(axis=0)
    # What the points enclose is taken, too: that is where the film looks.
    points = np.concatenate([middle + share * (points - middle) for share in (1, 0.8, 0.6, 0.4)])
    chosen = [options[0] for options in spots]
    # Over points, another line or another number, a number is hard to read.
    for k in ROUNDS * [*range(len(spots))]:
        others = [*lines[:k], *lines[k + 1 :], *chosen[:k], *chosen[k + 1 :]]
        taken = np.concatenate([points, *others])
        chosen[k] = max(spots[k], key=partial(_clearance, taken))
    for pair, both in zip(pairs, chosen, strict=True):
        for number, middle in zip(pair, both, strict=True):
            number.move_to(at(*middle))
            number.set_stroke(theme.background, width=HALO, background=True)
    return VGroup(*(number for pair in pairs for number in pair))


def _holds(panel: WarpPanel, middle: np.ndarray, half: np.ndarray, words: np.ndarray) -> bool:
    """Return whether a box lies inside a panel, and not where words stand."""
    low, high = ((side - panel.low) / panel.room for side in (middle - half, middle + half))
    # The camera comes nearer: what is close to the edge would be cut off.
    inside = bool((low >= 0.03).all() and (high <= 0.97).all())
    return inside and not any(
        bool((high > corner[0]).all() and (low < corner[1]).all()) for corner in words
    )


def _clearance(taken: np.ndarray, spots: np.ndarray) -> float:
    """Return how far spots (2, 2) are at least from the nearest of points (points, 2)."""
    return float(np.linalg.norm(taken - spots[:, None], axis=-1).min())


def _zeros(recording: Recording, step: float) -> Iterator[HalfPlanes]:
    """Give for each unit of the first layer the side on which its weighted sum is above 0."""
    theta = recording.parameters(step)
    weights, biases = (theta[f"0.{name}"].numpy() for name in ("weight", "bias"))
    for row, bias in zip(weights, biases, strict=True):
        yield HalfPlanes.of_classifier(np.array([0 * row, row]), np.array([0.0, bias]))


def _dashed(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Cut a line into dashes, Béziers (dashes, 4, 2)."""
    length = max(float(np.linalg.norm(end - start)), 1e-9)
    first = np.arange(0, length, PERIOD)[:, None]
    along = (end - start) / length
    return straight(start + first * along, start + np.minimum(first + DASH, length) * along)
