"""What becomes of the inputs of the film of representations when they are piled up."""

from __future__ import annotations

import numpy as np
from manim import LEFT, ORIGIN, UP, FadeIn, FadeOut, VGroup, smooth

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.pile_chart import PileChart
from scenes.films.probed_networks.pushed_stage import PushedStage
from scenes.films.probed_networks.representation_stage import BEHIND
from scenes.languages.language import translate
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred

HELD = 0.7
"""Seconds for which what lies astray is looked at before it falls."""
LIT = 0.8
"""Opacity of the cloud on its way to another layer."""


class PileStage(PushedStage):
    """Inputs that leave a cloud for piles, and come back.

    Attributes
    ----------
    chart : PileChart
        A pile for the watched layer before training, one for each place of the way after it, and
        one for the mistakes.
    has_answer : bool
        Whether that last one is there: layers follow the watched one.
    """

    def build_chart(self) -> None:
        """Build the piles, of which none is seen yet: untrained, trained, and mistakes."""
        answers = self.answers
        groups = [answers.untrained, *(answers.astray(layer) for layer in self.order)]
        self.has_answer = len(self.chain.names) > len(self.order)
        if self.has_answer:
            groups.append(answers.missed)
        self.chart = chart = PileChart(
            self.results, groups, self.stage.hero, self.strip, self.size, self.stage, self.theme
        )
        chart.columns[0].start = self.in_frame(self.places)[answers.untrained]

    def pile_untrained(self) -> None:
        """Pile up what lies astray at first; the rest makes way, the chain goes to the feet."""
        chain, chart = self.chain, self.chart
        feet = chart.middles()
        pitch = float(feet[1, 0] - feet[0, 0])
        self.first_name = self.below(translate("untrained"), feet[0], 0.9 * pitch, self.theme.text)
        small = min(chain.size, 0.74 * pitch / float(chain.widths.max()))
        title = self.write(words.CHART, self.stage.text_size(26), self.theme.muted)
        title.scale(min(1.0, float(self.title_room.size[0]) / title.width))
        corner = self.title_room.corner(UP + LEFT)
        self.title = VGroup(title.move_to(corner, aligned_edge=UP + LEFT))
        self.pin(self.title)
        lit, flying = chain.lit, self.answers.untrained
        rest = np.full(len(self.seen), BEHIND)
        self.add(chart)

        def depart(progress: float) -> None:
            chart.columns[0].progress = progress
            chart.place()
            way = smooth(min(1.4 * progress, 1.0))
            self.room = self.whole.towards(self.above, way)
            seen = rest.copy()
            seen[flying] *= way
            self.put(self.places, seen, 1 + way * (self.shrunk - 1) * np.ones(len(rest)))
            # It does not fly across the picture: it goes at the one place, and comes at the other.
            is_below = way > 0.5
            chain.put(
                feet[1:] if is_below else chain.at_home,
                small if is_below else chain.size,
                abs(1 - 2 * way),
            ).light((1 - way) * lit)

        self.drive(chart, depart, 2.6)
        self.hero = (chart,)
        self.act(FadeIn(self.first_name), FadeIn(self.title), seconds=0.5)

    def pile(self, column: int, points: np.ndarray, layer: str | None = None) -> None:
        """Let what lies astray in a layer fall onto its pile, out of the cloud of that layer.

        Parameters
        ----------
        column : int
        points : int array
            What falls.
        layer : str, optional
            Where the others go meanwhile; they stay if it is left out.
        """
        chain, chart, start = self.chain, self.chart, self.chain.lit
        pile, goal = chart.columns[column], np.zeros(len(self.chain.names))
        goal[column - 1] = 1.0
        old = self.places
        if layer is not None:
            new = self.answers.in_layer(layer)
            self.change(
                1.0,
                course=lambda p: old + p * (new - old),
                seen=LIT,
                also=lambda p: chain.light(start + p * (goal - start)),
            )
        self.change(
            0.4,
            seen=self.only(points),
            also=lambda p: chain.light(chain.lit + p * (goal - chain.lit)),
        )
        self.beat(HELD)
        pile.start, pile.size = self.in_frame(self.places)[points], self.shrunk

        def fall(progress: float) -> None:
            pile.progress = progress
            chart.place()
            seen = np.full(len(self.seen), BEHIND)
            seen[points] *= progress
            self.put(self.places, seen, self.sizes)

        self.drive(chart, fall, 1.2)

    def unpile(self) -> None:
        """Bring the mistakes back among all inputs, as the trained layer has them."""
        chain, chart, answers = self.chain, self.chart, self.answers
        self.fall_silent()
        self.act(FadeOut(self.first_name), seconds=0.4)
        old, home = self.places, answers.in_layer(answers.layer)
        start, small = chain.middles, chain.now
        lit, goal = chain.lit, np.zeros(len(chain.names))
        goal[len(self.order) - 1] = 1.0
        room = self.room
        self.room = self.whole
        mistakes = chart.columns[-1]
        if self.has_answer:
            mistakes.start, mistakes.size = self.in_frame(home)[answers.missed], 1.0
            mistakes.is_settled = True
        before, sizes, rest = self.seen, self.sizes, self.only(answers.missed)
        self.hero = (self.cloud,)

        def scatter(progress: float) -> None:
            way = smooth(progress)
            for column in chart.columns:
                column.seen = column.counted = max(1 - 2 * progress, 0.0)
            self.room = room.towards(self.whole, way)
            seen = before + way * (rest - before)
            if self.has_answer:
                # They leave when all else is fading.
                mistakes.progress, mistakes.seen = min(1.25 * (1 - progress), 1.0), 1.0
                seen[answers.missed] = (1 - way) * before[answers.missed]
            self.put(old + way * (home - old), seen, sizes + way * (1 - sizes))
            chart.place()
            is_home = way > 0.5
            chain.put(
                chain.at_home if is_home else start,
                chain.size if is_home else small,
                abs(1 - 2 * way),
            )
            chain.light(lit + way * (goal - lit))

        self.drive(chart, scatter, 2.2)
        self.put(home, rest, np.ones(len(rest)))
        self.remove(chart)

    def below(self, name: str, place: np.ndarray, widest: float, colour: str) -> VGroup:
        """Return the name of a column, at its foot, on one line with all others."""
        text = centred([name], self.stage.text_size(26), colour)
        text.scale(min(1.0, widest / text.width), about_point=ORIGIN)
        return VGroup(text.shift(at(*place)))
