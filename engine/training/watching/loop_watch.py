"""Watch a training loop while it is recorded: what it does wrong, and which network it has."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn

from engine.errors import AnswersChangedError
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording
from engine.training.exact_run import CHANGED, ExactRun, still_computes
from engine.training.judging import Judge, outputs_for
from engine.training.measuring.measurements import Measurements
from engine.training.probed_run import ProbedRun
from engine.training.watching.broadcast_loss import broadcast
from engine.training.watching.early_steps import EarlySteps
from engine.training.watching.following import Following
from engine.training.watching.late_losses import are_late
from engine.training.watching.loss_source import ELSEWHERE, is_from_elsewhere
from engine.training.watching.update_watch import (
    CLEARED,
    EARLY,
    UNCHANGED,
    UPDATED,
    UpdateWatch,
)

DIVERGED, NETWORK_CHANGED = "diverged", "network changed"
"""Why training, or its recording, ended."""


class LoopWatch:
    """Watch over the loop that trains a network, which warns once of each mistake.

    Parameters
    ----------
    network : nn.Module or None
    inputs : Tensor (points, …)
        By which it is read.
    output : int or str, optional
        Which of its outputs, if it returns several.
    run : ExactRun or ProbedRun
    measurements : Measurements
    """

    def __init__(
        self,
        network: nn.Module | None,
        inputs: Tensor,
        output: int | str | None,
        run: ExactRun | ProbedRun,
        measurements: Measurements,
    ) -> None:
        self._network, self._measurements = network, measurements
        self._inputs, self._output = inputs, output
        parameters = self._parameters()
        self._updates, self._early = UpdateWatch(parameters), EarlySteps(parameters)
        watches = (self._updates, self._early)
        self._following = Following(network, inputs, output, run, measurements, watches)
        self._told: set[str] = set()

    def _parameters(self) -> list[nn.Parameter]:
        return [] if self._network is None else [*self._network.parameters()]

    @property
    def has_ended(self) -> bool:
        """Whether the network was changed so that it is not recorded any more."""
        return bool(self._following.ended)

    @property
    def was_written(self) -> bool:
        """Whether a parameter was written to since its gradient was last computed."""
        return self._updates.was_written

    def begin_step(self) -> None:
        """Follow layers that were exchanged, before a step is recorded."""
        self._following.follow()
        if self._following.ended:
            self.warn(self._following.ended)

    @contextmanager
    def while_it_answers(self) -> Iterator[None]:
        """End the recording with the last step that was kept, if the network answers otherwise."""
        try:
            yield
        except AnswersChangedError as error:
            self._following.end(error)

    def keep(self) -> None:
        """Notice the state that is kept before the loss is known, and measure its gradients."""
        if self._updates.computed:
            self._measurements.measure_gradients()
        self._early.record(is_checked=False)  # it may well be the state after the last update

    def add(self, loss: Tensor | float | None, outputs: Any, *, kept: bool) -> None:
        """Measure a step, and warn of what was noticed at it; `kept` as its state was before."""
        cleared = self._updates.cleared and not self._measurements.have_gradients
        computed = self._updates.computed
        self._measurements.add(loss, outputs)
        if cleared:
            self._measurements.forget_gradients()
            self.warn(CLEARED)
        elif self._updates.updated and not kept:
            self.warn(UPDATED)
        if not kept:
            self._early.record(is_checked=not computed)
        if len(self._measurements) <= EARLY and is_from_elsewhere(loss, self._parameters()):
            self.warn(ELSEWHERE)
        self.warn(*self._early.sentences)
        if len(self._measurements) == 1:
            told, judge = float(self._measurements.all_losses[0]), self._measurements.judge
            self.warn(*broadcast(told, self._network, self._output, judge))

    def next_step(self) -> None:
        """Begin to watch the next step, if there is one."""
        if self._following.ended:
            self.warn(self._following.ended)
        self._updates.next_step()

    def close(self, run: Recording | ProbedRecording, judge: Judge) -> None:
        """Leave the network alone again, and warn of what is noticed in the end."""
        self.warn(*self._early.sentences)
        if self._following.ended:
            self.warn(self._following.ended)
        if run.stopped != DIVERGED and self._updates.unchanged:
            self.warn(UNCHANGED)
        elif not self._told and isinstance(run, Recording) and are_late(run, judge):
            self.warn(UPDATED)
        if isinstance(run, Recording) and not self.has_ended and not self._still_computes(run):
            self.warn(CHANGED)
        self._updates.close()
        self._early.close()

    def _still_computes(self, run: Recording) -> bool:
        assert self._network is not None
        outputs = outputs_for(self._network, self._inputs, self._output)
        return still_computes(run, self._inputs, outputs)

    def warn(self, *sentences: str) -> None:
        """Warn of each thing once, at the place in the user's loop."""
        for sentence in sentences:
            if sentence not in self._told:
                self._told.add(sentence)
                warnings.warn(sentence, stacklevel=4)
