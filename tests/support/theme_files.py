"""Themes of a user's own, for tests: a font that nobody has installed, a logo, and their file."""

from __future__ import annotations

from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image

from scenes.theme.typefaces import BUNDLED

THEME = """
base = "dark"

[colours]
background = "#2B0040"
panel = "#3c0a55"
classes = ["#00ffc8", "#ff8a00"]

[fonts]
regular = "fonts/Corporate.ttf"

[logo]
file = "logo.png"
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0H4V1H0Z"/></svg>'


def font_file(
    path: Path, family: str = "Corporate", *, widen: float = 1.0, cubic: bool = False
) -> Path:
    """Make a font of Inter's letters, under another name, and with wider gaps between them."""
    with TTFont(BUNDLED[0].file(bold=False) if cubic else BUNDLED[0].truetype(bold=False)) as font:
        for number in (1, 16):
            font["name"].setName(family, number, 3, 1, 0x409)
        for name, (width, edge) in font["hmtx"].metrics.items():
            font["hmtx"].metrics[name] = (round(width * widen), edge)
        path.parent.mkdir(parents=True, exist_ok=True)
        font.save(path)
    return path


def theme_file(folder: Path) -> Path:
    """Write a theme with all that belongs to it; its logo is a red square."""
    font_file(folder / "fonts" / "Corporate.ttf")
    Image.new("RGBA", (20, 20), (255, 0, 0, 255)).save(folder / "logo.png")
    path = folder / "my.toml"
    path.write_text(THEME)
    return path
