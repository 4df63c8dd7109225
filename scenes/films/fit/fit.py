"""Regression of a noisy curve: it bends into place, and then too far.

One picture all through: points, and the curve that a network has learned from some of them. It
begins where training ended, goes back to where it began, and looks for the best step between.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, linear, smooth, squish_rate_func

from engine.experiments.curve_fit.fitted_curve import FittedCurve
from engine.progress import Work, unwatched
from scenes.films.fit import fit_words as words
from scenes.films.fit.fit_numbers import loss_text
from scenes.films.fit.fit_spec import FitSpec
from scenes.films.fit.fit_stage import FitStage
from scenes.films.fit.shown_fit import shown_fit
from scenes.languages.numbers import grouped
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area
from scenes.storytelling.story import Act

CLOSE = 0.36
"""Width of what the camera goes close to, as a share of the picture's."""
FAINT = 0.55
"""Opacity of the points that are not trained on, while the network is."""


class Fit(FitStage):
    """A curve bends into place, and then too far."""

    spec: ClassVar[FitSpec] = FitSpec()
    acts: ClassVar = (
        "every_point", "hinges", "rewind", "learning", "overfitting", "one_point",
        "early_stopping", "end",
    )  # fmt: skip

    @classmethod
    def compute(cls, spec: FitSpec, work: Work = unwatched) -> FittedCurve:
        """Train the network, or open the recording."""
        return shown_fit(spec, work)

    @classmethod
    def report(cls, results: FittedCurve) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        last = results.recording.last_step
        lines = [f"training loss {loss_text(results.training_loss(last))} after {last:,} steps"]
        if (best := results.best_step) is not None:
            least, end = (loss_text(results.validation_loss(step)) for step in (best, last))
            lines.append(f"validation loss {least} at step {best:,}, {end} after the last")
        return lines

    def story(self) -> Iterable[Act]:
        """Leave out what this run does not show."""
        told = {
            "hinges": self.results.is_hinged,
            **dict.fromkeys(
                ("overfitting", "one_point", "early_stopping"), words.overfits(self.results)
            ),
            "end": not words.overfits(self.results),
        }
        return [act for act in super().story() if told.get(act.name, True)]

    def every_point(self) -> None:
        """Open with the curve through the points; then come points that it has not seen."""
        fit, picture, numbers = self.results, self.fit, self.numbers
        self.pin(numbers.step, numbers.training, numbers.validation, numbers.test)
        self.pin(numbers.added, self.legend)
        self.open_with(picture, numbers.step, numbers.training, hero=(picture,))
        self.say(words.opening(fit))
        self.come_nearer(1.5)
        if fit.losses is None:
            return
        self.say(words.unseen(fit))
        self.act(FadeIn(numbers.validation), seconds=0.5)
        if fit.held_out is not None:
            self.reveal("held_shown", 1.0, 0.8)
            self.reveal("gaps_shown", 1.0, max(1.0, self.reading_time(0.0)))
        else:
            self.come_nearer()

    def hinges(self) -> None:
        """Show what the curve is made of: unit by unit, then all of them, then where it bends."""
        count = grouped(len(self.results.hinges(0).weights))
        self.say("What is this curve made of?")
        picture, numbers = self.fit, self.numbers
        shown = [each for each in self._numbers if each in self.mobjects]
        self.act(*map(FadeOut, shown), seconds=0.4)
        self.watch(lambda p: self.fade(gaps_shown=1 - p, held_shown=1 - p, dimmed=p), 1.0)
        few = len(picture.chosen)
        if few:
            self.say(
                "One of its {count} units: flat on one side of its hinge, sloped on the other.",
                count=count,
            )
            self.reveal("units_shown", 1.0, 1.2)
            self.come_nearer()
        if few > 1:
            self.say("Each unit has its own hinge and its own slope.")
            for unit in range(1, few):
                self.reveal("units_shown", unit + 1.0, 1.0)
        self.say("The curve is all {count} added up, one after another.", count=count)
        everyone = len(self.results.hinges(0).weights)

        def add(count: float) -> None:
            self.fade(added=count)
            numbers.added.write(grouped(np.ceil(count - 1e-9)))  # the one that comes counts

        add(0.0)
        self.act(FadeIn(numbers.added), seconds=0.4)
        self.watch(lambda p: self.fade(sum_shown=p, fan_shown=p, units_seen=1 - p), 0.8)
        if few:
            self.drive_in_place(lambda p: add(few * p), 0.8 * few, linear)
        self.drive_in_place(lambda p: add(few + (everyone - few) * p * p), 3.2, linear)
        self.say(words.bends(self.results))
        self.act(*in_turn([numbers.added], shown), seconds=0.6)
        self.watch(
            lambda p: self.fade(
                hinges_shown=p, dimmed=1 - p, sum_shown=1 - p, fan_shown=1 - p,
                held_shown=FAINT * p,
            ),
            1.2,
        )  # fmt: skip
        self.come_nearer()

    def rewind(self) -> None:
        """Go back to the first step."""
        home = View(self.following.home[0][:2].copy(), 1.0)
        self.say(words.back(self.results))
        self.move_camera(
            home, lambda p: self.show(self.step_at(1 - p)), max(3.0, self.reading_time(0.0))
        )

    def learning(self) -> None:
        """Train up to the best step, or to the last if that is not known."""
        fit, chart = self.results, self.chart
        end = fit.best_step if words.overfits(fit) and fit.best_step is not None else self.last
        chart.draw(0)
        self.resize(self.beside, FadeIn(chart, rate_func=squish_rate_func(smooth, 0.7, 1)))
        self.hero = (self.fit, chart)
        self.say("Step by step the curve bends into place.")
        self.run(0, end, 6.5)
        if fit.best_step is None:
            self.say("Its errors, step by step.")
        else:
            self.say(words.at_best(fit))
        if fit.best_step is None:
            self.come_nearer()
            return
        self.act(FadeIn(chart.mark), seconds=0.6)
        self.come_nearer()
        if fit.truth is not None:
            self.say("Dashed: the true curve. The points lie around it, off by chance.")
            shown = self.fit.hinges_shown
            self.watch(
                lambda p: self.fade(truth_shown=p, hinges_shown=(1 - p) * shown),
                max(1.0, self.reading_time(0.0)),
            )

    def overfitting(self) -> None:
        """Train on, to the last step."""
        fit = self.results
        assert fit.best_step is not None
        best = fit.best_step

        self.say(words.beyond(fit))
        self.run(best, self.last, 5.0)
        self.come_nearer()

    def one_point(self) -> None:
        """Go close to a point that the curve has come to reach."""
        fit, picture, theme = self.results, self.fit, self.theme
        assert fit.best_step is not None
        leaving = [self.chart, self.chart.mark, *self._numbers]
        self.act(*map(FadeOut, leaving), seconds=0.4)
        self.resize(self.whole, FadeIn(self.legend))
        self.hero = (picture,)
        self.say("Violet: the curve of step {step} again.", step=grouped(fit.best_step))
        held = picture.held_shown
        self.watch(lambda p: self.fade(ghost_shown=p, held_shown=held * (1 - p)), 1.0)
        point = words.chased_point(fit)
        middle = picture.place(*fit.points[point])
        half = 0.5 * CLOSE * picture.box.size
        near = view_of(Area(middle - half, middle + half), self.stage, 0.0)
        self.approach(near, 2.0)
        best = np.column_stack(fit.curve(fit.best_step))
        ring, bar = self.ring(point), self.gap(point, best, theme.gradient)
        self.say(words.one_point(fit))
        self.act(FadeIn(ring), FadeIn(bar), seconds=0.5)
        self.come_nearer()
        self.say(words.noise(fit))
        if fit.truth is not None:
            other = self.gap(point, fit.truth, theme.text)
            self.act(*in_turn([bar], [other]), seconds=0.8)
            bar = other
        self.come_nearer()
        self.act(FadeOut(ring), FadeOut(bar), seconds=0.3)

    def early_stopping(self) -> None:
        """Go back to the best step, and judge it on points that it was not chosen by."""
        fit, numbers, best = self.results, self.numbers, self.results.best_step or 0
        self.approach(View(self.following.home[0][:2].copy(), 1.0), 1.5)
        self.say(words.kept(fit))
        self.act(*in_turn([self.legend], list(self._numbers)), seconds=0.8)
        self.watch(lambda p: self.fade(ghost_shown=1 - p, held_shown=p), 0.6)  # without its legend
        self.run(self.last, best, 2.5)
        self.say(words.flattering(fit))
        self.reveal("gaps_shown", 1.0, 1.0)
        self.come_nearer()
        self.say(words.honest(fit))
        if fit.fresh is not None:
            self.watch(lambda p: self.fade(gaps_shown=1 - p, held_shown=1 - p, fresh_shown=p), 1.0)
            self.act(*in_turn([numbers.validation], [numbers.test]), seconds=0.6)
            self.come_nearer()
            self.say(words.tested(fit))
            self.run(best, self.last, 2.5)
            self.come_nearer()
        else:
            self.come_nearer(2.0)
        self._close()

    def _close(self) -> None:
        """End on both curves of the losses, and on the last curve beside the one that is kept."""
        fit, numbers, chart = self.results, self.numbers, self.chart
        chart.draw(self.last)
        self.say(words.moral(fit))
        third = numbers.validation if fit.fresh is None else numbers.test
        changed = in_turn([numbers.step, numbers.training, third], [self.legend])
        late = squish_rate_func(smooth, 0.7, 1)
        self.resize(
            self.beside, *changed, *(FadeIn(each, rate_func=late) for each in (chart, chart.mark))
        )
        self.hero = (self.fit, chart)
        if fit.fresh is None:
            self.run(self.step, self.last, 1.0)
        fresh, gaps = self.fit.fresh_shown, self.fit.gaps_shown
        self.watch(
            lambda p: self.fade(
                fresh_shown=fresh * (1 - p), gaps_shown=gaps * (1 - p), ghost_shown=p
            ),
            0.8,
        )
        self.come_nearer(2.0)

    @property
    def _numbers(self) -> tuple[VGroup, ...]:
        """Step and losses."""
        numbers = self.numbers
        return numbers.step, numbers.training, numbers.validation

    def end(self) -> None:
        """End where nothing was overfitted."""
        self.say(words.learned(self.results))
        self.come_nearer()
