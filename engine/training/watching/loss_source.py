"""Tell by which network's parameters a loss was computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor, nn

ELSEWHERE = (
    "the loss was computed by another network's parameters than the recorded ones, so that loss "
    "and parameters do not belong together; give record(…) the loss of the recorded network, as "
    "of averaged weights, or None"
)
MOST_NODES = 20_000


def is_from_elsewhere(loss: object, parameters: Iterable[Tensor]) -> bool:
    """Return whether a loss depends on trained parameters, but on none of some others.

    Copies of these, as functional loops have them, count as themselves.

    Parameters
    ----------
    loss : Tensor or other
        Only a tensor with its graph can tell.
    parameters : iterable of Tensor
        The recorded network's.
    """
    own = [p for p in parameters if p.requires_grad]
    if not isinstance(loss, Tensor) or loss.grad_fn is None or not own:
        return False
    identities, others = {*map(id, own)}, []
    for leaf in _leaves(loss):
        if leaf is None or id(leaf) in identities:
            return False
        if isinstance(leaf, nn.Parameter):
            others.append(leaf)
    return bool(others) and not any(
        p.shape == other.shape and p.dtype == other.dtype and torch.equal(p, other)
        for other in others
        for p in own
    )


def _leaves(loss: Tensor) -> Iterator[Tensor | None]:
    """Yield the tensors that a loss is computed from; None where its graph is too large."""
    seen, waiting = {loss.grad_fn}, [loss.grad_fn]
    while waiting:
        node = waiting.pop()
        leaf = getattr(node, "variable", None)
        if leaf is not None:
            yield leaf
        for following, _ in getattr(node, "next_functions", ()):
            if following is not None and following not in seen:
                seen.add(following)
                waiting.append(following)
        if len(seen) > MOST_NODES:
            yield None
            return
