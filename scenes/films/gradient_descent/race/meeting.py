"""The acts of the race before it begins: the surface and who takes part."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import (
    LEFT,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    FadeOut,
    Text,
    VGroup,
    VMobject,
    linear,
    smooth,
)

from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.mobjects.step_anatomy import PUSHES, StepAnatomy
from scenes.films.gradient_descent.race.arrow_words import stand_beside, stands_in
from scenes.films.gradient_descent.race.rates import RaceRates
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card, surface_card
from scenes.films.gradient_descent.rule_words import MEAN_RULES, TRAIT_BY_RULE
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.stage import Area, area_of

STEPS = (2.8,)
"""Seconds of the steps that each optimiser takes alone; the arrows of the last one are named."""
PUSHED = (0.8, 3.2)
"""Seconds of those with a push of which something is kept: from the second one on."""
MEANT = (0.8, 0.6, 3.4)
"""Seconds of those against a mean of slopes, which differs from the slope by and by."""
FITTED = (4.2,)
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
NAMES, ROW, MARK, LATE = 28, 0.55, 0.13, 0.4
"""Size of the names of those who take part, how far apart they stand, and the size of their marks,
in frame units of 16:9; and how much later the last of them sets out, as a share of the time."""
PULSE = 5.0
"""Stroke width that is added to lines that a sentence is about."""


class RaceMeeting(RaceRates):
    """Introduces the surface and the optimisers."""

    # The surface

    def show_surface(self) -> None:
        """Open with all who take part, let them gather at the start, and show the finish line."""
        track, descents = self.track, self.results.descents
        track.draw(0.0)
        track.remove(track.crowd)
        marks, names = self.roster()
        self.open_with(track, names, marks, hero=(track.map.heat,))
        self.say(
            "One start, and {count} ways down the same loss. Which is the quickest?",
            count=len(descents),
        )
        self.drift(2.4, lambda p: self.mark_map())
        self.say("Seen from above: every line joins points of equal loss.")
        self.gather(marks, names)
        self.retitle(self.name_of_surface(self.results))
        self.drift(1.4, lambda p: self.light_lines(p))
        if len(track.finish.points):
            self.say("The finish line: inside of it, the loss is below {goal}.", goal=self.bar)
            named = [] if self.title is None else [self.title]
            self.act(FadeIn(self.track.name_goal(*named)), seconds=0.4)
            self.drift(1.4, lambda p: self.light_finish(p))

    def roster(self) -> tuple[VGroup, VGroup]:
        """List the marks of all who take part, and their names beside them."""
        scale, corner = self.stage.scale, self.inner.corner(UP + LEFT)
        marks, names = VGroup(), VGroup()
        for i, rival in enumerate(self.rivals):
            mark, name = (
                mark_of(rival, self.theme),
                self.write(rival.name, self.stage.text_size(NAMES), rival.colour, bold=True),
            )
            place = corner[:2] + [0.2 * scale, -(0.3 + ROW * i) * scale]
            mark.set_places(place[None], MARK * scale)
            name.next_to(mark, RIGHT, buff=0.2 * scale)
            marks.add(mark)
            names.add(name.set_stroke(self.theme.panel, width=6, background=True))
        return marks, names

    def gather(self, marks: VGroup, names: VGroup) -> None:
        """Let the marks go from their list to the start, one after the other."""
        track, size = self.track, MARK * self.stage.scale
        starts = [mark.get_center()[:2] for mark in marks]
        goal = track.map.place(self.results.descents[0].path[0])
        self.act(FadeOut(names), seconds=0.4)

        def draw(progress: float) -> None:
            for i, (mark, start) in enumerate(zip(marks, starts, strict=True)):
                late = LATE * i / len(starts)
                share = smooth(float(np.clip((progress - late) / (1 - LATE), 0, 1)))
                place = start + share * (goal - start)
                mark.set_places(place[None], size / self.view.zoom)

        self.drive(marks, draw, 1.2, linear)
        track.draw(0.0, self.view.zoom)
        self.remove(marks)
        self.add(track.crowd)

    def name_of_surface(self, race: Race) -> VGroup:
        """Write the name of the surface of a race, and its formula if it has one."""
        return self.titled(*surface_card(race.surface, race.descents[0], self.stage, self.theme))

    def light_lines(self, progress: float) -> None:
        """Light up the lines of equal loss, and let them dim again."""
        self.track.map.lines.set_stroke(opacity=0.6 + 0.4 * np.sin(np.pi * progress))

    def light_finish(self, progress: float) -> None:
        """Light up the finish line, and let it dim again."""
        self.track.finish.set_stroke(width=4 + PULSE * np.sin(np.pi * progress) ** 2)

    # Who takes part

    def meet(self) -> None:
        """Let each optimiser take its first steps alone, with what is its own drawn into them."""
        self.say("All start here, and each is told the exact slope where it stands.")
        self.retitle(None, *self.goal_unnamed())
        self.remove(self.track.crowd)
        self.go(self.common_view, 1.5)
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
        paces = MEANT if rule in MEAN_RULES else PUSHED if rule in PUSHES else STEPS
        return (FITTED if rule == "newton" else paces)[: descent.steps]

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

        self.drift(0.7, draw)
        return [FadeOut(slope)]

    def meet_one(self, i: int, before: list[Animation]) -> list[Animation]:
        """Show the first steps of one optimiser; return how they give way to what is left."""
        track, descent, rival = self.track, self.results.descents[i], self.rivals[i]
        walker, anatomy = track.walkers[i], StepAnatomy(track.map, descent, self.theme)
        paces = self.paces_of(i)
        if not self.view.is_near(self.common_view):
            self.go(self.common_view, 0.7)
        walker.seen_at(self.view.zoom).walk_to(0)
        title = self.titled(*rule_card(descent, rival, self.stage, self.theme, first=i == 0))
        self.say(TRAIT_BY_RULE[descent.spec.optimizer])
        self.retitle(title, FadeIn(walker), *before)
        self.add(anatomy)
        for step, seconds in enumerate(paces):
            if step < len(paces) - 1:
                self.take_step(i, anatomy, step, seconds)
            else:
                self.take_named_step(i, anatomy, step, seconds)
        ghost = self.ghost_of(i)
        self.ghosts.add(ghost)
        return [FadeOut(walker), FadeOut(anatomy), FadeIn(ghost)]

    def ghost_of(self, i: int) -> VGroup:
        """Draw the first step of an optimiser alone, faintly."""
        rival, size = self.rivals[i], self.stage.scale / self.view.zoom
        places = self.track.map.place(self.results.descents[i].path[:2])
        line = VMobject(stroke_color=rival.colour, stroke_width=3, fill_opacity=0)
        line.points = as_points(straight(places[:1], places[-1:]))
        tip = mark_of(rival, self.theme)
        tip.set_places(places[-1:], 0.8 * MARK * size)
        return VGroup(line.set_stroke(opacity=FAINT), tip.set_opacity(FAINT))

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

    def take_named_step(self, i: int, anatomy: StepAnatomy, step: int, seconds: float) -> None:
        """Draw the parts of a step, with words beside them; hold them, then take it."""
        walker, words = self.track.walkers[i], self.words_of(anatomy, step)
        has_parts = bool(anatomy.parts_of(step)) or anatomy.rule == "newton"
        grown = {"slope": 0.12, "mean": 0.2, "part": 0.3, "step": 0.38}
        self.add(*words.values())

        def part(progress: float, begin: float, end: float) -> float:
            return smooth(float(np.clip((progress - begin) / (end - begin), 0, 1)))

        def draw(progress: float) -> None:
            walker.seen_at(self.view.zoom).walk_to(step + part(progress, 0.84, 0.97))
            anatomy.draw(
                step, UPHILL * part(progress, 0, 0.15),
                part(progress, 0.1, 0.3) if has_parts else 0.0,
                part(progress, 0.25, 0.4), self.stage.scale / self.view.zoom,
                1 - part(progress, 0.88, 1.0),
            )  # fmt: skip
            for key, word in words.items():
                shown = part(progress, grown[key], grown[key] + 0.08)
                word.set_opacity(shown * (1 - part(progress, 0.76, 0.84)))
            self.track.mark(self.view.zoom)

        self.drive(walker, draw, seconds, linear)
        self.remove(*words.values())

    def words_of(self, anatomy: StepAnatomy, step: int) -> dict[str, Text]:
        """Stand words beside the arrows of a step, in the frame as it is seen now."""
        stage, view = self.stage, self.view
        words = arrow_words(anatomy.descent, stage, self.theme)
        ways = {
            key: tuple(self.view.shows(np.array(way), self.stage))
            for key, way in anatomy.ways_of(step, UPHILL, stage.scale / view.zoom).items()
        }
        ways = {key: way for key, way in ways.items() if stands_in(self.inner, *way)}
        taken = [] if self.title is None else [area_of(self.title)]
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
