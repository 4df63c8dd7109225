"""``warpreel descend``: run a descent on a loss surface and print its path."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from engine.descent.descent_spec import DescentSpec
from engine.errors import UsageError
from scenes.languages.numbers import counted, significant

if TYPE_CHECKING:
    from engine.descent.descent import Descent
    from engine.descent.surface import Surface

ROWS = 12
"""Approximate number of steps that the table shows."""


def descend(
    spec: DescentSpec,
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
    as_csv: Annotated[bool, Parameter(name="--csv", negative="")] = False,
) -> None:
    """Walk down a loss surface and print the path.

    Parameters
    ----------
    as_json
        Print JSON: every point, loss and gradient in full precision.
    as_csv
        Print CSV: a row for each point, in full precision.
    """
    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other; leave one of them out")
    from engine.descent.descent import descend as walk
    from scenes.cli.progress import bars, work_bars

    with bars() as progress:
        descent = walk(spec, advance=work_bars(progress)("descending", spec.steps))
    surface = spec.loss_surface
    if as_json:
        print(json.dumps(describe(descent, surface), indent=None, allow_nan=False))
    elif as_csv:
        print(_csv(descent, surface), end="")
    else:
        _print_table(descent, surface)


def describe(descent: Descent, surface: Surface) -> dict[str, Any]:
    """Return the facts about a descent, ready for JSON; numbers that are not finite are None."""
    spec = descent.spec
    return {
        "surface": "formula" if spec.formula is not None else spec.surface,
        "formula": spec.formula,
        "source": surface.source,
        "variables": surface.names,
        "domain": surface.domain,
        "minima": [{"place": m.place, "value": m.value} for m in surface.known_minima()],
        "optimizer": spec.optimizer,
        "schedule": spec.schedule,
        "seed": spec.seed if descent.order.size else None,
        "steps": descent.steps,
        "stopped": descent.stopped,
        "diverged_at": descent.diverged_at,
        "final": _finite(descent.final.tolist()),
        "final_loss": _finite(float(descent.loss[-1])),
        "path": _finite(descent.path.tolist()),
        "loss": _finite(descent.loss.tolist()),
        "gradient": _finite(descent.gradient.tolist()),
        "rate": descent.rate.tolist(),
        "samples": descent.order.tolist() if descent.order.size else None,
    }


def _finite(value: Any) -> Any:
    """Replace numbers that are not finite, at any depth of lists, by None."""
    if isinstance(value, list):
        return [_finite(each) for each in value]
    return value if math.isfinite(value) else None


def _csv(descent: Descent, surface: Surface) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    slopes = [f"gradient_{name}" for name in surface.names]
    rows.writerow(["step", *surface.names, "loss", *slopes, "rate"])
    rates = [*descent.rate.tolist(), ""]  # no step follows the last point
    columns = (descent.path.tolist(), descent.loss.tolist(), descent.gradient.tolist(), rates)
    for step, (place, loss, slope, rate) in enumerate(zip(*columns, strict=True)):
        rows.writerow([step, *place, loss, *slope, rate])
    return text.getvalue()


def _print_table(descent: Descent, surface: Surface) -> None:
    spec, console = descent.spec, Console(highlight=False, soft_wrap=True)
    subject = spec.formula or surface.title
    rate = f"learning rate {_number(spec.learning_rate())}" + (
        f", schedule {spec.schedule}" if spec.schedule != "constant" else ""
    )
    console.print(f"{subject}: {spec.rule.title}, {rate}", markup=False)
    table = Table("step", *surface.names, "loss", "gradient", box=None, pad_edge=False)
    for column in table.columns:
        column.justify = "right"
    for step in _shown_steps(descent.steps):
        numbers = [*descent.path[step], descent.loss[step], *descent.gradient[step]]
        place, loss, slope = (
            numbers[: surface.dims],
            numbers[surface.dims],
            numbers[-surface.dims :],
        )
        length = math.hypot(*slope)
        table.add_row(str(step), *map(_number, (*place, loss, length)))
    console.print(table)
    print(f"{_ending(descent)} at ({', '.join(repr(x) for x in descent.final.tolist())})")


def _number(value: float) -> str:
    return significant(value, superscript=True)


def _shown_steps(steps: int) -> list[int]:
    """Return steps in about equal ratios, with the first and the last."""
    ratio = max(steps, 1) ** (1 / ROWS)
    return sorted({0, steps, *(min(round(ratio**i), steps) for i in range(ROWS))})


def _ending(descent: Descent) -> str:
    if descent.diverged_at is not None:
        return f"diverged: step {descent.diverged_at} is"
    return f"stopped after {counted(descent.steps, 'step')} ({descent.stopped})"
