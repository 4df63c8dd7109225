"""The acts of the cut: the surface straight across its valley, and who leaps to and fro on it."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, VGroup, VMobject, linear

from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.rates import words
from scenes.films.gradient_descent.rates.charts import ParabolaCut, SweepChart
from scenes.films.gradient_descent.rates.small_cuts import SmallCuts
from scenes.films.gradient_descent.rates.stage import RateResults, RateStage
from scenes.languages.numbers import fixed, significant
from scenes.mobjects.arrays.arrow import Arrow
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn

LEAPS, LEAP = 10, 0.18
"""Steps that are shown of each rate on the cut, and seconds of each."""
DASHES = 12
"""Between the start and the line of the cut."""
FARTHER = 0.82
"""Zoom at which all of the line of the cut is seen."""
ROUND = 0.999
"""Share of the largest curvature from which on the smallest is called the same."""


class CutActs(RateStage):
    """Bends a line of the map into a parabola, and keeps it while all rates are tried."""

    spec: ClassVar[LearningRatesSpec]
    results: ClassVar[RateResults]

    def why(self) -> None:
        """Cut the surface straight across its valley, and leap on the parabola that it is."""
        sweep, stage = self.sweep, self.stage
        curvature = float(sweep.curvatures[0])
        cut = ParabolaCut(curvature, self.distance_along_steepest(), stage, self.theme)
        colours = self.colours
        cut.draw(np.array([cut.distance]), 0.0, self.theme.highlight)
        if self.surface.dims == 2:
            self.say("Cut straight across the valley: a parabola.")
            home = self.home_view()
            self.move_camera(View(home.centre, FARTHER), lambda p: self.mark_map(), 0.8)
        self.act(*map(FadeOut, self.walkers), seconds=0.3)
        if self.surface.dims == 2:
            self.rise_from_map(cut)
        else:
            self.retitle(None, seconds=0.3)
            self.act(*map(FadeOut, (self.ground, *self.marks)), FadeIn(cut), seconds=1.0)
        self.hero = (cut,)
        told = self.telling()
        self.step_on(cut, told[0])
        for i in told:
            rate = float(self.descents[i].rate[0])
            line = self.write("1 − ηλ = {numbers}", stage.text_size(32), colours[i],
                              numbers=words.factor_of(rate, curvature)[0])  # fmt: skip
            self.retitle(self.titled(line))
            self.say(words.effect(rate, curvature))
            self.leap(cut, i, is_last=i == told[-1])
        self.cut = cut

    def step_on(self, cut: ParabolaCut, i: int) -> None:
        """Draw the slope at the start, and the step that a rate makes of it."""
        rate, size, theme = float(self.descents[i].rate[0]), self.stage.text_size(30), self.theme
        tangent = VMobject(stroke_color=theme.gradient, stroke_width=7)
        slope = self.write(
            "slope λd = {numbers}", size, theme.gradient,
            numbers=words.slope_line(cut.curvature, cut.distance),
        )  # fmt: skip
        self.say("At distance d, the slope is λd: the curvature λ of this cut is {curvature}.",
                 curvature=significant(cut.curvature, 4))  # fmt: skip
        self.retitle(self.titled(slope))

        def lean(progress: float) -> None:
            ends = cut.tangent(progress)
            tangent.points = as_points(straight(ends[:1], ends[1:]))

        self.drive(tangent, lean, 0.8)
        self.breathe(1.0)
        step = self.write(
            "step −ηλd = {numbers}", size, self.colours[i],
            numbers=words.step_line(rate, cut.curvature, cut.distance),
        )  # fmt: skip
        start = cut.place(np.array([cut.distance]))[0]
        goal = cut.distance * (1 - rate * cut.curvature)
        reach = cut.chart.place(goal, float(cut.loss(np.array(cut.distance))))
        stride = Arrow(self.colours[i], 0.1 * self.stage.scale)
        self.say("A step changes d by −η times that slope.")
        self.retitle(self.titled(slope.copy(), step))

        def go(progress: float) -> None:
            stride.set_ends(start, start + progress * (reach - start))

        self.drive(stride, go, 1.2)
        landing = self.write(
            "d = {numbers}", size, self.colours[i],
            numbers=words.landing_line(rate, cut.curvature, cut.distance),
        )  # fmt: skip
        self.say("So every step multiplies d by 1 − ηλ.")
        self.retitle(self.titled(step.copy(), landing))
        self.breathe(0.3)
        self.act(FadeOut(tangent), FadeOut(stride), seconds=0.3)

    def rise_from_map(self, cut: ParabolaCut) -> None:
        """Draw the line of the cut, drop the start onto it, and bend both into the parabola."""
        line, dashes = self.line_of_cut(), self.line_of_cut()
        rider = cut.ball.copy()
        self.drive(line, lambda p: self.lengthen(line, p * cut.reach), 0.7)
        foot = self.minimum + cut.distance * self.steepest_direction()
        begin, end = self.ground.place(np.stack([self.descents[0].path[0], foot]))
        shares = np.linspace(0, 1, 2 * DASHES)[:, None]
        places = begin + shares * (end - begin)
        radius = float(rider.width) / 2

        def drop(progress: float) -> None:
            gone = places[: 2 * round(DASHES * progress)]
            dashes.points = as_points(straight(gone[::2], gone[1::2]))
            rider.set_places((begin + progress * (end - begin))[None], radius)

        dashes.set_stroke(width=3)
        drop(0.0)
        self.act(FadeIn(rider), seconds=0.3)
        self.add(dashes, rider)
        self.drive(rider, drop, 0.8)
        away, home = self.view, self.home_view()
        ends = line.points[[0, -1], :2]
        goal = cut.place(np.array([cut.distance]))[0]

        def rise(progress: float) -> None:
            self._aim(away.towards(home, progress))
            cut.rise(line, ends, progress)
            rider.set_places((end + progress * (goal - end))[None], radius)

        old = [FadeOut(each) for each in (self.ground, *self.marks, dashes)]
        self.act(*old, Drive(line, rise), seconds=1.4)
        self.act(FadeIn(VGroup(cut.chart, cut.curve)), FadeOut(line), seconds=0.5)
        self.remove(rider)
        self.add(cut)

    def leap(self, cut: ParabolaCut, i: int, *, is_last: bool) -> None:
        """Play the leaps of a rate on the parabola; they make way for those of the next."""
        distances = cut.distances(float(self.descents[i].rate[0]), LEAPS)
        still = np.flatnonzero(np.abs(distances) < words.NOTHING * abs(cut.distance))
        distances = distances[: int(still[0]) + 1 if len(still) else len(distances)]

        def draw(progress: float, shown: float = 1.0) -> None:
            cut.draw(distances, progress * (len(distances) - 1), self.colours[i], shown)

        self.drive(cut, lambda p: draw(p, min(12 * p, 1.0)), LEAP * len(distances), linear)
        self.breathe(0.3, lambda p: draw(1.0))
        if not is_last:
            self.drive(cut, lambda p: draw(1.0, 1 - p), 0.4)

    def line_of_cut(self) -> VMobject:
        """Make the line through the minimum along which the map is cut; it has no length yet."""
        line = VMobject(stroke_color=self.theme.highlight, stroke_width=6)
        return line.set_fill(opacity=0)

    def lengthen(self, line: VMobject, reach: float) -> None:
        """Draw the line of the cut to either side of the minimum, as far as that."""
        way = self.steepest_direction()
        ends = self.ground.place(self.minimum + reach * np.array([[-1], [1]]) * way)
        line.points = as_points(straight(ends[:1], ends[1:]))

    def steepest_direction(self) -> np.ndarray:
        """Return the direction in which the surface bends most, of length 1, array (dims,)."""
        ways = np.linalg.eigh(self.surface.hessian(self.minimum))[1]
        steepest: np.ndarray = ways[:, -1]
        return steepest

    def telling(self) -> list[int]:
        """Return which rates are shown on the cut.

        The last below the limit, the first above, and the one that reaches the floor at once.
        """
        rates = [float(each.rate[0]) for each in self.descents]
        below = [i for i, rate in enumerate(rates) if rate < self.sweep.limit]
        above = [i for i, rate in enumerate(rates) if rate >= self.sweep.limit]
        found = [
            *sorted(below, key=rates.__getitem__)[-1:],
            *sorted(above, key=rates.__getitem__)[:1],
        ]
        steep = float(self.sweep.curvatures[0])
        sure = [i for i in below if abs(1 - rates[i] * steep) < words.NOTHING and i not in found]
        return [*found, *sure[:1]]

    def cut_along_valley(self) -> ParabolaCut | None:
        """Make the cut along the valley; None if there is none, or no way to go along it."""
        curvatures = self.sweep.curvatures
        if self.surface.dims == 1 or curvatures[-1] > ROUND * curvatures[0]:
            return None
        way = np.linalg.eigh(self.surface.hessian(self.minimum))[1][:, 0]
        distance = float((self.descents[0].path[0] - self.minimum) @ way)
        if abs(distance) < 1e-9:
            return None
        return ParabolaCut(float(curvatures[-1]), distance, self.stage, self.theme)

    def small_cuts(self, chart: SweepChart) -> SmallCuts:
        """Make a frame for the cut across the valley, and one for that along it, if there is."""
        along, curvatures = self.cut_along_valley(), self.sweep.curvatures
        texts = ["across the valley: λ = {curvature}", "along the valley: λ = {curvature}"]
        cuts = [self.cut] if along is None else [self.cut, along]
        if along is None:
            texts = ["λ = {curvature}"]
        size = self.stage.text_size(26)
        names = [
            self.write(text, size, self.theme.muted, curvature=significant(value, 4))
            for text, value in zip(texts, curvatures[[0, -1]].tolist(), strict=False)
        ]
        small = SmallCuts(
            cuts, names, chart.places_of_cuts(len(cuts)), self.stage, self.theme
        )  # fmt: skip
        if along is not None:
            along.shrink(1.0)
        return small

    def distance_along_steepest(self) -> float:
        """Return how far the start is from the minimum, straight across the valley; or else 1."""
        found = float((self.descents[0].path[0] - self.minimum) @ self.steepest_direction())
        return found if abs(found) > 1e-9 else 1.0

    def make_room(self, chart: SweepChart, title: VGroup) -> SmallCuts:
        """Shrink the parabola into a frame in the chart of all rates, which comes."""
        cut, distances = self.cut, np.array([self.cut.distance])
        begun = cut.distances(float(self.descents[self.telling()[-1]].rate[0]), LEAPS)
        colour = self.colours[self.telling()[-1]]
        small = self.small_cuts(chart)
        for each in small.cuts[1:]:
            each.draw(np.array([each.distance]), 0.0, self.theme.highlight)

        def shrink(progress: float) -> None:
            cut.shrink(progress)
            if progress < 0.5:
                cut.draw(begun, len(begun), colour, 1 - 2 * progress)
            else:
                cut.draw(distances, 0.0, self.theme.highlight, 2 * progress - 1)

        moving, *others = small.curves
        self.remove(cut)
        self.add(cut.chart, moving)
        swap = in_turn([cut.chart], [chart, small.frames, *others])
        self.retitle(title, *swap, Drive(moving, shrink), seconds=1.4)
        return small

    def sweep_over(
        self, chart: SweepChart, small: SmallCuts, number: LiveNumber, ends: tuple[float, float],
        seconds: float,
    ) -> None:  # fmt: skip
        """Draw the loss of the rates between two, with the steps of each on the cuts."""

        def draw(progress: float) -> None:
            rate = ends[0] + progress * (ends[1] - ends[0])
            chart.draw(rate)
            small.draw(rate, self.spec.steps)
            number.write(self.running(rate))

        self.drive(chart, draw, self.reading_time(seconds), linear)

    def running(self, rate: float) -> str:
        """Write a rate of the sweep, always with as many decimals."""
        return fixed(rate, int(max(0, 3 - np.floor(np.log10(self.sweep.limit)))))
