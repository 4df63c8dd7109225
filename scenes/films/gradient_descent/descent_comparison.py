"""The last act of the film of gradient descent: the same start by another rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, VGroup, VMobject

from engine.descent.descent import Descent
from engine.descent.endings import steps_grow
from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_stage import DescentStage
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import climbs, pace_by_way, turns_around
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View, fitting_zoom
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area

SECONDS = 5.5
"""Of the two descents, together."""
APART, REST = 3.6, 1.6
"""Seconds of the steps of the one that runs away, and of the rest of the other's."""
SHAPES = (0, 3)
"""Of the marks of the two."""
FARTHEST = 2.0
"""How far from the middle of the domain the wide map has to show steps, in half widths of it."""
MARGIN, REACH = 0.03, 1.15
"""Around all this, as a share of it; and how much of the map there is beyond the frame."""
TURNED = 2.0
"""Length of the longer of the two first steps as it is drawn, in frame units."""
NEARER = 1.03
"""How much closer the camera comes in the meantime, as a factor."""


class DescentComparison(DescentStage):
    """Shows two descents on one picture."""

    has_walked = False
    """Whether the whole descent has been told, so that the end can come back to it."""

    @property
    def colours(self) -> tuple[str, str]:
        """Of the two."""
        return self.theme.highlight, self.theme.positive

    def compare(self) -> None:
        """Walk down by both rules at once."""
        beside, rival = self.results.beside, self.results.rival
        assert beside is not None
        assert rival is not None
        pair = (beside, rival)
        self.begin_comparison(rival)
        if beside is not self.results.first and self.pose.rise == 1:
            self.walk_apart(pair)
        else:
            self.linger()
            self.say("Both rules, from the same start:")
            walkers, legend = self.cast_of(pair), self.legend(pair)
            self.stand_free(legend)
            self.pin(legend)
            self.act(FadeIn(legend, *walkers), seconds=0.8)
            self.overlay = [legend, *walkers]
            self.race(pair, legend)
            self.conclude(rival)
            self.linger()
        if self.has_walked:
            self.answer()

    def answer(self) -> None:
        """Come back to the whole way on the surface, and answer the first question."""
        if not self.words.arrived:
            return
        picture, steps = self.picture, float(self.descent.steps)
        if picture.cast != [picture.walker]:
            if self.overlay:
                self.act(*map(FadeOut, self.overlay), seconds=0.5)
            self.overlay, picture.cast = [], [picture.walker]
            self.pose = Pose(steps, self.pose.turn, self.pose.rise)
            self.draw(self.pose)
            self.act(FadeIn(picture.walker), FadeIn(self.labels()), seconds=0.5)
        self.hero = (picture.ground,)
        self.say("No map was needed: only the slope at each place, many times.")
        if self.pose.rise != self.low:
            start, end = self.pose, Pose(steps, 0.0, self.low)
            self.move_camera(self.home, lambda p: self.draw(start.towards(end, p)), 2.5)
            self.pose = end
        self.linger()

    def begin_comparison(self, rival: Descent) -> None:
        """Introduce the other rule, on the picture seen from above if it can be."""
        if not self.is_open:
            self.pose = Pose(0.0, self.pose.turn, self.low)
            self.begin()
        if rival.spec.optimizer == "as-printed":
            self.say("What if each slope is also multiplied by its parameter?")
        else:
            self.say("The same start, by another rule: {rule}.", rule=rival.spec.rule.title)
        gone = [*self.clear_words(), *self.end_labels]
        self.end_labels = PlaceLabels([], self.stage, self.theme)
        if gone:
            self.act(*map(FadeOut, gone), seconds=0.5)
        rise = 1.0 if self.rises else self.low
        if self.pose.rise != rise or rise == 0:
            self.go(Pose(max(self.pose.step, 1e-6), self.pose.turn, rise), 2.0)

    def cast_of(self, descents: Sequence[Descent]) -> list[Walker]:
        """Put those who walk down by each on the picture, at the start."""
        self.act(FadeOut(self.picture.walker), seconds=0.4)
        self.picture.cast = [
            self.picture.walker_on(descent, colour, shape)
            for descent, colour, shape in zip(descents, self.colours, SHAPES, strict=True)
        ]
        self.pose = Pose(0.0, self.pose.turn, self.pose.rise)
        self.draw(self.pose)
        return self.picture.cast

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

    def race(self, descents: Sequence[Descent], legend: LiveRows) -> None:
        """Play both descents, step for step."""
        longest = max(descent.steps for descent in descents)
        ways = [walker.route.distance for walker in self.picture.cast]
        together = sum(np.pad(way, (0, longest + 1 - len(way)), "edge") for way in ways)
        pace = pace_by_way(np.asarray(together))
        start = self.pose

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            self.draw(Pose(step, start.turn, start.rise))
            self.write_losses(legend, descents, step)

        self.move_camera(View(self.view.centre, NEARER * self.view.zoom), draw, SECONDS)
        self.pose = Pose(longest, start.turn, start.rise)

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

    # Apart

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
        ways = [each.path[1] - each.path[0] for each in pair]
        cross, size = self.picture.marks.copy(), 0.13 * self.stage.scale

        def draw(step: float) -> None:
            for walker, each, way in zip(walkers, pair, ways, strict=True):
                walker.seen_at(self.view.zoom).walk_to(min(step, each.steps))
                walker.point_along(way, 0.0, way, 0.0)
            cross.set_places(ground.place(self.picture.minima), size / self.view.zoom)

        draw(0.0)
        self.act(FadeOut(self.picture.walker), FadeIn(ground), FadeIn(cross), seconds=0.8)
        if self.picture.relief is not None:
            self.picture.relief.names.set_opacity(0)  # the map covers them
        self.picture.cast, self.hero = [], (ground,)
        self.overlay = [ground, cross, *walkers]
        self.move_camera(far, lambda progress: draw(0.0), max(2.0, self.reading_time(2.0)))
        written = self.first_steps_of(pair)
        self.pin(written)
        self.act(FadeIn(written, *walkers), seconds=0.6)
        if turns_around(beside, rival):
            self.say("Where a parameter is negative, its step turns around.")
        else:
            start = DescentWords(self.surface, rival).place(0)
            self.say("Both start at {start}.", start=start)
        near = View(far.centre, NEARER * far.zoom)
        unit = TURNED * self.stage.scale / max(float(np.linalg.norm(way)) for way in ways)

        def aim(progress: float) -> None:
            draw(0.0)
            for walker, way in zip(walkers, ways, strict=True):
                length = unit * float(np.linalg.norm(way)) * min(1.0, 3 * progress)
                walker.point_along(way, 0.0, way, length)

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

        both = float(min(rival.steps, beside.steps))
        self.move_camera(far, play(lambda progress: both * progress), APART)
        pace = pace_by_way(walkers[0].route.distance, round(both))
        if beside.steps > both:
            self.move_camera(near, play(pace.step_at), REST)

    def first_steps_of(self, pair: tuple[Descent, Descent]) -> LiveRows:
        """Write out the first step of each along the first variable, below one another."""
        both = [DescentWords(self.surface, each).equation(0)[0] for each in pair]
        longest = tuple(max(column, key=len) for column in zip(*both, strict=True))
        theme, widest = self.theme, self.inner.size[0]
        colours = (theme.text, theme.highlight, theme.gradient, theme.accuracy)

        def made(size: float) -> LiveRows:
            heading = self.write(
                "The first step of {name}", size, theme.muted, name=self.surface.names[0]
            )
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
