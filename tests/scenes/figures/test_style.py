"""Style sheets have the films' colours, and words are checked before they are drawn."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.colors import to_hex

from engine.errors import WarpreelError
from scenes.figures.style import Style, use_style
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES

COLOURS = {
    "figure.facecolor": "background",
    "axes.facecolor": "panel",
    "axes.edgecolor": "edge",
    "grid.color": "edge",
    "text.color": "text",
    "axes.labelcolor": "text",
    "xtick.labelcolor": "muted",
    "ytick.labelcolor": "muted",
}


@pytest.mark.parametrize("name", THEMES)
def test_a_style_sheet_has_the_colours_of_its_theme(name: str) -> None:
    theme = THEMES[name]
    with use_style(theme):
        for setting, meaning in COLOURS.items():
            assert to_hex(mpl.rcParams[setting]) == getattr(theme, meaning)
        cycle = [to_hex(c) for c in mpl.rcParams["axes.prop_cycle"].by_key()["color"]]
        assert tuple(cycle) == theme.classes


def test_a_style_does_not_outlast_its_figure_nor_heed_the_user_s_settings() -> None:
    before = mpl.rcParams["font.size"]
    with mpl.rc_context({"lines.linewidth": 9}), use_style(THEMES["light"]):
        assert mpl.rcParams["font.size"] == 8
        assert mpl.rcParams["lines.linewidth"] == 1.4
    assert mpl.rcParams["font.size"] == before


def test_the_first_figure_of_all_says_nothing_of_lists_of_fonts(tmp_path: Path) -> None:
    code = (
        "import manim; from scenes.figures.style import use_style; "
        "from scenes.theme.theme import THEMES; use_style(THEMES['light']).__enter__()"
    )
    environment = {**os.environ, "MPLCONFIGDIR": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout + told.stderr == ""
    assert list(tmp_path.glob("fontlist*.json"))


def test_what_is_said_is_translated_filled_in_and_remembered() -> None:
    style = Style(THEMES["light"], LANGUAGES["zh"])
    assert style.say("start ({a}, {b})", a="28", b="27") == "起点 (28, 27)"
    assert style.said == {"start ({a}, {b})"}


def test_a_character_that_no_font_holds_is_refused() -> None:
    with pytest.raises(WarpreelError, match=r"U\+1F600"):
        Style(THEMES["light"]).say("well done 😀")
