"""The manifest of a folder: what each file was made from, and whether it is still up to date."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import asdict, astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import msgspec

from engine.errors import WarpreelError
from engine.files import is_plain_name, whole_file
from engine.input_files import read_input
from scenes.cache.digests import digest_of, request_digest, source_version
from scenes.figures.catalogue import FIGURES
from scenes.figures.recorded import RUN_OPTIONS, recording_facts
from scenes.figures.requests import FigureRequest, OutputOptions, plain_options, spec_from
from scenes.theme.lookup import theme_of

NAME = "manifest.json"
LARGEST = 20_000_000
"""Most bytes of a manifest."""
State = Literal["current", "missing", "stale", "edited by hand"]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the manifest records of one file.

    Attributes
    ----------
    figure, number, caption : str
    own_caption : str, optional
        The caption of the request, where it replaces the figure's own.
    spec : dict
        Options of the figure.
    seed : int, optional
    output : dict
        Output options; ``edition`` in the file.
    version : str
        Of Warpreel.
    input : str
        Digest of all that determines the file; ``request`` in the file.
    result : str
        Digest of what was computed.
    content : str
        Digest of the file.
    recording : dict, optional
        What the recording that the figure shows tells of itself.
    """

    figure: str
    number: str
    caption: str
    own_caption: str | None
    spec: dict[str, Any]
    seed: int | None
    output: dict[str, Any] = msgspec.field(name="edition")
    version: str
    input: str = msgspec.field(name="request")
    result: str
    content: str
    recording: dict[str, Any] | None = None

    def of_content(self, content: bytes) -> Record:
        """Return the record of a file that holds some bytes."""
        return msgspec.structs.replace(self, content=_digest(content))

    @property
    def provenance(self) -> dict[str, Any]:
        """The part of the record that a figure's file carries within it, as plain values."""
        carried = ("figure", "number", "spec", "seed", "recording", "edition", "version", "result")
        plain = msgspec.to_builtins(self)
        return {name: plain[name] for name in carried}


def input_digest(request: FigureRequest) -> str:
    """Digest all that determines a file: figure, options, theme, source code and libraries.

    An option, or a theme, that names a file stands for the file's content.

    Parameters
    ----------
    request : FigureRequest

    Returns
    -------
    str
        Hexadecimal digits.
    """
    options = astuple(spec_from(request.name, plain_options(request.spec)))
    entry, output = request.entry, request.output
    computed = request_digest(entry.home, entry, options)
    normalised = msgspec.convert(asdict(output), OutputOptions)
    theme = theme_of(output.theme)
    source = source_version(entry.home, "scenes.figures.build", language=output.language)
    return digest_of(computed, request.caption, normalised, theme, source, _libraries())


@cache
def _libraries() -> tuple[str, ...]:
    return tuple(version(name) for name in ("matplotlib", "numpy", "torch", "fonttools"))


def record_of(request: FigureRequest, caption: str, result: str) -> Record:
    """Return the record of a figure's files, yet without their content.

    Parameters
    ----------
    request : FigureRequest
    caption : str
        As written in the file.
    result : str
        Digest of what the figure shows.
    """
    facts = recording_facts(request.spec)
    options = plain_options(request.spec)
    if facts is not None:  # which are the recording's own, and not the defaults
        options = {name: value for name, value in options.items() if name not in RUN_OPTIONS}
    return Record(
        figure=request.name,
        number=request.entry.number,
        caption=caption,
        own_caption=request.caption,
        spec=options,
        seed=getattr(request.spec, "seed", None) if facts is None else facts["seed"],
        recording=facts,
        output=asdict(request.output),
        version=version("warpreel"),
        input=input_digest(request),
        result=result,
        content="",
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Manifest:
    """Records of the files in a folder, as read from its ``manifest.json``.

    Parameters
    ----------
    folder : Path
        Without a readable manifest in it, there are no records yet.

    Attributes
    ----------
    records : dict of str to Record
        By file name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, Record] = {}
        with suppress(WarpreelError):  # then all is drawn anew
            self.records = _records_in(folder)

    def save(self) -> None:
        """Write the manifest into its folder, whole or not at all."""
        text = msgspec.json.format(msgspec.json.encode(dict(sorted(self.records.items()))))
        with whole_file(self.folder / NAME) as draft:
            draft.write_bytes(text + b"\n")

    def state_of(self, file: str, digest: str) -> State:
        """Return the state of a file, given the digest of what determines it today."""
        path, record = self.folder / file, self.records.get(file)
        if not path.is_file():
            return "missing"
        if record is None:
            return "stale"
        if _digest(path.read_bytes()) != record.content:
            return "edited by hand"
        return "current" if record.input == digest else "stale"

    def states_of(self, request: FigureRequest) -> dict[str, State]:
        """Return the state of each file of a request."""
        digest = input_digest(request)
        return {file: self.state_of(file, digest) for file in request.files}

    def forget(self, file: str) -> None:
        """Drop the record of a file that is about to be written, and save.

        Whatever of the file is there if the process is killed then counts as stale, and not as
        edited by hand.
        """
        if self.records.pop(file, None) is not None:
            self.save()


def check(folder: Path, requests: list[FigureRequest] | None = None) -> dict[str, State]:
    """Return the states of the files of some requests, or of all that a folder's manifest names.

    Raises
    ------
    WarpreelError
        If, without requests, the folder has no manifest that can be read.
    """
    manifest = Manifest(folder)
    if requests is not None:
        states: dict[str, State] = {}
        for request in requests:
            states |= manifest.states_of(request)
        return states
    return {
        file: manifest.state_of(file, _current_input(file, record))
        for file, record in _records_in(folder).items()
    }


def _records_in(folder: Path) -> dict[str, Record]:
    """Read the records in a folder.

    Raises
    ------
    WarpreelError
        If there is no manifest that can be read, or it names files elsewhere.
    """
    path = folder / NAME
    content = read_input(path, LARGEST, f"`warpreel figures -o {folder}` makes one", WarpreelError)
    try:
        records = msgspec.json.decode(content, type=dict[str, Record])
        odd = next((name for name in records if not is_plain_name(name)), None)
        wrong = None if odd is None else f"{odd!r} is no file beside it"
    except (msgspec.MsgspecError, RecursionError) as error:
        wrong = str(error)
    if wrong is not None:
        raise WarpreelError(
            f"{path} is no manifest of figures ({wrong}); draw them anew with --fresh"
        )
    return records


def _current_input(file: str, record: Record) -> str:
    """Digest what determines a file today; return "" if it can't be drawn any more."""
    if record.figure not in FIGURES:
        return ""
    try:
        spec = spec_from(record.figure, record.spec)
        output = msgspec.convert(record.output, OutputOptions)
        return input_digest(
            FigureRequest(file, record.figure, spec, (), output, record.own_caption)
        )
    except (WarpreelError, msgspec.ValidationError):
        return ""
