"""The stage of the film of representations: the inputs, what they go through, and their means."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import RIGHT, UP, Circle, Line, VGroup, smooth

from engine.experiments.digit_reader import digit_reader
from engine.progress import Work, each_training_step, unwatched
from engine.recordings.probed import ProbedRecording
from scenes.cache.results import kept_probe, probed_recording
from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import EDGE, answers_of
from scenes.films.probed_networks.crowd import crowd_of
from scenes.films.probed_networks.layer_chain import LayerChain
from scenes.films.probed_networks.mean_dots import MeanDot, mean_dots
from scenes.films.probed_networks.numbers_row import NumbersRow, band_of
from scenes.films.probed_networks.picture_cloud import PictureCloud
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from scenes.languages.language import translate
from scenes.languages.numbers import grouped, percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.stage import BAND, Area, plated
from scenes.storytelling.staged_scene import StagedScene

WIDE = 0.02
"""Width of a small picture, as a share of the hero's larger side."""
IN_ROWS = 1.45
"""Size of the inputs in rows, relative to that in a cloud."""
MOST_LAYERS = 4
"""Layers that are gone through after training, besides the inputs."""
STRIP = 1.6
"""Height of the bars that stand below the inputs at times, in frame units of 16:9."""
ASIDE, ASIDE_UPRIGHT = 0.29, 0.42
"""Share of the picture that counts take at times, beside the inputs, or below them if upright."""
BETWEEN = 0.04
"""Between the two, likewise."""
BEHIND = 0.4
"""Opacity of the inputs behind their means, and of those that are not spoken of."""
GROWN = 3.4
"""Size of an input that is looked at, relative to all others."""
COUNTABLE = 20
"""So many inputs can be counted in a row."""


class RepresentationStage(StagedScene):
    """Inputs where a layer puts them.

    Attributes
    ----------
    places : array (points, 2)
        Where they are, in the unit square.
    seen, sizes : array (points,)
        Their opacities, and their sizes relative to the usual one.
    """

    spec: ClassVar[RepresentationSpec] = RepresentationSpec()
    results: ClassVar[ProbedRecording]
    layout: ClassVar[str] = BAND

    @classmethod
    def compute(cls, spec: RepresentationSpec, work: Work = unwatched) -> ProbedRecording:
        """Open the recording, or train the network on digits."""
        if spec.recording is not None:
            found = probed_recording(spec.recording)
        else:
            training = spec.training
            advance = each_training_step(work("training on digits", training.steps))
            found = kept_probe("digits", digit_reader, training, advance)
        answers_of(found, spec.layer)
        return found

    @classmethod
    def report(cls, results: ProbedRecording) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        answers = answers_of(results, None)
        shares = (answers.gathered(answers.layer, s) for s in (0, results.last_step))
        before, after = (percent(share) for share in shares)
        right = percent(answers.right)
        return [
            f"accuracy {right} after {results.last_step} steps; in {answers.layer}, nearest to "
            f"the mean of their own class: {before} before, {after} after"
        ]

    def prepare(self) -> None:
        """Make the picture, what its inputs go through, and its numbers."""
        run, hero, theme = self.results, self.stage.hero, self.theme
        count = len(run.probe)
        self.size = WIDE * float(max(hero.size))
        edge = 0.5 * IN_ROWS * self.size
        self.is_ours = self.spec.recording is None
        self.whole = self.room = Area(hero.low + edge, hero.high - edge)
        aspect = float(self.whole.size[0] / self.whole.size[1])
        self.answers = answers = answers_of(self.results, self.spec.layer, aspect)
        seen = [*map(answers.in_layer, answers.way), answers.untrained_in(answers.layer)]
        self.reach = np.max([self.reach_of(each) for each in seen], axis=0)
        self.strip, self.above = self.divided(STRIP)
        self.left, self.aside = self.parted_for_counts()
        self.cloud = crowd_of(run, np.arange(count), hero, self.size, theme)
        self.are_pictures = isinstance(self.cloud, PictureCloud)
        rows = [
            ("training step", grouped(run.last_step), theme.text),
            ("astray", grouped(int(answers.astray_at.max())), theme.highlight),
        ]
        self.numbers = NumbersRow(rows, self.stage, theme)
        self.count(0)
        self.means = mean_dots(answers, self.in_frame(answers.in_layer(answers.layer)), self.stage,
                               theme)  # fmt: skip
        chosen = np.linspace(0, len(answers.way) - 1, MOST_LAYERS + 1).round().astype(int)
        self.order = [answers.way[i] for i in np.unique(chosen)]
        names = [words.name_of(answers, layer, self.are_pictures) for layer in self.order]
        if words.layers_after(answers):
            names.append(translate("answer"))
        self.chain = LayerChain(names, band_of(self.stage), self.stage, theme).light_up(0)
        self.pin(self.numbers, self.chain)
        self.put(
            answers.in_rows(),
            np.ones(count),
            np.full(count, IN_ROWS),
        )

    def divided(self, height: float) -> tuple[Area, Area]:
        """Return the lower part of the picture, so high, and what is left.

        Parameters
        ----------
        height : float
            In frame units of 16:9.
        """
        low, hero = height * self.stage.scale, self.stage.hero
        below = Area(hero.low, np.array([hero.high[0], hero.low[1] + low]))
        return below, Area(self.whole.low + [0, low], self.whole.high)

    def parted_for_counts(self) -> tuple[Area, Area]:
        """Return what is left of the picture beside counts, or above them, and their place."""
        whole = self.whole
        low, high = whole.low.copy(), whole.high.copy()
        edge_low, edge_high = whole.low.copy(), whole.high.copy()
        if self.stage.is_upright:
            low[1] += (ASIDE_UPRIGHT + BETWEEN) * whole.size[1]
            edge_high[1] = whole.low[1] + ASIDE_UPRIGHT * whole.size[1]
        else:
            high[0] -= (ASIDE + BETWEEN) * whole.size[0]
            edge_low[0] = whole.high[0] - ASIDE * whole.size[0]
        return Area(low, high), Area(edge_low, edge_high)

    def put(self, places: np.ndarray, seen: np.ndarray, sizes: np.ndarray) -> None:
        """Draw the inputs at places in the unit square, and their means among them."""
        self.places, self.seen, self.sizes = places, seen, sizes
        at_frame = self.in_frame(places)
        self.cloud.place(at_frame, seen, sizes)
        for dot, mean in zip(self.means, self.answers.means(at_frame), strict=True):
            dot.move_to(at(*mean))

    def in_frame(self, places: np.ndarray) -> np.ndarray:
        """Return where places of the unit square are in the frame."""
        return self.in_area(places, self.room, self.scale_in(self.room))

    def in_area(self, places: np.ndarray, room: Area, scale: float) -> np.ndarray:
        """Return where places of the unit square are, if it stands in a room, so much smaller."""
        return np.asarray(room.centre + scale * (places - 0.5) * self.whole.size)

    def scale_in(self, room: Area, reach: np.ndarray | None = None) -> float:
        """Return how large clouds are in a room; they have the whole picture's aspect everywhere.

        Parameters
        ----------
        room : Area
        reach : array (2,), optional
            Of the cloud there; by default, of all.
        """
        return min(1.0, float((room.size / (self.reach if reach is None else reach)).min()))

    def reach_of(self, places: np.ndarray) -> np.ndarray:
        """Return how much room places of the unit square need in the whole picture, array (2,)."""
        return 2 * (1 + EDGE) * np.abs(places - 0.5).max(axis=0) * self.whole.size

    def change(
        self,
        seconds: float,
        *,
        course: Callable[[float], np.ndarray] | None = None,
        seen: np.ndarray | float | None = None,
        sizes: np.ndarray | float | None = None,
        room: Area | None = None,
        also: Callable[[float], object] = lambda progress: None,
        rate: Callable[[float], float] = smooth,
    ) -> None:
        """Move the inputs, and let them fade and grow, all at the same time.

        Parameters
        ----------
        seconds : float
        course : callable, optional
            Returns places at a progress.
        seen, sizes : array (points,) or float, optional
            What they come to.
        room : Area, optional
            What the unit square comes to fill.
        also : callable
            Draws what else changes, at a progress.
        rate : callable
        """
        before, places, old = (self.seen, self.sizes), self.places, self.room
        after = [
            start if end is None else np.broadcast_to(np.asarray(end, float), start.shape)
            for start, end in zip(before, (seen, sizes), strict=True)
        ]

        def draw(progress: float) -> None:
            shades, scales = (
                start + progress * (end - start) for start, end in zip(before, after, strict=True)
            )
            if room is not None:
                self.room = old.towards(room, progress)
            self.put(places if course is None else course(progress), shades, scales)
            also(progress)

        self.drive_in_place(draw, seconds, rate)

    def only(self, points: np.ndarray, rest: float = BEHIND) -> np.ndarray:
        """Return opacities that single out some points."""
        seen = np.full(len(self.seen), rest)
        seen[points] = 1.0
        return seen

    def count(self, step: float) -> None:
        """Write which recorded step is nearest, and how many lie astray there."""
        near = self.answers.recorded_near(step)
        row = int(np.searchsorted(self.results.steps, near))
        self.numbers.write(grouped(near), grouped(int(self.answers.astray_at[row])))

    def grown(self, points: np.ndarray) -> np.ndarray:
        """Return sizes that make some points larger than all others."""
        sizes = np.ones(len(self.sizes))
        sizes[points] = GROWN
        return sizes

    def line_up(self, points: np.ndarray) -> None:
        """Let some inputs step out of the cloud into a row below it, where they can be counted.

        If they are too many, they are singled out where they are.
        """
        if not 0 < len(points) <= COUNTABLE:
            self.change(0.8, seen=self.only(points))
            return
        pitch = float(self.strip.size[0]) / len(points)
        spots = self.strip.centre + np.column_stack(
            [pitch * (np.arange(len(points)) - (len(points) - 1) / 2), np.zeros(len(points))]
        )
        start, places = self.places, self.places.copy()
        scale = self.scale_in(self.above)
        places[points] = 0.5 + (spots - self.above.centre) / (scale * self.whole.size)
        sizes = np.full(len(places), scale)
        sizes[points] = min(GROWN, pitch / self.size)
        self.change(1.5, course=lambda p: start + p * (places - start), seen=self.only(points),
                    sizes=sizes, room=self.above)  # fmt: skip

    def step_back(self, seen: np.ndarray | float) -> None:
        """Let all inputs be where the trained layer has them, in the whole picture."""
        start, home = self.places, self.answers.in_layer(self.answers.layer)
        self.change(1.0, course=lambda p: start + p * (home - start), seen=seen, sizes=1.0,
                    room=self.whole)  # fmt: skip

    def ring(self, point: int, size: float = 1.0) -> Circle:
        """Return a ring round a point."""
        ring = Circle(0.75 * size * self.size, color=self.theme.highlight, stroke_width=4)
        return ring.move_to(at(*self.in_frame(self.places)[point]))

    def line_to_mean(self, ring: Circle, label: int) -> Line:
        """Return a line from the edge of a ring to the mean of a class, in its colour."""
        end = self.mean_of(label).get_center()
        way = end - ring.get_center()
        length = max(float(np.linalg.norm(way)), 1e-9)
        start = ring.get_center() + min(ring.width / 2 / length, 1.0) * way
        return Line(start, end, color=self.theme.colour_of(label), stroke_width=5)

    def mean_of(self, label: int) -> MeanDot:
        """Return the dot that is a class's mean."""
        dot = self.means[int(np.searchsorted(np.unique(self.results.labels), label))]
        assert isinstance(dot, MeanDot)
        return dot

    def mean_name(self, label: int, ring: Circle) -> VGroup:
        """Return the name of a class, beside its mean: away from a ring; nothing if it is in it."""
        size, dot = self.stage.text_size(30), self.mean_of(label)
        if dot.is_named:
            return VGroup()
        colour = self.theme.colour_of(label)
        called = words.class_name(self.answers, label)
        name = plated(verbatim(called, size, colour), self.theme)
        name.scale(min(1.0, 0.3 * float(self.room.size[0]) / name.width))
        across, up = (dot.get_center() - ring.get_center())[:2]
        side = np.sign(across) * RIGHT if abs(across) > abs(up) else np.sign(up) * UP
        return name.next_to(dot, side, buff=0.05 * self.stage.scale)
