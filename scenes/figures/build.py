"""Building figures: only what is missing or stale, each file whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from engine.errors import make_folder
from engine.files import whole_file
from engine.progress import Work, unwatched
from scenes.figures.entry import INCHES_PER_MM
from scenes.figures.manifest import Manifest, State, input_digest, record_of
from scenes.figures.requests import FigureRequest, OutputOptions
from scenes.figures.style import Style, use_style
from scenes.languages.lookup import language_of
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

OnFile = Callable[[str, State], None]
"""Called with the name of each file, and the state in which it was found."""


@dataclass(frozen=True)
class DrawnFigure:
    """A figure that is drawn and ready to be exported.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    result : str
        Digest of what it shows.
    scale : float
        Printed width divided by drawn width.
    """

    figure: Figure
    result: str
    scale: float


def build_figures(
    requests: list[FigureRequest],
    output: OutputOptions,
    folder: Path,
    *,
    fresh: bool = False,
    on_file: OnFile = lambda file, state: None,
    work: Work = unwatched,
) -> None:
    """Write the missing and stale files of figures into a folder, but none that was edited by hand.

    Parameters
    ----------
    requests : list of FigureRequest
    output : OutputOptions
    folder : Path
    fresh : bool
        Whether to draw every file anew, whatever its state.
    on_file : callable, optional
        Called with each file and its state.
    work : callable, optional
        Called with what is computed.

    Raises
    ------
    UsageError
        If a figure has no layout for the width of `output`.
    WarpreelError
        If a file cannot be written.
    """
    for request in requests:
        request.entry.layout_for(output.width)
    make_folder(folder)
    manifest = Manifest(folder)
    advance = work("drawing figures", len(requests))
    for done, request in enumerate(requests):
        digest = input_digest(request, output)
        files = {output.file_name(request, format): format for format in request.formats}
        states = {file: manifest.state_of(file, digest) for file in files}
        wanted = {"missing", "stale", *(("current", "edited by hand") if fresh else ())}
        due = {file: files[file] for file, state in states.items() if state in wanted}
        if due:
            advance(done, request.name)
            _export(request, output, manifest, due, work)
        for file, state in states.items():
            on_file(file, "stale" if fresh else state)


def due_requests(
    requests: list[FigureRequest], output: OutputOptions, folder: Path
) -> list[FigureRequest]:
    """Return the requests of which a file is missing or stale."""
    manifest = Manifest(folder)

    def is_due(request: FigureRequest) -> bool:
        digest = input_digest(request, output)
        files = (output.file_name(request, format) for format in request.formats)
        return any(manifest.state_of(file, digest) in ("missing", "stale") for file in files)

    return [request for request in requests if is_due(request)]


def _export(
    request: FigureRequest,
    output: OutputOptions,
    manifest: Manifest,
    files: dict[str, str],
    work: Work,
) -> None:
    """Draw a figure and write its files, given their formats by their names."""
    from scenes.figures.export import EXPORTERS, Metadata

    with use_style(theme_of(output.theme)):
        drawn = draw(request, output, work)
        language = language_of(output.language)
        caption = request.caption or request.entry.caption(language)
        for file, format in files.items():
            record = record_of(request, output, caption, drawn.result, b"")
            metadata = Metadata(
                title=caption,
                subject=" · ".join(filter(None, (request.entry.number, request.entry.section))),
                provenance=msgspec.json.encode(record.provenance).decode(),
                creator=f"Warpreel {record.version}",
            )
            content = EXPORTERS[format](drawn.figure, drawn.scale, output.dpi, metadata)
            record = record_of(request, output, caption, drawn.result, content)
            _write(manifest.folder / file, content)
            manifest.records[file] = record
            manifest.save()


def _write(path: Path, content: bytes) -> None:
    with whole_file(path) as draft:
        draft.write_bytes(content)


def draw(request: FigureRequest, output: OutputOptions, work: Work = unwatched) -> DrawnFigure:
    """Compute what a figure shows and draw it, in the style sheet that is in use.

    Parameters
    ----------
    request : FigureRequest
    output : OutputOptions
    work : callable, optional
        Called with what is computed.

    Raises
    ------
    UsageError
        If the figure has no layout for the width of `output`.
    """
    from matplotlib.figure import Figure

    width, height = request.entry.layout_for(output.width)
    module = request.entry.load()
    result = module.compute(request.spec, work)
    figure = Figure(figsize=(width * INCHES_PER_MM, height * INCHES_PER_MM))
    module.draw(figure, result, Style(theme_of(output.theme), language_of(output.language)))
    return DrawnFigure(figure, result_digest(result), (output.width or width) / width)


def result_digest(result: object) -> str:
    """Digest what was computed: all of its arrays, numbers and names.

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

    plain = msgspec.json.encode(result, enc_hook=digest)
    return hashlib.sha256(plain).hexdigest()[:40]
