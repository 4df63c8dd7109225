"""Project wide layers: one fixed, aligned projection per layer for a whole run.

A layer of up to as many units as the picture has dimensions is shown as it is. A wider one is shown
through the principal components of what it makes of the data over the run, turned (orthogonal
Procrustes) to agree with the picture of the layer before, so that nothing flips between frames.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import orthogonal_procrustes

from engine.geometry.warps import Warp
from engine.recordings.recording import Recording

POOLED_STEPS, POOLED_POINTS = 24, 500
"""Number of steps and of points, evenly chosen, of which the principal components are taken."""


@dataclass(frozen=True)
class View:
    """An affine projection of a layer's space to the picture's.

    Attributes
    ----------
    centre : float64 array (width,)
        The point shown at the origin.
    basis : float64 array (width, picture)
        Orthonormal columns; padded with zeros where the layer has fewer units than the picture.
    explained : float
        Fraction of the variance of the data, over the run, that the picture shows; 1 if exact.
    """

    centre: np.ndarray
    basis: np.ndarray
    explained: float = 1.0

    @property
    def is_exact(self) -> bool:
        """Whether the layer is shown as it is."""
        return self.basis.shape[0] <= self.basis.shape[1]

    def project(self, x: np.ndarray) -> np.ndarray:
        """Map points (…, width) to the picture (…, picture)."""
        return (x - self.centre) @ self.basis

    def lift(self, u: np.ndarray) -> np.ndarray:
        """Map points of the picture (…, picture) to the layer's space (…, width)."""
        return u @ self.basis.T + self.centre

    def share(self, x: np.ndarray) -> float:
        """Compute the fraction of the variance of points (points, width) that the picture shows."""
        total = float(x.var(axis=0).sum())
        return float(self.project(x).var(axis=0).sum()) / total if total else 1.0

    def see_classifier(
        self, weights: np.ndarray, biases: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Restrict linear functions to the picture: where they hold for lifted points.

        Parameters
        ----------
        weights : array (classes, width)
        biases : array (classes,)

        Returns
        -------
        array (classes, picture), array (classes,)
        """
        return weights @ self.basis, biases + weights @ self.centre


def exact_view(width: int, picture: int) -> View:
    """Show a layer of at most `picture` units as it is."""
    return View(np.zeros(width), np.eye(width, picture))


def principal_view(x: np.ndarray, picture: int, like: np.ndarray | None = None) -> View:
    """Project on principal components.

    Parameters
    ----------
    x : array (points, width)
        What to describe.
    picture : int
        Dimensions of the picture, below `width`.
    like : array (points, picture), optional
        Turn the picture to agree with this one, point by point.

    References
    ----------
    Schönemann 1966, A generalized solution of the orthogonal Procrustes problem.
    """
    centre = x.mean(axis=0)
    if x.shape[1] > len(x):  # the covariance of more units than points would be large
        _, spread, rows = np.linalg.svd(x - centre, full_matrices=False)
        variance, basis = spread**2 / len(x), rows[:picture].T
    else:
        variance, directions = np.linalg.eigh(np.cov(x.T, bias=True))
        variance, basis = variance[::-1], directions[:, ::-1][:, :picture]
    basis = basis * np.sign(basis[np.abs(basis).argmax(axis=0), np.arange(basis.shape[1])])
    if like is not None:
        turn, _ = orthogonal_procrustes((x - centre) @ basis, like - like.mean(axis=0))
        basis = basis @ turn
    total = variance.sum()
    return View(centre, basis, float(variance[:picture].sum() / total) if total else 1.0)


def depth_views(recording: Recording, picture: int) -> list[View]:
    """Return the view of every depth of a network, from the input to the last stage.

    Parameters
    ----------
    recording : Recording
    picture : int
        Dimensions of the picture, 2 or 3.
    """
    chosen = slice(None, None, -(-recording.data.samples // POOLED_POINTS))
    data = recording.data.features[chosen].astype(np.float64)
    warp = Warp(recording)
    steps = np.unique(np.linspace(0, recording.last_step, POOLED_STEPS).round())
    traces = [warp.trace(data, step) for step in steps]
    views: list[View] = []
    seen = np.zeros((len(data), picture))
    for depth in range(recording.depth + 1):
        width = recording.width(depth)
        if width <= picture:
            view = exact_view(width, picture)
        elif depth == 0:
            view = principal_view(data, picture)
        else:
            pooled = np.concatenate([trace[depth] for trace in traces])
            view = principal_view(pooled, picture, like=np.tile(seen, (len(traces), 1)))
        seen = view.project(traces[-1][depth])
        views.append(view)
    return views


def seen_at(
    warp: Warp, views: list[View], points: np.ndarray, depth: float, step: float
) -> np.ndarray:
    """Show points at a continuous depth and step, shape (points, picture).

    Within a stage the view passes linearly from the one before to the one after.
    """
    moved = warp.warp(points, depth, step)
    whole = int(depth)
    fraction = depth - whole
    before = _project_padded(views[whole], moved)
    if fraction == 0:
        return before
    return (1 - fraction) * before + fraction * _project_padded(views[whole + 1], moved)


def _project_padded(view: View, moved: np.ndarray) -> np.ndarray:
    width = len(view.centre)
    return view.project(moved[:, :width])
