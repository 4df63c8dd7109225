"""What a pass through a module costs: counted, not timed, so that it is the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves
from torch.utils.flop_counter import FlopCounterMode

from engine.landscape.sampling import PER_PRODUCT, PER_UNIT
from engine.tracing.tracing import evaluating


class Effort(NamedTuple):
    """What one point costs.

    Attributes
    ----------
    widest : int
        Numbers in the largest tensor that is made of it.
    cost : float
        Nanoseconds, roughly.
    """

    widest: int
    cost: float


class _Sizes(TorchDispatchMode):
    """A record of how many numbers each operation returned."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.seen: list[int] = []

    def __torch_dispatch__(
        self,
        function: Any,
        types: Sequence[type],
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        result = function(*args, **(kwargs or {}))
        self.seen += [leaf.numel() for leaf in tree_leaves(result) if isinstance(leaf, Tensor)]
        return result


def effort_of(network: nn.Module, inputs: Tensor) -> Effort:
    """Count what a pass through a network takes for one of its inputs (points, …).

    Passes of two points and of one are compared, so that what is done to the parameters alone
    does not count.
    """
    passes = [_pass(network, inputs[:1].repeat(n, *[1] * (inputs.dim() - 1))) for n in (1, 2)]
    (one, flops), (two, more) = passes
    made = [larger - smaller for smaller, larger in zip(one, two, strict=False)]
    widest = max([*made, inputs[0].numel(), 1])
    return Effort(widest, PER_UNIT * sum(made) + PER_PRODUCT * (more - flops) / 2)


def _pass(network: nn.Module, inputs: Tensor) -> tuple[list[int], int]:
    sizes, products = _Sizes(), FlopCounterMode(display=False)
    with evaluating(network), products, sizes:
        network(inputs)
    return sizes.seen, int(products.get_total_flops())
