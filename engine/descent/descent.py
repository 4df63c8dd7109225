"""Run gradient descent on a loss surface, and record every step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.descent.descent_spec import DescentSpec
from engine.descent.rules import updater_of
from engine.descent.sample_losses import SampleLoss, sample_order
from engine.descent.surface import FARTHEST, Surface, slope_of
from engine.progress import Advance, unwatched

DIVERGED = 10 * FARTHEST
"""A descent that comes farther than this from 0, in any variable, has diverged."""
TOLD_EVERY = 100
"""Number of steps between two reports of progress."""


@dataclass(frozen=True)
class Descent:
    """The record of a descent.

    Attributes
    ----------
    spec : DescentSpec
        What was asked for.
    path : float64 array (steps + 1, dims)
        The points, from the start to the last; of a descent that diverged, up to the first that
        counts as that.
    loss : float64 array (steps + 1,)
        At each point, of all samples.
    gradient : float64 array (steps + 1, dims)
        The one stepped along, which is that of the step's samples; at the last point, where no
        step follows, that of all.
    rate : float64 array (steps,)
        The learning rate of each step.
    state : dict of str to float64 array (steps, …)
        What the optimiser remembers after each step, by its own names.
    order : int64 array (steps, batch)
        The samples that each step saw; without columns if it saw all or there are none.
    stopped : str
        "all steps done", "gradient small", "loss settled", "diverged", "undefined" (the last point
        has no loss), or "no gradient" (it has a loss, but no finite slope).
    diverged_at : int, optional
        The first point beyond `DIVERGED`, or without finite coordinates, or of infinite loss.
    """

    spec: DescentSpec
    path: np.ndarray
    loss: np.ndarray
    gradient: np.ndarray
    rate: np.ndarray
    state: dict[str, np.ndarray]
    order: np.ndarray
    stopped: str
    diverged_at: int | None = None

    @property
    def steps(self) -> int:
        """The number of steps taken."""
        return len(self.path) - 1

    @property
    def final(self) -> np.ndarray:
        """The last point, array (dims,)."""
        return self.path[-1]


def descend(
    spec: DescentSpec, surface: Surface | None = None, advance: Advance | None = None
) -> Descent:
    """Descend a surface as specified, and record every step.

    Parameters
    ----------
    spec : DescentSpec
    surface : Surface, optional
        Walk down this one instead of the one that the spec names.
    advance : callable, optional
        Told now and then how many steps are done.

    Raises
    ------
    UsageError
        If the surface is constant or not finite in its domain, or the start lies outside of it.
    """
    surface = surface or spec.loss_surface
    start = spec.start or surface.start
    surface.check_place("--start", start)
    spec.check_batch(surface)
    surface.check()
    return _Walk(spec, surface, start).run(advance or unwatched("descending", spec.steps))


class _Walk:
    """A descent under way."""

    def __init__(self, spec: DescentSpec, surface: Surface, start: tuple[float, ...]) -> None:
        self.spec, self.surface = spec, surface
        self.point = torch.tensor(start, dtype=torch.float64)
        self.updater = updater_of(
            spec.rule, self.point, lambda: surface.hessian(self.point.numpy())
        )
        self.order = np.zeros((spec.steps, 0), np.int64)
        if isinstance(surface.function, SampleLoss) and spec.batch is not None:
            self.order = sample_order(surface.function.samples, spec.batch, spec.steps, spec.seed)
        self.path: list[np.ndarray] = []
        self.loss: list[float] = []
        self.gradient: list[np.ndarray] = []
        self.rate: list[float] = []
        self.state: list[dict[str, np.ndarray]] = []

    def run(self, advance: Advance) -> Descent:
        """Run all steps, unless there is a reason to stop earlier."""
        for step in range(self.spec.steps):
            gradient = self.look(step)
            stopped = self.reason_to_stop()
            if stopped:
                break
            rate = self.spec.rate_at(step, self.surface)
            self.updater.step(gradient, rate)
            self.rate.append(rate)
            self.state.append(self.updater.state())
            if step % TOLD_EVERY == 0:
                advance(step, f"step {step}  loss {self.loss[-1]:.4g}")
        else:
            self.look(self.spec.steps)
            stopped = self.reason_to_stop() or "all steps done"
        return self.result(stopped)

    def look(self, step: int) -> Tensor:
        """Record the point, its loss and the gradient to step along, and return that gradient."""
        place = self.point.clone().requires_grad_()
        whole = self.surface.at(place)
        stepped_on = whole
        if self.order.shape[1] and step < self.spec.steps:
            stepped_on = self.surface.at(place, self.order[step])
        gradient = slope_of(stepped_on, place)
        self.path.append(self.point.numpy().copy())
        self.loss.append(whole.item())
        self.gradient.append(gradient.numpy().copy())
        return gradient

    def reason_to_stop(self) -> str:
        """Return why no step follows, or None if one does."""
        finite = np.isfinite(self.path[-1]).all() and not np.isinf(self.loss[-1])
        if not finite or np.abs(self.path[-1]).max() > DIVERGED:
            return "diverged"
        if np.isnan(self.loss[-1]):
            return "undefined"
        if not np.isfinite(self.gradient[-1]).all():
            return "no gradient"
        if self.spec.stop_gradient and self.slope <= self.spec.stop_gradient:
            return "gradient small"
        settled = len(self.loss) > 1 and abs(self.loss[-1] - self.loss[-2]) < self.spec.stop_change
        return "loss settled" if settled else ""

    @property
    def slope(self) -> float:
        """The length of the last gradient."""
        return float(np.linalg.norm(self.gradient[-1]))

    def result(self, stopped: str) -> Descent:
        """Return the recorded descent."""
        names = self.state[-1] if self.state else {}
        return Descent(
            spec=self.spec.descent,
            path=np.array(self.path),
            loss=np.array(self.loss),
            gradient=np.array(self.gradient),
            rate=np.array(self.rate),
            state={name: np.array([each[name] for each in self.state]) for name in names},
            order=self.order[: len(self.rate)],
            stopped=stopped,
            diverged_at=len(self.path) - 1 if stopped == "diverged" else None,
        )
