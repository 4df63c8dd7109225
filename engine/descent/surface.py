"""Loss surfaces: a number for every point of a line or a plane, with its derivatives.

Nothing heavy is imported before a value is asked for, so that a command line can list surfaces.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

FARTHEST = 1e5
"""A domain reaches no farther from 0; beyond ten times that, a descent counts as diverged."""
CHECKED = 41
"""Grid points along each side of the domain, at which a surface is checked before use."""
CLOSER = 12
"""How often a closer look is taken at where a surface is steepest or farthest from 0."""
ENDLESS = 1e6
"""How many times as far from 0 a surface is there than on the grid, where it has a pole."""

Point = tuple[float, ...]


@dataclass(frozen=True)
class Minimum:
    """A place from which every way leads up, and the value there."""

    place: Point
    value: float


@dataclass(frozen=True, kw_only=True)
class Surface:
    """A function of one or two variables, and what is known of it.

    Attributes
    ----------
    title : str
        As a viewer would call it.
    function : callable
        Called with one float64 tensor for each variable, all of one shape; gives their values, in
        torch, so that it can be differentiated. A `Formula`, a `SampleLoss`, or anybody's own.
    domain : tuple of (float, float)
        Lowest and highest value of each variable, as far as the surface is shown.
    start : tuple of float
        Where a descent begins if nothing else is said.
    rate : float
        The learning rate with which gradient descent does well from there.
    minima : tuple of Minimum
        All within the domain that are known, best first.
    names : tuple of str
        Of the variables.
    typst : str
        The formula in Typst's math mode, or empty.
    source : str
        Where it comes from.
    partials : tuple of str
        Formulas of the partial derivatives, of surfaces whose slopes are short enough to be read.
    """

    title: str
    function: Callable[..., Tensor]
    domain: tuple[tuple[float, float], ...]
    start: Point
    rate: float = 0.01
    minima: tuple[Minimum, ...] = ()
    names: tuple[str, ...] = ("a", "b")
    typst: str = ""
    source: str = ""
    partials: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.dims <= 2:
            raise UsageError(f"a surface has one or two variables, not {self.dims}")
        object.__setattr__(self, "names", self.names[: self.dims])
        for low, high in self.domain:
            if not -FARTHEST <= low < high <= FARTHEST:
                raise UsageError(
                    f"--domain {low:g},{high:g}: give a lower and a higher number, "
                    f"between {-FARTHEST:g} and {FARTHEST:g}"
                )
        self.check_place("--start", self.start)

    @property
    def dims(self) -> int:
        """The number of variables."""
        return len(self.domain)

    def check_place(self, flag: str, place: Point) -> None:
        """Check that a place is a point of the domain.

        Raises
        ------
        UsageError
            The sentence begins with the flag.
        """
        shown = ",".join(f"{x:g}" for x in place)
        if len(place) != self.dims:
            numbers = "one number" if self.dims == 1 else "two numbers"
            raise UsageError(f"{flag} {shown}: give {numbers}, for {' and '.join(self.names)}")
        for name, x, (low, high) in zip(self.names, place, self.domain, strict=True):
            if not (math.isfinite(x) and low <= x <= high):
                raise UsageError(
                    f"{flag} {shown} lies outside of the surface's domain: "
                    f"choose {name} between {low:g} and {high:g}"
                )

    def at(self, points: Tensor, rows: np.ndarray | None = None) -> Tensor:
        """Return the values at points (…, dims), tensor (…), to be differentiated.

        Parameters
        ----------
        points : float64 tensor (…, dims)
        rows : int array, optional
            Which samples to look at, where the loss has samples.

        Raises
        ------
        UsageError
            If the function breaks down, or gives values of another shape.
        """
        import torch

        chosen = {} if rows is None else {"rows": rows}
        with _asked(self):
            values = torch.as_tensor(self.function(*points.unbind(-1), **chosen))
            if values.shape != points.shape[:-1]:
                raise ValueError(
                    f"its values have the shape {tuple(values.shape)}, "
                    f"its variables {tuple(points.shape[:-1])}"
                )
        return values

    def known_minima(self) -> tuple[Minimum, ...]:
        """Return the minima: those written down, or that of the samples; none if none is known."""
        place_of = getattr(self.function, "minimum", None)
        if self.minima or place_of is None:
            return self.minima
        place = place_of()
        return (Minimum(place, float(self.value(place))),)

    def value(self, points: Any) -> np.ndarray:
        """Return the values at points (…, dims), float64 array (…)."""
        import torch

        with torch.no_grad():
            return self.at(_tensor(points)).numpy()

    def gradient(self, points: Any) -> np.ndarray:
        """Return the gradients at points (…, dims), float64 array (…, dims)."""
        place = _tensor(points).requires_grad_()
        return slope_of(self.at(place), place).detach().numpy()

    def hessian(self, points: Any) -> np.ndarray:
        """Return the matrices of second derivatives at points (…, dims), array (…, dims, dims)."""
        import torch

        place = _tensor(points).requires_grad_()
        slope = slope_of(self.at(place), place, again=True)
        rows = [slope_of(slope[..., i], place).detach() for i in range(self.dims)]
        return torch.stack(rows, dim=-2).numpy()

    def heights(self, resolution: int) -> tuple[tuple[np.ndarray, ...], np.ndarray]:
        """Sample the domain on a grid of so many points a side.

        Returns
        -------
        axes : tuple of array (resolution,)
            One for each variable.
        values : array (resolution,) or (resolution, resolution)
            Rows go with the second variable, columns with the first.
        """
        import numpy as np

        axes = tuple(np.linspace(low, high, resolution) for low, high in self.domain)
        return axes, self.value(np.stack(np.meshgrid(*axes), axis=-1))

    def check(self) -> None:
        """Check that the function has a slope somewhere and is finite on the whole domain.

        Raises
        ------
        UsageError
            In one sentence.
        """
        import numpy as np

        axes, values = self.heights(CHECKED)
        if not np.isfinite(values).all():
            self._check_has_values(values)
            where = np.argwhere(~np.isfinite(values))[0][::-1]
            place = ", ".join(f"{axis[i]:g}" for axis, i in zip(axes, where, strict=True))
            raise UsageError(
                f"{self.title} has no finite value at ({place}); "
                "choose a --domain in which it has one everywhere"
            )
        if (pole := pole_of(self, axes, values)) is not None:
            place = ", ".join(f"{x:.4g}" for x in pole)
            raise UsageError(
                f"{self.title} has no finite value near ({place}); "
                "choose a --domain in which it has one everywhere"
            )
        if np.ptp(values) <= 1e-12 * np.abs(values).max():
            raise UsageError(
                f"{self.title} is {values.flat[0]:g} everywhere in its domain; "
                "a constant has nothing to descend"
            )

    def _check_has_values(self, values: np.ndarray) -> None:
        """Check that another domain could help where these values are not finite."""
        import numpy as np

        sizes = np.geomspace(1e-6, FARTHEST, CHECKED)
        axis = np.concatenate([-sizes, [0], sizes])
        everywhere = self.value(np.stack(np.meshgrid(*[axis] * self.dims), axis=-1))
        if not (np.isfinite(values).any() or np.isfinite(everywhere).any()):
            raise UsageError(
                f"{self.title} has no finite value anywhere between {-FARTHEST:,.0f} and "
                f"{FARTHEST:,.0f}, as far as was tried; write another"
            )


def pole_of(
    surface: Surface, axes: tuple[np.ndarray, ...], values: np.ndarray
) -> np.ndarray | None:
    """Return a place, array (dims,), near which a surface grows without end between grid points.

    Where it is farthest from 0, and where it changes most, it is looked at ever more closely: what
    is continuous settles, what has a pole grows without end.

    Parameters
    ----------
    surface : Surface
    axes : tuple of array (resolution,)
        One for each variable.
    values : array (resolution,) or (resolution, resolution)
        As of `Surface.heights`.
    """
    import numpy as np

    limit = ENDLESS * max(float(np.abs(values).max()), 1e-300)
    pitch = np.array([axis[1] - axis[0] for axis in axes])
    leaps = sum(np.abs(np.gradient(values, axis=i)) for i in range(values.ndim))
    for wanted in (np.abs(values), leaps):
        cell = np.unravel_index(int(np.argmax(wanted)), values.shape)[::-1]
        place = np.array([axis[i] for axis, i in zip(axes, cell, strict=True)])
        reach = pitch.copy()
        for _ in range(CLOSER):
            low, high = (
                np.clip(place + sign * reach, *np.transpose(surface.domain)) for sign in (-1, 1)
            )
            sides = [np.linspace(*ends, CHECKED) for ends in zip(low, high, strict=True)]
            grid = np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, surface.dims)
            found = np.abs(surface.value(grid))
            place = grid[int(np.argmax(np.nan_to_num(found, nan=np.inf)))]
            if not found.max() <= limit:
                return place
            reach = reach * 2 / (CHECKED - 1)
    return None


@contextmanager
def _asked(surface: Surface) -> Iterator[None]:
    """Turn any failure of a user's function into an error of one sentence."""
    try:
        yield
    except (TypeError, ValueError, RuntimeError, ArithmeticError) as error:
        told = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
        raise UsageError(f"{surface.title} cannot be computed ({told})") from error


def _tensor(points: Any) -> Tensor:
    import numpy as np
    import torch

    return torch.from_numpy(np.array(points, dtype=np.float64))


def slope_of(values: Tensor, points: Tensor, *, again: bool = False) -> Tensor:
    """Return the gradient of values (…) by points (…, dims), 0 where they do not depend on them."""
    import torch

    if not values.requires_grad:
        return torch.zeros_like(points)
    (slope,) = torch.autograd.grad(
        values.sum(), points, create_graph=again, retain_graph=True, materialize_grads=True
    )
    return slope
