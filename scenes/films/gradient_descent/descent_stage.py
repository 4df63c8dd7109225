"""What the acts of the film of gradient descent share: one picture, its pose, words over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, VGroup, VMobject

from scenes.films.gradient_descent.descent_camera import DescentCamera, points_along
from scenes.films.gradient_descent.descent_picture import DescentPicture, Pose
from scenes.films.gradient_descent.descent_words import DescentWords
from scenes.films.gradient_descent.descents import TwoDescents
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.mobjects.place_labels import PlaceLabels
from scenes.films.gradient_descent.mobjects.rule_rows import rule_rows
from scenes.films.gradient_descent.mobjects.slope_rows import slope_rows
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.camera_moves import View
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area, area_of, plated

TURNING = 0.03
"""Radians a second by which the view turns while words are read."""
SWING = 0.2
"""Radians to either side, where the view begins to turn back."""
NEARING = 0.006
"""Share of the zoom that the camera comes closer in a second, where nothing can turn."""
SAMPLES = 40
"""Points of a line by which it is told how much of it words cover."""
BESIDE, UPHILL = 0.5, 1.4
"""Between the walker and words beside it, and the length of the gradient's arrow, in units."""
SINGLES = 4
"""Steps after the first that are taken one by one, at most."""
INWARD = 0.15
"""Of the domain, beside the place to which the point is taken to show heights, as a share."""


class DescentStage(DescentCamera):
    """Keeps the picture of a descent and what stands over it."""

    spec: ClassVar[GradientDescentSpec]
    results: ClassVar[TwoDescents]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.descent = self.results.first
        self.surface = self.spec.loss_surface
        self.words = DescentWords(self.surface, self.descent)
        self.picture = DescentPicture(self.surface, self.descent, self.stage, self.theme, "loss")
        self.singles = min(SINGLES, self.descent.steps - 1)
        self.low = 0.0 if self.spec.view != "contour" else 1.0
        self.rises = self.spec.view == "both" and self.surface.dims == 2
        self.touch = 0.11 if self.surface.dims == 1 or self.low == 0 else 0.0
        self.pose, self.turning = Pose(0.0, -SWING, self.low), 1.0
        self.title: VMobject | None = None
        self.equation: LiveRows | None = None
        self.counts: LiveRows | None = None
        self.stem = VMobject(stroke_color=self.theme.loss, stroke_width=4, fill_opacity=0)
        self.is_stem_up = False
        self.end_labels = PlaceLabels([], self.stage, self.theme)
        self.overlay: list[Mobject] = []
        self.is_open = False
        self.times = 1

    @property
    def inner(self) -> Area:
        """Where words may stand over the picture."""
        return Area(self.stage.legend.low, self.stage.numbers.high)

    def begin(self) -> None:
        """Open the film with the picture, or come back to where it began."""
        picture = self.picture
        if not self.is_open:
            self.draw(self.pose)
            self.open_with(picture.ground, picture.walker, hero=(picture.ground,))
            self.is_open = True
        if self.overlay:  # of the comparison
            self.act(*map(FadeOut, self.overlay), seconds=0.5)
            self.overlay, picture.cast = [], [picture.walker]
            self.pose = Pose(1e-6, self.pose.turn, self.pose.rise)
            self.draw(self.pose)
            self.act(FadeIn(picture.walker), seconds=0.4)
        if self.pose.rise == 1 > self.low:
            self.go(Pose(max(self.pose.step, 1e-6), self.pose.turn, self.low), 1.6)

    def draw(self, pose: Pose) -> None:
        """Draw the picture in a pose, at the camera's zoom, with the loss there."""
        self.picture.draw(pose, self.view.zoom)
        self.put_labels()
        if self.counts is not None:
            loss, step = self.words.on_the_way(pose.step)
            self.counts.write((loss,), (step,))

    def linger(self, least: float = 1.0, after: Callable[[], None] = lambda: None) -> None:
        """Let the sentence be read, while the view goes on turning, or comes a little closer.

        Parameters
        ----------
        least : float
            Seconds.
        after : callable
            Called after the picture is drawn anew: draws what belongs to it.
        """
        seconds = self.reading_time(least)
        start, view = self.pose, self.view
        turns = self.picture.relief is not None and start.rise == 0
        if abs(start.turn) >= SWING:
            self.turning = -float(np.sign(start.turn))
        turned = start.turn + self.turning * TURNING * seconds * turns
        end = Pose(start.step, turned, start.rise)
        zoom = view.zoom * (1 + NEARING * seconds * (not turns))
        here = self.place_at(start)
        self.picture.turn(end)
        shift = (self.place_at(end) - here) * min(1.0, view.zoom - 1)
        self.picture.turn(start)

        def draw(progress: float) -> None:
            self.draw(start.towards(end, progress))
            after()

        self.move_camera(View(view.centre + shift, zoom), draw, seconds)
        self.pose = end

    def raise_stem(self) -> None:
        """Show how high the surface is over the start: by a stem from the floor up to it."""
        if self.is_relief and not self.is_stem_up:
            self.drive(self.stem, self.stand_stem, 0.8)
            self.is_stem_up = True

    def stand_stem(self, share: float = 1.0) -> None:
        """Draw a share of the stem where the surface has turned to."""
        self.stem.points = self.picture.stem_of(self.descent.path[0], share)

    def hold_stem(self) -> None:
        """Draw the stem anew, if it is there."""
        if self.is_stem_up:
            self.stand_stem()

    def slide(self) -> None:
        """Take the point to another place and back, with the stem up to it: heights differ."""
        places = self.places_aside()
        if not self.is_relief or not len(places):
            self.linger(after=self.hold_stem)
            return
        walker, last = self.picture.walker, len(places) - 1

        def move(progress: float) -> None:
            place = places[round(last * float(np.sin(np.pi * progress)) ** 2)]
            self.draw(self.pose)
            walker.stand_at(self.picture.place(place[None]))
            self.stem.points = self.picture.stem_of(place, 1.0)

        self.move_camera(self.view, move, self.reading_time(4.0))
        self.draw(self.pose)
        self.hold_stem()

    def places_aside(self) -> np.ndarray:
        """Return places (n, 2) from the start on along the variable where all are in sight."""
        if self.picture.relief is None:
            return np.zeros((0, 2))
        start = self.descent.path[0]
        ways = []
        for axis, (low, high) in enumerate(self.surface.domain):
            far = INWARD * (high - low)
            goal = start.copy()
            goal[axis] = low + far if start[axis] > (low + high) / 2 else high - far
            ways.append(np.linspace(start, goal, 201))
        seen = [self.picture.relief.see(way) for way in ways]
        hidden = [int((gone | ~np.isfinite(places).all(axis=1)).sum()) for places, gone in seen]
        best = int(np.argmin(hidden))
        return ways[best] if hidden[best] == 0 else np.zeros((0, 2))

    # Words over the picture

    def show_title(self) -> None:
        """Write the name of the surface, and the formula of its loss, in the corner."""
        size = self.stage.text_size
        parts = VGroup(self.write("{title}", size(26), self.theme.muted, title=self.surface.title))
        if self.surface.typst:
            parts.add(formula(self.words.definition, size(34), self.theme.text))
        parts.arrange(DOWN, aligned_edge=LEFT, buff=0.16 * self.stage.scale)
        title = plated(parts, self.theme)
        title.scale(min(1.0, self.stage.title.size[0] / title.width))
        self.title = title.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        self.pin(self.title)
        gone = [] if self.equation is None else [self.equation]
        self.equation = None
        self.act(*in_turn(gone, [self.title]), seconds=0.6)

    def show_counts(self) -> None:
        """Write the loss and the step in the other corner, if they are not there."""
        if self.counts is not None:
            return
        words, theme, size = self.words, self.theme, self.stage.text_size(28)
        longest = max(map(words.loss, range(self.descent.steps + 1)), key=len)
        labels = [
            self.write("loss L", size, theme.loss), self.write("step", size, theme.muted)
        ]  # fmt: skip
        rows = LiveRows(None, labels, Columns((longest,), (theme.text,)), size, theme)
        # Beside the title and the equation, or, in an upright frame, at the other end.
        corner = (DOWN if self.stage.is_upright else UP) + RIGHT
        rows.move_to(self.inner.corner(corner), aligned_edge=corner)
        loss, step = words.on_the_way(self.pose.step)
        rows.write((loss,), (step,))
        self.pin(rows)
        self.act(FadeIn(rows), seconds=0.5)
        self.counts = rows

    def write_slopes(self) -> None:
        """Write below the formula of the loss where the numbers of the gradient come from."""
        if self.title is None or not self.surface.partials:
            return
        rows = slope_rows(self.words, self.stage, self.theme)
        rows.next_to(self.title, DOWN, aligned_edge=LEFT, buff=0.15 * self.stage.scale)
        self.pin(rows)
        self.act(FadeIn(rows), seconds=0.5)
        self.title = VGroup(self.title, rows)

    def show_equation(self) -> None:
        """Put the rule in the place of the title, with the first step's numbers below it."""
        rows = rule_rows(self.words, self.singles, self.stage, self.theme, self.times)
        rows.move_to(self.stage.title.corner(UP + LEFT), aligned_edge=UP + LEFT)
        rows.write(*self.words.equation(0, known=3))
        self.stand_beside(rows)
        self.pin(rows)
        gone = []
        if self.title is not None and not self.has_room_beside:
            gone, self.title = [self.title], None
        self.act(*in_turn(gone, [rows]), seconds=0.5)
        self.equation = rows

    def clear_words(self) -> Sequence[Mobject]:
        """Forget the words over the picture, and return those that are to fade."""
        shown = [each for each in (self.title, self.equation, self.counts) if each is not None]
        self.title = self.equation = self.counts = None
        return shown

    def labels(self) -> PlaceLabels:
        """Name the start, and the minimum that is nearest to the end; they go where those go."""
        minima = self.picture.minima
        named = [("start", self.descent.path[0])]
        if len(minima):
            nearest = np.linalg.norm(minima - self.descent.final, axis=1).argmin()
            named.append(("minimum", minima[nearest]))
        self.end_labels = PlaceLabels(named, self.stage, self.theme)
        self.put_labels()
        return self.end_labels

    def put_labels(self) -> None:
        """Stand the labels beside what they name."""
        if len(self.end_labels):
            self.end_labels.stand(self.picture.place(self.end_labels.points_named), self.view)
            if self.picture.relief is not None:
                self.end_labels.make_way_for(self.picture.relief.names)

    def stand_free(self, rows: LiveRows) -> None:
        """Stand live rows in that corner of the hero's place where the least of the ways is."""
        ways = np.concatenate(
            [self.picture.place(walker.route.path) for walker in self.picture.cast]
        )
        seen = self.view.shows(ways, self.stage)

        def crossed(corner: np.ndarray) -> int:
            rows.move_to(self.inner.corner(corner), aligned_edge=corner)
            box = area_of(rows)
            return int(((seen > box.low - 0.3) & (seen < box.high + 0.3)).all(axis=1).sum())

        corners = [UP + RIGHT, UP + LEFT, DOWN + LEFT, DOWN + RIGHT]
        best = min(corners, key=crossed)
        rows.move_to(self.inner.corner(best), aligned_edge=best)

    def stand_beside(self, rows: LiveRows) -> None:
        """Stand live rows beside the walker, clear of the steps and of the arrow up the slope."""
        if not self.has_room_beside:
            return
        path = self.picture.place(self.descent.path[: self.singles + 2])
        ends = self.view.shows(path, self.stage)
        start, gap = ends[0], BESIDE * self.stage.scale
        way = ends[1] - start
        up = start - UPHILL * self.stage.scale * way / max(float(np.linalg.norm(way)), 1e-9)
        seen, size = points_along(np.array([up, *ends]), SAMPLES), area_of(rows).size
        numbers = None if self.counts is None else area_of(self.counts)

        def placed(corner: np.ndarray) -> Area:
            low = start + corner[:2] * (gap + size / 2) - size / 2
            low = np.clip(low, self.inner.low, self.inner.high - size)
            return Area(low, low + size)

        def covered(corner: np.ndarray) -> int:
            box = placed(corner)
            meets = numbers is not None and box.meets(numbers)
            near = (seen > box.low - gap / 2) & (seen < box.high + gap / 2)
            return int(near.all(axis=1).sum()) + meets * len(seen)

        box = placed(min([DOWN + RIGHT, UP + LEFT, DOWN + LEFT, UP + RIGHT], key=covered))
        rows.move_to(at(*box.centre))
