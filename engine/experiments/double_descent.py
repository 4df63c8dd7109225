"""Double descent: the test error of networks with ever more weights, past those that fit exactly.

A network of one hidden layer learns a curve from a few noisy points. Its units, soft steps
tanh(u (x − c)), are random and stay so; only the weight of each is learned, by least squares. As
long as there are fewer weights than points, the solution is the usual one; from then on many
weights fit all points exactly, and the shortest weight vector is taken, which is also where
gradient descent from 0 ends. Networks of a draw are nested: one with more weights has all units of
the smaller one.

Inputs lie in [−1, 1], one in each of as many equal cells as there are points. The test error is
that on new points, whose inputs are uniform: the noise plus the mean squared gap to the true curve,
by quadrature.

References
----------
Belkin, Hsu, Ma & Mandal 2019, Reconciling modern machine-learning practice and the classical
bias–variance trade-off, PNAS 116, 15849.
Hastie, Montanari, Rosset & Tibshirani 2022, Surprises in high-dimensional ridgeless least squares
interpolation, Annals of Statistics 50, 949.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.double_descent_spec import DoubleDescentSpec
from engine.progress import Work, unwatched

GRID = 2_000
"""Cells of [−1, 1] in whose middles curves are evaluated."""
FEW = 4
"""Networks up to so many units are kept with the part of each unit."""
AFTER = 36
"""Numbers of weights beyond twice the number of points."""
OTHERS, OTHERS_SEED = (2.7, 2.4, 2.1, 1.8, 1.5), 0
"""Lengths of other weight vectors that fit exactly, in that of the shortest; of their directions.
"""
EXACT = 1e-12
"""A training error below this share of the outputs' mean square is 0 but for rounding."""


@dataclass(frozen=True)
class DoubleDescent:
    """Errors of networks with ever more weights, on several draws; and the curves of one of them.

    Attributes
    ----------
    samples : int
        Training points.
    noise : float
        Standard deviation.
    sizes : int array (sizes,)
        Numbers of weights, rising.
    test, train : float64 array (draws, sizes)
        Mean squared error on new points, and on the points learned from.
    norms : float64 array (draws, sizes)
        Length of the weight vector.
    shown : int
        The draw of which curves are kept: the most typical one (`most_typical`).
    inputs, outputs : float64 array (samples,)
        Its training points.
    grid, truth : float64 array (points,)
        Inputs in [−1, 1], and the true curve there.
    curves : float64 array (sizes, points)
        What its networks return there.
    parts : float64 array (few, few, points)
        Of network k + 1, what unit j adds to its curve; 0 for j > k.
    weights : float64 array (sizes, widest)
        Theirs; 0 for units that a network does not have.
    others : float64 array (others, points)
        What the network with twice as many weights as points returns with other weights that fit
        the points as well as the shortest.
    other_weights : float64 array (others, 2 samples)
        Those weights.
    other_norms : float64 array (others,)
        Length of those weight vectors.
    """

    samples: int
    noise: float
    sizes: np.ndarray
    test: np.ndarray
    train: np.ndarray
    norms: np.ndarray
    shown: int
    inputs: np.ndarray
    outputs: np.ndarray
    grid: np.ndarray
    truth: np.ndarray
    curves: np.ndarray
    parts: np.ndarray
    weights: np.ndarray
    others: np.ndarray
    other_weights: np.ndarray
    other_norms: np.ndarray

    @property
    def median(self) -> np.ndarray:
        """The median test error over the draws, array (sizes,).

        A mean would be ruled by rare draws: at the threshold, errors have no finite mean.
        """
        middle: np.ndarray = np.median(self.test, axis=0)
        return middle

    @property
    def band(self) -> np.ndarray:
        """The lowest and the highest of the middle half of the test errors, array (2, sizes)."""
        quartiles: np.ndarray = np.quantile(self.test, [0.25, 0.75], axis=0)
        return quartiles

    @property
    def threshold(self) -> int | None:
        """The place in `sizes` from which on the shown network fits its points exactly.

        None if no network does.
        """
        misses = np.flatnonzero(self.train[self.shown] > EXACT * np.mean(self.outputs**2))
        first = int(misses[-1]) + 1 if len(misses) else 0
        return first if first < len(self.sizes) else None

    def best_before(self, errors: np.ndarray) -> int:
        """Return the place of the least of errors (sizes,) with fewer weights than points."""
        return int(errors[self.sizes < self.samples].argmin())

    def peak(self, errors: np.ndarray) -> int:
        """Return the place of the greatest of errors (sizes,) from the least before on."""
        best = self.best_before(errors)
        return best + int(errors[best:].argmax())

    @property
    def wins(self) -> int:
        """In how many draws the widest network errs less than each with fewer weights than points.

        The smaller network is chosen in hindsight, draw by draw.
        """
        best = self.test[:, self.sizes < self.samples].min(axis=1)
        return int((self.test[:, -1] < best).sum())


def true_curve(x: np.ndarray) -> np.ndarray:
    """Return the curve that is to be learned."""
    y: np.ndarray = np.sin(1.5 * np.pi * x + 0.4)
    return y


def network_sizes(samples: int, widest: int) -> np.ndarray:
    """Return numbers of weights: all up to twice the points, then evenly in their logarithm."""
    every = np.arange(1, min(2 * samples, widest) + 1)
    beyond = np.rint(np.geomspace(every[-1], widest, AFTER)).astype(int)
    return np.unique(np.concatenate([every, beyond]))


@dataclass(frozen=True)
class Draw:
    """Points to learn from, and units to learn with.

    Attributes
    ----------
    inputs, outputs : float64 array (samples,)
    slopes, centres : float64 array (widest,)
        u and c of each unit tanh(u (x − c)).
    """

    inputs: np.ndarray
    outputs: np.ndarray
    slopes: np.ndarray
    centres: np.ndarray

    @classmethod
    def of(cls, spec: DoubleDescentSpec, seed: int) -> Draw:
        """Draw points and units."""
        points, noise, slope, centre = np.random.default_rng(seed).spawn(4)
        cells = np.arange(spec.samples) + points.uniform(0.25, 0.75, spec.samples)
        inputs = 2 * cells / spec.samples - 1
        outputs = true_curve(inputs) + spec.noise * noise.normal(size=spec.samples)
        slopes = spec.steepness * slope.normal(size=spec.widest)
        return cls(inputs, outputs, slopes, centre.uniform(-1, 1, spec.widest))

    def units(self, x: np.ndarray) -> np.ndarray:
        """Return the value of each unit at inputs (n,), array (n, widest)."""
        values: np.ndarray = np.tanh(self.slopes * (x[:, None] - self.centres))
        return values

    def weights(self, size: int) -> np.ndarray:
        """Return the weights (size,) of the first units: least squares, of least length."""
        return least_norm(self.units(self.inputs)[:, :size], self.outputs)


def other_weights(draw: Draw, size: int) -> np.ndarray:
    """Return weights of the first units that fit as well as the shortest, and are longer.

    They are the shortest and something at right angles to it that moves no output at the points.

    Returns
    -------
    array (others, size)
    """
    shortest = draw.weights(size)
    still = np.linalg.svd(draw.units(draw.inputs)[:, :size])[2][len(draw.inputs) :]
    rng = np.random.default_rng(OTHERS_SEED)
    ways = rng.normal(size=(len(OTHERS), len(still))) @ still
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    beside = np.linalg.norm(shortest) * np.sqrt(np.array(OTHERS) ** 2 - 1)
    found: np.ndarray = shortest + beside[:, None] * ways
    return found


def least_norm(features: np.ndarray, outputs: np.ndarray) -> np.ndarray:
    """Return the shortest of the weights (k,) that fit outputs (n,) best from features (n, k)."""
    found: np.ndarray = np.linalg.lstsq(features, outputs, rcond=None)[0]
    return found


def most_typical(test: np.ndarray, before: int) -> int:
    """Return the draw whose landmarks are nearest to their medians, on a logarithmic scale.

    Its landmarks are its least error with fewer weights than points, its greatest error of all, and
    its last one. Draws that are worst at another size than the median curve are passed over, if
    there are others.

    Parameters
    ----------
    test : array (draws, sizes)
    before : int
        How many of the sizes have fewer weights than points.
    """
    landmarks = np.log([test[:, :before].min(axis=1), test.max(axis=1), test[:, -1]])
    apart = np.abs(landmarks - np.median(landmarks, axis=1, keepdims=True)).sum(axis=0)
    elsewhere = test.argmax(axis=1) != np.median(test, axis=0).argmax()
    return int(np.lexsort((apart, elsewhere))[0])


def double_descent(spec: DoubleDescentSpec, work: Work = unwatched) -> DoubleDescent:
    """Run the experiment.

    Parameters
    ----------
    spec : DoubleDescentSpec
    work : callable, optional
        Called with each draw.
    """
    sizes = network_sizes(spec.samples, spec.widest)
    grid = (2 * np.arange(GRID) + 1) / GRID - 1
    truth = true_curve(grid)
    test, train, norms = np.empty((3, spec.seeds, len(sizes)))
    advance = work("learning with more and more weights", spec.seeds)
    for seed in range(spec.seeds):
        draw = Draw.of(spec, seed)
        learned, seen = draw.units(draw.inputs), draw.units(grid)
        for k, size in enumerate(sizes.tolist()):
            w = least_norm(learned[:, :size], draw.outputs)
            test[seed, k] = spec.noise**2 + np.mean((seen[:, :size] @ w - truth) ** 2)
            train[seed, k] = np.mean((learned[:, :size] @ w - draw.outputs) ** 2)
            norms[seed, k] = np.linalg.norm(w)
        advance(seed + 1, f"draw {seed + 1} of {spec.seeds}")
    shown = most_typical(test, int((sizes < spec.samples).sum()))
    draw = Draw.of(spec, shown)
    seen = draw.units(grid)
    parts = np.zeros((FEW, FEW, GRID))
    for k in range(FEW):
        parts[k, : k + 1] = (seen[:, : k + 1] * draw.weights(k + 1)).T
    weights = np.zeros((len(sizes), spec.widest))
    for row, size in zip(weights, sizes.tolist(), strict=True):
        row[:size] = draw.weights(size)
    twice = other_weights(draw, 2 * spec.samples)
    return DoubleDescent(
        spec.samples, spec.noise, sizes, test, train, norms, shown, draw.inputs, draw.outputs,
        grid, truth, weights @ seen.T, parts, weights, twice @ seen[:, : 2 * spec.samples].T,
        twice, np.linalg.norm(twice, axis=1),
    )  # fmt: skip
