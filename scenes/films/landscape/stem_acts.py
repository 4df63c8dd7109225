"""The act of the film of a loss landscape in which the network is beside its slice."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Dot, FadeIn, FadeOut, VGroup, VMobject

from scenes.films.landscape.build import WHOLE, Build
from scenes.films.landscape.landscape_panel import DETAIL, LIFT
from scenes.films.landscape.landscape_stage import SAMPLES, between
from scenes.films.landscape.slice_acts import SliceActs
from scenes.films.landscape.slice_marks import see, way_parts
from scenes.languages.language import translate
from scenes.languages.numbers import fixed, grouped
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.bands import dashed
from scenes.mobjects.frame import at
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import plated

FLAT_TILT = 1.2
"""Tilt at which the slice is seen as a plane; radians."""
MET = 0.01
"""The network and its shadow meet at less than such a share of their greatest distance."""
DASH = 0.12
"""Of the way from the network to the slice, in frame units."""


class Beside(VGroup):
    """The network's way beside a slice, and a dashed line from it to the slice.

    Parameters
    ----------
    film : StemActs
    """

    def __init__(self, film: StemActs) -> None:
        self.stage, theme = film.stages[0], film.theme
        self.way = VMobject(stroke_color=theme.loss, stroke_width=5, fill_opacity=0)
        self.drop = VMobject(stroke_color=theme.loss, stroke_width=4)
        self.dot = Dot(radius=0.13 * film.stage.scale, color=theme.loss)
        self.dot.set_stroke(theme.background, width=2.5)
        self._disc = self.dot.points.copy()
        super().__init__(self.way, self.drop, self.dot)

    def draw(self, share: float, lift: float) -> Beside:
        """Draw it at a share of its film time, raised to a share of its distance."""
        panel = self.stage.panel
        end = round(share * (SAMPLES - 1) * DETAIL)
        plan, away = panel.way_plan[: end + 1], self.stage.away[: end + 1]
        flat = panel.place(np.column_stack([plan, np.zeros(len(plan))])) + [0, 0, LIFT]
        high = flat + np.outer(lift * away * panel.side / 2, [0, 0, 1])
        seen = panel.mesh.see(high)
        self.way.points = as_points(straight(seen[:-1], seen[1:]))
        self.dot.points = self._disc + at(*seen[-1])
        ends = panel.mesh.see(np.stack([high[-1], flat[-1]]))
        _, starts, stops = dashed(ends[:1], ends[1:], DASH, DASH)
        self.drop.points = as_points(straight(starts, stops))
        return self


class StemActs(SliceActs):
    """The slice as a plane with the network beside it, and both losses where training begins."""

    def lie_flat(self) -> None:
        """Let the surface sink to the flat slice, and show the network beside it."""
        panel, stage = self.panel, self.stages[0]
        self.say("Lay the slice flat: height is now the distance from it.")
        start, flat = self.orbit, Orbit(self.orbit.azimuth, FLAT_TILT)
        beside = Beside(self).draw(0.0, 0.0)
        see(beside, 0.0)

        def sink(progress: float) -> None:
            panel.shape(WHOLE.towards(Build(height=0.0), progress))
            self.view_from(between(start, flat, progress))
            stage.walk(float(progress < 0.5))  # from the end to the beginning, while not seen
            gone = max(1 - 3 * progress, 0.0)
            self.see_way(max(gone, 3 * progress - 2), gone)

        self.act(FadeOut(self.bar), seconds=0.3)  # heights are no losses here
        self.drive(self.panels, sink, 1.8, gentle)
        self.add(beside)
        self.say("What you saw is its shadow: the network goes beside the slice.")

        def rise(progress: float) -> None:
            beside.draw(0.0, progress)
            see(beside, min(1.0, 4 * progress))

        self.drive_in_place(rise, 0.8)
        named = self.names_of(beside)
        self.act(FadeIn(named), seconds=0.4)
        self.beat(1.2)
        self.act(FadeOut(named), seconds=0.3)
        count = self.count_of_distance()

        def move(progress: float) -> None:
            stage.walk(progress)
            beside.draw(progress, 1.0)
            count.write(self.distance_at(progress))

        move(0.0)
        self.act(FadeIn(count), seconds=0.2)
        self.drive_in_place(move, max(2.6, self.reading_time(0.0)), gentle)
        if stage.away[-1] < MET * stage.away.max():
            self.say("Here they meet: the slice goes through the trained network.")
            self.beat(self.reading_time(1.5))
        self.act(FadeOut(count), seconds=0.2)

        def leave(progress: float) -> None:
            self.see_way(1 - progress, 0.0)
            see(beside, 1 - progress)

        def grow(progress: float) -> None:
            panel.shape(Build(height=progress))
            self.view_from(between(flat, start, progress))
            panel.thin(1.0)
            stage.draw(0.0)
            seen = min(3 * progress, 1.0)
            self.see_way(seen, seen)

        self.act(Drive(VGroup(), leave), self.naming(1.0, 0.0), seconds=0.5)
        self.remove(beside)
        self.say("Back to step {step}, and height is the loss again.",
                 step=grouped(int(stage.view.landscape.shadow.steps[0])))  # fmt: skip
        self.drive_in_place(grow, 2.0, gentle)
        panel.shape(WHOLE)
        stage.draw(0.0)
        self.act(FadeIn(self.bar), seconds=0.3)

    def see_way(self, share: float, pointers: float) -> None:
        """Draw the shadow and its way, and what points at losses, as clearly as two numbers say."""
        see([*way_parts(self.panel), self.panel.head], share)
        for pointer in (self.bar.pointer, self.bar.true_pointer):
            pointer.set_fill(opacity=pointers)

    def names_of(self, beside: Beside) -> VGroup:
        """Name the network beside the slice, its shadow on it, and what is between them."""
        stage, theme = self.stage, self.theme
        size, gap = stage.text_size(28), 0.2 * stage.scale
        network = self.write("the network", size, theme.loss, bold=True)
        shadow = self.write("its shadow", size, theme.text, bold=True)
        distance = self.write(
            "distance from the slice: {distance}", size, theme.loss, distance=self.distance_at(0.0)
        )
        x = float(beside.dot.get_x())
        right = float(stage.hero.high[0]) - x > network.width + 4 * gap
        side = RIGHT if right else LEFT
        room = (float(stage.hero.high[0]) - x if right else x - float(stage.hero.low[0])) - 2 * gap
        distance.scale(min(1.0, room / distance.width))
        network.next_to(beside.dot, side + 0.8 * UP, buff=0.5 * gap)
        shadow.next_to(self.panel.head, side + 0.8 * DOWN, buff=0.5 * gap)
        distance.next_to(beside.drop, side, buff=gap)
        return VGroup(*(plated(each, theme, 0.06) for each in (network, shadow, distance)))

    def distance_at(self, share: float) -> str:
        """Write how far the network is from the slice at a share of its film time, in weights."""
        away, shadow = self.stages[0].away, self.stages[0].view.landscape.shadow
        unit = float(shadow.distance.max()) / max(float(away.max()), 1e-9)
        return fixed(unit * float(away[round(share * (SAMPLES - 1) * DETAIL)]), 2)

    def count_of_distance(self) -> LabelledNumber:
        """Return the distance from the slice in the upper right, to be written."""
        stage, widest = self.stage, self.distance_at(0.0)
        words, corner = translate("distance from the slice"), stage.numbers.corner(UP + RIGHT)
        return LabelledNumber(words, self.theme.loss, widest, corner, 1, stage)

    def name_losses(self, losses: dict[str, str]) -> None:
        """Write both losses of the first step beside their dots, until they have been read."""
        ends = [self.panel.head.get_center(), self.panel.truth.get_center()]
        size, gap = self.stage.text_size(30), 0.3 * self.stage.scale
        words = (
            ("its shadow: {loss}", self.theme.text, losses["plane"]),
            ("the network: {loss}", self.theme.loss, losses["true"]),
        )
        labels = [
            self.write(text, size, colour, bold=True, loss=loss) for text, colour, loss in words
        ]
        room = float(self.stage.hero.high[0]) - max(float(end[0]) for end in ends)
        side = RIGHT if room > max(label.width for label in labels) + 2 * gap else LEFT
        for label, end in zip(labels, ends, strict=True):
            label.next_to(end, side, buff=gap)
        lower = int(ends[0][1] > ends[1][1])  # which of the two is below
        apart = labels[1 - lower].get_bottom()[1] - labels[lower].get_top()[1]
        missing = max(0.0, 0.5 * gap - float(apart))
        labels[lower].shift(missing / 2 * DOWN)
        labels[1 - lower].shift(missing / 2 * UP)
        plates = VGroup(*(plated(label, self.theme, 0.06) for label in labels))
        self.act(FadeIn(plates), seconds=0.4)
        self.beat(self.reading_time(2.0))
        self.act(FadeOut(plates), seconds=0.3)
