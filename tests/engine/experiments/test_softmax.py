"""Softmax is that of PyTorch and SciPy, step by step."""

import numpy as np
import pytest
import torch
from scipy import special

from engine.experiments.softmax import sigmoid, softmax, softmax_steps

CHAPTER = np.array([8.591, 8.454, 9.940])


def some_logits(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 4, (50, 5))


def test_the_chapter_s_outputs_become_the_chapter_s_probabilities() -> None:
    steps = softmax_steps(CHAPTER)
    assert steps.probabilities.round(3).tolist() == [0.175, 0.152, 0.673]
    assert steps.powers == pytest.approx([np.e**z for z in CHAPTER])
    assert steps.total == pytest.approx(sum(np.e**z for z in CHAPTER))
    assert steps.probabilities == pytest.approx(steps.powers / steps.total)


@pytest.mark.parametrize("temperature", [0.3, 1.0, 7.0])
def test_it_is_the_softmax_of_others(temperature: float) -> None:
    logits = some_logits()
    ours = softmax(logits, temperature)
    theirs = torch.softmax(torch.from_numpy(logits) / temperature, dim=-1).numpy()
    assert ours == pytest.approx(theirs, rel=1e-12)
    assert ours == pytest.approx(special.softmax(logits / temperature, axis=-1), rel=1e-12)
    assert ours.sum(axis=-1) == pytest.approx(1)


@pytest.mark.parametrize("shift", [-1e4, -9.94, 3.0, 1e4])
def test_a_common_shift_changes_nothing_and_nothing_overflows(shift: float) -> None:
    assert softmax(CHAPTER + shift) == pytest.approx(softmax(CHAPTER), rel=1e-9)


def test_cold_takes_the_largest_and_hot_takes_none_in_particular() -> None:
    assert softmax(CHAPTER, 1e-3).tolist() == [0, 0, 1]
    assert softmax(CHAPTER, 1e6) == pytest.approx(1 / 3, abs=1e-6)
    largest = [softmax(CHAPTER, t).max() for t in np.geomspace(0.05, 50, 30)]
    assert (np.diff(largest) < 0).all()


@pytest.mark.parametrize("temperature", [0.5, 1.0, 4.0])
def test_a_lead_in_outputs_is_a_factor_in_probabilities(temperature: float) -> None:
    steps = softmax_steps(CHAPTER, temperature)
    assert steps.lead == pytest.approx(1.349)
    _, second, first = np.sort(steps.probabilities)
    assert steps.odds == pytest.approx(first / second)


def test_the_sigmoid_is_the_softmax_of_two_classes() -> None:
    z = np.linspace(-40, 40, 401)
    pairs = np.stack([z, np.zeros_like(z)], axis=-1)
    assert sigmoid(z) == pytest.approx(softmax(pairs)[:, 0], rel=1e-12)
    assert sigmoid(z) == pytest.approx(special.expit(z), rel=1e-12)
    assert sigmoid(np.array([-1e5, 1e5])).tolist() == [0, 1]
