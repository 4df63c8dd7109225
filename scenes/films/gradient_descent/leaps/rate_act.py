"""The act on the learning rate: the same start with others, each leap by leap, on one surface."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, FadeOut, VGroup, linear

from scenes.films.gradient_descent.descent_camera import points_along
from scenes.films.gradient_descent.descent_comparison import DescentComparison
from scenes.films.gradient_descent.descent_picture import Pose
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.leaps.cut import Cut, cut_along
from scenes.films.gradient_descent.leaps.rate_words import RateWords, lowest_loss
from scenes.films.gradient_descent.leaps.trail import Trail
from scenes.films.gradient_descent.mobjects.chips import chip_of
from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area, area_of

LEAN = -0.08
"""By how much lower than at home leaps are seen from, as a share of the way to straight above."""
CUT_LEAN, TALLER = -0.27, 1.7
"""The same where the surface is cut open, and how many times as high it is drawn then."""
AROUND_CUT, UNDER = 0.01, 0.04
"""Room around it and under it, as a share of its size."""
ROWS, PITCH = 2, 1.15
"""Labels under one of its walls, and from one to the next, in their heights."""
TURNS = np.linspace(-1.2, 1.2, 97)
"""Radians by which the view may turn, to look at the way from its side."""
AWAY = 0.45
"""From a place of a way to the label beside it, in frame units."""
WAYS = np.array([[-1, 0], [1, 0], [0, 1], [0, -1], [-1, 1], [1, 1], [-1, -1], [1, -1]])
"""From a place to labels beside it."""
AROUND, CLOSEST = 0.06, 1.5
"""Room around all ways, as a share of their size, and the camera's closest zoom."""
DIM = 0.3
"""Opacity of the ways of other learning rates while one is followed."""
FIRST, KNOTS = 40, 30
"""Places of a way, and points of a leap from one to the next, by which it is told how much of it a
label covers."""


class DescentRates(DescentComparison):
    """Starts again with other learning rates."""

    cut: Cut | None = None
    """Where the surface is cut open."""

    def compare_rates(self) -> None:
        """Look at the way from its side, and leap by each learning rate from the same start."""
        if not self.is_open:
            self.begin()
        self.trails: list[Trail] = []
        self.rate_labels = VGroup()
        gone = [*self.clear_words(), *self.end_labels]
        self.end_labels = PlaceLabels([], self.stage, self.theme)
        if gone:
            self.act(*map(FadeOut, gone), seconds=0.4)
        descents = [self.descent, *self.results.others]
        lowest = lowest_loss(self.surface, descents)
        first, *others = (RateWords(self.surface, each, lowest) for each in descents)
        self.look_from_side(first, others)
        self.ways = np.concatenate(
            [
                self.knots_of(self.picture.place(self.descent.path)),
                *(self.knots_of(self.places_of(each)) for each in others),
            ]
        )
        self.act(FadeOut(self.picture.walker), seconds=0.4)
        colours = [self.theme.highlight, *self.colours_of_rates]
        for words, colour in zip((first, *others), colours, strict=False):
            self.leap(words, colour)
        self.draw_lesson(any(each.arrives_at is not None for each in (first, *others)))

    def look_from_side(self, first: RateWords, others: Sequence[RateWords]) -> None:
        """Look at the ways from their side, the surface cut open along them if they allow it."""
        ways = [each.descent.path[: each.shown + 1] for each in (first, *others)]
        turn = self.side_turn()
        minima = self.picture.minima
        goal = self.descent.final
        if len(minima):
            goal = minima[np.linalg.norm(minima - goal, axis=1).argmin()]
        self.cut = cut_along(ways, goal, self.surface.domain, self.backward(turn))
        self.draw(self.pose)
        start = self.pose
        if self.cut is None:
            self.say("The learning rate η sets how far each step goes.")
            end = Pose(float(self.descent.steps), turn, self.low + LEAN)
            view = self.view_from_side(end, others)
            self.move_camera(view, lambda p: self.draw(start.towards(end, p)), 3.0)
        else:
            self.say("Cut open: the learning rate η sets how far each step goes.")
            end = Pose(float(self.descent.steps), turn, self.low + CUT_LEAN)
            view = self.view_of_cut(self.cut, end)
            self.move_camera(view, lambda p: self.open_cut(p, start.towards(end, p)), 4.0)
        self.pose = end
        self.linger(1.0)

    def backward(self, turn: float) -> np.ndarray:
        """Return the direction away from the viewer on the floor, (2,), in domains."""
        self.picture.turn(Pose(0.0, turn, self.low + LEAN))
        low, high = self.limits
        middle = (low + high) / 2
        seen = self.picture.flat_places(middle + np.vstack([np.zeros(2), np.diag(high - low)]))
        self.picture.turn(self.pose)
        return seen[1:, 1] - seen[0, 1]

    def open_cut(self, share: float, pose: Pose) -> None:
        """Draw the picture in a pose, the surface so far cut open."""
        assert self.cut is not None
        assert self.picture.relief is not None
        self.picture.relief.cut_open(self.cut.patch, self.cut.edge, share, TALLER)
        self.draw(pose)

    def view_of_cut(self, cut: Cut, pose: Pose) -> View:
        """Return what the camera sees of the surface that is cut open, with room for names."""
        relief = self.picture.relief
        assert relief is not None
        relief.cut_open(cut.patch, cut.edge, 1.0, TALLER)
        self.picture.turn(pose)
        seen = relief.above(np.concatenate([cut.edge, cut.patch.grid(3).reshape(-1, 2)]))
        area = Area.around(seen)
        below = np.array([0.0, UNDER * area.size[1]])
        view = view_of(Area(area.low - below, area.high), self.stage, AROUND_CUT)
        relief.cut_open(cut.patch, cut.edge, 0.0, TALLER)
        self.draw(self.pose)
        return view

    @property
    def colours_of_rates(self) -> list[str]:
        """Of the ways with other learning rates."""
        theme = self.theme
        return [theme.text, theme.colour_of(3), theme.loss, theme.gradient]

    def side_turn(self) -> float:
        """Return the turn of the view at which the way goes across the frame."""
        route, flat = self.picture.walker.route, self.picture.flat_places

        def steep(turn: float) -> float:
            self.picture.turn(Pose(0.0, turn, self.low + LEAN))
            one, other = flat(np.clip(np.nan_to_num(route.path[[0, -1]]), *self.limits))
            return abs(float(other[1] - one[1])) + 0.05 * abs(turn)

        best = float(min(TURNS, key=steep))
        self.picture.turn(self.pose)
        return best

    @property
    def limits(self) -> tuple[np.ndarray, np.ndarray]:
        """The lowest and the highest values of the variables."""
        low, high = np.transpose(self.surface.domain)
        return low, high

    def view_from_side(self, pose: Pose, others: Sequence[RateWords]) -> View:
        """Return what the camera sees of all ways, from close by."""
        self.picture.turn(pose)
        ways = [self.picture.place(self.descent.path), *map(self.places_of, others)]
        frame = self.stage.frame
        places = np.clip(np.concatenate(ways), frame.low, frame.high)
        view = view_of(Area.around(places), self.stage, AROUND)
        self.picture.turn(self.pose)
        if view.zoom <= 1:
            return self.home
        zoom = min(view.zoom, CLOSEST)
        offset = self.stage.hero.centre - self.stage.frame.centre
        return View(view.centre + offset / view.zoom - offset / zoom, zoom)

    def places_of(self, words: RateWords) -> np.ndarray:
        """Return where a descent's steps appear, the last one also outside the domain."""
        assert self.picture.relief is not None
        return self.picture.relief.above(words.descent.path[: words.shown + 1])

    def leap(self, words: RateWords, colour: str) -> None:
        """Show the leaps by one learning rate, with the loss, and leave its way with a label."""
        descent, steps = words.descent, words.shown
        trail = Trail(steps, colour, self.theme, self.stage.scale)
        counts, places = self.counts_of(words, colour), self.places_of(words)
        losses = DescentWords(self.surface, descent)

        def draw(step: float) -> None:
            trail.draw(places, step, self.view.zoom)
            told, at_step = losses.on_the_way(step)
            counts.write((told,), (at_step,))

        draw(0.0)
        self.say(words.sentence)
        self.act(FadeIn(trail, counts), self.dimming(self.trails[-1:], 1.0, DIM), seconds=0.4)
        self.drive(VGroup(trail, counts), lambda p: draw(trail.step_at(p)), trail.seconds, linear)
        self.trails.append(trail)
        self.label_way(words, places, colour, FadeOut(counts))
        self.linger(0.6)

    def dimming(self, trails: Sequence[Trail], start: float, end: float) -> Drive:
        """Return a play in which trails go from one opacity to another."""

        def draw(progress: float) -> None:
            for trail in trails:
                trail.shade_to(start + progress * (end - start))

        return Drive(VGroup(), draw)

    def counts_of(self, words: RateWords, colour: str) -> LiveRows:
        """Make the rows of the loss and the step of a descent, at its start."""
        size, theme = self.stage.text_size(28), self.theme
        told = DescentWords(self.surface, words.descent)
        labels = [self.write("loss L", size, colour), self.write("step", size, theme.muted)]
        longest = max(map(told.loss, range(words.shown + 1)), key=len)
        rows = LiveRows(None, labels, Columns((longest,), (theme.text,)), size, theme)
        corner = (DOWN if self.stage.is_upright else UP) + RIGHT
        if self.cut is not None:  # between the walls
            corner = UP
        rows.move_to(self.inner.corner(corner), aligned_edge=corner)
        rows.write((told.loss(0),), ("0",))
        self.pin(rows)
        return rows

    def label_way(
        self, words: RateWords, places: np.ndarray, colour: str, *others: Animation
    ) -> None:
        """Put a label beside a way, whose steps appear at places (n, 2), where it covers least."""
        text, values = words.label
        said = self.write(text, self.stage.text_size(26), colour, **values)
        label = chip_of(said, self.stage, self.theme)
        if self.cut is not None:
            self.stand_below(label)
            self.act(FadeIn(label), *others, seconds=0.5)
            return
        label.scale(1 / self.view.zoom)
        half, gap = area_of(label).size / 2, AWAY * self.stage.scale / self.view.zoom
        seen, taken = self.ways, [area_of(each) for each in self.rate_labels]
        own = self.knots_of(places)
        low, high = (
            (edge - self.stage.frame.centre) / self.view.zoom + self.view.centre
            for edge in (self.inner.low, self.inner.high)
        )
        inner = Area(low + half, high - half)

        def cost(middle: np.ndarray) -> float:
            box = Area(middle - half, middle + half)
            is_inside = ((middle > inner.low) & (middle < inner.high)).all()
            if not is_inside or any(box.meets(each) for each in taken):
                return np.inf
            covered = ((seen > box.low) & (seen < box.high)).all(axis=1).sum()
            return float(covered) + float(np.linalg.norm(own - middle, axis=1).min())

        ends = self.knots_of(places[:2])[[KNOTS // 2, 0, -1]]
        starts = np.concatenate([ends, places[: words.shown + 1 : max(words.shown // 6, 1)]])
        middles = [start + way * (half + gap) for start in starts for way in WAYS]
        best = min(middles, key=cost)
        label.move_to(at(*np.clip(best, inner.low, inner.high)))
        self.rate_labels.add(label)
        self.act(FadeIn(label), *others, seconds=0.5)

    def stand_below(self, label: VGroup) -> None:
        """Stand a label under the walls of the cut, the first ones at the left."""
        count = len(self.rate_labels)
        side = LEFT if count < ROWS else RIGHT
        label.move_to(self.inner.corner(DOWN + side), aligned_edge=DOWN + side)
        row = (ROWS - 1 - count) if count < ROWS else (len(self.results.others) - count)
        label.shift(row * PITCH * label.height * UP)
        self.pin(label)
        self.rate_labels.add(label)

    def knots_of(self, places: np.ndarray) -> np.ndarray:
        """Return points along the first steps, which appear at places (n, 2), array (m, 2)."""
        return points_along(places[:FIRST], KNOTS)

    def draw_lesson(self, arrives: bool) -> None:
        """Look at all ways at once, and answer the film's question with them, if one arrives."""
        if list(self.story())[-1].name != "other rates":
            shown = [*self.rate_labels, *self.trails]
            self.act(*map(FadeOut, shown), FadeIn(self.picture.walker), seconds=0.4)
            if self.cut is not None:
                start, end = self.pose, Pose(self.pose.step, 0.0, self.low)
                self.move_camera(
                    self.home, lambda p: self.open_cut(1 - p, start.towards(end, p)), 2.0
                )
                self.pose = end
            return
        if arrives:
            self.say("No map: only the slope underfoot, and steps of the right length.")
        self.act(self.dimming(self.trails[:-1], DIM, 1.0), seconds=0.5)
        self.linger(3.0)
