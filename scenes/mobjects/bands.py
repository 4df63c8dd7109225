"""Straight lines as filled bands: each of its own width, and any number of them one outline."""

from __future__ import annotations

import numpy as np


def bands(starts: np.ndarray, ends: np.ndarray, widths: np.ndarray) -> np.ndarray:
    """Outline lines that are to be filled; all run round the same way, so that none cancels.

    Parameters
    ----------
    starts, ends : array (lines, 2)
    widths : array (lines,)
        In frame units.

    Returns
    -------
    array (16 lines, 3)
        Manim's points: four sides a line, four points a side.
    """
    along = ends - starts
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    aside = np.column_stack([-along[:, 1], along[:, 0]]) / length * (widths[:, None] / 2)
    corners = np.stack([starts - aside, ends - aside, ends + aside, starts + aside], axis=1)
    following = np.roll(corners, -1, axis=1)
    shares = np.array([0, 1 / 3, 2 / 3, 1])[:, None]
    sides = corners[:, :, None] + shares * (following - corners)[:, :, None]
    return np.pad(sides.reshape(-1, 2), ((0, 0), (0, 1)))


def dashed(
    starts: np.ndarray, ends: np.ndarray, dash: float, gap: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut lines into dashes; each begins and ends with one.

    Parameters
    ----------
    starts, ends : array (lines, 2)
    dash, gap : float
        About how long they are, in frame units: they are fitted to each line.

    Returns
    -------
    int array (dashes,)
        The line that each belongs to.
    array (dashes, 2), array (dashes, 2)
        Where each starts and ends.
    """
    lengths = np.linalg.norm(ends - starts, axis=1)
    counts = np.maximum(np.rint((lengths + gap) / (dash + gap)), 1).astype(int)
    lines = np.repeat(np.arange(len(starts)), counts)
    places = np.arange(len(lines)) - np.repeat(np.cumsum(counts) - counts, counts)
    period = 1 / (counts - gap / (dash + gap))[lines]
    first = (places * period)[:, None]
    last = first + (period * dash / (dash + gap))[:, None]
    along = (ends - starts)[lines]
    return lines, starts[lines] + first * along, starts[lines] + last * along
