"""The first acts of the film of batches: the samples, and the gradient of each of them."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, FadeIn, FadeOut, Group, VGroup

from scenes.films.gradient_descent.batch_results import BatchResults
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.descent_charts import CROSS, LEFT_BOX, RIGHT_BOX, flat_view
from scenes.films.gradient_descent.descent_numbers import coordinates, descent_number
from scenes.films.gradient_descent.mobjects.contour_map import ContourMap
from scenes.films.gradient_descent.mobjects.gradient_cloud import GradientCloud
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart, ChartCurve
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.story import StoryScene

DOT = 0.05
"""Radius of a sample, in frame units."""
EXACT = 1e-9
"""Noise below this is rounding."""


class BatchGradients(StoryScene):
    """Shows the gradients of single samples."""

    spec: ClassVar[BatchSgdMinibatchSpec]
    results: ClassVar[BatchResults]

    # The samples

    def data(self) -> None:
        """Show the samples, a line, and the point on the map that is this line."""
        chart, dots = self.data_chart(LEFT_BOX)
        title = self.loss_title()
        self.say(
            "{samples} samples, and a line to fit. Two parameters make it: w₀ and w₁.",
            samples=self.spec.samples,
        )  # fmt: skip
        self.act(FadeIn(chart, dots, title), seconds=0.9)
        self.beat(2.5)
        self.map = self.make_map(RIGHT_BOX)
        self.here = self.mark(0, 0.12)
        line = chart.curve(self.theme.highlight)
        start = self.results.descents[0].path[0]
        self.here.set_places(self.map.see(start[None])[0], 0.12)
        self.draw_line(line, start)
        self.say("Every line is one point on this map of the loss. We start with a bad one.")
        self.act(FadeIn(self.map, self.here, line), seconds=0.8)
        self.beat(2.4)
        self.fitted = Group(chart, dots, line, title)

    def data_chart(self, box: tuple[np.ndarray, np.ndarray]) -> tuple[Chart, Markers]:
        """Make a chart of the samples."""
        x, y = self.results.loss.data
        pad = 0.08 * np.ptp(y)
        across = Axis(float(np.floor(x.min())), float(np.ceil(x.max())), "x")
        chart = Chart(*box, across, Axis(float(y.min() - pad), float(y.max() + pad), "y"),
                      self.theme)  # fmt: skip
        dots = self.mark(0, DOT, self.theme.muted)
        dots.set_places(chart.place(x, y), DOT)
        return chart, dots

    def draw_line(self, line: ChartCurve, parameters: np.ndarray) -> None:
        """Draw the line that parameters (2,) make."""
        ends = np.array([line.chart.x.low, line.chart.x.high])
        line.set_values(ends, parameters[0] + parameters[1] * ends)

    def loss_title(self) -> VGroup:
        """Write what the loss is."""
        name = self.write("{title}", 26, self.theme.muted, title=self.results.surface.title)
        math = formula(f"L(w_0, w_1) = {self.results.surface.typst}", 32, self.theme.text)
        parts = VGroup(name, math).arrange(buff=0.5)
        return parts.move_to(at(-6.8, 3.2), aligned_edge=LEFT)

    def make_map(self, box: tuple[np.ndarray, np.ndarray]) -> ContourMap:
        """Make the map of the loss, its lowest point marked."""
        view = flat_view(self.results.surface, box, self.theme, "loss")
        assert isinstance(view, ContourMap)
        cross = self.mark(CROSS, 0.1)
        cross.set_places(view.see(self.results.minimum[None])[0], 0.1)
        view.add(cross)
        return view

    def mark(self, shape: int, size: float, colour: str | None = None) -> Markers:
        """Make a mark without a place."""
        return Markers(
            marker_of(shape), fill_color=colour or self.theme.border, fill_opacity=1,
            stroke_color=self.theme.panel, stroke_width=12 * size,
        )  # fmt: skip

    # The gradients

    def gradients(self) -> None:
        """Show each sample's gradient, and their mean; then the same at the minimum."""
        at_start, at_minimum = self.results.gradients
        cloud = GradientCloud(self.plane(at_start), self.theme).lay(at_start, 0.0)
        self.act(FadeOut(self.fitted), seconds=0.6)
        self.say("Each sample alone has its own gradient here: one dot each.")
        self.act(FadeIn(cloud.chart, cloud), seconds=0.8)
        self.beat(2.4)
        self.say("Their mean is exactly the gradient of the whole loss.")
        means = self.compare_means()
        self.act(FadeIn(means), seconds=0.6)
        self.drive(cloud, lambda p: self.grow(cloud, p), 1.4)
        self.beat(2.5)
        self.say("Go to the lowest point: the mean shrinks to nothing. The single ones do not.")
        self.act(FadeOut(means), seconds=0.5)
        self.drive(Group(cloud, self.here), lambda p: self.move_cloud(cloud, p), 3.2)
        self.beat(1.8)
        self.average(cloud, at_minimum)

    def plane(self, gradients: np.ndarray) -> Chart:
        """Make the chart of gradients (samples, 2)."""
        all_of = np.concatenate([gradients, np.zeros((1, 2))])
        ends = np.array([all_of.min(axis=0), all_of.max(axis=0)])
        pad = 0.1 * np.ptp(ends, axis=0)
        x, y = (
            Axis(float(low - p), float(high + p), label)
            for low, high, p, label in zip(*ends, pad, ("slope along w₀", "slope along w₁"),
                                           strict=True)
        )  # fmt: skip
        return Chart(*LEFT_BOX, x, y, self.theme)

    def compare_means(self) -> VGroup:
        """Write the mean of the samples' gradients beside the gradient of the whole."""
        mean = self.results.gradients[0].mean(axis=0)
        whole = self.results.descents[0].gradient[0]
        texts = VGroup(
            self.write("mean of the {samples}:  ({mean})", 24, self.theme.highlight,
                       samples=self.spec.samples, mean=coordinates(mean, 3)),
            self.write("gradient of the whole loss:  ({whole})", 24,
                       whole=coordinates(whole, 3)),
        )  # fmt: skip
        for text, x in zip(texts, (-6.8, 0.1), strict=True):
            text.move_to(at(x, 2.9), aligned_edge=LEFT)
        return texts

    def grow(self, cloud: GradientCloud, progress: float) -> None:
        """Draw the mean's arrow as far as that."""
        cloud.lay(self.results.gradients[0], progress)

    def move_cloud(self, cloud: GradientCloud, progress: float) -> None:
        """Move the point straight to the minimum; the gradients change in proportion."""
        at_start, at_minimum = self.results.gradients
        cloud.lay(at_start + progress * (at_minimum - at_start))
        start = self.results.descents[0].path[0]
        here = start + progress * (self.results.minimum - start)
        self.here.set_places(self.map.see(here[None])[0], 0.12)

    # Batches

    def average(self, far: GradientCloud, gradients: np.ndarray) -> None:
        """Average the gradients at the minimum in batches, and measure the noise that is left."""
        cloud = GradientCloud(self.plane(gradients), self.theme).lay(gradients)
        everything = np.broadcast_to(gradients.mean(axis=0), gradients.shape)
        few = self.results.means
        words = self.noise_words()
        meaning = self.write(
            "noise: typical distance from the gradient of the whole loss", 22, self.theme.muted
        ).move_to(at(-6.8, 3.45), aligned_edge=LEFT)
        self.say("Closer. A step along one sample alone goes somewhere, even from here.")
        self.act(FadeOut(far, far.chart), seconds=0.4)
        self.act(FadeIn(cloud.chart, cloud, meaning, words[0]), seconds=0.6)
        self.beat(2.4)
        self.say("Averaged in batches of {batch}, they agree much better.", batch=self.spec.batch)
        self.drive(cloud, lambda p: self.gather(cloud, gradients, few, p), 2.0)
        self.act(FadeIn(words[1]), seconds=0.5)
        self.beat(2.4)
        self.say("The mean of all {samples} is zero: the lowest point.", samples=self.spec.samples)
        self.drive(cloud, lambda p: self.gather(cloud, few, everything, p), 1.6)
        self.act(FadeIn(words[2]), seconds=0.5)
        self.beat(2.0)

    def gather(
        self, cloud: GradientCloud, start: np.ndarray, end: np.ndarray, progress: float
    ) -> None:
        """Move gradients towards others."""
        cloud.lay(start + progress * (end - start))

    def noise_words(self) -> VGroup:
        """Write the noise of one sample's gradient, of a batch's, and of that of all."""
        counts, noise = reversed(self.results.batches), reversed(self.results.noise)
        columns = VGroup()
        for count, value, x in zip(counts, noise, (-6.8, -2.2, 2.4), strict=True):
            shown = descent_number(value, 3) if value > EXACT else "0"
            text = self.write(
                "noise of a mean of {count}: {noise}", 24, self.theme.gradient,
                count=count, noise=shown,
            )  # fmt: skip
            columns.add(text.move_to(at(x, 2.9), aligned_edge=LEFT))
        return columns
