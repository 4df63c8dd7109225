"""Planes through the space of a network's parameters, on which its loss is evaluated.

A loss has as many axes as there are parameters. What a picture shows is its value on a plane: a
point, and two directions from there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import UsageError
from engine.landscape.parameter_space import ParameterSpace, Trajectory
from engine.landscape.plane_spec import PlaneSpec

MARGIN = 1.3
"""By which a picture is larger than the run in it."""


@dataclass(frozen=True)
class Plane:
    """A point of the parameters' space, and two directions.

    Attributes
    ----------
    kind : str
        ``pca``, ``random`` or ``checkpoints``; ``line``, with a single direction.
    step : float
        Of the run, where the centre is.
    centre : float64 array (parameters,)
    directions : float64 array (2, parameters)
        Orthonormal, so that distances on the plane are those between parameters; random ones are
        as long as the filters that they are scaled to, and only nearly orthogonal.
    """

    kind: str
    step: float
    centre: np.ndarray
    directions: np.ndarray

    def points(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the parameters at coordinates (…, 2), array (…, parameters)."""
        return self.centre + coordinates @ self.directions

    def project(self, points: np.ndarray) -> np.ndarray:
        """Return the coordinates (n, 2) of the plane's nearest places to points (n, parameters)."""
        gram = self.directions @ self.directions.T
        return (points - self.centre) @ np.linalg.solve(gram, self.directions).T

    def explained(self, points: np.ndarray) -> float:
        """Return the share of the variance of points (n, parameters) that lies along the plane.

        It is NaN where they are all the same.
        """
        spread = points - points.mean(axis=0)
        basis, _ = np.linalg.qr(self.directions.T)
        total = float((spread**2).sum())
        return float(((spread @ basis) ** 2).sum()) / total if total else float("nan")


def random_plane(recording: Trajectory, step: float, seed: int = 0) -> Plane:
    """Return the plane of two random, filter-normalised directions through a step of a run.

    Each row of a weight matrix is drawn from a Gaussian and scaled to the norm of that row of the
    network's weights. Biases, and whatever else is one-dimensional, stay as they are at the step
    (the ``ignore biasbn`` of the paper's code).

    Parameters
    ----------
    recording : Recording or ProbedRecording
        With its parameters.
    step : float
    seed : int

    References
    ----------
    Li, Xu, Taylor, Studer & Goldstein 2018, Visualizing the loss landscape of neural nets,
    arXiv:1712.09913.
    """
    space = ParameterSpace.of(recording)
    generator = np.random.default_rng(seed)
    theta = recording.parameters(step)
    centre = space.at(recording, step)
    directions = np.empty((2, space.size))
    for direction in directions:
        parts = [_like_filters(theta[name].numpy(), generator).ravel() for name in space.names]
        direction[:] = np.concatenate(parts)
    if np.linalg.matrix_rank(directions) < 2:
        raise UsageError(
            f"at step {step:g} all weights are 0, so no direction can be scaled to them; choose "
            "--plane pca"
        )
    return Plane("random", step, centre, directions)


def _like_filters(weights: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Return a random direction whose rows are as long as those of weights (rows, …)."""
    drawn = generator.normal(size=weights.shape)
    if weights.ndim < 2:
        return np.zeros_like(drawn)
    axes = tuple(range(1, weights.ndim))
    squares = [(x**2).sum(axis=axes, keepdims=True) for x in (weights, drawn)]
    return np.asarray(drawn * np.sqrt(squares[0] / squares[1]))


def principal_plane(recording: Trajectory) -> Plane:
    """Return the plane of the two directions along which a run moved most, through its end.

    The first points from the start to the end, and the second to the side on which the run went
    around, so that the pictures of two runs look alike.

    Raises
    ------
    UsageError
        If the run moved along fewer than two directions.
    """
    points = ParameterSpace.of(recording).trajectory(recording).astype(np.float64)
    spread = points - points.mean(axis=0)
    # The smaller of the two Gram matrices has the same principal components.
    if spread.shape[0] <= spread.shape[1]:
        variance, weights = np.linalg.eigh(spread @ spread.T)
        directions = weights[:, :-3:-1].T @ spread
    else:
        variance, components = np.linalg.eigh(spread.T @ spread)
        directions = components[:, :-3:-1].T
    if len(variance) < 2 or variance[-2] <= 1e-12 * max(variance[-1], 1e-300):
        raise UsageError(
            "the run moved along fewer than two directions, so they span no plane; choose "
            "--plane random"
        )
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    way = (points - points[-1]) @ directions.T
    signs = np.array([-way[0, 0], way[:, 1].mean()])
    directions *= np.where(signs < 0, -1, 1)[:, None]
    return Plane("pca", recording.last_step, points[-1], directions)


def checkpoint_plane(recording: Trajectory, steps: Sequence[float]) -> Plane:
    """Return the plane through a run's parameters at three steps; the last is the centre.

    Raises
    ------
    UsageError
        If the three lie on a line.

    References
    ----------
    Garipov, Izmailov, Podoprikhin, Vetrov & Wilson 2018, Loss surfaces, mode connectivity, and
    fast ensembling of DNNs, arXiv:1802.10026.
    """
    space = ParameterSpace.of(recording)
    first, second, centre = (space.at(recording, step) for step in steps)
    axis, other = first - centre, second - centre
    length = float(np.linalg.norm(axis))
    axis = axis / (length or 1.0)
    rest = other - (other @ axis) * axis
    height = float(np.linalg.norm(rest))
    if not length or height <= 1e-6 * float(np.linalg.norm(other)):
        shown = ",".join(f"{step:g}" for step in steps)
        raise UsageError(
            f"--checkpoints {shown}: the three lie on one line, so they span no plane; choose "
            "others, or --plane random"
        )
    return Plane("checkpoints", steps[-1], centre, np.stack([axis, rest / height]))


def checkpoints_of(recording: Trajectory, spec: PlaneSpec) -> tuple[int, ...]:
    """Return the steps through which a plane of checkpoints goes; none for other planes.

    Raises
    ------
    UsageError
        If the run has no such step.
    """
    if spec.plane != "checkpoints":
        return ()
    last = recording.last_step
    if spec.checkpoints is not None:
        if max(spec.checkpoints) > last:
            shown = ",".join(map(str, spec.checkpoints))
            raise UsageError(f"--checkpoints {shown}: the run has only {last} steps")
        for step in spec.checkpoints:
            if step != (near := _recorded_near(recording, step)):
                raise UsageError(
                    f"--checkpoints {step}: this step was not recorded; the nearest "
                    f"that was is {near}"
                )
        return spec.checkpoints
    return int(recording.steps[0]), _recorded_near(recording, last / 2), last


def _recorded_near(recording: Trajectory, step: float) -> int:
    """Return the recorded step that is nearest, the first of two."""
    steps = np.asarray(recording.steps)
    return int(steps[np.abs(steps - step).argmin()])


def plane_of(
    recording: Trajectory, spec: PlaneSpec, checkpoints: tuple[int, ...], seed: int
) -> Plane:
    """Lay the plane that a spec names; `seed` is that of random directions."""
    if spec.plane == "pca":
        return principal_plane(recording)
    if spec.plane == "checkpoints":
        return checkpoint_plane(recording, checkpoints)
    return random_plane(recording, recording.last_step, seed)


def square_of(recording: Trajectory, plane: Plane, span: float) -> tuple[np.ndarray, float]:
    """Return the middle and half the side of the square of a plane that is looked at."""
    if plane.kind == "random":
        return np.zeros(2), span
    run = plane.project(ParameterSpace.of(recording).trajectory(recording).astype(np.float64))
    low, high = run.min(axis=0), run.max(axis=0)
    return (low + high) / 2, max(span * MARGIN * float((high - low).max()) / 2, 1e-9)
