"""Vanishing gradients: what is left of a gradient that passes through a deep network's layers.

It begins with the whole network, looks into one of its units, multiplies a gradient layer by layer
with one activation and another, and ends on what two networks have learned of the plane.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, UP, FadeIn, FadeOut, Transform, linear, smooth

from engine.errors import DivergenceError, WarpreelError
from engine.experiments.saturation import Comparison, LayerHealth, compare
from engine.progress import Work, unwatched
from scenes.cache.results import kept_result, trained_run
from scenes.films.activations import saturation_words as words
from scenes.films.activations.mobjects.decision_row import DecisionRow
from scenes.films.activations.mobjects.light_columns import GIVEN
from scenes.films.activations.mobjects.saturation_charts import LossChart
from scenes.films.activations.saturation_spec import SaturationSpec
from scenes.films.activations.saturation_stage import SaturationStage
from scenes.films.activations.saturation_words import title_of
from scenes.films.activations.unit_closeup import steepest_input
from scenes.languages.numbers import fixed, percent, significant
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, late
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

SLOW = 2
"""Layers at which each multiplication is written and can be read."""
JUST_BEFORE = 1e-3
"""Of a layer's time: the one after it has not begun."""


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
        """Show the whole network, whose gradient dies on its way back, and ask why."""
        last = len(self.network.xs) - 0.5
        self.show(self.worst.flow, last)
        self.pulse_sum.draw(self.worst.flow, last, brief=True)
        self.pin(self.title, self.pulse_sum)
        shown = self.network, self.columns  # bars are in front of units
        self.open_with(*shown, self.words_of_network, self.title, self.pulse_sum, hero=shown)
        self.say(words.question(self.worst, self.results.guess))
        self.pulse_again(self.worst, 2.5)
        gradient = "Layers learn from a gradient. It runs back, from layer {depth} to layer 1."
        self.say(gradient, depth=self.spec.depth)
        numbers = self.pulse_sum.numbers
        self.darken(self.worst.flow, FadeOut(numbers), seconds=0.5)
        self.pulse_sum.draw(self.worst.flow, 0.0, brief=True)
        self.arrive(self.worst.flow, FadeIn(numbers), seconds=0.4)
        self.send(self.worst, self.reading_time(3.0), brief=True)

    def slopes(self) -> None:
        """Look into one unit: the slope of its curve is what a gradient is multiplied by."""
        worst = self.worst
        far = self.reach_of(worst)
        self.say("Each unit multiplies it by the slope of its curve, the activation.")
        self.darken(worst.flow, FadeOut(self.pulse_sum), seconds=0.5)
        self.look_inside(worst, -far)
        self.while_read(self.travel(worst, -far, far), 3.0)
        self.say(words.slope_range(worst))
        self.while_read(self.travel(worst, far, steepest_input(worst)), 2.2)
        question = "{depth} layers multiply by their slopes. What is left at layer 1?"
        self.say(question, depth=self.spec.depth)
        self.look_outside()

    def first_gradient(self) -> None:
        """Multiply the gradient, layer by layer, in the network that leaves least of it."""
        flow, slow = self.worst.flow, min(SLOW, self.spec.depth - 1)
        self.pulse_sum.draw(flow, 0.0)
        self.pin(self.pulse_sum)
        self.arrive(flow, FadeIn(self.pulse_sum), seconds=0.5)
        self.say(words.slopes_together(self.worst))
        self.look_at_pulse(flow, 0.0, begun=True)
        self.send(self.worst, self.reading_time(2.5), 0.0, 0.5)
        self.say(words.weights_on_the_way(self.worst))
        self.send(self.worst, self.reading_time(2.5), 0.5, 1 - JUST_BEFORE)
        if slow > 1:
            self.say("So it goes on, layer by layer: by slopes, then by weights.")
            self.send(self.worst, 2.4 * (slow - 1), 1 - JUST_BEFORE, slow - JUST_BEFORE)
        self.write_brief(flow, slow)
        self.send(self.worst, 0.65 * (self.spec.depth - slow), slow, brief=True)
        said = words.products(self.worst)
        self.say(said or words.left_over(self.worst))
        if said:
            self.tell_parts(self.worst)
        else:
            self.look_at_pulse(flow, self.spec.depth - 0.5, begun=False)
            self.pulse_again(self.worst)

    def tell_parts(self, network: LayerHealth) -> None:
        """Show how much of each column slopes leave, and let what weights give grow on it."""
        columns, flow = self.columns, network.flow
        self.look_at_pulse(flow, len(self.network.xs) - 0.5, begun=False)
        columns.given.set_fill(opacity=0)
        columns.give(flow, 1.0)

        def draw(progress: float) -> None:
            columns.given.set_fill(opacity=GIVEN * min(1.0, 5 * progress))
            gone, back = np.clip([(progress - 0.2) / 0.2, (progress - 0.5) / 0.4], 0, 1)
            columns.give(flow, float(1 - smooth(gone) + smooth(back)))

        self.act(FadeIn(self.parts), seconds=0.3)
        self.drive_in_place(draw, self.reading_time(3.4), linear)

    def open_or_closed(self) -> None:
        """Bend the curve in the unit into another, and send the gradient through that network."""
        assert self.contrast is not None
        contrast, worst = self.contrast, self.worst
        self.say("The same network, the same weights: another curve in each unit.")
        gone = [self.pulse_sum] + [self.parts] * (self.parts in self.mobjects)
        self.darken(worst.flow, *map(FadeOut, gone), seconds=0.5)
        x, start, end = steepest_input(worst), -self.reach_of(contrast), steepest_input(contrast)
        shown = self.enlarge_badge(worst, x)
        self.bend(worst, contrast, x, start)
        self.say(words.slope_range(contrast))
        self.while_read(self.travel(contrast, start, end), 2.4)
        self.put_back(shown)
        self.pulse_sum.draw(contrast.flow, 0.0)
        self.pin(self.pulse_sum)
        self.arrive(contrast.flow, FadeIn(self.pulse_sum), seconds=0.5)
        self.look_at_pulse(contrast.flow, 0.0, begun=True)
        self.say(words.closed(contrast))
        self.send(contrast, self.reading_time(2.5), 0.0, 0.5)
        if carried := words.carried_by_open(contrast):
            self.say(carried)
        self.send(contrast, self.reading_time(2.5) if carried else 1.5, 0.5, 1 - JUST_BEFORE)
        self.say(words.through_open(contrast))
        self.write_brief(contrast.flow, 1.0)
        self.send(contrast, self.reading_time(4.0), 1.0, brief=True)
        made_up = words.made_up(contrast, worst) or words.products(contrast)
        if made_up:
            self.say(made_up)
            self.tell_parts(contrast)

    def all_layers(self) -> None:
        """Let the tops of the columns become a line on a scale of powers of ten, for all."""
        columns, chart = self.columns, self.chart
        shown = self.contrast or self.worst
        flow, depth = shown.flow, len(self.network.xs)
        tops = np.column_stack([self.network.xs, columns.heights_of(flow.left)])[::-1]
        heading = self.write(
            "gradient that is left, for the middle one of {samples} points",
            self.stage.text_size(26), self.theme.gradient, samples=self.results.samples,
        )  # fmt: skip
        widest = self.stage.numbers.high[0] - self.stage.title.low[0]
        heading.scale(min(1.0, float(widest) / heading.width))
        heading.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(heading)

        def rise(progress: float) -> None:
            columns.draw(flow, depth - 0.5, 1 - progress)
            chart.rise(shown, tops, progress)

        count = len(self.networks)
        self.say("Now all {count} activations, side by side and by powers of ten.", count=count)
        rise(0.0)
        others = [n for n in self.networks if n is not shown]
        gone = [self.title, self.pulse_sum, columns.scale_line]
        gone += [self.parts] * (self.parts in self.mobjects)
        self.act(*map(FadeOut, gone), seconds=0.3)
        self.add(chart.series)
        self.act(
            FadeOut(self.network, rate_func=early), *self.layers_under(chart.xs),
            FadeIn(heading), FadeIn(chart.sizes, rate_func=late),
            Drive(chart.series, rise), seconds=1.6,
        )  # fmt: skip
        self.remove(columns)
        self.title, self.hero = heading, (chart, chart.sizes)
        come = [*chart.badges, chart.slopes, chart.series.leaders]
        self.act(*map(FadeIn, come), seconds=0.6)
        self.drive_in_place(
            lambda progress: chart.draw((depth - 1) * progress, others, min(8 * progress, 1.0)),
            max(2.8, self.reading_time()),
        )
        self.say(words.compared(self.networks))
        self.add(chart.span)
        self.drive_in_place(chart.compare, 0.5)
        self.drift()

    def training(self) -> None:
        """Train them all, and see what they say of the plane, or how their losses fall."""
        self.say(
            "Now all are trained alike: {steps} steps of gradient descent, rate {rate}.",
            steps=self.spec.steps,
            rate=significant(self.spec.rate),
        )
        self.look_home(0.4)
        row = None if self.worst.maps is None else self.learn_maps()
        if row is None:
            self.learn_losses()
        self.say(words.trained(self.results))
        if row is not None:
            self.drive_in_place(row.frame_those(words.stuck_of(self.results)), 0.6)
        self.drift()
        self.say(words.moral(self.results))
        if row is not None and len(row.reasons):
            self.act(FadeIn(row.reasons), seconds=0.5)
        self.drift()

    def learn_maps(self) -> DecisionRow:
        """Let badges go where large maps of the plane come, and train; return the maps."""
        chart = self.chart
        colours = [self.colour_for(network) for network in self.networks]
        row = DecisionRow(self.networks, self.results, colours, self.stage, self.theme)
        gone = [chart.series, chart.sizes, chart.span, self.layers]
        self.act(FadeOut(chart.slopes), FadeOut(chart.series.leaders), seconds=0.3)
        self.act(
            *(FadeOut(each, rate_func=early) for each in (*gone, self.title)),
            *(Transform(b, end) for b, end in zip(chart.badges, row.badges, strict=True)),
            FadeIn(row.pictures, rate_func=late), FadeIn(row.words, rate_func=late),
            seconds=1.1,
        )  # fmt: skip
        self.hero = (row.pictures,)
        self.drive_in_place(
            lambda progress: row.draw(self.spec.steps * progress**3),
            max(7.0, self.reading_time(0.0)), linear,
        )  # fmt: skip
        self.add(row.borders)
        return row

    def learn_losses(self) -> None:
        """Draw the losses, slowly at first."""
        stage, chart = self.stage, self.chart
        left, foot = 0.75 * stage.scale, 0.75 * stage.scale
        area = Area(
            stage.hero.low + [left, foot], stage.hero.high - [3.4 * stage.scale, 0.3 * stage.scale]
        )
        losses = LossChart(self.results, area, stage, self.theme)
        heading = self.write("loss and accuracy", stage.text_size(26))
        stage.put_title(heading)
        self.pin(heading)
        drawn, written = losses.parts()
        self.act(
            FadeOut(chart.series), FadeOut(chart.sizes.grid), *map(FadeIn, drawn),
            *in_turn(
                [
                    self.title, chart.sizes.ticks, self.layers, chart.span, chart.slopes,
                    chart.series.leaders, *chart.badges,
                ],
                [heading, *written],
            ),
            seconds=1.0,
        )  # fmt: skip
        self.remove(chart, chart.sizes, *drawn, *written)
        self.add(losses)
        self.title, self.hero = heading, (losses,)

        def draw(progress: float) -> None:
            losses.draw(self.spec.steps * progress**2)

        self.drive(losses, draw, max(6.0, self.reading_time(0.0)))
