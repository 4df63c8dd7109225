"""The act of McCulloch and Pitts's unit: the cell becomes one, and it is an or and an and."""

from __future__ import annotations

import numpy as np
from manim import DOWN, FadeOut, FadeTransform, ReplacementTransform, VGroup, VMobject

from engine.experiments.perceptron import GATE_INPUTS, mcculloch_pitts
from scenes.films.perceptron.formula_act import FormulaAct
from scenes.films.perceptron.neuron_drawing import NeuronDrawing
from scenes.films.perceptron.story import swell
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import UnitDrawing, centred

UPRIGHT = 1.3
"""Scale of a stage from which a table stands at the edge, far above the output."""
ADDED, DECIDED = 0.45, 0.65
"""When, on their way, signals are added up, and leave the step."""
GONE, CAME = 0.12, 0.88
"""When, in a play, numbers have gone, and the output is there."""
GATES = ((1, "Threshold 1: it fires for one input or the other."),
         (2, "Threshold 2: it fires for one input and the other."))  # fmt: skip
"""Threshold, and what is said of it."""


class GatesAct(FormulaAct):
    """A unit whose inputs all count alike, and whose threshold is chosen by hand."""

    cell: NeuronDrawing

    def model(self) -> None:
        """Let the cell become a unit; then it is an or, and an and."""
        unit = self.unit_drawing(["x_1", "x_2"], [])
        self.at_work = ["1", "0"], "1", "1"
        unit.write(*self.at_work)
        self.signals = Markers(marker_of(0), fill_color=self.theme.positive, fill_opacity=1)
        words = "1943, McCulloch and Pitts: add up, and from a threshold on, fire."
        self.turn_to(words, lambda: self._become(unit))
        parts = (unit.summing, unit.step, unit.output)

        def pass_on(progress: float) -> None:
            self._send(unit, np.array([1, 0]), progress)
            for part, start in zip(parts, (0.2, 0.5, 0.8), strict=True):
                unit.light(part, swell(float(np.clip(3 * (progress - start), 0, 1))))

        self.drive(self.signals, pass_on, self.reading_time(2.6))
        self._gates(unit)

    def _become(self, unit: UnitDrawing) -> None:
        """Turn each part of the cell into its part of the unit."""
        if not self.shown:
            self.enter(unit, hero=unit)
            return
        cell = self.cell
        became = (
            (cell.parts["dendrites"], VGroup(unit.inputs, unit.wires, unit.names, *unit.values)),
            (VGroup(cell.parts["soma"], cell.nucleus), unit.summing),
            (cell.parts["hillock"], VGroup(unit.to_step, unit.total, unit.step)),
            (cell.parts["axon"], unit.to_output),
            (cell.parts["synapses"], VGroup(unit.output, unit.answer, unit.result)),
        )
        names = [FadeOut(each) for each in self.shown if each is not cell]
        self.act(*(FadeTransform(old, new) for old, new in became), *names, seconds=1.4)
        self.remove(cell, *(part for pair in became for part in pair))
        self.add(unit)
        self.shown, self.hero = [unit], (unit,)

    def _send(self, unit: UnitDrawing, inputs: np.ndarray, progress: float) -> None:
        """Move signals from the inputs that are on to the sum, and on from there."""
        on = [place for place, x in zip(unit.places, inputs, strict=True) if x]
        gathered, gate, end = unit.middle, unit.gate, unit.end
        if progress < ADDED:
            share = progress / ADDED
            places = [start + share * (gathered - start) for start in on]
        elif progress < DECIDED:
            share = (progress - ADDED) / (DECIDED - ADDED)
            places = [gathered + share * (gate - gathered)] if on else []
        else:
            share = (progress - DECIDED) / (1 - DECIDED)
            fires = unit.result_text == "1"
            places = [gate + share * (end - gate)] if fires and share < 1 else []
        shown = 0.09 * unit.size if 0 < progress < 1 else 0.0
        self.signals.set_places(np.array(places).reshape(-1, 3)[:, :2], shown)

    def _gates(self, unit: UnitDrawing) -> None:
        """Apply or and and to their four inputs, and write down what comes out."""
        head, columns = self._table()
        thresholds = [self._threshold(unit, threshold) for threshold, _ in GATES]
        self.join(head, thresholds[0])
        for gate, (threshold, words) in enumerate(GATES):
            if gate:
                self.act(ReplacementTransform(*thresholds), seconds=0.6)
                self.shown = [*self.shown[:-1], thresholds[1]]
            self.say(words)
            for row, inputs in enumerate(GATE_INPUTS):
                ink = columns[gate][row].set_fill(opacity=0)
                self.add(ink)
                self.shown.insert(0, ink)
                self._fire(unit, inputs, threshold, ink)

    def _threshold(self, unit: UnitDrawing, threshold: int) -> VMobject:
        """Write a threshold below the step."""
        written = formula(f"gt.eq {threshold}", 36 * unit.size, self.theme.highlight)
        return written.next_to(unit.step, DOWN, buff=0.2 * unit.size)

    def _fire(self, unit: UnitDrawing, inputs: np.ndarray, threshold: int, ink: VMobject) -> None:
        """Let other inputs take the place of those before; what comes out is written down."""
        before = self.at_work
        fired = int(mcculloch_pitts(inputs, threshold))
        self.at_work = [str(x) for x in inputs], str(inputs.sum()), str(fired)
        after = self.at_work

        def draw(progress: float) -> None:
            gone = progress < GONE
            unit.write(*(before if gone else after))
            leaving = 1 - progress / GONE
            came = (GONE, ADDED, CAME)
            numbers: tuple[list[LiveNumber], ...] = (unit.values, [unit.total], [unit.result])
            for written, start in zip(numbers, came, strict=True):
                shown = leaving if gone else float(np.clip((progress - start) / GONE, 0, 1))
                for number in written:
                    number.set_fill(opacity=shown)
            ink.set_fill(opacity=float(np.clip((progress - CAME) / GONE, 0, 1)))
            unit.light(unit.output, fired * swell(float(np.clip(2 * progress - 1, 0, 1))))
            self._send(unit, inputs, float(np.clip((progress - GONE) / (CAME - GONE), 0, 1)))

        self.drive(self.signals, draw, 0.75)

    def _table(self) -> tuple[VGroup, list[list[LiveNumber]]]:
        """Make a table of inputs and, for each gate, the outputs, in the upper right."""
        theme, stage, scale = self.theme, self.stage, self.stage.scale
        right, top = (
            stage.hero.high[0] - (1.3 if scale < UPRIGHT else 0.2) * scale,
            stage.numbers.high[1] - 0.3 * scale,
        )
        xs = right + scale * np.array([-3.7, -2.8, -1.5, -0.3])
        size = stage.text_size(34)
        heads: list[VMobject] = [
            formula("x_1", size, theme.text),
            formula("x_2", size, theme.text),
        ]
        heads += [self.write(name, size, theme.text, bold=True) for name in ("or", "and")]
        shown = VGroup(*(h.move_to(at(x, top)) for h, x in zip(heads, xs, strict=True)))
        columns: list[list[LiveNumber]] = [[], []]
        for row, inputs in enumerate(GATE_INPUTS):
            y = top - 0.47 * scale * (row + 1)
            for x, value in zip(xs[:2], inputs, strict=True):
                shown.add(centred(LiveNumber(size, theme.text), str(value), at(x, y)))
            for gate, (threshold, _) in enumerate(GATES):
                fired = int(mcculloch_pitts(inputs, threshold))
                number = LiveNumber(size, theme.highlight if fired else theme.text)
                columns[gate].append(centred(number, str(fired), at(xs[2 + gate], y)))
        return shown, columns
