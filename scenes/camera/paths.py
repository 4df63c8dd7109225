"""Outlines as arrays that Cairo reads in one go, instead of one Python call for each curve.

Cairo's own form of a path is an array of 16-byte items, a header before every element
(`cairo_path_data_t`). Built with NumPy, thousands of curves cost less than a millisecond.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import cairo
import numpy as np

MOVE, CURVE, CLOSE = 0, 2, 3
"""Kinds of elements, as in `cairo_path_data_type_t`."""
LENGTHS = {MOVE: 2, CURVE: 4, CLOSE: 1}
"""Items that each kind takes, its header included."""
RELATIVE = 1e-5
"""Relative tolerance with which Manim takes two anchors for one."""

Lay = Callable[[cairo.Context, np.ndarray], None]


class Path(NamedTuple):
    """An outline.

    Attributes
    ----------
    items : array (items, 2)
        As Cairo reads it.
    starts : int array (parts,)
        Where in `items` each connected part begins.
    """

    items: np.ndarray
    starts: np.ndarray

    def parts(self) -> list[np.ndarray]:
        """Divide it into its connected parts."""
        return np.split(self.items, self.starts[1:])


def _near(a: np.ndarray, b: np.ndarray, tolerance: np.ndarray) -> np.ndarray:
    """Return which of the points a (n, 2) Manim takes to be equal to b (n, 2)."""
    close = np.abs(a - b) <= tolerance[:, None] + RELATIVE * np.abs(b)
    both: np.ndarray = close[:, 0] & close[:, 1]  # `all` is slow along so short an axis
    return both


def cairo_paths(
    points: np.ndarray, counts: np.ndarray, tolerances: np.ndarray | float = 1e-6
) -> list[Path]:
    """Translate the outlines of many mobjects at once.

    Parameters
    ----------
    points : array (4 curves, 2)
        Cubic Béziers of all outlines, one after another, finite: anchor, two handles, anchor.
    counts : int array (outlines,)
        Curves of each.
    tolerances : array (outlines,) or float
        Below which difference of coordinates two curves are joined, or an outline closed.

    Returns
    -------
    list of Path
        Each moves wherever a curve does not begin where the last one ended, and closes what ends
        where it began, just as Manim's camera does.
    """
    curves = points.reshape(-1, 4, 2)
    total = len(curves)
    if total == 0:
        return [Path(np.empty((0, 2)), np.empty(0, int)) for _ in counts]
    owners = np.repeat(np.arange(len(counts)), counts)
    tolerance = np.broadcast_to(tolerances, len(counts))[owners]
    first = np.ones(total, bool)
    first[1:] = ~_near(curves[:-1, 3], curves[1:, 0], tolerance[1:])
    edges = np.cumsum(counts)
    first[edges[:-1][edges[:-1] < total]] = True
    starts = np.flatnonzero(first)
    ends = np.append(starts[1:], total) - 1
    closed = np.zeros(total, bool)
    closed[ends] = _near(curves[starts, 0], curves[ends, 3], tolerance[starts])

    sizes = LENGTHS[CURVE] + LENGTHS[MOVE] * first + LENGTHS[CLOSE] * closed
    after = np.cumsum(sizes)
    places = after - sizes
    items = np.zeros((after[-1], 2))  # not empty: what is unused would make equal paths differ
    heads = items.view(np.int32)

    def put(kind: int, at: np.ndarray) -> None:
        heads[at, 0], heads[at, 1] = kind, LENGTHS[kind]

    moves = places[starts]
    put(MOVE, moves)
    items[moves + 1] = curves[starts, 0]
    bends = places + LENGTHS[MOVE] * first
    put(CURVE, bends)
    for k in (1, 2, 3):
        items[bends + k] = curves[:, k]
    put(CLOSE, (after - 1)[closed])
    cuts = np.append(0, after)[np.append(0, edges)]
    firsts = np.searchsorted(moves, cuts)
    return [
        Path(items[a:b], moves[c:d] - a)
        for (a, b), (c, d) in zip(pairwise(cuts.tolist()), pairwise(firsts.tolist()), strict=True)
    ]


def lay_slowly(context: cairo.Context, path: np.ndarray) -> None:
    """Append a path through pycairo's own calls: right everywhere, and slower."""
    kinds = path.view(np.int32)[:, 0].tolist()
    numbers = path.tolist()
    move, curve, close = context.move_to, context.curve_to, context.close_path
    at = 0
    while at < len(kinds):
        kind = kinds[at]
        if kind == MOVE:
            move(*numbers[at + 1])
        elif kind == CURVE:
            curve(*numbers[at + 1], *numbers[at + 2], *numbers[at + 3])
        else:
            close()
        at += LENGTHS[kind]


class _CairoPath(ctypes.Structure):
    """`cairo_path_t` of Cairo's C interface."""

    _fields_ = (
        ("status", ctypes.c_int),
        ("data", ctypes.c_void_p),
        ("num_data", ctypes.c_int),
    )


def _native() -> Lay:
    """Find `cairo_append_path` in the library that pycairo itself is linked to.

    Raises
    ------
    OSError, AttributeError
        If it cannot be reached.
    """
    if sys.implementation.name != "cpython":
        raise OSError("only CPython lays objects out in this way")
    library = ctypes.CDLL(cairo._cairo.__file__)  # type: ignore[attr-defined]
    append = library.cairo_append_path
    append.argtypes, append.restype = (ctypes.c_void_p, ctypes.c_void_p), None
    # A pycairo context is a Python object's head, then the pointer to Cairo's own (py3cairo.h).
    head = object.__basicsize__

    def lay(context: cairo.Context, path: np.ndarray) -> None:
        pointer = ctypes.c_void_p.from_address(id(context) + head).value
        append(pointer, ctypes.byref(_CairoPath(0, path.ctypes.data, len(path))))

    return lay


def _works(lay: Lay) -> bool:
    """Try a way of laying paths on one that has every kind of element."""
    with cairo.ImageSurface(cairo.FORMAT_A8, 8, 8) as surface:
        context = cairo.Context(surface)
        square = np.array([[0, 0], [1, 2], [3, 4], [5, 6], [5, 6], [7, 8], [9, 8], [0, 0]])
        path = cairo_paths(square.astype(float), np.array([2]))[0]
        lay(context, path.items)
        return [*map(tuple, context.copy_path())] == [
            (cairo.PATH_MOVE_TO, (0, 0)),
            (cairo.PATH_CURVE_TO, (1, 2, 3, 4, 5, 6)),
            (cairo.PATH_CURVE_TO, (7, 8, 9, 8, 0, 0)),
            (cairo.PATH_CLOSE_PATH, ()),
            (cairo.PATH_MOVE_TO, (0, 0)),
        ]


@cache
def best_lay() -> Lay:
    """Choose how paths are handed to Cairo here: as a whole where that works, else bit by bit."""
    try:
        lay = _native()
        if _works(lay):
            return lay
    except (OSError, AttributeError):
        pass
    return lay_slowly
