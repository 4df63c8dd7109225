"""Fonts of pages: those families alone that a page needs, and nothing stays changed."""

from scenes.theme.theme import THEMES
from scenes.theme.typefaces import BUNDLED, typefaces, use_typefaces
from scenes.theme.web_fonts import font_rules


def test_a_page_brings_both_weights_of_each_family_that_it_needs() -> None:
    latin, both = (font_rules(text, THEMES["dark"]) for text in ("abc\n", "abc 函数"))
    assert latin.count("@font-face") == 2
    assert "Noto" not in latin
    assert both.count("@font-face") == 4
    assert "Noto Sans SC" in both


def test_a_character_that_no_font_holds_is_left_to_the_reader() -> None:
    assert font_rules("🦆", THEMES["dark"]) == ""


def test_more_characters_make_it_larger() -> None:
    few, many = (font_rules(text, THEMES["dark"]) for text in ("abc", "abcdefghijklmnop"))
    assert len(few) < len(many)


def test_the_typefaces_in_use_stay_in_use() -> None:
    with use_typefaces(BUNDLED[1:]):
        font_rules("abc", THEMES["dark"])
        assert typefaces() == BUNDLED[1:]
    assert typefaces() == BUNDLED
