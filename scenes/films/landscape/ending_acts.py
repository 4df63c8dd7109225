"""The end of the film of a loss landscape: another slice, and three of them side by side."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, Group, Text, VGroup, VMobject

from engine.landscape.landscape import Landscape
from scenes.films.landscape.curve_acts import CurveActs
from scenes.films.landscape.landscape_panel import LandscapePanel
from scenes.films.landscape.landscape_stage import between, fitted, loss_text, shares_of
from scenes.films.landscape.slice_marks import (
    edge_on,
    fading,
    lowest_sentence,
    profile_of,
    way_on,
)
from scenes.films.landscape.slice_turns import BESIDE
from scenes.films.landscape.weight_acts import CURVE
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped
from scenes.mobjects.arrays.orbit import Orbit
from scenes.mobjects.frame import at
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle, late
from scenes.storytelling.stage import Area

HELD = 5.4
"""Seconds for which three slices are looked at."""
ABOVE, INTO = 0.95, 0.95
"""Tilts at which they are seen, and the first of them, into whose valley one looks; radians."""
LOW = (0.5, 0.65, 0.8, 1.0)
"""Their heights, as shares of their sides, of which the one is chosen that fills most."""
GAP = 0.08
"""Free on either side of each, in frame units."""
SLICES = ("two weights", "u and v", "random and v")
"""What the three are called, by the directions that span them."""
EDGE = 0.45
"""Room beside the last, in a frame of 16:9: the camera comes nearer."""
ROOM = 0.7
"""Height of the room for that below each, in a frame of 16:9."""
NAMES = 0.75
"""Size of their names, relative to those of one that stands alone."""


class EndingActs(CurveActs):
    """Turns the slice away from where training went."""

    def another_slice(self) -> None:
        """Turn the slice away, and see another landscape of the same network."""
        assert self.turning is not None
        turning, seen = self.turning, self.views[0].landscape
        self.spot = turning.seen_at
        self.redraw = self.keep_network  # type: ignore[method-assign]
        if lower_ahead(seen):
            self.say(stopped_above(seen))
        panel, shots = self.panel, [seen.loss, *turning.after]
        lowest = self.lowest_of(seen.loss)
        self.act(
            fading(way_on(panel), 1.0, 0.0), FadeIn(lowest), self.naming(0.0, 1.0), seconds=0.4
        )
        self.beat(self.reading_time(1.0))
        self.say("Same network, same loss function: turn u to a random direction.")
        self.act(FadeOut(lowest), seconds=0.3)
        spots = np.tile(turning.seen_at, (len(shots), 1))
        old, new = panel.names[2], self.name_of_random()

        def rename(progress: float) -> None:
            old.set_opacity(max(1 - 3 * progress, 0.0))
            new.set_opacity(max(3 * progress - 2, 0.0))
            panel.names[2] = old if progress < 0.5 else new
            panel.look(self.orbit)

        self.turn_slice(self.slices_of(shots, spots), 3.5, rename)
        self.look_edge_on(seen.loss)
        self.say(lowest_sentence(shots[0], shots[-1]))
        outline = profile_of(shares_of(seen.loss, self.scale), panel, self.theme)
        before = self.lowest_of(seen.loss)
        named = self.name_of(outline)
        self.act(FadeIn(outline), FadeIn(before), FadeIn(named), seconds=0.5)
        now = self.lowest_of(shots[-1], before)
        self.act(FadeIn(now), seconds=0.4)
        self.beat(self.reading_time(2.0))
        self.act(*map(FadeOut, (outline, named, before, now)), seconds=0.3)
        self.side_by_side()

    def name_of(self, outline: VMobject) -> Text:
        """Write what an outline is of, above all that is seen edge-on."""
        name = self.write(
            "dashed: u and v, from the side", self.stage.text_size(24), self.theme.text
        )
        top = self.panel.mesh.see(self.panel.place(np.array([[0.0, 0.0, 1.0]])))[0, 1]
        corner = at(outline.get_right()[0], top + 0.15 * self.stage.scale)
        return name.move_to(corner, aligned_edge=DOWN + RIGHT)

    def name_of_random(self) -> Text:
        """Write the name of a random direction where that of the first one is; it is not seen."""
        name = self.write("random", self.stage.text_size(32), self.theme.text)
        self.panel.add(name.move_to(self.panel.names[2]).set_opacity(0))
        return name

    def look_edge_on(self, losses: np.ndarray) -> None:
        """See the surface large from the side: what is lowest in it is lowest in the frame."""
        start, end, hero = self.orbit, edge_on(losses, self.orbit), self.stage.hero
        across, up = CURVE * hero.size
        centre = np.array([self.panel.centre[0], hero.centre[1] - up / 2])
        enlarge = self.enlarging((centre, float(across), float(up)))

        into = self.panel.names[3 if abs(end.axes[0][0]) > abs(end.axes[0][1]) else 2]

        def turn(progress: float) -> None:
            enlarge(progress)
            self.view_from(between(start, end, progress))
            into.set_opacity(max(1 - 2 * progress, 0.0))  # it has no length seen from there
            self.redraw()

        self.drive(self.panels, turn, 2.0, gentle)

    def side_by_side(self) -> None:
        """End with three slices through the network: of two weights, of training, and this one."""
        assert self.turning is not None
        turning, panel, theme = self.turning, self.panel, self.theme
        losses = turning.before[0], self.views[0].landscape.loss, turning.after[-1]
        spots = np.zeros(2), turning.seen_at, turning.seen_at
        middle = Orbit(between(self.first, self.last, 0.5).azimuth, ABOVE)
        panel.dots = NAMES
        views = Orbit(self.seen_first.azimuth, INTO), middle, middle
        panels, place = [], (panel.centre, panel.side, panel.peak)
        for k, (area, loss, view) in enumerate(zip(self.thirds(), losses, views, strict=True)):
            heights = shares_of(loss, self.scale)
            place = fitted(area, heights, (view,), LOW)
            if k < 2:
                each = LandscapePanel(
                    heights, place, self.stages[0].colours, theme, NAMES * self.stage.scale
                )
                panels.append(each.face(view).name_axes(float(k)))
        panel.names[2].scale(NAMES)
        panel.names[3].scale(NAMES)
        panels.append(panel)

        start, enlarge = self.orbit, self.enlarging(place)

        def shrink(progress: float) -> None:
            enlarge(progress)
            if progress >= 0.5:
                panel.face(middle)
            panel.look(between(start, middle, progress)).stand(self.spot, self.standing)

        self.say(
            "One network, three landscapes: slices through {count} dimensions.",
            count=self.count,
        )
        for each, spot, view in zip(panels[:2], spots, views, strict=False):
            each.look(view).stand(spot, self.standing)
        self.act(
            Drive(self.panels, shrink, rate_func=gentle),
            FadeIn(Group(*panels[:2]), rate_func=late),
            seconds=1.6,
        )
        self.act(self.naming(0.0, 1.0), FadeIn(self.names_below()), seconds=0.4)
        self.come_nearer(HELD)

    def names_below(self) -> VGroup:
        """Write below each of the three slices by which two directions it goes."""
        size, names = self.stage.text_size(26), VGroup()
        for area, text in zip(self.thirds(), SLICES, strict=True):
            name = self.write(text, size, self.theme.text)
            names.add(
                name.move_to(at(area.centre[0], area.low[1] - 0.62 * ROOM * self.stage.scale))
            )
        return names

    def thirds(self) -> list[Area]:
        """Divide the hero's place among three surfaces."""
        whole = self.stages[0].area
        along = 1 if self.stage.is_upright else 0
        beside, edge = np.array([[BESIDE, 0.0], [EDGE, 0.0]]) * self.stage.scale
        whole = Area(whole.low + beside, whole.high - edge)
        edges = np.linspace(whole.low[along], whole.high[along], 4)
        areas = []
        for begin, end in pairwise(edges.tolist()):
            low, high = whole.low.copy(), whole.high.copy()
            low[along], high[along] = begin, end
            room = np.array([0.0, ROOM * self.stage.scale])  # for its name
            gap = GAP * np.eye(2)[along]
            areas.append(Area(low + gap + room, high - gap))
        return areas[::-1] if self.stage.is_upright else areas


def lower_ahead(landscape: Landscape) -> bool:
    """Return whether the picture holds a place clearly lower than where the run ends."""
    return bool(np.nanmin(landscape.loss) < 0.8 * landscape.shadow.true_loss[-1])


def stopped_above(landscape: Landscape) -> Phrase:
    """Say at which loss training stopped, and how low the slice goes."""
    values = {
        "step": grouped(int(landscape.shadow.steps[-1])),
        "lowest": loss_text(float(np.nanmin(landscape.loss))),
    }
    return "We stopped at step {step}, above this slice's lowest loss, {lowest}.", values
