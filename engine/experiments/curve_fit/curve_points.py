"""The points of a regression, drawn round a known curve or read from a user's file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.errors import UsageError
from engine.experiments.curve_fit.curve_fit_spec import CurveFitSpec
from engine.experiments.curve_fit.curve_table import load_curve

SAMPLES, HELD_OUT, NOISE = 16, 40, 0.3
"""Points that are drawn to train on and to hold out, and their noise, if nothing is asked for."""
SHARE = 0.25
"""Of a file's points, those that are held out if nothing is asked for."""


@dataclass(frozen=True)
class CurvePoints:
    """Points of a regression from one number to another.

    Attributes
    ----------
    training, held_out : float64 array (points, 2)
        Input and output of the points to train on, and of those that are not trained on.
    fresh : float64 array (points, 2), optional
        Of others, as many as are held out, that nothing was chosen by; none are left of a file.
    names : (str, str), optional
        Of a file's columns.
    notes : tuple of str
        What a file did not say, in sentences.
    """

    training: np.ndarray
    held_out: np.ndarray
    names: tuple[str, str] | None = None
    notes: tuple[str, ...] = ()
    fresh: np.ndarray | None = None


def true_curve(x: np.ndarray) -> np.ndarray:
    """Return the curve round which points are drawn, at inputs of any shape."""
    y: np.ndarray = np.sin(np.pi * x + 0.4)
    return y


def curve_points(spec: CurveFitSpec) -> CurvePoints:
    """Return the points of a regression.

    Raises
    ------
    DataError
        If the file is missing, unreadable or unfit.
    UsageError
        If more points are asked for than the file has.
    """
    return _drawn(spec) if spec.data is None else _from_file(Path(spec.data), spec)


def _drawn(spec: CurveFitSpec) -> CurvePoints:
    """Draw points with inputs in [−1, 1], one in each of as many equal cells as there are."""
    held = spec.held_out or HELD_OUT
    counts = spec.samples or SAMPLES, held, held
    noise = NOISE if spec.noise is None else spec.noise
    training, held_out, fresh = (
        _around_curve(count, noise, rng)
        for count, rng in zip(counts, np.random.default_rng(spec.seed).spawn(3), strict=True)
    )
    return CurvePoints(training, held_out, fresh=fresh)


def _around_curve(count: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    x = 2 * (np.arange(count) + rng.uniform(size=count)) / count - 1
    return np.column_stack([x, true_curve(x) + noise * rng.normal(size=count)])


def _from_file(path: Path, spec: CurveFitSpec) -> CurvePoints:
    """Read the points, and choose those that are held out by the seed."""
    points, names, notes = load_curve(path, columns=spec.columns, sep=spec.sep)
    held = spec.held_out or max(round(SHARE * len(points)), 4)
    samples = spec.samples or len(points) - held
    if samples < 4 or samples + held > len(points):
        raise UsageError(
            f"{path} has {len(points):,} points, too few for {max(samples, 4):,} to train on and "
            f"{held:,} that are held out; lower --samples or --held-out"
        )
    order = np.random.default_rng(spec.seed).permutation(len(points))
    training, held_out = np.split(points[order[: samples + held]], [samples])
    if not np.ptp(training[:, 0]):
        raise UsageError(
            f"{path}: all inputs of the points to train on are the same; choose another --seed"
        )
    return CurvePoints(training, held_out, names, notes)
