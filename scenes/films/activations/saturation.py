"""Vanishing gradients: what is left of a gradient that passes through a deep network's layers.

It begins with the whole network, looks into one of its units, sends the gradient's pulse through it
with one activation and another, follows what that does to the training, and ends on both networks.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, linear

from engine.errors import DivergenceError, WarpreelError
from engine.experiments.saturation import Comparison, LayerHealth, compare
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result, trained_run
from scenes.films.activations import saturation_words as words
from scenes.films.activations.mobjects.saturation_charts import LossChart, colours_of
from scenes.films.activations.network_pair import NetworkPair
from scenes.films.activations.pulse_sum import WEIGHED
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_stage import SaturationStage
from scenes.films.activations.saturation_words import title_of
from scenes.films.activations.unit_closeup import steepest_input
from scenes.languages.numbers import fixed, percent, significant
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

READ = 4.0
"""Seconds at least to look at what each network has come to."""


class Saturation(SaturationStage):
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
        """Show the whole network, whose gradient goes dark on its way back, and ask why."""
        last = len(self.network.xs) - 0.5
        self.network.draw(self.worst.flow, last)
        self.dots.draw(self.worst.flow, last)
        self.pin(self.title)
        shown = self.network, self.dots
        self.open_with(*shown, self.layers, self.title, hero=shown)
        self.say(words.question(self.worst, self.results.guess))
        self.pulse_again(self.worst, 2.5)
        self.say("It learns from the gradient: how much each weight changes the loss.")
        self.pulse_again(self.worst, 2.5)
        self.say("The gradient runs back, from layer {depth} to layer 1.", depth=self.spec.depth)
        self.darken(seconds=0.6)
        self.relight(self.worst.flow)
        self.send(self.worst, self.reading_time(3.0))

    def slopes(self) -> None:
        """Look into one unit: the slope of its curve is what a gradient is multiplied by."""
        closeup, worst = self.closeup, self.worst
        size = self.network.radius * np.array([0.95, 0.62])
        far = self.reach_of(worst)
        draw = self.travel(worst, -far, far)
        draw(0)
        self.pin(self.slope_words)
        self.say("Each unit multiplies it by the slope of its curve, the activation.")
        self.act(FadeOut(self.dots), FadeOut(self.layers), seconds=0.3)
        self.look_at(Area(closeup.centre - size, closeup.centre + size), 4.0, 0.0)
        lit = [self.network.discs, self.network.trails]
        self.act(*map(FadeOut, lit), FadeIn(closeup), FadeIn(self.slope_words), seconds=0.6)
        self.hero = (self.network, closeup)
        self.network.draw(worst.flow, 0.0)
        self.dots.draw(worst.flow, 0.0)
        self.add(*lit)
        self.while_read(draw, 3.5)
        steepest = steepest_input(worst)
        self.say(words.slope_range(worst))
        self.while_read(self.travel(worst, far, steepest), 2.4)
        before, x = worst, steepest
        for network in [self.contrast] if self.contrast else []:
            start, end = -self.reach_of(network), steepest_input(network)
            self.fall_silent()
            self.bend(before, network, x, start)
            self.say(words.slope_range(network))
            self.while_read(self.travel(network, start, end), 1.8)
            before, x = network, end
        if before is not worst:
            self.fall_silent()
            self.bend(before, worst, x, steepest)
        question = "{depth} layers multiply by their slopes. What is left at layer 1?"
        self.say(question, depth=self.spec.depth)
        self.act(FadeOut(self.slope_words), seconds=0.4)
        self.look_home(4.0)
        self.act(FadeOut(closeup), FadeIn(self.dots), FadeIn(self.layers), seconds=0.4)
        self.hero = (self.network, self.dots)

    def first_gradient(self) -> None:
        """Send the gradient back through the network that leaves least of it."""
        self.pulse_sum.draw(self.worst.flow, 0.0)
        self.pin(self.pulse_sum)
        self.act(FadeIn(self.pulse_sum), seconds=0.5)
        self.say("Each layer multiplies what arrives: by its slopes, then by its weights.")
        self.send(self.worst, 3.6, 0.0, 1.0)
        self.send(self.worst, 0.75 * (self.spec.depth - 1), 1.0)
        self.say(words.products(self.worst) or words.left_over(self.worst))
        self.pulse_again(self.worst)

    def open_or_closed(self) -> None:
        """Send it through another network, most of whose slopes may be 0."""
        assert self.contrast is not None
        contrast, worst = self.contrast, self.worst
        title = self.title_for(contrast)
        self.pin(title)
        self.say(words.closed(contrast))
        name = self.small_name(worst)
        self.dots.leave(worst.flow, name)
        self.darken(
            FadeOut(self.title), FadeOut(self.pulse_sum), FadeIn(self.dots.before),
            FadeIn(name), seconds=0.7,
        )  # fmt: skip
        self.relight(contrast.flow)
        self.pulse_sum.draw(contrast.flow, 0.0)
        self.act(FadeIn(title), FadeIn(self.pulse_sum), seconds=0.3)
        self.title, self.before = title, [self.dots.before, name]
        self.send(contrast, self.reading_time(1.5), 0.0, 0.5)
        opened = words.opened(contrast)
        if opened is not None:
            self.say(opened)
            self.send(contrast, self.reading_time(1.5), 0.5, WEIGHED)
        self.say(words.through_open(contrast))
        self.send(contrast, self.reading_time(4.5), 0.5 if opened is None else WEIGHED)

    def all_layers(self) -> None:
        """Let the scale grow into a chart of what is left at every layer, for all networks."""
        dots, chart, sizes = self.dots, self.chart, self.sizes
        strip, depth = sizes.area, len(self.network.xs)
        chart.draw(0)

        def grow(progress: float) -> None:
            sizes.stand(Area(*(
                (1 - progress) * before + progress * after
                for before, after in ((strip.low, chart.area.low), (strip.high, chart.area.high))
            )))  # fmt: skip

        self.fall_silent()
        heading = self.write("gradient that is left", self.stage.text_size(26), self.theme.gradient)
        self.stage.put_title(heading)
        self.pin(heading)
        # One point's dots go: the lines to come are of the median of many.
        gone = [self.title, self.pulse_sum, dots.label, dots.line, dots.dots, *self.before]
        self.act(*map(FadeOut, gone), seconds=0.3)
        self.act(
            FadeOut(self.network, rate_func=lambda p: early(1.5 * min(p, 2 / 3))),
            *self.layers_under(chart.xs), FadeIn(heading),
            Drive(sizes, grow), seconds=1.2,
        )  # fmt: skip
        self.title, self.hero = heading, (sizes,)
        others = [n for n in self.networks if n not in (self.worst, self.contrast)]
        for network in others:
            self.introduce(network)
        self.say(
            "All {count} activations: what is left for the median of {samples} points.",
            count=len(self.networks), samples=self.results.samples,
        )  # fmt: skip
        self.hero = (chart, sizes)
        self.act(FadeIn(chart.series), seconds=0.3)
        self.drive_in_place(
            lambda progress: chart.draw((depth - 1) * progress), max(2.5, self.reading_time())
        )
        self.say(words.compared(self.networks))
        self.act(FadeIn(chart.names), seconds=0.5)
        self.drift()

    def training(self) -> None:
        """Train them all, and see which learn."""
        stage, chart = self.stage, self.chart
        left, foot = 0.75 * stage.scale, 0.75 * stage.scale
        area = Area(
            stage.hero.low + [left, foot], stage.hero.high - [3.4 * stage.scale, 0.3 * stage.scale]
        )
        losses = LossChart(self.results, area, stage, self.theme)
        heading = self.write("loss and accuracy", stage.text_size(26))
        stage.put_title(heading)
        self.pin(heading)
        self.say(
            "Now all are trained alike: {steps} steps of gradient descent, rate {rate}.",
            steps=self.spec.steps,
            rate=significant(self.spec.rate),
        )
        self.look_home(0.4)
        drawn, written = losses.parts()
        self.act(
            FadeOut(chart.series), FadeOut(self.sizes.grid), *map(FadeIn, drawn),
            *in_turn(
                [self.title, chart.names, self.sizes.ticks, self.layers], [heading, *written]
            ),
            seconds=1.0,
        )  # fmt: skip
        self.remove(chart, self.sizes, *drawn, *written)
        self.add(losses)
        self.title, self.hero = heading, (losses,)
        self.learn(losses)
        self.say(words.trained(self.results))
        self.drift(READ)
        if self.contrast is not None:
            self.answer(losses, self.contrast)
        self.say(words.moral(self.results))
        if self.contrast is not None:
            self.drive(self.pair, self.pair.run, self.reading_time(3.0), linear)
        else:
            self.drift()

    def learn(self, losses: LossChart) -> None:
        """Draw the losses, slowly at first."""

        def draw(progress: float) -> None:
            losses.draw(self.spec.steps * progress**2)

        self.drive(losses, draw, max(6.0, self.reading_time(0.0)))

    def answer(self, losses: LossChart, contrast: LayerHealth) -> None:
        """Let the losses give way to two of the networks: one is dark at layer 1."""
        both = (self.worst, contrast)
        which = [self.networks.index(network) for network in both]
        colours = colours_of(len(self.networks), self.theme)
        self.pair = NetworkPair(
            both, float(self.least), [colours[k] for k in which], self.stage, self.theme
        )
        self.fall_silent()
        self.look_home(0.4)
        drawn, written = losses.parts()
        self.act(
            *map(FadeOut, drawn), FadeIn(self.pair.drawn),
            *in_turn([*written, self.title], [self.pair.labels]), seconds=1.2,
        )  # fmt: skip
        self.remove(losses)
        self.hero = (self.pair,)
