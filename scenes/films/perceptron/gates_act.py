"""The act of McCulloch and Pitts's unit: the cell becomes one, and it is an or and an and."""

from __future__ import annotations

import numpy as np
from manim import DOWN, FadeIn, FadeOut, Rectangle, ReplacementTransform, VGroup, VMobject, smooth

from engine.experiments.perceptron import GATE_INPUTS, mcculloch_pitts
from scenes.films.perceptron.formula_act import FormulaAct
from scenes.films.perceptron.neuron_drawing import NeuronDrawing
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.mobjects.unit_drawing import UnitDrawing, centred
from scenes.storytelling.easing import early, late, swell

UPRIGHT = 1.3
"""Scale of a stage from which a table stands at the edge, far above the output."""
ADDED, DECIDED = 0.45, 0.65
"""When, on their way, signals are added up, and leave the step."""
GONE, CAME = 0.12, 0.88
"""When, in a play, numbers have gone, and the output is there."""
TABLE = 1.0
"""Room above the unit for a table, in frame units."""
PITCH = 0.5
"""Between the rows of the table."""
GATES = ((1, "Threshold 1: it fires for one input, the other, or both."),
         (2, "Threshold 2: it fires for one input and the other."))  # fmt: skip
"""Threshold, and what is said of it."""


class GatesAct(FormulaAct):
    """A unit whose inputs all count alike, and whose threshold is chosen by hand."""

    cell: NeuronDrawing

    def model(self) -> None:
        """Let the cell become a unit; then it is an or, and an and."""
        unit = self.unit_drawing(["x_1", "x_2"], [], TABLE * self.stage.scale)
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
        folded = folded_cell(cell, unit)
        names = [FadeOut(each, rate_func=early) for each in self.shown if each is not cell]
        more = [unit.wires, unit.to_step, unit.to_output, unit.inputs, unit.step, unit.output]
        more += [unit.names, unit.answer, *unit.values, unit.total, unit.result]
        self.remove(cell)
        soma, nucleus = unit.summing.copy()
        self.act(
            *(ReplacementTransform(cell.parts[part], target) for part, target in folded.items()),
            ReplacementTransform(cell.parts["soma"], soma),
            ReplacementTransform(cell.nucleus, nucleus),
            *names,
            *(FadeIn(each, rate_func=late) for each in more),
            seconds=1.3,
        )
        self.remove(*folded.values(), soma, nucleus, *more)
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
        head, columns, bar, rows = self._table()
        self.bar = bar
        thresholds = [self._threshold(unit, threshold) for threshold, _ in GATES]
        self.join(bar, head, thresholds[0])
        for gate, (threshold, words) in enumerate(GATES):
            if gate:
                self.act(ReplacementTransform(*thresholds), seconds=0.6)
                self.shown = [*self.shown[:-1], thresholds[1]]
            self.say(words)
            for row, inputs in enumerate(GATE_INPUTS):
                ink = columns[gate][row].set_fill(opacity=0)
                self.add(ink)
                self.shown.insert(0, ink)
                self._fire(unit, inputs, threshold, ink, rows[row])

    def _threshold(self, unit: UnitDrawing, threshold: int) -> VMobject:
        """Write a threshold below the step."""
        written = formula(f"gt.eq {threshold}", 36 * unit.size, self.theme.highlight)
        return written.next_to(unit.step, DOWN, buff=0.2 * unit.size)

    def _fire(
        self, unit: UnitDrawing, inputs: np.ndarray, threshold: int, ink: VMobject, row: float
    ) -> None:
        """Let other inputs take the place of those before; what comes out is written down."""
        before = self.at_work
        fired = int(mcculloch_pitts(inputs, threshold))
        self.at_work = [str(x) for x in inputs], str(inputs.sum()), str(fired)
        after, bar, before_row = self.at_work, self.bar, self.bar.get_y()

        def draw(progress: float) -> None:
            bar.set_y(before_row + smooth(min(progress / ADDED, 1.0)) * (row - before_row))
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

        self.drive(self.signals, draw, 0.42)

    def _table(self) -> tuple[VGroup, list[list[LiveNumber]], Rectangle, list[float]]:
        """Make a table of inputs and, for each gate, the outputs, in the upper right.

        Returns
        -------
        VGroup
            Its heads, lines and inputs.
        list of list of LiveNumber
            The outputs of each gate.
        Rectangle
            A bar that marks the first row.
        list of float
            The heights of the rows in the frame.
        """
        theme, stage, scale = self.theme, self.stage, self.stage.scale
        right, top = (
            stage.hero.high[0] - (1.3 if scale < UPRIGHT else 0.2) * scale,
            stage.numbers.high[1] - 0.3 * scale,
        )
        xs = right + scale * np.array([-4.4, -3.4, -1.7, -0.3])
        size = stage.text_size(34)
        heads: list[VMobject] = [
            formula("x_1", size, theme.text),
            formula("x_2", size, theme.text),
        ]
        heads += [self.write(name, size, theme.text, bold=True) for name in ("or", "and")]
        shown = VGroup(*(h.move_to(at(x, top)) for h, x in zip(heads, xs, strict=True)))
        columns: list[list[LiveNumber]] = [[], []]
        rows: list[float] = []
        edge = (xs[0] - 0.4 * scale, xs[3] + 0.55 * scale, (xs[1] + xs[2]) / 2)
        under, foot = top - 0.5 * PITCH * scale, top - 4.5 * PITCH * scale
        lines = VMobject(stroke_color=theme.edge, stroke_width=2)
        lines.points = as_points(
            straight(
                np.array([[edge[0], under], [edge[2], top + 0.3 * scale]]),
                np.array([[edge[1], under], [edge[2], foot]]),
            )
        )
        shown.add(lines)
        for row, inputs in enumerate(GATE_INPUTS):
            y = top - PITCH * scale * (row + 1)
            rows.append(y)
            for x, value in zip(xs[:2], inputs, strict=True):
                shown.add(centred(LiveNumber(size, theme.text), str(value), at(x, y)))
            for gate, (threshold, _) in enumerate(GATES):
                fired = int(mcculloch_pitts(inputs, threshold))
                number = LiveNumber(size, theme.highlight if fired else theme.text)
                columns[gate].append(centred(number, str(fired), at(xs[2 + gate], y)))
        bar = Rectangle(
            width=edge[1] - edge[0], height=PITCH * scale, stroke_width=0,
            fill_color=theme.highlight, fill_opacity=0.16,
        )  # fmt: skip
        bar.move_to(at((edge[0] + edge[1]) / 2, rows[0]))
        return shown, columns, bar, rows


def folded_cell(cell: NeuronDrawing, unit: UnitDrawing) -> dict[str, VMobject]:
    """Fold each part of a cell onto what it is in a unit, outline by outline.

    Returns
    -------
    dict
        Dendrites along the wires, the hillock in the step, the axon along the last arrow, and the
        synapses in the output; each with the points of the part, so that it bends there.
    """
    forward = 1 if cell.upright else 0
    soma = cell.parts["soma"].get_center()
    folded = {
        name: cell.parts[name].copy() for name in ("dendrites", "hillock", "axon", "synapses")
    }

    tips = folded["dendrites"].points - soma
    share = np.linalg.norm(tips, axis=1) / np.linalg.norm(tips, axis=1).max()
    aside = -tips[:, 0] if cell.upright else tips[:, 1]
    lengths = [len(outline) for outline in folded["dendrites"].get_subpaths()]
    sides = [each.mean() > 0 for each in np.split(aside, np.cumsum(lengths)[:-1])]
    first = np.repeat(sides, lengths)
    start = np.where(first[:, None], unit.places[0], unit.places[-1])
    folded["dendrites"].points = unit.middle + share[:, None] * (start - unit.middle)

    along = folded["axon"].points[:, forward]
    share = (along - along.min()) / np.ptp(along)
    if cell.upright:
        share = 1 - share
    folded["axon"].points = unit.gate + share[:, None] * (unit.end - unit.gate)

    for name, place in (("hillock", unit.gate), ("synapses", unit.end)):
        folded[name].scale(0.5 * unit.size / max(folded[name].height, folded[name].width))
        folded[name].move_to(place)
    for part in folded.values():
        part.set_fill(unit.theme.muted)
    return folded
