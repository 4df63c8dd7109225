"""The space of a network's three units: the plane is lifted into it, and cut by another plane."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import VMobject, smooth

from engine.recordings.recording import Recording
from scenes.films.representation.controls_words import ANSWER, CUT, LIFTED
from scenes.films.representation.units.output_axes import OutputAxes, corner_of
from scenes.films.representation.warp_story import Moment, WarpStory
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.warp_panel import PLANE, Picture
from scenes.storytelling.easing import gentle
from scenes.storytelling.lift_director import LiftDirector
from scenes.storytelling.stage import Area
from scenes.storytelling.warp_director import WarpDirector

MAPPED = 0.3
"""Share of the lift's time that goes by before the last stage."""
PALE = 0.35
"""Tint of the plane's two sides once it is lifted: where it folds, they lie on each other."""
FAINT_GRID = 0.35
"""Opacity of the grid."""
TIGHT = 0.0
"""Room around the axes of the outputs, as a share of them, besides that around any points."""
ROUND = 0.4
"""How far the view goes on around the cut at the end, as a share of its way down to it."""
REACH = 1.75
"""Of the cut, from its middle, in units of the space."""


class LiftStory(WarpStory):
    """A film that goes into the space of three units."""

    def setup(self) -> None:
        """Begin without the circles that stand for the classes."""
        super().setup()
        self.loops: list[VMobject] = []

    def open_up(self, recording: Recording) -> LiftDirector:
        """Set up a picture of a trained network's input that fills the frame, not yet on screen."""
        director = LiftDirector(recording, self.stage.hero.size)
        start = Moment(0, director.last_step)
        self.build_panel(director)
        self.panel.grid.set_stroke(opacity=FAINT_GRID)
        corner = corner_of(recording, director.inner)
        self.axes = OutputAxes(corner, self.theme, self.stage.text_size(30), self.stage.scale)
        self.frame_points(director, start)
        self.redraw = lambda: director.unwarped(0)
        self.show(director, start, self.redraw())
        self.loops = [
            VMobject(stroke_color=self.theme.colour_of(k), stroke_width=5, stroke_opacity=0)
            for k in (0, 1)
        ]
        return director

    def show(self, director: WarpDirector, moment: Moment, picture: Picture | None = None) -> None:
        """Draw a moment, and the classes' circles where it has carried them."""
        super().show(director, moment, picture)
        if self.loops and isinstance(director, LiftDirector):
            for curve, loop in zip(director.loops(moment.depth), self.loops, strict=True):
                seen = self._seen(curve)
                loop.points = as_points(straight(seen[:-1], seen[1:]))
            if moment.depth >= director.hidden:
                self.axes.place(lambda outputs: self._seen(director.outputs_at(outputs)))

    def _seen(self, points: np.ndarray) -> np.ndarray:
        return self.panel.place(self.panel.orbit.see(points)[0])

    def area_at(self, director: WarpDirector, moment: Moment) -> Area:
        """Bound what is to be seen: the axes of the outputs, too, until the view sinks."""
        points = super().area_at(director, moment)
        if not isinstance(director, LiftDirector):
            return points
        lifted = min(max(moment.depth - director.hidden + 1, 0.0), 1.0)
        share = smooth(lifted * (1 - min(moment.turned, 1.0)))
        seen = self.orbit_at(director, moment).see(director.outputs_at(self.axes.corners))[0]
        axes = Area.around(seen, margin=TIGHT)
        low = np.minimum(points.low, axes.low) - points.low
        high = np.maximum(points.high, axes.high) - points.high
        return Area(points.low + share * low, points.high + share * high)

    def lift(self, space: LiftDirector) -> None:
        """Carry the plane into the space of the three units."""
        start = Moment(0, space.last_step)
        self.say(LIFTED)

        def appear(progress: float) -> None:
            for loop in self.loops:
                loop.set_stroke(opacity=progress)
            self.show(space, start, self.redraw())

        self.drive(self.panel, appear, 0.8)

        last = space.hidden - 1

        def lift(progress: float) -> None:
            # The last stage bends most at its end: that part gets most of the time.
            bent = 1 - (1 - max(progress - MAPPED, 0) / (1 - MAPPED)) ** 1.8
            depth = last * smooth(min(progress / MAPPED, 1)) + bent
            moment = Moment(depth, space.last_step)
            self.panel.look(self.window_of(self.area_at(space, moment)))
            tint = 1 - (1 - PALE) * progress
            self.show(space, moment, replace(space.unwarped(moment.depth), tint=tint))

        self.drive(self.panel, lift, 7.0)
        self.redraw = lambda: replace(space.unwarped(space.hidden), tint=PALE)
        self.pin(self.axes)
        self.add(self.axes)
        self.drive_in_place(lambda p: self.axes.ink(p, p), 0.8)
        self.linger(space)

    def cut(self, space: LiftDirector) -> None:
        """Cut the space, and turn until the cut is a line with one class on either side."""
        end = Moment(space.hidden, space.last_step)
        self.say(CUT)
        self._drop_sides(space, end)
        self.axes.remove(self.axes.words)

        def sink(moment: Moment, progress: float) -> Picture:
            self.panel.grid.set_stroke(opacity=FAINT_GRID * (1 - 0.5 * smooth(progress)))
            self.axes.ink(1 - 0.75 * progress, 0.0)
            return self._parted(space, moment)

        way = lambda p: replace(end, turned=p)  # noqa: E731
        self.travel(space, way, sink, 5.0)
        self.say(ANSWER)

        def around(moment: Moment, progress: float) -> Picture:
            return self._parted(space, moment, sides=min(8 * progress, 1.0))

        way = lambda p: replace(end, turned=1 + ROUND * p)  # noqa: E731
        self.travel(space, way, around, self.reading_time(6.0), gentle)

    def _drop_sides(self, space: LiftDirector, end: Moment) -> None:
        """Let the plane's two sides, and the names, fade while the cut appears that made them."""
        whole, cut = space.unwarped(space.hidden), self._parted(space, end)

        def draw(progress: float) -> None:
            tint = PALE * (1 - progress)
            self.show(space, end, replace(whole, separators=cut.separators, tint=tint))
            self.axes.ink(1.0, 1 - progress)
            self.panel.separator.set_fill(opacity=PLANE * progress)
            self.panel.separator.set_stroke(opacity=progress)

        self.drive(self.panel, draw, 1.0)

    def _parted(self, space: LiftDirector, moment: Moment, sides: float = 0.0) -> Picture:
        """Return the space with the cut between the classes, and how clearly its sides."""
        picture, view = space.unwarped(moment.depth), self.orbit_at(space, moment)
        regions = space.sides(20.0, view) if sides else []
        return replace(picture, separators=[space.cut(REACH)], regions=regions, tint=sides)
