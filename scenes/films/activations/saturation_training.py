"""The end of the film of vanishing gradients: what the networks learn."""

from __future__ import annotations

from manim import FadeIn, FadeOut, linear

from scenes.films.activations import saturation_verdicts as verdicts
from scenes.films.activations.mobjects.decision_row import DecisionRow
from scenes.films.activations.mobjects.saturation_charts import LossChart
from scenes.films.activations.saturation_lens import SaturationLens
from scenes.languages.numbers import significant
from scenes.storytelling.easing import early, late
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area


class SaturationTraining(SaturationLens):
    """Networks that are trained after their gradients have been followed."""

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
        self.say(verdicts.trained(self.results))
        if row is not None:
            self.drive_in_place(row.light_those(verdicts.stuck_of(self.results)), 0.6)
        self.drift()
        self.say(verdicts.moral(self.results))
        if row is not None:
            self.act(FadeIn(row.reasons), seconds=0.5)
        self.drift()

    def learn_maps(self) -> DecisionRow:
        """Let the chart go; where it was, large maps of the plane train; return the maps."""
        chart, networks = self.chart, self.networks
        colours = [self.colour_for(network) for network in networks]
        followed = [network for network in (self.worst, self.contrast) if network]
        row = DecisionRow(networks, self.results, colours, followed, self.stage, self.theme)
        gone = [chart.series, chart.sizes, chart.span, self.layers, self.title, chart.slopes]
        gone += [chart.series.leaders, *chart.badges]
        words = (row.words, *row.badges)
        self.act(
            *(FadeOut(each, rate_func=early) for each in gone),
            FadeIn(row.pictures),
            *(FadeIn(each, rate_func=late) for each in words),
            seconds=1.0,
        )
        self.hero = (row.pictures,)
        self.drive_in_place(
            lambda progress: row.draw(self.spec.steps * progress**2),
            max(8.0, self.reading_time(0.0)), linear,
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
        self.remove(chart.series, chart.sizes, *drawn, *written)
        self.add(losses)
        self.title, self.hero = heading, (losses,)

        def draw(progress: float) -> None:
            losses.draw(self.spec.steps * progress**2)

        self.drive(losses, draw, max(6.0, self.reading_time(0.0)))
