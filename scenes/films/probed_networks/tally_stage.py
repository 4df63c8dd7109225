"""How those that lie astray are counted, layer by layer, beside the cloud."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, FadeIn, FadeOut

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.count_bars import CountBars
from scenes.films.probed_networks.pushed_stage import PushedStage
from scenes.languages.language import translate
from scenes.storytelling.stage import Area

HELD = 0.4
"""Seconds for which what lies astray is looked at before it is counted."""
LIT = 0.8
"""Opacity of the cloud on its way to another layer."""
LARGER = 2.4
"""Size of what lies astray, relative to the others."""
GAP = 0.25
"""Between what is written over the bars and their first name, in frame units of 16:9."""


class TallyStage(PushedStage):
    """A cloud that goes from layer to layer, and bars that count what lies astray in each.

    Attributes
    ----------
    bars : CountBars
        The inputs, and each layer of the way after training.
    """

    def build_bars(self) -> None:
        """Build the bars, of which none is seen yet, and what is written over them."""
        answers = self.answers
        inputs, *layers = self.order
        names = [words.name_of(answers, inputs, self.are_pictures)]
        names += [translate("after {layer}", layer=layer) for layer in layers]
        counts = [answers.counts[layer] for layer in self.order]
        aside, title = self.aside, self.write(words.CHART, self.stage.text_size(26))
        title.scale(min(1.0, float(aside.size[0]) / title.width))
        self.title = title.move_to(aside.corner(UP + LEFT), aligned_edge=UP + LEFT)
        below = Area(aside.low, aside.high - [0, title.height + GAP * self.stage.scale])
        self.bars = CountBars(names, counts, below, self.stage, self.theme)
        self.counted: int | None = None
        self.pin(self.title)
        self.act(FadeIn(self.title), seconds=0.4)
        self.add(self.bars)

    def tally(self, row: int) -> None:
        """Let the cloud go to other places, and count what lies astray there.

        Parameters
        ----------
        row : int
            Of the bars, as of the chain.
        """
        layer = self.order[row]
        points, places = self.answers.astray(layer), self.answers.in_layer(layer)
        chain, start, old, before = self.chain, self.chain.lit, self.places, self.counted
        goal = np.zeros(len(chain.names))
        goal[row] = 1.0

        def also(progress: float) -> None:
            chain.light(start + progress * (goal - start))
            if before is not None:
                self.bars.rest(before, progress)

        self.change(
            1.1, course=lambda p: old + p * (places - old), seen=LIT,
            sizes=self.scale_in(self.left), room=self.left, also=also,
        )  # fmt: skip
        sizes = np.full(len(places), self.scale_in(self.left))
        sizes[points] *= LARGER
        self.change(0.4, seen=self.only(points), sizes=sizes)
        self.hero = (self.cloud, self.bars)
        self.drive(self.bars, lambda p: self.bars.grow(row, p), 0.9)
        self.beat(HELD)
        self.counted = row

    def leave_bars(self) -> None:
        """Let the bars fade, and the cloud fill the picture again."""
        rest = self.answers.astray(self.answers.layer)
        self.act(FadeOut(self.title), FadeOut(self.bars), seconds=0.5)
        self.hero = (self.cloud,)
        self.change(1.2, room=self.whole, seen=self.only(rest), sizes=1.0)
