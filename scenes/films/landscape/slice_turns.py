"""How a slice turns about the network, so that it is seen throughout."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Group, VGroup, VMobject

from scenes.films.landscape.colour_bar import ColourBar
from scenes.films.landscape.landscape_panel import Build, LandscapePanel
from scenes.films.landscape.landscape_stage import between, shares_of
from scenes.films.landscape.slice_marks import ring_at_lowest
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.chart import Axis
from scenes.storytelling.easing import gentle
from scenes.storytelling.staged_scene import StagedScene

LIFTS, WATCHED = np.linspace(0, 0.6, 7), 13
"""By how much higher a slice may be seen from in the middle of its turn, radians, and moments of it
at which the network is looked for."""
SUNK = 0.4
"""How much lower it then stands, as a share of its side for each radian."""
DRIFT = 0.05
"""By so much a view turns in a second while a sentence is read; radians."""


class SliceTurns(StagedScene):
    """Turns slices, and marks the lowest place of one."""

    panel: LandscapePanel
    panels: Group
    scale: Axis
    orbit: Orbit
    bar: ColourBar
    spot: np.ndarray

    def turn_slice(
        self,
        shots: list[np.ndarray],
        begin: np.ndarray,
        end: np.ndarray,
        seconds: float,
        turned: Orbit | None = None,
        *,
        named: bool = False,
        instead: VMobject | None = None,
    ) -> None:
        """Show the losses of slices that turn about the network, one passing into the next.

        Parameters
        ----------
        shots : list of array (rows, columns)
            Losses of slices, evenly turned.
        begin, end : array (2,)
            Where the network is seen in the first and the last.
        seconds : float
        turned : Orbit, optional
            From where they are seen at last; by default they are turned but a little.
        named : bool
            Whether the names of the axes go from weights to directions.
        instead : VMobject, optional
            A name that takes the place of the first direction's.
        """
        panel = self.panel
        heights = [shares_of(loss, self.scale) for loss in shots]
        start = self.orbit
        names = panel.names[2], instead
        if instead is not None:
            panel.add(instead.set_opacity(0))
        last = turned or Orbit(start.azimuth + DRIFT * seconds, start.tilt)

        def turn(progress: float, lift: float) -> None:
            k = min(int(progress * (len(heights) - 1)), len(heights) - 2)
            rest = progress * (len(heights) - 1) - k
            orbit = between(start, last, progress)
            raised = lift * float(np.sin(np.pi * progress))
            panel.mesh.orbit = Orbit(orbit.azimuth, orbit.tilt - raised)
            panel.build = Build(drop=SUNK * raised * panel.side)
            panel.set_heights((1 - rest) * heights[k] + rest * heights[k + 1])
            self.spot = (1 - progress) * begin + progress * end

        def is_seen(progress: float, lift: float) -> bool:
            turn(progress, lift)
            return not panel.hides(self.spot)

        moments = np.linspace(0, 1, WATCHED).tolist()
        high = (each for each in LIFTS if all(is_seen(moment, each) for moment in moments))
        lift = next(high, LIFTS[0])

        def draw(progress: float) -> None:
            if instead is not None:
                panel.names[2] = instead if progress >= 0.5 else names[0]
            turn(progress, lift)
            if instead is not None:
                names[0].set_opacity(max(1 - 2 * progress, 0))
                instead.set_opacity(max(2 * progress - 1, 0))
            panel.stand(self.spot)
            if named:
                if progress >= 0.5:  # while no name is seen
                    panel.face(last)
                panel.name_axes(progress)
                panel.draw_curve(max(1 - 3 * progress, 0))

        self.drive(self.panels, draw, seconds, gentle)
        self.orbit = last

    def lowest_of(self, losses: np.ndarray, *others: VGroup, word: str = "") -> VGroup:
        """Ring the lowest place of a slice, shown now or not, beside others that are ringed."""
        taken = [*self.panel.names[2:], self.panel.head, self.bar]
        taken += [part for other in others for part in other]
        heights = shares_of(losses, self.scale)
        return ring_at_lowest(losses, self.panel, self.stage, self.theme, taken, heights, word)

    def enlarging(self, side: float, peak: float, drop: float) -> Callable[[float], None]:
        """Return what gives the surface another side and height, and lets it stand lower."""
        panel = self.panel
        begin, ended = (panel.side, panel.peak, panel.build.drop), (side, peak, drop)

        def enlarge(progress: float) -> None:
            panel.side, panel.peak, lower = (
                a + progress * (b - a) for a, b in zip(begin, ended, strict=True)
            )
            panel.shape(Build(drop=lower))

        return enlarge
