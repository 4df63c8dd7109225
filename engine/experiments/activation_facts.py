"""Facts of an activation function: values, slopes, range, flat parts, mean output.

All is measured on the torch module itself, the slopes by autograd.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import torch
from numpy.polynomial.legendre import leggauss
from scipy.optimize import brentq, minimize_scalar
from scipy.special import ndtr

from engine.networks.activations import ActivationKind

EDGE = 10.0
"""Half the width of the interval over which functions are drawn, [-EDGE, EDGE]."""
FAR = 1e16
"""Stand-in for infinity: adding 1 makes no difference any more."""
SPACING = 0.01
SMALL = 0.05
"""A unit is saturated where the slope is nearer to 0 than this, and goes to 0 further out."""
NODES = 120
"""Nodes of the quadrature in each smooth piece."""

Function = Callable[[np.ndarray], np.ndarray]


def values(kind: ActivationKind, x: np.ndarray | float) -> np.ndarray:
    """Apply the function to an array (…), as it is after training (`nn.Module.eval`)."""
    with torch.no_grad():
        y: np.ndarray = kind.build().double().eval()(torch.tensor(x, dtype=torch.float64)).numpy()
    return y


def slopes(kind: ActivationKind, x: np.ndarray | float) -> np.ndarray:
    """Return the derivative at an array (…), by autograd."""
    points = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    y = kind.build().double().eval()(points)
    if not y.requires_grad:  # a step, which is flat wherever it does not jump
        return np.zeros(points.shape)
    (slope,) = torch.autograd.grad(y.sum(), points)
    found: np.ndarray = slope.numpy()
    return found


@dataclass(frozen=True)
class Interval:
    """An interval of the real line.

    Attributes
    ----------
    low, high : float
        Its ends, which may be infinite.
    """

    low: float
    high: float

    @property
    def probability(self) -> float:
        """The probability that a standard normal number lies in it."""
        return float(ndtr(self.high) - ndtr(self.low))


@dataclass(frozen=True)
class Bound:
    """The end of a range.

    Attributes
    ----------
    value : float
        It may be infinite.
    reached : bool
        Whether the function takes this value, rather than coming ever closer.
    """

    value: float
    reached: bool


@dataclass(frozen=True)
class ActivationFacts:
    """Measurements of one activation function.

    Attributes
    ----------
    kind : ActivationKind
        With its constants.
    """

    kind: ActivationKind

    @cached_property
    def curve(self) -> tuple[np.ndarray, np.ndarray]:
        """The function's graph: x and g(x), arrays (samples,), with NaN where it jumps."""
        return self._graph(lambda x: values(self.kind, x))

    @cached_property
    def slope_curve(self) -> tuple[np.ndarray, np.ndarray]:
        """The derivative's graph: x and g′(x), arrays (samples,), with NaN where it jumps."""
        return self._graph(lambda x: slopes(self.kind, x))

    @cached_property
    def range(self) -> tuple[Bound, Bound]:
        """The lower and the upper end of its range."""
        low, high = self._infimum(1.0), self._infimum(-1.0)
        return low, Bound(0.0 - high.value, high.reached)

    @property
    def limits(self) -> tuple[float, float] | None:
        """What its values lie between, if both ends of the range are finite."""
        low, high = (end.value for end in self.range)
        return (low, high) if np.isfinite([low, high]).all() else None

    @cached_property
    def outputs(self) -> tuple[tuple[Bound, Bound], ...]:
        """The parts of which the range consists, rising: where the function jumps, several.

        A function that jumps must rise or be constant between its seams.
        """
        if not np.isnan(self.curve[1]).any():
            return (self.range,)
        parts = {
            self._outputs_of(edges, values(self.kind, piece[[0, -1]]))
            for edges, piece in zip(pairwise(self._edges), self._pieces, strict=True)
        }
        return tuple(sorted(parts, key=lambda part: part[0].value))

    def _outputs_of(self, edges: tuple[float, float], limits: np.ndarray) -> tuple[Bound, Bound]:
        """Return the bounds of a piece that rises, or is constant, between two edges."""
        first, last = limits.round(12).tolist()
        if first == last:
            return Bound(first, reached=True), Bound(last, reached=True)
        reached = values(self.kind, np.array(edges)) == [first, last]
        low, high = Bound(first, bool(reached[0])), Bound(last, bool(reached[1]))
        return (
            self.range[0] if edges[0] == -EDGE else low,
            self.range[1] if edges[1] == EDGE else high,
        )

    @cached_property
    def steepest(self) -> float:
        """The largest slope in [-EDGE, EDGE], upwards or downwards."""
        return float(np.nanmax(np.abs(self.slope_curve[1])))

    @cached_property
    def gentlest(self) -> float:
        """The smallest slope in [-EDGE, EDGE], upwards or downwards."""
        return float(np.nanmin(np.abs(self.slope_curve[1])))

    @cached_property
    def turns(self) -> tuple[float, ...]:
        """The smooth extrema, in increasing order."""
        found: list[float] = []
        for piece in self._pieces:
            slope = slopes(self.kind, piece)
            tilted = piece[slope != 0]
            turning = np.flatnonzero(np.diff(np.sign(slope[slope != 0])))
            found += [self._crossing(0.0, tilted[at], tilted[at + 1]) for at in turning]
        return tuple(found)

    @cached_property
    def dead(self) -> tuple[Interval, ...]:
        """The intervals on which the slope is exactly 0, so that no gradient gets through."""
        return self._vanishing(lambda x: slopes(self.kind, x))

    @cached_property
    def silent(self) -> float:
        """The probability of an output of exactly 0, for a standard normal input."""
        zero = self._vanishing(lambda x: values(self.kind, x))
        return sum(interval.probability for interval in zero)

    @cached_property
    def saturated(self) -> tuple[Interval, ...]:
        """The tails, at most two, on which the slope stays below SMALL and tends to 0."""
        left, right = self._saturated_from(-1), self._saturated_from(1)
        tails = [] if left is None else [Interval(-np.inf, left)]
        return (*tails, *([] if right is None else [Interval(right, np.inf)]))

    @cached_property
    def faint(self) -> tuple[Interval, ...]:
        """All intervals on which the slope is nearer to 0 than SMALL, but not 0 throughout."""
        found = []
        for piece in self._pieces:
            slope = slopes(self.kind, piece)
            ends = np.diff(np.abs(slope) < SMALL, prepend=False, append=False).nonzero()[0]
            for first, beyond in ends.reshape(-1, 2) if slope.any() else ():
                sides = ((first, first - 1), (beyond - 1, beyond))
                found.append(Interval(*(self._end_of_faint(piece, slope, *at) for at in sides)))
        return tuple(found)

    def _end_of_faint(self, piece: np.ndarray, slope: np.ndarray, at: int, outside: int) -> float:
        """Return where a faint part of a piece ends, between two samples or at the piece's end."""
        if 0 <= outside < len(piece):
            return self._crossing(SMALL * np.sign(slope[outside]), piece[at], piece[outside])
        end = float(piece[at])
        return end if abs(end) < EDGE - SPACING else float(np.copysign(np.inf, end))

    @cached_property
    def mean(self) -> float:
        """The mean output for a standard normal input, by Gauss–Legendre quadrature."""
        nodes, weights = leggauss(NODES)
        total = 0.0
        for low, high in pairwise(self._edges):
            x = low + (high - low) * (nodes + 1) / 2
            density = np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)
            total += (high - low) / 2 * float(weights @ (values(self.kind, x) * density))
        return total

    @property
    def is_centred(self) -> bool:
        """Whether that mean is 0."""
        return abs(self.mean) < 1e-6

    @property
    def _edges(self) -> tuple[float, ...]:
        return (-EDGE, *self.kind.seams, EDGE)

    @cached_property
    def _pieces(self) -> tuple[np.ndarray, ...]:
        """Samples of each smooth piece, whose ends are approached from inside."""
        return tuple(_inside(low, high) for low, high in pairwise(self._edges))

    def _graph(self, function: Function) -> tuple[np.ndarray, np.ndarray]:
        x, y = [self._pieces[0]], [function(self._pieces[0])]
        for piece in self._pieces[1:]:
            heights = function(piece)
            if abs(heights[0] - y[-1][-1]) > 1e-9:
                x.append(piece[:1])
                y.append(np.array([np.nan]))
            x.append(piece)
            y.append(heights)
        return np.concatenate(x), np.concatenate(y)

    def _infimum(self, sign: float) -> Bound:
        """Return the lower end of the range of the function times `sign`."""
        near, lowest = np.inf, 0.0
        for piece in self._pieces:
            heights = sign * values(self.kind, piece)
            at = int(heights.argmin())
            if heights[at] < near:
                near, lowest = float(heights[at]), float(piece[at])
        if abs(lowest) < EDGE:
            around = (lowest - SPACING, lowest + SPACING)
            deeper = minimize_scalar(
                lambda x: sign * float(values(self.kind, x)), bounds=around, method="bounded"
            )
            near = min(near, float(deeper.fun))
        before, beyond = (
            sign * values(self.kind, np.array([-far, far])) for far in (FAR / 10, FAR)
        )
        if (beyond < 2 * before).any() and beyond.min() < -1:
            return Bound(-np.inf, reached=False)
        limit = float(beyond.min())
        # Far out, numbers may be equal to a limit that the function only comes close to.
        is_tail = abs(lowest) > EDGE - SPACING
        is_flat = any(part.low <= lowest <= part.high for part in self.dead)
        reached = near <= limit and (is_flat or not is_tail)
        return Bound(min(near, limit) + 0.0, reached)  # a zero has no sign

    def _vanishing(self, function: Function) -> tuple[Interval, ...]:
        """Return the pieces on which `function` is 0 throughout."""
        ends = (-np.inf, *self.kind.seams, np.inf)
        return tuple(
            Interval(low, high)
            for (low, high), piece in zip(pairwise(ends), self._pieces, strict=True)
            if not function(piece).any()
        )

    def _saturated_from(self, side: int) -> float | None:
        """Return where the saturated tail on one side (-1 or 1) begins, None if there is none."""
        if abs(float(slopes(self.kind, side * FAR))) > 1e-12:
            return None
        tail = self._pieces[-1 if side > 0 else 0][::-side].copy()
        strength = np.abs(slopes(self.kind, tail))
        if not strength.any() or strength[0] >= SMALL:
            return None
        enough = np.flatnonzero(strength >= SMALL)
        if not len(enough):
            return float(tail[-1])
        level = SMALL * np.sign(float(slopes(self.kind, tail[enough[0]])))
        return self._crossing(level, tail[enough[0] - 1], tail[enough[0]])

    def _crossing(self, level: float, before: float, after: float) -> float:
        """Return where the slope passes a level."""
        return float(brentq(lambda x: float(slopes(self.kind, x)) - level, before, after))


def _inside(low: float, high: float) -> np.ndarray:
    """Return samples of an interval, its ends moved slightly inwards."""
    samples = np.linspace(low, high, round((high - low) / SPACING) + 1)
    samples[0], samples[-1] = np.nextafter(low, high), np.nextafter(high, low)
    return samples
