"""Words that every document of a lecture can show."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import UsageError
from scenes.lecture.showable import refuse_unshowable
from scenes.theme.theme import THEMES


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"title": "a\x01b"}, "title: the character U+0001 cannot be shown; leave it out"),
        ({"notes": "a\ufffeb"}, "notes: the character U+FFFE cannot be shown; leave it out"),
        ({"spec": {"formula": ["\x1b[2J"]}}, "spec.formula: the character U+001B"),
        ({"section-notes": {"a\x7f": ""}}, "a field of section-notes: the character U+007F"),
        ({"author": "a" * 256}, "author: 256 characters; 255 are the most"),
        ({"title": "Well done \N{SLIGHTLY SMILING FACE}"}, "title: no font of Warpreel holds"),
    ],
)
def test_what_a_document_cannot_show_is_refused(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        refuse_unshowable(table, THEMES["dark"])
    assert str(caught.value).startswith(sentence)


def test_all_else_can_be_shown() -> None:
    table = {
        "title": "Schön & <gut>: 你好",
        "text": "one line\nand\tanother",
        "notes": "\N{SLIGHTLY SMILING FACE} for the lecturer's eyes",
        "slide": [{"title": "\x01, which is told with its slide"}],
        "number": 3,
    }
    with pytest.raises(UsageError, match=r"^author: the character"):  # and nothing before it
        refuse_unshowable(table | {"author": "\x02"}, THEMES["dark"])
