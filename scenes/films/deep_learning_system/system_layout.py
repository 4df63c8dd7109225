"""Where the parts of the deep-learning system stand, in a frame of any shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.storytelling.stage import Area, Stage

TITLES, CAPTIONS, NUMBERS, EDGE = 0.72, 0.52, 0.95, 0.22
"""Heights of words above and below units, of a row of live numbers, and the edge."""


@dataclass(frozen=True)
class SystemLayout:
    """Columns from the input to the loss fill the frame; so do pictures of all points, in turn.

    Attributes
    ----------
    whole : Area
    xs : array (layers + 1,)
        Middles of the columns of units; the last is the loss's.
    units : Area
        Where units stand.
    picture : Area
        For a picture of all points, which covers the columns.
    numbers : Area
        For live numbers at its ends, or above and below.
    curve : Area
        In the lower left of a picture of all points.
    scale : float
        Of words and gaps.
    """

    whole: Area
    xs: np.ndarray
    units: Area
    picture: Area
    numbers: Area
    curve: Area
    scale: float

    @classmethod
    def on(cls, stage: Stage, layers: int) -> SystemLayout:
        """Divide the place of the hero for so many layers of units, outputs among them."""
        scale, edge = stage.scale, EDGE * stage.scale
        low, high = stage.hero.low + edge, stage.hero.high - edge
        spacing = (high[0] - low[0]) / (layers + 1)
        xs = low[0] + spacing * (np.arange(layers + 1) + 0.5)
        top = high[1] - TITLES * scale
        height = (1.2 if stage.is_upright else 0.0) + NUMBERS
        numbers = Area(low, np.array([high[0], low[1] + height * scale]))
        share = np.array([0.62, 0.2] if stage.is_upright else [0.32, 0.34])
        curve = Area(low, low + share * (high - low))
        foot = float(numbers.high[1]) + CAPTIONS * scale
        units = Area(np.array([low[0], foot]), np.array([high[0], top]))
        return cls(Area(low, high), xs, units, stage.hero, numbers, curve, scale)

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
