"""The stage of the film of softmax: bars in the whole frame, a formula and a number in corners."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from manim import LEFT, UP, FadeIn, VGroup, VMobject, linear, smooth

from engine.experiments.softmax import SoftmaxSteps
from scenes.films.outputs_and_losses.class_bars import ClassBars, number_text
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND
from scenes.storytelling.staged_scene import StagedScene

RULE = 1.15
"""Height of the formula at most, in a frame of 16:9."""
DEEP = 0.3
"""How far below 0 a score goes, as a share of the largest."""
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
        parts = [part for part in self.bars.get_family() if not part.submobjects]
        self.open_with(self.bars, hero=parts)

    def drift(self, least: float) -> None:
        """Let the sentence be read, while the camera comes a little closer, or goes back."""
        seconds = self.reading_time(least)
        if seconds > 0:
            zoom = 1.0 if self.view.zoom > 1.001 else 1.012
            middle = self.stage.frame.centre
            self.look_at(View(middle, zoom), seconds)

    def sway(self, seconds: float) -> None:
        """Let the scores move a little to and fro, and the lowest go below 0."""
        bars, logits = self.bars, self.steps.logits
        turns = 1 + np.arange(len(logits)) % 2
        dip = 0.15 * float(np.abs(logits).max())
        lowest, deep = int(np.argmin(logits)), DEEP * float(np.abs(logits).max())

        def draw(progress: float) -> None:
            moved = logits - dip * np.sin(np.pi * turns * progress) ** 2 * np.sign(logits)
            room = logits
            if logits[lowest] > 0:
                share = float(np.sin(np.pi * progress)) ** 2
                moved[lowest] = (1 - share) * logits[lowest] - share * deep
                room = np.append(logits, -share * deep)
                bars.stand_on(share * deep / (share * deep + float(logits.max())))
            boxes = bars.for_scores(moved, room)
            bars.display(boxes, [number_text(each) for each in moved.tolist()])

        self.drive(bars.bars, draw, seconds, linear)

    def display(self, scores: np.ndarray, probabilities: np.ndarray) -> None:
        """Show probabilities (n,) as bars, and the scores below them."""
        texts = [fixed(each, 3) for each in probabilities.tolist()]
        self.bars.display(self.bars.upright(probabilities), texts)
        self.bars.write_scores(scores)

    def one_by_one(
        self, start: np.ndarray, end: np.ndarray, texts: Sequence[str]
    ) -> Callable[[float], None]:
        """Return what moves bars from boxes to boxes, one after another."""
        count = len(start)
        span = 2 / (count + 1)

        starts = np.arange(count) * span / 2

        def draw(progress: float) -> None:
            own = np.array([smooth(x) for x in np.clip((progress - starts) / span, 0, 1)])
            boxes = start + own[:, None, None] * (end - start)
            seen = np.clip(3 * np.abs(2 * own - 1) - 2, 0, 1)  # not while a bar is on its way
            self.bars.display(boxes, texts, seen, only_where_room=True)

        return draw

    def write_scores_below(self) -> None:
        """Let each score appear below its name."""
        self.bars.write_scores(self.steps.logits)
        self.act(FadeIn(self.bars.scores), seconds=0.4)

    def show_rule(self, math: str) -> None:
        """Put a formula into the upper left in place of the one before."""
        stage = self.stage
        new = formula(math, stage.text_size(36), self.theme.highlight)
        new.scale(min(1.0, RULE * stage.scale / new.height, stage.title.size[0] / new.width))
        new.move_to(at(stage.title.low[0], stage.title.high[1]), aligned_edge=UP + LEFT)
        self.pin(new)
        self.act(*in_turn([self.rule] if len(self.rule) else [], [new]), seconds=0.5)
        self.rule = new

    def corner(self, label: VMobject, number: LiveNumber, longest: str) -> VGroup:
        """Place a live number with its label in the upper right."""
        right, top = self.stage.numbers.high
        number.place(at(right, top - 0.5 * self.stage.scale)).write(longest)
        label.next_to(number, LEFT, buff=0.25 * self.stage.scale)
        group = VGroup(label, number)
        self.pin(group)
        return group
