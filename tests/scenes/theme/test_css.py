"""Words within style sheets."""

from __future__ import annotations

import re

import pytest

from scenes.theme.css import css_string
from tests.support.hostile_strings import HOSTILE


def read(string: str) -> str:
    """Read a string of CSS back."""
    return re.sub(r"\\([0-9a-f]{1,6}) ", lambda found: chr(int(found[1], 16)), string[1:-1])


@pytest.mark.parametrize("text", ["Inter", "Noto Sans SC", *HOSTILE.values()])
def test_any_text_can_be_read_back_and_ends_nothing(text: str) -> None:
    written = css_string(text)
    assert read(written) == text
    assert not set(written[1:-1]) & set("\"'<>&;{}()\n")


def test_usual_names_stay_as_they_are() -> None:
    assert css_string("Noto Sans SC") == "'Noto Sans SC'"
