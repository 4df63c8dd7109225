"""Gradient descent: compute the loss, compute the gradient, step against it, repeat.

Told in acts: the loss surface; the first steps, part by part; the whole descent; the same start by
another rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import LEFT, BackgroundRectangle, FadeIn, FadeOut, Group, VGroup, linear, smooth

from engine.progress import Work, unwatched
from scenes.films.gradient_descent.descent_comparison import DescentComparison
from scenes.films.gradient_descent.descent_stage import DescentStage
from scenes.films.gradient_descent.descent_words import STEP_BY_RULE, DescentWords
from scenes.films.gradient_descent.descents import (
    TwoDescents,
    ending,
    kept_descent,
    pace_by_way,
    runaway_of,
)
from scenes.films.gradient_descent.gradient_descent_spec import GradientDescentSpec
from scenes.films.gradient_descent.mobjects.step_strip import StepStrip
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.frame import at
from scenes.mobjects.text import formula
from scenes.storytelling.story import Act

SINGLE = (2.0, 1.4, 1.0, 0.8, 0.6, 0.5)
"""Seconds of the steps after the first that are taken one by one."""
FLOW = 11.0
"""Seconds of all other steps together."""
UPHILL, STRIDE, TANGENT = 0.9, 1.1, 0.11
"""Lengths of the arrows at the start, in frame units, and reach of the tangent in the domain."""


class GradientDescent(DescentComparison):
    """A point walks down a loss surface."""

    spec: ClassVar[GradientDescentSpec] = GradientDescentSpec()
    results: ClassVar[TwoDescents]

    @classmethod
    def compute(cls, spec: GradientDescentSpec, work: Work = unwatched) -> TwoDescents:
        """Walk down, and by the other rule too."""
        first = kept_descent(spec.descent, work)
        rival = spec.rival if "compare" in spec.acts else None
        if rival is None:
            return TwoDescents(first, None, None)
        return TwoDescents(first, kept_descent(rival, work), runaway_of(rival, work))

    @classmethod
    def report(cls, results: TwoDescents) -> list[str]:
        """Return where the descents ended, in lines for the terminal."""
        both = (results.first, results.rival)
        return [ending(each) for each in both if each is not None]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.descent = self.results.first
        self.surface = self.spec.landscape
        self.words = DescentWords(self.surface, self.descent)
        self.stage = DescentStage(
            self.surface, self.descent, self.spec.view, self.theme, ("step", "loss")
        )
        self.singles = min(len(SINGLE), self.descent.steps - 1)

    def story(self) -> list[Act]:
        """Return the acts that the spec names; descents are compared only if there are two."""
        acts = {
            "surface": Act("show surface", self.show_surface),
            "steps": Act("first steps", self.first_steps),
            "descent": Act("walk down", self.walk_down),
        }
        if self.results.rival is not None:
            acts["compare"] = Act("compare", self.compare)
        return [acts[name] for name in self.spec.acts if name in acts]

    # The surface

    def show_surface(self) -> None:
        """Show the surface, from the side and from above, and where it is lowest."""
        stage = self.stage
        self.clear_stage()
        self.title = self.surface_title()
        self.say(self.words.surface_sentence(self.spec.view), names=self.words.names)
        stage.draw(0)
        first, *others = stage.pictures
        self.act(FadeIn(first), FadeIn(self.title), seconds=0.9)
        if stage.relief is not None:
            self.drive(stage.relief, self.turn_to(0.5), 3.5)
            if stage.relief.relief.unit is not None:
                self.say("Its walls are so high that heights are drawn on a log scale.")
        self.beat(1.6)
        if others:
            self.say("From above: every line joins points of equal loss.")
            self.act(FadeIn(*others), seconds=0.8)
            self.beat(2.2)
        if len(stage.minima):
            self.say(self.words.lowest)
            self.act(FadeIn(stage.marks), seconds=0.6)
            self.beat(1.8)

    def surface_title(self) -> VGroup:
        """Write the formula of the loss, and the name of the surface."""
        name = self.write("{title}", 26, self.theme.muted, title=self.surface.title)
        parts = VGroup(name)
        if self.surface.typst:
            math = formula(self.words.definition, 36, self.theme.text)
            parts.add(math.scale(min(1.0, 12.5 / math.width, 0.85 / math.height)))
        parts.arrange(direction=np.array([0, -1, 0]), aligned_edge=LEFT, buff=0.2)
        return parts.move_to(at(-6.8, 3.75), aligned_edge=np.array([-1, 1, 0]))

    def turn_to(self, share: float) -> Callable[[float], None]:
        """Return what turns the view on to a share of its way."""
        start = self.stage.turned

        def draw(progress: float) -> None:
            self.stage.turned = start + (share - start) * progress
            self.stage.draw(0)

        return draw

    # The steps

    def first_steps(self) -> None:
        """Take the first step part by part, and the next ones ever faster."""
        self.set_up_strip()
        self.place_walker()
        self.compute_loss()
        self.compute_gradient()
        self.step_against_it()
        for i, seconds in enumerate(SINGLE[: self.singles], start=1):
            self.single_step(i, seconds)

    def set_up_strip(self) -> None:
        """Bring in the strip of the four parts, and say by which rule steps are taken."""
        if self.title is None:  # other than the surface's act came before
            self.clear_stage()
        low, high = np.array([-6.8, 2.72]), np.array([6.8, 3.8])
        theme = self.theme
        titles = (
            "1  compute the loss",
            "2  compute the gradient",
            "3  step against it",
            "4  repeat",
        )
        colours = (theme.loss, theme.gradient, theme.accuracy, theme.text)
        self.is_set = True
        self.strip = StepStrip(titles, colours, low, high, theme)
        self.caption = self.rule_caption()
        stage = self.stage
        stage.draw(0)
        old = [FadeOut(self.title)] if self.title is not None else []
        here = self.get_mobject_family_members()
        missing = [part for picture in stage.pictures for part in picture if part not in here]
        if len(stage.minima) and stage.marks not in here:
            missing.append(stage.marks)
        if stage.curve is not None:
            missing += [stage.chart, stage.curve]
        self.title = None
        self.act(*old, *map(FadeIn, [*missing, self.strip, self.caption]), seconds=0.8)

    def rule_caption(self) -> VGroup:
        """Write which rule is drawn, at what learning rate."""
        spec, theme = self.descent.spec, self.theme
        rule = self.write("{rule}", 24, theme.highlight, bold=True, rule=spec.rule.title)
        rate = self.write(
            "learning rate {rate}",
            22,
            theme.muted,
            rate=significant(spec.learning_rate(self.surface)),
        )
        parts = VGroup(rule, rate)
        if spec.schedule != "constant":
            parts.add(self.write("schedule {name}", 22, theme.muted, name=spec.schedule))
        parts.arrange(buff=0.35)
        return parts.move_to(at(-6.8, 2.44), aligned_edge=LEFT)

    def place_walker(self) -> None:
        """Move the point to its start."""
        self.stage.draw(0)
        self.say("Start anywhere: {place}.", place=self.words.place(0))
        self.act(FadeIn(*self.stage.walkers), seconds=0.6)
        self.beat(1.2)

    def compute_loss(self) -> None:
        """Take the first part of the first step."""
        self.say("First, compute the loss here.")
        self.strip.light(0).write(self.words.loss(0))
        self.beat(1.8)

    def compute_gradient(self) -> None:
        """Take the second part: the tangent, and the way up."""
        self.say(self.words.gradient_meaning)
        self.strip.write(self.words.loss(0), self.words.gradient(0))

        def draw(progress: float) -> None:
            self.strip.light(progress)
            self.stage.slope(0, UPHILL * progress, 0, TANGENT * progress)

        self.drive(Group(self.strip, *self.stage.walkers), draw, 1.2)
        self.beat(2.0)

    def step_against_it(self) -> None:
        """Take the third part, and the fourth."""
        self.say(STEP_BY_RULE[self.descent.spec.optimizer])
        stage, strip = self.stage, self.strip

        def aim(progress: float) -> None:
            strip.light(1 + progress)
            stage.slope(0, UPHILL, STRIDE * progress, TANGENT)

        def move(progress: float) -> None:
            stage.draw(progress)
            stage.slope(0, UPHILL * (1 - progress), STRIDE, TANGENT * (1 - progress))

        moving = Group(strip, stage.moving)
        self.drive(moving, aim, 1.0)
        strip.write(self.words.loss(0), self.words.gradient(0), self.words.point(1))
        self.beat(2.0)
        self.drive(moving, move, 1.2)
        self.say("And repeat, from the new point.")
        strip.light(3).write(*self.words.parts(0), "1")
        self.beat(1.2)

    def single_step(self, step: int, seconds: float) -> None:
        """Take one step, the bar running through its parts."""
        stage, strip, words = self.stage, self.strip, self.words
        size = self.arrow_length(step)

        def draw(progress: float) -> None:
            part = min(4 * progress, 3.0)
            strip.light(np.floor(part))
            known = words.parts(step)[: int(part) + 1]
            before = words.parts(step - 1)[int(part) + 1 :]
            strip.write(*known, *before, str(step + (progress == 1)))
            moved = smooth(float(np.clip(4 * progress - 2, 0, 1)))
            stage.draw(step + moved)
            stage.slope(step, 0, size)

        self.drive(Group(strip, stage.moving), draw, seconds, linear)

    def arrow_length(self, step: int) -> float:
        """Return the length of the arrow downhill: shorter where the slope is gentler."""
        lengths = np.linalg.norm(self.descent.gradient, axis=1)
        share = lengths[min(step, self.descent.steps)] / max(float(lengths[0]), 1e-12)
        return STRIDE * float(np.clip(np.sqrt(np.nan_to_num(share)), 0.25, 1.2))

    def end_labels(self) -> VGroup:
        """Name the start, and the minimum that is nearest to the end."""
        view = self.stage.walkers[-1].view
        nearest = np.linalg.norm(self.stage.minima - self.descent.final, axis=1).argmin()
        places = view.see(np.array([self.descent.path[0], self.stage.minima[nearest]]))[0]
        up = 1 if places[0, 1] >= places[1, 1] else -1
        labels = VGroup()
        for text, (x, y), side in zip(("start", "minimum"), places, (up, -up), strict=True):
            label = self.write(text, 22).move_to(at(x, y + 0.36 * side))
            back = BackgroundRectangle(label, color=self.theme.panel, buff=0.06)
            labels.add(VGroup(back, label))
        return labels

    # The descent

    def walk_down(self) -> None:
        """Take all other steps, and say where they lead."""
        stage, words = self.stage, self.words
        first = self.singles + 1 if "steps" in self.spec.acts else 0
        if not self.is_set:
            self.set_up_strip()
            self.place_walker()
        strip = self.strip
        pace = pace_by_way(stage.route.distance, first)
        start = stage.turned

        def draw(progress: float) -> None:
            step = pace.step_at(progress)
            whole = int(step + 1e-9)
            stage.turned = start + (1 - start) * progress
            stage.draw(step)
            stage.slope(whole, 0, self.arrow_length(whole) * min(1.0, 12 * (1 - progress)))
            strip.write(*words.parts(max(whole - 1, 0)), str(whole))

        strip.light(None)
        self.say(words.flow)
        self.drive(Group(strip, stage.moving), draw, FLOW)
        strip.write(words.loss(self.descent.steps), words.gradient(self.descent.steps))
        if len(stage.minima):
            self.act(FadeIn(self.end_labels()), seconds=0.4)
        self.say(words.ended, steps=grouped(self.descent.steps), place=words.last_place)
        self.beat(2.8)
        if words.verdict is not None:
            sentence, values = words.verdict
            self.say(sentence, **values)
            self.beat(2.6)
