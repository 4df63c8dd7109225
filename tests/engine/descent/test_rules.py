"""Every rule takes the steps of its paper, written out once more in NumPy."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from engine.descent.descent import descend
from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import RULES, constants_of
from engine.networks.optimizers import OPTIMIZERS

Slope = Callable[[np.ndarray], np.ndarray]
STEPS, RATE, EPSILON = 100, 0.01, 1e-8


def slope(x: np.ndarray) -> np.ndarray:
    """The gradient of Himmelblau's function."""
    a, b = x
    return np.array(
        [
            4 * a * (a**2 + b - 11) + 2 * (a + b**2 - 7),
            2 * (a**2 + b - 11) + 4 * b * (a + b**2 - 7),
        ]
    )


def bend(x: np.ndarray) -> np.ndarray:
    """The second derivatives of Himmelblau's function."""
    a, b = x
    mixed = 4 * a + 4 * b
    return np.array([[12 * a**2 + 4 * b - 42, mixed], [mixed, 12 * b**2 + 4 * a - 26]])


def gradient_descent(x: np.ndarray) -> Iterator[np.ndarray]:
    while True:
        x = x - RATE * slope(x)
        yield x


def as_printed(x: np.ndarray) -> Iterator[np.ndarray]:
    while True:
        x = x - RATE * slope(x) * x
        yield x


def momentum(x: np.ndarray) -> Iterator[np.ndarray]:
    v = np.zeros(2)
    while True:
        v = 0.9 * v + slope(x)
        x = x - RATE * v
        yield x


def nesterov(x: np.ndarray) -> Iterator[np.ndarray]:
    v = np.zeros(2)
    while True:
        g = slope(x)
        v = 0.9 * v + g
        x = x - RATE * (g + 0.9 * v)
        yield x


def adagrad(x: np.ndarray) -> Iterator[np.ndarray]:
    s = np.zeros(2)
    while True:
        g = slope(x)
        s = s + g**2
        x = x - RATE * g / (np.sqrt(s) + 1e-10)
        yield x


def rmsprop(x: np.ndarray) -> Iterator[np.ndarray]:
    s = np.zeros(2)
    while True:
        g = slope(x)
        s = 0.99 * s + 0.01 * g**2
        x = x - RATE * g / (np.sqrt(s) + EPSILON)
        yield x


def adam(x: np.ndarray, decay: float = 0.0) -> Iterator[np.ndarray]:
    m, s, t = np.zeros(2), np.zeros(2), 0
    while True:
        g, t = slope(x), t + 1
        m = 0.9 * m + 0.1 * g
        s = 0.999 * s + 0.001 * g**2
        x = x - RATE * decay * x
        x = x - RATE * (m / (1 - 0.9**t)) / (np.sqrt(s / (1 - 0.999**t)) + EPSILON)
        yield x


def adamw(x: np.ndarray) -> Iterator[np.ndarray]:
    return adam(x, decay=0.01)


def newton(x: np.ndarray) -> Iterator[np.ndarray]:
    while True:
        x = x - RATE * np.linalg.solve(bend(x), slope(x))
        yield x


BY_HAND = {
    "gradient-descent": gradient_descent,
    "as-printed": as_printed,
    "momentum": momentum,
    "nesterov": nesterov,
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adamw,
    "newton": newton,
}


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("start", [(3.6, 2.9), (2.0, 1.0)])
def test_a_hundred_steps_are_those_of_the_paper(name: str, start: tuple[float, float]) -> None:
    spec = DescentSpec(surface="himmelblau", start=start, optimizer=name, rate=RATE, steps=STEPS)
    walk = BY_HAND[name](np.array(start))
    expected = np.array([start, *(next(walk) for _ in range(STEPS))])
    assert np.isfinite(expected).all()
    np.testing.assert_allclose(descend(spec).path, expected, rtol=1e-10, atol=1e-10)


def test_every_optimiser_of_training_is_a_rule_too() -> None:
    kinds = [rule.kind for rule in RULES.values() if rule.kind is not None]
    assert kinds == list(OPTIMIZERS.values())


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_rule_names_itself_its_formula_and_its_paper(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.title
    assert rule.source
    assert "theta" in rule.typst


def test_newton_reaches_the_bottom_of_a_quadratic_in_one_step() -> None:
    path = descend(DescentSpec(surface="booth", optimizer="newton", steps=1)).path
    assert path[-1] == pytest.approx((1, 3), abs=1e-13)


def test_newton_survives_where_there_is_no_curvature() -> None:
    spec = DescentSpec(formula="a + b**2", optimizer="newton", steps=2, start=(1, 1))
    assert descend(spec).path.tolist() == [[1, 1], [1, 0], [1, 0]]


@pytest.mark.parametrize(
    ("rule", "constants"),
    [
        ("gradient-descent", {}),
        ("momentum", {"mu": 0.9}),
        ("adagrad", {"epsilon": 1e-10}),
        ("rmsprop", {"alpha": 0.99, "epsilon": 1e-8}),
        ("adamw", {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8, "lambda": 0.01}),
        ("newton", {}),
    ],
)
def test_the_constants_of_a_rule_are_those_it_is_run_with(
    rule: str, constants: dict[str, float]
) -> None:
    assert constants_of(RULES[rule]) == constants
