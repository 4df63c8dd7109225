"""How kernels are compiled: when imported, once for all processes, until any of them changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Any

import numba
from numba import types

from scenes.cache.inside import is_inside
from scenes.cache.location import cache_folder

Function = Callable[..., Any]
HOME = Path(__file__).parent

REAL, WHOLE = types.float64, types.int64
REALS = types.Array(types.float64, 1, "C", readonly=True)
PLACES = types.Array(types.float64, 2, "C", readonly=True)
CORNERS = CURVES = types.Array(types.float64, 3, "C", readonly=True)
WHOLES = types.Array(types.int64, 1, "C", readonly=True)
COLOUR = types.uint32
COLOURS = types.Array(types.uint32, 1, "C", readonly=True)
CELLS = types.Array(types.int64, 2, "C", readonly=True)
PICTURE = types.Array(types.uint32, 2, "C", readonly=True)
SPRITES = types.Array(types.uint32, 3, "C", readonly=True)
MASK = types.uint8[:, ::1]
PIXELS = types.uint32[:, ::1]


_compiling = Lock()
"""Whoever draws and whoever encodes may compile at once, and numba's settings are for all."""

FAST = {"arcp", "contract", "nsz", "reassoc"}
"""What numbers may be rearranged for; infinities and NaN are left as they are."""


def kernel(*signature: types.Type) -> Callable[[Function], Function]:
    """Compile a function of these types of arguments, in this moment, or find it compiled."""

    def compiled(function: Function) -> Function:
        folder, settings = _folder(), vars(numba.config)
        with _compiling:
            before = settings["CACHE_DIR"]
            settings["CACHE_DIR"] = str(folder or "")
            try:
                kept = folder is not None
                return numba.njit([signature], nogil=True, fastmath=FAST, cache=kept)(function)
            finally:
                settings["CACHE_DIR"] = before

    return compiled


def part(function: Function) -> Function:
    """Have a function compiled into the kernels that call it."""
    return numba.njit(nogil=True, fastmath=FAST)(function)


@cache
def _folder() -> Path | None:
    """Find a folder for compiled kernels, named after the source of all; None if there is none.

    numba by itself looks only whether the file of a kernel has changed, not what the kernel calls.
    """
    sources = sorted(HOME.glob("*.py"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()[:16]
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    for place in (Path(chosen) if chosen else HOME / "__pycache__", cache_folder() / "kernels"):
        folder = place / f"kernels-{digest}"
        try:
            if place == cache_folder() / "kernels" and _is_led_away(folder):
                continue
            folder.mkdir(parents=True, exist_ok=True)
            TemporaryFile(dir=folder).close()
        except OSError:
            continue
        return folder
    return None


def _is_led_away(folder: Path) -> bool:
    """Whether a link of the cache leads to the kernels, or one of them is a link."""
    if not is_inside(folder, cache_folder()):
        return True
    return folder.is_dir() and any(each.is_symlink() for each in folder.iterdir())
