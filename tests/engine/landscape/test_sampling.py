"""Samples of points: how large they are, and how far their mean loss may be off."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from engine.data.make_dataset import make_dataset
from engine.errors import UsageError
from engine.landscape.batched_networks import ManyNetworks
from engine.landscape.sampling import (
    FEWEST,
    PART,
    WHOLE,
    cost_of,
    sample_size,
    sampled,
    standard_error,
)
from engine.recordings.recording import Recording
from engine.recordings.run_spec import RunSpec
from engine.training.networks import build_network
from engine.training.training import train


def test_all_points_are_taken_if_they_take_a_minute_at_most() -> None:
    networks, cost = 10_000, 1_000.0
    fits = int(1e9 * WHOLE / (networks * cost))
    assert sample_size(fits, networks, cost) == fits
    assert sample_size(fits + 1, networks, cost) == int(1e9 * PART / (networks * cost))


def test_a_sample_is_never_too_small_to_tell_anything() -> None:
    assert sample_size(60_000, 10**6, 10**6) == FEWEST
    assert sample_size(300, 10**9, 10**9) == 300


def test_what_is_asked_for_is_taken_whatever_it_costs() -> None:
    assert sample_size(10**6, 10**6, 1e6, "all") == 10**6
    assert sample_size(10**6, 10**6, 1e6, 77) == 77
    with pytest.raises(UsageError, match="--samples 78: there are only 77 points"):
        sample_size(77, 1, 1.0, 78)


def test_wider_and_deeper_networks_cost_more() -> None:
    widths = (8,), (16,), (16, 16), (64, 64)
    runs = [train(RunSpec(hidden=w, samples=30, steps=1)) for w in widths]
    costs = [cost_of(run.stages) for run in runs]
    assert costs == sorted(costs)
    assert len(set(costs)) == len(costs)


def test_every_class_is_drawn_in_proportion_and_the_same_each_time() -> None:
    data = make_dataset("blobs", samples=400, classes=4)
    some = sampled(data, 100, seed=3)
    assert np.bincount(some.labels).tolist() == [25, 25, 25, 25]
    assert np.array_equal(some.features, sampled(data, 100, seed=3).features)
    assert not np.array_equal(some.features, sampled(data, 100, seed=4).features)
    assert sampled(data, 400, seed=3) is data
    numbers = replace(data, labels=np.zeros(0), class_names=(), targets=data.features[:, :1])
    drawn = sampled(numbers, 30, seed=0)
    assert np.array_equal(drawn.features[:, :1], drawn.targets)
    assert drawn.samples == 30


@pytest.fixture(scope="module")
def noisy() -> Recording:
    """A run that keeps misplacing points, so that losses differ."""
    return train(RunSpec(data="moons", noise=0.3, samples=1_000, hidden=(6,), steps=60))


def losses_of_each(run: Recording) -> np.ndarray:
    """Compute the loss of every point with a module of torch's."""
    network = build_network(run.spec, run.data.dims, run.data.classes)
    network.load_state_dict(run.parameters(run.last_step, torch.float32))
    x, y = torch.tensor(run.data.features), torch.tensor(run.data.labels)
    with torch.no_grad():
        return nn.functional.cross_entropy(network(x), y, reduction="none").numpy()


def test_the_standard_error_is_how_far_samples_scatter(noisy: Recording) -> None:
    each, theta = losses_of_each(noisy), noisy.parameters(noisy.last_step, torch.float32)
    assert each.mean() == pytest.approx(noisy.metrics.loss[-1], rel=1e-4)
    count, labels = 200, noisy.data.labels
    index = dict(zip(map(bytes, noisy.data.features), range(len(labels)), strict=True))
    means, errors = [], []
    for seed in range(300):
        some = sampled(noisy.data, count, seed)
        means.append(each[[index[bytes(x)] for x in some.features]].mean())
        if seed < 20:
            errors.append(standard_error(ManyNetworks(noisy, some), theta, len(labels)))
    assert np.mean(errors) == pytest.approx(np.std(means), rel=0.15)


def test_it_is_that_of_a_stratified_mean(noisy: Recording) -> None:
    some = sampled(noisy.data, 300, seed=0)
    theta = noisy.parameters(noisy.last_step, torch.float32)
    networks = ManyNetworks(noisy, some)
    each = nn.functional.cross_entropy(
        networks.outputs_at(theta), networks.labels, reduction="none"
    ).numpy()
    within = sum(  # Cochran 1977, equation 5.9
        (some.labels == k).mean() ** 2
        * each[some.labels == k].var(ddof=1)
        / (some.labels == k).sum()
        for k in range(2)
    )
    expected = np.sqrt(within * (1 - 300 / 1_000))
    assert standard_error(networks, theta, 1_000) == pytest.approx(expected, rel=0.1)


def test_all_points_leave_no_error(noisy: Recording) -> None:
    theta = noisy.parameters(noisy.last_step, torch.float32)
    assert standard_error(ManyNetworks(noisy), theta, 1_000) == 0


def test_losses_that_are_no_means_have_one_too() -> None:
    outputs = torch.from_numpy(np.random.default_rng(0).normal(size=(500, 1)))
    networks = SimpleNamespace(
        labels=torch.zeros(500, dtype=torch.int64),
        loss=lambda outputs, labels: outputs.std(),
        outputs_at=lambda theta: outputs,
    )
    # The standard error of a normal sample's standard deviation.
    expected = float(outputs.std()) / np.sqrt(2 * 500)
    assert standard_error(networks, {}, 10**9) == pytest.approx(expected, rel=0.15)
