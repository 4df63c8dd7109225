"""A theme's logo, in a lower corner of the frame."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from manim import DOWN, LEFT, RIGHT, ImageMobject, Mobject, SVGMobject, config
from PIL import Image

from engine.errors import DataError
from scenes.mobjects.frame import at
from scenes.theme.theme import Attachment, Logo

WIDEST = 1 / 8
"""As a share of the frame's width."""
MARGIN = np.array([0.4, 0.25])
"""Between the logo and the frame's edges, in frame units."""


def logo_mobject(logo: Logo, floor: float) -> Mobject:
    """Draw a logo in its corner, no wider than there is room.

    Parameters
    ----------
    logo : Logo
    floor : float
        Height of the frame's lower edge, in frame units.

    Raises
    ------
    DataError
        If the picture cannot be read.
    """
    drawn = _drawn(logo.picture)
    drawn.scale_to_fit_height(logo.height * config.frame_height)
    widest = WIDEST * config.frame_width
    if drawn.width > widest:
        drawn.scale_to_fit_width(widest)
    side = RIGHT if logo.corner.endswith("right") else LEFT
    corner = at((config.frame_width / 2 - MARGIN[0]) * side[0], floor + MARGIN[1])
    drawn.move_to(corner, aligned_edge=side + DOWN)
    return drawn


def _drawn(picture: Attachment) -> Mobject:
    try:
        if picture.name.lower().endswith(".svg"):
            with TemporaryDirectory() as folder:
                path = Path(folder) / "logo.svg"
                path.write_bytes(picture.data)
                drawn = SVGMobject(path, use_svg_cache=False)
            points = drawn.get_all_points()
            if not (len(points) and np.isfinite(points).all()):
                raise ValueError("it draws nothing")
            return drawn
        pixels = np.array(Image.open(io.BytesIO(picture.data)).convert("RGBA"))
        return ImageMobject(pixels, resampling_algorithm=Image.Resampling.BILINEAR)
    except Exception as error:  # svgelements raises whatever it stumbles over
        raise DataError(f"the logo {picture.name} cannot be read: {error}") from error
