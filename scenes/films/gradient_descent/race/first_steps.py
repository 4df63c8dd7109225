"""The act in which each optimiser takes its first steps alone, and what is its own is drawn in."""

from __future__ import annotations

from functools import cached_property, partial

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, FadeOut, VGroup, VMobject, linear

from scenes.films.gradient_descent.mobjects.open_map import INK
from scenes.films.gradient_descent.mobjects.scoreboard import mark_of
from scenes.films.gradient_descent.mobjects.step_anatomy import PUSHES, StepAnatomy
from scenes.films.gradient_descent.race.arrow_words import ALONG, stand_beside, stands_in
from scenes.films.gradient_descent.race.newton_section import TALL, WIDE, NewtonSection
from scenes.films.gradient_descent.race.rates import RaceRates
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card, size_told
from scenes.films.gradient_descent.rule_words import MEAN_RULES, TRAIT_BY_RULE
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View, view_of
from scenes.storytelling.easing import within
from scenes.storytelling.stage import Area, area_of, show_plated

UPHILL, STRIDE = 1.9, 3.5
"""Lengths of the longest slope's arrow, and of each step, in frame units, however long it is."""
CLOSEST, CLOSE = 26.0, 9.0
"""The camera's closest zoom to one step, and to the first ones of all."""
AROUND = 0.22
"""Room around first steps, as a share of their size."""
WALKED, TURNED = 12, 15.0
"""Steps before the one that is shown, of rules with a mean: as few as turn the slope away from it
by so many degrees, and no more."""
ROOM = 0.08
"""Room around a step with all that is drawn into it, as a share of its size."""
LINES = 9
"""Lines of equal loss, at least, around a step."""
DRAWN = ("slope", "mean", "loss", "part", "push", "step")
"""What is drawn into a step, in this order."""
BEAT, WALK = 0.65, 0.5
"""Seconds in which each of these is drawn, and of the step."""
MIDWAY = (0.5, 0.25, 0.75)
"""Shares of a leg beside which its number may stand."""
ROW = 0.48
"""Between the names of two curves, in frame units of 16:9."""
MARK = 0.13
"""Size of a mark, in frame units of 16:9."""


class FirstSteps(RaceRates):
    """Introduces the optimisers."""

    lines_beside = VGroup()
    """Lines of equal loss around the step that is shown."""

    def meet(self) -> None:
        """Show a step of each optimiser alone, all equally large, and what it is made of."""
        self.remove(self.track.crowd)
        before: list[Animation] = [*self.goal_unnamed()]
        for i, descent in enumerate(self.results.descents):
            if descent.steps:
                before = self.meet_one(i, before)
        self.ghosts = VGroup(*map(self.ghost_of, range(len(self.rivals))))
        self.retitle(None, FadeIn(self.ghosts), *before, FadeOut(self.lines_beside))
        self.lines_beside = VGroup()

    @cached_property
    def first_view(self) -> View:
        """What the camera sees of the first steps of all, so that their lengths compare."""
        areas = [self.track.area_of_steps(i, 1) for i in range(len(self.rivals))]
        low = np.min([area.low for area in areas], axis=0)
        high = np.max([area.high for area in areas], axis=0)
        least = self.stage.hero.size / CLOSE / 1.7
        half = np.maximum(high - low, least) / 2
        area = Area((low + high) / 2 - half, (low + high) / 2 + half)
        view = view_of(area, self.stage, AROUND)
        return view if view.zoom > 1 else self.home_view()

    def anatomy_of(self, i: int) -> StepAnatomy:
        """Take the steps of an optimiser apart."""
        descent = self.results.descents[i]
        return StepAnatomy(self.track.map, descent, self.theme, self.rivals[i].colour)

    def view_of_step(self, anatomy: StepAnatomy, step: int) -> View:
        """Return the view in which a step is as long as that of any other rule."""
        place, stage, path = self.track.map.place, self.stage, anatomy.descent.path
        start, end = place(path[step]), place(path[step + 1])
        length = max(float(np.linalg.norm(end - start)), 1e-9)
        zoom = float(np.clip(STRIDE * stage.scale / length, 1.0, CLOSEST))
        size = stage.scale / zoom
        ways = anatomy.ways_of(step, UPHILL, size)
        places = [place(path[max(step - 1, 0)]), *np.concatenate(list(ways.values()))]
        hero = stage.hero
        seen = np.array(places)
        area = Area.around(seen[np.isfinite(seen).all(axis=1)])
        zoom = min(zoom, view_of(area, stage, ROOM).zoom)
        if zoom <= 1:
            return self.home_view()
        return View(area.centre - (hero.centre - stage.frame.centre) / zoom, zoom)

    def meet_one(self, i: int, before: list[Animation]) -> list[Animation]:
        """Show a step of one optimiser from close by; return how it gives way to what follows."""
        track, rival, anatomy = self.track, self.rivals[i], self.anatomy_of(i)
        walker, descent, step = track.walkers[i], anatomy.descent, shown_step(anatomy)
        view = self.view_of_step(anatomy, step)
        walker.seen_at(self.view.zoom).walk_to(0)
        title = self.titled(rule_card(descent, rival, self.stage, self.theme, first=i == 0))
        self.say(TRAIT_BY_RULE[descent.spec.optimizer])
        self.retitle(title, FadeIn(walker), *before)

        half = self.stage.frame.size / view.zoom / 2
        lines = track.map.lines_within(Area(view.centre - half, view.centre + half), LINES)
        lines.set_stroke(opacity=0)
        self.add(lines)
        self.bring_to_front(walker)
        old, self.lines_beside = self.lines_beside, lines

        def walk(progress: float) -> None:
            walker.seen_at(self.view.zoom).walk_to(step * progress)
            track.mark(self.view.zoom)
            old.set_stroke(opacity=INK * (1 - progress) ** 2)
            lines.set_stroke(opacity=INK * progress**2)

        if step or not self.view.is_near(view):
            self.move_camera(view, walk, 0.8 if step < 2 else 1.4)
        self.remove(old)
        self.add(anatomy)
        section = None
        if anatomy.rule == "newton" and np.isfinite(anatomy.level_point(step)).all():
            place, size = self.place_of_section(anatomy, step), self.stage.scale / view.zoom
            section = NewtonSection(anatomy, step, place, size, self.theme, rival.colour)
            self.add(section)
        words = self.take_step(i, anatomy, step, section)
        return [FadeOut(each) for each in (walker, anatomy, section, *words) if each is not None]

    def take_step(
        self, i: int, anatomy: StepAnatomy, step: int, section: NewtonSection | None
    ) -> list[VGroup]:
        """Draw the parts of a step one after the other, each with its words; then take it."""
        walker, size = self.track.walkers[i], self.stage.scale / self.view.zoom
        words, shares = self.words_of(i, anatomy, step, section), dict.fromkeys(DRAWN, 0.0)
        self.add(*words.values())
        show_plated(0.0, *words.values())

        def draw(key: str, progress: float) -> None:
            shares[key] = progress
            parts = shares["part"]
            if anatomy.rule in PUSHES:
                parts = 0.5 * parts + 0.5 * shares["push"]
            mean = shares["mean"] if anatomy.rule in MEAN_RULES else shares["slope"]
            anatomy.draw(
                step, UPHILL * shares["slope"], parts, shares["step"], size, 1.0, UPHILL * mean
            )
            if section is not None:
                section.draw(shares["loss"], shares["part"])
            show_plated(within(progress, 0.4, 0.9), *named_with(key, words))
            self.track.mark(self.view.zoom)

        def take(progress: float) -> None:
            walker.walk_to(step + progress)

        ways = {*anatomy.ways_of(step, UPHILL, size)} | ({"loss"} if section else set())
        drawn = [key for key in DRAWN if key in ways or f"{key} 0" in ways]
        self.bring_to_front(
            *(each for each in (section, anatomy, walker) if each is not None), *words.values()
        )
        for key in drawn:
            if key == "part" and (told := size_told(anatomy, step)):
                self.say(told)
            self.drive_in_place(partial(draw, key), BEAT, linear)
        if size_told(anatomy, step):
            self.let_read(1.0)
        self.drive_in_place(take, WALK)
        return list(words.values())

    def ghost_of(self, i: int) -> VMobject:
        """Draw the first step of an optimiser alone."""
        rival, size = self.rivals[i], self.stage.scale / self.first_view.zoom
        places = self.track.map.place(self.results.descents[i].path[:2])
        line = VMobject(stroke_color=rival.colour, stroke_width=3, fill_opacity=0)
        line.points = as_points(straight(places[:1], places[-1:]))
        tip = mark_of(rival, self.theme)
        tip.set_places(places[-1:], 0.8 * MARK * size)
        return VGroup(line, tip)

    def words_of(
        self, i: int, anatomy: StepAnatomy, step: int, section: NewtonSection | None
    ) -> dict[str, VGroup]:
        """Stand words beside what is drawn into a step, in the frame as it is seen now."""
        stage = self.stage
        words = arrow_words(anatomy, step, self.rivals[i], stage, self.theme)
        ways = {
            key: tuple(self.view.shows(np.array(way), stage))
            for key, way in anatomy.ways_of(step, UPHILL, stage.scale / self.view.zoom).items()
        }
        ways = {
            key: way for key, way in ways.items() if key in words and stands_in(self.inner, *way)
        }
        taken = [] if self.title is None else [area_of(self.title)]
        named = []
        if section is not None:
            named = self.name_curves(section, words["loss"], words["parabola"])
            chart = area_of(section.wall)
            taken += [Area(*self.view.shows(np.array([chart.low, chart.high]), stage))]
            taken += map(area_of, named)
        path = self.track.map.place(anatomy.descent.path[: step + 1])
        stood = stand_beside(
            [words[key] for key in ways], list(ways.values()), self.inner, taken, stage.scale,
            passed=self.view.shows(path, stage),
            along=[MIDWAY if key[-1].isdigit() else ALONG for key in ways],
        )  # fmt: skip
        self.pin(*stood, *named)
        return {key: word for key, word in words.items() if word in stood or word in named}

    def place_of_section(self, anatomy: StepAnatomy, step: int) -> Area:
        """Return where in the picture a chart beside a step stands, in a lower corner.

        It is the corner in which it covers the least of the step.
        """
        scale, inner = self.stage.scale, self.inner
        half = np.array([WIDE, TALL]) * scale / 2
        ways = np.array([*anatomy.ways_of(step, UPHILL, scale / self.view.zoom).values()])
        shares = np.linspace(0, 1, 40)[:, None, None]
        seen = self.view.shows(ways[:, 0] + shares * (ways[:, 1] - ways[:, 0]), self.stage)

        def covered(middle: np.ndarray) -> int:
            return int((np.abs(seen - middle) < half + ROW * scale).all(axis=-1).sum())

        middles = [
            inner.corner(corner)[:2] - np.sign(corner[:2]) * half
            for corner in (DOWN + LEFT, DOWN + RIGHT)
        ]
        middle = min(middles, key=covered)
        ends = np.array([middle - half, middle + half]) - self.stage.frame.centre
        return Area(*(self.view.centre + ends / self.view.zoom))

    def name_curves(self, section: NewtonSection, loss: VGroup, parabola: VGroup) -> list[VGroup]:
        """Stand the names of the two curves of a chart above it, one over the other."""
        wall, row = area_of(section.wall), ROW * self.stage.scale
        left, top = self.view.shows(np.array([wall.low[0], wall.high[1]]), self.stage)
        for k, word in enumerate((parabola, loss)):
            word.move_to(at(left, top + (k + 0.6) * row), aligned_edge=LEFT)
        return [loss, parabola]


def shown_step(anatomy: StepAnatomy) -> int:
    """Return the step of a descent that shows its rule.

    Momentum needs a push to keep, and a mean differs from the slope once the slope has turned.
    """
    last = anatomy.descent.steps - 1
    if anatomy.rule in PUSHES:
        return min(1, last)
    if anatomy.rule not in MEAN_RULES:
        return 0
    for step in range(min(WALKED, last) + 1):
        slope, mean = anatomy.descent.gradient[step], anatomy.mean_of(step)
        lengths = float(np.linalg.norm(slope) * np.linalg.norm(mean))
        if lengths > 0 and float(slope @ mean) / lengths < np.cos(np.radians(TURNED)):
            return step
    return min(WALKED, last)


def named_with(key: str, words: dict[str, VGroup]) -> list[VGroup]:
    """Return the words that come with what is drawn: a part's with both of a pair, say."""
    with_mean = "mean" if "mean" in words else "slope"
    belongs = {"leg 0": with_mean, "leg 1": with_mean, "part 0": "part", "part 1": "part",
               "parabola": "part"}  # fmt: skip
    return [word for name, word in words.items() if belongs.get(name, name) == key]
