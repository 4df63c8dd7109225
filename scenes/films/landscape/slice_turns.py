"""How a slice turns about the network, so that it is seen throughout."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Group, VGroup

from engine.landscape.turning import TurningLoss
from scenes.films.landscape.build import WHOLE
from scenes.films.landscape.colour_bar import ColourBar
from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.films.landscape.landscape_stage import NetworkStage, fitted, shares_of
from scenes.films.landscape.slice_marks import ring_at_lowest
from scenes.films.landscape.turning_heights import TurningHeights
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.chart import Axis
from scenes.mobjects.frame import at
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import Area
from scenes.storytelling.staged_scene import StagedScene

WATCHED = 13
"""Moments of a turn at which the network is looked for."""
ROUND, DOWN = np.linspace(-np.pi, np.pi, 49)[1:], (0.0, 0.1)
"""By how much a view may be turned so that it is seen, and by how much steeper; radians. From far
above, a valley would look like a ridge."""
BESIDE = 0.6
"""Room for a name beside the bar of colours then, in frame units of 16:9."""
DRIFT = 0.05
"""By so much a view turns in a second while a sentence is read; radians."""

Place = tuple[np.ndarray, float, float]
"""Of a surface: its centre in the frame, its side, and its height."""


class SliceTurns(StagedScene):
    """Turns slices, and marks the lowest place of one."""

    panel: LandscapePanel
    panels: Group
    stages: list[NetworkStage]
    scale: Axis
    orbit: Orbit
    bar: ColourBar
    turning: TurningLoss | None
    spot: np.ndarray

    @property
    def standing(self) -> float:
        """How high the trained network is, from 0 to 1, whatever slice goes through it."""
        assert self.turning is not None
        return float(shares_of(self.turning.network_loss, self.scale).item())

    def slices_of(self, shots: list[np.ndarray], spots: np.ndarray) -> TurningHeights:
        """Return slices with losses (rows, columns), and places of the network, as they turn."""
        return TurningHeights([shares_of(loss, self.scale) for loss in shots], spots)

    def watching(self, slices: TurningHeights, home: Orbit) -> Orbit:
        """Return the direction nearest to one from which slices are seen well while they turn.

        That is: the network all the time, and the valley of the first of them.
        """
        panel, now, heights, build = self.panel, self.orbit, self.panel.heights, self.panel.build
        views = [Orbit(home.azimuth + turn, home.tilt - down) for turn in ROUND for down in DOWN]
        views.sort(key=lambda each: abs(each.azimuth - home.azimuth) + home.tilt - each.tilt)
        panel.set_heights(slices.heights[0]).shape(WHOLE)
        valley = np.array([panel.valley_seen_from(view) for view in views])
        hidden = WATCHED * np.round(1 - valley, 1)
        for moment in np.linspace(0, 1, WATCHED).tolist():
            turned, spot = slices.at(moment)
            panel.set_heights(turned)
            hidden += [panel.look(view).hides(spot) for view in views]
        panel.set_heights(heights).shape(build).look(now)
        return views[int(np.argmin(hidden))]

    def place_for(self, slices: TurningHeights, views: tuple[Orbit, ...]) -> Place:
        """Return the centre, side and height of the surface with which all slices are in sight."""
        steep, whole = (self.panel.peak / self.panel.side,), self.stages[0].area
        area = Area(whole.low + [BESIDE * self.stage.scale, 0.0], whole.high)
        return fitted(area, np.array(slices.heights), views, steep)

    def turn_slice(
        self,
        slices: TurningHeights,
        seconds: float,
        also: Callable[[float], None] = lambda progress: None,
    ) -> None:
        """Show slices that turn about the network, one passing into the next, in the same view.

        Parameters
        ----------
        slices : TurningHeights
        seconds : float
        also : callable
            Draws what else changes.
        """
        panel = self.panel

        def draw(progress: float) -> None:
            heights, self.spot = slices.at(progress)
            panel.set_heights(heights)
            panel.stand(self.spot, self.standing)
            also(progress)

        self.drive(self.panels, draw, seconds, gentle)

    def lowest_of(self, losses: np.ndarray, *others: VGroup) -> VGroup:
        """Ring the lowest place of the slice that is shown, beside others that are ringed."""
        taken = [*self.panel.names[2:], self.panel.head, self.bar]
        taken += [part for other in others for part in other]
        return ring_at_lowest(
            losses, shares_of(losses, self.scale), self.panel, self.stage, self.theme, taken
        )

    def enlarging(self, place: Place) -> Callable[[float], None]:
        """Return what brings the surface to another centre, side and height."""
        panel = self.panel
        centre, sizes = panel.centre, np.array([panel.side, panel.peak])

        def enlarge(progress: float) -> None:
            panel.centre = centre + progress * (place[0] - centre)
            panel.side, panel.peak = (sizes + progress * (np.array(place[1:]) - sizes)).tolist()
            panel.mesh.points[-1] = at(*panel.centre)
            panel.shape(WHOLE)

        return enlarge
