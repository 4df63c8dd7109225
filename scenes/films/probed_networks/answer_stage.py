"""How the inputs of the film of representations part by the network's answers, and how it ends."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import ORIGIN, Circle, FadeIn, FadeOut, Square, VGroup

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import INPUTS
from scenes.films.probed_networks.crowd import crowd_of
from scenes.films.probed_networks.normalised import rotations
from scenes.films.probed_networks.pile_chart import PileChart
from scenes.films.probed_networks.tally_stage import TallyStage
from scenes.mobjects.frame import at
from scenes.mobjects.text import centred
from scenes.storytelling.stage import Area

PALE = 0.3
"""Opacity of what is not spoken of."""
FOOT = 0.25
"""Between the feet of the piles and their place's lower edge, in frame units of 16:9."""
CLEAR = 0.3
"""Between the highest pile and what stands above the hero, likewise."""
FRAME = 0.94
"""Side of what frames a picture on a pile, in sides of its place."""
MUCH = 1.2
"""By how much larger a cloud is when turned, so that it is."""
LEGIBLE = 0.7
"""Least size of an input in one of three clouds, relative to that in a cloud of its own."""
HEADING = 0.7
"""Height of what is written over each of three clouds, in frame units of 16:9."""


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

        Mistakes of one kind lie together.
        """
        decided, labels = self.answers.decided, self.results.labels
        order = np.lexsort((labels, decided != labels))
        return {int(label): order[decided[order] == label] for label in np.unique(decided)}

    def part(self, groups: dict[int, np.ndarray]) -> None:
        """Let the inputs fly onto a pile for each answer, where those that are wrong stand out."""
        stage, point, ring = self.stage, self.followed, self.round_it
        low, high = stage.hero.low + [0, FOOT * stage.scale], stage.hero.high
        room = Area(low, high - [0, CLEAR * stage.scale])
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

        self.light(self.answers.missed)
        self.come_nearer()
        if point is not None:
            self.act(FadeOut(ring), seconds=0.3)

    def below(self, name: str, place: np.ndarray, widest: float, colour: str) -> VGroup:
        """Return the name of a column, at its foot, on one line with all others."""
        text = centred([name], self.stage.text_size(26), colour)
        text.scale(min(1.0, widest / text.width), about_point=ORIGIN)
        return VGroup(text.shift(at(*place)))

    def mark_errors(self) -> None:
        """Frame what the network mends of what lay astray, then all that it mistakes."""
        answers, theme = self.answers, self.theme
        astray, missed = answers.astray(answers.layer), answers.missed
        mended = self.frames(np.setdiff1d(astray, missed), theme.accuracy)
        rest = self.frames(np.intersect1d(astray, missed), theme.loss)
        new = self.frames(np.setdiff1d(missed, astray), theme.loss)
        if (phrase := words.mended(answers)) is not None:
            self.say(phrase)
            self.light(astray)
            self.act(FadeIn(mended), seconds=0.6)
            self.act(FadeIn(rest), seconds=0.6)
            self.come_nearer()
        self.say(words.errors(answers, ours=self.is_ours))
        self.act(FadeOut(mended), seconds=0.3)
        self.light(missed)
        self.act(FadeIn(new), seconds=0.6)
        self.come_nearer()
        self.act(FadeOut(rest, new), seconds=0.3)

    def light(self, points: np.ndarray) -> None:
        """Let all on the piles grow pale but some points."""
        columns = self.parted.columns
        before = [np.asarray(column.seen) for column in columns]
        after = [np.where(np.isin(column.points, points), 1.0, PALE) for column in columns]

        def draw(progress: float) -> None:
            for column, old, new in zip(columns, before, after, strict=True):
                column.seen = old + progress * (new - old)
            self.parted.place()

        self.drive_in_place(draw, 0.6)

    def frames(self, points: np.ndarray, colour: str) -> VGroup:
        """Return a square round each of some points on the piles."""
        side = FRAME * self.parted.piles.side
        places = [self.parted.place_of(point)[0] for point in points.tolist()]
        return VGroup(
            *(Square(side, color=colour, stroke_width=5).move_to(at(*place)) for place in places)
        )

    def compare(self, groups: dict[int, np.ndarray]) -> None:
        """End with the clouds of the inputs, and before and after training, side by side.

        Parameters
        ----------
        groups : dict of int array
            What lies on each pile; empty if all are still in the cloud.
        """
        answers, hero = self.answers, self.stage.hero
        # Beside each other they fill the picture: the headings stand in the band above it.
        heading_room = HEADING * self.stage.scale if self.stage.is_upright else 0.0
        rooms = thirds(self.whole, self.stage.is_upright, heading_room)
        after = rooms[-1]
        home = answers.in_layer(answers.layer)
        self.reach = self.reach_of(home)  # nothing else comes into its place
        small = max(self.scale_in(after), LEGIBLE)
        size = self.stage.text_size(32)
        headings = VGroup(
            *(
                self.write(text, size, bold=True, **values)
                for text, values in words.headings(answers, pictures=self.are_pictures)
            )
        )
        fit = min(1.0, *(float(after.size[0]) / heading.width for heading in headings))
        for heading, room in zip(headings, rooms, strict=True):
            above = room.high[1] + 0.5 * HEADING * self.stage.scale
            heading.scale(fit).move_to(at(room.centre[0], above))
        others = [
            crowd_of(self.results, np.arange(len(home)), hero, self.size, self.theme)
            for _ in rooms[:-1]
        ]
        seen_there = answers.in_layer(INPUTS), answers.course[0]
        beside = [self.fitted(*each) for each in zip(seen_there, rooms[:-1], strict=True)]

        def come(progress: float) -> None:
            for crowd, (spots, scale) in zip(others, beside, strict=True):
                crowd.place(
                    spots, np.full(len(home), progress), np.full(len(home), max(scale, LEGIBLE))
                )
            headings.set_opacity(max(2 * progress - 1, 0.0))

        come(0.0)
        self.fall_silent()
        self.act(FadeOut(self.chain), seconds=0.3)
        self.add(*others, headings)
        if groups:
            self.gather(groups, home, after, small, come)
        else:
            self.change(1.5, room=after, sizes=small, also=come)
        self.hero = (self.cloud, *others)

    def fitted(self, places: np.ndarray, room: Area) -> tuple[np.ndarray, float]:
        """Return where places of the unit square are in a room of their own, and how much smaller.

        They are turned by a right angle if they fit much better so.
        """
        shape = np.array([self.answers.aspect, 1.0])
        turned = 0.5 + ((places - 0.5) * shape @ rotations(np.array(-np.pi / 2))) / shape
        scales = [self.scale_in(room, self.reach_of(each)) for each in (places, turned)]
        best = int(scales[1] > MUCH * scales[0])
        return self.in_area((places, turned)[best], room, scales[best]), scales[best]

    def gather(
        self,
        groups: dict[int, np.ndarray],
        home: np.ndarray,
        room: Area,
        small: float,
        also: Callable[[float], None],
    ) -> None:
        """Let the inputs fly from their piles to where the layer has them, in a part of the frame.

        Parameters
        ----------
        groups : dict of int array
        home : array (points, 2)
        room : Area
        small : float
            Size of the inputs there.
        also : callable
            Draws what else changes, at a progress.
        """
        chart, self.room = self.parted, room
        places, seen = self.in_frame(home), [column.seen for column in chart.columns]
        for column, points in zip(chart.columns, groups.values(), strict=True):
            column.start, column.size = places[points], small
        self.act(FadeOut(self.feet), seconds=0.3)

        def back(progress: float) -> None:
            for column, old in zip(chart.columns, seen, strict=True):
                column.progress = 1 - progress
                column.seen = old + progress * (1 - np.asarray(old))
            chart.place()
            also(progress)

        self.drive_in_place(back, 1.8)
        self.put(home, np.ones(len(home)), np.full(len(home), small))
        self.add(self.cloud)
        self.remove(chart)


def thirds(room: Area, is_upright: bool, heading: float) -> list[Area]:
    """Return three places of equal size in a room, side by side or one below the other."""
    if is_upright:
        height = room.size[1] / 3
        lows = [room.low + [0, k * height] for k in (2, 1, 0)]
        return [Area(low, low + [room.size[0], height - heading]) for low in lows]
    gap = 0.03 * room.size[0]
    width = (room.size[0] - 2 * gap) / 3
    lows = [room.low + [k * (width + gap), 0] for k in range(3)]
    return [Area(low, low + [width, room.size[1] - heading]) for low in lows]
