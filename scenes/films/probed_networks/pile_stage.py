"""What becomes of the inputs of the film of representations when they are piled up."""

from __future__ import annotations

import numpy as np
from manim import LEFT, ORIGIN, UP, Create, FadeIn, FadeOut, Square, VGroup, smooth

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.pile_chart import PileChart
from scenes.films.probed_networks.representation_stage import DIM, RepresentationStage
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.stage import Area

PALE = 0.65
"""Opacity of what the network gets right, behind its mistakes."""
FAINT = DIM / 3
"""Opacity of the cloud when what lies astray has left it for a pile."""
LEAST = 0.35
"""Share of the hero's height that a cloud above the piles must have."""


class PileStage(RepresentationStage):
    """Inputs that leave a cloud for piles, and come back.

    Attributes
    ----------
    chart : PileChart
        A pile for the watched layer before training, one for each place of the way after it, and
        one for the mistakes.
    has_answer : bool
        Whether that last one is there: layers follow the watched one.
    parted : PileChart
        A pile for each answer of the network, once the inputs are parted.
    """

    def build_chart(self) -> None:
        """Build the piles, of which none is seen yet: untrained, trained, and mistakes."""
        answers, hero = self.answers, self.stage.hero
        groups = [answers.untrained, *(answers.astray(layer) for layer in self.order)]
        self.has_answer = len(self.chain.names) > len(self.order)
        if self.has_answer:
            groups.append(answers.missed)
        self.chart = chart = PileChart(
            self.results, groups, hero, self.size, self.stage, self.theme
        )
        chart.columns[0].start = self.in_frame(self.places)[answers.untrained]
        free = chart.free
        self.is_kept = float(free.size[1]) >= LEAST * float(hero.size[1])
        self.shrunk = float(np.sqrt(free.size.prod() / hero.size.prod()))
        pad = 0.5 * self.size * self.shrunk
        self.above = Area(free.low + pad, free.high - pad)
        self.whole = self.room

    def pile_untrained(self) -> None:
        """Pile up what lies astray at first; the rest makes way, the chain goes to the feet."""
        chain, chart = self.chain, self.chart
        feet = chart.middles()
        pitch = float(feet[1, 0] - feet[0, 0])
        self.first_name = self.below(
            words.untrained_name(self.answers), feet[0], 0.9 * pitch, self.theme.text
        )
        small = min(chain.size, 0.74 * pitch / float(chain.widths.max()))
        title = self.write(words.CHART, self.stage.text_size(26), self.theme.muted)
        title.scale(min(1.0, float(self.title_room.size[0]) / title.width))
        corner = self.title_room.corner(UP + LEFT)
        self.title = VGroup(title.move_to(corner, aligned_edge=UP + LEFT))
        self.pin(self.title)
        lit, flying = chain.lit, self.answers.untrained
        rest = np.full(len(self.seen), FAINT * self.is_kept)
        self.add(chart)

        def depart(progress: float) -> None:
            chart.columns[0].progress = progress
            chart.place()
            way = smooth(min(1.4 * progress, 1.0))
            self.room = self.whole.towards(self.above, way * self.is_kept)
            seen = DIM + way * (rest - DIM)
            seen[flying] = way * rest[flying]
            self.put(self.places, seen, 1 + way * (self.shrunk - 1) * np.ones(len(rest)))
            chain.put(
                chain.at_home + way * (feet[1:] - chain.at_home),
                chain.size + way * (small - chain.size),
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
        if self.is_kept:
            old = self.places
            new = old if layer is None else self.answers.in_layer(layer)
            self.change(
                0.6 if layer is None else 1.2,
                course=lambda p: old + p * (new - old),
                seen=self.only(points),
                also=lambda p: chain.light(start + p * (goal - start)),
            )
            pile.start, pile.size = self.in_frame(new)[points], self.shrunk

        def fall(progress: float) -> None:
            pile.progress = progress
            chart.place()
            rest = (DIM + progress * (FAINT - DIM)) * self.is_kept
            seen = np.full(len(self.seen), rest)
            seen[points] *= progress
            self.put(self.places, seen, self.sizes)
            lit = 1.0 if self.is_kept else min(3 * progress, 1.0)
            chain.light(start + lit * (goal - start))

        self.drive(chart, fall, 1.6)

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
            chain.put(start + way * (chain.at_home - start), small + way * (chain.size - small))
            chain.light(lit + way * (goal - lit))

        self.drive(chart, scatter, 2.2)
        self.put(home, rest, np.ones(len(rest)))
        self.remove(chart)

    def by_answer(self) -> dict[int, np.ndarray]:
        """Return the points that the network takes for each class: first those it gets right."""
        decided, wrong = self.answers.decided, self.answers.decided != self.results.labels
        return {
            int(label): np.array(sorted(np.flatnonzero(decided == label), key=wrong.__getitem__))
            for label in np.unique(decided)
        }

    def part(self, groups: dict[int, np.ndarray]) -> None:
        """Let the inputs fly onto a pile for each answer, where those that are wrong stand out."""
        stage = self.stage
        chart = PileChart(
            self.results, [*groups.values()], stage.hero, self.size, stage, self.theme,
            counted=False,
        )  # fmt: skip
        self.parted = chart
        places, lit = self.in_frame(self.places), self.chain.lit
        goal = np.zeros(len(lit))
        goal[-1] = 1.0
        feet = chart.middles()
        pitch = 0.9 * float(self.stage.hero.size[0]) / len(feet)
        names = VGroup(
            *(
                self.below(
                    words.class_name(self.answers, label), foot, pitch,
                    self.theme.colour_of(label),
                )
                for label, foot in zip(groups, feet, strict=True)
            )
        )  # fmt: skip
        right = [self.results.labels[points] == label for label, points in groups.items()]
        for column, points in zip(chart.columns, groups.values(), strict=True):
            column.start = places[points]
        self.change(0.7, seen=1.0)
        self.add(chart)
        self.put(self.places, np.zeros(len(places)), self.sizes)
        self.remove(self.cloud)
        self.hero = (chart,)

        def sort(progress: float) -> None:
            for column in chart.columns:
                column.progress = progress
            chart.place()
            self.chain.light(lit + min(3 * progress, 1.0) * (goal - lit))

        self.drive(chart, sort, 3.0)
        self.act(FadeIn(names), seconds=0.5)

        def fade(progress: float) -> None:
            for column, is_right in zip(chart.columns, right, strict=True):
                column.seen = np.where(is_right, 1 - progress * (1 - PALE), 1.0)
            chart.place()

        self.drive(chart, fade, 1.0)
        self.come_nearer(2.0)

    def ring_common(self, groups: dict[int, np.ndarray]) -> None:
        """Frame the mistakes of the kind that is half of them all or more, if there is one."""
        found = words.common_mistake(self.answers)
        if found is None:
            return
        points, phrase = found
        self.say(phrase)
        half = 0.5 * self.parted.piles.side
        frames = VGroup()
        for k, pile in enumerate(groups.values()):
            places = self.parted.piles.places(k, len(pile))[np.isin(pile, points)]
            for x, y in places:
                frames.add(
                    Square(2 * half, color=self.theme.highlight, stroke_width=2.5).move_to(at(x, y))
                )
        self.act(Create(frames), seconds=0.8)
        self.come_nearer(1.0)

    def below(self, name: str, place: np.ndarray, widest: float, colour: str) -> VGroup:
        """Return the name of a column, at its foot, on one line with all others."""
        text = centred([name], self.stage.text_size(26), colour)
        text.scale(min(1.0, widest / text.width), about_point=ORIGIN)
        return VGroup(text.shift(at(*place)))
