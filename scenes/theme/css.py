"""Words within style sheets."""

from __future__ import annotations

import re

PLAIN = re.compile(r"[^\w .-]", re.ASCII)
"""Matches what is written as an escape within a string."""


def css_string(text: str) -> str:
    """Return a text as a string of CSS, which neither ends early nor closes a ``<style>``.

    References
    ----------
    https://www.w3.org/TR/css-syntax-3/#escaping
    """
    return "'" + PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", text) + "'"
