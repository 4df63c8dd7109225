"""What all acts of the film of vanishing gradients share: the network, and how it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from manim import LEFT, RIGHT, Animation, Dot, FadeIn, FadeOut, VGroup, VMobject, linear, smooth

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations import saturation_words as words
from scenes.films.activations.deep_network import DeepNetwork
from scenes.films.activations.layer_dots import LayerDots
from scenes.films.activations.mobjects.saturation_charts import PassageChart, colours_of
from scenes.films.activations.mobjects.size_scale import SizeScale
from scenes.films.activations.pulse_sum import PulseSum
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_words import title_of
from scenes.films.activations.unit_closeup import REACH, UnitCloseup
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

DOTS = 0.47
"""Height of the dots' scale, as a share of that of network and dots."""
ROWS = 4
"""Units drawn of a layer, with room for a gap."""


class SaturationStage(StagedScene):
    """A deep network on a stage, one unit of which can be looked into."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[Comparison]

    def prepare(self) -> None:
        """Build the network, and the dots below its layers."""
        theme, stage = self.theme, self.stage
        self.networks = self.results.networks
        self.worst = words.least_passed(self.networks)
        self.contrast = words.contrasting(self.networks)
        low, high = stage.hero.low, stage.hero.high
        foot, head = 0.5 * stage.scale, 0.45 * stage.scale
        side = 0.45 * stage.scale
        field = Area(low + [side, foot], high - [0.8 * stage.scale, 0.0])
        parting = field.low[1] + DOTS * field.size[1]
        between = 0.45 * stage.scale  # for the dots' name
        upper = Area(np.array([field.low[0], parting + between]), field.high - [0, head])
        strip = Area(field.low, np.array([field.high[0], parting]))
        self.least = min([n.flow.left[0] for n in self.networks if n.flow.left[0] > 0], default=0.1)
        self.network = DeepNetwork(self.worst.flow, upper, float(self.least), theme, ROWS)
        self.sizes = SizeScale(self.networks, strip, stage, theme)
        self.dots = LayerDots(self.network.xs, self.sizes, stage, theme)
        sides = np.array([2.1, 0.8]) * stage.scale
        area = Area(low + [sides[0], 1.3 * foot], high - [sides[1], head])
        self.chart = PassageChart(self.networks, self.sizes, area, stage, theme)
        place = len(self.network.drawn) // 2
        centre = self.network.unit(len(self.network.xs) // 2, place)
        self.closeup = UnitCloseup(centre, self.network.radius, theme)
        self.layers = self.layer_numbers()
        shown = [network for network in (self.worst, self.contrast) if network]
        widest = max(self.title_for(network).width for network in shown)
        top = float(upper.high[1])
        self.pulse_sum = PulseSum(self.network.xs, top, widest, stage, theme)
        self.title = self.title_for(self.worst)
        self.before: list[VMobject] = []  # what is left on stage of the network before
        slope = LiveNumber(stage.text_size(34), theme.gradient, align=1)
        label = self.write("slope", stage.text_size(24), theme.muted)
        right, top = stage.numbers.high
        self.slope = slope.place(at(right, top - 0.42 * stage.scale)).write("−0.00")
        label.next_to(slope, LEFT, buff=0.2 * stage.scale)
        self.slope_words = VGroup(label, slope)

    def layer_numbers(self) -> VGroup:
        """Write below each layer which it is; of many, only below every fifth."""
        stage, xs, size = self.stage, self.network.xs, self.stage.text_size(22)
        height = stage.hero.low[1] + 0.13 * stage.scale
        first: VMobject = self.write("layer 1", size, self.theme.muted)
        if first.width > 0.9 * (self.chart.xs[1] - self.chart.xs[0]):  # no room for the word
            first = LiveNumber(size, self.theme.muted, bold=False).write("1")
        first.move_to(at(xs[0], height))
        first.shift(max(0.0, stage.hero.low[0] + 0.02 - first.get_left()[0]) * RIGHT)
        written = VGroup(first)
        for number, x in enumerate(xs[1:].tolist(), 2):
            if len(xs) <= 12 or number % 5 == 0:
                text = LiveNumber(size, self.theme.muted, bold=False).write(f"{number}")
                written.add(text.move_to(at(x, height)))
        return written

    def title_for(self, network: LayerHealth) -> VMobject:
        """Write an activation's name in the upper left."""
        colour = colours_of(len(self.networks), self.theme)[self.networks.index(network)]
        name = self.write(title_of(network.activation), self.stage.text_size(34), colour, bold=True)
        self.stage.put_title(name)
        return name

    def small_name(self, network: LayerHealth) -> VMobject:
        """Write an activation's name for a line, in the line's colour."""
        colour = colours_of(len(self.networks), self.theme)[self.networks.index(network)]
        name = title_of(network.activation)
        return self.write(name, self.stage.text_size(22), colour, bold=True)

    def while_read(
        self, draw: Callable[[float], None], least: float, rate: Callable[[float], float] = smooth
    ) -> None:
        """Drive a picture for as long as it takes to read the sentence."""
        self.drive(self.closeup, draw, max(least, self.reading_time(0.0)), rate)

    def travel(
        self, network: LayerHealth, start: float, end: float, inset: UnitCloseup | None = None
    ) -> Callable[[float], None]:
        """Return what draws the dot on its way along a curve, in an inset if there is one."""
        closeup = inset or self.closeup
        outputs = closeup.outputs(network.curve)

        def draw(progress: float) -> None:
            x = start + (end - start) * progress
            slope = float(np.interp(x, network.curve.inputs, network.curve.slopes))
            closeup.draw(outputs, x, slope)
            if inset is None:
                self.slope.write(fixed(slope, 2))

        return draw

    def introduce(self, network: LayerHealth) -> None:
        """Show the curve and the slopes of an activation that was not looked into, in an inset."""
        theme, area = self.theme, self.chart.area
        radius = min(0.38 * float(area.size[1]), 0.3 * float(area.size[0]))
        centre = area.low + area.size * [0.4, 0.44]
        inset = UnitCloseup(centre, radius, theme)
        inset.curve.set_stroke(
            color=colours_of(len(self.networks), theme)[self.networks.index(network)]
        )
        unit = Dot(at(*centre), radius, color=theme.panel)
        unit.set_stroke(theme.muted, width=2)
        far = 0.75 * self.reach_of(network)  # the tangent stays in the unit
        draw = self.travel(network, -far, far, inset)
        draw(0.0)
        self.say(words.newcomer(network))
        shown = VGroup(unit, inset)
        self.act(FadeIn(shown), seconds=0.3)
        self.drive(shown, draw, max(2.0, self.reading_time()))
        self.act(FadeOut(shown), seconds=0.3)

    def darken(self, *others: Animation, seconds: float) -> None:
        """Let the light of the network and its dots go out, while others are played."""
        network, dots, flow = self.network, self.dots, self.worst.flow

        def draw(progress: float) -> None:
            network.draw(flow, len(network.xs) - 0.5, 1 - progress)
            dots.line.set_stroke(opacity=1 - progress)
            dots.dots.set_fill(opacity=1 - progress)

        self.act(*others, Drive(network, draw), seconds=seconds)

    def relight(self, flow: GradientFlow) -> None:
        """Let the dots be seen again that a gradient brings."""
        self.dots.draw(flow, 0.0)
        self.dots.line.set_stroke(opacity=1)
        self.dots.dots.set_fill(opacity=1)

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
            self.slope.write(fixed(np.interp(at_end, shown.curve.inputs, shown.curve.slopes), 2))
            self.slope.set_fill(opacity=float(np.clip(4 * abs(2 * progress - 1) - 3, 0, 1)))

        title = self.title_for(network)
        self.pin(title)
        nothing = VMobject()
        self.act(FadeOut(self.title), Drive(nothing, draw), seconds=0.9)
        self.remove(nothing)
        self.act(FadeIn(title), seconds=0.25)
        self.title = title

    def reach_of(self, network: LayerHealth) -> float:
        """Return how far to either side the dot can go and still be in view."""
        inputs = self.closeup.inputs
        high = np.abs(self.closeup.outputs(network.curve)) > 0.6 * REACH
        return float(min(0.9 * REACH, np.abs(inputs[high]).min(initial=REACH) - 0.1))

    def send(
        self,
        network: LayerHealth,
        seconds: float,
        start: float = 0.0,
        end: float | None = None,
    ) -> None:
        """Play the pulse from one number of layers passed to another: network, dots and sum."""
        last = len(self.network.xs) - 0.5
        end = last if end is None else end

        def draw(progress: float) -> None:
            passed = start + (end - start) * progress
            self.network.draw(network.flow, passed)
            self.dots.draw(network.flow, passed)
            self.pulse_sum.draw(network.flow, passed)

        self.drive(self.network, draw, seconds, linear)

    def pulse_again(self, network: LayerHealth, least: float = 1.5) -> None:
        """Let the sentence be read, while another pulse runs through what is lit."""
        depth = len(self.network.xs)
        self.drive(
            self.network,
            lambda p: self.network.run(network.flow, min(depth * p, depth - 0.5)),
            self.reading_time(least),
            linear,
        )

    def layers_under(self, xs: np.ndarray) -> list[Any]:
        """Return animations that move the layers' numbers below other places (hidden,)."""
        moved = []
        for each in self.layers:
            nearest = int(np.abs(self.network.xs - each.get_center()[0]).argmin())
            moved.append(each.animate.set_x(float(xs[nearest])))
        return moved

    def drift(self, least: float = 1.5) -> None:
        """Let the sentence be read, while the camera comes a little closer, for some seconds."""
        self.look_at(View(self.view.centre, 1.01 * self.view.zoom), self.reading_time(least))
