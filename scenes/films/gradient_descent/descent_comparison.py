"""The last act of the film of gradient descent: the same start by another rule."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, UP, FadeIn, FadeOut, VGroup, VMobject

from engine.descent.descent import Descent
from engine.descent.endings import steps_grow
from scenes.films.gradient_descent.descent_numbers import coordinate
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_stage import DescentStage
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.films.gradient_descent.mobjects.walker import Walker
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View

SECONDS = 5.5
"""Of the two descents, together."""
FLIGHT = 3.0
"""Of the first half of the descent that runs away."""
SHAPES = (0, 3)
"""Of the marks of the two."""
AROUND = 1.25
"""How much of the picture is seen around the way of what runs away, as a factor."""
FARTHEST = 2.0
"""How many times smaller the picture becomes, at most, while the camera backs away."""


class DescentComparison(DescentStage):
    """Shows two descents on one picture."""

    has_walked = False
    """Whether the whole descent has been told, so that the end can come back to it."""

    def compare(self) -> None:
        """Walk down by both rules at once."""
        first, rival = self.results.first, self.results.rival
        assert rival is not None
        self.begin_comparison(rival)
        walkers = self.cast_of((first, rival))
        legend = self.legend((first, rival))
        self.act(FadeIn(legend, *walkers), seconds=0.8)
        self.overlay = [legend, *walkers]
        self.race((first, rival), legend)
        self.conclude(rival, legend)
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
            self.say("One book also multiplies by the parameter. Is it still gradient descent?")
        else:
            self.say("The same start, by another rule: {rule}.", rule=rival.spec.rule.title)
        gone = [*self.clear_words(), *self.end_labels]
        self.end_labels = PlaceLabels([], self.stage, self.theme)
        if gone:
            self.act(*map(FadeOut, gone), seconds=0.5)
        rise = 1.0 if self.rises else self.low
        if self.pose.rise != rise or rise == 0:
            self.go(Pose(max(self.pose.step, 1e-6), self.pose.turn, rise), 2.0)
        if rival.spec.optimizer == "as-printed" and self.picture.relief is not None:
            words = DescentWords(self.surface, rival)
            rows = self.equation_of(words, 0).write(*words.equation(0))
            self.pin(rows)
            self.act(FadeIn(rows), seconds=0.5)
            self.linger()
            self.act(FadeOut(rows), seconds=0.4)
        else:
            self.linger()
        self.say("Both rules, from the same start:")

    def cast_of(self, descents: Sequence[Descent]) -> list[Walker]:
        """Put those who walk down by each on the picture, at the start."""
        self.act(FadeOut(self.picture.walker), seconds=0.4)
        colours = (self.theme.highlight, self.theme.positive)
        self.picture.cast = [
            self.picture.walker_on(descent, colour, shape)
            for descent, colour, shape in zip(descents, colours, SHAPES, strict=True)
        ]
        self.pose = Pose(0.0, self.pose.turn, self.pose.rise)
        self.draw(self.pose)
        return self.picture.cast

    def legend(self, descents: Sequence[Descent]) -> LiveRows:
        """Name the rules beside their marks, with their losses."""
        theme, size = self.theme, self.stage.text_size(26)
        labels: list[VMobject] = []
        losses: list[str] = []
        for descent, colour, shape in zip(
            descents, (theme.highlight, theme.positive), SHAPES, strict=True
        ):
            mark = Markers(marker_of(shape), fill_color=colour, fill_opacity=1, stroke_width=0)
            mark.set_places(np.zeros((1, 2)), 0.0045 * size)
            is_printed = descent.spec.optimizer == "as-printed"
            name = (
                self.write("times θ, loss", size, colour)
                if is_printed
                else self.write("{rule}, loss", size, colour, rule=descent.spec.rule.title)
            )
            labels.append(VGroup(mark, name).arrange(RIGHT, buff=0.006 * size))
            losses += map(DescentWords(self.surface, descent).loss, range(descent.steps + 1))
        steps = self.write("step", size, theme.muted)
        longest = max(losses, key=len)
        rows = LiveRows(None, [*labels, steps], Columns((longest,), (theme.text,)), size, theme)
        self.stand_free(rows)
        self.write_losses(rows, descents, 0.0)
        self.pin(rows)
        return rows

    def write_losses(self, rows: LiveRows, descents: Sequence[Descent], step: float) -> None:
        """Write the losses where all are at a continuous step, or at the last one."""
        found = [DescentWords(self.surface, each).on_the_way(step) for each in descents]
        longest = int(np.argmax([each.steps for each in descents]))
        rows.write(*((loss,) for loss, _ in found), (found[longest][1],))

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

        self.move_camera(View(self.view.centre, 1.03 * self.view.zoom), draw, SECONDS)
        self.pose = Pose(longest, start.turn, start.rise)

    def conclude(self, rival: Descent, legend: LiveRows) -> None:
        """State what was seen."""
        runaway = self.results.runaway
        if runaway is None or runaway.diverged_at is None:
            self.say("Two rules, two ways down the same surface.")
            self.linger()
            return
        first = self.results.first
        if (rival.path > 0).all() and first.final.min() > 0:
            first_name, second_name = self.surface.names
            self.say(
                "It arrives sooner: its steps are {a} and {b} times as long, and both are positive."
                if is_sooner(rival, first)
                else "Its steps are {a} and {b} times as long. It arrives: both are positive.",
                a=first_name, b=second_name,
            )  # fmt: skip
        else:
            self.say("Here it gets down, too, but by another path.")
        self.linger()
        self.run_away(runaway, legend)

    def run_away(self, runaway: Descent, legend: LiveRows) -> None:
        """Follow the printed rule out of the picture, from where it diverges."""
        words = DescentWords(self.surface, runaway)
        size = self.stage.text_size(26)
        labels = [self.write("{name}", size, self.theme.positive, name=name)
                  for name in self.surface.names]  # fmt: skip
        labels.append(self.write("loss L", size, self.theme.loss))
        labels.append(self.write("step", size, self.theme.muted))
        places = [[coordinate(x, words.decimals) for x in point] for point in runaway.path.tolist()]
        places = [[*place, words.loss(step)] for step, place in enumerate(places)]
        longest = max((text for place in places for text in place), key=len)
        rows = LiveRows(None, labels, Columns((longest,), (self.theme.text,)), size, self.theme)
        rows.move_to(self.inner.corner(UP + RIGHT), aligned_edge=UP + RIGHT)
        rows.write(*((text,) for text in places[0]), ("0",))
        self.pin(rows)
        track = VMobject(stroke_color=self.theme.positive, stroke_width=4.5)
        head = Markers(
            marker_of(SHAPES[1]), fill_color=self.theme.positive, fill_opacity=1, stroke_width=0
        )
        seen = self.picture.flat_places(runaway.path)
        head.set_places(seen[:1], 0.13 * self.stage.scale)
        self.act(FadeOut(legend, *self.picture.cast), seconds=0.5)
        self.picture.cast = []
        self.overlay = []
        self.move_camera(self.home, lambda progress: self.draw(self.pose), 1.0)
        self.act(FadeIn(head), FadeIn(rows), seconds=0.4)
        self.say(
            "But start it at {start}: what it multiplies by is negative.", start=words.place(0)
        )
        whole, half = np.arange(len(seen)), runaway.steps // 2
        dots = Markers(marker_of(0), fill_color=self.theme.positive, fill_opacity=1, stroke_width=0)
        dots.set_places(seen[:1], 0.0)
        self.add(track, dots)
        self.hero = (self.picture.ground, track)

        def draw_at(step: float) -> None:
            self.draw(self.pose)
            here = np.array([np.interp(step, whole, column) for column in seen.T])
            points = np.concatenate([seen[: int(step) + 1], here[None]])
            track.points = as_points(straight(points[:-1], points[1:]))
            head.set_places(here[None], 0.13 * self.stage.scale / self.view.zoom)
            dots.set_places(seen[: int(step) + 1], 0.07 * self.stage.scale / self.view.zoom)
            last = int(step + 1e-9)
            rows.write(*((text,) for text in places[last]), (f"{last}",))

        self.move_camera(self.far_view(seen), lambda progress: draw_at(half * progress), FLIGHT)
        self.say(
            "Not gradient descent: here it climbs, to {end} at step {steps}."
            if steps_grow(runaway) and climbs(runaway)
            else "Not gradient descent: here it diverges, to {end} at step {steps}.",
            steps=runaway.diverged_at, end=words.last_place,
        )  # fmt: skip
        closer = View(self.view.centre, 1.04 * self.view.zoom)
        self.move_camera(
            closer,
            lambda progress: draw_at(half + (runaway.steps - half) * progress),
            self.reading_time(1.0),
        )
        self.overlay = [rows, head, track, dots]

    def far_view(self, seen: np.ndarray) -> View:
        """Return a view of the whole picture and of the way, as far as the camera backs away."""
        home, frame = self.home, self.stage.frame
        reach = np.abs(seen - home.centre) / (frame.size / 2)
        wanted = reach.max(axis=1) * AROUND
        least = wanted[wanted <= FARTHEST].max(initial=1.0)
        return View(home.centre, 1 / float(least))


def is_sooner(rival: Descent, first: Descent) -> bool:
    """Return whether one descent gets as low as another ends in fewer steps than that took."""
    low = np.flatnonzero(rival.loss <= first.loss[-1])
    return bool(len(low)) and int(low[0]) < first.steps


def climbs(descent: Descent) -> bool:
    """Return whether the loss rises at every step, as long as it is finite."""
    losses = descent.loss[np.isfinite(descent.loss)]
    return bool((np.diff(losses) > 0).all())
