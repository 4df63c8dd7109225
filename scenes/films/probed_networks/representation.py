"""What the layers of a network make of its inputs: a heap before training, clusters after.

Each input is where a layer puts it, while the network trains. Those that lie nearest to another
class's mean are counted before training and after it, and then layer by layer: the bars tell which
layer does it. At last the inputs part by the network's answers.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, VGroup

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answer_stage import AnswerStage
from scenes.films.probed_networks.astray_chart import AstrayChart
from scenes.films.probed_networks.mean_dots import mean_dots
from scenes.films.probed_networks.representation_stage import BEHIND, GROWN
from scenes.films.probed_networks.sides import overlapping, parting_side, turn
from scenes.mobjects.frame import at
from scenes.storytelling.easing import gentle

STOP = 0.5
"""Seconds for which what a layer makes of the inputs is looked at."""
MOST_CLASSES = 12
"""Classes by which the inputs are parted at last, side by side."""


class Representation(AnswerStage):
    """Inputs where a layer puts them: first a heap, then clusters."""

    acts: ClassVar = ("heap", "training", "layers", "mistakes", "answer")

    def heap(self) -> None:
        """Let the inputs go to where an untrained network puts them, which is a heap."""
        answers = self.answers
        self.open_with(self.cloud, self.chain, hero=(self.cloud,))
        self.tell(words.question(digits=self.are_pictures))
        self.say(words.opening(answers, digits=self.are_pictures, ours=self.is_ours))
        self.go_through(answers.untrained_in(answers.layer), max(3.0, self.reading_time() - 0.5))
        self.beat(STOP)
        self.explain_place()
        self.show_lost()
        self.say(words.before(answers))
        self.change(0.8, seen=self.only(answers.untrained))
        self.come_nearer()

    def show_lost(self) -> None:
        """Show the means, and one input that lies nearest to a wrong one."""
        answers, lost, labels = self.answers, self.answers.lost, self.results.labels
        two = None if lost is None else (int(labels[lost[0]]), lost[1])
        dots = mean_dots(answers, self.in_frame(self.places), self.stage, self.theme, two)
        self.say(words.means(answers))
        if lost is None:
            self.change(0.6, seen=BEHIND)
            self.act(FadeIn(dots), seconds=0.6)
            self.come_nearer()
            self.act(FadeOut(dots), seconds=0.4)
            return
        point, label = lost
        only = np.array([point])
        self.change(0.6, seen=self.only(only), sizes=self.grown(only))
        self.act(FadeIn(dots), seconds=0.5)
        ring = self.ring(point, GROWN)
        line = self.line_to_mean(ring, label)
        self.act(Create(ring), seconds=0.4)
        self.act(Create(line), seconds=0.5)
        self.come_nearer(1.5)
        self.act(FadeOut(ring), FadeOut(line), FadeOut(dots), seconds=0.4)
        self.change(0.4, seen=1.0, sizes=1.0)

    def go_through(self, places: np.ndarray, seconds: float) -> None:
        """Let the inputs go to where the last layer of the chain puts them."""
        start, last = self.places, len(self.order) - 1
        self.change(
            seconds,
            course=lambda p: start + p * (places - start),
            sizes=1.0,
            also=lambda p: self.chain.light_up(p * last),
        )

    def training(self) -> None:
        """Train, at an even pace of the picture, while what lies astray is counted."""
        answers = self.answers
        self.say(words.learning(answers, ours=self.is_ours))
        self.act(FadeOut(self.chain), seconds=0.3)
        self.act(FadeIn(self.numbers), seconds=0.3)
        followed = 0 if answers.lost is None else answers.lost[0]
        sizes = self.scale_in(self.left) * self.grown(np.array([followed]))
        self.change(0.7, seen=1.0, sizes=sizes, room=self.left)
        ring = self.ring(followed, GROWN)
        chart = AstrayChart(answers, self.aside, self.stage, self.theme)
        self.act(Create(ring), FadeIn(chart), seconds=0.4)
        self.hero = (self.cloud, chart)

        def learn(progress: float) -> None:
            step = answers.pace.step_at(progress)
            self.count(step)
            chart.draw(self.answers.recorded_near(step))
            ring.move_to(at(*self.in_frame(self.places)[followed]))

        self.change(
            max(8.0, self.reading_time()),
            course=lambda p: answers.at_step(answers.pace.step_at(p)),
            also=learn,
            rate=gentle,
        )
        self.hero = (self.cloud,)
        self.act(FadeOut(ring), FadeOut(chart), seconds=0.4)
        self.change(0.6, seen=BEHIND, sizes=1.0, room=self.whole)
        self.say(words.gathered(answers))
        self.line_up(answers.astray(answers.layer))
        self.come_nearer()
        pair = overlapping(answers)
        self.step_back(1.0 if pair is None else self.only(self.of_classes(*pair)))
        if pair is not None:
            self.say(words.overlap(answers, *pair))
            self.show_parted(*pair)
        self.act(FadeOut(self.numbers), seconds=0.3)
        self.act(FadeIn(self.chain), seconds=0.3)

    def of_classes(self, *classes: int) -> np.ndarray:
        """Return the inputs of some classes, as indices."""
        return np.flatnonzero(np.isin(self.results.labels, classes))

    def show_parted(self, one: int, other: int) -> None:
        """Turn the picture to a side from which two classes that overlap in it do not."""
        answers = self.answers
        last = len(self.results.steps) - 1
        places = turn(answers, last, parting_side(answers, one, other))
        self.change(max(3.0, self.reading_time()), course=places)
        self.beat(STOP)

    def layers(self) -> None:
        """Count what lies astray among the inputs, and after each layer, to tell which does it."""
        answers = self.answers
        self.say("Which layer does it? Count again, from the inputs on.")
        self.beat(STOP)
        self.build_bars()
        self.say(words.of_inputs(answers, pictures=self.are_pictures))
        self.tally(0)
        for layer in self.order[1:]:
            # The last sentence tells at once which layer does most, if that is the last one.
            if layer != self.order[-1] or layer != words.best_layer(answers):
                self.say(words.of_layer(answers, layer))
            self.tally(self.order.index(layer))
        self.say(words.which_layer(answers))
        self.come_nearer()

    def mistakes(self) -> None:
        """Look at one of the inputs that the network mistakes."""
        answers, near = self.answers, 0.2 * self.stage.scale + 0.75 * GROWN * self.size
        shown = answers.drawn_over(self.whole.size, near)[:1]
        if not shown:
            self.say(words.mistakes(answers))
        self.leave_bars()
        self.followed, self.round_it = None, self.ring(0)
        if not shown:
            self.change(0.6, seen=self.only(answers.missed))
            self.come_nearer()
            return
        self.act(FadeIn(self.means), seconds=0.5)
        self.look_at_point(*shown)

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
        self.fall_silent()
        self.act(FadeOut(lines), FadeOut(names), FadeOut(self.means), seconds=0.4)
        self.followed, self.round_it = point, ring

    def answer(self) -> None:
        """Part the inputs by the network's answers, and say what was learned."""
        answers = self.answers
        self.say(words.parted(answers))
        groups = self.by_answer()
        if len(groups) > MOST_CLASSES:
            groups = {}
            self.change(0.8, seen=1.0)
            self.come_nearer(2.0)
        else:
            self.part(groups)
            self.mark_errors()
        self.compare(groups)
        self.say(words.moral(answers))
        self.come_nearer(2.5)
