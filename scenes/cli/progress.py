"""Progress of training and rendering: bars on a terminal, else a line now and then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from engine.progress import Advance, Work
from scenes.cli.progress_lines import progress_lines
from scenes.cli.stopping import stop_if_asked
from scenes.languages.numbers import grouped

CONSOLE = Console(stderr=True)


@contextmanager
def bars() -> Iterator[Progress]:
    """Show progress bars if the standard error is a terminal."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[status]}"),
        TimeElapsedColumn(),
    )
    quiet = not CONSOLE.is_terminal
    with Progress(*columns, console=CONSOLE, transient=True, disable=quiet) as progress:
        yield progress


def work_bars(progress: Progress) -> Work:
    """Return a callback that adds a bar for each piece of work."""
    tell = _lines(progress)

    def begin(what: str, steps: int) -> Advance:
        task = progress.add_task(what, total=steps, status="")

        def advance(done: int, status: str) -> None:
            stop_if_asked()
            progress.update(task, completed=done, status=status)
            tell(lambda: f"{what}: {grouped(done)} of {grouped(steps)}  {status}".rstrip())

        return advance

    return begin


def rendering_bar(progress: Progress, name: str) -> Callable[[float, float], None]:
    """Add a bar for a film, and return a callback that takes seconds of film, done and in total."""
    task = progress.add_task(f"rendering {name}", total=None, status="")
    tell = _lines(progress)

    def advance(seconds: float, planned: float) -> None:
        stop_if_asked()
        total = max(planned, seconds) if planned else None
        status = seconds_of_film(seconds, planned)
        progress.update(task, completed=seconds, total=total, status=status)
        tell(lambda: f"rendering {name}: {status}")

    return advance


def seconds_of_film(done: float, planned: float) -> str:
    """Tell how much of a film is drawn, of how much if that is known, else 0."""
    if planned:
        return f"{grouped(done)} of {grouped(max(planned, done))} s of film"
    return f"{grouped(done)} s of film, of a length not known yet"


def _lines(progress: Progress) -> Callable[[Callable[[], str]], None]:
    """Return what prints lines, unless there are bars."""
    return progress_lines() if progress.disable else lambda line: None
