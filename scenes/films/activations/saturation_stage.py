"""What all acts of the film of vanishing gradients share: the network, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    Circle,
    FadeOut,
    VGroup,
    VMobject,
    linear,
)

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import Comparison, LayerHealth
from engine.geometry.box import Box
from scenes.films.activations import saturation_words as words
from scenes.films.activations.depth.deep_network import DeepNetwork
from scenes.films.activations.depth.gradient_sizes import unit_slope
from scenes.films.activations.depth.pulse_sum import PulseSum
from scenes.films.activations.mobjects.badge import Badge
from scenes.films.activations.mobjects.passage_chart import PassageChart
from scenes.films.activations.mobjects.saturation_charts import colours_of
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.stage import BAND, Area, plated
from scenes.storytelling.staged_scene import StagedScene

FLOOR, LAYERS = 0.5, 0.17
"""Above the hero's foot, at scale 1: the picture, and the layers' numbers."""
CALCULATION, CEILING = 0.3, 0.75
"""Below the hero's top, at scale 1: the middle of the multiplication at work, and the picture."""
SIDES = 0.4, 1.0
"""Room beside the network, at scale 1: on the right for the chart's numbers."""
DATA = 2.5
"""Side of the square of points at scale 1."""
NAMES = 3.6
"""Room for names left of the large chart, at scale 1."""


class SaturationStage(StagedScene):
    """A deep network on a stage, or the chart of what is left of its gradient."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[Comparison]
    title: VMobject

    def prepare(self) -> None:
        """Build the network beside its data, and the chart that takes its place."""
        theme, stage = self.theme, self.stage
        self.networks = self.results.networks
        self.worst = words.least_passed(self.networks)
        self.contrast = words.contrasting(self.networks)
        followed = [network for network in (self.worst, self.contrast) if network]
        low, high, scale = stage.hero.low, stage.hero.high, stage.scale
        left, right = (side * scale for side in SIDES)
        low, high = low + [left, FLOOR * scale], high - [right, CEILING * scale]
        self.wide = Area(low, high)
        self.least = min([n.flow.left[0] for n in self.networks if n.flow.left[0] > 0], default=0.1)
        self.network = DeepNetwork(self.worst.flow, self.wide, float(self.least), theme)
        self.network.fill(self.wide)
        xs = self.network.xs
        floor = low[1] + 0.15 * scale
        self.small = Area(np.array([xs[0], floor]), np.array([xs[-1], high[1]]))
        large = stage.hero.low + np.array([NAMES, 0.65]) * scale
        self.large = Area(large, stage.hero.high - np.array([1.0, 0.3]) * scale)
        self.chart = PassageChart(self.networks, followed, self.small, stage, theme)
        ends = float(stage.hero.low[0]) + 0.05, float(high[0]) + 0.6 * right
        self.pulse_sum = PulseSum(
            [n.flow for n in followed], xs, ends,
            float(stage.hero.high[1]) - CALCULATION * scale, scale, theme,
        )  # fmt: skip
        self.data = self.points()
        beside = self.wide
        if len(self.data):
            shift = np.array([(DATA + 0.3) * scale, 0.0])
            beside = Area(self.wide.low + shift, self.wide.high)
        self.beside = beside
        self.network.fill(beside)
        self.layers = self.layer_numbers()
        self.fill(beside)
        self.title = self.title_for(self.worst)

    def points(self) -> VGroup:
        """Draw the data left of the network, and ring the point whose gradient is followed.

        Nothing, if they do not lie in a plane.
        """
        if self.worst.maps is None:
            return VGroup()
        stage, theme, side = self.stage, self.theme, DATA * self.stage.scale
        features = self.results.features
        low = at(float(self.wide.low[0]), float(self.wide.centre[1]) - side / 2)[:2]
        around = Box.around(features)
        places = low + side * (features - around.low) / around.size.max()
        cloud = PointCloud(self.results.labels, theme, 0.03 * stage.scale)
        cloud.set_positions(places)
        ring = Circle(0.16 * stage.scale, stroke_color=theme.text, stroke_width=4)
        ring.move_to(at(*places[self.worst.flow.followed]))
        count = self.write(
            "{samples} points,\nringed: a typical one", stage.text_size(22), theme.muted,
            samples=self.results.samples,
        )  # fmt: skip
        foot = float(low[1]) - 0.2 * stage.scale
        count.move_to(at(float(low[0]) + side / 2, foot), aligned_edge=UP)
        return VGroup(cloud, ring, count)

    def layer_numbers(self) -> VGroup:
        """Write below each layer which it is; of many, only below every fifth."""
        stage, xs, size = self.stage, self.network.xs, self.stage.text_size(20)
        height = stage.hero.low[1] + LAYERS * stage.scale
        first: VMobject = self.write("layer 1", size, self.theme.muted)
        if first.width > 0.9 * (xs[1] - xs[0]):  # no room for the word
            first = LiveNumber(size, self.theme.muted, bold=False).write("1")
        self.numbered, written = [0], VGroup(first.move_to(at(0.0, height)))
        for k in range(1, len(xs)):
            if len(xs) <= 12 or (k + 1) % 5 == 0:
                text = LiveNumber(size, self.theme.muted, bold=False).write(f"{k + 1}")
                written.add(text.move_to(at(0.0, height)))
                self.numbered.append(k)
        return written

    def number_layers(self, xs: np.ndarray) -> None:
        """Put the layers' numbers below places (hidden,)."""
        for text, k in zip(self.layers, self.numbered, strict=True):
            text.set_x(float(xs[k]))
        edge = float(self.stage.hero.low[0]) + 0.02
        self.layers[0].shift(max(0.0, edge - self.layers[0].get_left()[0]) * RIGHT)

    def fill(self, area: Area) -> None:
        """Let the network stand in an area, and what is written go along."""
        self.network.fill(area)
        self.pulse_sum.xs = self.network.xs
        self.number_layers(self.network.xs)

    def colour_for(self, network: LayerHealth) -> str:
        """Return a network's colour."""
        return colours_of(len(self.networks), self.theme)[self.networks.index(network)]

    def title_for(self, network: LayerHealth) -> VGroup:
        """Write an activation's name in the upper left, with its curve, on a panel."""
        stage = self.stage
        size, colour = stage.text_size(34), self.colour_for(network)
        badge = Badge(network, 0.3 * stage.scale, size, colour, self.theme)
        badge.scale(min(1.0, 3.8 * stage.scale / badge.width))
        badge.move_to(stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        return plated(badge.shift(0.06 * stage.scale * UP), self.theme, 0.06 * stage.scale)

    def unit_slopes(self, flow: GradientFlow) -> VGroup:
        """Write right of each unit of the last layer its slope."""
        places, radius = self.network.columns[-1].places, self.network.radius
        found = VGroup()
        for place, slope in zip(places, flow.slopes[-1, self.network.drawn].tolist(), strict=True):
            number = LiveNumber(self.stage.text_size(26), self.theme.gradient)
            number.write(unit_slope(slope))
            start = at(float(place[0]) + radius + 0.12 * self.stage.scale, float(place[1]))
            found.add(number.move_to(start, aligned_edge=LEFT))
        return found

    def show(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Draw network and path of a pulse that has passed so many layers."""
        self.network.draw(flow, passed, lit)
        self.chart.draw_path(flow, passed, lit * self.charted)

    charted = 0.0
    """From 0 to 1, how clearly the chart is seen."""

    def make_room(
        self, flow: GradientFlow, passed: float, start: Area, end: Area, lit: float = 1.0
    ) -> Callable[[float], None]:
        """Return what moves the network, lit as a pulse has left it, from one area to another."""

        def move(progress: float) -> None:
            low = start.low + progress * (end.low - start.low)
            self.fill(Area(low, start.high + progress * (end.high - start.high)))
            self.network.draw(flow, passed, lit)

        return move

    def unroll_chart(self, flow: GradientFlow, passed: float, *others: Animation) -> None:
        """Let the chart of a gradient take the network's place: each layer stands where it was."""
        chart = self.chart
        chart.sizes.see(0.0)
        self.add(chart.sizes, chart.path)

        def draw(progress: float) -> None:
            self.charted = late(progress)
            chart.sizes.see(self.charted)
            chart.draw_path(flow, passed, self.charted)

        draw(0.0)
        gone = FadeOut(self.network, rate_func=early)
        self.act(*others, gone, Drive(VMobject(), draw), seconds=1.0)
        self.network.focus = 0.0
        self.hero = (chart.sizes, chart.path)

    def darken(self, flow: GradientFlow, *others: Animation, seconds: float = 0.5) -> None:
        """Let all the light go out that a pulse has left, while others are played."""
        last, focus = len(self.network.xs) - 0.5, self.network.focus

        def go_out(progress: float) -> None:
            self.network.focus = (1 - progress) * focus
            self.show(flow, last, 1 - progress)

        self.act(*others, Drive(VMobject(), go_out), seconds=seconds)

    def arrive(self, flow: GradientFlow, *others: Animation, seconds: float) -> None:
        """Let a new gradient arrive at the last layer, while others are played."""
        self.act(*others, Drive(VMobject(), lambda p: self.show(flow, 0.0, p)), seconds=seconds)

    def send(
        self, network: LayerHealth, seconds: float, start: float = 0.0, end: float | None = None,
        *, brief: bool = False,
    ) -> None:  # fmt: skip
        """Play the pulse from one number of layers passed to another: network, path, numbers."""
        end = len(self.network.xs) - 0.5 if end is None else end

        def draw(progress: float) -> None:
            passed = start + (end - start) * progress
            self.show(network.flow, passed)
            self.pulse_sum.draw(network.flow, passed, brief=brief)

        self.drive_in_place(draw, seconds, linear)

    def write_brief(self, flow: GradientFlow, passed: float) -> None:
        """Let the result alone take the place of the multiplication at work."""
        self.rewrite(lambda: self.pulse_sum.draw(flow, passed, brief=True))

    def rewrite(self, write: Callable[[], None]) -> None:
        """Let the numbers of the multiplication go, and come again as they are written then."""

        def fade(progress: float) -> None:
            for number in self.pulse_sum.numbers:
                number.set_fill(opacity=progress)

        self.drive_in_place(lambda progress: fade(1 - progress), 0.25)
        write()
        self.drive_in_place(fade, 0.25)

    def drift(self, least: float = 1.5) -> None:
        """Let the sentence be read, while the camera comes a little closer, for some seconds."""
        self.look_at(View(self.view.centre, 1.01 * self.view.zoom), self.reading_time(least))
