"""What activation functions do to a line and to the plane, against independent formulas."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.special
import torch
from numpy.testing import assert_allclose

from engine.networks.activations import ACTIVATIONS
from scenes.figures.gallery import activation
from scenes.figures.specs import ActivationFigureSpec

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


@pytest.mark.parametrize(("name", "views"), [("sigmoid", 1), ("tanh", 0), ("relu", 0)])
def test_a_small_image_of_the_plane_is_shown_again_closer(drawn, name: str, views: int) -> None:
    shown = activation.compute(ActivationFigureSpec(name=name))
    after = drawn(activation, shown).figure.axes[2]
    assert len(after.child_axes) == views
    for closer in after.child_axes:
        low, high = shown.after.min(axis=0), shown.after.max(axis=0)
        assert closer.get_xlim()[0] < low[0] < high[0] < closer.get_xlim()[1]
        assert np.diff(closer.get_xlim()) < 0.5 * np.diff(after.get_xlim())


def test_axes_name_what_they_show_and_ticks_have_no_needless_digits(drawn) -> None:
    words = drawn(activation, activation.compute(ActivationFigureSpec(name="relu"))).words
    assert {"x₁", "x₂", "g(x₁)", "g(x₂)"} <= set(words)
    assert "10.0" not in words


def test_alpha_is_the_slope_below_zero() -> None:
    shown = activation.compute(ActivationFigureSpec(name="leaky-relu", alpha=0.001))
    assert shown.y[0] == pytest.approx(-0.01)
    assert shown.alpha == 0.001
