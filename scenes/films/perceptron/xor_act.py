"""The act in which the perceptron's rule is run on xor, which one line cannot part, but two can."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup, VMobject, linear, smooth

from engine.experiments.perceptron import XOR_THIRD, XOR_UNITS
from scenes.films.perceptron.answer_table import AnswerTable, answers
from scenes.films.perceptron.line_panel import HALO, LinePanel
from scenes.films.perceptron.line_swing import swing_of
from scenes.films.perceptron.story import PerceptronStory, count
from scenes.films.perceptron.three_units import ThreeUnits
from scenes.languages.numbers import typeset
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.easing import swell
from scenes.storytelling.stage import Area

AGAIN, TURN = 5, 0.5
"""Mistakes on xor, at least, that show that they go on, and seconds of each: no flicker."""
PASS = '"pass"'
"""In a formula, where words are quoted."""
PASSES, WRITTEN = 3, 0.4
"""Passes whose weights are written below one another, and how long it takes, in mistakes."""
COUNTED = 0.15
"""When a mistake counts, as a share of its time: while the ring closes in."""
CLOSED = 0.3
"""Share of the time of a mistake on xor in which the ring closes in and no line turns."""
LINES = (0.0, 0.35), (0.5, 0.85)
"""When the line of each unit grows, as shares of their time."""
THIRD = 0.0, 0.55
"""When the colour of the third unit's answer comes in, as a share of its time."""
CHECKED = 0.5, 0.12
"""When the first point is ticked off, and each after it, as shares of that time."""
TICK = np.array([[-0.3, 0.02], [-0.08, -0.22], [0.34, 0.3]])
"""Corners of a tick, in radii of the ring."""
PAYOFF = 1.2
"""Seconds for which the parted plane stands at the end."""
UNITS = np.array([0.25, 0.42])
"""Room for the diagram of three units, as a share of the hero's."""
UNITS_ABOVE = 0.46
"""Share of the column that the table below the units takes."""
MARGIN, BESIDE = 0.2, 0.38
"""Around the points, as a share of their spread: without a column, and beside one."""
CLEAR, ASIDE = 1.2, 0.4
"""From a point of xor to its words, beyond the ring, and off the lines, in frame units."""


class XorAct(PerceptronStory):
    """The four points of xor, whose mistakes never end."""

    def xor(self) -> None:
        """Run the same rule on the four points of xor, and see why the mistakes never end."""
        xor, stage = self.results.xor, self.stage
        self.panel, self.labels = self.plane_of_xor(), VGroup()
        self.written, self.over = VGroup(), list[int]()
        for (x, y), label, spot in zip(
            xor.points, xor.labels, self.panel.place(xor.points), strict=True
        ):
            text = f"({typeset(x)}, {typeset(y)}) -> {label}"
            row = formula(text, stage.text_size(34), self.theme.text)
            row.set_stroke(self.theme.panel, width=HALO, background=True)
            if stage.hero.size[0] > stage.hero.size[1]:
                row.next_to(at(*spot), RIGHT if x > 0 else LEFT, buff=CLEAR * stage.scale)
                row.shift(ASIDE * stage.scale * (UP if y > 0 else DOWN))
            else:
                row.next_to(at(*spot), UP if y > 0 else DOWN, buff=CLEAR * stage.scale)
                inward = ASIDE * stage.scale + row.width / 2
                row.shift(inward * (LEFT if x > 0 else RIGHT))
            self.labels.add(row)
        self.panel.panel.note.add(self.labels)
        self.row = self.counters()
        self._turn(0)
        self.panel.unmark()
        words = "Exclusive or: 1 if one input is on, but not both."
        self.turn_to(words, lambda: self.enter(self.panel, self.row, hero=self.panel, seconds=1.0))
        self._point_out()
        self.say("The line turns and turns, and the mistakes go on.")
        if xor.cycle is None:
            again = self._next_as_last(AGAIN)
            self._turn_through(0, again, TURN * again)
        else:
            first, second = xor.cycle
            self.written = self._passes(range(second + 1))
            again = self.mistakes_by(second)
            self._turn_through(0, again, TURN * again)
            self.say(
                "Pass {second} ends like pass {first}: from here on, it repeats for ever.",
                first=first + 1,
                second=second + 1,
            )
            round_again = again - self.mistakes_by(first)
            self._turn_through(again, again + round_again, self.reading_time(1.2))
        self._cross()

    def plane_of_xor(self) -> LinePanel:
        """Draw the plane of the four points, with room for their words."""
        margin = MARGIN if self.column is None else BESIDE
        # The line of the second unit passes to the right of the axis.
        return self.plane_of(self.results.xor, 0.22, margin, beside=True, named_left=True)

    def _point_out(self) -> None:
        """Enlarge the points of class 1 together, then those of class 0, while no line is there."""
        xor = self.results.xor

        def draw(progress: float) -> None:
            swells = [swell(min(max(2 * progress - k, 0.0), 1.0)) for k in (0, 1)]
            sizes = 1 + 0.6 * np.where(xor.labels == 1, *swells)
            self.panel.draw(xor.weights[0], sizes, shown=0.0)

        self.drive(VGroup(), draw, self.reading_time(1.5), linear)

    def _next_as_last(self, first: int) -> int:
        """Return after how many mistakes on xor the weights are again those of the end."""
        xor = self.results.xor
        alike = (xor.weights[first:] == xor.weights[-1]).all(axis=1)
        return first + int(alike.argmax()) if first < xor.mistakes else xor.mistakes

    def _turn_through(self, first: int, last: int, seconds: float) -> None:
        """Go on evenly from one mistake on xor to another."""
        self.drive(VGroup(), lambda p: self._turn(first + (last - first) * p), seconds, linear)

    def mistakes_by(self, passed: int) -> int:
        """Return how many mistakes there were on xor up to the end of a pass, counted from 0."""
        return int(np.searchsorted(self.results.xor.passes, passed, "right"))

    def weights_after(self, passed: int) -> np.ndarray:
        """Return the weights on xor after a pass, counted from 0, array (3,)."""
        found: np.ndarray = self.results.xor.weights[self.mistakes_by(passed)]
        return found

    def _passes(self, passes: range) -> VGroup:
        """Write the weights after the last of some passes; none is seen before its pass is over."""
        column, rows = self.column, VGroup()
        self.over = list[int]()
        if column is None:
            return rows
        for passed in passes[-PASSES:]:
            shown = ", ".join(typeset(weight) for weight in self.weights_after(passed))
            text = f"{PASS} {passed + 1}: ({shown})"
            rows.add(formula(text, self.stage.text_size(36), self.theme.highlight))
            self.over.append(self.mistakes_by(passed))
        rows.arrange(DOWN, aligned_edge=LEFT, buff=0.16 * self.stage.scale)
        top, foot = self.row.get_bottom()[1], column.low[1]
        rows.scale(min(1.0, column.size[0] / rows.width, 0.85 * (top - foot) / rows.height))
        rows.move_to(at(column.low[0], (top + foot) / 2), aligned_edge=LEFT)
        self.pin(rows.set_fill(opacity=0))
        self.add(rows)
        return rows

    def _turn(self, now: float) -> None:
        """Draw the line at so many mistakes, whole ones and a part of the next."""
        xor = self.results.xor
        whole = min(int(now), xor.mistakes - 1)
        share = now - whole
        swing = swing_of(xor.weights[whole], xor.weights[whole + 1])
        turned = swing.share_at(smooth(max(share - CLOSED, 0.0) / (1 - CLOSED)))
        weights = xor.weights[whole] + turned * (xor.weights[whole + 1] - xor.weights[whole])
        # Weights that grow from 0, or shrink to it, do not move their line: it comes and goes.
        shown = _clarity(weights) if xor.weights[whole].any() else turned
        self.panel.draw(weights, shown=shown)
        self.panel.mark(xor.points[xor.mistaken[whole]], swell(share))
        counted = whole + (share >= COUNTED)
        count(self.row, weights, int(xor.passes[max(counted - 1, 0)]), counted)
        for row, over in zip(self.written, self.over, strict=True):
            row.set_fill(opacity=float(np.clip((now - over) / WRITTEN + 1, 0, 1)))

    def _cross(self) -> None:
        """Join the points of each class: the segments cross, so no line can part them."""
        xor, theme = self.results.xor, self.theme
        ends = [self.panel.place(xor.points[xor.labels == label]) for label in (1, 0)]
        joined = [VMobject(stroke_color=theme.colour_of(k), stroke_width=9) for k in (1, 0)]
        final = xor.weights[-1]
        ring = self.panel.ring
        told = (
            "Two points on one side: so is everything between them.",
            "But these segments cross: no straight line parts them.",
        )
        for words, segment, (start, end) in zip(told, joined, ends, strict=True):

            def draw(
                progress: float,
                segment: VMobject = segment,
                start: np.ndarray = start,
                end: np.ndarray = end,
                second: bool = segment is joined[1],
            ) -> None:
                reached = start + min(2 * progress, 1.0) * (end - start)
                segment.points = as_points(straight(start[None], reached[None]))
                faded = 1 - progress if not second else 0.0
                self.panel.draw(final, shown=_clarity(final), ink=faded)
                if second:
                    self.panel.mark(xor.points.mean(axis=0), max(2 * progress - 1, 0.0))

            draw(0)
            self.say(words)
            self.add(segment, ring)
            self.drive(VGroup(), draw, max(2.0, self.reading_time()))
        self.shown += [*joined, ring]
        self._add_a_unit([*joined, ring])

    def _add_a_unit(self, crossing: list[VMobject]) -> None:
        """Let the lines of two units part what that of one cannot, and tick off the points."""
        self.say("One unit draws one line, a second unit another.")
        gone = [*crossing, self.row, *self.written]

        parts = [p for each in (*gone, self.labels) for p in each.family_members_with_points()]
        inks = [(part.get_fill_opacity(), part.get_stroke_opacity()) for part in parts]

        def clear(progress: float) -> None:
            for part, (fill, edge) in zip(parts, inks, strict=True):
                part.set_fill(opacity=(1 - progress) * fill)
                part.set_stroke(opacity=(1 - progress) * edge)

        self.drive(VGroup(), clear, 0.5)
        self.panel.panel.note.remove(self.labels)
        self.remove(*gone)
        units = ThreeUnits(XOR_UNITS, XOR_THIRD, self._room_for_units(), self.stage, self.theme)
        ticks, table = self._ticks(), self._answers()
        self.pin(units)
        self.pin(table)
        self.add(units, ticks, table)
        self.shown = [self.panel, units, ticks, table]

        def two(progress: float) -> None:
            shares = [_share(progress, *span) for span in LINES]
            self.panel.draw_two(XOR_UNITS, shares, shares[0], 0.0)
            units.reveal([*shares, 0.0])
            units.light([*(swell(_share(progress, start, start + 0.4)) for start, _ in LINES), 0.0])

        def third(progress: float) -> None:
            came = _share(progress, *THIRD)
            self.panel.draw_two(XOR_UNITS, [1.0, 1.0], 1.0, came)
            units.reveal([1.0, 1.0, min(2 * came, 1.0)])
            units.light([0.0, 0.0, swell(came)])
            starts = [CHECKED[0] + place * CHECKED[1] for place in range(len(ticks))]
            checked = [_share(progress, start, start + CHECKED[1]) for start in starts]
            for tick, share in zip(ticks, checked, strict=True):
                tick.set_stroke(opacity=share)
            if len(table):
                table.reveal(_share(progress, *THIRD), checked)

        self.drive(VGroup(), two, self.reading_time(2.2), linear)
        self.say("A third says 1 where only the first does: all four are right.")
        self.drive(VGroup(), third, self.reading_time(3.2), linear)
        self.beat(PAYOFF)

    def _ticks(self) -> VGroup:
        """Draw a tick beside each point, none of which is seen yet."""
        panel, points = self.panel, self.results.xor.points
        away = np.sign(points - points.mean(axis=0))
        ticks = VGroup()
        for spot, side in zip(panel.place(points), away, strict=True):
            corners = spot + panel.size * (1.2 * side * [1.0, 0.0] + TICK)
            tick = VMobject(stroke_color=self.theme.accuracy, stroke_width=8, stroke_opacity=0)
            tick.points = as_points(straight(corners[:-1], corners[1:]))
            ticks.add(tick)
        return ticks

    def _answers(self) -> AnswerTable | VGroup:
        """Make the table of all answers below the units; none unless there is a column."""
        if self.column is None:
            return VGroup()
        rows = answers(self.results.xor.points, XOR_UNITS, XOR_THIRD)
        column, share = self.column, UNITS_ABOVE
        room = Area(column.low, np.array([column.high[0], column.low[1] + share * column.size[1]]))
        return AnswerTable(rows, room, self.stage.text_size(32), self.theme)

    def _room_for_units(self) -> Area:
        """Return room above the table, or in the lower left of the plane, off points and lines."""
        column, hero = self.column, self.stage.hero
        if column is not None:
            low = column.low + np.array([0.0, (UNITS_ABOVE + 0.12) * column.size[1]])
            return Area(low, column.high)
        low = hero.low + 0.25 * self.stage.scale
        return Area(low, low + UNITS * hero.size)


def _share(progress: float, start: float, end: float) -> float:
    """Return how much of a part of a play is over, eased."""
    return smooth(float(np.clip((progress - start) / (end - start), 0, 1)))


def _clarity(weights: np.ndarray) -> float:
    """Return how much of a line is there, which is nothing if all its weights are 0."""
    return min(1.5 * float(np.linalg.norm(weights)), 1.0)
