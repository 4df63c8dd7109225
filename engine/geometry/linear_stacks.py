"""Stacks of linear maps, and the single map that equals them: B(AX) = (BA)X."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.geometry.plane_maps import PlaneMap, plane_map, turn
from engine.networks.activations import ACTIVATIONS

GENTLE = (0.55, 1.6)
"""Singular values of every product in a seeded stack lie between these."""


@dataclass(frozen=True)
class LinearStack:
    """Linear maps of the plane, applied one after another.

    Attributes
    ----------
    maps : tuple of PlaneMap
        The first is applied first.
    whole : PlaneMap
        Of the product of all their matrices.
    """

    maps: tuple[PlaneMap, ...]
    whole: PlaneMap

    def one_by_one(self, points: np.ndarray, depth: float | None = None) -> np.ndarray:
        """Apply maps to points (n, 2) one after another: all, or `depth` of them."""
        depth = len(self.maps) if depth is None else depth
        for i, each in enumerate(self.maps):
            points = points @ _in_part(each, depth - i).T
        return points

    def at_once(self, points: np.ndarray, fraction: float = 1.0) -> np.ndarray:
        """Apply the product to points (n, 2), all of it or in part."""
        return points @ _in_part(self.whole, fraction).T

    def with_activations(
        self, points: np.ndarray, activation: str, depth: float | None = None
    ) -> np.ndarray:
        """Apply the maps with an activation between every two of them.

        Parameters
        ----------
        points : array (n, 2)
        activation : str
            A name in `ACTIVATIONS`.
        depth : float, optional
            How many of the steps map, activation, map, … are taken; by default all. An activation
            that is taken in part blends the points with their images.
        """
        function = ACTIVATIONS.find(activation).build().eval()  # some are random while training
        depth = 2 * len(self.maps) - 1 if depth is None else depth
        for i, each in enumerate(self.maps):
            if i:
                share = float(np.clip(depth - (2 * i - 1), 0, 1))
                with torch.no_grad():
                    bent = function(torch.from_numpy(points)).numpy()
                points = (1 - share) * points + share * bent
            points = points @ _in_part(each, depth - 2 * i).T
        return points


def _in_part(linear: PlaneMap, fraction: float) -> np.ndarray:
    return linear.at(float(np.clip(fraction, 0.0, 1.0)))


def stack_of(matrices: np.ndarray) -> LinearStack:
    """Stack matrices (count, 2, 2), the first to be applied first."""
    whole = np.eye(2)
    for matrix in matrices:
        whole = matrix @ whole
    return LinearStack(tuple(plane_map(matrix) for matrix in matrices), plane_map(whole))


def seeded_stack(count: int, seed: int) -> LinearStack:
    """Draw matrices that turn and stretch; no product of the first ones squashes the plane.

    Parameters
    ----------
    count : int
    seed : int
    """
    rng = np.random.default_rng(seed)
    matrices: list[np.ndarray] = []
    whole = np.eye(2)
    while len(matrices) < count:
        before, after = rng.uniform(-1, 1, 2) * np.pi / 3
        stretch = np.exp(rng.uniform(0.1, 0.4, 2) * [1, -1])
        matrix = turn(after) @ np.diag(stretch) @ turn(before)
        stretches = np.linalg.svd(matrix @ whole)[1]
        if GENTLE[0] <= stretches[1] and stretches[0] <= GENTLE[1]:
            matrices.append(matrix)
            whole = matrix @ whole
    return stack_of(np.array(matrices))


def best_affine(points: np.ndarray, images: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find the affine map that carries points (n, 2) nearest to images (n, 2).

    Returns
    -------
    matrix : array (2, 2)
    shift : array (2,)
        Together of least mean squared distance.
    """
    extended = np.column_stack([points, np.ones(len(points))])
    found = np.linalg.lstsq(extended, images, rcond=None)[0]
    return found[:2].T, found[2]


@dataclass(frozen=True)
class StackComparison:
    """A stack beside the single maps that do the same, or come nearest.

    Attributes
    ----------
    stack : LinearStack
    gap : float
        Largest distance between a point's places after all maps and after their product.
    pair : LinearStack
        The first two of its maps, if there are two.
    activation : str
        Put between the maps of the pair.
    matrix, shift : array (2, 2), array (2,)
        The affine map nearest to the pair with the activation.
    miss : float
        Mean distance between a point's places after those two.
    """

    stack: LinearStack
    gap: float
    pair: LinearStack
    activation: str
    matrix: np.ndarray
    shift: np.ndarray
    miss: float


def compare(stack: LinearStack, points: np.ndarray, activation: str) -> StackComparison:
    """Compare a stack, and two of its maps with an activation, to single maps at points (n, 2)."""
    gaps = np.linalg.norm(stack.one_by_one(points) - stack.at_once(points), axis=1)
    pair = stack_of(np.array([each.matrix for each in stack.maps[:2]]))
    bent = pair.with_activations(points, activation)
    matrix, shift = best_affine(points, bent)
    misses = np.linalg.norm(points @ matrix.T + shift - bent, axis=1)
    return StackComparison(
        stack, float(gaps.max()), pair, activation, matrix, shift, float(misses.mean())
    )
