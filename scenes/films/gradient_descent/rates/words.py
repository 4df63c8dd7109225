"""What the film of learning rates says, as its descents have it."""

from __future__ import annotations

import numpy as np

from engine.descent.descent import Descent
from engine.descent.rate_sweep import RateSweep
from scenes.films.gradient_descent.descent_numbers import descent_number, number_of, rate_shown
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped, percent, significant

NEAR = 0.02
"""Share of the first loss above the lowest, below which a descent has come close."""

EXACT = 1e-12
"""Share of the highest loss by which two differ only through rounding."""
LONGER = 1.1
"""In lengths 1/λ: a best rate above it is longer than what suits the steepest direction alone."""
NOTHING = 0.005
"""Factors whose size is below it are nearly 0."""
LONG = 0.4
"""Share of the limit above which a learning rate counts as long."""


def leaps(descent: Descent) -> bool:
    """Return whether most steps turn back against the one before."""
    steps = np.diff(descent.path, axis=0)
    turns = (steps[1:] * steps[:-1]).sum(axis=1)
    return len(turns) > 0 and bool((turns < 0).mean() > 0.5)


def verdict(descent: Descent, lowest: float) -> Phrase:
    """Say what a learning rate did.

    Parameters
    ----------
    descent : Descent
    lowest : float
        The least loss there is.
    """
    first, last = float(descent.loss[0]), float(descent.loss[-1])
    values = {"steps": grouped(descent.steps), "loss": descent_number(last)}
    if not last < first:
        if (np.diff(descent.loss) > 0).all():
            return "Too large: every step makes it worse. The loss is up to {loss}.", values
        return "Too large: after {steps} steps, the loss is up to {loss}.", values
    left = (last - lowest) / (first - lowest)
    if leaps(descent):
        if left < NEAR:
            return (
                "It leaps across the valley, and gets there: the loss is {loss}.",
                values,
            )
        return "Large: it leaps across the valley and back. The loss is still {loss}.", values
    if left < NEAR:
        return "Good: after {steps} steps, the loss is {loss}.", values
    return "Too small: it crawls. After {steps} steps, the loss is still {loss}.", values


def factor_of(rate: float, curvature: float) -> tuple[str, str]:
    """Write out by what a step multiplies the distance to the minimum, and the factor alone.

    The factor is that of the numbers as they are written.
    """
    shown = significant(curvature, 4)
    factor = fixed(1 - rate_shown(rate) * number_of(shown), 3)
    return f"1 − {significant(rate, 4)} × {shown} = {factor}", factor


def slope_line(curvature: float, distance: float) -> str:
    """Write the slope at a distance from the minimum: λ times that."""
    shown, away = significant(curvature, 4), fixed(distance, 2)
    slope = fixed(curvature * distance, 1)
    made = number_of(shown) * number_of(away)
    return f"{shown} × {_bracketed(away)} {_sign(made, slope, 1)} {slope}"


def step_line(rate: float, curvature: float, distance: float) -> str:
    """Write a step: minus the rate times the slope."""
    slope, eta = fixed(curvature * distance, 1), significant(rate, 4)
    step = fixed(-rate * curvature * distance, 2)
    made = -rate_shown(rate) * number_of(slope)
    return f"−{eta} × {_bracketed(slope)} {_sign(made, step, 2)} {step}"


def landing_line(rate: float, curvature: float, distance: float) -> str:
    """Write where that step leads to, and by what it multiplies the distance, if that agrees."""
    step, away = fixed(-rate * curvature * distance, 2), fixed(distance, 2)
    there = fixed(distance * (1 - rate * curvature), 2)
    made = number_of(away) + number_of(step)
    line = f"{away} + {_bracketed(step)} {_sign(made, there, 2)} {there}"
    factor = factor_of(rate, curvature)[1]
    product = number_of(factor) * number_of(away)
    if _sign(product, there, 2) == "≈":
        return line
    return f"{line} = {factor} × {_bracketed(away)}"


def _bracketed(written: str) -> str:
    return f"({written})" if number_of(written) < 0 else written


def _sign(made: float, written: str, decimals: int) -> str:
    """Return whether what is written is what comes out, rounded."""
    return "=" if abs(made - number_of(written)) <= 0.5 * 10.0**-decimals + 1e-9 else "≈"


def effect(rate: float, curvature: float) -> Phrase:
    """Say what that factor does to the distance."""
    factor = factor_of(rate, curvature)[1]
    size = abs(number_of(factor))
    values = {"factor": factor}
    if size < NOTHING:
        return "η = 1/λ: times nearly 0. One step, and it is on the valley floor.", {}
    if size > 1:
        return "Times {factor}: every leap is longer than the one before.", values
    if size == 1:
        return "Times {factor}: it leaps to and fro, and comes no nearer.", values
    if number_of(factor) < 0:
        return "Times {factor}: it leaps to the other side, a little nearer each time.", values
    return "Times {factor}: a little nearer with every step.", values


def best_rates(sweep: RateSweep) -> np.ndarray:
    """Return the learning rates that end lowest, array (n,): several, where all is rounding."""
    found: np.ndarray = sweep.rates[sweep.losses <= sweep.losses.min() + EXACT * sweep.losses[0]]
    return found


def best_rate(sweep: RateSweep) -> float:
    """Return the best learning rate: of several, the one in their middle."""
    rates = best_rates(sweep)
    return float(rates[len(rates) // 2])


def along(sweep: RateSweep) -> Phrase:
    """Say why a step may be longer than is best across the valley."""
    values = {"curvature": significant(float(sweep.curvatures[-1]), 4)}
    if best_rate(sweep) * float(sweep.curvatures[0]) > LONGER:
        return (
            "Along the valley, the slope grows by only {curvature}: there, longer steps still "
            "help.", values,
        )  # fmt: skip
    return "Along the valley, the slope grows by only {curvature}.", values


def best(sweep: RateSweep) -> Phrase:
    """Say which of all learning rates were the best."""
    rates = best_rates(sweep)
    least, most = (significant(float(rate), 3) for rate in (rates[0], rates[-1]))
    if len(rates) > 1:
        return "For these steps from this start, all rates from {least} to {most} end lowest.", {
            "least": least, "most": most,
        }  # fmt: skip
    return "The best for these steps from this start is {rate}: {share} of the limit.", {
        "rate": least, "share": percent(float(rates[0]) / sweep.limit, 0),
    }  # fmt: skip


def limit(sweep: RateSweep, start: float) -> Phrase:
    """Say what happens at the limit, and beyond it."""
    values = {"limit": significant(sweep.limit, 4)}
    if float(sweep.losses[-1]) > start:
        return "At 2/λ = {limit}, the factor is −1. Beyond it, the loss grows without end.", values
    return "At 2/λ = {limit}, the factor is −1. Beyond it, leaps that way would grow.", values


def advice(sweep: RateSweep) -> Phrase:
    """Say what follows for the choice of a learning rate."""
    if best_rates(sweep)[-1] > LONG * sweep.limit:
        return "So make steps long, but leave room below 2/λ.", {}
    return "So keep the learning rate below 2/λ.", {}
