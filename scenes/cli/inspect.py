"""``warpreel inspect``: show what a recording holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scenes.languages.numbers import grouped, significant

LABELS = {"stages": "layers", "probed": "activations only", "probe": "recorded points"}
"""What facts are called in the table, where JSON has a name of the code."""

if TYPE_CHECKING:
    import numpy as np

    from engine.recordings.metrics import Metrics
    from engine.recordings.probed import ProbedRecording
    from engine.recordings.recording import Recording


def inspect(
    recording: Path, *, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> None:
    """Show what a recording holds: spec, network, steps, final metrics, sizes, versions.

    Parameters
    ----------
    recording
        A file made by `warpreel train` or by `warpreel.Recorder`.
    as_json
        Print JSON.
    """
    facts = describe(recording)
    if as_json:
        print(json.dumps(facts, indent=2))
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column()
    for name, value in facts.items():
        if isinstance(value, dict):
            known = ((k.replace("_", " "), v) for k, v in value.items() if v is not None)
            value = ", ".join(f"{k} {_short(v)}" for k, v in known)
        elif isinstance(value, (list, tuple)):
            value = " → ".join(map(str, value))
        if value is not None:
            table.add_row(
                LABELS.get(name, name.replace("_", " ")), escape(_printable(_short(value)))
            )
    Console().print(table)


def describe(path: Path) -> dict[str, Any]:
    """Return the facts about a recording, ready for JSON.

    Raises
    ------
    RecordingError
        If it cannot be read.
    """
    import msgspec
    import numpy as np

    from engine.geometry.decisions import accuracy
    from engine.landscape.parameter_space import ParameterSpace
    from engine.recordings.file_format import digest_of
    from engine.recordings.opening import open_recording
    from engine.recordings.probed import ProbedRecording

    run = open_recording(path)
    if isinstance(run, ProbedRecording):
        return _describe_probed(run, path)
    metrics = run.metrics
    norms = metrics.gradient_norm[np.isfinite(metrics.gradient_norm).all(axis=1)]
    return {
        "recording": str(path),
        "data": _data_facts(run),
        "stages": [type(stage).__struct_config__.tag for stage in run.stages],
        "widths": [run.width(depth) for depth in range(run.depth + 1)],
        "parameters": ParameterSpace.of(run).size,
        "steps": run.last_step,
        "recorded_steps": len(run.steps),
        "stopped": run.stopped,
        "finite": run.first_not_finite() is None,
        "final": _divergence(run)
        or {
            **({} if run.data.is_regression else {"accuracy": accuracy(run, run.last_step)}),
            "loss": measured_last(metrics.loss),
            "gradient_norm": dict(zip(metrics.layers, map(float, norms[-1]), strict=True))
            if len(norms)
            else None,
            **_validation(metrics),
        },
        "bytes": path.stat().st_size,
        "digest": digest_of(path),
        "spec": None if run.spec is None else msgspec.to_builtins(run.spec),
        "versions": run.versions,
    }


def _describe_probed(run: ProbedRecording, path: Path) -> dict[str, Any]:
    from engine.recordings.file_format import digest_of

    return {
        "recording": str(path),
        "data": _data_facts(run),
        "probed": run.reason,
        "probe": len(run.probe),
        "layers": {name: list(shape) for name, shape in run.shapes.items()},
        "steps": run.last_step,
        "recorded_steps": len(run.steps),
        "stopped": run.stopped,
        "final": _divergence(run)
        or {
            **_accuracy(run),
            "loss": measured_last(run.metrics.loss),
            **_validation(run.metrics),
        },
        "bytes": path.stat().st_size,
        "digest": digest_of(path),
        "versions": run.versions,
    }


def _divergence(run: Recording | ProbedRecording) -> dict[str, Any]:
    """Return where a training diverged, and the loss before; nothing if it did not."""
    if run.stopped != "diverged":
        return {}
    step = run.metrics.lost_from
    return {"diverged_at_step": step, "loss_before": measured_last(run.metrics.loss[:step])}


def measured_last(losses: np.ndarray) -> float | None:
    """Return the last loss that is finite, if any is."""
    import numpy as np

    finite = losses[np.isfinite(losses)]
    return float(finite[-1]) if len(finite) else None


def _data_facts(run: Recording | ProbedRecording) -> dict[str, Any]:
    data = run.data
    facts = {"name": data.name, "samples": data.samples, "features": data.dims}
    if data.targets is not None:
        return {**facts, "targets": data.targets.shape[1]}
    return {**facts, "classes": len(data.present)}


def _accuracy(run: ProbedRecording) -> dict[str, float]:
    """Return the accuracy, named after the probe where that is a part of the points."""
    if run.data.is_regression:
        return {}
    name = "accuracy" if len(run.probe) == run.data.samples else "probe_accuracy"
    return {name: float((run.decisions(run.last_step) == run.labels).mean())}


def _validation(metrics: Metrics) -> dict[str, float]:
    """Return what was measured last of points that were not trained on, if there are any."""
    import math

    told = {
        "validation_accuracy": metrics.validation_accuracy,
        "validation_loss": metrics.validation_loss,
    }
    last = {name: float(values[-1]) for name, values in told.items() if values is not None}
    return {name: value for name, value in last.items() if math.isfinite(value)}


def _printable(text: str) -> str:
    """Return a text without what would command a terminal: recordings come from strangers."""
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return grouped(value)
    if isinstance(value, float):
        return significant(value, 4, superscript=True)
    if isinstance(value, dict):
        return "(" + ", ".join(f"{k} {_short(v)}" for k, v in value.items()) + ")"
    return str(value)
