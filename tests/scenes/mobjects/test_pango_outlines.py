"""Letters are outlined as Manim's own text has them."""

from pathlib import Path

import numpy as np
import pytest
from manim import Text, tempconfig

from scenes.mobjects import pango_outlines
from scenes.mobjects.pango_outlines import UnusualSvgError
from scenes.mobjects.text import GLYPHS, LINE_SPACING, letters
from scenes.theme.typefaces import families_of


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text",
    ["Points fall on a side.", "a\nbcd e\n\nxy", "激活函数 σ(x)，弯曲。", "ffi fl Ünïcödé", GLYPHS],
)
def test_they_are_manims_own(text: str, bold: bool) -> None:
    ours = letters(text, 33.3, bold=bold)
    with tempconfig({"pixel_width": 10_000}):
        theirs = Text(
            text,
            font=", ".join(families_of(text)),
            warn_missing_font=False,
            font_size=33.3,
            weight="SEMIBOLD" if bold else "NORMAL",
            line_spacing=LINE_SPACING,
        )
    assert len(ours) == len(theirs.submobjects) > 0
    for points, letter in zip(ours, theirs.submobjects, strict=True):
        np.testing.assert_allclose(points, letter.points, atol=1e-9)


def test_nothing_and_blanks_have_no_outline() -> None:
    assert letters(" \n ", 24) == []


def test_what_is_no_plain_letter_is_left_to_manim(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UnusualSvgError("image")

    plain = letters("abc", 24)
    monkeypatch.setattr("scenes.mobjects.text.pango_outlines", refuse)
    for ours, theirs in zip(plain, letters("abc", 24), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-9)


@pytest.mark.parametrize(
    "drawing",
    [
        '<image width="3"/>',
        '<g transform="scale(2)"/>',
        '<path d="M 0 0 L 1 1 Z"/>',
        '<symbol id="a"><path d="M 0 0 Q 1 1 2 2 Z"/></symbol>',
    ],
)
def test_more_than_letters_is_refused(drawing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*arguments: object) -> None:
        Path(str(arguments[4])).write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg">{drawing}</svg>'
        )

    monkeypatch.setattr(pango_outlines.manimpango, "text2svg", write)
    with pytest.raises(UnusualSvgError):
        pango_outlines.pango_outlines("a", "Inter", 24, "NORMAL", 0.6)
