"""Maps of surfaces and charts of losses, in boxes of the frame."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Surface
from scenes.films.gradient_descent.descent_numbers import subscripted
from scenes.films.gradient_descent.mobjects.contour_map import ContourMap
from scenes.films.gradient_descent.mobjects.curve_view import CurveView
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.mobjects.chart import Axis, Chart
from scenes.theme.theme import Theme

FALL = 1e-8
"""Share of the first loss that a logarithmic chart still shows."""
SETTLED = 1e-6
"""Share of the whole range of losses by which one differs from the last, where it has settled."""
RISE = 1e4
"""How many times the first loss a chart reaches, where a descent diverges."""

Box = tuple[np.ndarray, np.ndarray]
LEFT_BOX: Box = (np.array([-5.9, -2.55]), np.array([-1.5, 1.85]))
RIGHT_BOX: Box = (np.array([1.75, -2.55]), np.array([6.15, 1.85]))
"""Corners of two pictures side by side, below a strip."""
CROSS = 6
"""Shape of the mark of a minimum."""


def flat_view(surface: Surface, box: Box, theme: Theme, loss: str) -> ContourMap | CurveView:
    """Make the map of a surface, or the chart of a curve, whose values are called `loss`."""
    names = tuple(map(subscripted, surface.names))
    if surface.dims == 1:
        return CurveView(surface, *box, theme, (names[0], loss))
    return ContourMap(Relief.of(surface), *box, theme, (names[0], names[1]))


def in_proportion(box: Box, surface: Surface) -> Box:
    """Return the largest box inside of another, in the middle, in which both axes have one scale.

    So gradients cross lines of equal loss at right angles, as they do.
    """
    low, high = box
    widths = np.ptp(np.array(surface.domain), axis=1)
    half = widths * float(((high - low) / widths).min()) / 2
    middle = (low + high) / 2
    return middle - half, middle + half


def settled_by(descent: Descent) -> int:
    """Choose the last step worth a chart: not long after nothing changes any more."""
    change = np.abs(descent.loss - descent.loss[-1])
    moving = np.flatnonzero(~(change < SETTLED * np.ptp(descent.loss[np.isfinite(descent.loss)])))
    enough = math.ceil(2 * (moving[-1] + 1)) if len(moving) else 1
    return max(1, enough if enough < descent.steps / 3 else descent.steps)


def loss_chart(
    descents: Sequence[Descent], box: Box, theme: Theme, labels: tuple[str, str]
) -> Chart:
    """Make a chart for the losses of descents over their steps; logarithmic if they fall far."""
    steps = Axis(0, max(map(settled_by, descents)), labels[0])
    return Chart(*box, steps, loss_axis(descents, labels[1]), theme)


def loss_axis(descents: Sequence[Descent], label: str) -> Axis:
    """Choose the axis for the losses of descents: logarithmic, if they fall or rise far."""
    losses = np.concatenate([each.loss[np.isfinite(each.loss)] for each in descents])
    first = float(descents[0].loss[0])
    highest = min(float(losses.max()), RISE * max(abs(first), 1e-9))
    if losses.min() >= 0 and losses.min() < 1e-3 * highest:
        lowest = max(float(losses.min()), FALL * first, 1e-300)
        ends = 10.0 ** np.floor(np.log10(lowest)), 10.0 ** np.ceil(np.log10(highest))
        return Axis(float(ends[0]), float(ends[1]), label, log=True)
    lowest = min(0.0, float(losses.min()))
    return Axis(lowest, highest + 0.05 * (highest - lowest), label)
