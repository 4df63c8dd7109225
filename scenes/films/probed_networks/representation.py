"""What the layers of a network make of its inputs: a heap before training, clusters after.

Each input is where a layer puts it, while the network trains. Those that lie nearest to another
class's mean are piled up, layer by layer: the piles tell which layer does it. At last the inputs
part by the network's answers.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Animation, Create, FadeIn, FadeOut, VGroup

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answer_stage import AnswerStage
from scenes.films.probed_networks.representation_stage import GROWN
from scenes.storytelling.easing import gentle

LOOKED_AT = 2
"""Mistakes that are looked at."""
MOST_CLASSES = 12
"""Classes by which the inputs are parted at last, side by side."""


class Representation(AnswerStage):
    """Inputs where a layer puts them: first a heap, then clusters."""

    acts: ClassVar = ("heap", "training", "layers", "mistakes", "answer")

    def heap(self) -> None:
        """Let the inputs go to where an untrained network puts them, which is a heap."""
        answers, last = self.answers, len(self.order) - 1
        self.open_with(self.cloud, self.chain, hero=(self.cloud,))
        self.say(words.opening(answers, digits=self.are_pictures))
        start, end = self.places, answers.course[0]
        self.change(
            max(3.5, self.reading_time()),
            course=lambda p: start + p * (end - start),
            also=lambda p: self.chain.light_up(p * last),
        )
        self.explain_place()

    def training(self) -> None:
        """Train, at an even pace of the picture; then measure how near like lies to like."""
        answers = self.answers
        self.act(FadeIn(self.numbers), seconds=0.5)
        self.say("Now it trains. The colour is the true class.")
        self.change(
            max(8.0, self.reading_time()),
            course=lambda p: answers.at_step(answers.pace.step_at(p)),
            also=lambda p: self.count(answers.pace.step_at(p)),
            rate=gentle,
        )
        self.say(words.means(answers))
        shown = self.nearest_mean()
        self.change(0.6, seen=self.only(self.example), sizes=self.grown(self.example))
        self.act(FadeIn(self.means), seconds=0.6)
        if shown is not None:
            self.act(FadeIn(shown), seconds=0.6)
        self.come_nearer(1.5)
        self.say(words.gathered(answers))
        if shown is not None:
            self.act(FadeOut(shown), seconds=0.4)
        self.change(0.8, seen=self.only(answers.astray(answers.layer)), sizes=1.0)
        self.come_nearer()

    def layers(self) -> None:
        """Go back to the start, and pile up what lies astray there and in each trained layer."""
        answers = self.answers
        self.say(words.before(answers))
        self.act(FadeOut(self.means), FadeOut(self.numbers), seconds=0.5)
        untrained = answers.untrained
        self.change(
            2.2,
            course=lambda p: answers.at_step(answers.pace.step_at(1 - p)),
            seen=self.only(untrained),
        )
        self.come_nearer()
        self.build_chart()
        self.pile_untrained()
        start, *later = words.beats(answers, self.order)
        is_best = False
        self.say(words.of_inputs(answers, pictures=self.are_pictures))
        self.pile_layers(start)
        for beat in later:
            # The last one tells at once which layer does most, if that is the one.
            is_best = beat == later[-1] == [words.best_layer(answers)]
            self.say(words.which_layer(answers) if is_best else words.of_layers(answers, beat))
            self.pile_layers(beat)
        if not is_best:
            self.say(words.which_layer(answers))
            self.come_nearer()

    def pile_layers(self, layers: list[str]) -> None:
        """Pile up what lies astray in some trained layers, one after another."""
        for layer in layers:
            self.pile(self.order.index(layer) + 1, self.answers.astray(layer), layer)

    def mistakes(self) -> None:
        """Put the inputs back where the layer has them, and look at two that are mistaken."""
        answers, near = self.answers, 0.2 * self.stage.scale + GROWN * self.size
        shown = answers.drawn_over(self.whole.size, near)[:LOOKED_AT]
        self.say(words.look_closer(answers) if shown else words.mistakes(answers))
        self.act(FadeOut(self.title), seconds=0.3)
        self.unpile()
        if not shown:
            self.change(0.6, seen=self.only(answers.missed))
            self.come_nearer()
            return
        self.act(FadeIn(self.means), seconds=0.5)
        for point in shown:
            self.look_at_point(point)
        self.change(0.6, sizes=1.0)

    def look_at_point(self, point: int) -> None:
        """Let a mistake grow, and draw lines to the means that explain it."""
        run, answers = self.results, self.answers
        self.say(words.one_mistake(answers, point))
        only = np.array([point])
        self.change(0.8, seen=self.only(only), sizes=self.grown(only))
        ring, own = self.ring(point, GROWN), int(run.labels[point])
        taken = int(answers.decided[point])
        lines = VGroup(*(self.line_to_mean(ring, label) for label in (own, taken)))
        names = VGroup(*(self.mean_name(label, ring) for label in (own, taken)))
        self.act(Create(ring), seconds=0.4)
        self.act(*(Create(line) for line in lines), FadeIn(names), seconds=0.9)
        self.come_nearer(1.0)
        self.say(words.taken_for(answers, point))
        self.come_nearer(1.0)
        self.fall_silent()
        self.act(FadeOut(ring), FadeOut(lines), FadeOut(names), seconds=0.4)

    def answer(self) -> None:
        """Part the inputs by the network's answers, and say what was learned."""
        answers = self.answers
        gone: list[Animation] = [FadeOut(self.means)] if self.means in self.mobjects else []
        self.act(*gone, seconds=0.4)
        self.say(words.parted(answers))
        groups = self.by_answer()
        if len(groups) > MOST_CLASSES:
            groups = {}
            self.change(0.8, seen=1.0)
            self.come_nearer(2.0)
        else:
            self.part(groups)
            self.outline_common(groups)
        self.say(words.moral(answers))
        self.compare(groups)

    @property
    def example(self) -> np.ndarray:
        """The point that lies nearest to its own mean and is shown for it, if there is one."""
        point = self.answers.example
        return np.array([] if point is None else [point], dtype=int)

    def grown(self, points: np.ndarray) -> np.ndarray:
        """Return sizes that make some points larger than all others."""
        sizes = np.ones(len(self.sizes))
        sizes[points] = GROWN
        return sizes

    def nearest_mean(self) -> VGroup | None:
        """Return a ring round a point, and a line to the mean that lies nearest to it."""
        point = self.answers.example
        if point is None:
            return None
        ring = self.ring(point, GROWN)
        return VGroup(self.line_to_mean(ring, int(self.results.labels[point])), ring)
