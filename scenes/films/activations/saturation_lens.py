"""A look into one unit of the network: its activation's curve, and the slope at a point of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, VMobject

from engine.experiments.saturation import LayerHealth
from scenes.films.activations.depth.deep_network import WIRED
from scenes.films.activations.depth.unit_closeup import REACH, UnitCloseup
from scenes.films.activations.saturation_stage import SaturationStage
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.stage import Area

NEAR = 0.8
"""Share of the camera's way into a unit from which on what is written there is legible."""
BRIEF = 0.25
"""Seconds in which that comes and goes."""
ZOOM = 1.8
"""Seconds of the way into a unit, or out of it."""


class SaturationLens(SaturationStage):
    """A network one unit of which can be looked into."""

    def prepare(self) -> None:
        """Set the stage, and choose a unit."""
        super().prepare()
        self.network.fill(self.wide)
        columns = self.network.columns
        unit = self.network.unit(len(columns) // 2, len(self.network.drawn) // 2)
        self.closeup = UnitCloseup(unit, self.network.radius, self.theme)
        self.radius = self.network.radius
        self.fill(self.beside)

    def while_read(self, draw: Callable[[float], None], least: float) -> None:
        """Drive a picture for as long as it takes to read the sentence."""
        self.drive(self.closeup, draw, max(least, self.reading_time(0.0)))

    def travel(self, network: LayerHealth, start: float, end: float) -> Callable[[float], None]:
        """Return what draws the dot on its way along a curve."""
        outputs = self.closeup.outputs(network.curve)

        def draw(progress: float) -> None:
            x = start + (end - start) * progress
            slope = float(np.interp(x, network.curve.inputs, network.curve.slopes))
            self.closeup.draw(outputs, x, slope)
            self.closeup.write(outputs, x, slope)

        return draw

    def look_inside(self, network: LayerHealth, start: float) -> None:
        """Bring one unit close, with a network's curve in it and the dot at an input."""
        closeup = self.closeup
        self.travel(network, start, start)(0.0)
        closeup.see_writing(0.0)
        self.act(FadeOut(self.layers), FadeIn(closeup), seconds=0.4)

        def come(progress: float) -> None:
            self.see_wires(1 - progress)
            closeup.see_writing(max(0.0, (progress - NEAR) / (1 - NEAR)))

        self.move_camera(self.inside, come, ZOOM)
        self.hero = (self.network, closeup)

    def come_back_inside(self, network: LayerHealth, start: float) -> None:
        """Let the network take the chart's place, and look into the same unit again."""
        chart = self.chart
        self.network.draw(network.flow, 0.0, 0.0)
        gone = [part for part in (chart.sizes, chart.path, chart.arrow) if part in self.mobjects]
        self.act(
            *(FadeOut(part, rate_func=early) for part in (*gone, self.pulse_sum)),
            FadeIn(self.network, rate_func=late),
            seconds=0.8,
        )
        self.charted = 0.0
        self.look_inside(network, start)

    @property
    def inside(self) -> View:
        """The view from which the unit fills the frame."""
        centre, size = self.closeup.centre, self.radius * np.array([1.6, 1.12])
        return self._view_of(Area(centre - size, centre + size), 0.0)

    def see_wires(self, share: float) -> None:
        """Let the wires be seen as clearly as a share says: from close by, all run to nowhere."""
        self.network.wires.set_stroke(opacity=WIRED * share)

    def look_outside(self) -> None:
        """See the whole network again."""
        self.drive_in_place(lambda progress: self.closeup.see_writing(1 - progress), BRIEF)
        middle, _, _ = self.following.home
        self.move_camera(View(middle[:2].copy(), 1.0), self.see_wires, ZOOM)
        self.act(FadeOut(self.closeup), FadeIn(self.layers), seconds=0.4)
        self.hero = (self.network,)

    def bend(self, before: LayerHealth, network: LayerHealth, start: float, end: float) -> None:
        """Bend one curve into another, which takes its name then."""
        one, other = (self.closeup.outputs(n.curve) for n in (before, network))

        def draw(progress: float) -> None:
            x = start + (end - start) * progress
            slopes = [np.interp(x, n.curve.inputs, n.curve.slopes) for n in (before, network)]
            slope = float((1 - progress) * slopes[0] + progress * slopes[1])
            self.closeup.draw((1 - progress) * one + progress * other, x, slope)
            # What is drawn in between is no activation's: its slope is not written.
            shown, at_end = (before, start) if progress < 0.5 else (network, end)
            written = float(np.interp(at_end, shown.curve.inputs, shown.curve.slopes))
            clear = float(np.clip(4 * abs(2 * progress - 1) - 3, 0, 1))
            self.closeup.write((1 - progress) * one + progress * other, x, written, clear)

        title = self.title_for(network)
        self.pin(title)
        nothing = VMobject()
        self.act(FadeOut(self.title), Drive(nothing, draw), seconds=1.2)
        self.remove(nothing)
        self.act(FadeIn(title), seconds=0.25)
        self.title = title

    def reach_of(self, network: LayerHealth) -> float:
        """Return how far to either side the dot can go and still be in view."""
        inputs = self.closeup.inputs
        high = np.abs(self.closeup.outputs(network.curve)) > 0.6 * REACH
        return float(min(0.75 * REACH, np.abs(inputs[high]).min(initial=REACH) - 0.1))
