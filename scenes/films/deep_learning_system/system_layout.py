"""Where the parts of the deep-learning system stand, in a frame of any shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.storytelling.stage import Area, Stage

PICTURES = 2
"""How many there are: all points as they come in, and as the classifier sees them."""
WIDEST = 2.15
"""Width to height of the pictures of all points is no more than this."""
TALLEST = 0.27
"""Their height, as a share of the hero's, is no more than this; of an upright frame's, more."""
APART = 0.2
"""Between two of them, in frame units of 16:9."""
TITLES, CAPTIONS, NAMES, NUMBERS, EDGE = 0.72, 0.42, 0.38, 1.3, 0.22
"""Heights of words above and below units, of pictures' names, live numbers, and the edge."""


@dataclass(frozen=True)
class SystemLayout:
    """Columns from the input to the loss, units above and two pictures of all points below.

    Attributes
    ----------
    whole : Area
    xs : array (layers + 1,)
        Middles of the columns of units; the last is the loss's.
    units : Area
        Where units stand.
    pictures : tuple of Area
        For the inputs, and for the last hidden layer.
    numbers : Area
        For live numbers.
    scale : float
        Of words and gaps.
    """

    whole: Area
    xs: np.ndarray
    units: Area
    pictures: tuple[Area, ...]
    numbers: Area
    scale: float

    @classmethod
    def on(cls, stage: Stage, layers: int) -> SystemLayout:
        """Divide the place of the hero for so many layers of units, outputs among them."""
        scale, edge = stage.scale, EDGE * stage.scale
        low, high = stage.hero.low + edge, stage.hero.high - edge
        spacing = (high[0] - low[0]) / (layers + 1)
        xs = low[0] + spacing * (np.arange(layers + 1) + 0.5)
        top = high[1] - TITLES * scale
        gap = APART * scale
        aspect = min(WIDEST, float(stage.hero.size[0] / stage.hero.size[1]))
        if stage.is_upright:
            tallest = 0.42 * float(top - low[1])
            pictures = _in_a_row(low, float(high[0]), gap, aspect, tallest)
            names = float(pictures[0].high[1]) + NAMES * scale
            numbers = Area(np.array([low[0], names]), np.array([high[0], names + NUMBERS * scale]))
            foot = float(numbers.high[1]) + CAPTIONS * scale
        else:
            height = TALLEST * float(stage.hero.size[1])
            size = np.array([aspect * height, height])
            corners = low, low + [size[0] + gap, 0.0]
            pictures = tuple(Area(corner, corner + size) for corner in corners)
            ceiling = float(low[1] + height)
            numbers = Area(
                np.array([pictures[1].high[0] + gap, low[1]]), np.array([high[0], ceiling])
            )
            foot = ceiling + (NAMES + CAPTIONS) * scale
        units = Area(np.array([low[0], foot]), np.array([high[0], top]))
        return cls(Area(low, high), xs, units, pictures, numbers, scale)

    @property
    def spacing(self) -> float:
        """From one column to the next."""
        return float(self.xs[1] - self.xs[0])

    @property
    def captions(self) -> float:
        """The height of the middle of the words below the units."""
        return float(self.units.low[1]) - 0.24 * self.scale

    @property
    def titles(self) -> float:
        """The height of the line below the words above the units."""
        return float(self.units.high[1]) + 0.12 * self.scale


def _in_a_row(
    low: np.ndarray, right: float, gap: float, aspect: float, tallest: float
) -> tuple[Area, ...]:
    """Divide a strip into cells side by side, no taller than their aspect and a bound allow."""
    width = (right - low[0] - gap * (PICTURES - 1)) / PICTURES
    size = np.array([width, min(width / aspect, tallest)])
    corners = [low + [(width + gap) * number, 0.0] for number in range(PICTURES)]
    return tuple(Area(corner, corner + size) for corner in corners)
