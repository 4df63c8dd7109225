"""How one chart of losses becomes another, and one curve others: nothing is written over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from manim import FadeIn, FadeOut, Mobject, ReplacementTransform, VGroup, VMobject, smooth

from engine.experiments.loss_curves import LossFunction
from engine.experiments.loss_functions import LOSS_FUNCTIONS
from scenes.films.outputs_and_losses.loss_axes import span_of
from scenes.films.outputs_and_losses.loss_curve import LossCurve
from scenes.films.outputs_and_losses.losses_stage import LossesStage
from scenes.films.outputs_and_losses.outlier_picture import OutlierPicture
from scenes.films.outputs_and_losses.readout import Readout
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area


class ChartChanges(LossesStage):
    """Changes the chart and its curves."""

    def stand_on(self, loss: LossFunction) -> None:
        """Change to the chart of a loss of classes: the curve before becomes this one's."""
        shown = [loss]
        if loss.domain == "score":
            shown = [LossFunction("cross-entropy", of_score=True), loss]
        is_first = not len(self.picture)
        old, *corners = self._shown()
        bends = not is_first and self.in_chart and len(self.curves) == 1
        places = self.curve.places() if bends else None
        kept = self.handed_on()
        old_line = self.curve.line if bends else None
        self._set_chart(loss, shown, span_of(shown).high if loss.domain != "score" else -3.0)
        self.curve.pulls = 1.0
        self.title, self.math = self._title_of(loss), self._math_of(loss)
        self.readout = self._readout_of_one()
        self.show(self.x)
        new = [self.title, self.math, self.readout]
        if is_first:
            self.open_with(self.picture, *new, hero=(self.chart,))
            return
        self.fall_silent()
        if places is None:
            run_out = partial(self.curve.run_out, self.x, (self.x, self.x))
            run_out(0.0)
            self.exchange(old, kept, corners, new)
            self.drive_in_place(run_out, 0.6)
        else:
            end = self.curve.places()
            line = self.curve.line
            bend = Drive(line, lambda p: self.curve.draw_line(places + p * (end - places)))
            bend.draw(0.0)
            self.exchange(old, kept, corners, new, bend, gone=old_line)
        self.hero = (self.chart,)

    def handed_on(self) -> list[VMobject]:
        """Return what the picture hands on to the next one: line, mark, and moving point."""
        if isinstance(self.picture, OutlierPicture):
            return self.picture.handed_on
        return [self.chart.axes, self.chart.mark, self.dot] if self.in_chart else []

    def exchange(
        self,
        old: VMobject,
        kept: Sequence[VMobject],
        words: Sequence[VMobject],
        corners: Sequence[VMobject],
        *moves: Drive,
        gone: VMobject | None = None,
    ) -> None:
        """Let a picture give way to that of now: what both have goes over, words fade in turn.

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
        becomes = self.handed_on()
        moving: list[Any] = [each.mobject for each in moves]
        copies: list[VMobject] = [each.copy() for each in kept]
        targets: list[VMobject] = [each.copy() for each in becomes]
        leaving = [part for part in _parts(old) if part not in [*kept, gone]]
        coming = [part for part in _parts(self.picture) if part not in [*becomes, *moving]]
        self.remove(old)
        self.add(*leaving)
        self.act(
            *in_turn([*leaving, *words], [*coming, *corners]),
            *(ReplacementTransform(*pair) for pair in zip(copies, targets, strict=True)),
            *moves,
            seconds=1.0,
        )
        self.remove(*targets, *coming, *moving)
        self.add(self.picture, *corners)

    def bend_to(self, loss: LossFunction, end: float) -> None:
        """Bend the curve into that of another loss of the chart, while the prediction moves.

        What is between two losses has neither's name nor numbers.
        """
        before, start, readout = self.curve.loss, self.x, self.readout
        assert readout is not None
        self.fall_silent()
        gone = [self.title, self.math]
        self.act(Drive(readout, lambda p: readout.see(1 - p, 1)), seconds=0.2)
        self.title, self.math = self._title_of(loss), self._math_of(loss)
        self.curve.loss = loss

        def bend(progress: float) -> None:
            self.curve.bend_from(before, progress)
            self.show(start + progress * (end - start))

        bend(0.0)
        nothing = VGroup()
        self.act(
            *in_turn(gone, [self.title, self.math]),
            Drive(nothing, bend, rate_func=smooth),
            seconds=1.0,
        )
        self.remove(nothing)
        self.act(Drive(readout, lambda p: readout.see(p, 1)), seconds=0.2)

    def part_into(self, losses: Sequence[LossFunction]) -> None:
        """Let the curve part into those of several losses, each with an arrow of its own."""
        before, theme, stage = self.curve.loss, self.theme, self.stage

        def let_go(progress: float) -> None:
            self.curve.pulls = 1 - progress
            self.curve.go_to(self.x)

        drive = Drive(self.curve.line, let_go)
        self.act(*map(FadeOut, self._shown()[1:]), drive, seconds=0.3)
        self.title, self.math = VGroup(), VGroup()
        colours = [theme.colour_of(k) for k in range(len(losses))]
        heights = np.linspace(0.72, 0.2, len(losses))
        self.picture.remove(self.curve)
        self.remove(self.curve, self.curve.line)
        self.curves = [
            LossCurve(loss, self.chart, colour, stage.scale, height)
            for loss, colour, height in zip(losses, colours, heights.tolist(), strict=True)
        ]
        self.curve = self.curves[0]
        for each, colour in zip(self.curves, colours, strict=True):
            each.has_tangent = False
            each.base.set_color(colour)  # whose arrow it is
            each.bend_from(before, 0.0)
        self.picture.add(*self.curves)
        self.picture.remove(self.dot).add(self.dot)
        self.add(self.picture)
        names = [
            (LOSS_FUNCTIONS[loss.name].title, colour, colour)
            for loss, colour in zip(losses, colours, strict=True)
        ]
        place = stage.numbers if stage.is_upright else Area(stage.title.low, stage.numbers.high)
        self.readout = Readout(names, stage, self.write, place=place)

        def part(progress: float) -> None:
            for each in self.curves:
                each.pulls = progress
                each.bend_from(before, progress)
            self.show(self.x)

        self.drive_in_place(part, 0.8)
        self.act(FadeIn(self.readout), seconds=0.3)

    def retitle(self, loss: LossFunction, number: LiveNumber, change: Callable[[], None]) -> None:
        """Show the name of another loss, once all has changed; without a number on the way."""

        def see(share: float) -> None:
            number.set_fill(opacity=share)

        self.act(FadeOut(self.title), Drive(number, lambda p: see(1 - p)), seconds=0.3)
        change()
        self.title = self._title_of(loss)
        self.act(FadeIn(self.title), Drive(number, see), seconds=0.3)


def _parts(picture: VMobject) -> list[Mobject]:
    """Return the parts of a picture that are drawn, each alone."""
    return [part for part in picture.get_family() if len(part.points)]
