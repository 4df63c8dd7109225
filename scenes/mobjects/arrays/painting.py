"""The geometry of painting a grid of cells in space: what comes first, and lines on it."""

from __future__ import annotations

import numpy as np


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
