"""Watch a loop's first steps for what its gradients, kept in ``.grad`` or not, do not tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from weakref import WeakMethod, finalize

import torch
from torch import Tensor
from torch.optim.optimizer import register_optimizer_step_pre_hook
from torch.utils.hooks import RemovableHandle

from engine.training.watching.update_watch import EARLY, UPDATED, passed_on, sample_of

PERTURBED = (
    "the parameters were moved before a second loss.backward(), recorded so, and moved back before "
    "the optimizer's step, as sharpness-aware minimisation does; call record(loss) after the first "
    "loss.backward(), where loss and parameters are those of the step"
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


@dataclass
class Notes:
    """Samples of parameters when gradients were computed; hooks hold this and no more."""

    first: dict[int, Tensor] = field(default_factory=dict)
    last: dict[int, Tensor] = field(default_factory=dict)


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
        self._steps, self._has_stepped = 0, False
        self._moved_from: dict[int, Tensor] = {}
        self._gradients: dict[int, Tensor] = {}
        self._hooks: list[RemovableHandle] = []
        self.follow(parameters)
        hook = register_optimizer_step_pre_hook(passed_on(WeakMethod(self._begin_step)))
        self._optimizer_hook: RemovableHandle | None = hook
        finalize(self, hook.remove)

    def follow(self, parameters: Iterable[Tensor]) -> None:
        """Watch these from now on."""
        self._leave_alone()
        trained = [p for p in parameters if p.requires_grad and p.is_leaf]
        self._parameters = trained[:1] + trained[1:][-1:]
        self._notes = Notes()
        self._moved_from, self._gradients = {}, {}
        if self._steps < EARLY:
            self._hooks = [
                p.register_hook(_note(self._notes, place, p))
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
        notes = self._notes
        is_updated = self._have_moved(notes.last)
        if is_updated and is_checked:
            self.sentences.append(UPDATED)
        is_moved = self._have_moved(notes.first) and not (is_updated or self._has_stepped)
        self._moved_from = dict(notes.first) if is_moved else {}
        self._gradients = {
            place: sample_of(p.grad).clone()
            for place, p in enumerate(self._parameters)
            if p.grad is not None and p.grad.layout == torch.strided
        }
        notes.first.clear()
        notes.last.clear()
        self._has_stepped = False
        self._steps += 1
        if self._steps == EARLY:
            self._leave_alone()

    def close(self) -> None:
        """Leave the parameters and all optimizers alone."""
        self._leave_alone()
        self._leave_optimizers_alone()

    def _leave_optimizers_alone(self) -> None:
        if self._optimizer_hook is not None:
            self._optimizer_hook.remove()
            self._optimizer_hook = None

    def _leave_alone(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()

    def _begin_step(self, optimizer: torch.optim.Optimizer) -> None:
        """Compare with what was recorded, as an optimizer begins to update."""
        updated = {id(p) for group in optimizer.param_groups for p in group["params"]}
        places = [i for i, p in enumerate(self._parameters) if id(p) in updated]
        if not places:
            return
        self._has_stepped = self._has_stepped or bool(self._notes.first)
        if self._moved_from and not self._have_moved(self._moved_from):
            self.sentences.append(PERTURBED)
        for place in {*places} & self._gradients.keys():
            factor = _power_between(self._gradients[place], self._parameters[place].grad)
            if factor >= FACTOR:
                self.sentences.append(SCALED.format(factor=factor))
        self._moved_from, self._gradients = {}, {}

    def _have_moved(self, samples: dict[int, Tensor]) -> bool:
        return any(not self._are(place, sample) for place, sample in samples.items())

    def _are(self, place: int, sample: Tensor) -> bool:
        """Return whether a parameter is as it was, but for rounding."""
        now = sample_of(self._parameters[place])
        if now.dtype != sample.dtype or now.device != sample.device:
            return True  # moved as a whole
        apart = (now - sample).abs().max().item()
        return not apart > EPSILONS * torch.finfo(now.dtype).eps * sample.abs().max().item()


def _note(notes: Notes, place: int, parameter: Tensor) -> Callable[[Tensor], None]:
    def note(gradient: Tensor) -> None:
        if torch.compiler.is_compiling():
            return
        notes.last[place] = sample = sample_of(parameter).clone()
        notes.first.setdefault(place, sample)

    return note


def _power_between(large: Tensor, small: Tensor | None) -> int:
    """Return the power of two by which some numbers are those of another tensor; 0 if by none."""
    if small is None or small.layout != torch.strided:
        return 0
    rest = sample_of(small)
    least = rest.abs().max().item()
    ratio = large.abs().max().item() / least if least else math.nan
    if not (1 <= ratio < math.inf) or math.frexp(ratio)[0] != 0.5:
        return 0
    return int(ratio) if torch.equal(large, rest * ratio) else 0
