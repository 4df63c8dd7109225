"""Save and load computed results: any frozen dataclass of arrays and plain values, in one file.

The arrays are stored as safetensors, everything else as JSON under one metadata key, in which the
arrays' names stand in their places.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from engine.errors import ResultError, reason
from engine.files import whole_file

KEY = "warpreel"
Result = TypeVar("Result")


def save_result(result: object, path: Path) -> Path:
    """Write a result to `path`, whole or not at all, and return the path.

    Parameters
    ----------
    result : dataclass
        Its fields are arrays, numbers, texts, and tuples, dicts or dataclasses of such.
    path : Path

    Raises
    ------
    ResultError
        If the file cannot be written.
    """
    arrays: dict[str, np.ndarray] = {}

    def encode(value: object) -> object:
        if isinstance(value, np.ndarray):
            name = f"{len(arrays):04d}"
            arrays[name] = np.ascontiguousarray(value)
            return name
        if isinstance(value, np.generic):
            return value.item()
        raise NotImplementedError(f"{type(value).__name__} has no place in a result")

    facts = {"kind": type(result).__name__, "result": msgspec.to_builtins(result, enc_hook=encode)}
    try:
        with whole_file(path) as draft:
            save_file(arrays, draft, {KEY: msgspec.json.encode(facts).decode()})
    except OSError as error:
        raise ResultError(f"cannot write {path}: {reason(error)}") from error
    return path


def load_result(kind: type[Result], path: Path) -> Result:
    """Read a result of this kind.

    Raises
    ------
    ResultError
        If the file is missing, damaged, or holds something else.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            facts = msgspec.json.decode(file.metadata()[KEY])

            def fetch(wanted: type, name: Any) -> Any:
                if wanted is not np.ndarray:
                    raise NotImplementedError(f"a {wanted.__name__} in a result")
                return file.get_tensor(name)

            if facts["kind"] != kind.__name__:
                raise ResultError(f"{path} holds a {facts['kind']}, not a {kind.__name__}")
            return msgspec.convert(facts["result"], kind, dec_hook=fetch)
    except (OSError, SafetensorError, msgspec.MsgspecError, LookupError, TypeError) as error:
        raise ResultError(f"{path} holds no whole {kind.__name__}: {error}") from error
