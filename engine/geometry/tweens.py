"""Tweens: continuous paths from the identity to a stage, along which space does not collapse.

Interpolating a matrix's entries squashes space half-way. Here a matrix is taken apart into a
rotation and a stretch along orthogonal axes (the polar decomposition, from the SVD); the rotation
turns by its angles, the stretch grows by its logarithm, so the determinant never crosses zero. A
negative determinant is an explicit reflection: a half-turn through a further dimension about the
axis that is stretched least, which is the one a matrix flips when its determinant goes through
zero, so that the path also depends continuously on the matrix (but where a rotation passes a
half-turn, and then comes the other way round).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import schur

COLLAPSE = 0.05
"""Singular values below this count as 0: they are reached by a rotation out of the plane, since no
power of 0 leads there."""


@dataclass(frozen=True)
class LinearTween:
    """A square matrix, ready to be applied in part.

    Attributes
    ----------
    planes : float64 array (n, n)
        Orthogonal basis in which the rotation is plane by plane.
    angles : float64 array (n // 2,)
        Rotation of the coordinate planes (0, 1), (2, 3), … of that basis, radians in [-π, π].
    axes : float64 array (n, n)
        Orthonormal columns: directions of stretch.
    stretches : float64 array (n,)
        Singular values, largest first.
    reflected : bool
        Whether the last axis is flipped.
    """

    planes: np.ndarray
    angles: np.ndarray
    axes: np.ndarray
    stretches: np.ndarray
    reflected: bool

    def at(self, fraction: float) -> np.ndarray:
        """Return the matrix at `fraction` in [0, 1]: the identity at 0, the whole map at 1."""
        signed = self.stretches.copy()
        if self.reflected:
            signed[-1] *= -1
        factors = stretched(signed, fraction)
        return self._rotation(fraction) @ (self.axes * factors) @ self.axes.T

    def _rotation(self, fraction: float) -> np.ndarray:
        turned = np.eye(len(self.planes))
        for i, angle in enumerate(self.angles * fraction):
            block = slice(2 * i, 2 * i + 2)
            c, s = np.cos(angle), np.sin(angle)
            turned[block, block] = [[c, -s], [s, c]]
        return self.planes @ turned @ self.planes.T


def stretched(stretches: np.ndarray, fraction: float) -> np.ndarray:
    """Raise stretches (n,) to the power `fraction`.

    One that is tiny or negative turns through a further dimension as well and is seen from above:
    a quarter-turn makes 0 of it, a half-turn its negative.
    """
    length = np.maximum(np.abs(stretches), COLLAPSE)
    return length**fraction * np.cos(fraction * np.arccos(stretches / length))


def linear_tween(matrix: np.ndarray) -> LinearTween:
    """Decompose a matrix.

    Parameters
    ----------
    matrix : array (out, in)
        One that is not square is embedded: with more outputs than inputs it acts on points padded
        with zeros; with fewer, the further coordinates shrink to zero and can then be dropped.

    Returns
    -------
    LinearTween
        Of size n = max(out, in).
    """
    size = max(matrix.shape)
    square = np.zeros((size, size))
    square[: matrix.shape[0], : matrix.shape[1]] = matrix
    left, stretches, right = np.linalg.svd(square)
    rank = int((stretches > 1e-12 * max(stretches[0], 1e-300)).sum())
    axes = right.T
    if rank < size:
        # Where the matrix says nothing, turn as little as possible (Kabsch 1976): directions are
        # paired by how well they agree, and the pair that agrees least comes last.
        u, _, vt = np.linalg.svd(left[:, rank:].T @ axes[:, rank:])
        left[:, rank:], axes[:, rank:] = left[:, rank:] @ u, axes[:, rank:] @ vt.T
    reflected = bool(np.linalg.det(left) * np.linalg.det(axes) < 0)
    if reflected:
        # Where axes are stretched alike, flip the one after which least is left to turn.
        alike = stretches <= stretches[-1] + 1e-12 * stretches[0]
        _, mix = np.linalg.eigh(_symmetric(axes[:, alike].T @ left[:, alike]))
        left[:, alike], axes[:, alike] = (side[:, alike] @ mix[:, ::-1] for side in (left, axes))
        left[:, -1] *= -1
        # A direction that collapses anyway needs no reflection.
        reflected = rank == size
    planes, angles = _planes(left @ axes.T)
    return LinearTween(planes, angles, axes, stretches, reflected)


def _symmetric(matrix: np.ndarray) -> np.ndarray:
    return (matrix + matrix.T) / 2


def _planes(rotation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the planes and angles of a rotation matrix, by its real Schur form."""
    size = len(rotation)
    form, basis = schur(rotation, output="real")
    pairs: list[tuple[int, int, float]] = []
    fixed: list[int] = []
    halved: list[int] = []
    i = 0
    while i < size:
        if i + 1 < size and abs(form[i + 1, i]) > 1e-12:
            angle = np.arctan2(form[i + 1, i] - form[i, i + 1], form[i, i] + form[i + 1, i + 1])
            pairs.append((i, i + 1, float(angle)))
            i += 2
        else:
            (fixed if form[i, i] > 0 else halved).append(i)
            i += 1
    pairs += [(a, b, np.pi) for a, b in zip(halved[::2], halved[1::2], strict=True)]
    order = [index for a, b, _ in pairs for index in (a, b)] + fixed
    angles = np.zeros(size // 2)
    angles[: len(pairs)] = [angle for _, _, angle in pairs]
    return basis[:, order], angles


SHIFT_FROM = 0.7
"""An affine stage turns and stretches up to here, and shifts from here on."""


def affine_phases(fraction: float) -> tuple[float, float]:
    """Split an affine stage's progress into that of W and that of b, one after the other."""
    return min(fraction / SHIFT_FROM, 1.0), max((fraction - SHIFT_FROM) / (1 - SHIFT_FROM), 0.0)
