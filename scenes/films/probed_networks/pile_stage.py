"""What becomes of the inputs of the film of representations when they are piled up."""

from __future__ import annotations

import numpy as np
from manim import LEFT, ORIGIN, RIGHT, UP, FadeIn, FadeOut, VGroup, smooth

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
        A pile for the watched layer before training, and one for each place of the way after it.
    """

    def build_chart(self) -> None:
        """Build the piles, of which none is seen yet: untrained, then trained."""
        answers = self.answers
        groups = [answers.untrained, *(answers.astray(layer) for layer in self.order)]
        self.chart = chart = PileChart(
            self.results, groups, self.stage.hero, self.foot, self.size, self.stage, self.theme
        )
        chart.columns[0].start = self.in_frame(self.places)[answers.untrained]

    def pile_untrained(self) -> None:
        """Pile up what lies astray at first; the rest makes way, the chain goes to the feet."""
        chain, chart = self.chain, self.chart
        feet = chart.middles()
        pitch = float(feet[1, 0] - feet[0, 0])
        self.first_name = self.below(translate("untrained"), feet[0], 0.9 * pitch, self.theme.text)
        piled = len(self.order)
        small = min(chain.size, 0.74 * pitch / float(chain.widths[:piled].max()))
        # What follows the watched layer has no pile, and is hidden meanwhile.
        below = np.concatenate([feet[1:], feet[-1:] + [pitch, 0]])[: len(chain.names)]
        has_pile = np.arange(len(chain.names)) < piled
        title = self.write(words.CHART, self.stage.text_size(26), self.theme.muted)
        title.scale(min(1.0, float(self.title_room.size[0]) / title.width))
        corner = self.title_room.corner(UP + LEFT)
        side = self.write(words.SIDES, self.stage.text_size(26), self.theme.muted)
        side.scale(min(1.0, float(self.beside.size[0]) / side.width))
        self.title = VGroup(
            title.move_to(corner, aligned_edge=UP + LEFT),
            side.move_to(self.beside.corner(UP + RIGHT), aligned_edge=UP + RIGHT),
        )
        self.pin(self.title)
        lit, flying = chain.lit, self.answers.untrained
        rest = np.full(len(self.seen), BEHIND)
        self.add(chart)

        def depart(progress: float) -> None:
            chart.columns[0].progress = progress
            chart.place()
            way = smooth(min(1.4 * progress, 1.0))
            self.room = self.whole.towards(self.over, way)
            seen = rest.copy()
            seen[flying] *= way
            self.put(self.places, seen, 1 + way * (self.small - 1) * np.ones(len(rest)))
            # It does not fly across the picture: it goes at the one place, and comes at the other.
            is_below = way > 0.5
            chain.put(
                below if is_below else chain.at_home,
                small if is_below else chain.size,
                abs(1 - 2 * way) * (has_pile if is_below else 1.0),
            ).light((1 - way) * lit)

        self.drive(chart, depart, 2.6)
        self.hero = (chart,)
        self.act(FadeIn(self.first_name), FadeIn(self.title), seconds=0.5)

    def pile(self, column: int, points: np.ndarray, layer: str) -> None:
        """Let what lies astray in a layer fall onto its pile, out of the cloud of that layer.

        Parameters
        ----------
        column : int
        points : int array
            What falls.
        layer : str
            Where the others go meanwhile.
        """
        chain, chart, start = self.chain, self.chart, self.chain.lit
        pile, goal = chart.columns[column], np.zeros(len(self.chain.names))
        goal[column - 1] = 1.0
        old = self.places
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
        pile.start, pile.size = self.in_frame(self.places)[points], self.small

        def fall(progress: float) -> None:
            pile.progress = progress
            chart.place()
            chart.tell(column, progress)
            seen = np.full(len(self.seen), BEHIND)
            seen[points] *= progress
            self.put(self.places, seen, self.sizes)

        self.drive(chart, fall, 1.2)

    def unpile(self) -> None:
        """Let the piles fade, and single out among all inputs those that lie astray at last."""
        chain, chart, answers = self.chain, self.chart, self.answers
        self.act(FadeOut(self.first_name), seconds=0.4)
        old, home = self.places, answers.in_layer(answers.layer)
        start, small = chain.middles, chain.now
        lit, goal = chain.lit, np.zeros(len(chain.names))
        goal[len(self.order) - 1] = 1.0
        room, has_pile = self.room, np.arange(len(chain.names)) < len(self.order)
        before, sizes = self.seen, self.sizes
        rest = self.only(answers.astray(answers.layer))
        self.hero = (self.cloud,)

        def scatter(progress: float) -> None:
            way = smooth(progress)
            for column in chart.columns:
                column.seen = column.counted = max(1 - 2 * progress, 0.0)
            self.room = room.towards(self.whole, way)
            seen = before + way * (rest - before)
            self.put(old + way * (home - old), seen, sizes + way * (1 - sizes))
            chart.place()
            is_home = way > 0.5
            chain.put(
                chain.at_home if is_home else start,
                chain.size if is_home else small,
                abs(1 - 2 * way) * (1.0 if is_home else has_pile),
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
