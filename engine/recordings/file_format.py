"""Recordings on disk: one safetensors file, byte-deterministic, checked when opened.

All that is not an array stands as JSON under one metadata key (several keys are not written in a
fixed order). It holds a SHA-256 over the JSON itself, the tensor table and the tensor bytes, so
that any later change is noticed; tensors themselves are read lazily, slice by slice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from engine.errors import NetworkError, RecordingError, UsageError, reason
from engine.files import whole_file
from engine.networks.stages import Stage
from engine.recordings.checks import check_stages
from engine.recordings.run_spec import RunSpec
from engine.recordings.table_checks import check_probed, check_table

FORMAT = 3
"""Files of format 2 hold no regressions; those of format 1 hold exact recordings without
validation, branches and constants."""
KEY = "warpreel"
UNSIGNED = "0" * 64
MAX_HEADER = 20_000_000
"""Most bytes of JSON at the beginning of a file."""
NONSENSE = (
    *(ValueError, LookupError, TypeError, AttributeError),
    *(ArithmeticError, RecursionError),
)
"""What the header of a file that is no recording may raise."""


class KeptTensor(msgspec.Struct):
    """A parameter of a probed network, or what it follows.

    Attributes
    ----------
    name : str
        In the network's state dictionary.
    shape : tuple of int
    trained : bool
        Whether it is a parameter.
    """

    name: str
    shape: tuple[int, ...]
    trained: bool


class ProbedLayers(msgspec.Struct):
    """The layers of a probed recording.

    Attributes
    ----------
    names : tuple of str
        The output's last.
    shapes : tuple of tuple of int
        Of each layer's answer to one point.
    input_shape : tuple of int
        Of one input.
    threshold : float
        Above which a single output means class 1.
    reason : str
        Why the run could not be recorded exactly.
    parameters : tuple of KeptTensor
        If they were kept.
    """

    names: tuple[str, ...]
    shapes: tuple[tuple[int, ...], ...]
    input_shape: tuple[int, ...]
    threshold: float
    reason: str
    parameters: tuple[KeptTensor, ...] = ()


class Header(msgspec.Struct):
    """Everything in a recording file except its arrays, stored as JSON."""

    format: int
    stages: tuple[Stage, ...]
    layers: tuple[str, ...]
    stopped: str
    versions: dict[str, str]
    data_name: str
    class_names: tuple[str, ...]
    feature_names: tuple[str, ...]
    nested: bool
    spec: RunSpec | None = None
    probed: ProbedLayers | None = None
    notes: tuple[str, ...] = ()
    threshold: float | None = None
    shared: dict[str, str] = {}
    digest: str = UNSIGNED


def write(header: Header, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Write a recording to `path`, whole or not at all.

    Parameters
    ----------
    header : Header
        Its digest is computed here.
    tensors : Mapping
        Name → tensor, contiguous.
    path : Path

    Raises
    ------
    RecordingError
        If the file cannot be written.
    """
    try:
        with whole_file(path, what="the recording", kind=RecordingError) as draft:
            save_file(dict(tensors), draft, {KEY: msgspec.json.encode(header).decode()})
            _sign(draft)
    except SafetensorError as error:
        raise RecordingError(f"cannot write the recording {path}: {error}") from error


def read(path: Path) -> tuple[Header, Any]:
    """Open a recording file for lazy reading, after checking it.

    Returns
    -------
    Header
    safe_open
        Reads arrays by name, whole (`get_tensor`) or in slices (`get_slice`).

    Raises
    ------
    RecordingError
        If the file is missing, truncated, altered, of a later format, or no recording.
    """
    header = _checked_header(path)
    try:
        return header, safe_open(path, framework="pt")
    except SafetensorError as error:
        raise unfit(path, error) from error


def digest_of(path: str | Path) -> str:
    """Return the digest that a recording carries: its identity for caches and provenance."""
    return _checked_header(Path(path)).digest


def _table(path: Path) -> tuple[dict[str, Any], int]:
    """Read the safetensors table, and where the tensor bytes begin."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ValueError("no file")  # a pipe would be waited for
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > MAX_HEADER or length + 8 > path.stat().st_size:
            raise ValueError("no safetensors table")
        return json.loads(file.read(length)), length + 8


def _sign(path: Path) -> None:
    """Replace the zeros of the unsigned file by its digest, in place."""
    digest = _digest(path)
    _, start = _table(path)
    with path.open("r+b") as file:
        file.seek(file.read(start).index(UNSIGNED.encode()))
        file.write(digest.encode())


def _digest(path: Path) -> str:
    table, start = _table(path)
    table["__metadata__"] = {**json.loads(table["__metadata__"][KEY]), "digest": UNSIGNED}
    hasher = hashlib.sha256(json.dumps(table, sort_keys=True).encode())
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(1 << 20):
            hasher.update(block)
    return hasher.hexdigest()


def _checked_header(path: Path) -> Header:
    try:
        table, start = _table(path)
        text = table["__metadata__"][KEY]
        entries = [entry for key, entry in table.items() if key != "__metadata__"]
        end = max([int(entry["data_offsets"][1]) for entry in entries], default=0)
        version = int(json.loads(text)["format"])
        size = path.stat().st_size if path.is_file() else 0
    except FileNotFoundError as error:
        raise RecordingError(
            f"there is no recording at {path}; make one with `warpreel train -o "
            f"{path if path.suffix else f'{path}.safetensors'}`"
        ) from error
    except OSError as error:
        raise RecordingError(f"cannot read the recording {path}: {reason(error)}") from error
    except NONSENSE as error:
        raise RecordingError(
            f"{path} is not a Warpreel recording; make one with `warpreel train -o FILE`"
        ) from error
    if version > FORMAT:
        raise RecordingError(
            f"{path} was written by a newer Warpreel (format {version}, this one reads up to "
            f"{FORMAT}); update Warpreel to read it"
        )
    if version < 1:
        raise RecordingError(f"{path} has been altered: there is no format {version}; train anew")
    if size < start + end:
        raise RecordingError(f"{path} is truncated; copy it again or train anew")
    try:
        header = msgspec.json.decode(text, type=Header)
        whole = header.digest == _digest(path)
    except NetworkError as error:
        raise RecordingError(f"cannot read the recording {path}: {error}") from error
    except (msgspec.MsgspecError, UsageError, *NONSENSE) as error:
        raise RecordingError(f"{path} has been altered: {error}; train anew") from error
    if not whole:
        raise RecordingError(f"{path} has been altered since it was written; train anew")
    try:
        del table["__metadata__"]
        _check_content(header, table, size - start)
    except NONSENSE as error:
        raise unfit(path, error) from error
    return header


def _check_content(header: Header, table: dict[str, Any], size: int) -> None:
    """Check that a table holds the arrays that a header names."""
    if len(header.versions) > 100 or len("".join(header.versions.values())) > 900:
        raise ValueError("it names too many versions")
    features = len(header.feature_names)
    layers, probed = len(header.layers), header.probed
    if probed is not None:
        kept = {tensor.name: tensor.shape for tensor in probed.parameters}
        if len(kept) < len(probed.parameters):
            raise ValueError("its parameters are not named each once")
        held = probed.names, probed.shapes, probed.input_shape
        check_probed(table, *held, layers, features, size, kept)
        return
    check_stages(header.stages)
    named = tuple(dict.fromkeys(stage.name for stage in header.stages if stage.parameters))
    if header.layers != named:
        raise ValueError("its layers are not those of its network")
    check_table(table, header.stages, layers, features, size)


def unfit(path: Path, error: Exception) -> RecordingError:
    """Return the error about a recording whose content makes no sense."""
    return RecordingError(f"{path} is no sound recording: {error}; train anew")
