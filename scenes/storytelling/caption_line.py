"""The caption line: the sentence at the foot of a film, in frames of any height."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np
from manim import Mobject, Text, config

from scenes.languages.line_breaking import wrapped
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred, verbatim

STAGE = 8.0
"""Height of what all frames show, in frame units; a higher frame is longer below."""
BASELINE = -3.55
"""Height of the sentence's middle where it has one line only, in frame units."""
CEILING = -3.1
"""Nothing else stands below."""
MARGIN = 0.4
"""Between words and the edges of the frame."""
ABOVE = 0.15
"""Share of the room that a higher frame has above the stage; the rest is below, for the words."""
HIGHER = 0.1
"""From which room on a frame counts as higher than the stage, in frame units."""
GAP = 0.3
"""Between the sentence and a logo."""


def room() -> float:
    """Return how much higher the frame is than the stage, in frame units."""
    return max(float(config.frame_height) - STAGE, 0.0)


def middle_of_frame() -> float:
    """Return the height of the frame's middle, in frame units; that of the stage is 0."""
    return -(0.5 - ABOVE) * room()


def floor() -> float:
    """Return the height of the frame's lower edge, in frame units."""
    return -STAGE / 2 - (1 - ABOVE) * room()


@dataclass(frozen=True)
class CaptionBox:
    """Where a caption may stand, in frame units."""

    left: float
    right: float
    floor: float


def caption_box(logo: Mobject | None = None) -> CaptionBox:
    """Return the room for captions: beside a logo, or above it in a frame that is higher."""
    edge = config.frame_width / 2 - MARGIN
    if logo is None:
        return CaptionBox(-edge, edge, floor())
    if room() >= HIGHER:
        return CaptionBox(-edge, edge, logo.get_top()[1])
    if logo.get_x() > 0:
        return CaptionBox(-edge, logo.get_left()[0] - GAP, floor())
    return CaptionBox(logo.get_right()[0] + GAP, edge, floor())


def caption_line(text: str, colour: str, box: CaptionBox | None = None) -> Text:
    """Set a caption: in one line, or larger and in several where there is room.

    Parameters
    ----------
    text : str
        As it is to be read.
    colour : str
    box : CaptionBox, optional
        The whole width of the frame by default.
    """
    box = box or caption_box()
    widest = box.right - box.left
    if room() < HIGHER:
        said = verbatim(text, 30, colour)
        if said.width > widest:
            said.scale_to_fit_width(widest)
        half = said.width / 2  # in the middle of the frame, unless that is too near a logo
        return said.move_to(at(np.clip(0, box.left + half, box.right - half), BASELINE))
    size = 30 + 3.6 * room()
    fewest = ceil(verbatim(text, size, colour).width / widest)
    for lines in range(fewest, len(text) + 1):
        said = centred(wrapped(text, ceil(len(text) / lines)), size, colour)
        if said.width <= widest:
            break
    tallest = CEILING - box.floor - MARGIN
    if said.height > tallest:
        said.scale_to_fit_height(tallest)
    said.original_text = text
    return said.move_to(at(0, (CEILING + box.floor) / 2))
