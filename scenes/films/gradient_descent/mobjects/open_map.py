"""A loss surface seen from above, as far as the frame reaches: no box, one scale for both axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import Group, ManimColor, VGroup, VMobject

from engine.descent.surface import Surface
from engine.geometry.box import Box
from scenes.films.gradient_descent.mobjects.relief import Relief
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.colour_map import ColourMap, blend, height_colours
from scenes.mobjects.arrays.contour_lines import ContourLines, level_sets
from scenes.mobjects.arrays.heat_map import HeatMap, cell_centres
from scenes.theme.theme import Theme

CELLS = 12
"""Of the heat map and of the grid of contour lines, per frame unit."""
LINES = 14
"""Lines of equal loss from the lowest loss to the highest in the frame."""
FINE = 240
"""Points a side of the grid on which a single line is traced; half of it for close looks."""
TINT = 0.55
"""Share of the colour of heights in the background."""
INK = 0.8
"""Opacity of lines of equal loss."""
FINER = 4
"""Lines that a close look shows for each one of the whole map."""
FINEST = (1, 3, 9, 27)
"""How many times as many again may be drawn close to a step; odd, so that those before stay."""
AROUND = 0.3
"""Room around a line of one loss where its thin ends are sought, as a share of its size."""
CLOSE = 0.7
"""Size of the area of a close look, as a share of the map's, unless another one is given."""
NEAR = 3.0
"""The camera's zoom from which they are seen in full."""
QUANTILES = 33
"""Losses nearby between which the colours of a close look are spread."""
BEYOND = 60.0
"""Places so many frame units away are no places any more."""


class OpenMap(Group):
    """A map of a surface of two variables over an area of the frame, and some way beyond.

    One unit is equally long along both axes, so that gradients cross lines of equal loss at right
    angles, as they do.

    Parameters
    ----------
    surface : Surface
    area : Box
        Of the frame, which the map covers.
    focus : Box
        In the surface's variables; all of it is seen in that area.
    theme : Theme
    reach : float
        How many times as wide and as high as the area the map is.
    """

    def __init__(
        self, surface: Surface, area: Box, focus: Box, theme: Theme, reach: float = 1.6
    ) -> None:
        self.surface, self.area, self.theme, self.reach = surface, area, theme, reach
        self.unit = float((area.size / np.maximum(focus.size, 1e-12)).min())
        self.origin = area.centre - self.unit * focus.centre
        self.relief = relief_of(surface, self.seen(area))
        self.outer = Box(area.centre - reach * area.size / 2, area.centre + reach * area.size / 2)
        cells = np.minimum(np.ceil(CELLS * self.outer.size), 500).astype(int)
        shape = (int(cells[1]), int(cells[0]))
        seen = self.seen(self.outer)
        centres = cell_centres(seen.low, seen.high, shape)
        self.heights = surface.value(centres)
        self.axes_of_grid = centres[0, :, 0], centres[:, 0, 1]
        self.heat = HeatMap(self.outer.low, self.outer.high, tinted(theme))
        self.shades = self.shade(self.heights)
        self.heat.set_values(self.shades)
        self.close_shades, self.closeness = self.shades, 0.0
        self.lines = self.contours(self.levels(reach), 1.5)
        self.lines.set_values(*self.axes_of_grid, self.heights, self.place)
        self.lines.set_stroke(opacity=INK)
        self.detail = VGroup()
        super().__init__(self.heat, self.detail, self.lines)

    def contours(self, levels: np.ndarray, width: float) -> ContourLines:
        """Make lines of equal loss in the colours of their levels; they have no points yet."""
        shades = height_colours(self.theme, 0, 1)(self.shade(levels))[:, :3] / 255
        names = [ManimColor.from_rgb(rgb).to_hex() for rgb in shades]
        return ContourLines(levels, names, stroke_width=width)

    def look_closer(
        self, centre: np.ndarray, share: float = CLOSE, *, recoloured: bool = True
    ) -> None:
        """Prepare a close look at a place (2,) of the frame; `show_detail` shows it.

        It has more lines, over an area whose size is a share of the map's, and, unless colours keep
        their losses, these are spread evenly over what is nearby, where they hardly differ.
        """
        half = share * self.area.size / 2
        seen = self.seen(Box(centre - half, centre + half))
        grid = cell_centres(seen.low, seen.high, (FINE // 2, FINE // 2))
        heights = self.surface.value(grid)
        levels = self.levels(2.0, FINER)
        inside = (levels > np.nanmin(heights)) & (levels < np.nanmax(heights))
        lines = self.contours(levels[inside], 1.2)
        lines.set_values(grid[0, :, 0], grid[:, 0, 1], heights, self.place)
        self.detail.add(*lines)
        if not recoloured:
            return
        near = np.abs(grid - self.seen(self.area).centre - (centre - self.area.centre) / self.unit)
        window = (near < self.seen(self.area).size / 2 / NEAR).all(axis=-1)
        shades = self.shade(heights[window & np.isfinite(heights)])
        if len(shades) and np.ptp(shades) > 0:
            shares = np.linspace(0, 1, QUANTILES)
            steps = np.quantile(shades, shares)
            self.close_shades = np.where(
                np.isfinite(self.shades), np.interp(self.shades, steps, shares), np.nan
            )

    def lines_within(self, area: Box, least: int) -> ContourLines:
        """Draw at least so many lines of equal loss in a small area of the frame.

        Those of a close look stay among them.
        """
        seen = self.seen(area)
        grid = cell_centres(seen.low, seen.high, (FINE // 4, FINE // 4))
        heights = self.surface.value(grid)
        lowest, highest = np.nanmin(heights), np.nanmax(heights)
        for times in FINEST:
            levels = self.levels(2.0, FINER * times)
            levels = levels[(levels > lowest) & (levels < highest)]
            if len(levels) >= least:
                break
        lines = self.contours(levels, 1.2)
        lines.set_values(grid[0, :, 0], grid[:, 0, 1], heights, self.place)
        return lines

    def show_detail(self, zoom: float) -> None:
        """Show the lines and colours for a close look, as far as the camera is close."""
        closeness = float(np.clip(np.log(zoom) / np.log(NEAR), 0, 1))
        self.detail.set_stroke(opacity=INK * closeness)
        if closeness != self.closeness:
            self.lines.set_stroke(opacity=INK * (1 - closeness))  # too coarse to be seen closely
            if self.close_shades is not self.shades:
                mixed = (1 - closeness) * self.shades + closeness * self.close_shades
                self.heat.set_values(mixed)
            self.closeness = closeness

    def shade(self, values: np.ndarray) -> np.ndarray:
        """Return how far up the colours values are, so that lines are spread evenly over them."""
        share = self.relief.share(values)
        if self.relief.unit is not None:
            return share
        with np.errstate(invalid="ignore"):
            return np.sqrt(np.maximum(share, 0))

    def levels(self, reach: float, finer: int = 1) -> np.ndarray:
        """Choose the losses of lines: evenly spaced on a bowl, or on a log scale."""
        count = LINES * finer
        shares = (np.arange(int(count * reach)) + 0.5) / count
        whole = self.relief.highest - self.relief.lowest
        if self.relief.unit is None:
            return self.relief.lowest + whole * shares**2
        grown = np.expm1(shares * np.log1p(whole / self.relief.unit))
        return self.relief.lowest + self.relief.unit * grown

    def seen(self, area: Box) -> Box:
        """Return what is seen in an area of the frame, in the surface's variables."""
        return Box((area.low - self.origin) / self.unit, (area.high - self.origin) / self.unit)

    def place(self, points: np.ndarray) -> np.ndarray:
        """Return where points (…, 2) appear, array (…, 2)."""
        placed: np.ndarray = self.origin + self.unit * np.asarray(points, dtype=float)
        return placed

    def see(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where points (n, 2) appear, (n, 2), and whether they are hidden, (n,): never.

        Points far out of the frame have no place.
        """
        places = self.place(points)
        with np.errstate(invalid="ignore"):
            far = ~(np.abs(places - self.area.centre) < BEYOND).all(axis=1)
        places[far] = np.nan
        return places, np.zeros(len(points), bool)

    def see_tangent(self, point: np.ndarray, offsets: np.ndarray) -> np.ndarray:
        """Return where the tangent plane at a point (2,) appears above points beside it, (n, 2)."""
        return self.place(point + offsets)

    def line_of(self, loss: float, colour: str, width: float) -> VMobject:
        """Draw the line of one loss; without points if there is none."""
        (lines,) = level_sets(*self.axes_of_grid, self.heights, np.array([loss]))
        if lines:  # once more, on a finer grid around it
            around = Box.around(np.concatenate(lines), AROUND)
            grid = cell_centres(around.low, around.high, (FINE, FINE))
            x, y = grid[0, :, 0], grid[:, 0, 1]
            (lines,) = level_sets(x, y, self.surface.value(grid), np.array([loss]))
        pieces = [straight(*(self.place(part) for part in (line[:-1], line[1:]))) for line in lines]
        outline = VMobject(stroke_color=colour, stroke_width=width, fill_opacity=0)
        outline.points = as_points(np.concatenate([np.zeros((0, 4, 2)), *pieces]))
        return outline


def relief_of(surface: Surface, seen: Box) -> Relief:
    """Look over what is seen of a surface; over its domain, where that is not finite."""
    window = tuple(zip(seen.low.tolist(), seen.high.tolist(), strict=True))
    middle = tuple(seen.centre.tolist())
    wider = Relief.of(replace(surface, domain=window, start=middle))
    return wider if np.isfinite(wider.highest - wider.lowest) else Relief.of(surface)


def tinted(theme: Theme) -> ColourMap:
    """Map drawn heights to dim colours, on which lines and arrows stand out."""
    bright = height_colours(theme, 0, 1)
    dim = [blend([theme.panel, stop], np.array([TINT]))[0] for stop in bright.stops]
    return ColourMap(tuple(ManimColor.from_rgb(rgb).to_hex() for rgb in dim))
