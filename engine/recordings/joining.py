"""Join the recordings of a training that was broken off and went on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.errors import RecordingError
from engine.recordings.metrics import Metrics
from engine.recordings.probed import ProbedRecording
from engine.recordings.recording import Recording

CLOSE = {Recording: 1e-6, ProbedRecording: 2e-3}
"""Of the largest number of a parameter, or of an answer in half precision: taken for the same."""


def row_of_state(before: Recording | ProbedRecording, state: Mapping[str, Tensor]) -> int | None:
    """Return the place of the recorded step that a network is in; None if it is in none.

    Parameters
    ----------
    before : Recording or ProbedRecording
    state : dict
        The network's parameters by their names in the recording; or what its layers answer to the
        probe.
    """
    shapes = {name: tuple(rows[:1].shape[1:]) for name, rows in _table(before).items()}
    if {name: tuple(value.shape) for name, value in state.items()} != shapes:
        return None
    apart = [_apart(before, row, state) for row in range(len(before.steps))]
    closest = min(reversed(range(len(apart))), key=apart.__getitem__)
    return closest if apart[closest] <= CLOSE[type(before)] else None


def _table(run: Recording | ProbedRecording) -> Mapping[str, Any]:
    return run.tensors if isinstance(run, Recording) else run.answers


def _apart(before: Recording | ProbedRecording, row: int, state: Mapping[str, Tensor]) -> float:
    """Return how far a state is from a recorded one, by the largest number of each tensor."""
    farthest = 0.0
    for name, rows in _table(before).items():
        values = rows[row : row + 1][0].float()
        if isinstance(before, ProbedRecording):
            values = values * float(before.scales[name][row])
        size = values.abs().max() + torch.finfo(torch.float32).tiny
        apart = float((values - state[name].cpu().float()).abs().max() / size)
        farthest = max(farthest, apart if np.isfinite(apart) else np.inf)
    return farthest


def require_same_points(before: Recording | ProbedRecording, now: Any) -> None:
    """Refuse to go on with other points than those of a recording.

    Parameters
    ----------
    before : Recording or ProbedRecording
    now : Dataset

    Raises
    ------
    RecordingError
    """
    names = ("features", "labels", "targets")
    pairs = [(getattr(before.data, name), getattr(now, name)) for name in names]
    if not all(a is b is None or np.array_equal(a, b) for a, b in pairs):
        raise RecordingError(
            "the recording to resume has other points; give the Recorder the points and labels "
            "that it was made with, whichever of them are trained on next, or record a new run"
        )


def joined(
    before: Recording | ProbedRecording,
    row: int,
    after: Recording | ProbedRecording,
    budget: int,
) -> Recording | ProbedRecording:
    """Return one recording of a run and of what went on from one of its recorded steps.

    Parameters
    ----------
    before, after : Recording or ProbedRecording
        Of the same kind, network and points.
    row : int
        Place of the step of `before` that is the first one of `after`; later ones are left out.
    budget : int
        Most bytes of all steps: steps are dropped evenly until they fit.
    """
    start = int(before.steps[row])
    steps = np.concatenate([before.steps[:row], start + after.steps])
    kept = _kept(steps, budget // _row_bytes(after))
    tables: dict[str, Any] = {"tensors": _rows(before.tensors, after.tensors, row, kept)}
    if isinstance(after, ProbedRecording) and isinstance(before, ProbedRecording):
        tables["answers"] = _rows(before.answers, after.answers, row, kept)
        scales = {n: np.concatenate([before.scales[n][:row], x]) for n, x in after.scales.items()}
        tables["scales"] = {name: values[kept] for name, values in scales.items()}
    elif isinstance(after, Recording) and isinstance(before, Recording):
        same = before.shared.items() & after.shared.items()
        tables["shared"] = dict(sorted(same))
    metrics = _metrics(before.metrics, after.metrics, start)
    return replace(after, data=before.data, steps=steps[kept], metrics=metrics, **tables)


def _kept(steps: np.ndarray, capacity: int) -> np.ndarray:
    """Return places of steps: of all, or of the last and others evenly spread, if too many."""
    kept, spacing = np.arange(len(steps)), int(np.diff(steps[:-1]).max(initial=1))
    while len(kept) > max(capacity, 3):
        wanted = np.arange(0, steps[-1], spacing)
        found = np.minimum(np.searchsorted(steps, wanted), len(steps) - 1)
        kept = np.unique([*found, len(steps) - 1])
        spacing *= 2
    return kept


def _row_bytes(run: Recording | ProbedRecording) -> int:
    answers = run.answers if isinstance(run, ProbedRecording) else {}
    rows = [values[:1] for table in (run.tensors, answers) for values in table.values()]
    return max(sum(row.numel() * row.element_size() for row in rows), 1)


def _rows(
    before: Mapping[str, Any], after: Mapping[str, Any], row: int, kept: np.ndarray
) -> dict[str, Tensor]:
    places = torch.from_numpy(kept)
    return {n: torch.cat([before[n][:row], rows[:]])[places] for n, rows in after.items()}


def _metrics(before: Metrics, after: Metrics, start: int) -> Metrics:
    def together(name: str) -> np.ndarray | None:
        one, other = getattr(before, name), getattr(after, name)
        if one is other is None:
            return None
        one, other = (
            np.full(len(metrics.loss), np.nan, dtype=np.float32) if values is None else values
            for metrics, values in ((before, one), (after, other))
        )
        return np.concatenate([one[:start], other])

    names = ("loss", "accuracy", "gradient_norm", "validation_loss", "validation_accuracy")
    found: dict[str, Any] = {name: together(name) for name in names}
    return replace(after, **found)
