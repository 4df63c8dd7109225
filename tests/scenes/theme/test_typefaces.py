"""The fonts that come with the package."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.theme.typefaces import (
    BUNDLED,
    Typeface,
    families_of,
    family_of,
    typefaces,
    use_typefaces,
)


def test_latin_and_mathematics_are_inter_s_and_chinese_is_noto_s() -> None:
    assert {family_of(c) for c in "aZσŷθ−₀η←"} == {"Inter"}
    assert {family_of(c) for c in "激活函数，。（）∇"} == {"Noto Sans SC"}
    assert families_of("σ(x)") == ("Inter",)
    assert families_of("激活 σ(x)") == ("Inter", "Noto Sans SC")
    assert families_of(" ") == ("Inter",)


def test_a_character_that_no_font_holds_is_named() -> None:
    with pytest.raises(WarpreelError, match=r"no font .* '😀' \(U\+1F600\); write"):
        families_of("smile 😀")


def test_typefaces_are_used_within_a_block_and_blocks_nest() -> None:
    latin, chinese = (BUNDLED[0],), (BUNDLED[1],)
    with use_typefaces(latin):
        with suppress(ZeroDivisionError), use_typefaces(chinese):
            assert typefaces() == chinese
            raise ZeroDivisionError
        assert typefaces() == latin
    assert typefaces() == BUNDLED


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    gone = Typeface("Gone", tmp_path / "gone.ttf", tmp_path / "gone-bold.ttf")
    with pytest.raises(WarpreelError, match=r"gone.ttf is missing; install"):
        gone.file(bold=False)


@pytest.mark.parametrize("typeface", BUNDLED, ids=lambda typeface: typeface.family)
def test_a_pdf_gets_truetype_outlines(typeface: Typeface) -> None:
    for bold in (False, True):
        assert typeface.truetype(bold=bold).read_bytes()[:4] == b"\0\1\0\0"
