"""The stage of the film of softmax: bars in the whole frame, a formula and a number in corners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import numpy as np
from manim import (
    LEFT,
    UP,
    Circle,
    DashedLine,
    FadeIn,
    RoundedRectangle,
    Square,
    VGroup,
    VMobject,
    linear,
    smooth,
)

from engine.experiments.softmax import SoftmaxSteps, softmax
from scenes.films.outputs_and_losses.class_bars import ClassBars, number_text
from scenes.films.outputs_and_losses.rungs import Rungs
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND, plated
from scenes.storytelling.staged_scene import StagedScene

RULE, LETTERS = 1.0, 72
"""Height of the formula at most, and size of its letters, in a frame of 16:9."""
DEEP = 0.3
"""How far below 0 a score goes, as a share of the largest."""
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
        self.card = self.picture_card()
        self.whole = self.line_of_one()
        parts = [part for part in self.bars.get_family() if not part.submobjects]
        self.open_with(self.bars, hero=parts)

    def picture_card(self) -> VGroup:
        """Return a small picture in a frame, where the formula is to stand."""
        stage, theme = self.stage, self.theme
        scale, style = stage.scale, {"stroke_color": theme.text, "stroke_width": 4}
        frame = RoundedRectangle(0.12 * scale, width=1.5 * scale, height=1.1 * scale, **style)
        sun = Circle(0.13 * scale, stroke_width=0, fill_color=theme.highlight, fill_opacity=1)
        ridge = np.array([[-0.62, -0.4], [-0.2, 0.12], [0.08, -0.2], [0.3, 0.05], [0.62, -0.4]])
        hills = VMobject(fill_color=theme.muted, fill_opacity=1, stroke_width=0)
        ends = np.roll(ridge, -1, axis=0)
        hills.points = as_points(straight(scale * ridge, scale * ends))
        card = VGroup(frame, hills, sun.shift(scale * at(0.38, 0.26)))
        place = stage.hero.centre[0], stage.title.high[1] - 0.55 * scale
        return card.move_to(at(*place))

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
        name.move_to(at(bars.low[0], bars.scores[0].get_y()), aligned_edge=LEFT)
        return VGroup(name)

    def drift(self, least: float) -> None:
        """Let the sentence be read, while the camera comes a little closer, or goes back."""
        seconds = self.reading_time(least)
        if seconds > 0:
            zoom = 1.0 if self.view.zoom > 1.001 else 1.012
            middle = self.stage.frame.centre
            self.look_at(View(middle, zoom), seconds)

    def sway(self, seconds: float) -> None:
        """Let the lowest score alone go below 0, or nearer to it from there, stay, and return."""
        bars, logits = self.bars, self.steps.logits
        lowest, deep = int(np.argmin(logits)), DEEP * float(np.abs(logits).max())
        start = float(logits[lowest])
        goal = -deep if start >= 0 else start / 2

        def draw(progress: float) -> None:
            away = smooth(float(np.clip(1.5 - abs(3 * progress - 1.5), 0, 1)))
            moved = logits.copy()
            moved[lowest] = start + away * (goal - start)
            room = logits
            if start >= 0:
                room = np.append(logits, min(0.0, away * goal))
                span = max(float(np.ptp(np.append(room, 0.0))), 1e-9)
                bars.stand_on(-float(room[-1]) / span)
            boxes = bars.for_scores(moved, room)
            bars.display(boxes, [number_text(each) for each in moved.tolist()])

        self.drive(bars.bars, draw, seconds, linear)

    def keep_two(self) -> None:
        """Let the first two classes alone share the probability; then bring both scores to 0."""
        bars, steps = self.bars, self.steps
        scores, other = steps.logits / steps.temperature, np.arange(len(steps.logits)) > 1

        def leave(progress: float) -> None:
            weights = np.where(other, 1 - progress, 1.0)
            shares = steps.probabilities * weights
            shares /= max(float(shares.sum()), 1e-300)
            texts = [fixed(each, 3) for each in shares.tolist()]
            seen = np.where(other, max(1 - 2 * progress, 0), 1.0)
            bars.display(bars.upright(shares), texts, seen)
            for part in (*bars.names[2:], *bars.scores[2:]):
                part.set_fill(opacity=seen[-1]).set_stroke(opacity=seen[-1])

        def level(progress: float) -> None:
            left = (1 - progress) * scores
            shares = np.append(softmax(left[:2]), np.zeros(len(left) - 2))
            texts = [fixed(each, 3) for each in shares[:2].tolist()]
            bars.display(bars.upright(shares), texts + [""] * (len(left) - 2))
            bars.write_scores(left)

        if other.any():
            self.drive(bars.bars, leave, 1.0)
        self.drive(bars.bars, level, 1.6)

    def display(self, scores: np.ndarray, probabilities: np.ndarray) -> None:
        """Show probabilities (n,) as bars, and the scores below them."""
        texts = [fixed(each, 3) for each in probabilities.tolist()]
        self.bars.display(self.bars.upright(probabilities), texts)
        self.bars.write_scores(scores)

    def outgrow(
        self, powers: np.ndarray, texts: Sequence[str], rungs: Rungs
    ) -> Callable[[float], None]:
        """Return what lets bars of scores grow to powers (n,), while the scale gives way.

        The longest always just fits; lines at round numbers tell how far the scale has gone.
        Numbers are seen only at the start and at the end.
        """
        bars, logits = self.bars, self.steps.logits
        start, first = bars.boxes.copy(), np.maximum(logits, 0.0)
        least = max(float(first.max()), 1e-9 * float(powers.max()))
        ratio = float(powers.max()) / least
        even = abs(np.log(ratio)) > 1e-6

        def draw(progress: float) -> None:
            eased = smooth(progress)
            # The scale changes evenly, by the same factor in each second.
            grown = (ratio**eased - 1) / (ratio - 1) if even else eased
            values = first + grown * (powers - first)
            unit = max(float(values.max()), 1e-300)
            boxes = bars.upright(values / unit)
            joined = smooth(min(4 * progress, 1.0))
            old, new = max(0.0, 1 - 12 * progress), max(0.0, 8 * progress - 7)
            shown = self.scores if old else texts if new else [""] * len(texts)
            bars.display(start + joined * (boxes - start), shown, max(old, new))
            rungs.display(unit, min(joined, 8 * (1 - progress), 1.0))

        return draw

    def slide(
        self, start: np.ndarray, end: np.ndarray, texts: Sequence[str]
    ) -> Callable[[float], None]:
        """Return what moves bars from boxes to boxes, all at once: none gets in another's way.

        What is to become lower or narrower does so first, where it is.
        """
        sizes = np.minimum(*((boxes[:, 1] - boxes[:, 0]) for boxes in (start, end)))

        def shrunk(boxes: np.ndarray) -> np.ndarray:
            middle = (boxes[:, 0, 0] + boxes[:, 1, 0]) / 2
            low = np.column_stack([middle - sizes[:, 0] / 2, boxes[:, 0, 1]])
            return np.stack([low, low + sizes], axis=1)

        stops = [start, shrunk(start), shrunk(end), end]

        def draw(progress: float) -> None:
            leg = min(int(3 * progress), 2)
            part = smooth(3 * progress - leg)
            seen = max(0.0, abs(6 * progress - 3) - 2)  # not while a bar is on its way
            boxes = stops[leg] + part * (stops[leg + 1] - stops[leg])
            self.bars.display(
                boxes, texts if seen else [""] * len(texts), seen, only_where_room=True
            )
            self.bars.carry_names()

        return draw

    def exchange(self, boxes: np.ndarray, old: Sequence[str], new: Sequence[str]) -> Any:
        """Return what fades the numbers above bars that stay, and then others in."""

        def draw(progress: float) -> float:
            seen = max(0.0, abs(4 * progress - 2) - 1)
            texts = [""] * len(old) if not seen else old if progress < 0.5 else new
            self.bars.display(boxes, texts, seen, only_where_room=True)
            return seen

        return draw

    def write_scores_below(self) -> None:
        """Let each score appear below its name."""
        self.bars.write_scores(self.steps.logits)
        self.act(FadeIn(self.bars.scores), seconds=0.4)

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
        number.place(at(right, top - 0.5 * self.stage.scale)).write(longest)
        label.next_to(number, LEFT, buff=0.25 * self.stage.scale)
        group = VGroup(label, number)
        self.pin(group)
        return group
