"""Slices of a loss that turn about one network, from a pair of its weights to any other plane.

Every slice goes through that network and is a plane of its own, on which the loss is computed. A
film that turns from one to the next blends the heights of the two.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.landscape.landscape import LossField
from engine.landscape.planes import Plane
from engine.progress import Advance

TRIED = 1_000
"""Most weights among which the two are looked for that span the first slice."""
SHARES = (0.25, 0.5, 0.75)
"""Of the way from the plane to another one, at which slices between them are computed."""
THIRDS = (1 / 3, 2 / 3)
"""Of the way on which one side turns from a weight to a direction of the plane."""


@dataclass(frozen=True)
class Slice:
    """A square of a plane through the parameters' space, which goes through one network.

    Attributes
    ----------
    network : float64 array (parameters,)
    seen_at : float64 array (2,)
        Where in the square the network is, from -1 to 1.
    sides : float64 array (2, parameters)
        From the middle of the square to the middles of two of its sides.
    """

    network: np.ndarray
    seen_at: np.ndarray
    sides: np.ndarray

    @property
    def plane(self) -> Plane:
        """The plane, with coordinates from -1 to 1 in the square."""
        return Plane("slice", 0, self.network - self.seen_at @ self.sides, self.sides)

    def towards(self, other: Slice, share: float, side: int) -> Slice:
        """Turn one side about the network to that of another square; `share` goes from 0 to 1."""
        angle = share * np.pi / 2
        sides, seen_at = self.sides.copy(), self.seen_at.copy()
        sides[side] = np.cos(angle) * self.sides[side] + np.sin(angle) * other.sides[side]
        seen_at[side] = (1 - share) * self.seen_at[side] + share * other.seen_at[side]
        return Slice(self.network, seen_at, sides)


@dataclass(frozen=True)
class TurningLoss:
    """The loss on slices that turn from two weights to a plane, and on to another plane.

    Attributes
    ----------
    weights : int64 array (2,)
        Which two of the parameters span the first slice.
    places : float64 array (n,)
        Values of the first weight along the first slice.
    second_places : float64 array (n,)
        Values of the second.
    before : float32 array (6, n, n)
        From the slice of two weights to the last one before the plane: its first side turns in the
        first three, its second one from the fourth on.
    after : float32 array (4, n, n)
        From the first one behind the plane to the other plane.
    network_loss : float32 array ()
        Of the network about which slices turn.
    seen_at : float64 array (2,)
        Where in the plane's square that network is, from -1 to 1.
    """

    weights: np.ndarray
    places: np.ndarray
    second_places: np.ndarray
    before: np.ndarray
    after: np.ndarray
    network_loss: np.ndarray
    seen_at: np.ndarray

    @property
    def seen_before(self) -> np.ndarray:
        """Where the network is in the slices of `before`, and then in the plane, array (7, 2)."""
        shares = np.array([0.0, *THIRDS])
        first, still = (
            np.column_stack([shares, 0 * shares]),
            np.column_stack([1 + 0 * shares, shares]),
        )
        return np.vstack([first, still, [1.0, 1.0]]) * self.seen_at


def networks_drawn(places: int, parameters: int, steps: int) -> int:
    """Return how many networks are measured for a landscape and the slices that turn to it.

    Parameters
    ----------
    places : int
        Along each side.
    parameters, steps : int
        Of the network, and recorded.
    """
    slices = 1 + 2 * (1 + len(THIRDS)) + len(SHARES) + 1
    return slices * places**2 + 2 * min(parameters, TRIED) + 2 * steps


def slice_of(plane: Plane, x: np.ndarray, y: np.ndarray) -> Slice:
    """Return the square of a plane that coordinates x and y span; it turns about its centre."""
    middle = np.array([x[0] + x[-1], y[0] + y[-1]]) / 2
    half = np.array([x[-1] - x[0], y[-1] - y[0]]) / 2
    return Slice(plane.centre, -middle / half, half[:, None] * plane.directions)


def slice_of_weights(network: np.ndarray, weights: np.ndarray, reach: float) -> Slice:
    """Return the square in which two weights change by up to `reach`, and nothing else does."""
    sides = np.zeros((2, len(network)))
    sides[[0, 1], weights] = reach
    return Slice(network, np.zeros(2), sides)


def telling_weights(field: LossField, plane: Plane, reach: float) -> np.ndarray:
    """Return the two weights on which the loss at a plane's centre depends most, array (2,).

    Those where it is highest if the weight is changed by `reach`, the better of both ways. Of
    many weights those are tried that change most along the plane.
    """
    extent = np.linalg.norm(plane.directions, axis=0)
    tried = np.sort(np.argsort(-extent, kind="stable")[:TRIED])
    highest = np.empty(len(tried))
    for k, i in enumerate(tried):
        direction = np.zeros((1, len(extent)))
        direction[0, i] = reach
        line = Plane("line", 0, plane.centre, direction)
        highest[k] = np.nan_to_num(field.on(line, np.array([[-1.0], [1.0]])).loss, nan=0.0).min()
    return tried[np.argsort(-highest, kind="stable")[:2]]


def another_slice(of: Slice, seed: int) -> Slice:
    """Return a square as large through the same network, whose first side is random.

    The second side stays; the first is perpendicular to both that the square had.
    """
    generator = np.random.default_rng(seed)
    basis, _ = np.linalg.qr(of.sides.T)
    drawn = generator.normal(size=len(of.network))
    drawn -= basis @ (basis.T @ drawn)
    first = drawn * np.linalg.norm(of.sides[0]) / np.linalg.norm(drawn)
    return Slice(of.network, of.seen_at, np.stack([first, of.sides[1]]))


def turning_loss(
    field: LossField,
    plane: Plane,
    x: np.ndarray,
    y: np.ndarray,
    seed: int,
    advance: Advance = lambda done, status: None,
) -> TurningLoss:
    """Compute the loss on slices from two weights to a plane's square, and to a random one.

    Parameters
    ----------
    field : LossField
    plane : Plane
    x, y : array (n,), array (n,)
        Coordinates on the plane; its square is theirs, and all slices have as many places.
    seed : int
        Of the random slice.
    advance : callable, optional
        Called after each slice with how many are done.
    """
    middle = slice_of(plane, x, y)
    reach = float(np.linalg.norm(middle.sides, axis=1).max())
    weights = telling_weights(field, plane, reach)
    first = slice_of_weights(plane.centre, weights, reach)
    last = another_slice(middle, seed)
    unit = np.linspace(-1, 1, len(x))
    grid = np.stack(np.meshgrid(unit, unit), axis=-1).reshape(-1, 2)
    with_first = first.towards(middle, 1.0, 0)
    turned = [
        square.towards(middle, share, side)
        for side, square in enumerate((first, with_first))
        for share in (0.0, *THIRDS)
    ]
    turned += [middle.towards(last, share, 0) for share in (*SHARES, 1.0)]
    losses = []
    for i, each in enumerate(turned):
        losses.append(field.on(each.plane, grid).loss.reshape(len(x), len(x)))
        advance(i + 1, f"slice {i + 1}")
    at_centre = field.on(middle.plane, middle.seen_at[None]).loss[0]
    values = plane.centre[weights]
    return TurningLoss(
        weights, values[0] + reach * unit, values[1] + reach * unit,
        np.stack(losses[:-4]), np.stack(losses[-4:]), np.asarray(at_centre), middle.seen_at,
    )  # fmt: skip
