"""Watch when a loop computes gradients and updates parameters, to notice mistakes in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from weakref import WeakMethod, finalize

import torch
from torch import Tensor, nn
from torch.optim.optimizer import register_optimizer_step_post_hook
from torch.utils.hooks import RemovableHandle

UPDATED = (
    "the parameters were updated after the gradients were computed and before record(loss), so "
    "that loss, gradients and parameters are not of the same step; call record(loss) between "
    "loss.backward() and optimizer.step()"
)
CLEARED = (
    "the gradients were gone when record(loss) was called, so that their norms are unknown; call "
    "it between loss.backward() and optimizer.step(), where loss, gradients and parameters are of "
    "the same step"
)
UNCHANGED = (
    "no parameter changed from the first recorded step to the last; call optimizer.step(), and "
    "give the optimizer the parameters of the recorded network (where they are trained as a dict "
    "of their own, call network.load_state_dict(parameters) before record(loss))"
)
EARLY = 3
"""Steps that are watched closely, since a loop has the same order at each."""
SAMPLE = 64
"""Numbers of a parameter by which it is seen to have changed, where its version does not tell."""


class Noted(NamedTuple):
    """A parameter when its gradient was computed.

    Attributes
    ----------
    version, gradient_version : int
        How often it and its gradient had been changed in place.
    sample : Tensor or None
        The first of its numbers, if it is watched closely.
    has_gradient : bool
        Whether any of its gradient is not 0, if it is watched closely.
    """

    version: int
    gradient_version: int
    sample: Tensor | None = None
    has_gradient: bool = False


@dataclass
class Notes:
    """What was noted at this step, by the place of a parameter; hooks hold this and no more."""

    computed: dict[int, Noted] = field(default_factory=dict)
    is_close: bool = True


class UpdateWatch:
    """Watch of a loop's order: gradients, record, update.

    Whenever a gradient of the first or the last parameter is accumulated, its version is noted;
    PyTorch counts one up whenever a tensor is changed in place, as optimizers do. Changes by
    ``parameter.data`` are not counted: of the first steps numbers are compared too, and of all
    others if a gradient was cleared so.

    Parameters
    ----------
    parameters : iterable of nn.Parameter
        The network's.
    """

    def __init__(self, parameters: Iterable[nn.Parameter]) -> None:
        self._notes = Notes()
        self._steps, self._was_computed = 0, False
        self._clears_unseen = self._writes_unseen = False
        self._first: list[float] = []
        self._hooks: list[RemovableHandle] = []
        self._listen(parameters)
        self._optimizer_hook = register_optimizer_step_post_hook(
            passed_on(WeakMethod(self._stepped))
        )
        finalize(self, self._optimizer_hook.remove)  # it is the only one that is not a parameter's

    def follow(self, parameters: Iterable[Tensor]) -> None:
        """Watch other parameters from now on."""
        known = {id(p) for p in self._all}
        was_computed = self.computed
        self._notes.computed.clear()
        self._listen(parameters)
        new = (p for p in self._parameters if id(p) not in known)
        self._was_computed = was_computed or any(p.grad is not None for p in new)
        self._first = self._first and [torch.nan]  # they are not the first step's

    def _listen(self, parameters: Iterable[Tensor]) -> None:
        self._leave_alone()
        self._all: list[Tensor] = [*parameters]
        self._parameters = [p for p in self._all if p.requires_grad and p.is_leaf]
        ends = {0, len(self._parameters) - 1} if self._parameters else set()
        self._hooks = [
            self._parameters[place].register_post_accumulate_grad_hook(self._note(place))
            for place in ends
        ]

    def _note(self, place: int) -> Callable[[Tensor], None]:
        notes = self._notes

        def note(parameter: Tensor) -> None:
            gradient = parameter.grad
            versions = parameter._version, 0 if gradient is None else gradient._version
            if not notes.is_close or torch.compiler.is_compiling():  # to look would break the graph
                notes.computed[place] = Noted(*versions)
                return
            has_gradient = gradient is not None and _has_any(gradient)
            notes.computed[place] = Noted(*versions, sample_of(parameter).clone(), has_gradient)

        return note

    def _stepped(self, optimizer: torch.optim.Optimizer) -> None:
        """Notice the update of a fused optimizer, which leaves the versions as they are."""
        if not optimizer.defaults.get("fused"):
            return
        moved = {id(p) for group in optimizer.param_groups for p in group["params"]}
        for place, noted in self._notes.computed.items():
            if id(self._parameters[place]) in moved:
                self._notes.computed[place] = noted._replace(version=-1)

    @property
    def computed(self) -> bool:
        """Whether gradients were computed since the last step."""
        return self._was_computed or bool(self._notes.computed)

    @property
    def updated(self) -> bool:
        """Whether a parameter has other numbers than when its gradient was last computed.

        One that was written to may have them back, as after other weights were evaluated: where
        there is no sample to see that, samples are taken from then on.
        """
        noted = self._notes.computed.items()
        if self._notes.is_close:
            return any(_is_another(self._parameters[i], each) for i, each in noted)
        self._writes_unseen = self._writes_unseen or self.was_written
        return False

    @property
    def was_written(self) -> bool:
        """Whether a parameter was written to since its gradient was last computed."""
        noted = self._notes.computed.items()
        return any(
            self._parameters[i]._version != x.version or _is_another(self._parameters[i], x)
            for i, x in noted
        )

    @property
    def cleared(self) -> bool:
        """Whether gradients were computed since the last step, of which none is left."""
        noted = self._notes.computed
        if not noted or not all(_is_cleared(self._parameters[i].grad, x) for i, x in noted.items()):
            return False
        self._clears_unseen = self._notes.is_close
        return True

    def next_step(self) -> None:
        """Begin to watch the next step."""
        self._steps += 1
        self._first = self._first or self._sizes()
        self._notes.computed.clear()
        self._was_computed = False
        unseen = self._clears_unseen or self._writes_unseen
        self._notes.is_close = self._steps < EARLY or unseen

    @property
    def unchanged(self) -> bool:
        """Whether there were several steps, and the parameters are still the first one's."""
        return bool(self._all) and self._steps > 1 and self._first == self._sizes()

    def _sizes(self) -> list[float]:
        with torch.no_grad():
            # In double precision, lest small updates be lost in the sizes of short numbers.
            return [p.detach().abs().double().norm().item() for p in self._all]

    def close(self) -> None:
        """Leave the parameters alone again."""
        self._leave_alone()
        self._optimizer_hook.remove()

    def _leave_alone(self) -> None:
        for hook in self._hooks:
            hook.remove()
        self._hooks.clear()


def passed_on(method: WeakMethod[Callable[[torch.optim.Optimizer], None]]) -> Callable[..., None]:
    """Return a hook that calls a method for as long as its object lives."""

    def hook(optimizer: torch.optim.Optimizer, *_: object) -> None:
        if (call := method()) is not None:
            call(optimizer)

    return hook


def sample_of(parameter: Tensor) -> Tensor:
    """Return the first numbers of a tensor."""
    return parameter.detach().reshape(-1)[:SAMPLE]


def _is_another(parameter: Tensor, noted: Noted) -> bool:
    return noted.sample is not None and not torch.allclose(
        sample_of(parameter), noted.sample, rtol=0, atol=0, equal_nan=True
    )


def _is_cleared(gradient: Tensor | None, noted: Noted) -> bool:
    if gradient is None:
        return True
    may_be = gradient._version != noted.gradient_version or noted.has_gradient
    return may_be and not _has_any(gradient)


def _has_any(gradient: Tensor) -> bool:
    numbers = gradient.coalesce().values() if gradient.is_sparse else gradient
    return bool(numbers.any())
