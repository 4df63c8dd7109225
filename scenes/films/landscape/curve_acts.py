"""The act of the film of a loss landscape in which both losses are followed, step by step."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, Dot, FadeIn, FadeOut, Mobject, Text, VGroup

from engine.landscape.landscape import Shadow
from scenes.films.landscape.landscape_stage import NetworkStage, loss_text
from scenes.films.landscape.stem_acts import StemActs
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.easing import gentle
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

LATER, OFF = 0.15, 1.5
"""The film stops where losses differ by such a factor, once so much of the steps has passed."""
ROOM = 0.4
"""Of the scale of losses above the highest and below the lowest, as a share."""
AGREED = 0.01
"""Relative difference below which two losses are called equal."""
RUN, LEAST = 6.0, 1.2
"""Seconds of the whole run, and of a part of it at least."""


class LossCurves(VGroup):
    """The loss of a network and that of its shadow on a slice, by the step of training.

    Parameters
    ----------
    of : NetworkStage
    stage, theme
    """

    def __init__(self, of: NetworkStage, stage: Stage, theme: Theme) -> None:
        shadow = of.view.landscape.shadow
        self.steps = shadow.steps.astype(float)
        self.losses = [
            np.asarray(each, dtype=float) for each in (shadow.plane_loss, shadow.true_loss)
        ]
        self.colours, self.stage = (theme.text, theme.loss), stage
        known = np.concatenate(self.losses)
        known = known[np.isfinite(known) & (known > 0)]
        factor = (known.max() / known.min()) ** (ROOM / 2)
        scale = Axis(known.min() / factor, known.max() * factor, "loss", log=True)
        unit = stage.scale
        low = stage.hero.low + np.array([1.1, 0.9]) * unit
        high = stage.hero.high - np.array([0.5, 0.75]) * unit
        steps = Axis(0.0, max(float(self.steps[-1]), 1.0), "step")
        self.chart = Chart(low, high, steps, scale, theme, size=stage.text_size(26))
        self.curves = [self.chart.curve(colour, 6) for colour in self.colours]
        self.dots = [
            Dot(radius=0.13 * unit, color=colour).set_stroke(theme.background, width=2.5)
            for colour in self.colours
        ]
        super().__init__(self.chart, *self.curves, *self.dots[::-1])
        self.draw(0.0)

    def draw(self, step: float) -> LossCurves:
        """Draw both up to a step, between whole ones too."""
        for curve, dot, losses in zip(self.curves, self.dots, self.losses, strict=True):
            curve.set_values_up_to(self.steps, losses, step)
            dot.move_to(at(*self.chart.place(step, np.interp(step, self.steps, losses))))
        return self

    def named(self, step: int) -> VGroup:
        """Name both at a step, beside their dots, each with its loss there."""
        i, unit = int(np.searchsorted(self.steps, step)), self.stage.scale
        size = self.stage.text_size(30)
        names: list[Text] = []
        above = self.losses[0][i] >= self.losses[1][i]
        for k, (text, colour) in enumerate(
            zip(("its shadow: {loss}", "the network: {loss}"), self.colours, strict=True)
        ):
            name = sentence(text, size, colour, loss=loss_text(float(self.losses[k][i])))
            place = self.dots[k].get_center() + at(0.3 * unit, 0)
            name.move_to(place, aligned_edge=at(-1, 0))
            names.append(name)
        higher, lower = names if above else names[::-1]
        missing = 0.15 * unit - float(higher.get_bottom()[1] - lower.get_top()[1])
        if missing > 0:
            higher.shift(at(0, missing / 2))
            lower.shift(at(0, -missing / 2))
        for name in names:  # a run that is nearly over leaves no room on the right
            if name.get_right()[0] > self.stage.hero.high[0] - 0.1:
                height = name.get_y()
                name.next_to(self.dots[0], LEFT, buff=0.3 * unit).set_y(height)
        return VGroup(*names)

    def named_at_end(self) -> VGroup:
        """Name both at their end, where they have one loss."""
        size, unit = self.stage.text_size(30), self.stage.scale
        name = sentence(
            "both: {loss}", size, self.colours[0], loss=loss_text(float(self.losses[1][-1]))
        )
        return VGroup(name.next_to(self.dots[0], DOWN + LEFT, buff=0.12 * unit))


class CurveActs(StemActs):
    """Follows the network's loss, and that of its shadow."""

    drawn: tuple[Mobject, ...]

    def follow_losses(self) -> None:
        """Draw both losses over the steps; stop where they are furthest apart."""
        stage, shadow = self.stages[0], self.views[0].landscape.shadow
        curves, panel = LossCurves(stage, self.stage, self.theme), self.panel
        self.say("Now train: the network's loss and its shadow's, step by step.")
        if self.bar in self.mobjects:
            self.act(FadeOut(self.bar), seconds=0.3)
        self.act(FadeOut(self.panels), FadeIn(curves), seconds=0.8)
        self.hero = (curves,)
        last, begun = int(shadow.steps[-1]), 0
        for step in [*self.stops(), last]:
            said = self.agreement() if step == last else None
            if said is not None:  # it is read while they come together
                self.say(said[0], **said[1])
            self.run_curves(curves, begun, step)
            begun = step
            if said is None:
                text, values = self.told_apart(step)
                self.say(text, **values)
            named = curves.named(step) if said is None else curves.named_at_end()
            self.act(FadeIn(named), seconds=0.4)
            self.beat(self.reading_time(1.0))
            self.act(FadeOut(named), seconds=0.3)
            if step != last:
                self.fall_silent()  # it is of this step, and the next ones come
        stage.draw(1.0)
        panel.follow(0, stem=False)
        self.walk(1.0)
        self.act(FadeOut(curves), FadeIn(self.panels), seconds=0.8)
        self.act(FadeIn(self.bar), seconds=0.3)
        self.hero = self.drawn

    def run_curves(self, curves: LossCurves, begin: int, end: int) -> None:
        """Draw the curves from one step to another."""
        share = (end - begin) / max(float(curves.steps[-1]), 1.0)

        def draw(progress: float) -> None:
            curves.draw(begin + progress * (end - begin))

        self.drive(curves, draw, max(LEAST, RUN * share), gentle)

    def stops(self) -> list[int]:
        """Return the steps between the first and the last at which the losses are told."""
        shadow = self.views[0].landscape.shadow
        worst = int(np.abs(misled(shadow)).argmax())
        inner = np.arange(len(shadow.steps))
        late = (inner > LATER * inner[-1]) & (inner < inner[-1])
        with np.errstate(divide="ignore", invalid="ignore"):
            factors = np.abs(np.log(shadow.plane_loss / shadow.true_loss))
        factors = np.where(late & np.isfinite(factors), factors, 0.0)
        found = {worst} - {0, int(inner[-1])}
        if factors.max() > np.log(OFF):
            found.add(int(factors.argmax()))
        return [int(shadow.steps[i]) for i in sorted(found)]

    def own_up(self, worst: int, step: int) -> Phrase:
        """Return a sentence on how far from the truth the picture is at a step."""
        shadow = self.views[worst].landscape.shadow
        i = int(np.searchsorted(shadow.steps, step))
        values = {
            "step": grouped(step),
            "plane": loss_text(shadow.plane_loss[i]),
            "true": loss_text(shadow.true_loss[i]),
        }
        words = "{name}, step {step}: the slice says {plane}, the truth was {true}."
        return words, {**values, "name": self.views[worst].title}

    def told_apart(self, step: int) -> Phrase:
        """Return by which factor the losses of the network and its shadow differ at a step."""
        shadow = self.views[0].landscape.shadow
        i = int(np.searchsorted(shadow.steps, step))
        factor = float(shadow.true_loss[i] / shadow.plane_loss[i])
        values = {"step": grouped(step), "factor": significant(max(factor, 1 / factor), 2)}
        if factor > 1:
            return "Step {step}: off the slice, the loss is {factor} times what it shows.", values
        return "Step {step}: the slice shows {factor} times the network's loss.", values

    def agreement(self) -> Phrase | None:
        """Return that the slice's loss is the true one at the end, if it is."""
        shadows = [view.landscape.shadow for view in self.views]
        if all(abs(misled(s)[-1]) <= AGREED * s.true_loss[-1] for s in shadows):
            return "At the end both agree: the slice goes through the trained network.", {}
        return None


def misled(shadow: Shadow) -> np.ndarray:
    """Return by how much the plane's loss is above the true one, array (steps,)."""
    return np.nan_to_num(shadow.plane_loss - shadow.true_loss)
