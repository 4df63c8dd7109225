"""What all acts of the film of vanishing gradients share: the network, and how it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, FadeIn, FadeOut, VGroup, VMobject, linear, smooth

from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations import saturation_words as words
from scenes.films.activations.deep_network import DeepNetwork
from scenes.films.activations.pulse_sum import PulseSum
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import title_of
from scenes.films.activations.unit_closeup import REACH, UnitCloseup
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene


class SaturationStage(StagedScene):
    """A deep network on a stage, one unit of which can be looked into."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[Comparison]
    pulse_sum: PulseSum

    def prepare(self) -> None:
        """Build the network, and begin inside one of its units."""
        theme, stage = self.theme, self.stage
        self.networks = self.results.networks
        self.worst = words.least_passed(self.networks)
        self.contrast = words.contrasting(self.networks)
        self.featured = {n.activation for n in (self.worst, self.contrast) if n is not None}
        low, high = stage.hero.low, stage.hero.high
        foot = 0.5 * stage.scale
        sides = np.array([1.85, 0.75]) * stage.scale
        self.field = Area(low + [sides[0], foot], high - [sides[1], 0.1])
        least = min([n.flow.left[0] for n in self.networks if n.flow.left[0] > 0], default=0.1)
        self.network = DeepNetwork(self.worst.flow, self.field, float(least), theme)
        self.layers = self.layer_numbers()
        place = len(self.network.drawn) // 2
        centre = self.network.unit(len(self.network.xs) // 2, place)
        self.closeup = UnitCloseup(centre, self.network.radius, theme)
        self.title = self.title_for(self.worst)
        slope = LiveNumber(stage.text_size(34), theme.gradient, align=1)
        label = self.write("slope", stage.text_size(24), theme.muted)
        right, top = stage.numbers.high
        self.slope = slope.place(at(right, top - 0.42 * stage.scale)).write("−0.00")
        label.next_to(slope, LEFT, buff=0.2 * stage.scale)
        self.slope_words = VGroup(label, slope)

    def layer_numbers(self) -> VGroup:
        """Write below each layer which it is; of many, only below every fifth."""
        stage, xs, size = self.stage, self.network.xs, self.stage.text_size(22)
        height = stage.hero.low[1] + 0.24 * stage.scale
        first = self.write("layer 1", size, self.theme.muted)
        first.move_to(at(xs[0] + 0.1 * stage.scale, height), aligned_edge=RIGHT)
        written = VGroup(first)
        for number, x in enumerate(xs[1:].tolist(), 2):
            if len(xs) <= 12 or number % 5 == 0:
                text = LiveNumber(size, self.theme.muted, bold=False).write(f"{number}")
                written.add(text.move_to(at(x, height)))
        return written

    def title_for(self, network: LayerHealth) -> VMobject:
        """Write an activation's name in the upper left."""
        name = self.write(title_of(network.activation), self.stage.text_size(34), bold=True)
        self.stage.put_title(name)
        return name

    def rename(self, network: LayerHealth) -> None:
        """Put another activation's name into the upper left."""
        title = self.title_for(network)
        self.pin(title)
        self.act(FadeOut(self.title), FadeIn(title), seconds=0.4)
        self.title = title

    def while_read(
        self, draw: Callable[[float], None], least: float, rate: Callable[[float], float] = smooth
    ) -> None:
        """Drive a picture for as long as it takes to read the sentence."""
        self.drive(self.closeup, draw, max(least, self.reading_time(0.0)), rate)

    def aim_at(self, area: Area) -> None:
        """Point the camera at an area, at once."""
        view = view_of(area, self.stage, 0.0)
        self.following.aim(view.centre, view.zoom)

    def travel(
        self, before: LayerHealth, network: LayerHealth, start: float, end: float
    ) -> Callable[[float], None]:
        """Return what draws the dot on its way, while one curve bends into another."""
        one, other = (self.closeup.outputs(n.curve) for n in (before, network))

        def draw(progress: float) -> None:
            bent = 1.0 if before is network else float(np.clip(3 * progress, 0, 1))
            x = start + (end - start) * progress
            slopes = [np.interp(x, n.curve.inputs, n.curve.slopes) for n in (before, network)]
            slope = float((1 - bent) * slopes[0] + bent * slopes[1])
            self.closeup.draw((1 - bent) * one + bent * other, x, slope)
            self.slope.write(fixed(slope, 2))

        return draw

    def reach_of(self, network: LayerHealth) -> float:
        """Return how far to either side the dot can go and still be in view."""
        inputs = self.closeup.inputs
        high = np.abs(self.closeup.outputs(network.curve)) > 0.6 * REACH
        return float(min(0.9 * REACH, np.abs(inputs[high]).min(initial=REACH) - 0.1))

    def send(self, network: LayerHealth, seconds: float) -> None:
        """Play the pulse: the camera goes along, closer at first, and opens out."""
        flow, depth = network.flow, len(self.network.xs)
        front = VMobject(stroke_width=0)
        whole = self.stage.hero

        def draw(progress: float) -> None:
            passed = min(depth * progress, depth - 0.5)
            self.network.draw(flow, passed)
            self.pulse_sum.draw(flow, passed)
            share = 0.45 + 0.55 * float(smooth(min(progress / 0.6, 1.0)))
            size = share * whole.size
            centre = whole.centre + np.array([(1 - share) / 2 * whole.size[0], 0.0])
            corners = np.array([centre - size / 2, centre + size / 2])
            front.points = as_points(straight(corners[:1], corners[1:]))

        draw(0.0)
        self.follow(front, draw, seconds, linear, margin=0.0)
        self.act(FadeIn(self.layers), seconds=0.4)

    def pulse_again(self, network: LayerHealth) -> None:
        """Let the sentence be read, while another pulse runs through what is lit."""
        depth = len(self.network.xs)
        self.drive(
            self.network,
            lambda p: self.network.run(network.flow, depth * p),
            self.reading_time(1.5),
            linear,
        )

    def drift(self) -> None:
        """Let the sentence be read, while the camera comes a little closer."""
        self.look_at(View(self.view.centre, 1.01 * self.view.zoom), self.reading_time(1.5))
