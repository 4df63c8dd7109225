"""Softmax: how scores become probabilities, and what changes them and what does not.

The same bars fill the frame all through: they are scores, then powers, then parts of one strip,
then probabilities; at last one of them walks along its score, and draws the sigmoid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import RIGHT, FadeIn, FadeOut, VGroup, linear, smooth

from engine.experiments.softmax import SoftmaxSteps, softmax, softmax_steps
from engine.progress import Work, unwatched
from scenes.films.outputs_and_losses import softmax_words as words
from scenes.films.outputs_and_losses.bars.class_bars import (
    UPPER,
    ScoreOutlines,
    number_text,
    share_text,
)
from scenes.films.outputs_and_losses.bars.rungs import Rungs
from scenes.films.outputs_and_losses.bars.sigmoid_walk import HIGH, LOW, SigmoidWalk
from scenes.films.outputs_and_losses.softmax_growth import SoftmaxGrowth
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.films.outputs_and_losses.softmax_stage import NAMES
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle, late
from scenes.storytelling.in_turn import in_turn


class Softmax(SoftmaxGrowth):
    """Scores become probabilities: exponentiate, add up, divide."""

    acts: ClassVar = ("outputs", "three_steps", "gap", "shift", "temperature", "sigmoid")

    @classmethod
    def compute(cls, spec: SoftmaxSpec, work: Work = unwatched) -> SoftmaxSteps:
        """Take the steps for the outputs that the spec names."""
        return softmax_steps(np.array(spec.logits), spec.temperature)

    @classmethod
    def report(cls, results: SoftmaxSteps) -> list[str]:
        """Return the probabilities, in lines for the terminal."""
        outputs, shares = (
            ", ".join(map(number_text, x)) for x in (results.logits, results.probabilities)
        )
        return [
            f"softmax of {outputs}: {shares}",
            f"the largest output leads by {number_text(results.lead)}: "
            f"{number_text(results.odds)} times as probable as the second",
        ]

    def outputs(self) -> None:
        """Ask the question over the scores."""
        self.say(
            "A network scores a picture against {count} classes. How probable is each?",
            count=len(self.scores),
        )
        self.act(FadeIn(self.card, shift=2 * self.stage.scale * RIGHT), seconds=0.8)
        self.drift(1.2)

    def three_steps(self) -> None:
        """Exponentiate, add up, divide: with the same bars."""
        bars, steps = self.bars, self.steps
        power = "e^(z_i)" if steps.temperature == 1 else "e^(z_i \\/ T)"
        whole = f"scripts(sum)_j {power.replace('_i', '_j')}"
        lying = bars.strip(steps.probabilities)
        self.act(FadeOut(self.card), seconds=0.3)
        self.say("First, raise e = 2.718… to the power of each score z.")
        self.show_rule(power)
        self.write_scores_below()
        power_texts = [number_text(each) for each in steps.powers.tolist()]
        self.drift(0.5)
        self.say("Powers in place of scores: an exponent counts up from 0.")
        rungs = Rungs(bars)
        self.add(rungs)
        self.begin_to_count()
        self.say("Each 1 more multiplies a power by e.")
        climbed = self.climb(rungs)
        self.say("Each bar stops at its score, and the scale shrinks along.")
        self.drive(bars.bars, self.outgrow(rungs, climbed), 4.5, linear)
        self.remove(rungs)
        self.stop_counting()
        self.drift(0.6)
        self.say("Second, add them up: end to end, the bars are the sum.")
        self.show_rule(whole)
        total = LiveNumber(self.stage.text_size(44), self.theme.text)
        below = bars.low[1] - 0.72 * self.stage.scale
        sum_words = self.write("the sum", self.stage.text_size(30), self.theme.muted)
        gap = 0.25 * self.stage.scale
        total.write(number_text(steps.total))
        both = total.width + gap + sum_words.width
        total.place(at(self.stage.hero.centre[0] + both / 2 - total.width, below))
        self.act(FadeOut(bars.scores), FadeOut(self.row), seconds=0.4)
        heights = steps.powers / steps.powers.max()
        self.drive(bars.bars, self.topple(heights, steps.probabilities, power_texts), 2.6, linear)
        total.write(number_text(steps.total))
        sum_words.move_to(at(total.get_left()[0] - gap, total.get_y()), aligned_edge=RIGHT)
        self.act(FadeIn(total, sum_words), seconds=0.5)
        self.drift(0.8)
        self.say("Third, divide each by the sum.")
        self.show_rule(f"{power} \\/ {whole}")
        shown = [share_text(each) for each in steps.probabilities.tolist()]
        self.act(FadeOut(total, sum_words), seconds=0.3)
        self.divide_each(lying, power_texts, shown)
        total.write("1")
        sum_words.move_to(at(total.get_left()[0] - gap, total.get_y()), aligned_edge=RIGHT)
        self.act(FadeIn(total, sum_words), seconds=0.4)
        self.say("Now the whole is 1, and each part a probability.")
        self.drift(0.5)
        self.act(FadeOut(total, sum_words), seconds=0.4)
        topple = self.topple(steps.probabilities, steps.probabilities, shown)
        rise = Drive(bars.bars, lambda p: topple(1 - p), rate_func=linear)
        self.act(rise, FadeIn(self.whole, rate_func=late), seconds=2.4)
        self.act(FadeIn(bars.scores), FadeIn(self.row), seconds=0.4)
        self.say("From scores to probabilities: this is softmax.")
        self.drift(1.0)

    def gap(self) -> None:
        """Raise the largest score by 1, and measure the odds."""
        steps = self.steps
        other, one = (NAMES[k] for k in np.argsort(steps.logits, kind="stable")[-2:].tolist())
        label = self.write(
            "{one} to {other}",
            self.stage.text_size(26),
            self.theme.muted,
            one=one,
            other=other,
        )
        odds = LiveNumber(self.stage.text_size(40), self.theme.highlight, align=1)
        corner = self.corner(label, odds, words.odds_text(steps.odds * math.e))
        unit = np.eye(len(steps.logits))[int(np.argsort(steps.logits, kind="stable")[-1])]

        def raise_by(amount: float) -> None:
            moved = softmax_steps(steps.logits + amount * unit, steps.temperature)
            self.display(moved.logits, moved.probabilities)
            odds.write(words.odds_text(steps.odds * np.exp(amount / steps.temperature)))

        raise_by(0.0)
        self.say(words.one_more(steps, one, other))
        self.act(FadeIn(corner), seconds=0.5)
        self.drive(self.bars.bars, raise_by, max(2.6, self.reading_time(0.0)))
        self.drift(1.5)
        self.drive(self.bars.bars, lambda p: raise_by(1 - p), 1.2)
        self.act(FadeOut(corner), seconds=0.4)

    def shift(self) -> None:
        """Subtract the largest score from all."""
        steps, largest = self.steps, float(self.steps.logits.max())
        lowest = min(0.0, float(steps.logits.min() - largest), float(steps.logits.min()))
        outlines = ScoreOutlines(self.bars, lowest, max(largest, 0.0))
        outlines.display(steps.logits)

        def lift(base: float) -> None:
            self.bars.stand_on(base)  # what falls below 0 has room below the bars
            self.display(steps.logits, steps.probabilities)

        self.fall_silent()  # the bars make room before it is said that they stay
        key = self.key()
        self.drive(self.bars.bars, lambda p: lift(p * UPPER), 0.8)
        self.say("Take the same from all scores, or give it back: no probability changes.")
        self.act(FadeIn(outlines, key), seconds=0.5)

        def sink(progress: float) -> None:
            scores = steps.logits - progress * largest
            outlines.display(scores)
            self.bars.write_scores(scores)

        self.drive(outlines, sink, 2.6)
        self.drift(0.8)
        self.drive(outlines, lambda p: sink(1 - p), 1.6)
        self.act(FadeOut(outlines, key), seconds=0.4)
        self.drive(self.bars.bars, lambda p: lift((1 - p) * UPPER), 0.8)

    def temperature(self) -> None:
        """Divide the scores by less and by more."""
        start = self.steps.temperature
        coldest, hottest = words.range_of(self.steps)
        label = self.write("temperature T", self.stage.text_size(26), self.theme.muted)
        number = LiveNumber(self.stage.text_size(40), self.theme.highlight, align=1)
        corner = self.corner(label, number, number_text(hottest))

        def heat(first: float, last: float, progress: float) -> None:
            temperature = first * (last / first) ** progress
            shares = softmax(self.steps.logits, temperature)
            self.display(self.steps.logits / temperature, shares)
            number.write(number_text(temperature))

        heat(start, start, 0.0)
        self.say("Divide the scores by a temperature T first.")
        self.show_rule("e^(z_i \\/ T) \\/ scripts(sum)_j e^(z_j \\/ T)")
        row = self.row_name("z_i \\/ T")
        self.act(FadeIn(corner), *in_turn([self.row], [row]), seconds=0.5)
        self.drift(0.5)
        self.say(words.cold(self.steps))
        self.drive(self.bars.bars, lambda p: heat(start, coldest, p), 3.0, gentle)
        self.drift(0.8)
        self.say("As T grows, all classes come to be equally probable.")
        self.drive(
            self.bars.bars,
            lambda p: heat(coldest, hottest, p),
            3.0,
            gentle,
        )
        self.drift(1.0)
        self.fall_silent()
        self.drive(self.bars.bars, lambda p: heat(hottest, start, p), 1.0)
        self.act(FadeOut(corner, row), seconds=0.4)

    def sigmoid(self) -> None:
        """Leave two scores, count one from the other, and let it draw its probability."""
        bars, walk = self.bars, SigmoidWalk(self.bars, NAMES[:2], self.write)
        first, number = bars.bars[0], bars.numbers[0]
        assert isinstance(number, LiveNumber)
        self.row = VGroup()
        self.say(words.two_left(self.steps, NAMES[1]))
        self.look_at(View(self.stage.frame.centre, 1.0), 0.5)
        self.show_rule("e^(z_i) \\/ scripts(sum)_j e^(z_j)")
        begin = self.keep_two()
        self.say("Stack the two: together they are 1.")
        start, pair = bars.boxes.copy(), walk.boxes_at(begin)
        own = walk.probability(begin)
        texts = [share_text(own), share_text(1 - own)] + [""] * (len(start) - 2)

        def draw(pair: np.ndarray, texts: Sequence[str], seen: float) -> None:
            boxes = start.copy()
            boxes[:2] = pair
            bars.display(boxes, texts, seen)
            for other in bars.bars[2:]:
                other.points = np.zeros((0, 3))

        def fly(progress: float) -> None:
            seen = float(np.clip(1 - progress / 0.5, 0, 1))  # gone before they cross
            draw(start[:2] + smooth(progress) * (pair - start[:2]), texts, seen)
            bars.carry_names(seen)
            bars.names[2:].set_opacity(0)  # they have gone

        def go(z: float) -> None:
            draw(walk.boxes_at(z), [""] * len(start), 0.0)
            number.set_fill(opacity=1)
            walk.put_above(number, z)

        axes = FadeIn(walk.words, rate_func=late)
        leave = map(FadeOut, (self.whole, bars.ground, *bars.scores))
        self.act(Drive(first, fly, rate_func=linear), axes, *leave, seconds=1.8)
        self.remove(*bars.names, *bars.numbers)
        number.set_fill(bars.bars[0].get_fill_color())
        go(begin)
        self.act(FadeIn(number), seconds=0.4)
        self.hero = [part for part in (*walk.get_family(), *bars.bars[:2]) if not part.submobjects]
        self.add(bars.bars[1], walk.curve, number)

        def fall(progress: float) -> None:
            z = begin + progress * (LOW - begin)
            go(z)
            walk.draw(z, begin)

        def rise(progress: float) -> None:
            z = LOW + progress * (HIGH - LOW)
            go(z)
            walk.draw(LOW, max(z, begin))

        self.drift(0.5)
        self.say("Now move the score z of {name}.", name=NAMES[0])
        self.drive(first, fall, 1.3)
        self.drive(first, rise, 2.6)
        self.say("Its probability draws an S: the sigmoid is softmax for two classes.")
        self.show_rule("e^z / (e^z + e^0) = 1 / (1 + e^(-z)) = sigma(z)")
        self.drive(first, lambda p: go(HIGH * (1 - p)), 2.2)
        self.drift(2.5)
