"""The acts of the race before it begins: the surface, who takes part, and their learning rates."""

from __future__ import annotations

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    Group,
    ManimColor,
    VGroup,
    interpolate_color,
    linear,
    smooth,
)

from engine.descent.rate_tuning import GRID
from scenes.films.gradient_descent.descent_numbers import exact_number
from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.mobjects.step_anatomy import StepAnatomy
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.rule_card import rule_card, step_legend, surface_card
from scenes.films.gradient_descent.race.stage import RaceStage
from scenes.films.gradient_descent.rule_words import MEAN_RULES, TRAIT_BY_RULE
from scenes.languages.numbers import significant
from scenes.mobjects.chart import Axis, Chart
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.stage import Area

STEPS = (1.5, 0.9)
"""Seconds of the steps that each optimiser takes alone."""
MEANT = (*STEPS, 0.8)
"""Seconds of those against a mean of slopes, which differs from the slope by and by."""
FITTED = (3.0, 1.6)
"""Seconds of those of Newton's method, in which a quadratic is fitted first."""
UPHILL = 1.1
"""Length of the gradient's arrow, in frame units."""
CLOSEST = 9.0
"""The camera's closest zoom."""
ASIDE = np.array([0.17, -0.1])
"""How far steps stand from the middle of the hero's place, as shares of it: beside the title."""
LEADS, AHEAD = 0.55, 0.2
"""Shares of the time of going on: when the camera has arrived, and when the walker sets out."""
PULSE = 5.0
"""Stroke width that is added to lines that a sentence is about."""


class RaceMeeting(RaceStage):
    """Introduces the surface and the optimisers."""

    # The surface

    def show_surface(self) -> None:
        """Open with all the ways, run them back to their start, and show the finish line."""
        track, descents = self.track, self.results.descents
        pace = self.pace_of(track)
        track.draw(pace.step_at(1.0))
        self.open_with(track, hero=(track.map.heat,))
        self.say(
            "One start, and {count} ways down the same loss. Which is the quickest?",
            count=len(descents),
        )
        self.drift(3.0, lambda p: track.draw(pace.step_at(1 - smooth(p)), self.view.zoom))
        self.say("Seen from above: every line joins points of equal loss.")
        self.retitle(self.name_of_surface(self.results))
        self.drift(1.4, lambda p: self.light_lines(p))
        if len(track.finish.points):
            self.say("The finish line: inside of it, the loss is below {goal}.", goal=self.bar)
            named = [] if self.title is None else [self.title]
            self.act(FadeIn(self.track.name_goal(*named)), seconds=0.4)
            self.drift(1.4, lambda p: self.light_finish(p))

    def name_of_surface(self, race: Race) -> VGroup:
        """Write the name of the surface of a race, and its formula if it has one."""
        return self.titled(*surface_card(race.surface, race.descents[0], self.stage, self.theme))

    @property
    def bar(self) -> str:
        """The loss to be below."""
        return exact_number(self.results.goal)

    def light_lines(self, progress: float) -> None:
        """Light up the lines of equal loss, and let them dim again."""
        self.track.map.lines.set_stroke(opacity=0.6 + 0.4 * np.sin(np.pi * progress))

    def light_finish(self, progress: float) -> None:
        """Light up the finish line, and let it dim again."""
        self.track.finish.set_stroke(width=4 + PULSE * np.sin(np.pi * progress) ** 2)

    # Who takes part

    def meet(self) -> None:
        """Let each optimiser take its first steps alone, with what is its own drawn into them."""
        track = self.track
        start = Area.around(track.map.place(self.results.descents[0].path[:1]))
        self.say("All start here, and each is told the exact slope where it stands.")
        self.retitle(None, *self.goal_unnamed())
        track.remove(track.crowd)
        self.go(self.close_view(start), 1.5)
        before = self.show_slope()
        for i in range(len(self.rivals)):
            before = self.meet_one(i, before)
        self.act(*before, seconds=0.4)

    def show_slope(self) -> list[FadeOut]:
        """Draw the slope at the start, which all are told; return what is to fade after it."""
        descent = self.results.descents[0]
        if not descent.steps:
            return []
        slope = StepAnatomy(self.track.map, descent, self.theme)
        self.add(slope)

        def draw(progress: float) -> None:
            self.track.mark(self.view.zoom)
            slope.draw(0, UPHILL * progress, 0.0, 0.0, self.stage.scale / self.view.zoom)

        self.drift(1.0, draw)
        return [FadeOut(slope)]

    def meet_one(self, i: int, before: list[FadeOut]) -> list[FadeOut]:
        """Show the first steps of one optimiser; return what is to fade after them."""
        track, descent, rival = self.track, self.results.descents[i], self.rivals[i]
        walker, anatomy = track.walkers[i], StepAnatomy(track.map, descent, self.theme)
        rule = descent.spec.optimizer
        paces = FITTED if rule == "newton" else MEANT if rule in MEAN_RULES else STEPS
        count = min(len(paces), descent.steps)
        walker.seen_at(self.view.zoom).walk_to(0)
        last = self.last_alone(i, count)
        area = self.area_alone(i, count, anatomy)
        close, wider = self.close_view(area), self.close_view(track.area_of_steps(i, last))
        legend = step_legend(descent, self.stage, self.theme)
        ways = walker.route.points_at(np.linspace(0, last, 40 * last + 1))
        self.stand_clear(legend, track.map.place(ways), (close, wider))
        self.pin(legend)
        card = rule_card(descent, rival, self.stage, self.theme, first=i == 0)
        title = VGroup(self.titled(*card), legend)
        self.say(TRAIT_BY_RULE[descent.spec.optimizer])
        self.retitle(title, FadeIn(walker), *before)
        self.go(close, 0.7, walker)
        self.add(anatomy)
        for step, seconds in enumerate(paces[:count]):
            self.take_step(i, anatomy, step, seconds)
        self.let_go_on(i, count, last, wider)
        return [FadeOut(walker), FadeOut(anatomy)]

    def last_alone(self, i: int, count: int) -> int:
        """Return the step to which an optimiser goes on alone: none that leaves the frame."""
        most = min(self.track.walkers[i].route.last, 4 * count)
        return max(self.track.steps_in_sight(i, most), count)

    def area_alone(self, i: int, count: int, anatomy: StepAnatomy) -> Area:
        """Bound the first steps of an optimiser, with what is drawn into them."""
        track, hero = self.track, self.stage.hero
        area = track.area_of_steps(i, count)
        if self.results.descents[i].spec.optimizer != "newton" or not count:
            return area
        targets = track.map.place(np.array([anatomy.level_point(k) for k in range(count)]))
        targets = targets[np.isfinite(targets).all(axis=1)]
        targets = np.clip(targets, hero.low, hero.high)
        return Area.around(np.concatenate([[area.low, area.high], targets]))

    def take_step(self, i: int, anatomy: StepAnatomy, step: int, seconds: float) -> None:
        """Draw the parts of a step, then the step; then take it."""
        walker = self.track.walkers[i]
        has_parts = bool(anatomy.parts_of(step)) or anatomy.rule == "newton"

        def part(progress: float, begin: float, end: float) -> float:
            return smooth(float(np.clip((progress - begin) / (end - begin), 0, 1)))

        def draw(progress: float) -> None:
            size = 1 / self.view.zoom * self.stage.scale
            moved = part(progress, 0.65, 0.9)
            walker.seen_at(self.view.zoom).walk_to(step + moved)
            anatomy.draw(
                step, UPHILL * part(progress, 0, 0.3),
                part(progress, 0.2, 0.55) if has_parts else 0.0,
                part(progress, 0.4, 0.65), size, 1 - part(progress, 0.75, 1.0),
            )  # fmt: skip
            self.track.mark(self.view.zoom)

        self.drive(walker, draw, seconds, linear)

    def let_go_on(self, i: int, step: int, last: int, wider: View) -> None:
        """Let an optimiser go on while its sentence is read; the camera is there before it."""
        walker = self.track.walkers[i]

        def draw(progress: float) -> None:
            gone = float(np.clip((progress - AHEAD) / (1 - AHEAD), 0, 1))
            walker.seen_at(self.view.zoom).walk_to(step + (last - step) * gone)
            self.track.mark(self.view.zoom)

        self.move_camera(wider, draw, self.reading_time(1.2), LEADS)

    def close_view(self, area: Area) -> View:
        """Return the view of a few steps from close by."""
        stage = self.stage
        least = stage.hero.size / CLOSEST / 1.7
        half = np.maximum(area.size, least) / 2
        view = view_of(Area(area.centre - half, area.centre + half), stage, 0.35)
        view = View(view.centre - ASIDE * stage.hero.size / view.zoom, view.zoom)
        return view if view.zoom > 1 else self.home_view()

    # Their learning rates

    def show_rates(self) -> None:
        """Show the trial that the learning rates come from; if there was none, which they are."""
        if not self.results.tunings:
            self.point_out_rates()
            return
        self.say(
            "Each gets the best of {tried} learning rates, from {least} to {most}.",
            tried=len(GRID), least=significant(GRID[0]), most=significant(GRID[-1]),
        )  # fmt: skip
        self.look_home(1.0)
        chart, curves, marks = self.trial()
        self.retitle(None, FadeOut(self.track), FadeIn(chart), seconds=0.8)
        self.hero = (chart,)

        def draw(progress: float) -> None:
            for curve, steps in curves:
                rates = np.array(GRID)
                curve.set_values_up_to(rates, steps, rates[0] * (rates[-1] / rates[0]) ** progress)

        self.drive(VGroup(*(curve for curve, _ in curves)), draw, 3.0)
        self.say("Best is what brings the loss below {goal} first, and keeps it there.",
                 goal=self.bar)  # fmt: skip
        self.act(FadeIn(marks), seconds=0.6)
        self.drift(1.0)
        self.look_home(0.6)
        track = self.track
        track.mark(1.0)
        self.act(FadeOut(chart, marks, *(curve for curve, _ in curves)), FadeIn(track), seconds=0.8)
        self.hero = (track.map.heat,)

    def point_out_rates(self) -> None:
        """Bring in the table, and light up the learning rates, while the camera opens."""
        self.say("Each at its own rate: one number would mean different steps.")
        self.board = self.board_of(self.results, self.track)
        self.retitle(None, seconds=0.4)
        self.act(FadeIn(self.board), seconds=0.4)
        rates = [row[0] for row in self.board.numbers]
        plain, lit = map(ManimColor, (self.theme.text, self.theme.highlight))

        def draw(progress: float) -> None:
            self.track.mark(self.view.zoom)
            glow = float(np.sin(np.pi * progress)) ** 0.5
            for number in rates:
                number.set_fill(interpolate_color(plain, lit, glow))

        self.move_camera(self.home_view(), draw, self.reading_time(2.4), LEADS)

    def trial(self) -> tuple[Group, list, VGroup]:
        """Draw the steps that each optimiser needs by its learning rate, and mark the best."""
        stage = self.stage
        low = stage.hero.low + [0.9 * stage.scale, 0.8 * stage.scale]
        high = stage.hero.high - [0.6 * stage.scale, 0.8 * stage.scale]
        rates = Axis(GRID[0], GRID[-1], "learning rate", log=True)
        most = max(10.0, *(float(each.arrivals.max()) for each in self.results.tunings))
        label = "steps until the loss is low enough; gaps: never"
        chart = Chart(
            low, high, rates, Axis(0.8, 1.3 * most, label, log=True), self.theme,
            size=stage.text_size(20),
        )  # fmt: skip
        curves, marks = [], VGroup()
        for tuning, rival in zip(self.results.tunings, self.rivals, strict=True):
            steps = np.where(tuning.arrivals > 0, tuning.arrivals, np.nan).astype(float)
            curves.append((chart.curve(rival.colour, 4), steps))
            if np.isfinite(steps[tuning.best]):
                mark = mark_of(rival, self.theme)
                best = chart.place(tuning.rates, steps)[[tuning.best]]
                mark.set_places(best, 0.14 * stage.scale)
                marks.add(mark)
        return Group(chart), curves, marks
