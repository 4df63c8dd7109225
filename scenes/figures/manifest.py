"""Where each file comes from, and whether it would come out the same today."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, astuple, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import msgspec

from engine.errors import WarpreelError, reason
from engine.files import whole_file
from scenes.cache.digests import digest_of, request_digest, source_version
from scenes.figures.catalogue import FIGURES
from scenes.figures.requests import Order, plain, spec_from
from scenes.theme.lookup import theme_of

NAME = "manifest.json"
State = Literal["current", "missing", "stale", "edited by hand"]


@dataclass(frozen=True)
class Edition:
    """How figures are printed.

    Attributes
    ----------
    theme : str
        By name, or by its file.
    language : str
        By name.
    width : float, optional
        In millimetres; each figure's own if None.
    dpi : float
        Resolution of PNG files, and of pictures within others.
    """

    theme: str = "light"
    language: str = "en"
    width: float | None = None
    dpi: float = 300.0

    def file_of(self, order: Order, format: str) -> str:
        """Name a figure's file."""
        theme = "" if self.theme == "light" else f"-{Path(self.theme).stem}"
        language = "" if self.language == "en" else f"-{self.language}"
        return f"{order.stem}{theme}{language}.{format}"


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the manifest says of one file.

    Attributes
    ----------
    figure, number, caption : str
    own_caption : str, optional
        The caption, where somebody gave it another than the figure's own.
    spec : dict
    seed : int, optional
    edition : dict
    version : str
        Of Warpreel.
    request, result, content : str
        Digests of all that decides the file, of what was computed, and of the file itself.
    """

    figure: str
    number: str
    caption: str
    own_caption: str | None
    spec: dict[str, Any]
    seed: int | None
    edition: dict[str, Any]
    version: str
    request: str
    result: str
    content: str


def request_of(order: Order, edition: Edition) -> str:
    """Digest all that decides a file: figure, options, looks, its source and our tools.

    An option, or a theme, that names a file stands for the file's content.
    """
    options = astuple(spec_from(order.name, plain(order.spec)))
    entry = order.entry
    asked = request_digest(entry.home, entry, options)
    looks = msgspec.convert(asdict(edition), Edition)
    theme = theme_of(edition.theme)
    source = source_version(entry.home, "scenes.figures.build", language=edition.language)
    return digest_of(asked, order.caption, looks, theme, source, _tools())


@cache
def _tools() -> tuple[str, ...]:
    return tuple(version(name) for name in ("matplotlib", "numpy", "torch", "fonttools"))


def record_of(order: Order, edition: Edition, caption: str, result: str, content: bytes) -> Record:
    """Write down where a file comes from."""
    return Record(
        figure=order.name,
        number=order.entry.number,
        caption=caption,
        own_caption=order.caption,
        spec=plain(order.spec),
        seed=getattr(order.spec, "seed", None),
        edition=asdict(edition),
        version=version("warpreel"),
        request=request_of(order, edition),
        result=result,
        content=_digest(content),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Manifest:
    """The list of the files in a folder.

    Parameters
    ----------
    folder : Path
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, Record] = {}
        path = folder / NAME
        if path.exists():
            try:
                self.records = msgspec.json.decode(path.read_bytes(), type=dict[str, Record])
            except (OSError, msgspec.MsgspecError):
                self.records = {}  # all is drawn anew

    def save(self) -> None:
        """Write it, whole or not at all."""
        text = msgspec.json.format(msgspec.json.encode(dict(sorted(self.records.items()))))
        with whole_file(self.folder / NAME) as draft:
            draft.write_bytes(text + b"\n")

    def state_of(self, file: str, request: str) -> State:
        """Return whether a file is what would be drawn today."""
        path, record = self.folder / file, self.records.get(file)
        if not path.is_file():
            return "missing"
        if record is None:
            return "stale"
        if _digest(path.read_bytes()) != record.content:
            return "edited by hand"
        return "current" if record.request == request else "stale"


def check(folder: Path) -> dict[str, State]:
    """Tell of each file that a folder's manifest names whether it is what would be drawn today.

    Raises
    ------
    WarpreelError
        If the folder has no manifest that can be read.
    """
    path = folder / NAME
    try:
        records = msgspec.json.decode(path.read_bytes(), type=dict[str, Record])
    except OSError as error:
        raise WarpreelError(
            f"cannot read {path}: {reason(error)}; `warpreel figures -o {folder}` makes one"
        ) from error
    except msgspec.MsgspecError as error:
        raise WarpreelError(
            f"{path} is no manifest of figures ({error}); draw them anew with --fresh"
        ) from error
    manifest = Manifest(folder)
    return {file: manifest.state_of(file, _today(file, record)) for file, record in records.items()}


def _today(file: str, record: Record) -> str:
    """Digest what a file's record asks for, with today's source; nothing if it can't be drawn."""
    if record.figure not in FIGURES:
        return ""
    try:
        spec = spec_from(record.figure, record.spec)
        edition = msgspec.convert(record.edition, Edition)
        return request_of(Order(file, record.figure, spec, (), record.own_caption), edition)
    except (WarpreelError, msgspec.ValidationError):
        return ""
