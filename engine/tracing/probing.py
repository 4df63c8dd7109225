"""What the layers of any network answer to some points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from engine.errors import NetworkError
from engine.tracing.asking import asked
from engine.tracing.tracing import evaluating

OUTPUT = "output"
"""Name under which the network's own output is kept."""
SILENT = (nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.AlphaDropout, nn.Identity, nn.Flatten)
"""Modules whose answers would be those of the one before."""


class Probe:
    """Probe of a network: the same points, answered by its layers again and again.

    Parameters
    ----------
    network : nn.Module
        Any module. It is only looked at.
    points : Tensor (points, …)
        The only argument of its forward.
    layers : sequence of str, optional
        Paths of the modules to listen to; every module without parts by default.
    output : int or str, optional
        Which of the network's outputs, if it returns several.

    Attributes
    ----------
    shapes : dict
        Layer → shape of its answer to one point, the output last.

    Raises
    ------
    NetworkError
        If there is no such layer, or the output is not one row per point.
    """

    def __init__(
        self,
        network: nn.Module,
        points: Tensor,
        layers: Sequence[str] | None = None,
        output: int | str | None = None,
    ) -> None:
        self.network, self.points, self._output = network, points, output
        modules = dict(network.named_modules())
        unknown = [name for name in layers or [] if name not in modules or not name]
        if unknown:
            named = ", ".join(name for name in modules if name)
            raise NetworkError(f"the network has no layer {unknown[0]!r}, only {named}")
        self._layers = {
            name: module
            for name, module in modules.items()
            if (name in layers if layers is not None else _speaks(name, module))
        }
        answers = self.answers()
        if layers is None:
            _without_output(self._layers, answers)
        self.shapes = {name: tuple(answer.shape[1:]) for name, answer in answers.items()}
        silent = [name for name in layers or [] if name not in answers]
        if silent:
            raise NetworkError(f"the layer {silent[0]!r} returns no row of numbers per point")

    def follow(self) -> None:
        """Listen to the modules that have the layers' names now.

        Raises
        ------
        NetworkError
            If one is gone, or any answers in another shape than before.
        """
        modules = dict(self.network.named_modules())
        gone = next((name for name in self._layers if name not in modules), None)
        if gone is not None:
            raise NetworkError(f"its layer {gone!r} is gone")
        self._layers = {name: modules[name] for name in self._layers}
        answered = {name: tuple(answer.shape[1:]) for name, answer in self.answers().items()}
        for name, shape in self.shapes.items():
            if answered.get(name) != shape:
                now = answered.get(name, "nothing")
                raise NetworkError(f"its layer {name!r} returned {shape} a point, and now {now}")

    def outputs(self, points: Tensor) -> Tensor:
        """Return the network's outputs for any points, as float32."""
        with evaluating(self.network):
            return _plain(asked(self.network, points, self._output))

    def answers(self) -> dict[str, Tensor]:
        """Return what every layer answers to the points, as float32."""
        heard: dict[str, Tensor] = {}

        def receive(name: str, answer: Tensor) -> None:
            heard[name] = _plain(answer)

        self.ask(receive)
        return heard

    def ask(self, receive: Callable[[str, Tensor], None]) -> Tensor:
        """Tell what every layer answers to the points, and return the network's output as float32.

        Parameters
        ----------
        receive : callable
            Called with each layer's name and answer, which is valid only then: what comes after
            may write over it. A layer that is called several times is heard each time, the second
            as ``name:2``.
        """
        calls: Counter[str] = Counter()
        points = self.points
        with ExitStack() as stack:
            for name, module in self._layers.items():
                if name != OUTPUT:
                    stack.enter_context(_heard(module, name, len(points), calls, receive))
            stack.enter_context(evaluating(self.network))
            output = asked(self.network, points, self._output)
        if output.dim() == 0 or len(output) != len(points):
            raise NetworkError(
                f"the network's output of shape {tuple(output.shape)} is not one row for each of "
                f"{len(points)} points"
            )
        output = _plain(output)
        receive(OUTPUT, output)
        return output


def _without_output(layers: dict[str, nn.Module], answers: dict[str, Tensor]) -> None:
    """Leave out a last layer that answers just what the network does."""
    last = ["", *answers][-2]
    if last in layers and torch.equal(answers[last], answers[OUTPUT]):
        del layers[last], answers[last]


def _speaks(name: str, module: nn.Module) -> bool:
    alone = not [*module.children()] or isinstance(module, nn.MultiheadAttention)
    return bool(name) and alone and not isinstance(module, SILENT)


@contextmanager
def _heard(
    module: nn.Module,
    name: str,
    points: int,
    calls: Counter[str],
    receive: Callable[[str, Tensor], None],
) -> Iterator[None]:
    def listen(module: nn.Module, arguments: Any, result: Any) -> None:
        answer = result[0] if isinstance(result, tuple) and result else result
        if not isinstance(answer, Tensor) or not answer.is_floating_point() or answer.dim() < 2:
            return
        if answer.shape[1] == points and (len(answer) != points or _has_time_first(module)):
            answer = answer.transpose(0, 1)
        if len(answer) != points:
            return
        calls[name] += 1
        receive(f"{name}:{calls[name]}" if calls[name] > 1 else name, answer)

    hook = module.register_forward_hook(listen)
    try:
        yield
    finally:
        hook.remove()


def _has_time_first(module: nn.Module) -> bool:
    """Whether a module says that its answers have an axis of time before that of the points."""
    return isinstance(module, (nn.RNNBase, nn.MultiheadAttention)) and not module.batch_first


def _plain(answer: Tensor) -> Tensor:
    """Return a copy: what comes after may write over it."""
    return answer.detach().to("cpu", torch.float32, copy=True)
