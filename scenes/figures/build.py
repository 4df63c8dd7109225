"""Making figures: only what is missing or stale, each file whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from engine.errors import WarpreelError, make_folder, reason
from engine.files import whole_file
from engine.progress import Work, unwatched
from scenes.figures.manifest import Edition, Manifest, State, record_of, request_of
from scenes.figures.requests import Order
from scenes.figures.style import Look, style_of
from scenes.languages.language import LANGUAGES
from scenes.theme.lookup import theme_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Tell = Callable[[str, State], None]
"""Called with each file, and in what state it was found."""


@dataclass(frozen=True)
class Plate:
    """A figure, drawn and ready to be printed.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    result : str
        Digest of what it shows.
    scale : float
        How much larger than drawn it is printed.
    """

    figure: Figure
    result: str
    scale: float


def make(
    orders: list[Order],
    edition: Edition,
    folder: Path,
    *,
    fresh: bool = False,
    tell: Tell = lambda file, state: None,
    work: Work = unwatched,
) -> None:
    """Draw figures into a folder, as far as they are not there; edited files are left alone.

    Parameters
    ----------
    orders : list of Order
    edition : Edition
    folder : Path
    fresh : bool
        Draw everything anew, whatever is there.
    tell : callable, optional
    work : callable, optional
        Called with what is computed.

    Raises
    ------
    WarpreelError
        If a file cannot be written.
    """
    for order in orders:
        order.entry.layout_for(edition.width)
    make_folder(folder)
    manifest = Manifest(folder)
    advance = work("drawing figures", len(orders))
    for done, order in enumerate(orders):
        request = request_of(order, edition)
        files = {edition.file_of(order, format): format for format in order.formats}
        states = {file: manifest.state_of(file, request) for file in files}
        wanted = {"missing", "stale", *(("current", "edited by hand") if fresh else ())}
        due = [file for file, state in states.items() if state in wanted]
        if due:
            advance(done, order.name)
            _print(order, edition, manifest, {file: files[file] for file in due}, work)
        for file, state in states.items():
            tell(file, "stale" if fresh else state)


def stale(orders: list[Order], edition: Edition, folder: Path) -> list[Order]:
    """Choose the figures of which a file would be drawn; those edited by hand are left alone."""
    manifest = Manifest(folder)

    def is_due(order: Order) -> bool:
        request = request_of(order, edition)
        files = (edition.file_of(order, format) for format in order.formats)
        return any(manifest.state_of(file, request) in ("missing", "stale") for file in files)

    return [order for order in orders if is_due(order)]


def _print(
    order: Order, edition: Edition, manifest: Manifest, files: dict[str, str], work: Work
) -> None:
    from scenes.figures.export import PRINTERS, Imprint

    with style_of(theme_of(edition.theme)):
        plate = draw(order, edition, work)
        language = LANGUAGES[edition.language]
        caption = order.caption or order.entry.caption(language)
        for file, format in files.items():
            record = record_of(order, edition, caption, plate.result, b"")
            facts = {
                name: value
                for name, value in msgspec.to_builtins(record).items()
                if name in ("figure", "number", "spec", "seed", "edition", "version", "result")
            }
            imprint = Imprint(
                title=caption,
                subject=" · ".join(filter(None, (order.entry.number, order.entry.section))),
                provenance=msgspec.json.encode(facts).decode(),
                maker=f"Warpreel {record.version}",
            )
            content = PRINTERS[format](plate.figure, plate.scale, edition.dpi, imprint)
            record = record_of(order, edition, caption, plate.result, content)
            _write(manifest.folder / file, content)
            manifest.records[file] = record
            manifest.save()


def _write(path: Path, content: bytes) -> None:
    try:
        with whole_file(path) as draft:
            draft.write_bytes(content)
    except OSError as error:
        raise WarpreelError(f"cannot write {path}: {reason(error)}") from error


def draw(order: Order, edition: Edition, work: Work = unwatched) -> Plate:
    """Compute a figure and draw it, within the style of its theme."""
    from matplotlib.figure import Figure

    from scenes.figures.export import MM

    width, height = order.entry.layout_for(edition.width)
    module = order.entry.load()
    result = module.compute(order.spec, work)
    figure = Figure(figsize=(width * MM, height * MM))
    look = Look(theme_of(edition.theme), LANGUAGES[edition.language])
    module.draw(figure, result, look)
    return Plate(figure, result_digest(result), (edition.width or width) / width)


def result_digest(result: object) -> str:
    """Digest what was computed: every array, number and name of it."""

    def digest(value: Any) -> str:
        content = value.tobytes() if hasattr(value, "tobytes") else repr(value).encode()
        shape = f"{getattr(value, 'dtype', '')}{getattr(value, 'shape', '')}"
        return shape + hashlib.sha256(content).hexdigest()

    plain = msgspec.json.encode(result, enc_hook=digest)
    return hashlib.sha256(plain).hexdigest()[:40]
