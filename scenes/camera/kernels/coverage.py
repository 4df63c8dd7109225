"""How much of a pixel lies inside an edge: exact areas, in closed form."""

from __future__ import annotations

from scenes.camera.kernels.compiling import part

STEEPEST = 1e-3
"""Component of a normal below which an edge is taken to be slanted by just that."""


@part
def edge(x: float, y: float) -> tuple[float, float, float]:
    """Prepare `inside` for edges of unit normal (x, y).

    Across such an edge, coverage rises over a ramp: half a pixel's shadow on the normal to either
    side of it, `outer`, with a straight middle, `inner`, between two parabolas.
    """
    a, b = max(abs(x), STEEPEST), max(abs(y), STEEPEST)
    return (a + b) / 2, abs(a - b) / 2, 0.5 / (a * b)


@part
def inside(depth: float, outer: float, inner: float, bend: float) -> float:
    """Return which share of a pixel lies inside an edge.

    Parameters
    ----------
    depth : float
        Of the pixel's centre inside the edge, in pixels; negative outside.
    outer, inner, bend : float
        What `edge` says of the edge.
    """
    depth = min(depth, outer)
    a, b, c = max(depth + outer, 0.0), max(depth + inner, 0.0), max(depth - inner, 0.0)
    return bend * (a * a - b * b - c * c)
