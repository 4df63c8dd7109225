"""A theme's logo, beside the sentence at the foot of the frame."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from manim import LEFT, RIGHT, ImageMobject, Mobject, SVGMobject, config
from PIL import Image, UnidentifiedImageError

from engine.errors import DataError
from scenes.mobjects.frame import at
from scenes.theme import Attachment, Logo

WIDEST = 1.8
"""In frame units."""
MARGIN = 0.4
"""Between the logo and the frame's edge, in frame units."""


def logo_mobject(logo: Logo, height: float) -> Mobject:
    """Draw a logo in its corner, no wider than there is room.

    Parameters
    ----------
    logo : Logo
    height : float
        Of its middle, in frame units.

    Raises
    ------
    DataError
        If the picture cannot be read.
    """
    drawn = _drawn(logo.picture)
    drawn.scale_to_fit_height(logo.height * config.frame_height)
    if drawn.width > WIDEST:
        drawn.scale_to_fit_width(WIDEST)
    side = RIGHT if logo.corner.endswith("right") else LEFT
    edge = (config.frame_width / 2 - MARGIN) * side[0]
    drawn.move_to(at(edge, height), aligned_edge=side)
    return drawn


def _drawn(picture: Attachment) -> Mobject:
    try:
        if picture.name.lower().endswith(".svg"):
            with TemporaryDirectory() as folder:
                path = Path(folder) / "logo.svg"
                path.write_bytes(picture.data)
                return SVGMobject(path, use_svg_cache=False)
        return ImageMobject(np.array(Image.open(io.BytesIO(picture.data)).convert("RGBA")))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise DataError(f"the logo {picture.name} cannot be read: {error}") from error
