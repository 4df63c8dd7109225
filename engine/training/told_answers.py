"""Take the answers that a loop tells, where there is no network to ask."""

from __future__ import annotations

from typing import Any

import numpy as np
from torch import Tensor

from engine.errors import DataError


def as_array(name: str, values: Any) -> np.ndarray:
    """Return an array of any framework as float32.

    Raises
    ------
    DataError
        If it holds anything but numbers; `name` says whose it is.
    """
    if isinstance(values, Tensor):
        values = values.detach().cpu().float().numpy()
    try:
        return np.array(values, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise DataError(f"{name} is no array of numbers") from error


def validation_outputs(outputs: Any, points: int) -> np.ndarray:
    """Return the outputs for some validation points as float32, shape (points, …).

    Raises
    ------
    DataError
        If there are none, or not one row for each point.
    """
    if outputs is None:
        raise DataError(
            "validation points without a network need its outputs for them: "
            "record(…, layers={…}, validation=outputs), and finish(…) likewise"
        )
    rows = as_array("validation", outputs)
    if rows.shape[:1] != (points,):
        raise DataError(
            f"validation has the shape {rows.shape}; give one row for each of the {points} "
            "validation points"
        )
    return rows


def refuse_answers(**told: Any) -> None:
    """Refuse answers that are told although there is a network to ask.

    Raises
    ------
    DataError
        If any is not None.
    """
    for name, values in told.items():
        if values is not None:
            raise DataError(f"record(…, {name}=…) is for a Recorder without a network")
