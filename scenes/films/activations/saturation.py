"""Vanishing gradients: what is left of a gradient that passes through a deep network's layers.

It begins with the whole network, looks into one of its units, multiplies a gradient layer by layer
with one activation and another, and ends on what two networks have learned of the plane.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import (
    LEFT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    VMobject,
    linear,
    smooth,
)

from engine.errors import DivergenceError, WarpreelError
from engine.experiments.gradient_flow import GradientFlow
from engine.experiments.saturation import Comparison, LayerHealth, compare
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result, trained_run
from scenes.films.activations import saturation_verdicts as verdicts
from scenes.films.activations import saturation_words as words
from scenes.films.activations.depth.unit_closeup import steepest_input
from scenes.films.activations.mobjects.passage_chart import DIM
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_training import SaturationTraining
from scenes.films.activations.saturation_words import title_of
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, percent, significant
from scenes.mobjects.frame import at
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import late
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

JUST_BEFORE = 1e-3
"""Of a layer's time: the one after it has not begun."""


class Saturation(SaturationTraining):
    """A deep network learns or not, depending on the slope of its activation."""

    acts: ClassVar = (
        "question", "slopes", "first_gradient", "open_or_closed", "all_layers", "training",
    )  # fmt: skip

    @classmethod
    def compute(cls, spec: SaturationSpec, work: Work = unwatched) -> Comparison:
        """Train a network for each activation, and measure it."""

        def measure() -> Comparison:
            runs = {}
            for activation in spec.activations:
                try:
                    name = f"{title_of(activation)} network"
                    runs[activation] = trained_run(spec.run_of(activation), work, name)
                except DivergenceError as error:
                    raise WarpreelError(
                        f"with {activation}, {str(error).partition(';')[0]}; lower --rate or "
                        f"--gain, or leave {activation} out of --activations"
                    ) from error
            return compare(runs)

        return kept_result(Comparison, (spec.subject, spec.data), measure)

    @classmethod
    def report(cls, results: Comparison) -> list[str]:
        """Return what was measured, a line for each network."""
        return [
            f"{network.activation}: first/output layer's gradient "
            f"{significant(network.reach(0), 2)} at the start; at the end "
            f"{percent(network.saturated_share(-1))} of slopes near zero, "
            f"{network.dead_units(-1)} of {network.width.sum()} units dead, "
            f"loss {fixed(network.loss[-1], 4)}, accuracy {percent(network.accuracy[-1])}"
            for network in results.networks
        ]

    def story(self) -> list[Act]:
        """Return the acts; with one network there is nothing to contrast it with."""
        acts = [self.act_named(name) for name in self.acts]
        return [act for act in acts if self.contrast or act.name != "open_or_closed"]

    def question(self) -> None:
        """Show the whole network, ask why it does not learn, and let a gradient run back."""
        flow = self.worst.flow
        self.network.draw(flow, 0.0)
        self.pulse_sum.draw(flow, 0.0, brief=True)
        self.pin(self.title, self.pulse_sum)
        shown = self.network, self.layers
        self.open_with(*shown, self.data, self.title, self.pulse_sum, hero=(self.network,))
        self.say(verdicts.question(self.worst, self.results.guess))
        self.while_lit(flow)
        self.say(
            "Layers learn from a gradient: that of the ringed point runs back to layer 1."
            if len(self.data)
            else "Layers learn from a gradient: that of one point runs back to layer 1."
        )
        self.send(self.worst, self.reading_time(3.5), brief=True)

    def while_lit(self, flow: GradientFlow) -> None:
        """Let the last layer swell with what arrives there, until the sentence has been read."""
        self.drive_in_place(
            lambda progress: self.show(flow, 0.0, 1 - 0.5 * abs(np.sin(2 * np.pi * progress))),
            self.reading_time(2.0),
            linear,
        )

    def slopes(self) -> None:
        """Look into one unit: the slope of its curve is what a gradient is multiplied by."""
        worst = self.worst
        far = self.reach_of(worst)
        self.say("Each unit multiplies it by the slope of its curve, the activation.")
        gone = [FadeOut(each) for each in (self.pulse_sum, self.data) if len(each)]
        self.darken(worst.flow, *gone)
        move = self.make_room(worst.flow, 0.0, self.beside, self.wide, 0.0)
        self.drive_in_place(move, 0.7)
        self.look_inside(worst, -far)
        self.while_read(self.travel(worst, -far, far), 2.4)
        self.say(words.slope_range(worst))
        self.while_read(self.travel(worst, far, steepest_input(worst)), 1.8)
        question = "{depth} layers multiply by their slopes. What is left at layer 1?"
        self.say(question, depth=self.spec.depth)
        self.look_outside()

    def first_gradient(self) -> None:
        """Multiply the gradient, layer by layer, in the network that leaves least of it."""
        flow = self.worst.flow
        self.multiply(
            self.worst, words.slopes_together(self.worst), words.weights_on_the_way(self.worst)
        )
        self.say("So it goes on, layer by layer: by slopes, then by weights.")
        self.unroll_chart(flow, 1 - JUST_BEFORE)
        self.write_brief(flow, 1.0)
        self.send(self.worst, 0.42 * (self.spec.depth - 1), 1.0, brief=True)
        if flow.left[0] == 0:
            self.say(words.left_over(self.worst))
            self.drift()
            return
        self.say(words.alone(self.worst))
        self.leave_weights_out(flow, 1.6)
        self.say(words.given_back(self.worst))
        self.bring_weights_back(flow, 2.0)

    def multiply(self, network: LayerHealth, by_slopes: Phrase, by_weights: Phrase | None) -> None:
        """Multiply a gradient by the slopes of the last layer, and by the weights before it."""
        flow = network.flow
        self.say(by_slopes)
        self.pulse_sum.draw(flow, 0.0)
        self.pin(self.pulse_sum)
        self.arrive(flow, FadeIn(self.pulse_sum), seconds=0.5)
        slopes = self.unit_slopes(flow)
        self.add(slopes)

        def appear(progress: float) -> None:
            self.network.focus = progress
            self.network.draw(flow, 0.0)
            slopes.set_fill(opacity=progress)

        self.drive_in_place(appear, 0.5)
        self.send(network, self.reading_time(2.2), 0.0, 0.5)
        if by_weights:
            self.say(by_weights)
        self.act(FadeOut(slopes), seconds=0.2)
        self.send(network, self.reading_time(1.8), 0.5, 1 - JUST_BEFORE)

    def leave_weights_out(self, flow: GradientFlow, seconds: float) -> None:
        """Let the path fall, or rise, to what slopes alone would leave, and write that."""
        chart = self.chart
        self.rewrite(lambda: self.pulse_sum.draw_whole(flow, 0.0))
        chart.point_up(flow, 0.0)
        self.add(chart.arrow)
        self.drive_in_place(lambda progress: chart.weigh(flow, 1 - progress), 0.6 * seconds)
        self.beat(0.4 * seconds)

    def bring_weights_back(self, flow: GradientFlow, seconds: float) -> None:
        """Let the weights move the path to where it was, and write the multiplication."""
        chart, most = self.chart, self.reading_time(seconds)

        def lift(progress: float) -> None:
            chart.weigh(flow, progress)
            chart.point_up(flow, progress)
            self.pulse_sum.draw_whole(flow, progress)

        self.drive_in_place(lift, 0.5 * most)
        self.beat(0.5 * most)

    def open_or_closed(self) -> None:
        """Bend the curve in the unit into another, and send the gradient through that network."""
        assert self.contrast is not None
        contrast, worst = self.contrast, self.worst
        self.say("The same network, the same weights: another curve in each unit.")
        x, start, end = steepest_input(worst), -self.reach_of(contrast), steepest_input(contrast)
        self.come_back_inside(worst, x)
        self.bend(worst, contrast, x, start)
        self.say(words.slope_range(contrast))
        self.while_read(self.travel(contrast, start, end), 1.6)
        self.look_outside()
        self.multiply(contrast, words.closed(contrast), words.carried_by_open(contrast))
        self.say(words.through_open(contrast))
        self.unroll_chart(contrast.flow, 1 - JUST_BEFORE, *self.remember(worst))
        self.write_brief(contrast.flow, 1.0)
        self.send(contrast, self.reading_time(3.0), 1.0, brief=True)
        self.drift()

    def remember(self, network: LayerHealth) -> list[Animation]:
        """Return animations in which the line of what was left in another network comes."""
        chart, k = self.chart, self.networks.index(network)
        chart.draw(float(len(chart.xs)), [network], DIM)
        name = chart.series.names[k]
        middle = chart.way_of(network)[len(chart.xs) // 2]
        place = middle + np.array([0.2, -0.1]) * self.stage.scale
        name.move_to(at(*place), aligned_edge=UP + LEFT)
        return [FadeIn(each) for each in (chart.series.lines[k], chart.series.marks[k], name)]

    def all_layers(self) -> None:
        """Let the chart be large, and the path become a line among those of all networks."""
        chart = self.chart
        shown = self.contrast or self.worst
        depth = len(self.network.xs)
        heading = self.write(
            "gradient that is left, at the median of {samples} points",
            self.stage.text_size(26), self.theme.gradient, samples=self.results.samples,
        )  # fmt: skip
        widest = self.stage.numbers.high[0] - self.stage.title.low[0]
        heading.scale(min(1.0, float(widest) / heading.width))
        heading.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(heading)
        small, large = self.small, self.large
        others = [network for network in self.networks if network is not shown]
        before = [network for network in others if network is self.worst]

        def grow(progress: float) -> None:
            low = small.low + progress * (large.low - small.low)
            chart.stand(Area(low, small.high + progress * (large.high - small.high)))
            self.number_layers(chart.xs)
            chart.settle(shown, progress)
            chart.draw(float(depth), before, DIM + (1 - DIM) * progress)

        count = len(self.networks)
        self.say("Now all {count} activations, by powers of ten.", count=count)
        gone = [self.title, self.pulse_sum, chart.arrow, *chart.series.names]
        self.act(*(FadeOut(each) for each in gone if each in self.mobjects), seconds=0.3)
        self.add(chart.series)
        self.act(
            FadeIn(heading, rate_func=late), Drive(VMobject(), grow, rate_func=smooth), seconds=1.6,
        )  # fmt: skip
        self.remove(chart.path)
        self.title, self.hero = heading, (chart.series, chart.sizes)
        chart.put_names()
        come = [*chart.badges, chart.slopes, chart.series.leaders]
        self.act(*map(FadeIn, come), seconds=0.6)
        rest = [network for network in others if network not in before]
        self.drive_in_place(
            lambda progress: chart.draw((depth - 1) * progress, rest, min(8 * progress, 1.0)),
            max(2.0, self.reading_time()),
        )
        self.say(words.compared(self.networks))
        self.add(chart.span)
        self.drive_in_place(chart.compare, 0.5)
        self.drift()
