"""Decision regions of a network, and the borders between them.

In the last hidden space the borders are straight (`linear_regions`, `separators`); in the input
space they are whatever the network made of them (`decision_map`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import cast

import contourpy
import numpy as np

from engine.geometry.box import Box
from engine.geometry.decisions import threshold_of
from engine.geometry.projections import View
from engine.geometry.warps import Warp
from engine.recordings.recording import Recording


def clip(polygon: np.ndarray, normal: np.ndarray, offset: float) -> np.ndarray:
    """Cut a convex polygon to where ``normal @ x + offset >= 0``.

    Parameters
    ----------
    polygon : array (corners, dimensions)
        In order; a segment is a polygon of two corners.
    normal : array (dimensions,)
    offset : float

    References
    ----------
    Sutherland & Hodgman 1974, Reentrant polygon clipping.
    """
    if not len(polygon):
        return polygon
    height = polygon @ normal + offset
    corners: list[np.ndarray] = []
    closed = len(polygon) > 2
    for i in range(len(polygon) if closed else len(polygon) - 1):
        j = (i + 1) % len(polygon)
        if height[i] >= 0:
            corners.append(polygon[i])
        if (height[i] >= 0) != (height[j] >= 0):
            t = height[i] / (height[i] - height[j])
            corners.append(polygon[i] + t * (polygon[j] - polygon[i]))
    if not closed and height[-1] >= 0:
        corners.append(polygon[-1])
    return np.array(corners).reshape(-1, polygon.shape[1])


def linear_regions(weights: np.ndarray, biases: np.ndarray, box: Box) -> list[np.ndarray]:
    """Return, for each class, the polygon in which its linear function is the largest.

    Parameters
    ----------
    weights : array (classes, 2)
    biases : array (classes,)
    box : Box
        The part of the plane to divide.

    Returns
    -------
    list of array (corners, 2)
        Empty where a class wins nowhere in the box.
    """
    (left, bottom), (right, top) = box.low, box.high
    corners = np.array([[left, bottom], [right, bottom], [right, top], [left, top]])
    return [_where_wins((k,), corners, weights, biases) for k in range(len(weights))]


def separators(weights: np.ndarray, biases: np.ndarray, box: Box) -> list[np.ndarray]:
    """Return the pieces of line (2-D) or plane (3-D) where two classes tie for the largest.

    Parameters
    ----------
    weights : array (classes, dimensions)
    biases : array (classes,)
    box : Box
        The part of space to look at.

    Returns
    -------
    list of array (corners, dimensions)
        Segments in the plane, convex polygons in space; one per pair of neighbouring classes.
    """
    pieces = []
    for i, j in combinations(range(len(weights)), 2):
        normal, offset = weights[i] - weights[j], biases[i] - biases[j]
        piece = _hyperplane(normal, offset, box)
        piece = _where_wins((i, j), piece, weights, biases)
        if len(piece) >= 2:
            pieces.append(piece)
    return pieces


def _where_wins(
    winners: tuple[int, ...], piece: np.ndarray, weights: np.ndarray, biases: np.ndarray
) -> np.ndarray:
    first = winners[0]
    for k in range(len(weights)):
        if k not in winners:
            piece = clip(piece, weights[first] - weights[k], biases[first] - biases[k])
    return piece


def _hyperplane(normal: np.ndarray, offset: float, box: Box) -> np.ndarray:
    """Cut the line or plane ``normal @ x + offset = 0`` out of a box."""
    length = float(np.linalg.norm(normal))
    dimensions = len(normal)
    if length < 1e-12:
        return np.empty((0, dimensions))
    unit = normal / length
    foot = box.centre - (unit @ box.centre + offset / length) * unit
    along = np.linalg.svd(unit[None])[2][1:]  # an orthonormal basis of the hyperplane
    reach = 2 * float(np.linalg.norm(box.size))
    signs = (
        np.array([[-1], [1]]) if dimensions == 2 else np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    )
    piece = foot + reach * signs @ along
    for axis in np.eye(dimensions):
        piece = clip(piece, axis, -float(axis @ box.low))
        piece = clip(piece, -axis, float(axis @ box.high))
    return piece


@dataclass(frozen=True)
class DecisionMap:
    """Decisions over a rectangle of the input picture.

    Attributes
    ----------
    box : Box
        The rectangle.
    regions : list of list of float64 array (corners, 2)
        Per class, the closed outlines of where it is decided; holes run the other way round.
    borders : list of float64 array (points, 2)
        Curves between classes.
    """

    box: Box
    regions: list[list[np.ndarray]]
    borders: list[np.ndarray]


def decision_map(
    recording: Recording, step: float, box: Box, view: View, resolution: int = 240
) -> DecisionMap:
    """Compute the decisions of a network over a rectangle.

    Parameters
    ----------
    recording : Recording
    step : float
    box : Box
        In the picture of the input space, two-dimensional.
    view : View
        That picture.
    resolution : int
        Samples along the longer side; outlines are interpolated linearly between them.
    """
    columns, rows = np.maximum(np.round(resolution * box.size / box.size.max()), 2).astype(int)
    x = np.linspace(box.low[0], box.high[0], columns)
    y = np.linspace(box.low[1], box.high[1], rows)
    samples = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    samples = np.pad(samples, ((0, 0), (0, view.basis.shape[1] - 2)))
    scores = Warp(recording).trace(view.lift(samples), step)[-1]
    if scores.shape[1] == 1:
        scores = np.hstack([0 * scores, scores - threshold_of(recording)])
    regions: list[list[np.ndarray]] = []
    borders: list[np.ndarray] = []
    for k in range(scores.shape[1]):
        margin = scores[:, k] - np.delete(scores, k, axis=1).max(axis=1)
        contours = contourpy.contour_generator(
            x, y, margin.reshape(rows, columns), fill_type=contourpy.FillType.OuterOffset
        )
        polygons, offsets = cast(
            "tuple[list[np.ndarray], list[np.ndarray]]", contours.filled(0.0, np.inf)
        )
        regions.append(
            [
                polygon[first:last]
                for polygon, ends in zip(polygons, offsets, strict=True)
                for first, last in pairwise(ends)
            ]
        )
        if k > 0:
            borders += cast("list[np.ndarray]", contours.lines(0.0))
    return DecisionMap(box, regions, borders)
