"""A theme's logo as a picture of pixels, which every office program shows."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image

from engine.errors import DataError
from scenes.theme.theme import Attachment

HEIGHT = 400
"""Of one that is drawn, in pixels."""
PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image("logo.svg", height: {HEIGHT}pt)
"""


def logo_picture(logo: Attachment) -> Image.Image:
    """Read a logo, or draw it where it is an SVG.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        with Image.open(io.BytesIO(_drawn(logo) if _is_drawing(logo) else logo.data)) as picture:
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, typst.TypstError) as error:
        raise DataError(f"the logo {logo.name} cannot be read: {error}") from error


def _is_drawing(logo: Attachment) -> bool:
    return logo.name.lower().endswith(".svg")


def _drawn(logo: Attachment) -> bytes:
    with TemporaryDirectory() as folder:
        Path(folder, "logo.svg").write_bytes(logo.data)
        page = Path(folder, "page.typ")
        page.write_text(PAGE)
        return typst.compile(page, format="png", ppi=72)
