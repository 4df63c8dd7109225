"""The acts of the race before it begins: the surface and who takes part."""

from __future__ import annotations

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    Text,
    VGroup,
    linear,
    smooth,
)

from scenes.films.gradient_descent.mobjects.step_anatomy import PUSHES, StepAnatomy
from scenes.films.gradient_descent.race.arrow_words import stand_beside, stands_in
from scenes.films.gradient_descent.race.rates import LEADS, RaceRates
from scenes.films.gradient_descent.race.results import Race
from scenes.films.gradient_descent.race.rule_card import arrow_words, rule_card, surface_card
from scenes.films.gradient_descent.rule_words import MEAN_RULES, TRAIT_BY_RULE
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
ALONE = 6
"""Steps that each optimiser takes alone, at least, if it stays in the frame."""
UPHILL = 1.1
"""Length of the gradient's arrow, in frame units."""
CLOSEST = 9.0
"""The camera's closest zoom."""
ASIDE = np.array([0.17, -0.1])
"""How far steps stand from the middle of the hero's place, as shares of it: beside the title."""
AHEAD = 0.2
"""Share of the time of going on after which the walker sets out."""
PULSE = 5.0
"""Stroke width that is added to lines that a sentence is about."""


class RaceMeeting(RaceRates):
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

        self.drift(0.7, draw)
        return [FadeOut(slope)]

    def meet_one(self, i: int, before: list[FadeOut]) -> list[FadeOut]:
        """Show the first steps of one optimiser; return what is to fade after them."""
        track, descent, rival = self.track, self.results.descents[i], self.rivals[i]
        walker, anatomy = track.walkers[i], StepAnatomy(track.map, descent, self.theme)
        rule = descent.spec.optimizer
        paces = MEANT if rule in MEAN_RULES else PUSHED if rule in PUSHES else STEPS
        paces = FITTED if rule == "newton" else paces
        count = min(len(paces), descent.steps)
        walker.seen_at(self.view.zoom).walk_to(0)
        last = self.last_alone(i, count)
        area = self.area_alone(i, count, anatomy)
        close, wider = self.close_view(area), self.close_view(track.area_of_steps(i, last))
        title = self.titled(*rule_card(descent, rival, self.stage, self.theme, first=i == 0))
        self.say(TRAIT_BY_RULE[descent.spec.optimizer])
        self.retitle(title, FadeIn(walker), *before)
        self.go(close, 0.7, walker)
        self.add(anatomy)
        for step, seconds in enumerate(paces[:count]):
            if step < count - 1:
                self.take_step(i, anatomy, step, seconds)
            else:
                self.take_named_step(i, anatomy, step, seconds)
        self.let_go_on(i, count, last, wider)
        return [FadeOut(walker), FadeOut(anatomy)]

    def last_alone(self, i: int, count: int) -> int:
        """Return the step to which an optimiser goes on alone: none that leaves the frame."""
        most = min(self.track.walkers[i].route.last, max(ALONE, 3 * count))
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
            key: tuple(self.in_frame(np.array(way)))
            for key, way in anatomy.ways_of(step, UPHILL, stage.scale / view.zoom).items()
        }
        ways = {key: way for key, way in ways.items() if stands_in(self.inner, *way)}
        taken = [] if self.title is None else [area_of(self.title)]
        named = {key: word for key, word in words.items() if key in ways}
        stood = stand_beside(
            list(named.values()), [ways[key] for key in named], self.inner, taken, stage.scale,
            passed=self.in_frame(self.track.map.place(anatomy.descent.path[: step + 1])),
        )  # fmt: skip
        self.pin(*stood)
        return {key: word for key, word in named.items() if word in stood}

    def in_frame(self, places: np.ndarray) -> np.ndarray:
        """Return where places (n, 2) of the picture are seen in the frame, array (n, 2)."""
        return (places - self.view.centre) * self.view.zoom + self.stage.frame.centre

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
