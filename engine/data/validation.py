"""Hold some points out of training, every class in proportion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.data.dataset import Dataset
from engine.data.stratified import stratified_choice
from engine.errors import UsageError


def held_out(data: Dataset, share: float, seed: int) -> tuple[Dataset, Dataset]:
    """Part a data set into points that are trained on and points that are not.

    Where columns were standardised, they are anew, by the mean and the standard deviation of the
    points that are trained on: the others must not tell anything of themselves.

    Parameters
    ----------
    data : Dataset
    share : float
        Of the points, between 0 and 1, that are held out.
    seed : int
        The same seed makes the same choice.

    Returns
    -------
    training, validation : Dataset
        Both in the order of `data`; every class has a point in each.

    Raises
    ------
    UsageError
        If there are too few points for that; the text begins with the flag.
    """
    rng = np.random.default_rng([seed, 1])  # not the one that made the points
    chosen = stratified_choice(data.labels, round(share * data.samples), rng)
    is_held = np.zeros(data.samples, dtype=bool)
    is_held[chosen] = True
    for part, what in ((~is_held, "trained on"), (is_held, "held out")):
        none = [k for k in data.present if not (data.labels[part] == k).any()]
        if none:
            raise UsageError(
                f"--validation {share:g}: no point of the class {data.class_names[none[0]]} would "
                f"be {what}; give more points or another share"
            )
    training, held = (
        replace(data, features=data.features[part], labels=data.labels[part])
        for part in (~is_held, is_held)
    )
    if not data.centre.any() and (data.scale == 1).all():
        return training, held
    mean, spread = (f(training.features, axis=0, dtype=np.float64) for f in (np.mean, np.std))
    spread = np.where(np.ptp(training.features, axis=0) > 0, spread, 1.0)
    centre, scale = data.centre + mean * data.scale, data.scale * spread

    def anew(part: Dataset) -> Dataset:
        features = ((part.features - mean) / spread).astype(np.float32)
        return replace(part, features=features, centre=centre, scale=scale)

    return anew(training), anew(held)
