"""The film of the perceptron: a nerve cell, its first model, and the rule by which one learns.

Told in acts: the neuron; McCulloch and Pitts's model of it; Rosenblatt's perceptron as a formula;
its learning rule at work; the same rule on xor.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import ManimColor, Text, VGroup, VMobject, interpolate_color

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
UPRIGHT = 1.3
"""Scale of a stage from which a table stands at the edge, far above the output."""
TURN = 0.25
"""When, in a play, numbers have gone and others come."""
CELL_SHAPE = 0.56
"""Width to length of the drawn cell."""
GATES = ((1, "Threshold 1: it fires for one input or the other."),
         (2, "Threshold 2: it fires for one input and the other."))  # fmt: skip
"""Threshold, and what is said of it."""


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
        # Hundredths: what the film prints of a point is all of it.
        points = data.features.round(2) if made else data.features
        return PerceptronResults(
            learn(points, data.labels, spec.epochs),
            novikoff(points, data.labels),
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
        """Open with a nerve cell that fills the frame; name its parts, and let it fire."""
        stage, cell = self.stage, self._cell()
        self.cell = cell
        self.enter(cell, hero=cell)
        self.say("One nerve cell. What can it decide?")
        self.drive(VGroup(), lambda p: cell.send(p, 5), 2.6)
        self._name(
            "Its dendrites collect signals, and the soma adds them up.",
            ("dendrites", self.write("dendrites", stage.text_size(28)), (-1.5, 2.5)),
            ("soma", self.write("soma", stage.text_size(28)), (0.95, 0.95)),
        )
        self._name(
            "Past a threshold, it fires, and the axon carries the pulse on.",
            ("hillock", self.write("axon hillock", stage.text_size(28)), (1.3, -0.75)),
            ("axon", self.write("axon", stage.text_size(28)), (3.1, 0.75)),
        )
        self.say("Two signals are too few: nothing goes out.")
        self.drive(VGroup(), lambda p: cell.send(p, 2), 1.9)
        self.say("Five together are enough: it fires.")
        self.drive(VGroup(), lambda p: cell.send(p, 5), 2.5)

    def _name(self, words: str, *parts: tuple[str, Text, tuple[float, float]]) -> None:
        """Light parts of the cell one after the other, and write their names there."""
        cell, theme = self.cell, self.theme
        ends = ManimColor(theme.text), ManimColor(theme.highlight)
        for _, label, place in parts:
            label.move_to(at(*self._beside(cell, np.array(place), label))).set_opacity(0)
            self.add(label)
            self.shown.append(label)

        def draw(progress: float) -> None:
            for k, (part, label, _) in enumerate(parts):
                own = float(np.clip(len(parts) * progress - k, 0, 1))
                cell.light(part, swell(own))
                label.set_fill(interpolate_color(*ends, swell(own)), opacity=min(4 * own, 1))

        self.say(words)
        self.drive(VGroup(), draw, self.reading_time(3.0))

    def _cell(self) -> NeuronDrawing:
        """Draw the cell as large as the frame; upright in a frame that is."""
        low, high = (
            self.stage.hero.low,
            np.array([self.stage.hero.high[0], self.stage.numbers.high[1]]),
        )
        width, height = high - low
        upright = bool(height > width)
        along, across = (height, width) if upright else (width, height)
        length = float(min(along, across / CELL_SHAPE))
        return NeuronDrawing(self.theme, (low + high) / 2, length, upright=upright)

    def _beside(self, cell: NeuronDrawing, place: np.ndarray, label: Text) -> np.ndarray:
        """Return where a label stands that is at a place of the drawing, wholly in the frame."""
        half = label.width / 2
        x, y = cell.place(place)
        low, high = self.stage.hero.low[0] + half, self.stage.hero.high[0] - half
        return np.array([np.clip(x, low, high), y])

    def model(self) -> None:
        """Make a unit of it, as McCulloch and Pitts did; it is an or and an and."""
        unit = self.unit_drawing(["x_1", "x_2"], [])
        self.at_work = ["1", "0"], "1", "1"
        unit.write(*self.at_work)
        self.enter(unit, hero=unit)
        self.say("1943, McCulloch and Pitts: a model of it.")
        ring = VGroup(*unit.inputs)
        self.drive(VGroup(), lambda p: unit.light(ring, swell(p)), self.reading_time(1.5))
        self.say("It adds up. From a threshold on, the output is 1.")
        parts = (unit.summing, unit.step)

        def pass_on(progress: float) -> None:
            for part, start in zip(parts, (0.0, 0.5), strict=True):
                unit.light(part, swell(float(np.clip(2 * (progress - start), 0, 1))))

        self.drive(VGroup(), pass_on, self.reading_time(2.0))
        self._gates(unit)

    def _gates(self, unit: UnitDrawing) -> None:
        """Apply or and and to their four inputs, and write down what comes out."""
        head, columns = self._table()
        self.join(head)
        for gate, (threshold, words) in enumerate(GATES):
            self.say(words)
            for row, inputs in enumerate(GATE_INPUTS):
                ink = columns[gate][row].set_fill(opacity=0)
                self.add(ink)
                self.shown.append(ink)
                self._fire(unit, inputs, threshold, ink)
        self.say("But people choose the threshold.")
        self.drive(VGroup(), lambda p: unit.light(unit.step, swell(p)), self.reading_time(1.5))

    def _fire(self, unit: UnitDrawing, inputs: np.ndarray, threshold: int, ink: VMobject) -> None:
        """Let other inputs take the place of those before; what comes out is written down."""
        before = self.at_work
        fired = int(mcculloch_pitts(inputs, threshold))
        self.at_work = [str(x) for x in inputs], str(inputs.sum()), str(fired)
        after = self.at_work

        def draw(progress: float) -> None:
            unit.write(*(before if progress < TURN else after))
            shown = abs(progress - TURN) / TURN
            for number in (*unit.values, unit.total, unit.result):
                number.set_fill(opacity=min(shown, 1.0))
            ink.set_fill(opacity=float(np.clip(2 * progress - 1, 0, 1)))
            unit.light(unit.output, swell(progress))

        self.drive(VGroup(), draw, 0.5)

    def _table(self) -> tuple[VGroup, list[list[LiveNumber]]]:
        """Make a table of inputs and, for each gate, the outputs, in the upper right."""
        theme, stage, scale = self.theme, self.stage, self.stage.scale
        right, top = (
            stage.hero.high[0] - (3.2 if scale < UPRIGHT else 0.2) * scale,
            stage.numbers.high[1] - 0.3 * scale,
        )
        xs = right + scale * np.array([-3.3, -2.5, -1.4, -0.3])
        size = stage.text_size(28)
        heads: list[VMobject] = [
            formula("x_1", size, theme.muted),
            formula("x_2", size, theme.muted),
        ]
        heads += [self.write(name, size, theme.text, bold=True) for name in ("or", "and")]
        shown = VGroup(*(h.move_to(at(x, top)) for h, x in zip(heads, xs, strict=True)))
        columns: list[list[LiveNumber]] = [[], []]
        for row, inputs in enumerate(GATE_INPUTS):
            y = top - 0.48 * scale * (row + 1)
            for x, value in zip(xs[:2], inputs, strict=True):
                shown.add(centred(LiveNumber(size, theme.muted), str(value), at(x, y)))
            for gate, (threshold, _) in enumerate(GATES):
                fired = int(mcculloch_pitts(inputs, threshold))
                number = LiveNumber(size, theme.highlight if fired else theme.text)
                columns[gate].append(centred(number, str(fired), at(xs[2 + gate], y)))
        return shown, columns
