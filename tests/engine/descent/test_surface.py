"""A surface of anybody's own: what it gives, and what is refused."""

import numpy as np
import pytest
import torch

from engine.descent.descent_spec import DescentSpec
from engine.descent.surface import Surface
from engine.errors import UsageError


def surface_of(function, domain=((-3, 3), (-2, 2)), **options) -> Surface:  # type: ignore[no-untyped-def]
    start = options.pop("start", tuple(0.5 for _ in domain))
    return Surface(title="Mine", function=function, domain=domain, start=start, **options)


def test_values_gradients_and_curvatures_are_those_of_calculus() -> None:
    surface = surface_of(lambda a, b: a**2 * b + torch.sin(b))
    points = np.random.default_rng(0).normal(size=(5, 4, 2))
    a, b = points[..., 0], points[..., 1]
    np.testing.assert_allclose(surface.value(points), a**2 * b + np.sin(b), rtol=1e-14)
    slope = np.stack([2 * a * b, a**2 + np.cos(b)], axis=-1)
    np.testing.assert_allclose(surface.gradient(points), slope, rtol=1e-14)
    bend = np.stack([np.stack([2 * b, 2 * a], -1), np.stack([2 * a, -np.sin(b)], -1)], -2)
    np.testing.assert_allclose(surface.hessian(points), bend, rtol=1e-13, atol=1e-15)


def test_a_variable_that_does_nothing_has_no_slope() -> None:
    surface = surface_of(lambda a, b: 3 * a)
    assert surface.gradient((1, 1)).tolist() == [3, 0]
    assert surface.hessian((1, 1)).tolist() == [[0, 0], [0, 0]]


def test_heights_lie_in_rows_of_the_second_variable() -> None:
    axes, heights = surface_of(lambda a, b: a + 10 * b).heights(5)
    assert axes[0].tolist() == [-3, -1.5, 0, 1.5, 3]
    assert axes[1].tolist() == [-2, -1, 0, 1, 2]
    assert heights[0].tolist() == [-23, -21.5, -20, -18.5, -17]
    assert heights[-1, -1] == 23


def test_a_curve_is_a_surface_of_one_variable() -> None:
    curve = surface_of(lambda x: x**2, domain=((-1, 1),))
    axes, heights = curve.heights(3)
    assert len(axes) == 1
    assert heights.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda a, b: torch.log(a), "Mine has no finite value at (-3, -2)"),
        (lambda a, b: a / (b - 2), "no finite value at (-3, 2)"),
        (lambda a, b: a / (b - b), "Mine has no finite value anywhere between"),
        (lambda a, b: torch.sqrt(a - 500), "no finite value at (-3, -2)"),
        (lambda a, b: 0 * a + 7, "is 7 everywhere"),
        (lambda a, b: torch.tensor(5.0), "shape () "),
        (lambda a, b: a.sum(), "cannot be computed (ValueError"),
        (lambda a, b, c: a, "cannot be computed (TypeError"),
        (lambda a, b: 1 / 0, "cannot be computed (ZeroDivisionError"),
        (lambda a, b: "high", "cannot be computed"),
    ],
)
def test_a_function_that_cannot_be_descended_is_refused(function, told: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as refusal:
        surface_of(function).check()
    assert told.strip() in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"start": (4, 0)}, "--start 4,0 lies outside"),
        ({"start": (0, float("nan"))}, "--start 0,nan lies outside"),
        ({"start": (float("inf"), 0)}, "--start inf,0 lies outside"),
        ({"start": (1,)}, "--start 1: give two numbers, for a and b"),
        ({"domain": ((0, 1),), "start": (1, 2), "names": ("x",)}, "give one number, for x"),
        ({"domain": ((1, 1), (0, 1))}, "--domain 1,1: give a lower and a higher number"),
        ({"domain": ((2, 1), (0, 1))}, "--domain 2,1"),
        ({"domain": ((float("nan"), 1), (0, 1))}, "--domain nan,1"),
        ({"domain": ((0, 1e9), (0, 1))}, "--domain 0,1e+09"),
        ({"domain": ((0, 1),) * 3}, "one or two variables, not 3"),
    ],
)
def test_a_domain_or_start_that_makes_no_sense_is_refused(
    options: dict[str, object], told: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        surface_of(lambda a, b: a, **options)  # type: ignore[arg-type]
    assert told in str(refusal.value)


@pytest.mark.parametrize("formula", ["tan(x)", "1/(x - 0.123)**2", "1/(x - y + 0.0123)"])
def test_a_pole_between_the_points_that_are_checked_is_found(formula: str) -> None:
    with pytest.raises(UsageError, match=r"has no finite value near \(.*choose a --domain"):
        DescentSpec(formula=formula).loss_surface.check()


@pytest.mark.parametrize("formula", ["exp(x)", "sqrt(abs(x - 0.01))", "tan(x/4)", "x**8 - 1e-3*x"])
def test_steep_is_not_a_pole(formula: str) -> None:
    DescentSpec(formula=formula).loss_surface.check()
    assert np.isfinite(DescentSpec(formula=formula).loss_surface.heights(400)[1]).all()
