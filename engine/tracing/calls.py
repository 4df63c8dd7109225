"""Listen to one forward pass: which functions of torch the data ran through, in which modules.

Functions are intercepted where Python calls them, so that it does not matter how a forward is
written: modules, functions, methods, operators, loops, conditions. What is computed from
parameters alone is no part of the pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

DECIDES = ("__bool__", "__setitem__")
"""Methods by which values decide what happens, or are written into others, unseen."""


@dataclass(eq=False)
class Node:
    """A value that depends on the data, and the call that it came from.

    Attributes
    ----------
    value : Tensor
        Itself; later changes in place show in it.
    function : callable or nn.Module or None
        What was called; None for the data themselves.
    arguments : tuple
        What it was called with, each argument that depends on the data as its `Node`.
    keywords : dict
        The same for arguments given by name.
    inputs : tuple of Node
        All nodes among the arguments.
    path : str
        Of the module in which it was called, or which was called.
    gate : Node or None
        The last node before it that all ways from the data to it lead through.
    depth : int
        How many such gates there are.
    """

    value: Tensor
    function: Callable[..., Any] | nn.Module | None = None
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    inputs: tuple[Node, ...] = ()
    path: str = ""
    gate: Node | None = field(init=False, default=None)
    depth: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        if self.inputs:
            self.gate = common_gate(self.inputs)
            self.depth = self.gate.depth + 1

    @property
    def called(self) -> str:
        """The name of what was called."""
        if isinstance(self.function, nn.Module):
            return type(self.function).__name__
        return str(getattr(self.function, "__name__", self.function))


def common_gate(nodes: Iterable[Node]) -> Node:
    """Return the last node that all ways from the data to some nodes lead through.

    It may be one of them: it is their nearest common dominator.

    References
    ----------
    Cooper, Harvey & Kennedy 2001, A simple, fast dominance algorithm.
    """
    return reduce(_meet, nodes)


def _meet(one: Node, other: Node) -> Node:
    while one is not other:
        if one.depth < other.depth:
            one, other = other, one
        assert one.gate is not None  # of two nodes, the deeper one is not the data
        one = one.gate
    return one


@dataclass
class Pass:
    """One forward pass.

    Attributes
    ----------
    start : Node
        The data.
    result : object
        What the network returned.
    nodes : dict
        Identity of a tensor → the node that it is now.
    leak : str
        The method by which the forward looked at values, or wrote into them; empty if it did not.
    """

    start: Node
    result: Any = None
    nodes: dict[int, Node] = field(default_factory=dict)
    kept: list[Tensor] = field(default_factory=list)
    leak: str = ""

    def node_of(self, value: Any) -> Node | None:
        """Return the node of a value, or None if it does not depend on the data."""
        return self.nodes.get(id(value)) if isinstance(value, Tensor) else None


class _Listener(TorchFunctionMode):
    def __init__(self, heard: Pass) -> None:
        super().__init__()
        self.heard = heard
        self.within: list[str] = [""]
        self.deaf = 0

    def __torch_function__(
        self, function: Any, types: Any, arguments: Any = (), keywords: Any = None
    ) -> Any:
        result = function(*arguments, **(keywords or {}))
        if not self.deaf:
            self.note(function, arguments, keywords or {}, result, self.within[-1])
        return result

    def note(
        self, function: Any, arguments: Any, keywords: dict[str, Any], result: Any, path: str
    ) -> None:
        inputs: list[Node] = []

        def seen(value: Any) -> Any:
            node = self.heard.node_of(value)
            if node is not None:
                inputs.append(node)
                return node
            if isinstance(value, (list, tuple)):
                return tuple(map(seen, value))
            return value

        shown = tuple(map(seen, arguments)), {name: seen(v) for name, v in keywords.items()}
        if not inputs:
            return
        if getattr(function, "__name__", "") in DECIDES:
            self.heard.leak = function.__name__
        for value in _tensors(result):
            node = Node(value, function, *shown, tuple(inputs), path)
            self.heard.nodes[id(value)] = node
            self.heard.kept.append(value)  # its identity is not used anew


def listen(network: nn.Module, features: Tensor, whole: Callable[[nn.Module], bool]) -> Pass:
    """Run a network, and write down what the data run through.

    Parameters
    ----------
    network : nn.Module
        In the mode in which it is to be seen.
    features : Tensor (points, …)
        The only argument of its forward.
    whole : callable
        Whether a module counts as one function.
    """
    heard = Pass(Node(features))
    heard.nodes[id(features)] = heard.start
    listener = _Listener(heard)
    with ExitStack() as stack:
        for path, module in network.named_modules():
            stack.enter_context(_heard(module, path, whole(module), listener))
        stack.enter_context(torch.compiler.set_stance("force_eager"))
        with listener:
            heard.result = network(features)
    return heard


@contextmanager
def _heard(module: nn.Module, path: str, whole: bool, listener: _Listener) -> Iterator[None]:
    def enter(module: nn.Module, arguments: Any, keywords: Any) -> None:
        listener.within.append(path)
        listener.deaf += whole

    def leave(module: nn.Module, arguments: Any, keywords: Any, result: Any) -> None:
        listener.within.pop()
        listener.deaf -= whole
        if whole and not listener.deaf:
            listener.note(module, arguments, keywords, result, path)

    hooks = [
        module.register_forward_pre_hook(enter, with_kwargs=True),
        module.register_forward_hook(leave, with_kwargs=True),
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def _tensors(result: Any) -> Iterator[Tensor]:
    if isinstance(result, Tensor):
        yield result
    elif isinstance(result, (list, tuple)):
        for part in result:
            yield from _tensors(part)
    elif isinstance(result, dict):
        yield from _tensors([*result.values()])
