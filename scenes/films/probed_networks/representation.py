"""What the layers of a network make of its inputs: a heap before training, clusters after.

One picture all through: each input where a layer puts it. It is watched while the network trains;
then the trained network is gone through layer by layer, and its mistakes are looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import ClassVar

import numpy as np
from manim import LEFT, UP, Circle, Dot, FadeIn, FadeOut, Line, VGroup

from engine.experiments.digit_reader import digit_reader
from engine.progress import Work, each_training_step, unwatched
from engine.recordings.probed import ProbedRecording
from scenes.cache.results import kept_probe, probed_recording
from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import INPUTS, answers_of
from scenes.films.probed_networks.layer_tally import LayerTally
from scenes.films.probed_networks.numbers_row import NumbersRow, band_of
from scenes.films.probed_networks.picture_cloud import PictureCloud, pictures_of
from scenes.films.probed_networks.representation_spec import RepresentationSpec
from scenes.languages.numbers import by_size, grouped, percent
from scenes.mobjects.arrays.point_cloud import PointCloud
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.easing import gentle
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import BAND, Area, area_of
from scenes.storytelling.staged_scene import StagedScene

WIDE = 0.03
"""Width of a small picture, as a share of the hero's larger side."""
MOST_LAYERS = 4
"""Layers that are gone through after training, besides the inputs."""
LOOKED_AT = 2
"""Mistakes that the camera goes to."""
UNKNOWN = ""
"""Written where a step was not measured."""
FAINT = 0.15
"""Opacity of the rings of the others meanwhile."""


class Representation(StagedScene):
    """Inputs where a layer puts them: first a heap, then clusters."""

    spec: ClassVar[RepresentationSpec] = RepresentationSpec()
    results: ClassVar[ProbedRecording]
    layout: ClassVar[str] = BAND
    acts: ClassVar = ("heap", "training", "layers", "mistakes", "answer")

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
        """Make the picture, its name and its numbers."""
        self.answers = answers = answers_of(self.results, self.spec.layer)
        run, hero, theme = self.results, self.stage.hero, self.theme
        pad = 0.5 * WIDE * max(hero.size) * np.ones(2)
        self.name_room, self.beside = band_of(self.stage)
        self.room = Area(hero.low + pad, hero.high - pad)
        pictures = pictures_of(run.data.features[run.probe], run.input_shape)
        self.are_pictures = pictures is not None
        self.cloud: PictureCloud | PointCloud
        if pictures is not None:
            size = WIDE * float(max(hero.size))
            self.cloud = PictureCloud(pictures, run.labels, hero, size, theme)
        else:
            self.cloud = PointCloud(run.labels, theme, 0.07 * self.stage.scale)
        self.places, self.looked_at = answers.course[0], dict[int, float]()
        rows = [
            ("training step", grouped(run.last_step), theme.text),
            ("loss", "0.0000", theme.loss),
            ("accuracy", "100.0%", theme.accuracy),
        ]
        self.numbers = NumbersRow(rows, self.beside, self.stage, theme)
        self.count(0)
        labels = np.unique(run.labels).tolist()
        self.means = VGroup(
            *(
                Dot(radius=0.16 * self.stage.scale, color=theme.colour_of(label))
                .set_stroke(theme.text, 4)
                for label in labels
            )
        )  # fmt: skip
        self.looked_at = dict[int, float]()
        self.put(answers.in_rows(float(self.room.size[0] / self.room.size[1])))
        self.name = self.named(answers.layer)
        self.pin(self.numbers, self.name)

    def heap(self) -> None:
        """Let the inputs go to where an untrained network puts them, which is a heap."""
        self.open_with(self.cloud, hero=(self.cloud,))
        self.say(words.opening(self.answers, digits=self.are_pictures))
        start, end = self.places, self.answers.course[0]
        self.shift(start, end, max(3.5, self.reading_time()))
        self.act(FadeIn(self.name), seconds=0.5)
        self.say(words.view(self.answers))
        self.come_nearer()

    def training(self) -> None:
        """Train, at an even pace of the picture."""
        answers = self.answers
        self.act(FadeIn(self.numbers), seconds=0.5)
        self.say("Now it trains. The colour is the true class.")

        def draw(progress: float) -> None:
            step = answers.pace.step_at(progress)
            self.put(answers.at_step(step))
            self.count(step)

        self.drive(self.cloud, draw, max(12.0, self.reading_time()), gentle)
        self.say(words.means(answers))
        self.act(FadeIn(self.means), seconds=0.8)
        shown = self.nearest_mean()
        if shown is not None:
            self.act(FadeIn(shown), seconds=0.6)
        self.come_nearer(2.0)
        self.say(words.gathered(answers))
        if shown is not None:
            self.act(FadeOut(shown), seconds=0.5)
        self.come_nearer()

    def layers(self) -> None:
        """Go through the trained network, layer by layer."""
        answers = self.answers
        way = answers.way
        chosen = np.unique(np.linspace(0, len(way) - 1, MOST_LAYERS + 1).round().astype(int))
        order = [way[i] for i in chosen]
        shares = [answers.gathered_at_last[layer] for layer in order]
        tally = LayerTally(
            [*map(words.name_of, order)], shares, self.beside, self.stage, self.theme
        )
        self.say("Which layer does it? First, the inputs themselves.")
        self.act(FadeOut(self.numbers), seconds=0.4)
        cells = dict(zip(order, tally, strict=True))
        for beat in words.beats(answers, order):
            if beat != [order[0]]:
                self.fall_silent()  # what was said is true of the layer before
            for layer in beat:
                self.rename(layer)
                self.shift(self.places, answers.in_layer(layer), 2.0)
                self.pin(cells[layer])
                self.act(FadeIn(cells[layer]), seconds=0.5)
            self.say(words.of_layers(answers, beat))
            self.come_nearer(1.5)
        self.say(words.which_layer(answers))
        self.come_nearer()
        self.tally = tally

    def mistakes(self) -> None:
        """Ring the points that are read wrongly, and look at two of them."""
        answers = self.answers
        self.say(words.mistakes(answers))
        self.act(FadeOut(self.means), FadeOut(self.tally), seconds=0.6)
        end, missed = self.places, answers.missed
        self.rings = VGroup(*(self.ring(point) for point in missed))
        if not len(missed):
            self.come_nearer()
            return
        self.act(FadeIn(self.rings), seconds=0.6)
        self.come_nearer()
        odd = np.linalg.norm(end[missed] - np.median(end, axis=0), axis=1).argsort()[::-1]
        for place in odd[:LOOKED_AT]:
            self.fall_silent()  # what was said is of the one before
            self.look_at_ring(int(place), int(missed[place]))
            self.say(words.one_mistake(answers, int(missed[place])))
            self.come_nearer()

    def answer(self) -> None:
        """Go home, and say what was learned."""
        home = View(self.following.home[0][:2].copy(), 1.0)
        self.move_camera(home, self.turning_to(None), 1.5)
        self.say(words.moral(self.answers))
        self.act(FadeOut(self.rings), seconds=0.6)
        self.come_nearer(2.0)
        if (phrase := words.unseen(self.answers)) is not None:
            self.say(phrase)
            self.come_nearer(2.0)

    def turning_to(self, point: int | None) -> Callable[[float], None]:
        """Return what singles out the picture of a point, or none, from progress."""
        before = dict(self.looked_at)
        after = {} if point is None else {point: 1.0}
        points = {*before, *after}

        def draw(progress: float) -> None:
            self.looked_at = {
                each: (1 - progress) * before.get(each, 0.0) + progress * after.get(each, 0.0)
                for each in points
            }
            if isinstance(self.cloud, PictureCloud):
                self.cloud.look_at(self.looked_at)
                self.put(self.places)

        return draw

    def look_at_ring(self, chosen: int, point: int) -> None:
        """Go to one of the rings, while all others fade, and the picture in it comes in front."""
        single_out = self.turning_to(point)
        starts = [ring.get_stroke_opacity() for ring in self.rings]

        def fade(progress: float) -> None:
            for place, (ring, start) in enumerate(zip(self.rings, starts, strict=True)):
                end = 1.0 if place == chosen else FAINT
                ring.set_stroke(opacity=start + progress * (end - start))
            single_out(progress)

        near = view_of(area_of(self.rings[chosen]), self.stage, 1.3)
        self.move_camera(near, fade, 2.0)

    def put(self, places: np.ndarray) -> None:
        """Draw the inputs at places in the unit square."""
        self.places = places
        at_frame = self.room.low + places * self.room.size
        if isinstance(self.cloud, PictureCloud):
            self.cloud.set_places(at_frame)
        else:
            self.cloud.set_positions(at_frame)
        for dot, mean in zip(self.means, self.answers.means(at_frame), strict=True):
            dot.move_to(at(*mean))

    def shift(self, start: np.ndarray, end: np.ndarray, seconds: float) -> None:
        """Move all inputs from one picture to another."""
        self.drive_in_place(lambda p: self.put(start + p * (end - start)), seconds)

    def count(self, step: float) -> None:
        """Write the numbers of the last recorded step up to a step, all of that one."""
        shown = self.answers.recorded_before(step)
        loss, accuracy = (float(each[shown]) for each in self.answers.measurements)
        self.numbers.write(
            grouped(shown),
            by_size(loss) if isfinite(loss) else UNKNOWN,
            percent(accuracy, keep_zeros=True) if isfinite(accuracy) else UNKNOWN,
        )

    def rename(self, layer: str) -> None:
        """Write the name of a trained layer instead of what stands there."""
        name = self.named(layer)
        self.pin(name)
        self.act(*in_turn([self.name], [name]), seconds=0.5)
        self.name = name

    def nearest_mean(self) -> VGroup | None:
        """Return a ring round a point, and a line to the mean that lies nearest to it."""
        point = self.answers.example
        if point is None:
            return None
        ring, labels = self.ring(point), self.results.labels
        mean = self.means[int(np.searchsorted(np.unique(labels), labels[point]))]
        way = mean.get_center() - ring.get_center()
        length = max(float(np.linalg.norm(way)), 1e-9)
        start = ring.get_center() + min(ring.radius / length, 1.0) * way
        line = Line(start, mean.get_center(), color=self.theme.highlight, stroke_width=4)
        return VGroup(line, ring)

    def named(self, layer: str) -> VGroup:
        """Return a layer's name, and how many numbers it makes of an input."""
        size, units = self.stage.text_size(26), grouped(self.answers.units(layer))
        text = "{layer}: {units} numbers" if layer == INPUTS else "{layer}: {units} units"
        title = self.write(text, size, layer=words.name_of(layer), units=units)
        title.scale(min(1.0, float(self.name_room.size[0]) / title.width))
        title.move_to(self.name_room.corner(UP + LEFT), aligned_edge=UP + LEFT)
        return VGroup(title)

    def ring(self, point: int) -> Circle:
        """Return a ring round a point."""
        x, y = self.room.low + self.places[point] * self.room.size
        radius = 0.75 * WIDE * float(max(self.stage.hero.size))
        ring = Circle(radius, color=self.theme.highlight, stroke_width=4)
        return ring.move_to(at(x, y))
