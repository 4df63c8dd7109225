"""The sentence at the foot of a film, in frames of any height."""

from __future__ import annotations

from math import ceil

from manim import Text, config

from scenes.line_breaking import wrapped
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred, verbatim

STAGE = 8.0
"""Height of what all frames show, in frame units; a higher frame is longer at the foot."""
FOOT = -3.55
"""Height of the sentence's middle where it has one line only, in frame units."""
CEILING = -3.1
"""Nothing else stands below."""
MARGIN = 0.4
"""Between words and the edges of the frame."""
ABOVE = 0.15
"""Share of the room that a higher frame has above the stage; the rest is below, for the words."""


def room() -> float:
    """Tell how much higher the frame is than the stage, in frame units."""
    return max(float(config.frame_height) - STAGE, 0.0)


def middle_of_frame() -> float:
    """Give the height of the frame's middle, in frame units; that of the stage is 0."""
    return -(0.5 - ABOVE) * room()


def at_foot(text: str, colour: str) -> Text:
    """Set a sentence at the foot: in one line, or larger and in several where there is room.

    Parameters
    ----------
    text : str
        As it is to be read.
    colour : str
    """
    widest = config.frame_width - 2 * MARGIN
    if room() < 0.1:
        said = verbatim(text, 30, colour).move_to(at(0, FOOT))
        return said.scale_to_fit_width(widest) if said.width > widest else said
    floor = -STAGE / 2 - (1 - ABOVE) * room()
    size = 30 + 3.6 * room()
    for lines in range(1, len(text) + 1):
        said = centred(wrapped(text, ceil(len(text) / lines)), size, colour)
        if said.width <= widest:
            break
    tallest = CEILING - floor - MARGIN
    if said.height > tallest:
        said.scale_to_fit_height(tallest)
    said.original_text = text
    return said.move_to(at(0, (CEILING + floor) / 2))
