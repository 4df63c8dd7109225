"""How one chart of losses becomes another, and one curve others: nothing is written over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    ManimColor,
    MathTypst,
    Mobject,
    ReplacementTransform,
    Text,
    VGroup,
    VMobject,
    linear,
    smooth,
    squish_rate_func,
)

from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.loss_axes import span_of
from scenes.films.outputs_and_losses.loss_curve import LossCurve
from scenes.films.outputs_and_losses.losses_stage import SIGMOID, LossesStage, clearness_of
from scenes.films.outputs_and_losses.losses_words import short_title
from scenes.films.outputs_and_losses.outlier_picture import OutlierPicture
from scenes.films.outputs_and_losses.readout import Readout
from scenes.films.outputs_and_losses.riding_numbers import RidingPulls
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area

GOING = squish_rate_func(linear, 0.0, 0.6)
"""Of pictures that go: they are hardly seen any more when those come that are next."""
COMING = squish_rate_func(linear, 0.4, 1.0)


class ChartChanges(LossesStage):
    """Changes the chart and its curves."""

    def stand_on(self, loss: LossFunction) -> None:
        """Change to the chart of a loss of classes: the curve before becomes this one's."""
        shown = [loss]
        if loss.domain == "score":
            shown = [LossFunction("cross-entropy", of_score=True), loss]
        is_first = not len(self.picture)
        old, *corners = self._shown()
        alike = self.in_chart and self.chart.span.domain != "prediction"
        bends = not is_first and alike and len(self.curves) == 1
        places = self.curve.places() if bends else None
        kept = self.handed_on()
        old_line = self.curve.line if bends else None
        self._set_chart(loss, shown, span_of(shown).high if loss.domain != "score" else -3.0)
        self.curve.pulls = 1.0
        self.title, self.math = self._title_of(loss), self._math_of(loss)
        self.show(self.x)
        new = [self.title, self.math]
        if is_first:
            self.open_with(self.picture, *new, hero=(self.chart,))
            return
        self.fall_silent()
        if places is None:
            self.exchange(old, kept, corners, new)
        else:
            end = self.curve.places()
            line = self.curve.line
            bend = Drive(line, lambda p: self.curve.draw_line(places + p * (end - places)))
            bend.draw(0.0)
            self.exchange(old, kept, corners, new, bend, gone=old_line)
        self.hero = (self.chart,)

    def handed_on(self) -> list[VMobject]:
        """Return what the picture hands on to the next one, as far as that has it, too.

        That is a line; a chart hands on a mark and the moving point to another chart.
        """
        if isinstance(self.picture, OutlierPicture):
            return [self.picture.ground]
        if self.in_chart:
            return [self.chart.axes, self.chart.mark, self.dot]
        return list(self.picture)

    def exchange(
        self,
        old: VMobject,
        kept: Sequence[VMobject],
        words: Sequence[VMobject],
        corners: Sequence[VMobject],
        *moves: Drive,
        gone: VMobject | None = None,
    ) -> None:
        """Let a picture give way to that of now: what both have goes over.

        All else goes nearly before the new comes: no picture stands upon another, and the frame is
        never empty.

        Parameters
        ----------
        old : VMobject
        kept : sequence of VMobject
            Parts of it that become those that the new one has of the kind.
        words : sequence of VMobject
            Words that go with it.
        corners : sequence of VMobject
            Words that come with the new one.
        *moves : Drive
            Of parts of the new one that are seen all the time.
        gone : VMobject, optional
            Of the old one, in whose place one of those moves.
        """
        shared = min(len(kept), len(self.handed_on()))
        kept, becomes = kept[:shared], self.handed_on()[:shared]
        moving: list[Any] = [each.mobject for each in moves]
        copies: list[VMobject] = [each.copy() for each in kept]
        targets: list[VMobject] = [each.copy() for each in becomes]
        leaving = [part for part in _parts(old) if part not in [*kept, gone]]
        coming = [part for part in _parts(self.picture) if part not in [*becomes, *moving]]
        self.remove(old, *kept)
        self.add(*leaving)
        of_old, of_new = _written(old), _written(self.picture)
        self.act(
            *(FadeOut(part, rate_func=GOING) for part in leaving if id(part) not in of_old),
            *(FadeIn(part, rate_func=COMING) for part in coming if id(part) not in of_new),
            *in_turn(
                [*(part for part in leaving if id(part) in of_old), *words],
                [*(part for part in coming if id(part) in of_new), *corners],
            ),
            *(ReplacementTransform(*pair) for pair in zip(copies, targets, strict=True)),
            *moves,
            seconds=1.0,
        )
        self.remove(*targets, *coming, *moving)
        self.add(self.picture, *corners)

    def bend_to(self, loss: LossFunction, end: float, top: float) -> None:
        """Bend the curve into that of another loss of the chart, while the prediction moves.

        What is between two losses has neither's name nor numbers. Huber's formula comes later.
        """
        before, start, scale = self.curve.loss, self.x, self.chart.top
        heights, seen, clear = (
            self.chart.height_share,
            self.curve.area_seen,
            clearness_of(loss),
        )
        parted = self.curve.parted
        self.fall_silent()
        gone = [self.title, self.math]

        def let_go(progress: float) -> None:
            self.curve.parted = parted * (1 - progress)
            self.see_numbers(1 - progress)

        self.drive_in_place(let_go, 0.2)
        self.title = self._title_of(loss)
        self.math = VGroup() if loss.name == "huber" else self._math_of(loss)
        self.curve.loss = loss

        def bend(progress: float) -> None:
            self.curve.bend_from(before, progress)
            self.curve.area_seen = seen + progress * (clear - seen)
            self.chart.show_heights(heights + progress * (1 - heights))
            self.chart.scale_between(scale, top, progress)
            self.show(start + progress * (end - start))

        bend(0.0)
        nothing = VGroup()
        self.act(
            *in_turn(gone, [self.title, self.math]),
            Drive(nothing, bend, rate_func=smooth),
            seconds=1.0,
        )
        self.remove(nothing)
        self.drive_in_place(self.see_numbers, 0.2)

    def see_numbers(self, opacity: float) -> None:
        """Show the numbers at the one prediction so clearly."""
        self.riding.see(opacity)
        self.show(self.x)

    def part_into(self, losses: Sequence[LossFunction], top: float) -> None:
        """Let the curve part into those of several losses, each with an arrow of its own."""
        before, theme, stage = self.curve.loss, self.theme, self.stage
        parted, scale = self.curve.parted, self.chart.top
        tint = ManimColor(self.curve.line.get_stroke_color())

        def let_go(progress: float) -> None:
            self.curve.pulls, self.curve.parted = 1 - progress, parted * (1 - progress)
            self.curve.area_seen = 1 - progress
            self.see_numbers(1 - progress)

        drive = Drive(self.curve.line, let_go)
        self.act(*map(FadeOut, self._shown()[1:]), drive, seconds=0.3)
        self.title, self.math = VGroup(), VGroup()
        colours = [theme.colour_of(k) for k in range(len(losses))]
        heights = np.linspace(0.72, 0.2, len(losses))
        self.picture.remove(self.curve, self.riding)
        self.remove(self.curve, self.curve.line, self.riding)
        self.curves = [
            LossCurve(loss, self.chart, colour, stage.scale, height)
            for loss, colour, height in zip(losses, colours, heights.tolist(), strict=True)
        ]
        self.curve = self.curves[0]
        for each, colour in zip(self.curves, colours, strict=True):
            each.base.set_color(colour)  # whose arrow it is
            each.arrow.set_color(colour)
            each.area_seen = 0.0  # two figures upon each other would be neither's
            each.bend_from(before, 0.0)
            each.tint(tint)
        for each in self.curves[1:]:  # or all together would be brighter than one
            each.line.set_stroke(opacity=0)
        self.picture.add(*self.curves)
        self.picture.remove(self.dot).add(self.dot)
        self.add(self.picture)
        names = [
            (short_title(loss), colour, colour)
            for loss, colour in zip(losses, colours, strict=True)
        ]
        place = stage.numbers if stage.is_upright else Area(stage.title.low, stage.numbers.high)
        self.readout = Readout(names, stage, self.write, longest="00.00", place=place)
        self.readout.see(0.0)
        if self.chart.span.domain == "score":  # there, all gradients have one sign
            self.riding_pulls = RidingPulls(self.curves, stage, self.write)
            self.picture.add(self.riding_pulls)

        def part(progress: float) -> None:
            for each, colour in zip(self.curves, colours, strict=True):
                each.pulls = progress
                each.bend_from(before, progress)
                each.tint(tint.interpolate(ManimColor(colour), progress))
            for each in self.curves[1:]:
                each.line.set_stroke(opacity=min(1.0, 3 * progress))
            self.chart.scale_between(scale, top, progress)
            self.show(self.x)

        self.drive_in_place(part, 0.8)
        come: list[VMobject] = [self.readout]
        if self.riding_pulls is not None and any(each.loss.of_score for each in self.curves):
            self.math = self._formula_in_chart(SIGMOID)
            come.append(self.math)
        self.act(*map(FadeIn, come), seconds=0.3)

    def retitle(self, loss: LossFunction, readout: Readout, change: Callable[[], None]) -> None:
        """Show the name of another loss, once all has changed; without numbers on the way."""
        fade = Drive(readout, lambda progress: readout.see(1 - progress))
        self.act(FadeOut(self.title), fade, seconds=0.3)
        change()
        self.title = self._title_of(loss)
        self.act(FadeIn(self.title), Drive(readout, readout.see), seconds=0.3)


def _parts(picture: VMobject) -> list[Mobject]:
    """Return the parts of a picture that are drawn, each alone."""
    return [part for part in picture.get_family() if len(part.points)]


def _written(picture: VMobject) -> set[int]:
    """Return which parts of a picture belong to words and numbers, by their ids."""
    words = [
        each for each in picture.get_family() if isinstance(each, (Text, MathTypst, LiveNumber))
    ]
    return {id(part) for each in words for part in each.get_family()}
