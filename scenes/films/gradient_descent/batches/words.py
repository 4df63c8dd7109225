"""What the film of batches says, as its results have it."""

from __future__ import annotations

import numpy as np

from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant

EXACT = 1e-9
"""Noise below this is rounding."""
NEAR = 0.01
"""Share of the first loss above the lowest, below which a descent has come close."""


def noise(value: float, single: float) -> str:
    """Write how far a step is off by the noise of its gradient, as a share of a single sample's."""
    share = value / single if single > EXACT else 0.0
    if value <= EXACT:
        return "0"
    return f"{100 * share:.0f}%" if share > 0.1 else f"{significant(100 * share, 2)}%"


def averaged(results: BatchResults) -> Phrase:
    """Say how far off the step of a mini-batch is at the lowest point."""
    whole, batch, _ = results.batches
    if batch in (1, whole):
        return "A mini-batch of {batch}: {noise} of that noise.", {
            "batch": grouped(batch), "noise": noise(results.noise[1], results.noise[2]),
        }  # fmt: skip
    return "Orange: means of {batch} samples each. They are only {noise} as far off.", {
        "batch": grouped(batch), "noise": noise(results.noise[1], results.noise[2]),
    }  # fmt: skip


def detours(results: BatchResults, steps: int) -> list[float]:
    """Return how many times as long as the straight way each of the first steps' ways is."""
    found = []
    for each in results.descents:
        path = each.path[: steps + 1]
        way = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
        found.append(float(way / max(float(np.linalg.norm(path[-1] - path[0])), 1e-300)))
    return found


def zigzag(results: BatchResults, steps: int) -> Phrase:
    """Compare the ways of as many steps."""
    if any(each.diverged_at is not None for each in results.descents):
        return "This learning rate is too large: where a path ends early, it diverged.", {}
    whole, few, single = detours(results, steps)
    if whole < few < single:
        return "The fewer samples a step sees, the more its path zigzags.", {}
    if whole < single:
        return "Steps of one sample zigzag; those of all do not.", {}
    return "As many steps, and the three ways differ little.", {}


def after_samples(results: BatchResults, samples: int) -> Phrase:
    """Compare the losses after as many samples, of all and of one a step."""
    whole, single = (table_number(results.excess_after(i, samples)) for i in (0, 2))
    return "After {samples} samples: batch is {whole} above the lowest, stochastic {single}.", {
        "samples": grouped(samples), "whole": whole, "single": single,
    }  # fmt: skip


def settles(results: BatchResults) -> bool:
    """Return whether the descent of one sample a step ends as low as the lower of the others."""
    ends = [float(results.excess(i)[-1]) for i in range(3)]
    return not ends[2] > min(ends[:2])


def few_win(results: BatchResults) -> bool:
    """Return whether a few samples a step, not all and not one, lead lowest."""
    ends = [float(results.excess(i)[-1]) for i in range(3)]
    between = results.batches[1] not in (1, results.batches[0])
    return between and ends[1] < min(ends[0], ends[2])


def late(results: BatchResults) -> Phrase:
    """Say what the last part of the ways shows."""
    if any(each.diverged_at is not None for each in results.descents):
        return "This learning rate is too large: where a path ends early, it diverged.", {}
    if settles(results):
        return "Batch takes few steps, stochastic many.", {}
    return "Stochastic keeps jumping about: each sample still pulls its own way.", {}


def moral(results: BatchResults) -> Phrase:
    """Say what the comparison by samples comes to."""
    if any(each.diverged_at is not None for each in results.descents):
        return "This learning rate is too large: where a path ends early, it diverged.", {}
    rate = results.descents[0].spec.rate
    assert rate is not None
    values = {"rate": significant(rate), "samples": grouped(int(results.seen(0)[-1]))}
    if few_win(results):
        return "After {samples} samples, all at η = {rate}: a few samples a step win.", values
    if settles(results):
        return "After {samples} samples, all at η = {rate}: single samples led lowest.", values
    return "One sample a step never settles: each alone still pulls its own way.", {}
