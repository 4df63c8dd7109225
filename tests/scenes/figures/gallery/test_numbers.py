"""What figures 11.8 to 11.14 show, against independent references."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.special
import torch
from numpy.testing import assert_allclose

from engine.networks.activations import ACTIVATIONS
from scenes.figures.gallery import activation, descent_path, loss_surface, softmax
from scenes.figures.specs import (
    ActivationFigureSpec,
    DescentPathSpec,
    LossSurfaceSpec,
    SoftmaxFigureSpec,
)

FORMULAS = {
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "tanh": lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
    "relu": lambda x: np.maximum(x, 0),
    "leaky-relu": lambda x: np.where(x >= 0, x, 0.1 * x),
    "softplus": lambda x: np.log1p(np.exp(x)),
    "gelu": lambda x: x * scipy.special.ndtr(x),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_the_curve_and_every_point_of_the_grid_follow_the_formula(name: str) -> None:
    shown = activation.compute(ActivationFigureSpec(name=name))
    g = FORMULAS[name]
    assert shown.x[[0, -1]] == pytest.approx([-10, 10])
    assert_allclose(shown.y, g(shown.x), rtol=1e-9, atol=1e-12)
    side = np.linspace(-2, 2, 20)
    grid = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
    assert_allclose(shown.before, grid)
    assert_allclose(shown.after, g(grid), rtol=1e-9, atol=1e-12)
    assert_allclose(shown.lines_after, g(shown.lines_before), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "identity"])
def test_every_activation_can_be_drawn_and_is_torch_s_own(name: str) -> None:
    spec = ActivationFigureSpec(name=name)
    shown = activation.compute(spec)
    module = getattr(torch.nn, spec.kind.module)(**spec.kind.arguments).double().eval()
    with torch.no_grad():
        assert_allclose(shown.after, module(torch.from_numpy(shown.before)).numpy())


def test_relu_collapses_the_third_quadrant_into_the_origin() -> None:
    place, count = activation.densest_place(
        activation.compute(ActivationFigureSpec(name="relu")).after
    )
    assert place.tolist() == [0, 0]
    assert count == 100


def test_alpha_is_the_slope_below_zero() -> None:
    shown = activation.compute(ActivationFigureSpec(name="leaky-relu", alpha=0.001))
    assert shown.y[0] == pytest.approx(-0.01)
    assert shown.alpha == 0.001


def test_softmax_shows_the_chapter_s_numbers() -> None:
    shown = softmax.compute(SoftmaxFigureSpec())
    assert shown.logits.tolist() == [8.591, 8.454, 9.940]
    assert shown.probabilities.round(3).tolist() == [0.175, 0.152, 0.673]
    assert_allclose(shown.probabilities, scipy.special.softmax(shown.logits))


def test_the_surface_is_the_chapter_s_bowl_over_a_half_open_square() -> None:
    shown = loss_surface.compute(LossSurfaceSpec())
    assert shown.first[0] == shown.second[0] == -30
    assert shown.first[-1] < 30
    a, b = np.meshgrid(shown.first, shown.second)
    assert_allclose(shown.values, (a - 8) ** 2 + (b - 2) ** 2)


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("as-printed", (8.000000000000005, 2.000000002230101)),
        ("gradient-descent", (8.00082047970291, 2.0010255996286364)),
    ],
)
def test_the_path_ends_where_the_chapter_s_code_ends(rule: str, end: tuple[float, float]) -> None:
    shown = descent_path.compute(DescentPathSpec(optimizer=rule))
    assert shown.path[0].tolist() == [28, 27]
    assert len(shown.path) == 501
    assert_allclose(shown.path[-1], end, rtol=1e-14)
    a, b = 28.0, 27.0
    for place in shown.path:
        assert_allclose(place, (a, b), rtol=1e-12)
        printed = rule == "as-printed"
        a -= 0.01 * 2 * (a - 8) * (a if printed else 1)
        b -= 0.01 * 2 * (b - 2) * (b if printed else 1)


def test_the_default_is_the_rule_that_regenerates_the_chapter_s_figure() -> None:
    assert DescentPathSpec().optimizer == "as-printed"
