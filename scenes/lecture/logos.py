"""The logo of a theme as a raster image, which every presentation program can show."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image

from engine.errors import DataError
from scenes.theme.theme import Attachment

HEIGHT = 400
"""Height of a rasterised SVG, in pixels."""
PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image("logo.svg", height: {HEIGHT}pt)
"""


def logo_image(logo: Attachment) -> Image.Image:
    """Return a logo as an RGBA image; rasterise it if it is an SVG.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    try:
        with Image.open(io.BytesIO(_rasterised(logo) if _is_svg(logo) else logo.data)) as picture:
            return picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, typst.TypstError) as error:
        raise DataError(f"the logo {logo.name} cannot be read: {error}") from error


def _is_svg(logo: Attachment) -> bool:
    return logo.name.lower().endswith(".svg")


def _rasterised(logo: Attachment) -> bytes:
    with TemporaryDirectory() as folder:
        Path(folder, "logo.svg").write_bytes(logo.data)
        page = Path(folder, "page.typ")
        page.write_text(PAGE)
        return typst.compile(page, format="png", ppi=72)
