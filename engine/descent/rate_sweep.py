"""The largest stable learning rate of gradient descent on a quadratic, in theory and by trial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.descent.surface import Point, Surface
from engine.errors import UsageError

PROBES = 7
"""Grid points along each side, at which the curvature must be the same."""
ZOOMS, TRIED = 5, 33
"""How often the best rate is looked for more closely, and among how many rates each time."""


@dataclass(frozen=True)
class RateSweep:
    """The loss that gradient descent reaches, by its learning rate.

    Attributes
    ----------
    curvatures : float64 array (dims,)
        Eigenvalues of the Hessian, largest first.
    steps : int
    rates : float64 array (n,)
    losses : float64 array (n,)
        After so many steps.
    """

    curvatures: np.ndarray
    steps: int
    rates: np.ndarray
    losses: np.ndarray

    @property
    def limit(self) -> float:
        """The learning rate 2/λ beyond which the distance to the minimum grows."""
        return 2 / float(self.curvatures[0])


def curvatures_of(surface: Surface) -> np.ndarray:
    """Return the eigenvalues of a quadratic's Hessian, largest first, array (dims,).

    Raises
    ------
    UsageError
        If the surface is no quadratic with a minimum.
    """
    axes = [np.linspace(low, high, PROBES) for low, high in surface.domain]
    hessians = surface.hessian(np.stack(np.meshgrid(*axes), axis=-1)).reshape(
        -1, *2 * (surface.dims,)
    )
    spread = np.abs(hessians - hessians[0]).max()
    if not spread <= 1e-8 * np.abs(hessians[0]).max():
        raise UsageError(
            f"{surface.title} does not have the same curvature everywhere; "
            "choose a quadratic, such as bowl, ravine, booth, parabola or linear-regression"
        )
    curvatures = np.linalg.eigvalsh(hessians[0])[::-1]
    if curvatures[-1] <= 0:
        raise UsageError(f"{surface.title} has no minimum; choose a quadratic that has one")
    return curvatures


def limit_of(surface: Surface) -> float:
    """Return the learning rate 2/λ above which gradient descent climbs on a quadratic.

    Raises
    ------
    UsageError
        If the surface is no quadratic with a minimum.
    """
    return 2 / float(curvatures_of(surface)[0])


def shares_of(limit: float, shares: Sequence[float]) -> tuple[float, ...]:
    """Return learning rates that are shares of a limit, rounded to three digits."""
    return tuple(float(f"{share * limit:.3g}") for share in shares)


def sweep_rates(surface: Surface, start: Point, rates: np.ndarray, steps: int) -> RateSweep:
    """Descend a quadratic with many learning rates at once.

    Parameters
    ----------
    surface : Surface
    start : tuple of float
    rates : array (n,)
    steps : int

    Raises
    ------
    UsageError
        If the surface is no quadratic with a minimum.

    References
    ----------
    Nesterov 2004, Introductory Lectures on Convex Optimization, section 2.1.5: on a quadratic, each
    step multiplies the distance along an axis of curvature λ by 1 − ηλ.
    """
    curvatures = curvatures_of(surface)
    points = np.tile(np.asarray(start, dtype=float), (len(rates), 1))
    for _ in range(steps):
        points = points - rates[:, None] * surface.gradient(points)
    return RateSweep(curvatures, steps, np.asarray(rates, dtype=float), surface.value(points))


def with_best_rate(surface: Surface, start: Point, sweep: RateSweep) -> RateSweep:
    """Return a sweep with the best of all rates between those that it has tried.

    It is looked for, ever more closely, between the neighbours of the best that was tried; where
    no other ends lower, the sweep stays as it is.

    Parameters
    ----------
    surface : Surface
    start : tuple of float
    sweep : RateSweep
        Of that surface and start, its rates rising.
    """
    near = sweep
    for _ in range(ZOOMS):
        i = int(near.losses.argmin())
        low, high = near.rates[max(i - 1, 0)], near.rates[min(i + 1, len(near.rates) - 1)]
        near = sweep_rates(surface, start, np.linspace(low, high, TRIED), sweep.steps)
    i = int(near.losses.argmin())
    if not near.losses[i] < sweep.losses.min():
        return sweep
    place = int(np.searchsorted(sweep.rates, near.rates[i]))
    return replace(
        sweep,
        rates=np.insert(sweep.rates, place, near.rates[i]),
        losses=np.insert(sweep.losses, place, near.losses[i]),
    )
