"""Norms of gradients are those of each step, however many are computed at once."""

import numpy as np
import pytest
import torch
from torch import nn

from engine.training.measuring.gradient_norms import MOST_NUMBERS, STEPS_AT_ONCE, GradientNorms


def grown(norms: GradientNorms, parameters: list[nn.Parameter], steps: int) -> np.ndarray:
    """Measure random gradients, and return the expected norms of each parameter."""
    expected = []
    for _ in range(steps):
        for p in parameters:
            p.grad = torch.randn_like(p)
        norms.measure()
        expected.append([torch.linalg.vector_norm(p.grad).item() for p in parameters])
    return np.array(expected)


@pytest.mark.parametrize("size", [5, MOST_NUMBERS + 1])
def test_many_steps_are_measured_as_each_was(size: int) -> None:
    one, two = nn.Parameter(torch.zeros(size)), nn.Parameter(torch.zeros(3, 2))
    norms = GradientNorms({"one": [one], "none": [], "two": [two]})
    expected = grown(norms, [one, two], 2 * STEPS_AT_ONCE + 3)
    values = norms.values()
    np.testing.assert_allclose(values[:, [0, 2]], expected, rtol=1e-6)
    assert not values[:, 1].any()


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16])
def test_gradients_of_any_precision_are_measured(dtype: torch.dtype) -> None:
    p = nn.Parameter(torch.zeros(2, dtype=dtype))
    norms = GradientNorms({"": [p]})
    p.grad = torch.tensor([3.0, 4.0], dtype=dtype)
    norms.measure()
    np.testing.assert_allclose(norms.values(), [[5]])


def test_sizes_beyond_short_numbers_are_measured() -> None:
    p = nn.Parameter(torch.zeros(2))
    norms = GradientNorms({"": [p]})
    p.grad = torch.tensor([3e30, 4e30])
    norms.measure()
    np.testing.assert_allclose(norms.values(), [[5e30]])


def test_steps_without_some_gradient_lie_among_the_others_in_order() -> None:
    one, two = (nn.Parameter(torch.zeros(2)) for _ in range(2))
    norms = GradientNorms({"one": [one], "two": [two]})
    for size in range(1, 4):
        one.grad = torch.tensor([float(size), 0])
        two.grad = None if size == 2 else torch.tensor([0, 10.0 * size])
        norms.measure()
    np.testing.assert_array_equal(norms.values(), [[1, 10], [2, np.nan], [3, 30]])


def test_a_parameter_that_is_not_trained_any_more_has_no_gradient() -> None:
    p = nn.Parameter(torch.zeros(1))
    norms = GradientNorms({"": [p]})
    p.grad = torch.ones(1)
    norms.measure()
    p.requires_grad_(False)
    norms.measure()
    np.testing.assert_array_equal(norms.values(), [[1], [np.nan]])


def test_sparse_gradients_are_measured_by_their_numbers() -> None:
    table = nn.Embedding(4, 2, sparse=True)
    norms = GradientNorms({"": [table.weight]})
    table(torch.tensor([1, 1, 3])).sum().backward()
    norms.measure()
    np.testing.assert_allclose(norms.values(), [[10**0.5]])


def test_what_was_measured_last_can_be_forgotten_or_cut_off() -> None:
    p = nn.Parameter(torch.zeros(1))
    norms = GradientNorms({"": [p]})
    for size in range(4):
        p.grad = torch.full((1,), float(size))
        norms.measure()
    norms.forget_last()
    np.testing.assert_array_equal(norms.values()[:, 0], [0, 1, 2, np.nan])
    norms.cut(2)
    np.testing.assert_array_equal(norms.values()[:, 0], [0, 1])


def test_parameters_that_take_the_place_of_others_are_followed() -> None:
    before, after = nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(3))
    norms = GradientNorms({"layer": [before]})
    before.grad = torch.tensor([3.0, 4.0])
    norms.measure()
    norms.follow({"layer": [after]})
    after.grad = torch.tensor([2.0, 3.0, 6.0])
    norms.measure()
    np.testing.assert_allclose(norms.values()[:, 0], [5, 7])


@pytest.mark.parametrize("size", [2, 20_000])
def test_complex_gradients_are_as_long_as_their_numbers(size: int) -> None:
    p = nn.Parameter(torch.zeros(size, dtype=torch.complex64))
    norms = GradientNorms({"": [p]})
    p.grad = torch.zeros(size, dtype=torch.complex64)
    p.grad[:2] = torch.tensor([3j, 4.0])
    norms.measure()
    np.testing.assert_allclose(norms.values(), [[5]])
