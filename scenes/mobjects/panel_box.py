"""The ground that panels stand on."""

from __future__ import annotations

import numpy as np
from manim import RoundedRectangle

from scenes.mobjects.frame import at
from scenes.theme.theme import Theme


def panel_box(theme: Theme, centre: np.ndarray, width: float, height: float) -> RoundedRectangle:
    """Draw a panel's ground and edge; the centre is an array (2,), all in frame units."""
    box = RoundedRectangle(
        corner_radius=0.12,
        width=width,
        height=height,
        stroke_color=theme.edge,
        stroke_width=2,
        fill_color=theme.panel,
        fill_opacity=1,
    )
    return box.move_to(at(*centre))
