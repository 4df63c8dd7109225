"""What is said of learning rates is what their descents did."""

import re

import pytest

from scenes.films.gradient_descent.descent_numbers import number_of
from scenes.films.gradient_descent.learning_rates import LearningRates
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.rates import words
from scenes.languages.language import Phrase


def said(phrase: Phrase) -> str:
    template, values = phrase
    return template.format(**values)


def verdicts(**options: object) -> list[str]:
    results = LearningRates.compute(LearningRatesSpec(**options))
    return [said(words.verdict(each, 0.0)) for each in results.descents]


def test_each_rate_is_called_what_it_did() -> None:
    assert verdicts() == [
        "Too small: it crawls. After 30 steps, the loss is still 40.54.",
        "Good: after 30 steps, the loss is 0.042.",
        "Large: it leaps across the valley and back. The loss is still 9.072.",
        "Too large: every step makes it worse. The loss is up to 6,030.",
    ]


def test_other_surfaces_and_times_have_other_verdicts() -> None:
    assert verdicts(surface="bowl")[1] == "Good: after 30 steps, the loss is 0.000."
    slow, *_, leaping, _ = verdicts(steps=400)
    assert slow.startswith("Good: after 400 steps")
    assert leaping.startswith("It leaps across the valley, and gets there")


@pytest.mark.parametrize(("rate", "curvature"), [(0.108, 18), (0.114, 18.0), (1 / 3, 2.7182818)])
def test_the_factor_recomputes_from_what_is_written(rate: float, curvature: float) -> None:
    line, factor = words.factor_of(rate, curvature)
    one, eta, steep, result = (
        number_of(each) for each in re.fullmatch(r"(\S+) − (\S+) × (\S+) = (\S+)", line).groups()
    )
    assert one - eta * steep == pytest.approx(result, abs=0.00051)
    assert number_of(factor) == result


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (0.0556, "η = 1/λ: times nearly 0. One step, and it is on the valley floor."),
        (0.02, "Times 0.640: a little nearer with every step."),
        (0.108, "Times −0.944: it leaps to the other side, a little nearer each time."),
        (1 / 9, "Times −1.000: it leaps to and fro, and comes no nearer."),
        (0.114, "Times −1.052: every leap is longer than the one before."),
    ],
)
def test_what_the_factor_does_is_said(rate: float, told: str) -> None:
    assert said(words.effect(rate, 18)) == told


def test_slope_and_step_recompute_from_what_is_written_or_say_that_they_do_not() -> None:
    d = -4 * 2**0.5
    assert words.slope_line(18, d) == "18 × (−5.66) ≈ −101.8"
    assert words.step_line(0.108, 18, d) == "−0.108 × (−101.8) ≈ 11.00"
    assert words.landing_line(0.108, 18, d) == "−5.66 + 11.00 = 5.34 = −0.944 × (−5.66)"
    assert d * (1 - 0.108 * 18) == pytest.approx(5.34, abs=0.005)
    assert words.slope_line(2, 3.0) == "2 × 3.00 = 6.0"
    assert words.step_line(0.5, 2, 3.0) == "−0.5 × 6.0 = −3.00"
    assert words.landing_line(0.5, 2, 3.0) == "3.00 + (−3.00) = 0.00 = 0.000 × 3.00"


def test_the_best_of_all_rates_is_that_of_the_least_loss() -> None:
    sweep = LearningRates.compute(LearningRatesSpec()).sweep
    assert said(words.best(sweep)) == (
        "The best for these steps from this start is 0.0974: 88% of the limit."
    )
    assert words.best_rate(sweep) == pytest.approx(0.09739, abs=5e-6)
    assert said(words.advice(sweep)).startswith("So make steps long")
    other = LearningRates.compute(LearningRatesSpec(surface="bowl")).sweep
    rates = words.best_rates(other)
    assert said(words.best(other)) == (
        f"For these steps from this start, all rates from {rates[0]:.3g} to {rates[-1]:.3g} "
        "end lowest."
    )
    assert (other.losses[(other.rates >= rates[0]) & (other.rates <= rates[-1])] < 1e-9).all()


def test_beyond_the_limit_the_loss_grows_unless_the_start_lies_across() -> None:
    sweep = LearningRates.compute(LearningRatesSpec()).sweep
    assert said(words.limit(sweep, 338.0)).endswith("Beyond it, the loss grows without end.")
    across = LearningRates.compute(LearningRatesSpec(formula="a**2 + 9*b**2", start=(3, 0))).sweep
    assert said(words.limit(across, 9.0)).endswith("leaps that way would grow.")


def test_longer_steps_are_said_to_help_along_the_valley_only_where_they_do() -> None:
    sweep = LearningRates.compute(LearningRatesSpec()).sweep
    assert said(words.along(sweep)) == (
        "Along the valley, the slope grows by only 2: there, longer steps still help."
    )
    formula = "a**2 + 9*b**2"
    across = LearningRates.compute(LearningRatesSpec(formula=formula, start=(1e-6, 3))).sweep
    assert words.best_rate(across) * 18 < words.LONGER
    assert said(words.along(across)) == "Along the valley, the slope grows by only 2."
