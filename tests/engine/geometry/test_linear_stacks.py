"""Linear maps one after another are one; with an activation between them they are not."""

from functools import reduce

import numpy as np
import pytest
import torch
from torch import nn

from engine.geometry.linear_stacks import GENTLE, best_affine, compare, seeded_stack, stack_of
from engine.geometry.plane_maps import plane_points

POINTS = plane_points()


@pytest.mark.parametrize("count", range(1, 9))
def test_one_after_another_and_the_product_at_once_end_in_the_same_place(count: int) -> None:
    for seed in range(5):
        stack = seeded_stack(count, seed)
        matrices = [each.matrix for each in stack.maps]
        assert len(matrices) == count
        product = reduce(lambda done, matrix: matrix @ done, matrices)
        np.testing.assert_allclose(stack.whole.matrix, product, atol=1e-14)
        np.testing.assert_allclose(stack.one_by_one(POINTS), POINTS @ product.T, atol=1e-13)
        np.testing.assert_allclose(stack.one_by_one(POINTS), stack.at_once(POINTS), atol=1e-13)


def test_no_product_of_a_seeded_stack_squashes_the_plane_or_turns_it_over() -> None:
    for seed in range(30):
        stack = seeded_stack(8, seed)
        whole = np.eye(2)
        for each in stack.maps:
            whole = each.matrix @ whole
            stretches = np.linalg.svd(whole, compute_uv=False)
            assert GENTLE[0] - 1e-9 <= stretches[1] <= stretches[0] <= GENTLE[1] + 1e-9
            assert not each.turns_over


def test_a_seed_says_which_matrices() -> None:
    first, again, other = (seeded_stack(3, seed).whole.matrix for seed in (1, 1, 2))
    assert (first == again).all()
    assert not np.allclose(first, other)


def test_part_of_the_way_ends_after_that_many_maps() -> None:
    stack = seeded_stack(3, 0)
    first, second, _ = (each.matrix for each in stack.maps)
    np.testing.assert_allclose(stack.one_by_one(POINTS, 0), POINTS)
    np.testing.assert_allclose(stack.one_by_one(POINTS, 2), POINTS @ first.T @ second.T)
    between = stack.one_by_one(POINTS, 1.5)
    np.testing.assert_allclose(between, POINTS @ first.T @ stack.maps[1].at(0.5).T)


@pytest.mark.parametrize("name", ["tanh", "relu", "gelu", "rrelu"])
def test_with_activations_it_is_torch_s_network(name: str) -> None:
    stack = seeded_stack(3, 5)
    kinds = {"tanh": nn.Tanh(), "relu": nn.ReLU(), "gelu": nn.GELU(), "rrelu": nn.RReLU().eval()}
    layers: list[nn.Module] = []
    for each in stack.maps:
        layer = nn.Linear(2, 2, bias=False, dtype=torch.float64)
        layer.weight.data = torch.from_numpy(each.matrix.copy())
        layers += [layer, kinds[name]]
    network = nn.Sequential(*layers[:-1])
    with torch.no_grad():
        expected = network(torch.from_numpy(POINTS)).numpy()
    np.testing.assert_allclose(stack.with_activations(POINTS, name), expected, atol=1e-12)


def test_an_activation_taken_in_part_blends_and_what_is_to_come_does_nothing() -> None:
    stack = seeded_stack(2, 5)
    linear = POINTS @ stack.maps[0].matrix.T
    blended = stack.with_activations(POINTS, "relu", 1.25)
    np.testing.assert_allclose(blended, 0.75 * linear + 0.25 * np.maximum(linear, 0))
    np.testing.assert_allclose(stack.with_activations(POINTS, "relu", 0), POINTS)


def test_the_nearest_affine_map_is_found_where_there_is_one() -> None:
    matrix, shift = np.array([[0.3, -1.0], [2.0, 0.1]]), np.array([0.5, -4.0])
    found = best_affine(POINTS, POINTS @ matrix.T + shift)
    np.testing.assert_allclose(found[0], matrix, atol=1e-12)
    np.testing.assert_allclose(found[1], shift, atol=1e-12)


def test_no_single_layer_does_what_two_with_an_activation_do() -> None:
    comparison = compare(seeded_stack(4, 1), POINTS, "tanh")
    assert comparison.gap < 1e-13
    assert len(comparison.pair.maps) == 2
    assert comparison.miss > 0.1
    bent = comparison.pair.with_activations(POINTS, "tanh")
    rng = np.random.default_rng(0)

    def loss(matrix: np.ndarray, shift: np.ndarray) -> float:
        return float(((POINTS @ matrix.T + shift - bent) ** 2).sum())

    best = loss(comparison.matrix, comparison.shift)
    for _ in range(100):
        near = comparison.matrix + 0.05 * rng.normal(size=(2, 2))
        assert loss(near, comparison.shift + 0.05 * rng.normal(size=2)) >= best


def test_a_stack_of_one_is_its_matrix() -> None:
    matrix = np.array([[1.0, 2.0], [0.5, 1.0]])
    stack = stack_of(matrix[None])
    np.testing.assert_allclose(stack.one_by_one(POINTS), POINTS @ matrix.T)
    assert compare(stack, POINTS, "tanh").miss < 1e-12
