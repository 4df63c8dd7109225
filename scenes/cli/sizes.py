"""Sizes of files as people write them."""

import re

from engine.errors import UsageError

UNITS = {"b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
UNITS |= {"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}
LEAST = 10_000


def bytes_of(flag: str, text: str) -> int:
    """Read a size.

    Parameters
    ----------
    flag : str
        By which it was given.
    text : str
        A number and a unit, such as ``8MB`` or ``1.5 MiB``.

    Raises
    ------
    UsageError
        If it is none, or too small for any film.
    """
    found = re.fullmatch(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*", text.lower())
    if found is None or found[2] not in UNITS:
        raise UsageError(f"{flag} {text}: give a number with kB, MB, GB, KiB, MiB or GiB, e.g. 8MB")
    size = int(float(found[1]) * UNITS[found[2]])
    if size < LEAST:
        raise UsageError(f"{flag} {text}: no film fits in less than {LEAST // 1_000}kB")
    return size
