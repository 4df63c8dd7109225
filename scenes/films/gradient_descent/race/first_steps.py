"""The act in which each optimiser takes its first steps alone, and what is its own is drawn in."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import Animation, FadeIn, FadeOut, VGroup, VMobject, linear

from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.mobjects.step_anatomy import OWN_STEPS, PUSHES, StepAnatomy
from scenes.films.gradient_descent.race.arrow_words import stand_beside, stands_in
from scenes.films.gradient_descent.race.rates import RaceRates
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card
from scenes.films.gradient_descent.race.step_panels import StepPanel, panel_of
from scenes.films.gradient_descent.race.words import told_at_start
from scenes.films.gradient_descent.rule_words import MEAN_RULES, TRAIT_BY_RULE
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.easing import within
from scenes.storytelling.stage import Area, area_of, show_plated

STEPS = (2.0,)
"""Seconds of the steps that each optimiser takes alone; the arrows of the last one are named."""
PARTED = (3.6,)
"""Seconds of that of a rule with a step for each coordinate."""
PUSHED = (0.5, 3.0)
"""Seconds of those with a push of which something is kept: from the second one on."""
MEANT = (0.5, 0.4, 3.4)
"""Seconds of those against a mean of slopes, which differs from the slope by and by."""
FITTED = (3.0,)
"""Seconds of that of Newton's method, in which a quadratic is fitted first."""
UPHILL = 1.1
"""Length of the gradient's arrow, in frame units."""
CLOSEST = 9.0
"""The camera's closest zoom."""
AROUND = 0.22
"""Room around first steps, as a share of their size."""
ASIDE = np.array([0.12, -0.09])
"""How far steps stand from the middle of the hero's place, as shares of it: beside the title."""
FAINT = 0.4
"""Opacity of first steps that are left where they were taken."""
DRAWN = ("slope", "mean", "part", "push", "step")
"""What is drawn into a step, in this order."""
TAKEN = 0.86
"""Share of the time of a step that is named after which it is taken."""
MARK = 0.13
"""Size of a mark, in frame units of 16:9."""


class FirstSteps(RaceRates):
    """Introduces the optimisers."""

    panel: StepPanel | None = None

    def meet(self) -> None:
        """Let each optimiser take its first steps alone, with what is its own drawn into them."""
        self.say(told_at_start(self.results))
        self.retitle(None, *self.goal_unnamed())
        self.remove(self.track.crowd)
        self.go(self.common_view, 1.2)
        before = self.show_slope()
        for i in range(len(self.rivals)):
            before = self.meet_one(i, before)
        self.act(*before, seconds=0.4)

    @cached_property
    def common_view(self) -> View:
        """What the camera sees of the first steps of all, so that their lengths compare."""
        areas = []
        for i, descent in enumerate(self.results.descents):
            anatomy = StepAnatomy(self.track.map, descent, self.theme)
            areas.append(self.area_alone(i, len(self.paces_of(i)), anatomy))
        low = np.min([area.low for area in areas], axis=0)
        high = np.max([area.high for area in areas], axis=0)
        return self.close_view(Area(low, high))

    def paces_of(self, i: int) -> tuple[float, ...]:
        """Return the seconds of the steps that an optimiser takes alone."""
        descent = self.results.descents[i]
        rule = descent.spec.optimizer
        if rule in MEAN_RULES:
            paces: tuple[float, ...] = MEANT
        elif rule in PUSHES:
            paces = PUSHED
        elif rule in OWN_STEPS:
            paces = PARTED
        else:
            paces = FITTED if rule == "newton" else STEPS
        return paces[: descent.steps]

    def show_slope(self) -> list[Animation]:
        """Draw the slope at the start, which all are told; return what is to fade after it."""
        descent = self.results.descents[0]
        if not descent.steps:
            return []
        slope = StepAnatomy(self.track.map, descent, self.theme)
        self.add(slope)

        def draw(progress: float) -> None:
            self.track.mark(self.view.zoom)
            slope.draw(0, UPHILL * progress, 0.0, 0.0, self.stage.scale / self.view.zoom)

        self.drift(0.5, draw)
        return [FadeOut(slope)]

    def meet_one(self, i: int, before: list[Animation]) -> list[Animation]:
        """Show the first steps of one optimiser; return how they give way to what is left."""
        track, descent, rival = self.track, self.results.descents[i], self.rivals[i]
        walker, anatomy = track.walkers[i], StepAnatomy(track.map, descent, self.theme)
        paces = self.paces_of(i)
        walker.seen_at(self.view.zoom).walk_to(0)
        title = self.titled(rule_card(descent, rival, self.stage, self.theme, first=i == 0))
        self.say(TRAIT_BY_RULE[descent.spec.optimizer])
        self.retitle(title, FadeIn(walker), *before)
        self.add(anatomy)
        for step, seconds in enumerate(paces[:-1]):
            self.take_step(i, anatomy, step, seconds)
        self.panel = panel_of(anatomy, len(paces) - 1, self.stage, self.theme) if paces else None
        if self.panel is not None:
            self.pin(self.panel)
            self.panel.draw(0.0, 0.0)
            self.act(FadeIn(self.panel[0]), seconds=0.3)
            self.add(self.panel)
        if paces:
            self.take_named_step(i, anatomy, len(paces) - 1, paces[-1])
        ghost = self.ghost_of(i)
        self.ghosts.add(ghost)
        gone = [FadeOut(each) for each in (walker, anatomy, self.panel) if each is not None]
        return [*gone, FadeIn(ghost)]

    def ghost_of(self, i: int) -> VMobject:
        """Draw the first step of an optimiser alone, faintly."""
        rival, size = self.rivals[i], self.stage.scale / self.common_view.zoom
        places = self.track.map.place(self.results.descents[i].path[:2])
        line = VMobject(stroke_color=rival.colour, stroke_width=3, fill_opacity=0)
        line.points = as_points(straight(places[:1], places[-1:]))
        tip = mark_of(rival, self.theme)
        tip.set_places(places[-1:], 0.8 * MARK * size)
        return shaded(VGroup(line, tip), FAINT)

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

        def draw(progress: float) -> None:
            size = 1 / self.view.zoom * self.stage.scale
            moved = within(progress, 0.65, 0.9)
            walker.seen_at(self.view.zoom).walk_to(step + moved)
            anatomy.draw(
                step, UPHILL * within(progress, 0, 0.3),
                within(progress, 0.2, 0.55) if has_parts else 0.0,
                within(progress, 0.4, 0.65), size, 1 - within(progress, 0.75, 1.0),
            )  # fmt: skip
            self.track.mark(self.view.zoom)

        self.drive(walker, draw, seconds, linear)

    def take_named_step(self, i: int, anatomy: StepAnatomy, step: int, seconds: float) -> None:
        """Draw the parts of a step one after the other, each with its words; then take it."""
        walker, words = self.track.walkers[i], self.words_of(anatomy, step)
        drawn = [key for key in DRAWN if key in anatomy.ways_of(step, UPHILL, 1.0)]
        beat = TAKEN / len(drawn)
        begins = {key: k * beat for k, key in enumerate(drawn)}
        self.add(*words.values())

        def grown(progress: float, key: str) -> float:
            begin = begins.get(key)
            return 0.0 if begin is None else within(progress, begin, begin + 0.4 * beat)

        def draw(progress: float) -> None:
            walker.seen_at(self.view.zoom).walk_to(step + within(progress, TAKEN, 0.97))
            parts = grown(progress, "part")
            if "push" in begins:
                parts = 0.5 * parts + 0.5 * grown(progress, "push")
            anatomy.draw(
                step, UPHILL * grown(progress, "slope"), parts, grown(progress, "step"),
                self.stage.scale / self.view.zoom, 1 - within(progress, 0.9, 1.0),
                grown(progress, "mean" if "mean" in begins else "slope"),
            )  # fmt: skip
            for key, word in words.items():
                begin = begins[key]
                shown = within(progress, begin, begin + 0.2 * beat)
                show_plated(shown * (1 - within(progress, TAKEN, TAKEN + 0.06)), word)
            if self.panel is not None:
                self.panel.draw(grown(progress, "slope"), grown(progress, "part"))
            self.track.mark(self.view.zoom)

        self.drive(walker, draw, seconds, linear)
        self.remove(*words.values())

    def words_of(self, anatomy: StepAnatomy, step: int) -> dict[str, VGroup]:
        """Stand words beside the arrows of a step, in the frame as it is seen now."""
        stage, view = self.stage, self.view
        words = arrow_words(anatomy.descent, stage, self.theme)
        ways = {
            key: tuple(self.view.shows(np.array(way), self.stage))
            for key, way in anatomy.ways_of(step, UPHILL, stage.scale / view.zoom).items()
        }
        ways = {key: way for key, way in ways.items() if stands_in(self.inner, *way)}
        taken = [area_of(each) for each in (self.title, self.panel) if each is not None]
        named = {key: word for key, word in words.items() if key in ways}
        stood = stand_beside(
            list(named.values()), [ways[key] for key in named], self.inner, taken, stage.scale,
            passed=self.view.shows(
                self.track.map.place(anatomy.descent.path[: step + 1]), self.stage
            ),
        )  # fmt: skip
        self.pin(*stood)
        return {key: word for key, word in named.items() if word in stood}

    def close_view(self, area: Area) -> View:
        """Return the view of a few steps from close by."""
        stage = self.stage
        least = stage.hero.size / CLOSEST / 1.7
        half = np.maximum(area.size, least) / 2
        view = view_of(Area(area.centre - half, area.centre + half), stage, AROUND)
        view = View(view.centre - ASIDE * stage.hero.size / view.zoom, view.zoom)
        return view if view.zoom > 1 else self.home_view()


def shaded(ghost: VMobject, opacity: float) -> VMobject:
    """Give a line with its tip an opacity."""
    line, tip = ghost
    line.set_stroke(opacity=opacity)
    tip.set_opacity(opacity)
    return ghost
