"""The geometry of painting a grid of cells in space: what comes first, what hides what."""

from __future__ import annotations

import numpy as np

MOST_TILES = 200
"""Tiles a side into which boxes are sorted."""


def cells(vertices: np.ndarray) -> np.ndarray:
    """Return the corners of a grid's cells, going round, row by row.

    Parameters
    ----------
    vertices : array (rows, columns, k)

    Returns
    -------
    array ((rows - 1) (columns - 1), 4, k)
    """
    a, b = vertices[:-1, :-1], vertices[:-1, 1:]
    c, d = vertices[1:, 1:], vertices[1:, :-1]
    return np.stack([a, b, c, d], axis=2).reshape(-1, 4, vertices.shape[-1])


def dotted(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the dot products of vectors (…, k), several times as quickly as by a sum."""
    products: np.ndarray = np.einsum("...i,...i->...", a, b)
    return products


def _nearest_cell(knots: np.ndarray, eye: float, at_infinity: bool) -> int:
    """Return the cell between rising knots (n,) that is nearest to the eye."""
    last = len(knots) - 2
    if at_infinity:
        return last if eye > 0 else 0
    return int(np.clip(np.searchsorted(knots, eye) - 1, 0, last))


def back_to_front(vertices: np.ndarray, eye: np.ndarray) -> np.ndarray:
    """Order a grid's cells so that none is hidden by an earlier one.

    If the grid's plan, seen along z, is one of straight parallel lines, as that of a graph is, the
    order is exact: upright planes through the lines part the cells, and whatever lies on the eye's
    side of a plane is in front. Other cells are ordered by the distance of their centres.

    Parameters
    ----------
    vertices : array (rows, columns, 3)
    eye : array (4,)
        A place and 1, or a direction and 0.

    Returns
    -------
    int array (cells,)
    """
    order = _order_of_graph(vertices, eye)
    if order is not None:
        return order
    centres = cells(vertices).mean(axis=1)
    if eye[3] == 0:
        return np.argsort(centres @ eye[:3], kind="stable")
    return np.argsort(-np.linalg.norm(eye[:3] - centres, axis=1), kind="stable")


def _order_of_graph(vertices: np.ndarray, eye: np.ndarray) -> np.ndarray | None:
    """Return the exact order, or None if the plan is not one of straight parallel lines."""
    origin = vertices[0, 0, :2]
    plan = vertices[..., :2] - origin
    basis = np.column_stack([plan[0, -1], plan[-1, 0]])
    if not np.isfinite(plan).all() or np.linalg.cond(basis) > 1e6:
        return None
    x, y = np.moveaxis(np.linalg.solve(basis, plan[..., None])[..., 0], -1, 0)
    if np.ptp(x, axis=0).max() > 1e-6 or np.ptp(y, axis=1).max() > 1e-6:
        return None
    if (np.diff(x[0]) <= 0).any() or (np.diff(y[:, 0]) <= 0).any():
        return None
    at = np.linalg.solve(basis, eye[:2] - eye[3] * origin)
    column = _nearest_cell(x[0], at[0], eye[3] == 0)
    row = _nearest_cell(y[:, 0], at[1], eye[3] == 0)
    i, j = np.indices((len(plan) - 1, len(plan[0]) - 1)).reshape(2, -1)
    return np.lexsort((-np.abs(j - column), -np.abs(i - row)))


def outward(polygons: np.ndarray, by: float) -> np.ndarray:
    """Move the edges of polygons (n, corners, 2) outwards; sharp corners are blunted."""
    steps = np.roll(polygons, -1, axis=1) - polygons
    x, y = np.moveaxis(polygons, -1, 0)
    turn = (x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)
    lengths = np.maximum(np.hypot(steps[..., 0], steps[..., 1]), 1e-12)
    normals = np.stack([steps[..., 1], -steps[..., 0]], axis=-1) / lengths[..., None]
    normals *= np.where(turn < 0, -1, 1)[:, None, None]
    before = np.roll(normals, 1, axis=1)
    corner = 1 + dotted(before, normals)[..., None]
    return polygons + by * (before + normals) / np.maximum(corner, 0.5)


def ribbons(
    seen: np.ndarray, every: int, order: np.ndarray, half: float, longer: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the lines of a grid as thin polygons, each to be painted after the cells beside it.

    Parameters
    ----------
    seen : array (rows, columns, 2)
        Vertices as they appear.
    every : int
        A line at each so many rows and columns, and at the last ones.
    order : int array (cells,)
        In which the cells are painted.
    half : float
        Half the width of the lines.
    longer : float
        By which each piece reaches over its ends, but not over the edge of the grid.

    Returns
    -------
    after : int array (n,)
        Places in the order of the cells after which they are painted.
    strips : array (n, 4, 2)
    """
    rows, columns = seen.shape[:2]
    place = np.argsort(order).reshape(rows - 1, columns - 1)
    level = _level_ribbons(seen, every, place, half, longer)
    upright = _level_ribbons(seen.swapaxes(0, 1), every, place.T, half, longer)
    return np.concatenate([level[0], upright[0]]), np.concatenate([level[1], upright[1]])


def _level_ribbons(
    seen: np.ndarray, every: int, place: np.ndarray, half: float, longer: float
) -> tuple[np.ndarray, np.ndarray]:
    chosen = np.unique(np.append(np.arange(0, len(seen), every), len(seen) - 1))
    around = np.pad(place, ((1, 1), (0, 0)), constant_values=-1)
    after = np.maximum(around[chosen], around[chosen + 1])
    a, b = seen[chosen, :-1], seen[chosen, 1:]
    length = np.hypot(*np.moveaxis(b - a, -1, 0))[..., None]
    unit = (b - a) / np.maximum(length, 1e-12)
    reach = np.minimum(longer, length / 2) * unit
    a[:, 1:] -= reach[:, 1:]
    b[:, :-1] += reach[:, :-1]
    side = half * np.stack([-unit[..., 1], unit[..., 0]], axis=-1)
    strips = np.stack([a + side, b + side, b - side, a - side], axis=2)
    return after.ravel(), strips.reshape(-1, 4, 2)


def struck(
    points: np.ndarray,
    eye: np.ndarray,
    corners: np.ndarray,
    seen_points: np.ndarray,
    seen_corners: np.ndarray,
    slack: float,
) -> np.ndarray:
    """Return for which points a cell stands between them and the eye.

    Parameters
    ----------
    points : array (n, 3)
    eye : array (4,)
        A place and 1, or a direction and 0.
    corners : array (cells, 4, 3)
        Each cell is taken as two triangles.
    seen_points, seen_corners : array (n, 2), array (cells, 4, 2)
        As they appear: only cells that appear around a point are looked at.
    slack : float
        Distance from a point within which nothing bars it.

    Returns
    -------
    bool array (n,)

    References
    ----------
    Möller & Trumbore 1997, Fast, minimum storage ray-triangle intersection.
    """
    barred = np.zeros(len(points), bool)
    point, cell = inside_boxes(seen_points, seen_corners.min(axis=1), seen_corners.max(axis=1))
    origin = points[point]
    way = eye[:3] - eye[3] * origin
    distance = np.linalg.norm(way, axis=1)
    way /= distance[:, None]
    limit = np.where(eye[3] == 0, np.inf, distance)
    for b, c in ((1, 2), (2, 3)):
        a = corners[cell, 0]
        t = _distance(origin, way, a, corners[cell, b] - a, corners[cell, c] - a)
        barred[point[(t > slack) & (t < limit)]] = True
    return barred


def inside_boxes(
    points: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Find the boxes that hold each point, by tiles about as large as a box.

    Parameters
    ----------
    points : array (n, 2)
    low, high : array (boxes, 2)

    Returns
    -------
    int array (pairs,), int array (pairs,)
        A point, and a box that holds it.
    """
    whole = np.flatnonzero(np.isfinite(low + high).all(axis=1))  # NaN holds nothing
    if not len(whole):
        return np.empty(0, int), np.empty(0, int)
    low, high = low[whole], high[whole]
    origin, extent = low.min(axis=0), np.ptp([low.min(axis=0), high.max(axis=0)], axis=0)
    tile = np.maximum((high - low).mean(axis=0), np.maximum(extent, 1e-12) / MOST_TILES)
    first, last = (np.floor((corner - origin) / tile).astype(int) for corner in (low, high))
    spans = last - first + 1
    box, place = _repeated(spans.prod(axis=1))
    columns = int(last[:, 0].max()) + 1
    keys = (first[box, 1] + place // spans[box, 0]) * columns
    keys += first[box, 0] + place % spans[box, 0]
    order = np.argsort(keys, kind="stable")
    keys, box = keys[order], box[order]
    within = ((points >= origin) & (points <= high.max(axis=0))).all(axis=1)
    known = np.flatnonzero(within)
    at = np.floor((points[known] - origin) / tile).astype(int)
    wanted = at[:, 1] * columns + at[:, 0]
    start = np.searchsorted(keys, wanted)
    point, place = _repeated(np.searchsorted(keys, wanted, side="right") - start)
    cell, point = box[start[point] + place], known[point]
    held = ((points[point] >= low[cell]) & (points[point] <= high[cell])).all(axis=1)
    return point[held], whole[cell[held]]


def _repeated(counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each index as often as its count, and which repetition it is."""
    index = np.repeat(np.arange(len(counts)), counts)
    return index, np.arange(len(index)) - np.repeat(np.cumsum(counts) - counts, counts)


def _distance(
    origin: np.ndarray, way: np.ndarray, a: np.ndarray, u: np.ndarray, v: np.ndarray
) -> np.ndarray:
    """Return how far rays go until they meet the triangles a, a + u, a + v; NaN if never."""
    p = np.cross(way, v)
    det = (u * p).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        s = origin - a
        first = (s * p).sum(axis=1) / det
        q = np.cross(s, u)
        second = (way * q).sum(axis=1) / det
        t = (v * q).sum(axis=1) / det
    edge = 1e-9  # a ray through an edge meets one of the two triangles
    inside = (first >= -edge) & (second >= -edge) & (first + second <= 1 + edge)
    return np.where(inside, t, np.nan)
