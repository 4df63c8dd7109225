"""Watch when a loop computes gradients and updates parameters, to notice mistakes in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from weakref import WeakMethod, finalize

import torch
from torch import Tensor, nn
from torch.optim.optimizer import register_optimizer_step_post_hook

UPDATED = (
    "the parameters were updated after loss.backward() and before record(loss), so that loss, "
    "gradients and parameters are not of the same step; call record(loss) between loss.backward() "
    "and optimizer.step()"
)
CLEARED = (
    "the gradients were gone when record(loss) was called, so that their norms are unknown; call "
    "it between loss.backward() and optimizer.step(), where loss, gradients and parameters are of "
    "the same step"
)
UNCHANGED = (
    "no parameter changed from the first recorded step to the last; call optimizer.step(), and "
    "give the optimizer the parameters of the recorded network"
)


class UpdateWatch:
    """Watch of a loop's order: gradients, record, update.

    Whenever a gradient of the first or the last parameter is accumulated, its version is noted;
    PyTorch counts one up whenever a tensor is changed in place, as optimizers do.

    Parameters
    ----------
    parameters : iterable of nn.Parameter
        Those that are trained.
    """

    def __init__(self, parameters: Iterable[nn.Parameter]) -> None:
        self._parameters: list[Tensor] = [p for p in parameters if p.requires_grad and p.is_leaf]
        # place of a parameter → versions of itself and of its gradient when that was computed
        self._computed: dict[int, tuple[int, int]] = {}
        self._steps = 0
        self._first: list[float] = []
        ends = {0, len(self._parameters) - 1} if self._parameters else set()
        self._hooks = [
            self._parameters[place].register_post_accumulate_grad_hook(self._note(place))
            for place in ends
        ]
        self._hooks.append(register_optimizer_step_post_hook(_passed_on(WeakMethod(self._stepped))))
        finalize(self, self._hooks[-1].remove)  # it is the only one that is not a parameter's

    def _note(self, place: int) -> Callable[[Tensor], None]:
        computed = self._computed

        def note(parameter: Tensor) -> None:
            gradient = parameter.grad
            computed[place] = parameter._version, 0 if gradient is None else gradient._version

        return note

    def _stepped(self, optimizer: torch.optim.Optimizer) -> None:
        """Notice the update of a fused optimizer, which leaves the versions as they are."""
        if not optimizer.defaults.get("fused"):
            return
        moved = {id(p) for group in optimizer.param_groups for p in group["params"]}
        for place, (_, gradient) in self._computed.items():
            if id(self._parameters[place]) in moved:
                self._computed[place] = -1, gradient

    @property
    def computed(self) -> bool:
        """Whether gradients were computed since the last step."""
        return bool(self._computed)

    @property
    def updated(self) -> bool:
        """Whether a parameter has changed since its gradient was last computed."""
        parameters = self._parameters
        return any(parameters[i]._version != seen for i, (seen, _) in self._computed.items())

    @property
    def cleared(self) -> bool:
        """Whether gradients were computed since the last step, of which none is left."""
        return bool(self._computed) and all(
            _is_cleared(self._parameters[i].grad, seen) for i, (_, seen) in self._computed.items()
        )

    def next_step(self) -> None:
        """Begin to watch the next step."""
        self._steps += 1
        self._first = self._first or self._sizes()
        self._computed.clear()

    @property
    def unchanged(self) -> bool:
        """Whether there were several steps, and the parameters are still the first one's."""
        return bool(self._parameters) and self._steps > 1 and self._first == self._sizes()

    def _sizes(self) -> list[float]:
        with torch.no_grad():
            # In double precision, lest small updates be lost in the sizes of short numbers.
            return [p.detach().double().norm().item() for p in self._parameters]

    def close(self) -> None:
        """Leave the parameters alone again."""
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()


def _passed_on(method: WeakMethod[Callable[[torch.optim.Optimizer], None]]) -> Callable[..., None]:
    """Return a hook that calls a method for as long as its object lives."""

    def hook(optimizer: torch.optim.Optimizer, *_: object) -> None:
        if (call := method()) is not None:
            call(optimizer)

    return hook


def _is_cleared(gradient: Tensor | None, seen: int) -> bool:
    if gradient is None:
        return True
    return gradient._version != seen and not gradient.any()
