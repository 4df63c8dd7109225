"""Pictures of the film of softmax: temperature, the sigmoid, the triangle of probabilities."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, VGroup, VMobject

from engine.experiments.softmax import SoftmaxSteps, sigmoid, softmax
from scenes.films.outputs_and_losses.bar_rows import BarRows
from scenes.films.outputs_and_losses.simplex import Simplex
from scenes.films.outputs_and_losses.softmax_table import GAP, class_rows, softmax_number
from scenes.languages.numbers import fixed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import PointCloud, class_mark
from scenes.mobjects.chart import Axis, Chart
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, formula
from scenes.storytelling.story import StoryScene


class ProbabilityRows(VGroup):
    """Probabilities of named classes as bars, with a heading.

    Parameters
    ----------
    story : StoryScene
    count : int
        Of classes.
    left, width : float
    middle : float
        Height of the middle of all rows, in frame units.
    """

    def __init__(
        self, story: StoryScene, count: int, left: float, width: float, middle: float
    ) -> None:
        theme = story.theme
        pitch = min(1.1, 3.7 / count)
        top = middle + pitch * (count - 1) / 2
        colours = [theme.colour_of(k) for k in range(count)]
        self.rows = BarRows(colours, left + 1.45, top, width - 1.45, pitch, (0.0, 1.0), theme.muted)
        heading = story.write("probability", 24, bold=True)
        heading.move_to(at(self.rows.start, top + pitch / 2 + 0.35), aligned_edge=LEFT)
        super().__init__(heading, class_rows(story, count, left, top, pitch), self.rows)

    def display(self, probabilities: np.ndarray) -> None:
        """Show probabilities (classes,)."""
        self.rows.display(probabilities, [fixed(p, 3) for p in probabilities.tolist()])


class TemperatureView(VGroup):
    """Probabilities at a temperature, and as curves over all temperatures.

    Parameters
    ----------
    story : StoryScene
    steps : SoftmaxSteps
    """

    def __init__(self, story: StoryScene, steps: SoftmaxSteps) -> None:
        theme, self.logits = story.theme, steps.logits
        self.coldest, self.hottest = self.range_of(steps)
        count = len(self.logits)
        self.rows = ProbabilityRows(story, count, -6.8, 6.0, -0.6)
        self.readout = Readout("temperature T", theme.muted, theme.highlight, at(-6.75, 3.5))
        scaled = formula("e^(z_i \\/ T) / (sum_j e^(z_j \\/ T))", 34, theme.highlight)
        scaled.move_to(at(self.rows.rows.start, 3.2), aligned_edge=LEFT)
        axes = (
            Axis(self.coldest, self.hottest, "temperature T", log=True),
            Axis(0, 1, "probability"),
        )
        self.chart = Chart(np.array([0.2, -2.1]), np.array([6.7, 3.1]), *axes, theme)
        temperatures = np.geomspace(self.coldest, self.hottest, 300)
        curves = np.array([softmax(self.logits, t) for t in temperatures])
        lines = VGroup(
            *(
                self.chart.curve(theme.colour_of(k), 3.5).set_values(temperatures, curves[:, k])
                for k in range(count)
            )
        )
        self.cursor = VMobject(stroke_color=theme.highlight, stroke_width=2)
        self.marks = PointCloud(np.arange(count), theme, 0.11)
        super().__init__(
            self.rows, self.readout, scaled, self.chart, lines, self.cursor, self.marks
        )

    @staticmethod
    def range_of(steps: SoftmaxSteps) -> tuple[float, float]:
        """Choose temperatures at which the largest has all, and at which all are equal."""
        lead, spread = steps.lead, float(np.ptp(steps.logits))
        coldest = min(0.05, lead / 8) if lead >= GAP else 0.05
        return min(coldest, steps.temperature), max(50.0, 20 * spread, steps.temperature)

    def display(self, temperature: float) -> None:
        """Show one temperature."""
        probabilities = softmax(self.logits, temperature)
        self.rows.display(probabilities)
        self.readout.write(softmax_number(temperature))
        places = self.chart.place(temperature, probabilities)
        self.marks.set_positions(places)
        ends = self.chart.place(temperature, np.array([[0.0], [1.0]]))[:, 0]
        self.cursor.points = as_points(straight(ends[:1], ends[1:]))


class SigmoidView(VGroup):
    """The probability of the first of two classes, over its output.

    Attributes
    ----------
    sigmoid, formula : mobjects
        The sigmoid's curve, and why it is the same; not yet on screen.
    """

    low, high = -6.0, 6.0

    def __init__(self, story: StoryScene) -> None:
        theme = story.theme
        self.rows = ProbabilityRows(story, 2, 1.2, 5.6, 0.35)
        axes = (
            Axis(self.low, self.high, "output z of class 1"),
            Axis(0, 1, "probability of class 1"),
        )
        self.chart = Chart(np.array([-6.1, -2.1]), np.array([0.3, 3.1]), *axes, theme)
        self.z = np.linspace(self.low, self.high, 241)
        self.values = softmax(np.stack([self.z, np.zeros_like(self.z)], axis=-1))[:, 0]
        self.sigmoid = self.chart.curve(theme.highlight, 14, 0.35)
        self.sigmoid.set_values(self.z, sigmoid(self.z))
        self.curve = self.chart.curve(theme.colour_of(0), 4)
        self.mark = PointCloud(np.zeros(1, dtype=int), theme, 0.12)
        self.readout = Readout("output z of class 1", theme.muted, theme.text, at(1.35, 3.0))
        other = Readout("output of class 2", theme.muted, theme.text, at(4.3, 3.0))
        other.write(softmax_number(0.0))
        self.formula = formula(
            "e^z / (e^z + e^0) = 1 / (1 + e^(-z)) = sigma(z)", 36, theme.highlight
        ).move_to(at(1.35, -1.7), aligned_edge=LEFT)
        super().__init__(self.chart, self.rows, self.readout, other, self.curve, self.mark)

    def display(self, z: float) -> None:
        """Move the output to `z`, with the curve up to there."""
        probabilities = softmax(np.array([z, 0.0]))
        self.readout.write(softmax_number(z))
        self.rows.display(probabilities)
        self.curve.set_values_up_to(self.z, self.values, z)
        self.mark.set_positions(self.chart.place(z, probabilities[:1]))


class TriangleView(VGroup):
    """Three probabilities as a point of a triangle, and as bars beside it."""

    def __init__(self, story: StoryScene) -> None:
        theme = story.theme
        self.simplex = Simplex(np.array([-3.1, -0.55]), 5.5, theme)
        self.rows = ProbabilityRows(story, 3, 1.2, 5.6, -0.4)
        self.readout = Readout("temperature T", theme.muted, theme.highlight, at(1.25, 3.2))
        names = VGroup()
        for k, way in enumerate((DOWN, DOWN, UP)):
            name = story.write("class {number}", 22, theme.muted, number=k + 1)
            corner = VGroup(class_mark(k, theme), name).arrange(buff=0.12)
            names.add(corner.next_to(at(*self.simplex.corners[k]), way, buff=0.15))
        super().__init__(self.simplex, names, self.rows, self.readout)

    def display(self, logits: np.ndarray, temperature: float) -> None:
        """Show the softmax of outputs (3,) at a temperature."""
        probabilities = softmax(logits, temperature)
        self.simplex.display(probabilities)
        self.rows.display(probabilities)
        self.readout.write(softmax_number(temperature))

    def trace(self, logits: np.ndarray, temperatures: np.ndarray) -> None:
        """Draw where the point is at temperatures (n,)."""
        self.simplex.set_path(np.array([softmax(logits, t) for t in temperatures.tolist()]))
