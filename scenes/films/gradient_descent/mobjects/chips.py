"""Words on a dark ground of their own, so that they can be read on any colour of a map."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.frame import at
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

EDGE = 0.07
"""How far the ground reaches beyond the words, in frame units of 16:9."""


def chip_of(words: VMobject, stage: Stage, theme: Theme) -> VGroup:
    """Lay words on a ground."""
    return plated(words, theme, EDGE * stage.scale)


def stand_chip(chip: VGroup, height: float, zoom: float, place: np.ndarray) -> VGroup:
    """Put words at a place (2,), as high in the frame as said, for the camera's zoom."""
    chip.scale(height / zoom / chip.height)
    chip.move_to(at(*place))
    return chip
