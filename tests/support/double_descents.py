"""Results of double descent of any form, without running anything."""

import numpy as np

from engine.experiments.double_descent import FEW, DoubleDescent

INPUTS = np.array([-0.8, -0.3, 0.1, 0.4, 0.9])
GRID = np.linspace(-1, 1, 201)


def made_up(
    test: list[float],
    *,
    swings: list[float] | None = None,
    exact_from: int | None = 4,
    draws: int = 3,
    last_of_others: float | None = None,
) -> DoubleDescent:
    """Return results for 5 points and 1, 2, … weights, with these test errors.

    Parameters
    ----------
    test : list of float
        Of all draws.
    swings : list of float, optional
        How far the curves go from 0; 1 by default.
    exact_from : int, optional
        The first place at which the training error is 0; never if it is None.
    draws : int
    last_of_others : float, optional
        The last error of all draws but the first, which is shown.
    """
    sizes = np.arange(1, len(test) + 1)
    errors = np.tile(np.array(test), (draws, 1))
    if last_of_others is not None:
        errors[1:, -1] = last_of_others
    training = 0.5 / sizes
    training[len(sizes) if exact_from is None else exact_from :] = 1e-28
    heights = np.ones(len(test)) if swings is None else np.array(swings)
    curves = heights[:, None] * np.sin(3 * GRID + sizes[:, None])
    curves *= heights[:, None] / np.abs(curves).max(axis=1, keepdims=True)
    parts = np.zeros((FEW, FEW, len(GRID)))
    for k in range(FEW):
        parts[k, : k + 1] = curves[k] / (k + 1)
    return DoubleDescent(
        samples=5, noise=0.2, sizes=sizes, test=errors, train=np.tile(training, (draws, 1)),
        norms=np.tile(10.0 / sizes, (draws, 1)), shown=0, inputs=INPUTS, outputs=np.sin(3 * INPUTS),
        grid=GRID, truth=np.sin(3 * GRID), curves=curves, parts=parts,
        weights=np.tril(np.tile(10.0 / sizes[:, None] ** 1.5, len(test))), others=2 * curves[-2:],
        other_weights=np.full((2, 10), 0.5), other_norms=np.array([3.0, 2.0]),
    )  # fmt: skip


TWICE = [0.5, 0.3, 0.2, 0.4, 90.0, 4.0, 0.3, 0.1]
"""Falls to 3 weights, rises to 5, falls further than before."""
SWINGS = [0.3, 0.6, 1.0, 2.0, 60.0, 8.0, 1.5, 1.1]
