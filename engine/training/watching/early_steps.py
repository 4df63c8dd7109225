"""Watch a loop's first steps for what its gradients, kept in ``.grad`` or not, do not tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from weakref import WeakMethod, finalize

import torch
from torch import Tensor
from torch.optim.optimizer import (
    register_optimizer_step_post_hook,
    register_optimizer_step_pre_hook,
)
from torch.utils.hooks import RemovableHandle

from engine.training.watching.update_watch import EARLY, UPDATED, passed_on, sample_of

PERTURBED = (
    "the parameters were recorded while they were moved, and moved back before the optimizer's "
    "step, as sharpness-aware minimisation does; call record(loss) while they are those that the "
    "optimizer updates, such as after the first loss.backward()"
)
SCALED = (
    "the gradients at record(loss) were {factor:,} times those at optimizer.step(), as "
    "torch.amp.GradScaler scales them, and so are the norms recorded; call "
    "scaler.unscale_(optimizer) before record(loss)"
)
FACTOR = 4
"""From which power of two on gradients count as scaled."""
EPSILONS = 8
"""Steps of a parameter's precision by which it may be rounded when it is moved back."""


class EarlySteps:
    """Watch over the order of a loop, by samples of the first and the last of some parameters.

    After a few steps nothing is listened to any more, since a loop has the same order at each.

    Parameters
    ----------
    parameters : iterable of Tensor
        The network's.

    Attributes
    ----------
    sentences : list of str
        What was noticed so far.
    """

    def __init__(self, parameters: Iterable[Tensor]) -> None:
        self.sentences: list[str] = []
        self._steps = 0
        self._hooks: list[RemovableHandle] = []
        self.follow(parameters)
        self._optimizer_hooks = [
            register_optimizer_step_pre_hook(passed_on(WeakMethod(self._begin_step))),
            register_optimizer_step_post_hook(passed_on(WeakMethod(self._end_step))),
        ]
        for hook in self._optimizer_hooks:
            finalize(self, hook.remove)

    def follow(self, parameters: Iterable[Tensor]) -> None:
        """Watch these from now on."""
        self._leave_alone()
        trained = [p for p in parameters if p.requires_grad and p.is_leaf]
        self._parameters = trained[:1] + trained[1:][-1:]
        # Each holds samples by the place of a parameter.
        self._computed: dict[int, Tensor] = {}
        self._recorded: dict[int, Tensor] = {}
        self._updated: dict[int, Tensor] = {}
        self._gradients: dict[int, Tensor] = {}
        if self._steps < EARLY:
            self._hooks = [
                p.register_hook(_note(self._computed, place, p))
                for place, p in enumerate(self._parameters)
            ]

    def record(self, *, is_checked: bool) -> None:
        """Notice how the parameters are as a step is recorded.

        Parameters
        ----------
        is_checked : bool
            Whether they have to be as when the gradients were computed.
        """
        if self._steps >= EARLY or not self._parameters:
            self._leave_optimizers_alone()
            return
        if is_checked and not all(self._are(p, x) for p, x in self._computed.items()):
            self.sentences.append(UPDATED)
        self._computed.clear()
        self._recorded = {i: _sampled(p) for i, p in enumerate(self._parameters)}
        self._gradients = {
            place: _sampled(p.grad)
            for place, p in enumerate(self._parameters)
            if p.grad is not None and p.grad.layout == torch.strided
        }
        self._steps += 1
        if self._steps == EARLY:
            self._leave_alone()

    def close(self) -> None:
        """Leave the parameters and all optimizers alone."""
        self._leave_alone()
        self._leave_optimizers_alone()

    def _leave_optimizers_alone(self) -> None:
        for hook in self._optimizer_hooks:
            hook.remove()
        self._optimizer_hooks.clear()

    def _leave_alone(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()

    def _places(self, optimizer: torch.optim.Optimizer) -> list[int]:
        """Return the places of the parameters that an optimizer has."""
        has = {id(p) for group in optimizer.param_groups for p in group["params"]}
        return [i for i, p in enumerate(self._parameters) if id(p) in has]

    def _begin_step(self, optimizer: torch.optim.Optimizer) -> None:
        """Compare with what was recorded, as an optimizer begins to update."""
        for place in self._places(optimizer):
            recorded, before = self._recorded.pop(place, None), self._updated.get(place)
            is_moved = recorded is not None and not self._are(place, recorded)
            if is_moved and before is not None and self._are(place, before):
                self.sentences.append(PERTURBED)
            gradient = self._gradients.pop(place, None)
            factor = _power_between(gradient, self._parameters[place].grad)
            if factor >= FACTOR:
                self.sentences.append(SCALED.format(factor=factor))

    def _end_step(self, optimizer: torch.optim.Optimizer) -> None:
        """Notice how the parameters are, as an optimizer has updated them."""
        for place in self._places(optimizer):
            self._updated[place] = _sampled(self._parameters[place])
            self._recorded.pop(place, None)  # from inside the step, as closures record
            self._gradients.pop(place, None)

    def _are(self, place: int, sample: Tensor) -> bool:
        """Return whether a parameter is as it was, but for rounding."""
        now = sample_of(self._parameters[place])
        if (now.dtype, now.device, now.shape) != (sample.dtype, sample.device, sample.shape):
            return True  # it is another by its kind, and not moved
        apart = (now - sample).abs().max().item()
        return not apart > EPSILONS * torch.finfo(now.dtype).eps * sample.abs().max().item()


def _sampled(tensor: Tensor) -> Tensor:
    return sample_of(tensor).clone()


def _note(samples: dict[int, Tensor], place: int, parameter: Tensor) -> Callable[[Tensor], None]:
    """Return a hook that notes the parameter's numbers when its gradient was computed."""

    def note(gradient: Tensor) -> None:
        if not torch.compiler.is_compiling():
            samples[place] = _sampled(parameter)

    return note


def _power_between(large: Tensor | None, small: Tensor | None) -> int:
    """Return the power of two by which some numbers are those of another tensor; 0 if by none."""
    if large is None or small is None or small.layout != torch.strided:
        return 0
    rest = sample_of(small)
    least = rest.abs().max().item()
    ratio = large.abs().max().item() / least if least else math.nan
    if not (1 <= ratio < math.inf) or math.frexp(ratio)[0] != 0.5:
        return 0
    return int(ratio) if torch.equal(large, rest * ratio) else 0
