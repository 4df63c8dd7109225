"""The picture of a fit: points, the curve they come from, and the curve that was learned."""

from __future__ import annotations

import numpy as np
from manim import LEFT, VGroup, VMobject, smoothstep

from scenes.films.why_now.mobjects.fit_track import FitTrack
from scenes.languages.numbers import MINUS, in_full
from scenes.mobjects.arrays.bezier import as_points, clip_to_box, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

DECADES = range(9)
"""Powers of ten at which there are level lines, above and below 0."""
DASHES = 45
GAP = 0.28
"""Opacity of the gap between the two curves."""
COLOURS = (2, 3, 6, 8)
"""Of the theme's, those of units in turn: none like the points, the curve or the gap."""
PASSED = 0.16
"""Opacity of other curves, once the next has come."""
PALE = 0.3
"""Opacity of the curve while its parts are summed up."""


def _tick(stage: Stage, theme: Theme) -> LiveNumber:
    return LiveNumber(stage.text_size(20), theme.muted, bold=False)


def tick_room(track: FitTrack, stage: Stage, theme: Theme) -> float:
    """Return how much room the numbers of the levels need to the right of a picture."""
    highest = int(np.floor(np.log10(track.halves.max())))
    widest = _tick(stage, theme).write(MINUS + in_full(10.0**highest, 1))
    return float(widest.width) + 0.2 * stage.scale


class FitPicture(VGroup):
    """Points, true curve and learned curve in a window whose height can change.

    Parameters
    ----------
    track : FitTrack
    area : Area
        Of the frame; it may change, too.
    stage, theme
    """

    def __init__(self, track: FitTrack, area: Area, stage: Stage, theme: Theme) -> None:
        self.track, self.area, self.stage = track, area, stage
        self.levels = VMobject(stroke_color=theme.edge, stroke_width=1.2)
        self.ticks = VGroup(*(_tick(stage, theme) for _ in (*DECADES, *DECADES)))
        self.gap = VMobject(fill_color=theme.loss, fill_opacity=GAP, stroke_width=0)
        self.truth = VMobject(stroke_color=theme.muted, stroke_width=4)
        self.parts = VGroup(
            *(
                VMobject(stroke_color=theme.colour_of(COLOURS[unit % len(COLOURS)]), stroke_width=4)
                for unit in range(len(track.result.parts))
            )
        )
        self.others = VGroup(
            *(VMobject(stroke_color=theme.text, stroke_width=5) for _ in track.result.others)
        )
        self.sum = VMobject(stroke_color=theme.highlight, stroke_width=8)
        self.curve = VMobject(stroke_color=theme.highlight, stroke_width=6)
        self.points_drawn = Markers(
            marker_of(0), fill_color=theme.positive, fill_opacity=1,
            stroke_color=theme.background, stroke_width=1.5,
        )  # fmt: skip
        self.runner = Markers(marker_of(0), fill_color=theme.highlight, fill_opacity=1)
        self.runner.set_stroke(theme.background, width=2)
        self.levels_shown = 1.0
        self.swings = VGroup(*(LiveNumber(stage.text_size(24), theme.highlight) for _ in "+-"))
        super().__init__(
            self.levels, self.ticks, self.gap, self.truth, self.others, self.curve, self.sum,
            self.parts, self.points_drawn, self.runner, self.swings,
        )  # fmt: skip

    def draw(self, place: float, half: float) -> None:
        """Draw a place of the track.

        Parameters
        ----------
        place : float
        half : float
            Half the height of the window.
        """
        self.half = half
        grid, truth = self.track.result.grid, self.track.result.truth
        curve = self.track.curve(place)
        self._draw_levels()
        self._run(self.curve, grid, curve)
        self._draw_truth(grid, truth)
        self._draw_swings(grid, curve)
        edge = self.place(grid, curve), self.place(grid, truth)[::-1]
        outline = np.clip(np.concatenate(edge), self.area.low, self.area.high)
        self.gap.points = as_points(straight(outline, np.roll(outline, -1, axis=0)))
        result = self.track.result
        size = 0.11 * self.stage.scale * self.share**0.5
        self.points_drawn.set_places(self.place(result.inputs, result.outputs), size)

    def draw_sum(self, fit: int, half: float, count: float, clearly: float = 1.0) -> None:
        """Draw what the first units of a small fit add to it, one after the other, and their sum.

        Parameters
        ----------
        fit : int
            One of those whose parts are known.
        half : float
        count : float
            How many units there are; of the last one, a share of its weight.
        clearly : float
            From 0 to 1: the parts and their sum; the curve and the gap are as much paler.
        """
        self.draw(fit, half)
        parts = self.track.result.parts[fit]
        shares = np.clip(count - np.arange(len(parts)), 0, 1)
        grid = self.track.result.grid
        for line, part, share in zip(self.parts, parts, shares.tolist(), strict=True):
            self._run(line, grid, share * part if share else np.full_like(part, np.nan))
            line.set_stroke(opacity=clearly * min(4 * share, 1.0))
        self._run(self.sum, grid, shares @ parts)
        self.sum.set_stroke(opacity=clearly)
        self.curve.set_stroke(opacity=1 - (1 - PALE) * clearly)
        self.gap.set_fill(opacity=GAP * (1 - clearly))
        self.points_drawn.set_fill(opacity=1 - (1 - PALE) * clearly)

    def run_along(self, place: float, share: float) -> None:
        """Let a dot run along the learned curve; at either end there is none."""
        grid = self.track.result.grid
        x = float(grid[0] + share * (grid[-1] - grid[0]))
        spot = self.place(x, float(np.interp(x, grid, self.track.curve(place))))
        size = 0.2 * self.stage.scale * min(1.0, 10 * share, 10 * (1 - share))
        self.runner.set_places(spot[None], size)

    def draw_others(
        self, fit: int, half: float, count: float, which: list[int], clearly: float = 1.0
    ) -> None:
        """Draw other curves through all points, one after the other, instead of that of a fit.

        Parameters
        ----------
        fit : int
        half : float
        count : float
            How many there are; the last one is bright, and of it comes a share.
        which : list of int
            Their places among the others.
        clearly : float
            From 0 to 1: the others; the curve and the gap are as much paler.
        """
        self.draw(fit, half)
        result = self.track.result
        for i, other in enumerate(which):
            line, curve = self.others[other], result.others[other]
            come, gone = np.clip([count - i, count - i - 1], 0, 1)
            self._run(line, result.grid, curve)
            line.set_stroke(opacity=float(clearly * come * (1 - (1 - PASSED) * gone)))
        pale = clearly * min(count, 1.0)
        self.curve.set_stroke(opacity=1 - (1 - PALE) * pale)
        self.gap.set_fill(opacity=GAP * (1 - pale))

    @property
    def share(self) -> float:
        """How much of the hero's width the picture takes; its points are as large."""
        return float(self.area.size[0] / self.stage.hero.size[0])

    def place(self, x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
        """Return where inputs in [−1, 1] and outputs stand in the frame, array (…, 2)."""
        shares = np.stack(np.broadcast_arrays(np.asarray(x), np.asarray(y) / self.half), axis=-1)
        placed: np.ndarray = self.area.centre + shares * self.area.size / 2
        return placed

    def _run(self, line: VMobject, x: np.ndarray, y: np.ndarray) -> None:
        places = self.place(x, y)
        segments = straight(places[:-1], places[1:])
        line.points = as_points(clip_to_box(segments, self.area.low, self.area.high))

    def _draw_truth(self, grid: np.ndarray, truth: np.ndarray) -> None:
        wanted = np.linspace(grid[0], grid[-1], 8 * DASHES + 5)
        values = np.interp(wanted, grid, truth)
        values[np.arange(len(wanted)) % 8 > 4] = np.nan
        self._run(self.truth, wanted, values)

    def _draw_swings(self, x: np.ndarray, y: np.ndarray) -> None:
        """Write how far the curve goes where it leaves the window, beside it at the edge."""
        unit, (low, high) = self.stage.scale, (self.area.low, self.area.high)
        for number, sign in zip(self.swings, (1, -1), strict=True):
            far = int((sign * y).argmax())
            beyond = smoothstep(np.clip(2 * (sign * y[far] / self.half - 1.2), 0, 1))
            number.set_fill(opacity=float(beyond * self.levels_shown))
            if not beyond * self.levels_shown:
                number.write("")
                continue
            number.write(in_full(float(np.rint(y[far])), 3))
            back = np.flatnonzero(sign * y[far:] < self.half)
            last = far + int(back[0]) if len(back) else len(x) - 1
            right = float(self.place(x[last], 0.0)[0]) + 0.12 * unit
            edge = high[1] - 0.25 * unit if sign > 0 else low[1] + 0.25 * unit
            number.move_to(at(min(right, high[0] - number.width), edge), aligned_edge=LEFT)

    def _draw_levels(self) -> None:
        """Draw lines at 0 and at powers of ten; numbers appear where they have room."""
        left, right = self.area.low[0], self.area.high[0]
        signs = [(power, sign) for power in DECADES for sign in (1, -1)]
        ends = []
        for tick, (power, sign) in zip(self.ticks, signs, strict=True):
            y = float(self.place(0.0, sign * 10.0**power)[1])
            away = abs(y - self.area.centre[1])
            room = self.area.size[1] / 2 - away
            seen = smoothstep(np.clip((away / self.stage.scale - 0.25) / 0.3, 0, 1))
            seen *= smoothstep(np.clip(room / self.stage.scale / 0.3, 0, 1)) * self.levels_shown
            tick.set_fill(opacity=float(seen))
            number = ("" if sign > 0 else MINUS) + in_full(10.0**power, 1)
            tick.write(number if seen > 0 else "")
            if seen > 0:
                tick.move_to(at(right + 0.12 * self.stage.scale, y), aligned_edge=LEFT)
            if room > 0:
                ends.append([[left, y], [right, y]])
        middle = self.area.centre[1]
        lines = np.array([*ends, [[left, middle], [right, middle]]])
        self.levels.points = as_points(straight(lines[:, 0], lines[:, 1]))
        self.levels.set_stroke(opacity=self.levels_shown)
