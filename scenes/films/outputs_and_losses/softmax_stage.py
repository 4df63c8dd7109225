"""The stage of the film of softmax: bars in the whole frame, a formula and a number in corners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    DashedLine,
    FadeIn,
    FadeOut,
    RoundedRectangle,
    Square,
    VGroup,
    VMobject,
    linear,
    smooth,
)

from engine.experiments.softmax import SoftmaxSteps, softmax
from scenes.films.outputs_and_losses import softmax_words as words
from scenes.films.outputs_and_losses.bars.bird import bird_on_branch
from scenes.films.outputs_and_losses.bars.class_bars import ClassBars, Turn, number_text, share_text
from scenes.films.outputs_and_losses.bars.sigmoid_walk import HIGH, LOW
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND, plated
from scenes.storytelling.staged_scene import StagedScene

RULE, LETTERS = 1.0, 72
"""Height of the formula at most, and size of its letters, in a frame of 16:9."""
GONE = 9.0
"""How far below the lower of two scores a third has a probability that is next to nothing."""
DIM = 0.35
"""How much is left of the parts that are not divided."""
ROW_NAME = 0.6
"""Share of its size to which the name of a row may shrink."""
NAMES = ("cat", "dog", "bird", "fish", "horse", "frog")
"""Of the classes."""


class SoftmaxStage(StagedScene):
    """Bars of classes on a stage."""

    spec: ClassVar[SoftmaxSpec] = SoftmaxSpec()
    layout: ClassVar[str] = BAND
    results: ClassVar[SoftmaxSteps]

    def prepare(self) -> None:
        """Open with the scores as bars."""
        self.steps = self.results
        names = NAMES[: len(self.steps.logits)]
        self.bars = ClassBars(names, self.stage, self.theme, self.write)
        self.scores = [number_text(score) for score in self.steps.logits.tolist()]
        self.bars.display(self.bars.for_scores(self.steps.logits), self.scores)
        self.rule: VMobject = VGroup()
        self.row = VGroup()
        self.card = self.picture_card()
        self.whole = self.line_of_one()
        parts = [part for part in self.bars.get_family() if not part.submobjects]
        self.open_with(self.bars, hero=parts)

    def picture_card(self) -> VGroup:
        """Return a picture of a bird upon a branch, in a frame, where the formula is to stand."""
        stage, theme = self.stage, self.theme
        wide, high = 1.9 * stage.scale, 1.25 * stage.scale
        frame = RoundedRectangle(
            0.12 * stage.scale, width=wide, height=high, stroke_color=theme.text, stroke_width=4
        )
        bird = bird_on_branch(theme).scale_to_fit_height(0.82 * high)
        place = stage.hero.centre[0], stage.title.high[1] - 0.6 * stage.scale
        return VGroup(frame, bird.move_to(frame)).move_to(at(*place))

    def line_of_one(self) -> VGroup:
        """Return a faint line where a probability is 1."""
        bars, scale = self.bars, self.stage.scale
        ends = [at(bars.low[0], bars.high[1]), at(bars.high[0], bars.high[1])]
        line = DashedLine(*ends, stroke_color=self.theme.muted, stroke_width=2, stroke_opacity=0.6)
        label = LiveNumber(self.stage.text_size(26), self.theme.muted, bold=False).write("1")
        label.move_to(at(bars.low[0] + 0.15 * scale, bars.high[1] + 0.24 * scale))
        return VGroup(line, label)

    def row_name(self, math: str) -> VGroup:
        """Return what the row of scores below the bars is called, if there is room before it."""
        bars, scale = self.bars, self.stage.scale
        name = formula(math, self.stage.text_size(44), self.theme.muted)
        widest = max(number.width for number in bars.scores)
        room = float(bars.middles[0] - bars.low[0]) - widest / 2 - 0.15 * scale
        if room < ROW_NAME * name.width:
            return VGroup()
        name.scale(min(1.0, room / name.width))
        right = float(bars.middles[0]) - widest / 2 - 0.15 * scale
        x = max(right - 0.25 * scale, float(bars.low[0]) + name.width)
        name.move_to(at(x, bars.scores[0].get_y()), aligned_edge=RIGHT)
        return VGroup(name)

    def drift(self, least: float) -> None:
        """Let the sentence be read, while the camera comes a little closer, or goes back."""
        seconds = self.reading_time(least)
        if seconds > 0:
            zoom = 1.0 if self.view.zoom > 1.001 else 1.012
            middle = self.stage.frame.centre
            self.look_at(View(middle, zoom), seconds)

    def keep_two(self) -> float:
        """Let all others sink until they have nothing; count the first of two from the second.

        Return the score of the first then, where that of the second is 0.
        """
        bars, steps = self.bars, self.steps
        scores, other = steps.logits / steps.temperature, np.arange(len(steps.logits)) > 1
        middles = bars.middles.copy()
        aside = float(self.stage.hero.centre[0] - middles[:2].mean())

        def sink(progress: float) -> None:
            depth = np.where(other, scores - scores[:2].min() + GONE, 0.0)
            moved = scores - progress * np.maximum(depth, 0.0)
            self.display(moved, softmax(moved))

        def leave(progress: float) -> None:
            for part in (*bars.names[2:], *bars.scores[2:], *bars.numbers[2:]):
                part.set_fill(opacity=1 - progress).set_stroke(opacity=1 - progress)

        begin = float(np.clip(scores[0] - scores[1], LOW, HIGH))
        goal = np.append([begin, 0.0], scores[2:])

        def level(progress: float) -> None:
            left = scores + progress * (goal - scores)
            bars.move_to_middles(middles + progress * aside)
            shares = np.append(softmax(left[:2]), np.zeros(len(left) - 2))
            texts = [share_text(each) for each in shares[:2].tolist()]
            bars.display(bars.upright(shares), texts + [""] * (len(left) - 2))
            bars.write_scores(left)

        if other.any():
            self.drive(bars.bars, sink, max(2.0, self.reading_time(0.0)))
            self.drive(bars.bars, leave, 0.4)
            self.say(words.DIFFERENCE, name=NAMES[1])
        self.show_rule("e^(z_1) / (e^(z_1) + e^(z_2))")
        self.drive(bars.bars, level, max(2.0, self.reading_time(0.0)))
        self.show_rule("e^z / (e^z + e^0)")
        self.drift(0.6)
        return begin

    def display(self, scores: np.ndarray, probabilities: np.ndarray) -> None:
        """Show probabilities (n,) as bars, and the scores below them."""
        texts = [share_text(each) for each in probabilities.tolist()]
        self.bars.display(self.bars.upright(probabilities), texts)
        self.bars.write_scores(scores)

    def topple(
        self, powers: np.ndarray, shares: np.ndarray, texts: Sequence[str]
    ) -> Callable[[float], None]:
        """Return what lays upright bars end to end: each turns as it is, then all grow alike.

        Parameters
        ----------
        powers : array (n,)
            Heights of the upright bars, as shares of the room.
        shares : array (n,)
            Lengths of the parts of the strip, as shares of its width.
        texts : sequence of str
        """
        bars = self.bars
        turn, lying = Turn(bars, powers), bars.strip(shares)
        upright, down = bars.upright(powers), turn.boxes(1.0)

        def draw(progress: float) -> None:
            leg = min(int(3 * progress), 2)
            part = smooth(3 * progress - leg)
            seen = max(0.0, abs(6 * progress - 3) - 2)  # no number while a bar is on its way
            start, end = ((upright, turn.boxes(0.0)), (down, down), (down, lying))[leg]
            boxes = turn.boxes(part) if leg == 1 else start + part * (end - start)
            bars.display(boxes, texts if seen else [""] * len(texts), seen, only_where_room=True)
            if leg == 1:
                turn.draw(part)
            bars.carry_names()

        return draw

    def divide_each(self, boxes: np.ndarray, old: Sequence[str], new: Sequence[str]) -> None:
        """Write the division of each part of the strip in turn, in its light; it takes its share.

        Parameters
        ----------
        boxes : array (n, 2, 2)
            The parts.
        old, new : sequence of str
            Powers, and shares.
        """
        bars, stage = self.bars, self.stage
        full = float(bars.bars[0].get_fill_opacity())
        place = at(stage.hero.centre[0], bars.low[1] - 0.72 * stage.scale)
        sums = [words.quotient(self.steps, k) for k in range(len(new))]
        for k, text in enumerate(sums):
            size = stage.text_size(44)
            line = LiveNumber(size, self.theme.colour_of(k), align=0.5).write(text)
            fit = min(1.0, 0.95 * float(stage.hero.size[0]) / line.width)
            line = LiveNumber(fit * size, self.theme.colour_of(k), align=0.5)
            line.place(place).write(text)

            def light(progress: float, k: int = k) -> None:
                seen = np.ones(len(new))
                seen[k] = abs(2 * progress - 1)
                texts = [*new[:k], old[k] if progress < 0.5 else new[k], *old[k + 1 :]]
                bars.display(boxes, texts, seen, only_where_room=True)
                for j, bar in enumerate(bars.bars):
                    before = full if j == k - 1 or not k else DIM * full
                    goal = full if j == k else DIM * full
                    bar.set_fill(opacity=before + progress * (goal - before))

            self.act(Drive(bars.bars, light, rate_func=linear), FadeIn(line), seconds=0.7)
            self.beat(0.8)
            self.act(FadeOut(line), seconds=0.3)
        last = len(new) - 1

        def relight(progress: float) -> None:
            for j, bar in enumerate(bars.bars):
                before = full if j == last else DIM * full
                bar.set_fill(opacity=before + progress * (full - before))

        self.drive(bars.bars, relight, 0.4)

    def write_scores_below(self) -> None:
        """Let each score appear below its name, and what they are called before them."""
        self.bars.write_scores(self.steps.logits)
        self.row = self.row_name("z_i")
        self.act(FadeIn(self.bars.scores), FadeIn(self.row), seconds=0.4)

    def show_rule(self, math: str) -> None:
        """Put a formula above the bars in place of the one before."""
        stage = self.stage
        new: VMobject = formula(math, stage.text_size(LETTERS), self.theme.highlight)
        new.scale(min(1.0, RULE * stage.scale / new.height, 0.9 * stage.hero.size[0] / new.width))
        if stage.is_upright:  # the numbers stand below the title, on the right
            new.move_to(at(stage.title.low[0], stage.title.high[1]), aligned_edge=UP + LEFT)
        else:
            new.move_to(at(stage.hero.centre[0], stage.title.high[1]), aligned_edge=UP)
        new = plated(new, self.theme)  # bars grow behind it
        self.pin(new)
        self.act(*in_turn([self.rule] if len(self.rule) else [], [new]), seconds=0.5)
        self.rule = new

    def key(self) -> VGroup:
        """Return what tells scores from probabilities, in the upper right."""
        stage, theme = self.stage, self.theme
        size, side = stage.text_size(26), 0.26 * stage.scale
        score, share = Square(side), Square(side)
        score.set_stroke(theme.muted, 3)
        share.set_stroke(width=0).set_fill(theme.muted, 1)
        entries = [
            VGroup(square, self.write(words, size, theme.muted)).arrange(buff=0.14 * stage.scale)
            for square, words in ((share, "probability"), (score, "score"))
        ]
        key = VGroup(*entries).arrange(buff=0.4 * stage.scale)
        stage.put_numbers(key)
        self.pin(key)
        return key

    def corner(self, label: VMobject, number: LiveNumber, longest: str) -> VGroup:
        """Place a live number with its label in the upper right."""
        right, top = self.stage.numbers.high
        down = 1.1 if self.stage.is_upright else 0.5  # there the formula is above it
        number.place(at(right, top - down * self.stage.scale)).write(longest)
        label.next_to(number, LEFT, buff=0.25 * self.stage.scale)
        group = VGroup(label, number)
        self.pin(group)
        return group
