"""Where files go, how much room there is, and what would make rendering faster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from shutil import disk_usage

from rich.filesize import decimal

from engine.errors import UsageError, WarpreelError, make_folder
from scenes.cache.location import cache_folder, cache_limit, cached_files
from scenes.diagnosis.finding import Finding, State, one_line

LITTLE = 1_000_000_000
"""Bytes of a disk below which films and what is kept of them may not find room."""
NEARLY = 0.9
"""Share of the limit from which on segments are soon given up."""


def places() -> Iterator[Finding]:
    """Tell where results are kept and films are written, and whether there is room."""
    folder = cache_folder()
    try:
        limit = cache_limit()
        _make(folder)
    except WarpreelError as error:
        yield Finding("cache", State.FAULT, str(error))
        return
    sizes = {each.name: each.size for each in cached_files()}
    told = f"{folder}: {decimal(sum(sizes.values()))}; segments may take {decimal(limit)}"
    yield Finding("cache", State.OK, told)
    if sizes["segments"] > NEARLY * limit:
        told = "nearly full: with a higher WARPREEL_CACHE_LIMIT fewer segments are drawn again"
        yield Finding("cache", State.NOTE, told)
    yield _room(folder)
    here = Path.cwd()
    if os.access(here, os.W_OK):
        yield Finding("output", State.OK, f"{here / 'renders'}, unless -o says otherwise")
    else:
        yield Finding("output", State.NOTE, f"{here} is not writable: choose a place with -o")


def speed() -> Iterator[Finding]:
    """Tell how many processes can draw, and what holds them back."""
    from scenes.rendering.workers import cores

    count = cores()
    drawing = max(count // 2, 1)
    if count < 2:
        told = "one core: films are drawn by one process; -q l is quickest"
    else:
        told = f"{count} cores; films are drawn with --jobs {drawing} unless told otherwise"
    yield Finding("speed", State.OK, told)
    yield _drawing()
    threads = os.environ.get("OMP_NUM_THREADS")
    if threads is not None and threads.isdecimal() and int(threads) < count:
        told = f"OMP_NUM_THREADS is {threads}: large trainings may use all {count} cores without it"
        yield Finding("speed", State.NOTE, told)


def _make(folder: Path) -> None:
    new = not folder.exists()
    make_folder(folder, "WARPREEL_CACHE", UsageError)
    if new:
        folder.rmdir()


def _room(folder: Path) -> Finding:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = disk_usage(there).free
    if free < LITTLE:
        return Finding("disk", State.NOTE, f"only {decimal(free)} free at {there}: make room")
    return Finding("disk", State.OK, f"{decimal(free)} free at {there}")


def _drawing() -> Finding:
    """Tell which core draws."""
    from scenes.camera.core import core_version, is_compiled

    if not is_compiled():
        told = "Cairo draws all; pip install 'warpreel[fast]': grids, surfaces and points by numba"
        return Finding("drawing", State.NOTE, told)
    try:
        import_module("numba")
    except (ImportError, OSError) as error:
        told = f"numba cannot be loaded: {one_line(error)}; install it anew, or uninstall it"
        return Finding("drawing", State.FAULT, told)
    return Finding(
        "drawing", State.OK, f"kernels compiled by {core_version()}; Cairo does the rest"
    )
