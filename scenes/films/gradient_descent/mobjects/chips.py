"""Words on a dark ground of their own, so that they can be read on any colour of a map."""

from __future__ import annotations

import numpy as np
from manim import Text, VGroup

from scenes.mobjects.frame import at
from scenes.storytelling.stage import plated
from scenes.theme.theme import Theme

GROUND, EDGE = 0.85, 0.07
"""Opacity of the ground, and how far it reaches beyond the words, in frame units."""


def chip_of(words: Text, theme: Theme) -> VGroup:
    """Lay words on a ground."""
    chip = plated(words, theme, EDGE)
    return show_chip(chip, 1.0)


def show_chip(chip: VGroup, opacity: float) -> VGroup:
    """Show words on their ground as far as an opacity says."""
    ground, words = chip
    ground.set_fill(opacity=GROUND * opacity)
    words.set_opacity(opacity)
    return chip


def stand_chip(chip: VGroup, height: float, zoom: float, place: np.ndarray) -> VGroup:
    """Put words at a place (2,), as high in the frame as said, for the camera's zoom."""
    chip.scale(height / zoom / chip.height)
    chip.move_to(at(*place))
    return chip
