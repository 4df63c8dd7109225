"""Characters that cannot be shown."""

from __future__ import annotations

import pytest

from scenes.languages.characters import unshowable


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x01b", "U+0001"),
        ("\x1b[2J", "U+001B"),
        ("a\ufffe", "U+FFFE"),
        ("\ud800", "U+D800"),
        ("a\u2028b", "U+2028"),
        ("two\nlines\tand 你好 🙂", None),
    ],
)
def test_the_first_that_cannot_be_shown_is_named(text: str, name: str | None) -> None:
    assert unshowable(text) == name
