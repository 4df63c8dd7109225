"""Sizes of files as people write them on the command line."""

from engine.errors import UsageError
from engine.options import byte_size

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
    try:
        size = byte_size(text)
        named = not text.strip()[-1].isdecimal()
    except ValueError:
        named = False
    if not named:
        raise UsageError(f"{flag} {text}: give a number with kB, MB, GB, KiB, MiB or GiB, e.g. 8MB")
    if size < LEAST:
        raise UsageError(f"{flag} {text}: no film fits in less than {LEAST // 1_000}kB")
    return size
