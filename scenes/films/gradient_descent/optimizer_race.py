"""A race of optimisers: the same surface, the same start, the same exact gradients.

Told in acts: the surface; who takes part; their learning rates, if they were tuned; the race; the
order in which they arrived, and what it is worth.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, FadeIn, FadeOut, Group, VGroup, linear

from engine.descent.descent import Descent
from engine.descent.race import arrival, ranking, rests_on_saddle
from engine.descent.rate_tuning import GRID
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_charts import (
    CROSS,
    flat_view,
    in_proportion,
    loss_chart,
)
from scenes.films.gradient_descent.descent_numbers import exact_number, table_number
from scenes.films.gradient_descent.descent_words import TRAIT_BY_RULE, DescentWords
from scenes.films.gradient_descent.descents import pace_by_way
from scenes.films.gradient_descent.mobjects.contour_map import ContourMap
from scenes.films.gradient_descent.mobjects.standings import Rival, Standings, mark_of
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.films.gradient_descent.optimizer_race_spec import OptimizerRaceSpec
from scenes.films.gradient_descent.race_results import Race, race_of
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import Axis, Chart, ChartCurve
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.story import StoryScene

MAP_BOX = np.array([-6.15, -2.5]), np.array([-1.5, 2.45])
CHART_BOX = np.array([-0.2, -2.35]), np.array([6.75, 0.25])
COLUMNS = (-0.85, 2.65, 4.1, 5.9)
"""Left edges of the table's names, rates, losses and steps."""
TABLE_TOP = 3.7
RUN = 15.0
"""Seconds of the race itself."""
EVENLY = 0.35
"""Share of them that is given to the steps evenly; the rest goes by the way they cover."""
EDGE = 6.9
"""Nothing in the table goes further to the right."""


class OptimizerRace(StoryScene):
    """Several optimisers walk down from one start."""

    spec: ClassVar[OptimizerRaceSpec] = OptimizerRaceSpec()
    acts: ClassVar = ("show_surface", "meet", "show_rates", "run_race", "final_ranking")
    results: ClassVar[Race]

    @classmethod
    def compute(cls, spec: OptimizerRaceSpec, work: Work = unwatched) -> Race:
        """Tune the learning rates, if that is asked for, and walk down with each."""
        return race_of(spec, work)

    @classmethod
    def report(cls, results: Race) -> list[str]:
        """Return who arrived when, best first, in lines for the terminal."""
        return results.report()

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.descents, self.goal = self.results.descents, self.results.goal
        self.surface = self.descents[0].spec.loss_surface
        self.order = ranking(self.descents, self.goal)
        self.arrivals = [arrival(each, self.goal) for each in self.descents]
        self.bar = exact_number(self.goal)
        self.set_up()

    def set_up(self) -> None:
        """Make all that moves."""
        theme, surface = self.theme, self.surface
        self.rivals = [
            Rival(spec.rule.title, significant(spec.learning_rate(surface)), theme.colour_of(i), i)
            for i, spec in enumerate(each.spec for each in self.descents)
        ]
        view = flat_view(surface, in_proportion(MAP_BOX, surface), theme, "loss")
        assert isinstance(view, ContourMap)
        self.map = view
        self.walkers = [
            Walker(view, Route(each.path, surface.domain), theme, rival.colour, rival.shape, 0.9)
            for each, rival in zip(self.descents, self.rivals, strict=True)
        ]
        headings = ("optimiser", "rate", "loss", "steps")
        self.table = Standings(self.rivals, headings, COLUMNS, TABLE_TOP, theme)
        self.chart = loss_chart(self.descents, CHART_BOX, theme, ("step", "loss"))
        self.curves = [self.chart.curve(rival.colour, 3.5) for rival in self.rivals]
        self.tips = [mark_of(rival, theme) for rival in self.rivals]

    # The surface, and who takes part

    def show_surface(self) -> None:
        """Show the map, where all start, and where it is lowest."""
        self.say("One loss surface, seen from above: every line joins points of equal loss.")
        self.act(FadeIn(self.map, self.surface_title()), seconds=0.9)
        self.beat(2.4)
        start, lowest = self.marks()
        self.say("All start here, and all are given the same exact gradients.")
        self.act(FadeIn(start), seconds=0.6)
        self.beat(2.2)
        if len(lowest.points):
            self.say("The cross marks where the loss is lowest.")
            self.act(FadeIn(lowest), seconds=0.6)
            self.beat(1.4)
        self.start = start

    def surface_title(self) -> VGroup:
        """Write the name of the surface, and its formula if there is room."""
        parts = VGroup(self.write("{title}", 26, self.theme.muted, title=self.surface.title))
        if self.surface.typst:
            math = formula(DescentWords(self.surface, self.descents[0]).definition, 28,
                           self.theme.text)  # fmt: skip
            if math.width <= 6.2 and math.height <= 0.6:
                parts.add(math)
        parts.arrange(direction=np.array([0, -1, 0]), aligned_edge=LEFT, buff=0.14)
        return parts.move_to(at(-6.8, 3.8), aligned_edge=np.array([-1, 1, 0]))

    def marks(self) -> tuple[Markers, Markers]:
        """Make the marks of the start, and of the lowest points."""
        theme = self.theme
        start, lowest = (
            Markers(
                marker_of(shape), fill_color=theme.border, fill_opacity=1,
                stroke_color=theme.panel, stroke_width=1.5,
            )
            for shape in (0, CROSS)
        )  # fmt: skip
        start.set_places(self.map.see(self.descents[0].path[:1])[0], 0.12)
        known = self.surface.known_minima()
        best = [each.place for each in known if each.value == known[0].value]
        if best:
            lowest.set_places(self.map.see(np.array(best))[0], 0.11)
        return start, lowest

    def meet(self) -> None:
        """Introduce each optimiser with a sentence."""
        for i, (row, descent) in enumerate(zip(self.table.rows, self.descents, strict=True)):
            trait = TRAIT_BY_RULE[descent.spec.optimizer]
            self.say(trait)
            headings = [self.table.headings] if i == 0 else []
            row.write(table_number(float(descent.loss[0])), "")
            self.act(FadeIn(row, *headings), seconds=0.5)
            self.let_read(0.0)

    # Learning rates

    def show_rates(self) -> None:
        """Explain where the learning rates come from; show the trial if there was one."""
        if not self.results.tunings:
            self.say("Each has its own learning rate: the same number would mean different steps.")
            self.beat(3.2)
            return
        self.say(
            "Each gets the best of {tried} learning rates, from {least} to {most}.",
            tried=len(GRID), least=significant(GRID[0]), most=significant(GRID[-1]),
        )  # fmt: skip
        chart, marks = self.trial()
        self.act(FadeIn(chart), seconds=0.7)
        self.beat(2.6)
        self.say(
            "Best is what brings the loss below {goal} first, and keeps it there.",
            goal=self.bar,
        )
        self.act(FadeIn(marks), seconds=0.6)
        self.beat(4.0)
        self.act(FadeOut(chart, marks), seconds=0.6)

    def trial(self) -> tuple[Group, VGroup]:
        """Draw the steps that each optimiser needs by its learning rate, and mark the best."""
        rates = Axis(GRID[0], GRID[-1], "learning rate", log=True)
        most = max(10.0, *(float(each.arrivals.max()) for each in self.results.tunings))
        label = "steps until the loss is low enough; gaps: never"
        chart = Chart(*CHART_BOX, rates, Axis(0.8, 1.3 * most, label, log=True), self.theme)
        lines, marks = Group(chart), VGroup()
        for tuning, rival in zip(self.results.tunings, self.rivals, strict=True):
            steps = np.where(tuning.arrivals > 0, tuning.arrivals, np.nan)
            tried, mark = mark_of(rival, self.theme), mark_of(rival, self.theme)
            found = chart.place(tuning.rates, steps)[np.isfinite(steps)]
            tried.set_places(found, 0.055)
            lines.add(chart.curve(rival.colour, 3).set_values(tuning.rates, steps), tried)
            mark.set_places(chart.place(tuning.rates, steps)[[tuning.best]], 0.14)
            if np.isfinite(steps[tuning.best]):
                marks.add(mark)
        return lines, marks

    # The race

    def run_race(self) -> None:
        """Play all descents at once."""
        self.say(
            "Who is the first to bring the loss below {goal}, and keep it there?",
            goal=self.bar,
        )
        for walker in self.walkers:
            walker.walk_to(0)
        self.act(FadeIn(self.chart, self.goal_line(), *self.walkers), FadeOut(self.start),
                 seconds=0.8)  # fmt: skip
        self.beat(1.4)
        distance = np.sum([self.way_of(walker) for walker in self.walkers], axis=0)
        pace = pace_by_way(distance, even=EVENLY)
        moving = Group(*self.walkers, *self.curves, *self.tips, *self.table.rows)
        self.drive(moving, lambda p: self.draw(pace.step_at(p)), RUN, linear)
        self.beat(1.6)

    def way_of(self, walker: Walker) -> np.ndarray:
        """Return the way covered by each step of the race, array (steps + 1,)."""
        distance = walker.route.distance
        return np.pad(distance, (0, self.spec.steps + 1 - len(distance)), "edge")

    def draw(self, step: float) -> None:
        """Show the race at a continuous step."""
        for i, descent in enumerate(self.descents):
            now = min(step, float(descent.steps))
            self.walkers[i].walk_to(now)
            self.draw_loss(self.curves[i], self.tips[i], descent, now)
            arrived = self.arrivals[i]
            steps = "" if arrived is None or step < arrived else f"{arrived}"
            self.table.rows[i].write(table_number(float(descent.loss[int(now)])), steps)

    def draw_loss(self, curve: ChartCurve, tip: Markers, descent: Descent, step: float) -> None:
        """Draw a loss as far as a continuous step, with a mark where it is."""
        steps = np.arange(len(descent.loss))
        curve.set_values_up_to(steps, descent.loss, step)
        end = min(step, self.chart.x.high)
        loss = float(np.interp(end, steps, descent.loss))
        held = np.isfinite(loss) and self.chart.holds(end, loss)
        tip.set_places(self.chart.place(end, loss)[None] if held else np.zeros((0, 2)), 0.09)

    def goal_line(self) -> VGroup:
        """Draw the loss to reach across the chart."""
        line = self.chart.curve(self.theme.muted, 2.0)
        ends = np.array([self.chart.x.low, self.chart.x.high])
        line.set_values(ends, np.full(2, self.goal))
        label = self.write("goal", 20, self.theme.muted)
        place = self.chart.place(ends[0], self.goal) + [0.12, -0.2]
        return VGroup(line, label.move_to(at(*place), aligned_edge=LEFT))

    # The order

    def final_ranking(self) -> None:
        """Sort the table, and say what the order is worth."""
        self.say("In order of the steps needed until the loss stayed below {goal}.", goal=self.bar)
        for i, row in enumerate(self.table.rows):
            word = self.missed(i)
            if word:
                label = self.write(word, 24, self.theme.muted)
                label.scale(min(1.0, (EDGE - COLUMNS[3]) / label.width))
                row.attach(label.move_to(at(COLUMNS[3], row.height_now), aligned_edge=LEFT))
        rows = self.table.rows
        self.act(FadeOut(*rows), seconds=0.5)
        self.table.arrange_by(self.order)
        self.act(FadeIn(*rows), seconds=0.6)
        self.act(FadeIn(self.table.number(self.order, self.theme.text)), seconds=0.6)
        self.beat(3.0)
        for sentence, values in self.afterthoughts():
            self.say(sentence, **values)
            self.beat(3.0)
        self.say("The order depends on the surface, the start and the learning rates.")
        self.beat(2.4)
        self.say("On another surface, another one may win.")
        self.beat(2.4)

    def missed(self, i: int) -> str:
        """Return why an optimiser has no number of steps; empty if it has one."""
        if self.descents[i].diverged_at is not None:
            return "diverged"
        if self.descents[i].stopped == "undefined":
            return "no loss"
        return "never" if self.arrivals[i] is None else ""

    def afterthoughts(self) -> list[tuple[str, dict[str, str]]]:
        """Return a sentence for what else is worth knowing of this race, with its values."""
        told = []
        for i, descent in enumerate(self.descents):
            if self.arrivals[i] is None and rests_on_saddle(descent, self.surface):
                name = self.rivals[i].name
                values = {"name": name[:1].upper() + name[1:]}
                told.append(("{name} rests on a saddle: flat, but not the lowest point.", values))
        if any(each.spec.optimizer == "newton" for each in self.descents):
            told.append(
                ("Steps are not all the cost: Newton's method also needs second derivatives.", {})
            )
        return told
