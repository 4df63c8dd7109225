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
REVERSED, KEPT = -0.9, 0.9
"""Cosine between steps that go back and forth, and the share of its length that each keeps."""


def ending_of(descent: Descent, surface: Surface) -> Ending:
    """Return how a descent ended on a surface.

    Its last point is told by gradient and Hessian; "under way" is what is none of the others.
    """
    known: dict[str, Ending] = {
        "diverged": "diverged", "undefined": "undefined", "no gradient": "kink",
    }  # fmt: skip
    if descent.stopped in known:
        return known[descent.stopped]
    low, high = np.transpose(surface.domain)
    if ((descent.final < low) | (descent.final > high)).any():
        return "outside"
    if is_leaping(descent):
        return "leaping"
    return _place(descent, surface, float((high - low).max()))


def _place(descent: Descent, surface: Surface, width: float) -> Ending:
    lengths = np.linalg.norm(descent.gradient, axis=1)
    values = surface.heights(SAMPLED)[1]
    fall = float(np.ptp(values[np.isfinite(values)]))
    if lengths[-1] > max(SMALL * lengths.max(), NO_SLOPE * fall / width):
        return "under way"
    curvatures = np.linalg.eigvalsh(surface.hessian(descent.final)) / (fall / width**2)
    if not np.isfinite(curvatures).all() or (np.abs(curvatures) < BENT).any():
        return "flat" if lengths[-1] <= NO_SLOPE * fall / width else "under way"
    if (curvatures > 0).all():
        return "minimum"
    return "saddle" if (curvatures > 0).any() else "peak"


def is_leaping(descent: Descent) -> bool:
    """Return whether the last steps go back and forth without growing shorter."""
    if descent.steps < 2:
        return False
    before, last = np.diff(descent.path[-3:], axis=0)
    sizes = np.linalg.norm(before), np.linalg.norm(last)
    if min(sizes) == 0:
        return False
    return bool(before @ last < REVERSED * sizes[0] * sizes[1] and sizes[1] > KEPT * sizes[0])


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
