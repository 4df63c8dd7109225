"""Ask a module for its outputs as it is now, and leave it and the points as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from torch import Tensor, nn

from engine.errors import AnswersChangedError
from engine.tracing.tracing import output_rows


def asked(network: nn.Module, points: Tensor, output: int | str | None = None) -> Tensor:
    """Return a network's outputs, one row for each point.

    Parameters
    ----------
    network : nn.Module
        In evaluation (`engine.tracing.tracing.evaluating`).
    points : Tensor (points, …)
        The network is given a copy, which its forward may write over.
    output : int or str, optional
        Which of the network's outputs, if it returns several.
    """
    return output_rows(network(fed(network, points).clone()), output, len(points))


@contextmanager
def as_before() -> Iterator[None]:
    """Tell of whatever a forward raises, which worked before, as of a network that has changed.

    Raises
    ------
    AnswersChangedError
    """
    try:
        yield
    except Exception as error:  # whatever a user's forward raises
        raise AnswersChangedError(str(error).partition("\n")[0].partition(";")[0]) from error


def fed(network: nn.Module, inputs: Tensor) -> Tensor:
    """Return inputs as the network takes them now: where it lies, and in its precision."""
    example = next(p for p in network.parameters() if p.is_floating_point())
    if inputs.is_floating_point() or not embeds(network):
        return inputs.to(example.device, example.dtype)
    return inputs.to(example.device)


def embeds(network: nn.Module) -> bool:
    """Return whether a network looks whole numbers up in a table."""
    return any(isinstance(m, (nn.Embedding, nn.EmbeddingBag)) for m in network.modules())
