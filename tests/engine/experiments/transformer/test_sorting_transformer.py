"""The transformer's block is the textbook's, worked out by hand from its parameters."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from scipy.special import softmax
from torch.nn import functional as F

from engine.experiments.transformer.sorting_transformer import SortingTransformer

NUMBERS, WIDTH = 12, 6
LISTS = np.array([[3, 11, 0, 7], [5, 2, 9, 1]])
LAST = np.array([[12, 0, 3, 7], [12, 1, 2, 5]])


@pytest.fixture(scope="module")
def network() -> SortingTransformer:
    torch.manual_seed(0)
    return SortingTransformer(NUMBERS, WIDTH).double()


@pytest.fixture(scope="module")
def parameters(network: SortingTransformer) -> dict[str, np.ndarray]:
    with torch.no_grad():  # away from where layer norms begin: with scale 1 and shift 0
        for parameter in network.parameters():
            parameter += 0.3 * torch.randn_like(parameter)
    return {name: value.detach().numpy() for name, value in network.named_parameters()}


def norm(x: np.ndarray, p: dict[str, np.ndarray], name: str) -> np.ndarray:
    centred = x - x.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-5)
    return scaled * p[f"{name}.weight"] + p[f"{name}.bias"]


def test_it_is_what_numpy_makes_of_its_parameters(
    network: SortingTransformer, parameters: dict[str, np.ndarray]
) -> None:
    p = parameters
    asking = p["embedding.weight"][LAST]
    seen = norm(p["embedding.weight"][LISTS], p, "before_attention")
    query = norm(asking, p, "before_attention") @ p["query.weight"].T
    key, value = (seen @ p[f"{name}.weight"].T for name in ("key", "value"))
    weights = softmax(np.einsum("bid,bjd->bij", query, key) / WIDTH**0.5, axis=-1)
    hidden = asking + np.einsum("bij,bjd->bid", weights, value) @ p["mix.weight"].T
    inner = norm(hidden, p, "before_feed_forward")
    inner = np.maximum(inner @ p["feed_forward.0.weight"].T + p["feed_forward.0.bias"], 0)
    hidden = hidden + inner @ p["feed_forward.2.weight"].T + p["feed_forward.2.bias"]
    expected = norm(hidden, p, "output.0") @ p["output.1.weight"].T + p["output.1.bias"]
    logits, paid = network(torch.from_numpy(LISTS), torch.from_numpy(LAST))
    assert_allclose(paid.detach(), weights, rtol=1e-10)
    assert_allclose(logits.detach(), expected, rtol=1e-9)


def test_queries_and_keys_of_tokens_give_torch_s_own_attention(
    network: SortingTransformer,
) -> None:
    query, key = network.queries_and_keys()
    lists, last = torch.from_numpy(LISTS), torch.from_numpy(LAST)
    identity = torch.eye(LISTS.shape[1], dtype=torch.float64).expand(len(LISTS), -1, -1)
    weights = F.scaled_dot_product_attention(query[last], key[lists], identity)
    assert_allclose(network(lists, last)[1].detach(), weights.detach(), rtol=1e-10)


def test_the_order_of_a_list_makes_no_difference(network: SortingTransformer) -> None:
    lists, last = torch.from_numpy(LISTS), torch.from_numpy(LAST)
    turned, weights = network(lists.flip(1), last)
    logits, others = network(lists, last)
    assert_allclose(turned.detach(), logits.detach(), rtol=1e-10)
    assert_allclose(weights.flip(2).detach(), others.detach(), rtol=1e-10)


def test_values_of_numbers_are_linear_in_their_normed_embeddings(
    network: SortingTransformer, parameters: dict[str, np.ndarray]
) -> None:
    p = parameters
    tokens = norm(p["embedding.weight"][:NUMBERS], p, "before_attention")
    assert_allclose(network.values().detach(), tokens @ p["value.weight"].T, rtol=1e-10)
