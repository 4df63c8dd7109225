"""Progress bars for training and rendering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from scenes.cli.stopping import stop_if_asked

CONSOLE = Console(stderr=True)


@contextmanager
def bars() -> Iterator[Progress]:
    """Show progress bars on a terminal, and nothing where nobody watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[status]}"),
        TimeElapsedColumn(),
    )
    quiet = not CONSOLE.is_terminal
    with Progress(*columns, console=CONSOLE, transient=True, disable=quiet) as progress:
        yield progress


def training_bar(progress: Progress, name: str, steps: int) -> Callable[[int, float, float], None]:
    """Add a bar for a training run; gives the callback of `engine.training.train`."""
    task = progress.add_task(f"training the {name}", total=steps, status="")

    def advance(step: int, loss: float, accuracy: float) -> None:
        stop_if_asked()
        if step % 10 == 0:
            status = f"step {step}  loss {loss:.4f}  accuracy {100 * accuracy:.1f}%"
            progress.update(task, completed=step, status=status)

    return advance


def rendering_bar(progress: Progress, name: str) -> Callable[[float, float], None]:
    """Add a bar for a film; gives a callback that takes film seconds, done and planned."""
    task = progress.add_task(f"rendering {name}", total=None, status="")

    def advance(seconds: float, planned: float) -> None:
        stop_if_asked()
        total = max(planned, seconds)
        progress.update(
            task, completed=seconds, total=total, status=f"{seconds:.0f} of {total:.0f} s of film"
        )

    return advance
