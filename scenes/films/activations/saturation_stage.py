"""What all acts of the film of vanishing gradients share: the network, and how it moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, Circle, FadeIn, FadeOut, VGroup, VMobject, linear

from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import Comparison, LayerHealth
from scenes.films.activations import saturation_words as words
from scenes.films.activations.deep_network import DeepNetwork
from scenes.films.activations.mobjects.badge import Badge
from scenes.films.activations.mobjects.light_columns import LightColumns
from scenes.films.activations.mobjects.saturation_charts import PassageChart, colours_of
from scenes.films.activations.pulse_sum import PulseSum
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.unit_closeup import REACH, UnitCloseup
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import late
from scenes.storytelling.stage import BAND, Area
from scenes.storytelling.staged_scene import StagedScene

FLOOR, LAYERS, APART = 0.5, 0.17, 0.75
"""Above the hero's foot, at scale 1: columns, and the layers' numbers; and between the network and
the columns, where the multiplication and the names of what is in them have room."""
STRIP = 0.41
"""Share of the height that the columns take."""
SIDES = 0.4, 1.35
"""Room beside the network, at scale 1."""
TICKS = 0.8
"""Room for numbers to the right of the columns, at scale 1."""
NEAR = 0.8
"""Share of the camera's way into a unit from which on what is written there is legible."""
BRIEF = 0.25
"""Seconds in which that comes and goes."""
COLUMN = 0.8
"""Most width of a column, as a share of the way from layer to layer."""


class SaturationStage(StagedScene):
    """A deep network on a stage, one unit of which can be looked into."""

    spec: ClassVar[SaturationSpec] = SaturationSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[Comparison]

    def prepare(self) -> None:
        """Build the network, and the columns below its layers."""
        theme, stage = self.theme, self.stage
        self.networks = self.results.networks
        self.worst = words.least_passed(self.networks)
        self.contrast = words.contrasting(self.networks)
        low, high, scale = stage.hero.low, stage.hero.high, stage.scale
        left, right = (side * scale for side in SIDES)
        floor = float(low[1]) + FLOOR * scale
        ceiling = floor + STRIP * (float(high[1]) - floor)
        bottom = ceiling + APART * scale
        field = Area(np.array([low[0] + left, bottom]), high - [right, 0.2 * scale])
        self.least = min([n.flow.left[0] for n in self.networks if n.flow.left[0] > 0], default=0.1)
        self.network = DeepNetwork(self.worst.flow, field, float(self.least), theme)
        xs = self.network.xs
        room = float(high[0]) - TICKS * scale - float(xs[-1])
        half = min(0.5 * COLUMN * float(xs[1] - xs[0]), room)
        row = max(float(xs[0]) - half, float(low[0]) + 0.05), float(xs[-1]) + half
        shown = [network.flow for network in (self.worst, self.contrast) if network]
        self.columns = LightColumns(
            xs, floor, ceiling, shown,
            2 * half, row[1] + 0.1 * scale, stage, theme,
        )  # fmt: skip
        self.layers = self.layer_numbers()
        sides = np.array([1.5, 3.5]) * scale
        area = Area(low + [sides[0], 0.65 * scale], high - [sides[1], 0.3 * scale])
        self.chart = PassageChart(self.networks, area, stage, theme)
        unit = self.network.unit(len(xs) // 2, len(self.network.drawn) // 2)
        self.closeup = UnitCloseup(unit, self.network.radius, theme)
        middle = ceiling + 0.5 * APART * scale
        self.pulse_sum = PulseSum(shown, xs, row, middle, scale, theme)
        self.title = self.title_for(self.worst)
        self.parts = self.names_of_parts(row[1], middle)

    def names_of_parts(self, right: float, height: float) -> VGroup:
        """Name what slopes leave of the columns, and what weights give: in their colours."""
        size, theme = self.stage.text_size(22), self.theme
        names = VGroup(
            self.write("slopes", size, theme.gradient, bold=True),
            self.write("weights", size, theme.text, bold=True),
        )
        names.arrange(RIGHT, buff=0.4 * self.stage.scale)
        return names.move_to(at(right, height), RIGHT)

    @property
    def words_of_network(self) -> VGroup:
        """What is written about the network, which a close-up would cut off, or half cover."""
        return VGroup(self.layers, self.columns.scale_line)

    def layer_numbers(self) -> VGroup:
        """Write below each layer which it is; of many, only below every fifth."""
        stage, xs, size = self.stage, self.network.xs, self.stage.text_size(20)
        height = stage.hero.low[1] + LAYERS * stage.scale
        first: VMobject = self.write("layer 1", size, self.theme.muted)
        if first.width > 0.9 * (xs[1] - xs[0]):  # no room for the word
            first = LiveNumber(size, self.theme.muted, bold=False).write("1")
        first.move_to(at(xs[0], height))
        first.shift(max(0.0, stage.hero.low[0] + 0.02 - first.get_left()[0]) * RIGHT)
        written = VGroup(first)
        for number, x in enumerate(xs[1:].tolist(), 2):
            if len(xs) <= 12 or number % 5 == 0:
                text = LiveNumber(size, self.theme.muted, bold=False).write(f"{number}")
                written.add(text.move_to(at(x, height)))
        return written

    def colour_for(self, network: LayerHealth) -> str:
        """Return a network's colour."""
        return colours_of(len(self.networks), self.theme)[self.networks.index(network)]

    def title_for(self, network: LayerHealth) -> VMobject:
        """Write an activation's name in the upper left, with its curve."""
        stage = self.stage
        size, colour = stage.text_size(34), self.colour_for(network)
        badge = Badge(network, 0.3 * stage.scale, size, colour, self.theme)
        badge.scale(min(1.0, 3.8 * stage.scale / badge.width))
        badge.move_to(stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        return badge.shift(0.06 * stage.scale * UP)

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
        size = self.network.radius * np.array([1.6, 1.12])
        self.travel(network, start, start)(0.0)
        closeup.see_writing(0.0)
        self.act(FadeOut(self.words_of_network), FadeIn(closeup), seconds=0.4)
        view = self._view_of(Area(closeup.centre - size, closeup.centre + size), 0.0)

        def come(progress: float) -> None:
            closeup.see_writing(max(0.0, (progress - NEAR) / (1 - NEAR)))

        self.move_camera(view, come, 3.2)
        self.hero = (self.network, closeup)

    def look_outside(self) -> None:
        """See the whole network again."""
        self.drive_in_place(lambda progress: self.closeup.see_writing(1 - progress), BRIEF)
        self.look_home(3.2)
        self.act(FadeOut(self.closeup), FadeIn(self.words_of_network), seconds=0.4)
        self.hero = (self.columns, self.network)

    def enlarge_badge(self, network: LayerHealth, start: float) -> VGroup:
        """Let the title's curve grow over the network, with the dot at an input; return it."""
        hero = self.stage.hero
        radius = 0.48 * float(hero.size.min())
        self.closeup = UnitCloseup(hero.centre, radius, self.theme)
        self.travel(network, start, start)(0.0)
        self.closeup.see_writing(0.0)
        disc = Circle(radius, stroke_color=self.theme.muted, stroke_width=2)
        disc.set_fill(self.theme.panel, opacity=1).move_to(at(*hero.centre))
        shown = VGroup(disc, self.closeup)
        corner = self.title.get_left()
        come = FadeIn(shown, target_position=corner, scale=0.1)
        self.act(FadeOut(self.words_of_network), come, seconds=1.0)
        self.drive_in_place(self.closeup.see_writing, BRIEF)
        self.hero = (shown,)
        return shown

    def put_back(self, shown: VGroup) -> None:
        """Let what `enlarge_badge` has shown shrink into the title."""
        self.drive_in_place(lambda progress: self.closeup.see_writing(1 - progress), BRIEF)
        corner = self.title.get_left()
        go = FadeOut(shown, target_position=corner, scale=0.1)
        self.act(go, FadeIn(self.words_of_network, rate_func=late), seconds=0.8)
        self.hero = (self.columns, self.network)

    def show(self, flow: GradientFlow, passed: float, lit: float = 1.0) -> None:
        """Draw network and columns, of a pulse that has passed so many layers."""
        self.network.draw(flow, passed, lit)
        self.columns.draw(flow, passed, lit)

    def darken(self, flow: GradientFlow, *others: Animation, seconds: float) -> None:
        """Let all the light go out that a pulse has left, while others are played."""
        last, focus = len(self.network.xs) - 0.5, self.network.focus

        def go_out(progress: float) -> None:
            self.network.focus = (1 - progress) * focus
            self.show(flow, last, 1 - progress)

        self.act(*others, Drive(VMobject(), go_out), seconds=seconds)

    def arrive(self, flow: GradientFlow, *others: Animation, seconds: float) -> None:
        """Let a new gradient arrive at the last layer, while others are played."""
        self.act(*others, Drive(VMobject(), lambda p: self.show(flow, 0.0, p)), seconds=seconds)

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

    def send(
        self, network: LayerHealth, seconds: float, start: float = 0.0, end: float | None = None,
        *, brief: bool = False,
    ) -> None:  # fmt: skip
        """Play the pulse from one number of layers passed to another: network, columns, numbers."""
        end = len(self.network.xs) - 0.5 if end is None else end

        def draw(progress: float) -> None:
            passed = start + (end - start) * progress
            self.show(network.flow, passed)
            self.pulse_sum.draw(network.flow, passed, brief=brief)

        self.drive_in_place(draw, seconds, linear)

    def look_at_pulse(self, flow: GradientFlow, passed: float, *, begun: bool) -> None:
        """Dim all but the layer at which the pulse is, or let all of it be seen again."""

        def dim(progress: float) -> None:
            self.network.focus = progress if begun else 1 - progress
            self.network.draw(flow, passed)

        self.drive_in_place(dim, 0.5)

    def write_brief(self, flow: GradientFlow, passed: float) -> None:
        """Let the result alone take the place of the multiplication at work."""
        numbers = self.pulse_sum.numbers

        def fade(progress: float) -> None:
            for number in numbers:
                number.set_fill(opacity=progress)

        self.drive_in_place(lambda progress: fade(1 - progress), 0.25)
        self.pulse_sum.draw(flow, passed, brief=True)
        self.drive_in_place(fade, 0.25)

    def pulse_again(self, network: LayerHealth, least: float = 1.5) -> None:
        """Let the sentence be read, while another pulse runs through what is lit."""
        depth = len(self.network.xs)
        self.drive_in_place(
            lambda p: self.network.run(network.flow, min(depth * p, depth - 0.5)),
            self.reading_time(least),
            linear,
        )

    def layers_under(self, xs: np.ndarray) -> list[Any]:
        """Return animations that move the layers' numbers below other places (hidden,)."""
        first, *others = self.layers
        edge = float(xs[0]) + 0.12 * self.stage.scale  # words to its left have no neighbour there
        moved = [first.animate.set_x(edge - first.width / 2)]
        for each in others:
            nearest = int(np.abs(self.network.xs - each.get_center()[0]).argmin())
            moved.append(each.animate.set_x(float(xs[nearest])))
        return moved

    def drift(self, least: float = 1.5) -> None:
        """Let the sentence be read, while the camera comes a little closer, for some seconds."""
        self.look_at(View(self.view.centre, 1.01 * self.view.zoom), self.reading_time(least))
