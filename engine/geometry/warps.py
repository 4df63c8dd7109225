"""How a recorded network moves points: through its stages, and through its training.

Both axes are continuous: ``warp(points, depth, step)`` is defined for every depth between the input
(0) and the last stage, and for every step of the run. Between two recorded steps parameters are
interpolated linearly; within a stage the tween is an honest one (`engine.geometry.tweens`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from engine.errors import UsageError
from engine.geometry.tweens import LinearTween, affine_phases, linear_tween
from engine.networks.chains import widest
from engine.networks.stages import Affine, Parameters, Residual, through
from engine.recordings.recording import Recording

CHUNK_BYTES = 700_000
"""Size of the widest intermediate array of one batched call, and of the parameters read at once.

Arrays of this size stay in a core's cache, and glibc reuses their memory. Megabytes it often hands
back to the system at every call, and fetching them anew costs as much as the arithmetic.
"""


class Warp:
    """The maps that a recording holds.

    Points are NumPy arrays; float32 points are mapped in float32, all others in float64.

    Parameters
    ----------
    recording : Recording
        Any run.
    """

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._theta = lru_cache(maxsize=8)(recording.parameters)
        self._tween = lru_cache(maxsize=64)(self._make_tween)

    def trace(self, points: np.ndarray, step: float) -> list[np.ndarray]:
        """Compute what every stage makes of points.

        Parameters
        ----------
        points : array (points, features)
            In the input space.
        step : float
            Training step.

        Returns
        -------
        list of array (points, width)
            One per depth: the points themselves, then the output of each stage.
        """
        x = self._tensor(points)
        theta = self._theta(step, x.dtype)
        traced = [x]
        for stage in self.recording.stages:
            traced.append(stage.apply(traced[-1], theta))
        return [y.numpy() for y in traced]

    def warp(self, points: np.ndarray, depth: float, step: float) -> np.ndarray:
        """Move points to a continuous depth at a continuous step.

        Parameters
        ----------
        points : array (points, features)
        depth : float
            0 is the input, 1 after the first stage, …
        step : float
            Training step.

        Returns
        -------
        array (points, width)
            At a whole depth the width after that stage; inside a stage that changes the width, the
            larger of both: coordinates to come or to go are zero at the respective end.

        Raises
        ------
        UsageError
            If `depth` is outside the network.
        """
        x = self._tensor(points)
        return self._warp(x, depth, self._theta(step, x.dtype), step).numpy()

    def sweep(
        self, points: np.ndarray, steps: Sequence[float] | np.ndarray, depth: int | None = None
    ) -> Iterator[np.ndarray]:
        """Trace points through many recorded steps, batched in chunks bounded in memory.

        Parameters
        ----------
        points : array (points, features)
        steps : sequence of int
            Recorded step numbers, ascending.
        depth : int, optional
            Which stage's output to give; the network's output by default.

        Yields
        ------
        array (steps in the chunk, points, width)

        Raises
        ------
        UsageError
            If a step was not recorded.
        """
        recording = self.recording
        stages = recording.stages[: recording.depth if depth is None else depth]
        x = self._tensor(points)
        indices = np.searchsorted(recording.steps, steps).clip(max=len(recording.steps) - 1)
        if not np.array_equal(recording.steps[indices], steps):
            raise UsageError("sweep takes steps that were recorded; see recording.steps")
        width = max(map(widest, stages), default=x.shape[1])
        point_bytes = width * x.element_size()
        row_bytes = sum(row.nbytes for row in recording.rows(0, 1, x.dtype).values())
        size = max(CHUNK_BYTES // max(len(x) * point_bytes, 1), 1)
        window = max(CHUNK_BYTES // row_bytes, 1)
        pieces = x.split(max(CHUNK_BYTES // point_bytes, 1))
        ends = np.flatnonzero(np.diff(indices // window)) + 1
        for read in np.split(indices, ends) if len(indices) else []:
            rows = recording.rows(int(read[0]), int(read[-1]) + 1, x.dtype)
            chosen = {name: values[read - read[0]] for name, values in rows.items()}
            for first in range(0, len(read), size):
                if size > 1:
                    theta = {name: values[first : first + size] for name, values in chosen.items()}
                    steps_here = min(size, len(read) - first)
                    y = through(stages, x.expand(steps_here, *x.shape), theta)
                else:  # the points of one step are many: some of them at a time
                    theta = {name: values[first] for name, values in chosen.items()}
                    y = torch.cat([through(stages, piece, theta) for piece in pieces])[None]
                yield y.numpy()

    def jacobian(self, points: np.ndarray, depth: float, step: float) -> np.ndarray:
        """Differentiate `warp` with respect to the points.

        Returns
        -------
        array (points, width, features)
            Its determinant, where square, is the factor by which areas grow.
        """
        x = self._tensor(points)
        theta = self._theta(step, x.dtype)

        def one(point: Tensor) -> Tensor:
            return self._warp(point.unsqueeze(0), depth, theta, step).squeeze(0)

        jacobians: Tensor = torch.vmap(torch.func.jacrev(one))(x)
        return jacobians.detach().numpy()

    def linear_part(self, depth: int, step: float) -> LinearTween:
        """Return the rotation, stretches and reflection of the affine stage at `depth`."""
        return self._tween(depth, step)

    def _warp(self, x: Tensor, depth: float, theta: Parameters, step: float) -> Tensor:
        stages = self.recording.stages
        if not 0 <= depth <= len(stages):
            raise UsageError(
                f"depth {depth:g}: the network has {len(stages)} layers, activations included"
            )
        whole = int(depth)
        x = through(stages[:whole], x, theta)
        fraction = depth - whole
        if fraction == 0:
            return x
        stage = stages[whole]
        if isinstance(stage, Affine):
            return self._partly_affine(stage, whole, x, theta, fraction, step)
        if isinstance(stage, Residual):
            return x + fraction * stage.branch(x, theta)
        y = stage.apply(x, theta)
        width, pad = max(stage.inputs, stage.outputs), torch.nn.functional.pad
        before, after = (pad(end, (0, width - end.shape[1])) for end in (x, y))
        return torch.lerp(before, after, fraction)

    def _partly_affine(
        self, stage: Affine, depth: int, x: Tensor, theta: Parameters, fraction: float, step: float
    ) -> Tensor:
        turned, shifted = affine_phases(fraction)
        tween = self._tween(depth, step)
        matrix = torch.from_numpy(tween.at(turned)).to(x.dtype)
        padded = torch.nn.functional.pad(x, (0, len(matrix) - x.shape[1]))
        y = padded @ matrix.mT
        if stage.bias:
            bias = theta[f"{stage.name}.bias"]
            y = y + shifted * torch.nn.functional.pad(bias, (0, len(matrix) - len(bias)))
        return y

    def _make_tween(self, depth: int, step: float) -> LinearTween:
        stage = self.recording.stages[depth]
        return linear_tween(self._theta(step, torch.float64)[f"{stage.name}.weight"].numpy())

    def _tensor(self, points: np.ndarray) -> Tensor:
        points = np.asarray(points)
        if points.dtype != np.float32:
            points = points.astype(np.float64)
        features = self.recording.width(0)
        if points.ndim != 2 or points.shape[1] != features:
            raise UsageError(
                f"points of shape {points.shape}: this network takes (points, {features})"
            )
        return torch.tensor(points)
