"""Vanishing gradients: what is left of a gradient that passes through a deep network's layers.

It begins inside one unit, draws back to the whole network, sends the gradient's pulse through it
with one activation and another, and follows what that does to the training.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut

from engine.errors import DivergenceError, WarpreelError
from engine.experiments.saturation import Comparison, LayerHealth, compare
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result, trained_run
from scenes.films.activations import saturation_words as words
from scenes.films.activations.pulse_sum import PulseSum
from scenes.films.activations.saturation_charts import LossChart, PassageChart
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_stage import SaturationStage
from scenes.films.activations.saturation_words import title_of
from scenes.films.activations.unit_closeup import REACH
from scenes.languages.numbers import fixed, percent, significant
from scenes.storytelling.stage import Area, plated
from scenes.storytelling.story import Act


class Saturation(SaturationStage):
    """A deep network learns or not, depending on the slope of its activation."""

    acts: ClassVar = ("slopes", "first_gradient", "open_or_closed", "all_layers", "training")

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

    def slopes(self) -> None:
        """Look into one unit: the slope of its curve is what a gradient is multiplied by."""
        closeup = self.closeup
        size = self.network.radius * np.array([0.95, 0.62])
        area = Area(closeup.centre - size, closeup.centre + size)
        self.aim_at(area)
        far = self.reach_of(self.worst)
        draw = self.travel(self.worst, self.worst, -far, far)
        draw(0)
        self.pin(self.title, self.slope_words)
        self.open_with(
            self.network, closeup, self.title, self.slope_words, hero=(self.network, closeup)
        )
        self.say("On its way back through a unit, a gradient is multiplied by this slope.")
        self.while_read(draw, 5.0)
        steepest = float(np.clip(_steepest(self.worst), -REACH, REACH))
        self.say(words.slope_range(self.worst))
        self.while_read(self.travel(self.worst, self.worst, far, steepest), 2.6)
        before, x = self.worst, steepest
        for network in [n for n in self.networks if n is not self.worst]:
            self.rename(network)
            self.say(words.slope_range(network))
            far = self.reach_of(network)
            end = -far if x > -0.3 * REACH else far
            self.while_read(self.travel(before, network, x, end), 2.0)
            before, x = network, end
        if before is not self.worst:
            self.rename(self.worst)
        self.say(
            "{depth} layers of {width} such units: what is left of a gradient at layer 1?",
            depth=self.spec.depth,
            width=self.spec.width,
        )
        self.while_read(self.travel(before, self.worst, x, steepest), 1.5)
        self.act(FadeOut(self.slope_words), seconds=0.4)
        self.look_home(4.0)
        self.act(FadeOut(closeup), seconds=0.5)
        self.hero = (self.network,)

    def first_gradient(self) -> None:
        """Send the gradient back through the network that leaves least of it."""
        self.pulse_sum = PulseSum(self.stage, self.theme)
        self.pulse_sum.draw(self.worst.flow, 0.0)
        self.sum_plate = plated(self.pulse_sum, self.theme)
        self.pin(self.sum_plate)
        self.act(FadeIn(self.sum_plate), seconds=0.5)
        self.say("Each layer multiplies it by its slopes, then by its weights.")
        self.send(self.worst, 9.5)
        self.say(words.left_over(self.worst))
        self.pulse_again(self.worst)
        product = words.products(self.worst)
        if product is not None:
            self.say(product)
            self.pulse_again(self.worst)

    def open_or_closed(self) -> None:
        """Send it through another network, most of whose slopes may be 0."""
        assert self.contrast is not None
        contrast, network = self.contrast, self.network
        title = self.title_for(contrast)
        self.pin(title)
        self.say(words.closed(contrast))
        self.look_home(0.8)
        self.act(
            FadeOut(self.title), FadeIn(title), FadeOut(network.discs), FadeOut(network.trails),
            FadeOut(self.sum_plate), FadeOut(self.layers), seconds=0.6,
        )  # fmt: skip
        self.title = title
        network.draw(contrast.flow, 0.0)
        self.pulse_sum.draw(contrast.flow, 0.0)
        self.add(network)
        self.act(FadeIn(self.sum_plate), seconds=0.4)
        self.send(contrast, 7.0)
        self.say(words.through_open(contrast))
        self.pulse_again(contrast)

    def all_layers(self) -> None:
        """Draw what is left at every layer, for all networks."""
        network, stage = self.network, self.stage
        above = Area(self.field.low + [0.0, 0.3 * stage.scale], self.field.high)
        chart = PassageChart(self.networks, network.xs, above, self.featured, stage, self.theme)
        self.chart = chart
        chart.draw(0)
        self.say(
            "The same for all {count} networks, by the middle one of {samples} points.",
            count=len(self.networks),
            samples=self.results.samples,
        )
        self.look_home(0.6)
        heading = self.write(
            "what is left of the gradient", stage.text_size(26), self.theme.gradient
        )
        stage.put_title(heading)
        self.pin(heading)
        self.act(
            FadeOut(self.title), FadeOut(self.sum_plate), FadeIn(heading), FadeIn(chart),
            FadeOut(network.discs), FadeOut(network.trails),
            network.wires.animate.set_stroke(opacity=0.2),
            network.units.animate.set_stroke(opacity=0.4), seconds=1.0,
        )  # fmt: skip
        network.draw(self.worst.flow, 0.0)
        self.title, self.hero = heading, (chart,)
        depth = len(network.xs)
        self.drive(chart, lambda p: chart.draw((depth - 1) * p), 4.5)
        self.act(FadeIn(chart.names), seconds=0.5)
        self.say(words.compared(self.networks))
        self.drift()

    def training(self) -> None:
        """Train them all, and see which learn."""
        stage = self.stage
        left, foot = 0.75 * stage.scale, 0.75 * stage.scale
        area = Area(
            stage.hero.low + [left, foot], stage.hero.high - [3.1 * stage.scale, 0.3 * stage.scale]
        )
        losses = LossChart(self.results, area, self.featured, stage, self.theme)
        heading = self.write("loss and accuracy", stage.text_size(26), self.theme.loss)
        stage.put_title(heading)
        self.pin(heading)
        self.say(
            "Now all are trained alike: {steps} steps of gradient descent, rate {rate}.",
            steps=self.spec.steps,
            rate=significant(self.spec.rate),
        )
        self.look_home(0.6)
        self.act(
            FadeOut(self.title), FadeIn(heading), FadeOut(self.chart), FadeOut(self.chart.names),
            FadeOut(self.layers), FadeOut(self.network), FadeIn(losses), seconds=1.0,
        )  # fmt: skip
        self.title, self.hero = heading, (losses,)
        self.drive(losses, lambda p: losses.draw(self.spec.steps * p**2), 8.0)
        self.say(words.trained(self.results))
        self.drift()
        self.say(words.dead(self.results))
        self.drift()
        self.say(words.moral(self.results))
        self.drift()


def _steepest(network: LayerHealth) -> float:
    """Return the input of those that are drawn at which the slope is steepest."""
    inside = np.abs(network.curve.inputs) <= REACH
    slopes = np.abs(network.curve.slopes[inside])
    best = network.curve.inputs[inside][slopes >= slopes.max() - 1e-9]
    return float(best[np.abs(best).argmin()])
