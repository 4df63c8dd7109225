"""Building figures: only what is missing or stale, each file whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from engine.errors import make_folder
from engine.files import whole_file
from engine.progress import Work, unwatched
from scenes.figures.entry import INCHES_PER_MM, Size
from scenes.figures.manifest import Manifest, Record, State, record_of
from scenes.figures.requests import FigureRequest, Refusals, refusing
from scenes.figures.style import Style, use_style
from scenes.languages.lookup import language_of
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from types import ModuleType

    from matplotlib.figure import Figure

OnFile = Callable[[str, State], None]
"""Called with the name of each file, and the state in which it was found."""


def build_figures(
    requests: list[FigureRequest],
    folder: Path,
    *,
    fresh: bool = False,
    on_file: OnFile = lambda file, state: None,
    work: Work = unwatched,
    refusals: Refusals | None = None,
) -> None:
    """Write the missing and stale files of figures into a folder, but none that was edited by hand.

    Parameters
    ----------
    requests : list of FigureRequest
    folder : Path
    fresh : bool
        Whether to draw every file anew, whatever its state.
    on_file : callable, optional
        Called with each file and its state.
    work : callable, optional
        Called with what is computed.
    refusals : list, optional
        Takes the errors of figures that can't be drawn, while the others are.

    Raises
    ------
    UsageError
        Without `refusals`, if a figure has no layout for its width: before anything is written.
    WarpreelError
        If a file cannot be written; without `refusals`, also if a figure can't be drawn.
    """
    requests = _with_layout(requests, refusals)
    if not requests:
        return
    make_folder(folder)
    manifest = Manifest(folder)
    advance = work("drawing figures", len(requests))
    for done, request in enumerate(requests):
        states = manifest.states_of(request)
        wanted = {"missing", "stale", *(("current", "edited by hand") if fresh else ())}
        due = {file: request.files[file] for file, state in states.items() if state in wanted}
        with refusing(refusals):
            if due:
                advance(done, request.name)
                contents = _contents(request, due, work)
                for file, content, record in contents:
                    manifest.forget(file)
                    with whole_file(folder / file) as draft:
                        draft.write_bytes(content)
                    manifest.records[file] = record
                    manifest.save()
            for file, state in states.items():
                on_file(file, "stale" if fresh else state)


def _with_layout(requests: list[FigureRequest], refusals: Refusals | None) -> list[FigureRequest]:
    """Return the requests for figures that have a layout for their width."""
    found = []
    for request in requests:
        with refusing(refusals):
            request.entry.layout_for(request.output.width)
            found.append(request)
    return found


def due_requests(requests: list[FigureRequest], folder: Path) -> list[FigureRequest]:
    """Return the requests of which a file is missing or stale."""
    manifest = Manifest(folder)
    due = {"missing", "stale"}
    return [request for request in requests if due & set(manifest.states_of(request).values())]


def _contents(
    request: FigureRequest, files: dict[str, str], work: Work
) -> list[tuple[str, bytes, Record]]:
    """Compute a figure, and draw it anew for each file, given the formats by the files' names.

    What a file holds does so not depend on which others are drawn with it: Matplotlib's figures
    remember what they were exported to.
    """
    from scenes.figures.export import EXPORTERS, Metadata

    output = request.output
    width, height = request.entry.layout_for(output.width)
    scale = (output.width or width) / width
    theme, language = theme_of(output.theme), language_of(output.language)
    caption = request.caption or request.entry.caption(language)
    contents = []
    with use_style(theme):
        module = request.entry.load()
        result = module.compute(request.spec, work)
        record = record_of(request, caption, result_digest(result))
        metadata = Metadata(
            title=caption,
            subject=" · ".join(filter(None, (request.entry.number, request.entry.section))),
            provenance=msgspec.json.encode(record.provenance).decode(),
            creator=f"Warpreel {record.version}",
        )
        for file, format in files.items():
            figure = laid_out(module, result, (width, height), Style(theme, language))
            content = EXPORTERS[format](figure, scale, output.dpi, metadata)
            contents.append((file, content, record.of_content(content)))
    return contents


def laid_out(module: ModuleType, result: Any, size: Size, style: Style) -> Figure:
    """Draw a figure, and lay it out, in the style sheet that is in use.

    Where its parts stand is settled before it is exported, so that it is the same in all formats.

    Parameters
    ----------
    module : module
        Defines ``draw(figure, result, style)``.
    result : object
        What ``compute`` returned.
    size : (float, float)
        Width and height, in millimetres.
    style : Style
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(size[0] * INCHES_PER_MM, size[1] * INCHES_PER_MM))
    module.draw(figure, result, style)
    figure.draw_without_rendering()
    figure.set_layout_engine(None)
    return figure


def result_digest(result: object) -> str:
    """Digest what was computed: all of its arrays, numbers and names, read again or not.

    Parameters
    ----------
    result : object
        What msgspec can encode, or holds arrays.

    Returns
    -------
    str
        40 hexadecimal digits.
    """

    def digest(value: Any) -> str:
        content = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
        shape = f"{getattr(value, 'dtype', '')}{getattr(value, 'shape', '')}"
        return shape + hashlib.sha256(content).hexdigest()

    plain = _with_equal_numbers(msgspec.to_builtins(result, enc_hook=digest))
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()[:40]


def _with_equal_numbers(plain: Any) -> Any:
    """Return plain values in which 20 is 20.0, as it may be in a result that was kept."""
    match plain:
        case dict():
            return {name: _with_equal_numbers(value) for name, value in plain.items()}
        case list() | tuple():
            return [_with_equal_numbers(value) for value in plain]
        case int() if not isinstance(plain, bool):
            return float(plain)
        case _:
            return plain
