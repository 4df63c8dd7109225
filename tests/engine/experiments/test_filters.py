"""Filters are those of the network, and maps what torch and SciPy make of them."""

from decimal import Decimal

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from scipy.signal import correlate2d
from sklearn.datasets import load_digits
from torch.nn import functional as F

from engine.experiments.digit_reader import DigitReader, digit_reader, held_out
from engine.experiments.filters import (
    FilterRun,
    blank_moves,
    edge_filter,
    feature_maps,
    record_filters,
    worked_map,
    worked_response,
)
from engine.experiments.filters_spec import FiltersSpec

SPEC = FiltersSpec(steps=40, points=60, every=15, digit=4)


def silent(step: int, loss: float, accuracy: float) -> None: ...


@pytest.fixture(scope="module")
def run() -> FilterRun:
    return record_filters(SPEC, silent)


@pytest.fixture(scope="module")
def network() -> DigitReader:
    """The network of the same training."""
    seen: list[DigitReader] = []
    digit_reader(SPEC.training, silent, lambda step, network: seen.append(network))
    return seen[-1]


def test_filters_are_recorded_before_training_and_after(
    run: FilterRun, network: DigitReader
) -> None:
    assert run.steps.tolist() == [0, 15, 30, 40]
    assert_array_equal(run.weights[-1], network.conv1.weight.detach()[:, 0])
    assert_array_equal(run.biases[-1], network.conv1.bias.detach())
    assert not np.allclose(run.weights[0], run.weights[-1], atol=0.02)
    assert run.accuracy[-1] > run.accuracy[0]


def test_maps_are_what_the_network_s_own_layer_answers(
    run: FilterRun, network: DigitReader
) -> None:
    seen = torch.from_numpy(run.image / 16)[None, None].float()
    with torch.no_grad():
        answered = network.conv1(seen)[0].numpy()
        outputs = network(seen)[0]
        moved = network(torch.roll(seen, 1, dims=-1))[0]
    by = blank_moves(run.image)
    assert len(run.moved_shares) == len(by)
    assert_allclose(run.moved_shares[by.index(1)], torch.softmax(moved, 0).numpy(), atol=1e-6)
    assert run.read_as == int(outputs.argmax())
    assert_allclose(run.shares[-1], torch.softmax(outputs, 0).numpy(), atol=1e-6)
    assert_allclose(run.shares.sum(axis=1), 1)
    assert_allclose(run.maps(40), 16 * answered, atol=1e-4)
    assert_allclose(
        16 * F.conv2d(seen, network.conv1.weight, network.conv1.bias, padding=1)[0].detach(),
        run.maps(40),
        atol=1e-4,
    )


def test_maps_are_cross_correlations() -> None:
    rng = np.random.default_rng(0)
    image, weights, biases = rng.normal(size=(6, 9)), rng.normal(size=(4, 3, 3)), rng.normal(size=4)
    expected = [
        correlate2d(image, w, mode="same") + b for w, b in zip(weights, biases, strict=True)
    ]
    assert_allclose(feature_maps(image, weights, biases), expected)


def test_the_digit_is_one_that_was_not_trained_on(run: FilterRun) -> None:
    digits = load_digits()
    held = held_out(digits.target, SPEC.seed)
    same = [i for i in held if (digits.images[i] == run.image).all()]
    assert len(same) > 0
    assert digits.target[same[0]] == run.label == 4


def test_a_response_worked_out_with_two_decimals_is_exact_in_every_number(run: FilterRun) -> None:
    maps = run.maps(run.last_step)
    for which, row, column in np.ndindex(8, 8, 8):
        worked = worked_response(run, which, row, column)
        weights, products = (
            [Decimal(f"{value:.2f}") for value in values.ravel()]
            for values in (worked.weights, worked.products)
        )
        pixels = [Decimal(int(pixel)) for pixel in worked.pixels.ravel()]
        assert products == [p * w for p, w in zip(pixels, weights, strict=True)]
        assert Decimal(f"{worked.total:.2f}") == sum(products)
        assert Decimal(f"{worked.response:.2f}") == sum(products) + Decimal(f"{worked.bias:.2f}")
        bound = 0.005 * worked.pixels.sum() + 0.005 + 1e-6
        assert abs(worked.response - maps[which, row, column]) <= bound


def test_a_worked_map_has_at_every_place_what_is_worked_out_there(run: FilterRun) -> None:
    for which in range(8):
        responses = worked_map(run, which)
        for row, column in np.ndindex(8, 8):
            assert responses[row, column] == worked_response(run, which, row, column).response
    padded = np.pad(run.image, ((0, 0), (1, 1)))
    assert_allclose(worked_map(run, 3, padded)[:, 1:-1], worked_map(run, 3))


def test_pixels_under_a_filter_at_the_edge_are_zero_outside(run: FilterRun) -> None:
    corner = worked_response(run, 0, 0, 7)
    assert corner.pixels[0].tolist() == [0, 0, 0]
    assert corner.pixels[:, 2].tolist() == [0, 0, 0]
    assert corner.pixels[1, 1] == run.image[0, 7]


def test_between_two_recorded_steps_filters_lie_between_theirs(run: FilterRun) -> None:
    weights, biases = run.filters(5)
    assert_allclose(weights, (2 * run.weights[0] + run.weights[1].astype(float)) / 3, atol=1e-6)
    assert_allclose(biases, 16 * (2 * run.biases[0] + run.biases[1].astype(float)) / 3, atol=1e-5)


def test_the_filter_most_like_an_edge_has_weights_that_cancel() -> None:
    smooth, edge = np.ones((3, 3)), np.array([[1, 1, 1], [0, 0, 0], [-1, -1, -1]])
    assert edge_filter(np.array([smooth, edge, smooth + edge])) == 1


def test_an_image_is_moved_only_to_where_no_ink_leaves_it_and_its_map_moves_along() -> None:
    image = np.zeros((4, 5))
    image[1:3, 1:4] = 9
    assert blank_moves(image) == [1, -1]
    image[2, 4] = 1
    assert blank_moves(image) == [-1]
    weights = np.random.default_rng(0).normal(size=(1, 3, 3))
    old, new = (feature_maps(np.roll(image, by, axis=1), weights, np.ones(1)) for by in (0, -1))
    assert_allclose(new[..., :-1], old[..., 1:])
