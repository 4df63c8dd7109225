"""The value of more data: learning curves of four models with more or less prior knowledge.

Of many features only the first ten carry signal, each with coefficient 1, and noise of variance 1
is added; features are independent and standard normal. Four linear models without intercept learn
from the same points:

- the *oracle*, least squares on exactly those ten;
- the *expert*, who knows nine of them, least squares on these;
- the *flexible* model, least squares on all features, of least norm while there are fewer points
  than features;
- the *regularised* model, the lasso on all features, with the penalty chosen by five-fold
  cross-validation on the very points it learns from.

The test error is exact, and no test set is drawn: on a new point the expected squared error is the
noise plus the squared distance between the coefficients and the true ones.

References
----------
Thompson, Greenewald, Lee & Manso 2020, The Computational Limits of Deep Learning, arXiv:2007.05558,
figure 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import solve_triangular

from engine.experiments.lasso_path import cross_validated
from engine.progress import Advance, Work, unwatched

SIGNAL = 10
"""Number of features that carry signal."""
NOISE = 1.0
"""Variance of the noise, which no feature explains."""
MODELS = ("oracle", "expert", "flexible", "regularised")
KNOWN = {"oracle": SIGNAL, "expert": SIGNAL - 1}
"""The features that a model is told of."""
FOLDS = 5
PENALTIES = np.geomspace(1, 1e-3, 60)
"""Penalties tried by cross-validation, relative to the least one that selects no feature."""
EXAMPLES = 10
"""Points of which all features are kept."""
FEWEST = 20
"""Smallest number of training points."""
AROUND = (0.8, 0.9, 0.95, 0.98, 0.99, 1, 1.01, 1.02, 1.05, 1.1, 1.25)
"""Numbers of points for each feature at which the flexible model is sampled more densely."""


@dataclass(frozen=True)
class LearningCurves:
    """Test errors of the four models.

    Attributes
    ----------
    features : int
    samples : int array (sizes,)
        Numbers of training points, rising.
    errors : float64 array (repeats, models, sizes)
        Mean squared error on new points, in the order of `MODELS`.
    points : float64 array (points, 2)
        Of the first repeat, in order of arrival: the sum of the features that carry signal, and the
        output.
    weights : float32 array (sizes, models, features)
        What the models of the first repeat have learned, in the order of `MODELS`.
    inputs : float64 array (examples, features)
        All features of the first of these points.
    """

    features: int
    samples: np.ndarray
    errors: np.ndarray
    points: np.ndarray
    weights: np.ndarray
    inputs: np.ndarray

    @property
    def scores(self) -> np.ndarray:
        """−log10 of the errors: higher is better, 0 is as good as the noise allows."""
        return -np.log10(self.errors)

    @property
    def first(self) -> LearningCurves:
        """The first repeat alone, whose weights are known."""
        return replace(self, errors=self.errors[:1])

    @property
    def selected(self) -> np.ndarray:
        """Features that the first repeat's regularised model uses, bool array (sizes, features)."""
        return np.asarray(self.weights[:, MODELS.index("regularised")] != 0)

    def score(self, model: str) -> np.ndarray:
        """Return a model's median score over the repeats, array (sizes,).

        A mean would be ruled by rare draws: where points equal features, the expected error of
        least squares is infinite.
        """
        return np.median(self.scores[:, MODELS.index(model)], axis=0)

    def band(self, model: str) -> np.ndarray:
        """Return the lowest and the highest of the middle half of a model's scores (2, sizes)."""
        return np.quantile(self.scores[:, MODELS.index(model)], [0.25, 0.75], axis=0)

    def score_at(self, model: str, count: float) -> float:
        """Return a model's score at any number of points, between sizes on a line over log(n)."""
        return float(np.interp(np.log(count), np.log(self.samples), self.score(model)))

    def error_at(self, model: str, count: float) -> float:
        """Return a model's median error at any number of points; see `score_at`."""
        return float(10 ** -self.score_at(model, count))

    def best(self, count: float, models: Sequence[str]) -> str:
        """Return which of some models errs least at a number of points."""
        return min(models, key=lambda model: self.error_at(model, count))

    def overtakes(self, model: str, other: str) -> float | None:
        """Return from how many points on a model's curve lies beyond another's; None if never."""
        lead, sizes = self.score(model) - self.score(other), np.log(self.samples)
        last = int(max(np.flatnonzero(lead <= 0), default=-1))
        if last + 1 == len(lead):
            return None
        around = slice(max(last, 0), last + 2)
        crossing = np.exp(np.interp(0, lead[around], sizes[around]))
        return max(float(crossing), float(self.samples[0]))


def sample_sizes(features: int, samples_max: int) -> np.ndarray:
    """Return numbers of training points: evenly in their logarithm, denser around `features`."""
    even = np.geomspace(FEWEST, samples_max, 25)
    around = features * np.array(AROUND)
    even = even[(even < 0.9 * around[0]) | (even > 1.1 * around[-1])]
    sizes = np.unique(np.rint([*even, samples_max, *around]).astype(int))
    return sizes[(sizes >= FEWEST) & (sizes <= samples_max)]


def expected_error(samples: np.ndarray, model: str) -> np.ndarray:
    """Return the test error that theory expects of the oracle or the expert.

    On n points, least squares with k normal features has 1 + k / (n − k − 1) times the variance
    that these k leave unexplained; a feature that is lacking leaves its own.
    """
    known = KNOWN[model]
    unexplained = NOISE + SIGNAL - known
    return unexplained * (1 + known / (samples - known - 1))


Keep = Callable[[int, Callable[[], LearningCurves]], LearningCurves]
"""Called with a seed and what runs its repeat; returns what that returns."""


def learning_curves(
    features: int = 1_000,
    samples_max: int = 10_000,
    repeats: int = 10,
    work: Work = unwatched,
    keep: Keep = lambda seed, run: run(),
) -> LearningCurves:
    """Run the experiment.

    Parameters
    ----------
    features : int
        At least `SIGNAL`.
    samples_max : int
        The most training points.
    repeats : int
        With points of their own, drawn from the seeds 0, 1, …
    work : callable, optional
        Called with each number of points.
    keep : callable, optional
        Called with each seed and what runs its repeat; may find that where it was kept.
    """
    steps = len(sample_sizes(features, samples_max))
    advance = work("learning from more and more points", repeats * steps)

    def run(seed: int) -> LearningCurves:
        def own(done: int, status: str) -> None:
            advance(seed * steps + done, f"repeat {seed + 1} of {repeats}  {status}")

        return keep(seed, lambda: _once(features, samples_max, seed, own))

    parts = [run(seed) for seed in range(repeats)]
    return replace(parts[0], errors=np.concatenate([part.errors for part in parts]))


def _once(features: int, samples_max: int, seed: int, advance: Advance) -> LearningCurves:
    """Run the experiment once, with the points of one seed."""
    samples = sample_sizes(features, samples_max)
    errors = np.empty((1, len(MODELS), len(samples)))
    weights = np.empty((len(samples), len(MODELS), features), dtype=np.float32)
    points = GrowingPoints(features, seed)
    points.grow(EXAMPLES)
    examples = points.inputs
    for i, count in enumerate(samples.tolist()):
        points.grow(count)
        fits = [points.fit(model) for model in MODELS]
        errors[0, :, i] = list(map(expected_square, fits))
        weights[i] = fits
        advance(i + 1, f"{count:,} points")
    seen = np.column_stack([points.signal, points.outputs])
    return LearningCurves(features, samples, errors, seen, weights, examples)


def expected_square(coefficients: np.ndarray) -> float:
    """Return the expected squared error on a new point, of coefficients (features,)."""
    return NOISE + sum(misses(coefficients))


def misses(coefficients: np.ndarray) -> tuple[float, float]:
    """Return what coefficients (features,) add to the noise: those of the signal, and the others.

    Features are independent and have variance 1, so that it is the square of how far each of them
    is from the true one.
    """
    squares = (coefficients - (np.arange(len(coefficients)) < SIGNAL)) ** 2
    return float(squares[:SIGNAL].sum()), float(squares[SIGNAL:].sum())


class GrowingPoints:
    """A growing set of points, with the sums of products that the models need.

    Each point belongs to one fold of cross-validation. Whatever the steps in which they are made to
    arrive, the points of a seed are the same.

    Parameters
    ----------
    features : int
    seed : int

    Attributes
    ----------
    count : int
        Points so far.
    inputs : array (count, features)
        Kept as long as there are no more points than features.
    signal, outputs : array (count,)
        What the features explain of each output, and the output.
    gram : array (folds, features, features)
        XᵀX.
    moments : array (folds, features)
        Xᵀy.
    squares, sizes : array (folds,)
        yᵀy, and the number of points.
    """

    def __init__(self, features: int, seed: int) -> None:
        self.features, self.count = features, 0
        self._inputs, self._noise = np.random.default_rng(seed).spawn(2)
        self.inputs = np.empty((0, features))
        self.signal, self.outputs = np.empty(0), np.empty(0)
        self.gram = np.zeros((FOLDS, features, features))
        self.moments = np.zeros((FOLDS, features))
        self.squares, self.sizes = np.zeros(FOLDS), np.zeros(FOLDS)

    def grow(self, count: int) -> None:
        """Add points until there are as many as given."""
        arriving = count - self.count
        x = self._inputs.normal(size=(arriving, self.features))
        noise = self._noise.normal(scale=np.sqrt(NOISE), size=arriving)
        signal = x[:, :SIGNAL].sum(axis=1)
        y = signal + noise
        fold = np.arange(self.count, count) % FOLDS
        for k in range(FOLDS):
            own_x, own_y = x[fold == k], y[fold == k]
            self.gram[k] += own_x.T @ own_x
            self.moments[k] += own_x.T @ own_y
            self.squares[k] += own_y @ own_y
            self.sizes[k] += len(own_y)
        self.count = count
        self.signal = np.append(self.signal, signal)
        self.outputs = np.append(self.outputs, y)
        if count <= self.features:
            self.inputs = np.concatenate([self.inputs, x])

    def fit(self, model: str) -> np.ndarray:
        """Return the coefficients (features,) that a model learns from the points so far."""
        if model == "regularised":
            return cross_validated(self.gram, self.moments, self.squares, self.sizes, PENALTIES)
        if model == "flexible" and self.count <= self.features:
            return self._least_norm()
        known = KNOWN.get(model, self.features)
        gram, moments = self.gram.sum(axis=0), self.moments.sum(axis=0)
        coefficients = np.zeros(self.features)
        coefficients[:known] = np.linalg.solve(gram[:known, :known], moments[:known])
        return coefficients

    def _least_norm(self) -> np.ndarray:
        """Run through all points exactly, with the shortest coefficients: those without need are 0.

        With Xᵀ = QR these are Q R⁻ᵀ y, which does not square the condition of X as XXᵀ would.
        """
        q, r = np.linalg.qr(self.inputs.T)
        return q @ solve_triangular(r, self.outputs, trans="T")
