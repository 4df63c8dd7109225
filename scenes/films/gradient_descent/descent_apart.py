"""Two descents that run apart: names, losses, and both on one map, as wide as it has to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup, VMobject

from engine.descent.descent import Descent
from engine.descent.endings import steps_grow
from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_stage import DescentStage
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import climbs, pace_by_way, turns_around
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View, fitting_zoom
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area

APART, REST = 3.6, 1.6
"""Seconds of the steps of the one that runs away, and of the rest of the other's."""
SHAPES = (0, 3)
"""Of the marks of the two."""
FARTHEST = 2.0
"""How far from the middle of the domain the wide map has to show steps, in half widths of it."""
MARGIN, REACH = 0.03, 1.15
"""Around all this, as a share of it; and how much of the map there is beyond the frame."""
TURNED = 2.0
"""Length up to which the longer of the two first steps is drawn, in frame units."""
RING = 0.24
"""Radius of the ring around the one that the other would hide, in frame units."""
NEARER = 1.03
"""How much closer the camera comes in the meantime, as a factor."""


class DescentApart(DescentStage):
    """Names two descents, and lets them run apart."""

    @property
    def colours(self) -> tuple[str, str]:
        """Of the two."""
        return self.theme.highlight, self.theme.positive

    def legend(self, descents: Sequence[Descent]) -> LiveRows:
        """Name the rules beside their marks, with their losses."""
        theme, size = self.theme, self.stage.text_size(26)
        labels = self.names_of(descents, "{rule}, loss", "times θ, loss", size)
        losses = [
            DescentWords(self.surface, descent).loss(step)
            for descent in descents
            for step in range(descent.steps + 1)
        ]
        steps = self.write("step", size, theme.muted)
        longest = max(losses, key=len)
        rows = LiveRows(None, [*labels, steps], Columns((longest,), (theme.text,)), size, theme)
        self.write_losses(rows, descents, 0.0)
        return rows

    def names_of(
        self, descents: Sequence[Descent], plain: str, printed: str, size: float
    ) -> list[VMobject]:
        """Name the rules beside their marks: the printed one by its factor."""
        labels: list[VMobject] = []
        for descent, colour, shape in zip(descents, self.colours, SHAPES, strict=True):
            mark = Markers(marker_of(shape), fill_color=colour, fill_opacity=1, stroke_width=0)
            mark.set_places(np.zeros((1, 2)), 0.0045 * size)
            rule = descent.spec.rule.title
            is_printed = descent.spec.optimizer == "as-printed"
            name = (
                self.write(printed, size, colour)
                if is_printed
                else self.write(plain, size, colour, rule=rule)
            )
            labels.append(VGroup(mark, name).arrange(RIGHT, buff=0.006 * size))
        return labels

    def write_losses(self, rows: LiveRows, descents: Sequence[Descent], step: float) -> None:
        """Write the losses at a continuous step, or the last ones; none of who has run away."""
        found = [DescentWords(self.surface, each).on_the_way(step) for each in descents]
        longest = int(np.argmax([each.steps for each in descents]))
        gone = [each.diverged_at is not None and step > each.steps for each in descents]
        losses = ["" if away else loss for (loss, _), away in zip(found, gone, strict=True)]
        rows.write(*((loss,) for loss in losses), (found[longest][1],))

    def conclude(self, rival: Descent) -> None:
        """State what was seen."""
        if rival.spec.optimizer != "as-printed" or rival.diverged_at is None:
            self.say("Two rules, two ways over the same surface.")
            return
        self.say(
            "Not gradient descent: here it climbs, to {end} at step {steps}."
            if steps_grow(rival) and climbs(rival)
            else "Not gradient descent: here it diverges, to {end} at step {steps}.",
            steps=rival.diverged_at, end=DescentWords(self.surface, rival).last_place,
        )  # fmt: skip

    def walk_apart(self, pair: tuple[Descent, Descent]) -> None:
        """Walk by both from where one turns the steps of the other around, on a wider map."""
        beside, rival = pair
        far = self.far_view(rival)
        ground = self.wide_map(far)
        walkers = [
            Walker(
                ground, Route(each.path, self.surface.domain), self.theme, colour, shape,
                1.25 * self.stage.scale,
            )
            for each, colour, shape in zip(pair, self.colours, SHAPES, strict=True)
        ]  # fmt: skip
        shared = min(each.steps for each in pair)
        for walker in walkers:  # every step that both take, so that their lengths compare
            walker.marked, walker.apart = shared, 0.0
        ring = Markers(marker_of(0), fill_opacity=0, stroke_color=self.colours[0], stroke_width=4.5)
        ways = [each.path[1] - each.path[0] for each in pair]
        cross, size = self.picture.marks.copy(), 0.13 * self.stage.scale

        def draw(step: float) -> None:
            for walker, each, way in zip(walkers, pair, ways, strict=True):
                walker.seen_at(self.view.zoom).walk_to(min(step, each.steps))
                walker.point_along(way, 0.0, way, 0.0)
            heads = [ground.place(each.route.point_at(each.shown)) for each in walkers]
            apart = float(np.linalg.norm(heads[1] - heads[0])) * self.view.zoom / self.stage.scale
            ring.set_places(heads[0][None], RING * self.stage.scale / self.view.zoom)
            ring.set_stroke(opacity=float(np.clip(2 - apart / RING, 0, 1)))
            cross.set_places(ground.place(self.picture.minima), size / self.view.zoom)

        draw(0.0)
        self.act(FadeOut(self.picture.walker), FadeIn(ground), FadeIn(cross), seconds=0.6)
        if self.picture.relief is not None:
            self.picture.relief.names.set_opacity(0)  # the map covers them
        self.picture.cast, self.hero = [], (ground,)
        self.overlay = [ground, cross, ring, *walkers]
        self.move_camera(far, lambda progress: draw(0.0), 1.0)
        draw(0.0)
        turned = turns_around(beside, rival)
        zeros = self.lines_of_zero(ground, far) if turned else VGroup()
        self.overlay.insert(2, zeros)
        self.act(FadeIn(zeros, ring, *walkers), seconds=0.6)
        self.say("Start both at {start}.", start=DescentWords(self.surface, rival).place(0))
        near = View(far.centre, NEARER * far.zoom)
        seen = [ground.place(each.path[1]) - ground.place(each.path[0]) for each in pair]
        longest = near.zoom * max(float(np.linalg.norm(each)) for each in seen)
        times = max(int(TURNED * self.stage.scale / longest), 1)
        written = self.first_steps_of(pair, times)
        self.pin(written)
        self.act(FadeIn(written), seconds=0.5)
        self.move_camera(far, lambda progress: draw(0.0), self.reading_time(0.6))
        if turned:
            self.say("Where a parameter is negative, its step turns around.")

        def aim(progress: float) -> None:
            draw(0.0)
            for walker, each in zip(walkers, pair, strict=True):
                walker.point_to(each.path[1], min(1.0, 3 * progress), times)

        for walker, colour in zip(walkers, self.colours, strict=True):
            walker.stride.set_color(colour)
        self.move_camera(near, aim, self.reading_time(3.0))
        legend = self.legend(pair)
        legend.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(legend)
        self.act(*in_turn([written], [legend]), seconds=0.6)
        self.overlay.append(legend)
        self.conclude(rival)

        def play(first: Callable[[float], float]) -> Callable[[float], None]:
            def move(progress: float) -> None:
                step = first(progress)
                draw(step)
                self.write_losses(legend, pair, step)

            return move

        self.drive(VGroup(), lambda progress: aim((1 - progress) / 3), 0.4)
        both = float(min(rival.steps, beside.steps))
        self.move_camera(far, play(lambda progress: both * progress), APART)
        pace = pace_by_way(walkers[0].route.distance, round(both))
        if beside.steps > both:
            self.move_camera(near, play(pace.step_at), REST)

    def first_steps_of(self, pair: tuple[Descent, Descent], times: int) -> LiveRows:
        """Write out the first step of each along the first variable, and how long it is drawn."""
        both = [DescentWords(self.surface, each).equation(0)[0] for each in pair]
        longest = tuple(max(column, key=len) for column in zip(*both, strict=True))
        theme, widest = self.theme, self.inner.size[0]
        colours = (theme.text, theme.highlight, theme.gradient, theme.accuracy)

        def made(size: float) -> LiveRows:
            text = "The first step of {name}"
            if times > 1:
                text = "The first step of {name}, drawn {times} times as long"
            name = self.surface.names[0]
            heading = self.write(text, size, theme.muted, name=name, times=times)
            labels = self.names_of(pair, "{rule}", "times θ", size)
            return LiveRows(heading, labels, Columns(longest, colours), size, theme)

        rows = made(self.stage.text_size(26))
        if rows.width > widest:
            rows = made(self.stage.text_size(26) * widest / rows.width)
        rows.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        return rows.write(*both)

    def far_view(self, rival: Descent) -> View:
        """Return what the camera sees of the whole domain and of the steps that are not far off."""
        low, high = np.transpose(np.asarray(self.surface.domain, dtype=float))
        middle, half = (low + high) / 2, (high - low) / 2
        near = (np.abs(rival.path - middle) <= FARTHEST * half).all(axis=1)
        seen = self.picture.flat_places(np.concatenate([[low, high], rival.path[near]]))
        area = Area.around(seen)
        zoom = fitting_zoom(area, self.stage, MARGIN)
        return View(area.centre - (self.stage.hero.centre - self.stage.frame.centre) / zoom, zoom)

    def wide_map(self, far: View) -> OpenMap:
        """Make the map of all that the camera sees in a view, in the place of the surface's own."""
        half = self.stage.frame.size / 2 / far.zoom
        area = Box(far.centre - half, far.centre + half)
        origin, unit = self.picture.flat_places(np.array([[0.0, 0.0], [1.0, 1.0]]))
        focus = Box((area.low - origin) / (unit - origin), (area.high - origin) / (unit - origin))
        return OpenMap(self.surface, area, focus, self.theme, REACH)

    def lines_of_zero(self, ground: OpenMap, view: View) -> VGroup:
        """Draw the lines on which a parameter is zero, each with its name, where they are seen."""
        hero, frame, size = self.stage.hero, self.stage.frame, self.stage.text_size(22)
        low, high = (
            (edge - frame.centre) / view.zoom + view.centre for edge in (hero.low, hero.high)
        )
        zero, gap = ground.place(np.zeros(2)), 0.15 * self.stage.scale / view.zoom
        if not ((zero > low) & (zero < high)).all():
            return VGroup()
        lines = VMobject(stroke_color=self.theme.text, stroke_width=2, stroke_opacity=0.7)
        lines.points = as_points(
            straight(
                np.array([[zero[0], low[1]], [low[0], zero[1]]]),
                np.array([[zero[0], high[1]], [high[0], zero[1]]]),
            )
        )
        names = [
            chip_of(
                self.write("{name} = 0", size, self.theme.text, name=name), self.stage, self.theme
            )
            for name in self.surface.names
        ]
        for name in names:
            name.scale(1 / view.zoom)
        names[0].move_to(at(zero[0] + gap, low[1] + gap), aligned_edge=DOWN + LEFT)
        names[1].move_to(at(high[0] - 2 * gap, zero[1] + gap), aligned_edge=DOWN + RIGHT)
        return VGroup(lines, *names)
