"""What the acts of space warping have in common: the plane that fills the frame, and its window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from manim import Animation, Mobject, VGroup, linear, smooth

from scenes.films.representation.data_legend import data_legend, seen_share
from scenes.films.representation.half_planes import HalfPlanes
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.warp_panel import Picture, WarpPanel, Window
from scenes.storytelling.camera_moves import track_of
from scenes.storytelling.corner_numbers import CornerNumbers, Row
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area, plated
from scenes.storytelling.staged_scene import SAMPLES, StagedScene
from scenes.storytelling.warp_director import MARGIN, WarpDirector

POINT = 0.062
"""Radius of a point's mark, in frame units of 16:9."""
CLOSEST = 8.0
"""How much closer the window may go than at the input."""
CATCH_UP = 1.2
"""Seconds in which a window that stands elsewhere joins the one that follows the points."""
CLOSER = 0.008
"""Share by which the window draws closer in a second while a sentence is read."""
SURE = 0.02
"""Lead of a wrong class from which a mistake's ring is whole, as a share of all leads' range."""


@dataclass(frozen=True)
class Moment:
    """What of a recording is shown.

    Attributes
    ----------
    depth : float
        Through the stages.
    step : float
        Of training.
    turned : float
        Share of the orbit from which three dimensions are seen.
    """

    depth: float
    step: float
    turned: float = 0.0


class WarpStory(StagedScene):
    """A film of one plane, in which a director's pictures are shown, and whose window follows."""

    panel: WarpPanel
    shown: Moment | None = None
    """What was drawn last; None if nothing has been."""
    followed: int | None = None
    """The point that wears a ring of its own."""
    trail: np.ndarray | None = None
    """Where that has come from."""

    def setup(self) -> None:
        """Begin with no words over the picture."""
        super().setup()
        self.over: list[Mobject] = []

    def new_panel(self, director: WarpDirector) -> WarpPanel:
        """Return a panel that fills the hero's place, for a director's points."""
        hero, radius = self.stage.hero, POINT * self.stage.scale
        width, height = hero.size
        return WarpPanel(
            director.labels, self.theme, hero.centre, width, height, radius, bar=False, framed=False
        )

    def build_panel(self, director: WarpDirector) -> None:
        """Make the panel, not yet on screen, for a director's points."""
        self.panel = self.new_panel(director)
        self.hero = (self.panel,)

    def orbit_at(self, director: WarpDirector, moment: Moment) -> Orbit:
        """Return the direction of view: from above, tilting as a third dimension is gained."""
        if director.dimensions == 2:
            return FROM_ABOVE
        gained = smooth(min(moment.depth / director.hidden, 1.0))
        full = director.orbit(moment.turned)
        return Orbit(full.azimuth * gained, full.tilt * gained)

    def area_at(self, director: WarpDirector, moment: Moment) -> Area:
        """Bound the points, as they are seen, in the picture's units."""
        points = director.points_at(moment.depth, moment.step)
        seen = self.orbit_at(director, moment).see(points)[0]
        return Area.around(seen)

    def plain(self, director: WarpDirector, moment: Moment) -> Picture:
        """Return the picture of a moment, without any border."""
        return director.picture(moment.depth, moment.step)

    def parted(self, director: WarpDirector, moment: Moment, line: HalfPlanes) -> Picture:
        """Return the picture of a moment, parted by a line, its mistakes ringed."""
        picture, box = director.picture(moment.depth, moment.step), self.panel.visible
        return replace(
            picture,
            separators=line.pieces(box),
            regions=line.regions(box),
            mistakes=line.mistakes(picture.points[:, :2], director.labels),
        )

    def decided(self, director: WarpDirector, moment: Moment) -> Picture:
        """Return the last hidden space as the network parts it, its mistakes ringed."""
        exact = director.views[director.hidden].is_exact
        picture = director.picture(moment.depth, moment.step, separated=exact)
        if exact and director.dimensions == 2:
            regions = director.half_planes(moment.step, self.panel.visible)
            picture = replace(picture, regions=regions)
        return replace(picture, mistakes=mistakes(director, moment.step))

    def show(self, director: WarpDirector, moment: Moment, picture: Picture | None = None) -> None:
        """Draw a moment where the window is, in a given picture or plain."""
        picture = picture or self.plain(director, moment)
        self.shown = moment
        self.panel.look(self.panel.window, self.orbit_at(director, moment))
        self.panel.display(replace(picture, followed=self.followed, trail=self.trail))

    def frame_points(self, director: WarpDirector, moment: Moment) -> None:
        """Set the window to where the points of a moment fill the panel."""
        self.panel.look(self.window_of(self.area_at(director, moment)))

    def window_of(self, area: Area) -> Window:
        """Return the window that an area of the picture fills, with room around it."""
        return self.panel.window_for(area.low, area.high, MARGIN / (1 + 2 * MARGIN))

    def travel(
        self,
        director: WarpDirector,
        way: Callable[[float], Moment],
        picture: Callable[[Moment, float], Picture],
        seconds: float,
        rate: Callable[[float], float] = smooth,
    ) -> None:
        """Play a way through depth and training, the window following the points.

        Parameters
        ----------
        director : WarpDirector
        way : callable
            Returns the moment at a progress in [0, 1].
        picture : callable
            Returns what is shown at a moment and its progress.
        seconds : float
            At tempo 1.
        rate : callable
            How progress grows with time.
        """
        times = np.linspace(0, 1, max(round(SAMPLES * seconds / 2), 2) + 1)
        areas = [self.area_at(director, way(rate(time))) for time in times.tolist()]
        near = self.area_at(director, Moment(0, 0))
        most = CLOSEST * float((self.stage.hero.size / np.maximum(near.size, 1e-6)).min())
        track = track_of(areas, self.stage, seconds, MARGIN, most)
        offset = self.stage.hero.centre - self.stage.frame.centre
        start, end = self.panel.window, self.window_of(areas[-1])
        end = Window(end.centre, min(end.scale, most))
        part = min(CATCH_UP / seconds, 0.5)

        def draw(time: float) -> None:
            view, progress = track.at(time), rate(time)
            window = Window(view.centre + offset / view.zoom, view.zoom)
            joined, settled = (smooth(min(x / part, 1.0)) for x in (time, 1 - time))
            self.panel.window = end.towards(start.towards(window, joined), settled)
            moment = way(progress)
            self.panel.look(self.panel.window, self.orbit_at(director, moment))
            self.show(director, moment, picture(moment, progress))

        self.drive(self.panel, draw, seconds, linear)

        self.redraw = lambda: picture(way(1.0), 1.0)

    def drive(self, *how: Any, **options: Any) -> None:
        """Play a picture, as in any story; words over it are before it afterwards, too."""
        super().drive(*how, **options)
        self.add(*(each for each in self.over if each in self.mobjects))

    def linger(self, director: WarpDirector, least: float = 1.0) -> None:
        """Draw a little closer until the sentence has been read, for `least` seconds at least."""
        assert self.shown is not None
        seconds, start, moment = self.reading_time(least), self.panel.window, self.shown
        end = Window(start.centre, start.scale * (1 + CLOSER * seconds))
        orbit, redraw = self.panel.orbit, self.redraw

        def draw(progress: float) -> None:
            self.panel.look(start.towards(end, progress), orbit)
            self.show(director, moment, redraw())

        self.drive(self.panel, draw, seconds, gentle)

    def ring(self, director: WarpDirector, point: int) -> None:
        """Let a ring appear round a point, which wears it from now on."""
        assert self.shown is not None
        self.followed, moment = point, self.shown

        def draw(progress: float) -> None:
            self.panel.followed.set_stroke(opacity=progress)
            self.show(director, moment, self.redraw())

        draw(0.0)
        self.drive(self.panel, draw, 0.4)

    def strengthen(
        self, director: WarpDirector, picture: Callable[[], Picture], end: float, seconds: float
    ) -> None:
        """Let what parts the classes of a picture that stays appear (end 1) or vanish (end 0)."""
        assert self.shown is not None
        start, moment = self.panel.strength, self.shown

        def draw(progress: float) -> None:
            self.panel.strength = start + (end - start) * progress
            self.show(director, moment, picture())

        if start != end:
            self.drive(self.panel, draw, seconds)
        self.redraw = picture

    def corner(self, *rows: Row, low: bool = False) -> CornerNumbers:
        """Make live numbers for the upper right, or the lower right.

        Each is a label, its longest text, a colour.
        """
        stage = self.stage
        made = CornerNumbers(rows, stage.numbers.high, stage.text_size(24), self.theme)
        return made.move_down(made.get_bottom()[1] - stage.legend.low[1]) if low else made

    def overlay(self, *words: Mobject) -> list[Animation]:
        """Return animations after which just these words stand over the picture."""
        gone = [old for old in self.over if old not in words]
        new = [each for each in words if each not in self.over]
        self.pin(*new)
        self.over = list(words)
        return in_turn(gone, new)

    def legend(self, director: WarpDirector) -> VGroup:
        """Name the classes and the axes, and tell how the data is seen."""
        return plated(data_legend(self, director), self.theme)

    def view_note(self, director: WarpDirector) -> VGroup:
        """Return words that say that the last hidden space is seen in projection."""
        text = "last hidden layer: {units} units, seen in {dims}: {share} of the variance"
        units = director.recording.width(director.hidden)
        values = seen_share(director, director.hidden)
        size = self.stage.text_size(22)
        return plated(self.write(text, size, self.theme.muted, units=units, **values), self.theme)


def mistakes(director: WarpDirector, step: float) -> np.ndarray:
    """Return how large a ring each drawn point wears, array (points,): 0 where it is right."""
    return ring_sizes(director.scores(step), director.labels)


def ring_sizes(scores: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return how large a ring points wear, array (points,), 0 where they are right.

    It is whole at once, however unsure the network is: leads are compared with each other.

    Parameters
    ----------
    scores : array (points, classes)
        Probabilities.
    labels : array (points,)
    """
    rows = np.arange(len(scores))
    likely = np.log(np.maximum(scores, 1e-300))
    own = likely[rows, labels]
    likely[rows, labels] = -np.inf
    lead = likely.max(axis=1) - own
    sure = SURE * max(float(np.ptp(lead)), 1e-12)
    return np.where(lead > 0, np.clip(0.35 + lead / sure, 0, 1), 0.0)
