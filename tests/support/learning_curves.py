"""Learning curves of any form, without running anything."""

import numpy as np

from engine.experiments.more_data import LearningCurves

SAMPLES = np.array([20, 50, 100, 200, 400, 1000, 2000, 4000])
ORACLE = [1.9, 1.3, 1.1, 1.05, 1.03, 1.01, 1.005, 1.002]
EXPERT = [3.9, 2.6, 2.2, 2.1, 2.05, 2.02, 2.01, 2.0]
FLEXIBLE = [11.0, 10.0, 9.0, 8.0, 9.0, 3305.0, 2.5, 1.1]
LASSO = [11.0, 9.0, 2.6, 1.5, 1.2, 1.1, 1.05, 1.01]


def made_up(
    flexible: list[float] = FLEXIBLE,
    lasso: list[float] = LASSO,
    expert: list[float] = EXPERT,
    features: int = 1_000,
    repeats: int = 3,
) -> LearningCurves:
    """Return curves with these median errors, those of the first run, and a band around them."""
    rng = np.random.default_rng(0)
    medians = np.array([ORACLE, expert, flexible, lasso])
    factors = np.array([1.0, *np.linspace(0.9, 1.1, repeats - 1)])  # the first has the medians
    signal = rng.normal(size=40) * 3
    return LearningCurves(
        features=features,
        samples=SAMPLES,
        errors=medians * factors[:, None, None],
        points=np.column_stack([signal, signal + rng.normal(size=40)]),
        weights=np.array([weights_of(each, features) for each in medians.T], dtype=np.float32),
        inputs=rng.normal(size=(10, features)),
    )


def weights_of(errors: np.ndarray, features: int) -> np.ndarray:
    """Return weights of the four models that make these errors, array (models, features)."""
    oracle, expert, flexible, lasso = np.maximum(errors - [1, 2, 1, 1], 0)  # of what it can know
    rng = np.random.default_rng(1)
    weights = np.zeros((len(errors), features))
    weights[0, :10] = 1 - np.sqrt(oracle / 10)
    weights[1, :9] = 1 - np.sqrt(expert / 9)
    weights[2, :10] = 1 - np.sqrt(flexible / 20)
    weights[2, 10:] = rng.choice([-1, 1], features - 10) * np.sqrt(flexible / 2 / (features - 10))
    weights[3, :10] = 1 - np.sqrt(lasso / 20)
    weights[3, 10:21] = np.sqrt(lasso / 22)
    return weights
