"""The film of the perceptron: a nerve cell, its first model, and the rule by which one learns.

Told in acts: the neuron; McCulloch and Pitts's model of it; Rosenblatt's perceptron as a formula;
its learning rule at work; the same rule on xor.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, ManimColor, Text, VGroup, interpolate_color

from engine.data.two_classes import two_classes_in_the_plane
from engine.experiments.perceptron import (
    GATE_INPUTS,
    XOR,
    learn,
    mcculloch_pitts,
    novikoff,
)
from engine.progress import Work, unwatched
from scenes.films.perceptron.formula_act import FormulaAct
from scenes.films.perceptron.learning_acts import LearningActs
from scenes.films.perceptron.neuron_drawing import NeuronDrawing
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.perceptron.story import PerceptronResults, swell
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import UnitDrawing, centred

SAMPLES = 30
"""Points of a named data set, unless told otherwise."""
XOR_PASSES = 30
"""Most passes over xor, where mistakes never end."""
COLUMNS = np.array([-1.35, -0.45, 0.45, 1.5])
"""Of a truth table, about its middle."""


class Perceptron(FormulaAct, LearningActs):
    """From a nerve cell to a unit that learns, and to what one unit can't learn."""

    spec: ClassVar[PerceptronSpec] = PerceptronSpec()
    results: ClassVar[PerceptronResults]

    @classmethod
    def compute(cls, spec: PerceptronSpec, work: Work = unwatched) -> PerceptronResults:
        """Run the rule on the points, and on xor."""
        from engine.data.datasets import DATASETS

        made = spec.data in DATASETS and not DATASETS[spec.data].fixed
        samples = SAMPLES if made and spec.samples is None else spec.samples
        data = two_classes_in_the_plane(
            spec.data, samples=samples, noise=spec.noise, seed=spec.seed
        )
        return PerceptronResults(
            learn(data.features, data.labels, spec.epochs),
            novikoff(data.features, data.labels),
            learn(GATE_INPUTS, XOR, min(spec.epochs, XOR_PASSES)),
        )

    @classmethod
    def report(cls, results: PerceptronResults) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        run, bound = results.learning, results.bound
        most = (
            "no line separates them"
            if bound is None
            else f"Novikoff: at most {fixed(bound.mistakes, 1)}"
        )
        ended = "converged" if run.converged else "not converged"
        return [
            f"perceptron: {run.mistakes} mistakes in {run.epochs} passes, {ended} ({most})",
            f"xor: {results.xor.mistakes} mistakes in {results.xor.epochs} passes, not converged",
        ]

    def neuron(self) -> None:
        """Name the parts of a nerve cell, and let it fire."""
        self.clear_stage()
        theme, cell = self.theme, NeuronDrawing(self.theme, np.array([0.25, 0.33]), 11.8)
        self.act(FadeIn(cell), seconds=0.8)
        parts: tuple[tuple[str, Text, np.ndarray, str], ...] = (
            ("dendrites", self.write("dendrites", 28), at(-5.75, 2.6),
             "A nerve cell. Its dendrites collect signals from other cells."),
            ("soma", self.write("soma", 28), at(-0.55, 1.3),
             "The soma, the body of the cell, adds them up."),
            ("hillock", self.write("axon hillock", 28), at(-0.35, -0.75),
             "Past a threshold, the axon hillock fires."),
            ("axon", self.write("axon", 28), at(2.0, 0.95),
             "The axon carries the pulse away."),
            ("synapses", self.write("synapses", 28), at(5.0, -1.75),
             "Synapses pass it on to the next cells."),
        )  # fmt: skip
        for part, label, place, words in parts:
            label.move_to(place).set_opacity(0)
            self.add(label)

            def draw(progress: float, part: str = part, label: Text = label) -> None:
                share = swell(progress)
                cell.light(part, share)
                colours = ManimColor(theme.text), ManimColor(theme.highlight)
                label.set_fill(interpolate_color(*colours, share), opacity=min(6 * progress, 1))

            self.say(words)
            self.drive(VGroup(cell, label), draw, self.reading_time(1.5))
        self.say("Two signals are too few: nothing goes out.")
        self.drive(cell, lambda p: cell.send(p, 2), 2.4)
        self.say("Five together are enough: it fires.")
        self.drive(cell, lambda p: cell.send(p, 5), 3.2)
        self.beat(0.6)

    def model(self) -> None:
        """Make a unit of it, as McCulloch and Pitts did; build two gates of units."""
        self.clear_stage()
        cell = NeuronDrawing(self.theme, np.array([0.3, 2.05]), 6.4)
        unit = UnitDrawing(["x_1", "x_2"], [], self.theme, np.array([0, -1.35]), 8.4, 2.5)
        unit.write(["1", "0"], "1", "1")
        self.act(FadeIn(cell), FadeIn(unit), seconds=0.8)
        self.tell("1943: McCulloch and Pitts make a model of it.")
        pairs = (
            ("dendrites", unit.inputs, "Its inputs are 0 or 1, and all are equally important."),
            ("soma", unit.summing, "It adds them up."),
            ("hillock", unit.step, "If the sum reaches a threshold, the output is 1, else 0."),
        )
        for part, piece, words in pairs:
            self.say(words)

            def draw(progress: float, part: str = part, piece: VGroup = piece) -> None:
                share = swell(progress)
                cell.light(part, share)
                unit.light(piece, share)

            self.drive(VGroup(cell, unit), draw, self.reading_time(1.5))
        self.act(FadeOut(cell), FadeOut(unit), seconds=0.5)
        self._gates()

    def _gates(self) -> None:
        """Apply or and and to their four inputs."""
        gates = [(1, at(-3.55, 0), self.write("or: threshold 1", 30, bold=True)),
                 (2, at(3.55, 0), self.write("and: threshold 2", 30, bold=True))]  # fmt: skip
        units = VGroup()
        for _, place, title in gates:
            title.move_to(place + at(0, 3.3))
            units.add(UnitDrawing(["x_1", "x_2"], [], self.theme, place[:2] + [0, 1.65], 6.2, 2.2))
        rows = [VGroup(*(self._row(k, row, place) for k, place, _ in gates)) for row in range(4)]
        heads = VGroup(*(self._head(place) for _, place, _ in gates))
        for row, inputs in enumerate(GATE_INPUTS):
            for (threshold, _, _), unit in zip(gates, units, strict=True):
                fired = mcculloch_pitts(inputs, threshold)
                unit.write([str(x) for x in inputs], str(inputs.sum()), str(fired))
            if row == 0:
                titles = [title for _, _, title in gates]
                self.act(*map(FadeIn, titles), FadeIn(units), FadeIn(heads), seconds=0.7)
                self.say("With a threshold of 1 it is a logical or; with 2 it is an and.")
            self.act(FadeIn(rows[row]), seconds=0.5)
            self.beat(0.7)
        self.tell("But people choose the thresholds: nothing is learned yet.")

    def _head(self, place: np.ndarray) -> VGroup:
        theme = self.theme
        cells = [
            formula("x_1", 28, theme.muted),
            formula("x_2", 28, theme.muted),
            self.write("sum", 22, theme.muted),
            self.write("output", 22, theme.muted),
        ]
        for cell, x in zip(cells, COLUMNS, strict=True):
            cell.move_to(place + at(x, -0.15))
        return VGroup(*cells)

    def _row(self, threshold: int, row: int, place: np.ndarray) -> VGroup:
        """Write one row of a gate's truth table; what fires stands out."""
        theme, inputs = self.theme, GATE_INPUTS[row]
        fired = int(mcculloch_pitts(inputs, threshold))
        values = [*inputs, inputs.sum(), fired]
        colours = [theme.text] * 3 + [theme.highlight if fired else theme.text]
        return VGroup(
            *(
                centred(
                    LiveNumber(26, c, bold=bool(fired)), str(v), place + at(x, -0.7 - 0.55 * row)
                )
                for v, c, x in zip(values, colours, COLUMNS, strict=True)
            )
        )
