"""How the inputs of the film of representations part by the network's answers, and how it ends."""

from __future__ import annotations

from itertools import product

import numpy as np
from manim import ORIGIN, Circle, Create, FadeIn, FadeOut, Line, VGroup, smooth

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.crowd import crowd_of
from scenes.films.probed_networks.pile_chart import PileChart
from scenes.films.probed_networks.tally_stage import TallyStage
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area

PALE = 0.4
"""Opacity of what the network gets right, behind its mistakes."""
FOOT = 0.25
"""Between the feet of the piles and their place's lower edge, in frame units of 16:9."""
REST, LARGE = 0.5, 1.5
"""Opacity of piles that aren't spoken of, relative to what it was, and size of the name of one
that is."""
HEADING = 0.7
"""Height of what is written over each of two clouds, in frame units of 16:9."""


class AnswerStage(TallyStage):
    """Inputs that are parted by the network's answers, and seen before and after at last.

    Attributes
    ----------
    parted : PileChart
        A pile for each answer of the network, once the inputs are parted.
    followed : int or None
        The input that is followed there.
    round_it : Circle
        The ring round it.
    """

    followed: int | None
    round_it: Circle

    def by_answer(self) -> dict[int, np.ndarray]:
        """Return the points that the network takes for each class: first those it gets right.

        The most common mistakes come last, so that they lie together.
        """
        decided, labels = self.answers.decided, self.results.labels
        order = (decided != labels).astype(int)
        found = words.common_mistake(self.answers)
        if found is not None:
            order[found[0]] = 2
        return {
            int(label): np.array(sorted(np.flatnonzero(decided == label), key=order.__getitem__))
            for label in np.unique(decided)
        }

    def part(self, groups: dict[int, np.ndarray]) -> None:
        """Let the inputs fly onto a pile for each answer, where those that are wrong stand out."""
        stage, point, ring = self.stage, self.followed, self.round_it
        room = Area(stage.hero.low + [0, FOOT * stage.scale], stage.hero.high)
        chart = PileChart(
            self.results, [*groups.values()], stage.hero, room, self.size, stage, self.theme
        )
        self.parted = chart
        places, lit = self.in_frame(self.places), self.chain.lit
        goal = np.zeros(len(lit))
        goal[-1] = 1.0
        feet = chart.middles()
        pitch = 0.9 * float(self.stage.hero.size[0]) / len(feet)
        self.feet = names = VGroup(
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
        self.change(0.7, seen=1.0, sizes=1.0)
        self.add(chart.place())
        self.put(self.places, np.zeros(len(places)), self.sizes)
        self.remove(self.cloud)
        self.hero = (chart,)
        round_it = ring.width

        def sort(progress: float) -> None:
            for column in chart.columns:
                column.progress = progress
            chart.place()
            self.chain.light(lit + min(3 * progress, 1.0) * (goal - lit))
            if point is not None:
                place, size = chart.place_of(point)
                smaller = 1.6 * size * self.size
                ring.set(width=round_it + progress * (smaller - round_it)).move_to(at(*place))

        self.act(FadeIn(names), seconds=0.4)
        if point is not None:
            self.add(ring)
        self.drive_in_place(sort, 3.0)

        def fade(progress: float) -> None:
            for column, is_right in zip(chart.columns, right, strict=True):
                column.seen = np.where(is_right, 1 - progress * (1 - PALE), 1.0)
            chart.place()

        self.drive_in_place(fade, 0.8)
        self.come_nearer()
        if point is not None:
            self.act(FadeOut(ring), seconds=0.3)

    def below(self, name: str, place: np.ndarray, widest: float, colour: str) -> VGroup:
        """Return the name of a column, at its foot, on one line with all others."""
        text = centred([name], self.stage.text_size(26), colour)
        text.scale(min(1.0, widest / text.width), about_point=ORIGIN)
        return VGroup(text.shift(at(*place)))

    def outline_common(self, groups: dict[int, np.ndarray]) -> None:
        """Draw one outline round the mistakes of the kind that is half of all, if there is one."""
        found = words.common_mistake(self.answers)
        if found is None:
            return
        points, phrase = found
        self.say(phrase)
        piles = self.parted.piles
        places = np.concatenate(
            [
                piles.places(k, len(pile))[np.isin(pile, points)]
                for k, pile in enumerate(groups.values())
            ]
        )
        outline = VGroup(
            *(
                Line(at(*start), at(*end), color=self.theme.highlight, stroke_width=3)
                for start, end in outline_of(places, piles.side)
            )
        )
        self.single_out([bool(np.isin(points, pile).any()) for pile in groups.values()])
        self.act(Create(outline), seconds=0.8)
        self.come_nearer()
        self.fall_silent()
        self.act(FadeOut(outline), seconds=0.3)
        self.look_home(0.6)

    def single_out(self, told: list[bool]) -> None:
        """Let all piles and their names grow pale that aren't told of, and the other names grow."""
        before = [np.asarray(column.seen) for column in self.parted.columns]

        def draw(progress: float) -> None:
            for column, name, seen, is_told in zip(
                self.parted.columns, self.feet, before, told, strict=True
            ):
                if not is_told:
                    column.seen = seen * (1 - progress * (1 - REST))
                    name.set_opacity(1 - progress * (1 - REST))
            self.parted.place()

        self.drive(self.parted, draw, 0.8)
        names = [name for name, is_told in zip(self.feet, told, strict=True) if is_told]
        self.act(*(name.animate.scale(LARGE) for name in names), seconds=0.4)

    def compare(self, groups: dict[int, np.ndarray]) -> None:
        """End with the clouds before and after training, side by side.

        Parameters
        ----------
        groups : dict of int array
            What lies on each pile; empty if all are still in the cloud.
        """
        answers, hero = self.answers, self.stage.hero
        before, after = halves(self.whole, self.stage.is_upright, HEADING * self.stage.scale)
        small = float(np.sqrt(after.size.prod() / self.whole.size.prod()))
        home = answers.in_layer(answers.layer)
        size, grey = self.stage.text_size(28), self.theme.muted
        headings = VGroup(
            *(self.write(text, size, grey, **values) for text, values in words.headings(answers))
        )
        for heading, room in zip(headings, (before, after), strict=True):
            above = room.high[1] + 0.5 * HEADING * self.stage.scale
            heading.scale(min(1.0, float(room.size[0]) / heading.width))
            heading.move_to(at(room.centre[0], above))
        if groups:
            self.gather(groups, home, after, small)
        else:
            self.change(1.5, room=after, sizes=small)
        everyone = np.full(len(home), small)
        copies = crowd_of(self.results, np.arange(len(home)), hero, self.size, self.theme)
        places = before.low + answers.course[0] * before.size
        self.hero = (self.cloud, copies)

        def come(progress: float) -> None:
            copies.place(places, np.full(len(home), progress), everyone)

        self.act(FadeIn(headings), Drive(copies, come, rate_func=smooth), seconds=1.0)
        self.come_nearer(3.5)

    def gather(
        self, groups: dict[int, np.ndarray], home: np.ndarray, room: Area, small: float
    ) -> None:
        """Let the inputs fly from their piles to where the layer has them, in a part of the frame.

        Parameters
        ----------
        groups : dict of int array
        home : array (points, 2)
        room : Area
        small : float
            Size of the inputs there.
        """
        chart, self.room = self.parted, room
        places, seen = self.in_frame(home), [column.seen for column in chart.columns]
        for column, points in zip(chart.columns, groups.values(), strict=True):
            column.start, column.size = places[points], small
        lit, goal = self.chain.lit, np.zeros(len(self.chain.names))
        goal[len(self.order) - 1] = 1.0
        self.act(FadeOut(self.feet), seconds=0.3)

        def back(progress: float) -> None:
            for column, old in zip(chart.columns, seen, strict=True):
                column.progress = 1 - progress
                column.seen = old + progress * (1 - np.asarray(old))
            chart.place()
            self.chain.light(lit + progress * (goal - lit))

        self.drive(chart, back, 1.8)
        self.put(home, np.ones(len(home)), np.full(len(home), small))
        self.add(self.cloud)
        self.remove(chart)


def outline_of(places: np.ndarray, side: float) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return the edges that squares of a grid do not share, as pairs of ends.

    Parameters
    ----------
    places : array (squares, 2)
        Their middles.
    side : float
    """
    edges: dict[tuple[int, ...], list[tuple[np.ndarray, np.ndarray]]] = {}
    ways = [(0, -1), (0, 1), (-1, 0), (1, 0)]
    for middle, way in product(places, ways):
        out = 0.5 * side * np.array(way)
        along = 0.5 * side * np.abs(np.array(way))[::-1]
        ends = middle + out - along, middle + out + along
        key = tuple(np.rint(4 * (middle + out) / side).astype(int).tolist())
        edges.setdefault(key, []).append(ends)
    return [each[0] for each in edges.values() if len(each) == 1]


def halves(room: Area, is_upright: bool, heading: float) -> tuple[Area, Area]:
    """Return two places of equal size in a room, side by side or one below the other."""
    gap = 0.06
    if is_upright:
        height = (room.size[1] - 2 * heading) / 2
        lower = Area(room.low, np.array([room.high[0], room.low[1] + height]))
        upper = Area(room.low + [0, height + heading], room.high - [0, heading])
        return upper, lower
    width = (0.5 - gap / 2) * room.size[0]
    top = room.high[1] - heading
    left = Area(room.low, np.array([room.low[0] + width, top]))
    return left, Area(np.array([room.high[0] - width, room.low[1]]), np.array([room.high[0], top]))
