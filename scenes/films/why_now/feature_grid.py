"""All features as dots, which can be lit, show their values, and move."""

from __future__ import annotations

import numpy as np
from manim import Group, VMobject
from manim.utils.color import ManimColor

from engine.experiments.more_data import SIGNAL
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.coloured_points import ColouredPoints
from scenes.storytelling.stage import Area
from scenes.theme.theme import Theme

BRIGHT = 2.5
"""Standard deviations from 0 at which a value has its full colour."""


def rgb(colour: str) -> np.ndarray:
    """Return a colour as numbers from 0 to 1, array (3,)."""
    return np.array(ManimColor(colour).to_rgb())


class FeatureGrid(Group):
    """All features as dots, row by row; the ones that carry signal come first, in a frame.

    Parameters
    ----------
    features : int
    area : Area
        Where the dots stand at first.
    theme : Theme
    """

    def __init__(self, features: int, area: Area, theme: Theme) -> None:
        self.theme, self.features = theme, features
        self.dots = ColouredPoints(np.tile(rgb(theme.edge), (features, 1)))
        self.frame = VMobject(stroke_color=theme.highlight, stroke_width=3)
        super().__init__(self.dots, self.frame)
        self.stand_in(area)

    def stand_in(self, area: Area) -> FeatureGrid:
        """Stand in an area of the frame, in as many columns as its shape asks for."""
        return self.stand_between(area, area, 0.0)

    def stand_between(self, start: Area, end: Area, progress: float) -> FeatureGrid:
        """Stand on the way from one area to another; each feature goes straight to its place."""
        (places, step), (ends, last) = (self._layout(area) for area in (start, end))
        places, step = places + progress * (ends - places), step + progress * (last - step)
        self.dots.radius = 0.38 * step
        self.dots.set_places(places)
        first, half = places[:SIGNAL], step / 2
        low, high = first.min(axis=0) - half, first.max(axis=0) + half
        corners = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
        self.frame.points = as_points(straight(corners, np.roll(corners, -1, axis=0)))
        return self

    def _layout(self, area: Area) -> tuple[np.ndarray, float]:
        """Return the places of all features in an area, and how far apart they are."""
        least = max(int(np.ceil(np.sqrt(self.features * area.size[0] / area.size[1]))), SIGNAL + 1)
        whole = [k for k in range(least, round(1.15 * least)) if self.features % k == 0]
        columns = whole[0] if whole else least
        rows = int(np.ceil(self.features / columns))
        step = float((area.size / [columns, rows]).min())
        index = np.arange(self.features)
        places = np.column_stack([index % columns, -(index // columns)]) * step
        return places + area.centre - step * np.array([columns - 1, 1 - rows]) / 2, step

    @property
    def foot(self) -> float:
        """The height below which no dot reaches."""
        return float(self.dots.points[:, 1].min() - self.dots.radius)

    def light(self, lit: np.ndarray, colour: str) -> None:
        """Light features, each as brightly as its number from 0 to 1, array (features,)."""
        self.dots.rgbs = self.lit(lit, colour)

    def lit(self, lit: np.ndarray, colour: str) -> np.ndarray:
        """Return the colours of features so lit, array (features, 3)."""
        shares = np.asarray(lit, dtype=float)[:, None]
        return np.asarray((1 - shares) * rgb(self.theme.edge) + shares * rgb(colour))

    def show_values(self, values: np.ndarray) -> None:
        """Colour each dot by its value, array (features,): the farther from 0, the brighter."""
        ends = np.where(values[:, None] < 0, rgb(self.theme.negative), rgb(self.theme.positive))
        shares = np.clip(np.abs(values) / BRIGHT, 0, 1)[:, None]
        self.dots.rgbs = (1 - shares) * rgb(self.theme.edge) + shares * ends
