"""What a landscape's plane can be asked for. Nothing heavy is imported here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from engine.errors import UsageError
from engine.options import check_options, in_range, option
from engine.registry import Registry

PLANES: Registry[str] = Registry("plane")
PLANES.add("pca", "the two directions along which training moved most")
PLANES.add("random", "two random directions, each filter as long as the network's own")
PLANES.add("checkpoints", "through the network at three steps")


@dataclass(frozen=True, kw_only=True)
class PlaneSpec:
    """A plane through the parameters of a network, over which its loss is shown.

    Raises
    ------
    UsageError
        If a number is out of range, or there is no such plane.
    """

    plane: str = option("pca", "Which two directions span the picture.", PLANES)
    span: float = option(1.0, "How much the picture shows: 1 is all of the run, or ±1 filter.")
    resolution: int = option(51, "Places along each side at which the loss is computed.")
    checkpoints: tuple[int, ...] | None = option(
        None, "Steps of --plane checkpoints, e.g. 0,40,120 [first, middle, last]."
    )

    def __post_init__(self) -> None:
        check_options(self)
        in_range("--span", self.span, 0.05, 20)
        in_range("--resolution", self.resolution, 5, 201)
        steps = self.checkpoints
        if steps is None:
            return
        if self.plane != "checkpoints":
            raise UsageError("--checkpoints has no effect without --plane checkpoints")
        if len(set(steps)) != 3 or len(steps) != 3 or min(steps) < 0:
            shown = ",".join(map(str, steps))
            raise UsageError(f"--checkpoints {shown}: give three different steps, e.g. 0,40,120")


@contextmanager
def said_in_python() -> Iterator[None]:
    """Name options in what is refused as Python does: ``plane="random"``, not ``--plane random``.

    Raises
    ------
    UsageError
    """
    try:
        yield
    except UsageError as error:
        names = "|".join(PLANES)
        option = rf"--(\w+)(?: (-?\d[\d.,e+-]*\b|(?:{names})\b))?"
        error.args = (re.sub(option, _argument, str(error)),)
        raise


def _argument(option: re.Match[str]) -> str:
    name, value = option.groups()
    if value is None:
        return str(name)
    if name == "checkpoints":
        return f"checkpoints=({value.replace(',', ', ')})"
    return f'{name}="{value}"' if value in PLANES else f"{name}={value}"
