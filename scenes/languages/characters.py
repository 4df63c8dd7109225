"""Characters that no file can show as text."""

from __future__ import annotations

import re

UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that XML cannot hold, that steer a terminal, or that end a line for some programs."""


def unshowable(text: str) -> str | None:
    """Return the name of the first character that cannot be shown, such as U+0001, if any."""
    found = UNSHOWN.search(text)
    return None if found is None else f"U+{ord(found[0]):04X}"
