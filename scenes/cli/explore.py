"""``warpreel explore``: write a page in which a training is explored."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.filesize import decimal

from engine.errors import UsageError
from engine.files import check_file, whole_file
from scenes.cli.folders import folder_for
from scenes.cli.options import command_of
from scenes.cli.progress import bars, work_bars
from scenes.explore.explore_spec import ExploreSpec
from scenes.languages.lookup import language_of
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from engine.descent.descent_spec import DescentSpec
    from engine.recordings.recording import Recording

RECORDING = ".safetensors"
OWN = ("data", "beside", "output", "lang", "theme")
"""Options that are not about a training."""


def explore_command() -> Callable[..., Any]:
    """Return the command, whose data may be a recording instead."""
    command = command_of(explore, ExploreSpec, positional=("data", "beside"))
    flags = signature(command)

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        given = flags.bind(*args, **kwargs).arguments
        if not set(given) - set(OWN[2:]):
            write_playground(**given)
            return
        data = str(given.get("data", ""))
        if not data.lower().endswith(RECORDING):
            command(*args, **kwargs)
            return
        others = [f"--{name.replace('_', '-')}" for name in given if name not in OWN]
        if others:
            raise UsageError(
                f"{', '.join(others)}: {data} is trained already; leave such options out, "
                "or name data instead of a recording"
            )
        explore_recording(Path(data), **{name: given[name] for name in OWN[1:] if name in given})

    return run


def explore(
    spec: ExploreSpec,
    *,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
    lang: str = "en",
    theme: str = "dark",
) -> None:
    """Write one page in which a training is explored in a browser, without a network.

    Name data, and a network is trained first; or a recording, DATA.safetensors; or two recordings,
    to see them side by side. With --surface or --formula, descents on a loss surface are explored
    instead. Name nothing, and the page is a playground, in which networks are built and trained.

    Parameters
    ----------
    output
        The page [named after the data].
    lang
        Language of the page: en, zh, or a file, such as fr.toml.
    theme
        Colours of the page: dark, light, or a file of your own.
    """
    descent = spec.descent
    if descent is not None:
        page = _page_path(output, Path(f"{spec.surface or 'descent'}.html"))
        _write_descent(page, lang, theme, descent)
        return
    page = _page_path(output, Path(f"{Path(spec.data).stem or 'page'}.html"))

    def trained() -> Recording:
        from scenes.cache.results import trained_run

        with bars() as progress:
            return trained_run(spec.run, work_bars(progress))

    _write(page, lang, theme, trained)


def explore_recording(
    path: Path,
    *,
    beside: Path | None = None,
    output: Path | None = None,
    lang: str = "en",
    theme: str = "dark",
) -> None:
    """Write a page in which a recording is explored, or two; see `explore`."""
    if beside is not None:
        page = _page_path(output, path.with_name(f"{path.stem}-{beside.stem}.html"))
        _write_pair(page, lang, theme, (path, beside))
        return
    _write(_page_path(output, path.with_suffix(".html")), lang, theme, lambda: _opened(path))


def _opened(path: Path) -> Recording:
    from engine.recordings.opening import check_classes, load

    recording = load(path)
    check_classes(recording, path)
    return recording


def write_playground(*, output: Path | None = None, lang: str = "en", theme: str = "dark") -> None:
    """Write the page in which networks are built and trained; see `explore`."""
    page = _page_path(output, Path("playground.html"))
    language, colours = language_of(lang), theme_of(theme)
    from scenes.explore.playground import render_playground

    _save(page, render_playground(language, colours))


def _page_path(output: Path | None, usual: Path) -> Path:
    page = output or usual
    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o {page}: a page is an .html file")
    check_file(page)
    return page


def _write(page: Path, lang: str, theme: str, recording: Callable[[], Recording]) -> None:
    language, colours = language_of(lang), theme_of(theme)
    from scenes.explore.page import render_page
    from scenes.explore.payload import Explored

    _save(page, render_page(Explored(recording()), language, colours))


def _write_pair(page: Path, lang: str, theme: str, paths: tuple[Path, Path]) -> None:
    language, colours = language_of(lang), theme_of(theme)
    from scenes.explore.pair_page import render_pair_page
    from scenes.explore.payload import Explored

    first, second = (Explored(_opened(path)) for path in paths)
    stems = paths[0].stem, paths[1].stem
    titles = stems if stems[0] != stems[1] else (str(paths[0]), str(paths[1]))
    _save(page, render_pair_page((first, second), titles, language, colours))


def _write_descent(page: Path, lang: str, theme: str, descent: DescentSpec) -> None:
    language, colours = language_of(lang), theme_of(theme)
    from scenes.explore.descent_page import render_descent_page

    _save(page, render_descent_page(descent, language, colours))


def _save(page: Path, text: str) -> None:
    with folder_for(page), whole_file(page) as draft:
        draft.write_text(text, "utf-8")
    print(f"{page}: {decimal(page.stat().st_size)}")
