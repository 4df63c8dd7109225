"""The film of the perceptron: a nerve cell, its first model, and the rule by which one learns.

Told in acts: the neuron; McCulloch and Pitts's model of it; Rosenblatt's perceptron as a formula;
its learning rule at work; the same rule on xor.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import ManimColor, Text, VGroup, interpolate_color

from engine.data.two_classes import two_classes_in_the_plane
from engine.experiments.perceptron import GATE_INPUTS, XOR, learn, novikoff
from engine.progress import Work, unwatched
from scenes.films.perceptron.formula_act import FormulaAct
from scenes.films.perceptron.gates_act import GatesAct
from scenes.films.perceptron.learning_acts import LearningActs
from scenes.films.perceptron.neuron_drawing import NeuronDrawing
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.films.perceptron.story import PerceptronResults
from scenes.films.perceptron.xor_act import XorAct
from scenes.languages.numbers import fixed
from scenes.mobjects.frame import at
from scenes.storytelling.easing import swell

SAMPLES = 30
"""Points of a named data set, unless told otherwise."""
XOR_PASSES = 30
"""Most passes over xor, where mistakes never end."""
CELL_SHAPE = 0.56
"""Width to length of the drawn cell."""


class Perceptron(GatesAct, FormulaAct, LearningActs, XorAct):
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
        self.drive(VGroup(), lambda p: cell.send(p, 5), 1.1)
        self._name(
            "Its dendrites collect signals, and the soma adds them up.",
            ("dendrites", self.write("dendrites", stage.text_size(28)), (-1.5, 2.5)),
            ("soma", self.write("soma", stage.text_size(28)), (0.95, 0.95)),
        )
        self._name(
            "Past a threshold the hillock fires, and the axon carries the pulse on.",
            ("hillock", self.write("axon hillock", stage.text_size(28)), (1.3, -0.75)),
            ("axon", self.write("axon", stage.text_size(28)), (3.1, 0.75)),
        )
        self.say("Two signals are too few.")
        self.drive(VGroup(), lambda p: cell.send(p, 2), 1.6)
        self.say("Five together are enough: it fires.")
        self.drive(VGroup(), lambda p: cell.send(p, 5), 1.6)

    def _name(self, words: str, *parts: tuple[str, Text, tuple[float, float]]) -> None:
        """Light parts of the cell one after the other, and write their names there."""
        cell, theme = self.cell, self.theme
        ends = ManimColor(theme.text), ManimColor(theme.highlight)
        for _, label, place in parts:
            label.move_to(at(*self._beside(cell, np.array(place), label))).set_opacity(0)
            self.add(label)
            self.shown.append(label)

        def draw(progress: float) -> None:
            cell.light("synapses", min(cell.lit("synapses"), max(1 - 4 * progress, 0.0)))
            for k, (part, label, _) in enumerate(parts):
                own = float(np.clip(len(parts) * progress - k, 0, 1))
                cell.light(part, swell(own))
                label.set_fill(interpolate_color(*ends, swell(own)), opacity=min(4 * own, 1))

        self.say(words)
        self.drive(VGroup(), draw, self.reading_time(2.2))

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
