"""``warpreel lecture``: write and build a lecture, described by one file."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter
from rich.progress import Progress as Bars
from rich.progress import TaskID

from engine.options import in_range
from scenes.cli.folders import folder_for
from scenes.cli.new_file import write_new_toml
from scenes.cli.progress import CONSOLE, bars, seconds_of_film
from scenes.cli.progress_lines import progress_lines
from scenes.cli.stopping import stop_if_asked
from scenes.languages.lookup import language_of
from scenes.languages.numbers import counted, fixed, grouped

if TYPE_CHECKING:
    from scenes.lecture.building import Built
    from scenes.lecture.rendering import Progress

lecture = App(name="lecture", help="Write a lecture as a file, and build slides and papers of it.")


@lecture.command
def init(
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("lecture.toml"),
    lang: str = "en",
) -> None:
    """Write the lecture of the whole chapter, with comments and speaker notes, to be changed.

    Parameters
    ----------
    output
        The file; one that is there is left alone.
    lang
        Language: en, zh, or a file, such as fr.toml.
    """
    from scenes.lecture.chapter import chapter_lecture

    language = language_of(lang)
    write_new_toml(output, chapter_lecture(language), "lecture")
    print(f"{output}: change it, then `warpreel lecture build {output}`")


@lecture.command
def build(
    file: Path = Path("lecture.toml"),
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"))] = Path("renders/lecture"),
    quality: Annotated[str | None, Parameter(name=("--quality", "-q"))] = None,
    lang: str | None = None,
    theme: str | None = None,
    aspect: str | None = None,
    crf: int | None = None,
    jobs: Annotated[int | None, Parameter(name=("--jobs", "-j"))] = None,
) -> None:
    """Render what is missing or stale of a lecture, and write slides, a paper and a handout.

    A build that was stopped goes on where it was.

    Parameters
    ----------
    file
        The lecture, as `warpreel lecture init` writes one.
    output
        The folder for all that is made.
    quality
        l 480p15, m 720p30, h 1080p60, p 1440p60 or k 2160p60 [the file's, else m].
    lang
        Language: en, zh, or a file, such as fr.toml [the file's]. Words of the file that its
        catalogue does not have stay as they are.
    theme
        dark, light, or a file of your own, such as theme.toml [the file's].
    aspect
        Width to height of the films: 16:9, 4:3 or 1:1 [the file's].
    crf
        Constant rate factor of the films [26 below 1080p, else 23]: lower is better and larger; 36
        makes slides that can be mailed.
    jobs
        Processes that render at once [as many as there are processors].
    """
    from scenes.lecture.reading import Overrides, read_lecture

    began = time.monotonic()
    in_range("--jobs", jobs, 1, 256)
    in_range("--crf", crf, 0, 51)
    spec = replace(read_lecture(file, Overrides(lang, theme, quality, aspect)), crf=crf)
    # Imported late, so that invalid requests fail fast.
    from scenes.lecture.building import build as build_all
    from scenes.rendering.workers import cores

    with folder_for(output / file.name), bars() as progress:
        shown = _progress_bars(progress) if CONSOLE.is_terminal else _progress_lines()
        built = build_all(spec, output, jobs or cores(), shown)
    _report(built, output, time.monotonic() - began)


def _progress_lines() -> Callable[[Progress], None]:
    """Return a callback that prints a line now and then."""
    tell = progress_lines()

    def watch(state: Progress) -> None:
        stop_if_asked()
        tell(lambda: _line(state))

    return watch


def _line(state: Progress) -> str:
    parts = [f"{state.done} of {state.total} made"]
    for name, (seconds, planned) in state.under_way.items():
        told = f" {seconds_of_film(seconds, planned)}" if seconds or planned else ""
        parts.append(f"{name}{told}")
    return "; ".join(parts)


def _progress_bars(progress: Bars) -> Callable[[Progress], None]:
    """Return a callback that shows a bar for the lecture, and one for each film in progress."""
    whole = progress.add_task("lecture", total=None, status="")
    shown: dict[str, TaskID] = {}

    def watch(state: Progress) -> None:
        stop_if_asked()
        told = f"{state.done} of {state.total} to make"
        progress.update(whole, completed=state.done, total=state.total, status=told)
        for name in shown.keys() - state.under_way.keys():
            progress.remove_task(shown.pop(name))
        for name, (seconds, planned) in state.under_way.items():
            if name not in shown:
                shown[name] = progress.add_task(name, total=None, status="")
            total = max(planned, seconds) if planned else None
            told = seconds_of_film(seconds, planned) if seconds or planned else ""
            progress.update(shown[name], completed=seconds, total=total, status=told)

    return watch


def _report(built: Built, folder: Path, seconds: float) -> None:
    for path, is_new in built.files.items():
        print(f"{path}: {'made' if is_new else 'kept'}")
    if not built.is_new:
        print(f"{folder}: nothing has changed; looked through in {fixed(seconds, 1)} s")
        return
    made = sum(built.files.values())
    print(f"{folder}: {made} of {counted(len(built.files), 'file')} made in {grouped(seconds)} s")
