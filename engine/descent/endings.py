"""How a descent ended: what is true of its last point and of its last steps."""

from __future__ import annotations

from typing import Literal

import numpy as np

from engine.descent.descent import Descent
from engine.descent.surface import Surface

Ending = Literal[
    "diverged", "undefined", "kink", "outside", "saddle", "peak", "minimum", "flat", "leaping",
    "under way",
]  # fmt: skip
SMALL = 1e-3
"""Length of a gradient as a share of the longest of its descent, below which it counts as none."""
NO_SLOPE = 1e-9
"""The same, as a share of the surface's mean slope across its domain."""
BENT = 1e-6
"""Least curvature that counts, as a share of what would bend the surface through all its range."""
SAMPLED = 41
"""Grid points along each side of the domain on which its range of losses is measured."""
REVERSED, KEPT = -0.9, 1 - 1e-6
"""Cosine between steps that go back and forth, and the share of its length that each keeps."""
UNRESOLVED = 1e-9
"""Share of the domain below which a step is as good as none."""
REACHES = 10.0 ** np.arange(-6, -1.75, 0.5)
"""Radii of rings around the last point, as shares of the domain."""
AROUND = 720
"""Points on a ring."""


def ending_of(descent: Descent, surface: Surface) -> Ending:
    """Return how a descent ended on a surface.

    Its last point is told by the gradient and by what lies around it; "under way" is what is none
    of the others.
    """
    known: dict[str, Ending] = {
        "diverged": "diverged", "undefined": "undefined", "no gradient": "kink",
    }  # fmt: skip
    if descent.stopped in known:
        return known[descent.stopped]
    low, high = np.transpose(surface.domain)
    if ((descent.final < low) | (descent.final > high)).any():
        return "outside"
    if is_leaping(descent, high - low):
        return "leaping"
    return _place(descent, surface, high - low)


def _place(descent: Descent, surface: Surface, widths: np.ndarray) -> Ending:
    lengths = np.linalg.norm(descent.gradient, axis=1)
    values = surface.heights(SAMPLED)[1]
    fall, width = float(np.ptp(values[np.isfinite(values)])), float(widths.max())
    if lengths[-1] > max(SMALL * lengths.max(), NO_SLOPE * fall / width):
        return "under way"
    if (side := _side_around(descent, surface, widths)) is not None:
        return side
    if _is_saddle(descent, surface, widths, fall):
        return "saddle"
    return "flat" if lengths[-1] <= NO_SLOPE * fall / width else "under way"


def _side_around(
    descent: Descent, surface: Surface, widths: np.ndarray
) -> Literal["minimum", "peak"] | None:
    """Return "minimum" if a small ring around the last point lies higher all round, or "peak".

    Then there is one within the ring, whatever the derivatives are; beside an inflection there is
    no such ring.
    """
    here = float(descent.loss[-1])
    for reach in REACHES:
        ring = surface.value(descent.final + reach * widths * _ways(surface.dims))
        rounding = 8 * np.finfo(float).eps * max(abs(here), float(np.abs(ring).max()))
        if (ring > here + rounding).all():
            return "minimum"
        if (ring < here - rounding).all():
            return "peak"
    return None


def _ways(dims: int) -> np.ndarray:
    """Return the ways that lead from a point, array (ways, dims)."""
    if dims == 1:
        return np.array([[-1.0], [1.0]])
    angles = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)


def _is_saddle(descent: Descent, surface: Surface, widths: np.ndarray, fall: float) -> bool:
    """Return whether the surface bends up one way and down another, and is level near here."""
    bends = surface.hessian(descent.final)
    if not np.isfinite(bends).all():
        return False
    curvatures = np.linalg.eigvalsh(bends) / (fall / float(widths.max()) ** 2)
    if not (curvatures.min() < -BENT and curvatures.max() > BENT):
        return False
    if (np.abs(curvatures) < BENT).any():
        return False
    level = np.linalg.solve(bends, descent.gradient[-1])
    return bool((np.abs(level) <= REACHES[-1] * widths).all())


def is_leaping(descent: Descent, widths: np.ndarray) -> bool:
    """Return whether the last steps go back and forth without growing shorter.

    Steps at the resolution of the arithmetic do not count, nor do those that shrink slowly.
    """
    steps = np.diff(descent.path[-5:], axis=0)
    sizes = np.linalg.norm(steps, axis=1)
    if len(steps) < 2 or sizes.min() == 0 or (np.abs(steps[-1]) <= UNRESOLVED * widths).all():
        return False
    if not ((steps[1:] * steps[:-1]).sum(axis=1) < REVERSED * sizes[1:] * sizes[:-1]).all():
        return False
    apart = 1 if len(sizes) == 2 else 2  # each may be long one way, and short the other
    return bool((sizes[apart:] >= KEPT * sizes[:-apart]).all())


def overshoots(descent: Descent) -> bool:
    """Return whether each of the last steps turns against the one before, and is longer."""
    steps = _last_steps(descent)
    turns = (steps[1:] * steps[:-1]).sum(axis=1)
    return len(turns) > 0 and bool((turns < 0).all()) and steps_grow(descent)


def steps_grow(descent: Descent) -> bool:
    """Return whether each of the last steps is longer than the one before."""
    lengths = np.linalg.norm(_last_steps(descent), axis=1)
    return len(lengths) > 1 and bool((np.diff(lengths) > 0).all())


def goes_downhill(descent: Descent) -> bool:
    """Return whether no step raises the loss."""
    rises = np.diff(descent.loss)
    return bool((rises <= 1e-12 * np.abs(descent.loss[:-1])).all())


def _last_steps(descent: Descent) -> np.ndarray:
    """Return the last steps that are finite, three at most, array (steps, dims)."""
    steps = np.diff(descent.path, axis=0)
    return steps[np.isfinite(steps).all(axis=1)][-3:]
