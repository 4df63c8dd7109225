"""The act of the outlier: the best prediction by each loss, and what one far number does to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from manim import FadeIn, FadeOut, VGroup

from engine.experiments.loss_curves import LossFunction, OutlierStudy, total_loss
from scenes.films.outputs_and_losses import losses_words as words
from scenes.films.outputs_and_losses.chart_changes import ChartChanges
from scenes.films.outputs_and_losses.outlier_picture import OutlierPicture
from scenes.films.outputs_and_losses.readout import Readout
from scenes.languages.numbers import fixed

SIZE = 36
"""Of the prediction and the sum, in a frame of 16:9, as Manim counts."""
MEASURED = 1.6
"""Seconds in which one sees how far the best prediction was moved."""
ASIDE = 0.6
"""How far beside the best prediction the sum is seen to be larger."""


class OutlierAct(ChartChanges):
    """A film of losses that can tell what an outlier does."""

    seven: OutlierPicture
    best: Readout
    loss: LossFunction
    """Of which the sum is written."""
    now: tuple[float, float, float]
    """How far the outlier is on its way, the prediction, and how far the squares have sunk."""

    def outlier(self, study: OutlierStudy, losses: Sequence[LossFunction]) -> None:
        """Move one of seven numbers away, and follow the prediction that fits them best."""
        self.seven, self.loss = OutlierPicture(study, self.stage, self.theme), losses[0]
        self.fall_silent()
        self._enter(losses[0])
        self.say("Which one prediction fits seven numbers best?")
        self.readout = self.best
        self.act(FadeIn(self.best), seconds=0.3)
        self._swing(self.seven.ill_fitting[1], max(2.0, self.reading_time()))
        names = {loss.name for loss in losses}
        for k, loss in enumerate(losses):
            if loss.name == "huber" and names >= {"mse", "mae"}:
                continue  # mean and median are enough, where both are shown
            if k > 0:
                self.fall_silent()
                if self.seven.capped:
                    self._cap(0.0)
                refit = partial(self._refit, k, _sunk(loss))
                self.loss = loss
                self.retitle(loss, self.best, refit)
            best = self.seven.best_at(self.now[0], k)
            self.say(words.best(loss.name, best))
            if k > 0:
                self._swing(best + ASIDE, 1.2)
            self._swing(best, max(1.6, self.reading_time()) - (1.2 if k else 0))
            self.seven.remember(best, self.now[0])
            self.say(words.outlier(loss.name, study, k))
            if loss.name == "huber":
                self.seven.cap(loss.delta, self.stage, self.theme)
                self._cap(1.0)
            self._move_outlier(k)
            if words.moves(study, k):
                self._measure()

    def _enter(self, loss: LossFunction) -> None:
        """Keep the line alone: on it are seven numbers then, which one prediction fits ill."""
        kept = self.handed_on()
        if self.in_chart and self.readout is not None:  # before what it tells has gone
            self.act(FadeOut(self.readout), seconds=0.3)
            self.readout = None
        before, *corners = self._shown()
        theme = self.theme
        entries = [
            ("prediction", theme.muted, theme.highlight), ("sum of losses", theme.muted, theme.loss)
        ]  # fmt: skip
        self.best = Readout(entries, self.stage, self.write, longest="000.00", size=SIZE)
        self._display(0.0, self.seven.ill_fitting[0], _sunk(loss))
        self.math, self.picture, self.title = VGroup(), self.seven, self._title_of(loss)
        self.exchange(before, kept, corners, [self.title])
        self.hero = (self.seven,)

    def _swing(self, end: float, seconds: float) -> None:
        """Move the prediction, which the sum of losses follows."""
        move, start, spread = self.now

        def draw(progress: float) -> None:
            self._display(move, start + progress * (end - start), spread)

        self.drive_in_place(draw, seconds)

    def _refit(self, k: int, sunk: float, seconds: float = 0.8) -> None:
        """Let squares become bars or bars squares, while the prediction moves to another best."""
        move, start, spread = self.now
        end, measured = self.seven.best_at(move, k), self.seven.measured

        def draw(progress: float) -> None:
            self.seven.measured = measured * max(1 - 3 * progress, 0.0)
            self.seven.forgotten = max(self.seven.forgotten, min(1.0, 3 * progress))
            between = start + progress * (end - start), spread + progress * (sunk - spread)
            self._display(move, *between)

        self.drive_in_place(draw, seconds)

    def _cap(self, end: float) -> None:
        """Let the arrows of capped pulls be seen, or be gone."""
        start = self.seven.capped

        def draw(progress: float) -> None:
            self.seven.capped = start + progress * (end - start)
            self._display(*self.now)

        draw(0.0)
        self.drive_in_place(draw, 0.6)

    def _move_outlier(self, k: int) -> None:
        """Move the outlier away, or back."""
        start, _, spread = self.now
        end = 1.0 - round(start)

        def draw(progress: float) -> None:
            move = start + progress * (end - start)
            self._display(move, self.seven.best_at(move, k), spread)

        self.drive_in_place(draw, max(2.8, self.reading_time()))

    def _measure(self) -> None:
        """Show how far the best prediction was moved."""

        def draw(progress: float) -> None:
            self.seven.measured = min(2 * progress, 1.0)
            self._display(*self.now)

        self.drive_in_place(draw, MEASURED)

    def _display(self, move: float, prediction: float, spread: float) -> None:
        self.now = move, prediction, spread
        self.seven.display(move, prediction, spread)
        total = total_loss(self.loss, round(prediction, 2), self.seven.numbers_at(move))
        self.best.show_values([fixed(prediction, 2), fixed(total, 2)])


def _sunk(loss: LossFunction) -> float:
    """Return 0 where squares stand on the bars, 1 where there are bars alone."""
    return float(loss.name != "mse")
