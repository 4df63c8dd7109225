"""What is said of an activation agrees with closed forms, finite differences and quadrature."""

from math import erf, exp, inf, log, pi, sqrt

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from engine.experiments.activation_facts import (
    EDGE,
    SMALL,
    ActivationFacts,
    Interval,
    slopes,
    values,
)
from engine.networks.activations import PICTURED, ActivationKind

X = np.linspace(-9.97, 9.97, 1663)
EACH = pytest.mark.parametrize("name", PICTURED)


def facts_of(name: str, alpha: float | None = None) -> ActivationFacts:
    kind = PICTURED[name]
    return ActivationFacts(kind if alpha is None else kind.with_alpha(alpha))


def smooth_part(kind: ActivationKind, x: np.ndarray, reach: float) -> np.ndarray:
    """Leave out what lies within reach of a seam."""
    far = [np.abs(x - seam) > reach for seam in kind.seams]
    return x[np.all(far, axis=0)] if far else x


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def phi(x: np.ndarray) -> np.ndarray:
    return norm.cdf(x)


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    return np.where(x >= 0, x, alpha * np.expm1(np.minimum(x, 0)))


CLOSED_FORMS = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "relu": lambda x: np.maximum(x, 0),
    "leaky-relu": lambda x: np.where(x >= 0, x, 0.1 * x),
    "prelu": lambda x: np.where(x >= 0, x, 0.25 * x),
    "rrelu": lambda x: np.where(x >= 0, x, x * (1 / 8 + 1 / 3) / 2),
    "relu6": lambda x: np.clip(x, 0, 6),
    "elu": elu,
    "selu": lambda x: 1.0507009873554805 * elu(x, 1.6732632423543772),
    "celu": elu,
    "softplus": lambda x: np.log1p(np.exp(x)),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "gelu": lambda x: x * phi(x),
    "silu": lambda x: x * sigmoid(x),
    "mish": lambda x: x * np.tanh(np.log1p(np.exp(x))),
    "logsigmoid": lambda x: -np.log1p(np.exp(-x)),
    "hardtanh": lambda x: np.clip(x, -1, 1),
    "hardsigmoid": lambda x: np.clip(x / 6 + 1 / 2, 0, 1),
    "hardswish": lambda x: x * np.clip(x / 6 + 1 / 2, 0, 1),
    "hardshrink": lambda x: np.where(np.abs(x) <= 0.5, 0, x),
    "softshrink": lambda x: np.where(np.abs(x) <= 0.5, 0, x - 0.5 * np.sign(x)),
    "tanhshrink": lambda x: x - np.tanh(x),
    "threshold": lambda x: np.where(x > 1, x, 0),
    "heaviside": lambda x: np.where(x >= 0, 1.0, 0.0),
}


# Values and slopes


@EACH
def test_values_are_those_of_the_formula(name: str) -> None:
    np.testing.assert_allclose(values(PICTURED[name], X), CLOSED_FORMS[name](X), atol=1e-12)


@EACH
def test_slopes_are_finite_differences_wherever_there_is_a_derivative(name: str) -> None:
    kind, h = PICTURED[name], 1e-7
    x = smooth_part(kind, X, 2 * h)
    differences = (values(kind, x + h) - values(kind, x - h)) / (2 * h)
    np.testing.assert_allclose(slopes(kind, x), differences, atol=3e-7)


@EACH
def test_only_at_its_seams_may_the_slope_jump(name: str) -> None:
    kind = PICTURED[name]
    x = smooth_part(kind, np.linspace(-EDGE, EDGE, 4001), 0.01)
    together = np.diff(x) < 0.006
    assert np.abs(np.diff(slopes(kind, x))[together]).max() < 0.02


def test_tanh_is_a_stretched_sigmoid() -> None:
    doubled = 2 * values(PICTURED["sigmoid"], 2 * X) - 1
    np.testing.assert_allclose(values(PICTURED["tanh"], X), doubled, atol=1e-14)
    assert facts_of("tanh").steepest == pytest.approx(4 * facts_of("sigmoid").steepest)


def test_arrays_keep_their_shape() -> None:
    points = np.zeros((3, 4, 2))
    for kind in (PICTURED["tanh"], PICTURED["heaviside"]):
        assert values(kind, points).shape == slopes(kind, points).shape == points.shape


def test_alpha_is_the_slope_below_0_or_the_limit() -> None:
    assert slopes(facts_of("leaky-relu", 0.001).kind, -3.0) == pytest.approx(0.001)
    assert facts_of("leaky-relu", 0.001).gentlest == pytest.approx(0.001)
    assert facts_of("elu", 0.7).range[0].value == pytest.approx(-0.7)
    assert facts_of("celu", 2.0).range[0].value == pytest.approx(-2)


# Graphs


@EACH
def test_a_graph_shows_the_function_and_is_interrupted_just_where_it_jumps(name: str) -> None:
    facts = facts_of(name)
    x, y = facts.curve
    known = np.isfinite(y)
    assert (np.diff(x) >= 0).all()
    assert (x[0], x[-1]) == pytest.approx((-EDGE, EDGE))
    np.testing.assert_allclose(y[known], values(facts.kind, x[known]), atol=1e-12)
    jumps = {"hardshrink": 2, "threshold": 1, "heaviside": 1}
    assert (~known).sum() == jumps.get(name, 0)
    assert np.abs(np.diff(y)[known[1:] & known[:-1]]).max() < 0.03


def test_the_graph_of_a_slope_is_interrupted_at_a_corner() -> None:
    x, slope = facts_of("relu").slope_curve
    assert x[np.isnan(slope)] == pytest.approx(0)
    assert set(slope[np.isfinite(slope)]) == {0, 1}
    assert np.isfinite(facts_of("elu").slope_curve[1]).all()
    assert np.isnan(facts_of("elu", 0.5).slope_curve[1]).sum() == 1


# Ranges


RANGES = {
    "sigmoid": (0, False, 1, False),
    "tanh": (-1, False, 1, False),
    "relu": (0, True, inf, False),
    "leaky-relu": (-inf, False, inf, False),
    "relu6": (0, True, 6, True),
    "elu": (-1, False, inf, False),
    "selu": (-1.0507009873554805 * 1.6732632423543772, False, inf, False),
    "softplus": (0, False, inf, False),
    "softsign": (-1, False, 1, False),
    "logsigmoid": (-inf, False, 0, False),
    "hardtanh": (-1, True, 1, True),
    "hardsigmoid": (0, True, 1, True),
    "hardswish": (-3 / 8, True, inf, False),
    "hardshrink": (-inf, False, inf, False),
    "tanhshrink": (-inf, False, inf, False),
    "threshold": (0, True, inf, False),
    "heaviside": (0, True, 1, True),
}


@pytest.mark.parametrize(("name", "expected"), RANGES.items(), ids=list(RANGES))
def test_its_range_is_known(name: str, expected: tuple[float, bool, float, bool]) -> None:
    low, high = facts_of(name).range
    assert (low.value, high.value) == pytest.approx((expected[0], expected[2]), abs=1e-12)
    assert (low.reached, high.reached) == (expected[1], expected[3])


def outputs_of(name: str) -> list[tuple[float, bool, float, bool]]:
    parts = facts_of(name).outputs
    return [(low.value, low.reached, high.value, high.reached) for low, high in parts]


def test_what_a_jump_leaves_out_is_not_in_the_range() -> None:
    assert outputs_of("heaviside") == [(0, True, 0, True), (1, True, 1, True)]
    assert outputs_of("threshold") == [(0, True, 0, True), (1, False, inf, False)]
    low, zero, high = outputs_of("hardshrink")
    assert low == (-inf, False, -0.5, False)
    assert zero == (0, True, 0, True)
    assert high == (0.5, False, inf, False)
    assert facts_of("relu").outputs == (facts_of("relu").range,)


@pytest.mark.parametrize("alpha", [1e-9, 0.001, 1.0])
def test_however_little_it_leaks_it_has_no_least_value(alpha: float) -> None:
    assert facts_of("leaky-relu", alpha).range[0].value == -inf
    assert facts_of("leaky-relu", alpha).saturated == ()


@pytest.mark.parametrize("name", ["gelu", "silu", "mish"])
def test_a_dip_is_lowest_where_the_slope_is_0(name: str) -> None:
    facts = facts_of(name)
    (turn,) = facts.turns
    assert slopes(facts.kind, turn) == pytest.approx(0, abs=1e-9)
    assert facts.range[0].value == pytest.approx(float(values(facts.kind, turn)))
    assert facts.range[0].reached


def test_where_curves_turn_is_known() -> None:
    assert facts_of("silu").turns == pytest.approx([-1.2784645427610738])  # −(1 + W(1/e))
    assert facts_of("hardswish").turns == pytest.approx([-1.5])
    assert facts_of("relu").turns == facts_of("tanh").turns == ()


# Flat parts


SATURATED = {
    # σ(1 − σ) = SMALL
    "sigmoid": log((1 + sqrt(1 - 4 * SMALL)) / (1 - sqrt(1 - 4 * SMALL))),
    "tanh": np.arctanh(sqrt(1 - SMALL)),
    "softsign": sqrt(1 / SMALL) - 1,
}


@pytest.mark.parametrize(("name", "end"), SATURATED.items(), ids=list(SATURATED))
def test_squashing_functions_saturate_on_both_sides(name: str, end: float) -> None:
    left, right = facts_of(name).saturated
    assert (left.low, left.high) == pytest.approx((-inf, -end))
    assert (right.low, right.high) == pytest.approx((end, inf))


def test_others_saturate_on_one_side() -> None:
    assert facts_of("softplus").saturated[0].high == pytest.approx(log(SMALL / (1 - SMALL)))
    assert facts_of("elu", 0.5).saturated[0].high == pytest.approx(log(SMALL / 0.5))
    assert facts_of("celu", 3).saturated[0].high == pytest.approx(3 * log(SMALL))
    assert facts_of("logsigmoid").saturated[0].low == pytest.approx(-log(SMALL / (1 - SMALL)))


SATURATING = [name for name in PICTURED if facts_of(name).saturated]


@pytest.mark.parametrize("name", SATURATING)
def test_what_is_saturated_is_so_all_the_way_and_no_further(name: str) -> None:
    facts = facts_of(name)
    assert facts.saturated
    for part in facts.saturated:
        outward = -1 if part.low == -inf else 1
        end = part.high if outward < 0 else part.low
        assert (
            np.abs(slopes(facts.kind, end + outward * np.geomspace(1e-6, 80, 400))) < SMALL
        ).all()
        assert abs(float(slopes(facts.kind, end - outward * 1e-6))) >= SMALL


@EACH
def test_faint_is_every_place_where_little_gets_through(name: str) -> None:
    facts = facts_of(name)
    x = np.linspace(-9.9, 9.9, 1981) + 1e-3
    faint = np.any([(part.low < x) & (part.high > x) for part in (*facts.faint, *facts.dead)], 0)
    assert (faint == (np.abs(slopes(facts.kind, x)) < SMALL)).all()


DEAD = {
    "relu": [(-inf, 0)],
    "relu6": [(-inf, 0), (6, inf)],
    "hardtanh": [(-inf, -1), (1, inf)],
    "hardsigmoid": [(-inf, -3), (3, inf)],
    "hardswish": [(-inf, -3)],
    "hardshrink": [(-0.5, 0.5)],
    "softshrink": [(-0.5, 0.5)],
    "threshold": [(-inf, 1)],
    "heaviside": [(-inf, 0), (0, inf)],
}


@EACH
def test_where_no_gradient_gets_through_is_known(name: str) -> None:
    assert facts_of(name).dead == tuple(Interval(*ends) for ends in DEAD.get(name, []))


def test_without_a_leak_a_leaky_relu_is_dead_below_0() -> None:
    assert facts_of("leaky-relu", 0.0).dead == facts_of("relu").dead


def test_it_is_known_how_often_the_output_is_0() -> None:
    assert facts_of("relu").silent == pytest.approx(0.5)
    assert facts_of("threshold").silent == pytest.approx(phi(1))
    assert facts_of("softshrink").silent == pytest.approx(erf(0.5 / sqrt(2)))
    assert facts_of("leaky-relu").silent == 0
    assert facts_of("hardtanh").silent == 0


# Mean outputs


MEANS = {
    "sigmoid": 0.5,
    "tanh": 0,
    "relu": 1 / sqrt(2 * pi),
    "leaky-relu": 0.9 / sqrt(2 * pi),
    "prelu": 0.75 / sqrt(2 * pi),
    "elu": 1 / sqrt(2 * pi) + exp(0.5) * phi(-1) - 0.5,
    "selu": 0,
    "gelu": 1 / (2 * sqrt(pi)),
    "softsign": 0,
    "threshold": norm.pdf(1),
    "heaviside": 0.5,
}


@pytest.mark.parametrize(("name", "mean"), MEANS.items(), ids=list(MEANS))
def test_mean_outputs_are_those_of_the_closed_form(name: str, mean: float) -> None:
    assert facts_of(name).mean == pytest.approx(mean, abs=1e-7)
    assert facts_of(name).is_centred == (mean == 0)


@EACH
def test_mean_outputs_are_those_of_another_quadrature(name: str) -> None:
    form, seams = CLOSED_FORMS[name], PICTURED[name].seams
    mean, _ = quad(lambda x: float(form(np.array(x))) * norm.pdf(x), -12, 12, points=seams or (0,))
    assert facts_of(name).mean == pytest.approx(mean, abs=1e-7)
