"""A transformer learns to sort, and what is recorded of it is what it does."""

from typing import Any

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal

from engine.errors import DivergenceError
from engine.experiments.transformer import sorting
from engine.experiments.transformer.sorting import SortingRun, learn_to_sort
from engine.experiments.transformer.sorting_spec import SortingSpec
from engine.experiments.transformer.sorting_transformer import SortingTransformer

SPEC = SortingSpec(length=5, numbers=20, model_width=32, steps=160, rate=0.005, every=40)


def silent(step: int, loss: float, accuracy: float) -> None: ...


@pytest.fixture(scope="module")
def networks() -> list[SortingTransformer]:
    """All that were trained."""
    return []


@pytest.fixture(scope="module")
def run(networks: list[SortingTransformer]) -> SortingRun:
    class Caught(SortingTransformer):
        def __init__(self, numbers: int, width: int) -> None:
            super().__init__(numbers, width)
            networks.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "SortingTransformer", Caught)
        return learn_to_sort(SPEC, silent)


def written_alone(network: SortingTransformer, numbers: np.ndarray) -> list[int]:
    """Let a network write a whole list, seeing only what it has written itself."""
    written, last = [], network.numbers
    for _ in numbers:
        logits, _ = network(torch.tensor(numbers)[None], torch.tensor([[last]]))
        last = int(logits[0, 0].argmax())
        written.append(last)
    return written


def test_it_learns_to_sort_lists_of_numbers_that_it_has_never_seen_together(
    run: SortingRun,
) -> None:
    assert run.steps.tolist() == [0, 40, 80, 120, 160]
    assert run.whole[0] < 0.01
    assert run.whole[-1] > 0.95
    assert run.sure[0] == pytest.approx(1 / 5, abs=0.03)
    assert run.sure[-1] > 0.6


def test_the_shares_are_those_of_the_trained_network_left_to_itself(
    run: SortingRun, networks: list[SortingTransformer]
) -> None:
    held = sorting.draw_lists(sorting.HELD_OUT, SPEC, np.random.default_rng(SPEC.seed))
    right = [written_alone(networks[0], numbers) == sorted(numbers) for numbers in held[:300]]
    assert abs(np.mean(right) - run.whole[-1]) < 0.03
    logits, weights = networks[0](*(sorting._asked(held, SPEC.numbers)[:2]))
    hits = logits.argmax(-1).numpy() == np.sort(held)
    assert run.whole[-1] == hits.all(axis=1).mean()
    assert run.right[-1] == pytest.approx(hits.mean())
    order = held.argsort(axis=1)
    paid = np.take_along_axis(weights.detach().numpy(), order[:, :, None], axis=2)
    assert run.sure[-1] == pytest.approx(paid.mean(), rel=1e-6)


def test_attention_recomputed_from_queries_and_keys_is_what_the_network_pays(
    run: SortingRun, networks: list[SortingTransformer]
) -> None:
    for numbers, guesses in zip(run.lists, run.guesses[-1], strict=True):
        last = [SPEC.numbers, *sorted(numbers)[:-1]]
        logits, weights = networks[0](torch.tensor(numbers)[None], torch.tensor([last]))
        assert_allclose(run.attention(numbers, 160), weights[0].detach(), rtol=1e-4, atol=1e-6)
        assert_array_equal(guesses, logits[0].argmax(-1))
        by_hand = np.exp(run.queries[-1][last] @ run.keys[-1][numbers].T / np.sqrt(32))
        by_hand /= by_hand.sum(axis=1, keepdims=True)
        assert_allclose(run.attention(numbers, 160), by_hand, rtol=1e-4, atol=1e-6)


def test_between_two_recorded_steps_queries_and_keys_lie_between_theirs(run: SortingRun) -> None:
    query, key = ((each[1] + each[2].astype(float)) / 2 for each in (run.queries, run.keys))
    assert_allclose(run.pairs(60), query @ key[:20].T / np.sqrt(32))
    assert_allclose(run.pairs(999), run.pairs(160))


def test_no_list_that_is_tested_on_is_trained_on_in_any_order() -> None:
    rng = np.random.default_rng(0)
    spec = SortingSpec(length=3, numbers=20, batch=1000)
    held = sorting.draw_lists(sorting.HELD_OUT, spec, rng)
    known = {row.tobytes() for row in np.sort(held, axis=1)}
    drawn = sorting._unlike(known, spec, rng)
    assert {tuple(sorted(row)) for row in drawn}.isdisjoint(map(tuple, np.sort(held, axis=1)))
    assert all(len(set(row)) == 3 for row in drawn)
    assert drawn.max() < 20


def test_the_same_seed_gives_the_same_run(run: SortingRun) -> None:
    again = learn_to_sort(SPEC, silent)
    assert_array_equal(again.keys, run.keys)
    assert_array_equal(again.lists, run.lists)
    other = learn_to_sort(SortingSpec(steps=1, numbers=20, model_width=32, seed=1), silent)
    assert not np.array_equal(other.keys[0], run.keys[0])


def test_a_training_that_diverges_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(network: SortingTransformer, lists: torch.Tensor, last: torch.Tensor) -> Any:
        logits, weights = forward(network, lists, last)
        return logits * float("inf"), weights

    forward = SortingTransformer.forward
    monkeypatch.setattr(SortingTransformer, "forward", broken)
    with pytest.raises(DivergenceError, match="diverged at step 0; lower --rate"):
        learn_to_sort(SPEC, silent)
