"""The main film: a network bends space until a straight line separates the classes.

Told in acts: the data, and the best straight line; training, seen in the last hidden space; the
trained network stage by stage; the straight line carried back to the input; the same network
without activations.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Mobject, linear, smooth

from engine.networks.stages import Residual
from engine.progress import Work, unwatched
from scenes.films.representation.best_lines_by_stage import BestLines
from scenes.films.representation.followed_point import FollowedPoint, NudgeStory
from scenes.films.representation.half_planes import HalfPlanes
from scenes.films.representation.points_words import introduction, question
from scenes.films.representation.space_warp_spec import SpaceWarpSpec
from scenes.films.representation.space_warp_words import SpaceWarpWords
from scenes.films.representation.stage_card import StageCard, passages
from scenes.films.representation.warp_runs import WarpRuns, warp_runs
from scenes.films.representation.warp_story import Moment
from scenes.languages.language import Phrase
from scenes.languages.numbers import percent
from scenes.mobjects.warp_panel import Picture
from scenes.storytelling.corner_numbers import CornerNumbers
from scenes.storytelling.easing import gentle
from scenes.storytelling.warp_director import WarpDirector

BREATH = 3
"""Stages by which the plane bends to show that it can."""
TURNED = 0.7
"""Share of the time in which a line is turned; then it is shifted."""


class SpaceWarp(NudgeStory):
    """A network bends space until a straight line separates the classes."""

    spec: ClassVar[SpaceWarpSpec] = SpaceWarpSpec()
    results: ClassVar[WarpRuns]

    @classmethod
    def compute(cls, spec: SpaceWarpSpec, work: Work = unwatched) -> WarpRuns:
        """Train the network and its control."""
        return warp_runs(spec, work)

    @classmethod
    def report(cls, results: WarpRuns) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        return results.report()

    def prepare(self) -> None:
        """Set up what all acts share, and open with the plane."""
        runs, shape = self.results, self.stage.hero.size
        self.network = WarpDirector(runs.network, shape)
        self.current = self.network
        self.words = SpaceWarpWords(runs.network, runs.control)
        self.best = BestLines.of(self.network)
        self.path = FollowedPoint.of(self.network)
        self.build_panel(self.network)
        self.panel.strength = 0.0
        start = Moment(0, 0)
        self.frame_points(self.network, start)
        self.show(self.network, start)
        self.redraw = lambda: self.plain(self.network, start)
        self.open_with(self.panel, hero=(self.panel,))

    def data(self) -> None:
        """Show the points, and that no straight line separates them."""
        self.go_home()
        self.say(question(self.results.network.data))
        legend = self.legend(self.network)
        self.stage.put_legend(legend)
        self.act(*self.overlay(legend), seconds=0.6)
        self.linger(self.network)
        if self.best.are_tried:
            self.try_straight_lines()
        else:
            self.say(introduction(self.results.network.data))
            self.linger(self.network)

    def try_straight_lines(self) -> None:
        """Turn a line through the points until it is the best of all, and count its mistakes."""
        director, best, here = self.network, self.best.at(0), Moment(0, 0)
        middle = director.points.mean(axis=0)
        shown = self.corner(("accuracy of this line", "100%", self.theme.accuracy))

        def turned(progress: float) -> HalfPlanes:
            angle = best.angle - 1.6 * np.pi * (1 - min(progress / TURNED, 1.0))
            through = HalfPlanes(best.angle, float(best.normal @ middle))
            shifted = smooth(max(progress - TURNED, 0.0) / (1 - TURNED))
            return through.turned(best, angle, shifted, middle)

        def picture(line: HalfPlanes) -> Picture:
            shown.write(percent(self.best.share_right(line)))
            return self.parted(director, here, line)

        picture(turned(0))
        self.say(self.words.try_lines)
        self.act(*self.overlay(*self.over, shown), seconds=0.4)
        self.strengthen(director, lambda: picture(turned(0)), 1.0, 0.6)
        self.travel(director, lambda _: here, lambda _, p: picture(turned(p)), 5.0, gentle)
        self.line = best
        share = self.best.share_right(best)
        self.say(self.words.best_line(share, is_best=best.is_best))
        self.linger(director)
        if share < 1:
            self.say(self.words.bend)
            if self.best.are_drawn:
                self.breathe(best, shown)
            else:
                self.linger(director)

    def breathe(self, line: HalfPlanes, shown: CornerNumbers) -> None:
        """Let the plane bend a little behind a straight line, and back."""
        director, deep = self.network, min(BREATH, self.network.hidden)
        self.act(*self.overlay(*(each for each in self.over if each is not shown)), seconds=0.3)
        picture = lambda moment, _: self.parted(director, moment, line)  # noqa: E731
        way = lambda p: Moment(deep * (4 * p * (1 - p)) ** 2, director.last_step)  # noqa: E731
        self.travel(director, way, picture, self.reading_time(2.6), gentle)

    def training(self) -> None:
        """Watch the last hidden space over the steps of training."""
        director = self.network
        self.go_home()
        words, in_sight = self.words, self.sees_border(director, 0)
        own = words.line.own if in_sight else words.out_of_sight
        first = [words.where_points_are, own] if director.moves(0) else [own]
        if self.line is not None and not director.moves(0) and in_sight:
            first = [words.tries]
        self.train(director, 12.0, *first, words.training)
        self.say(words.trained)
        self.linger(director)

    def depth(self) -> None:
        """Carry space through the trained network, one stage after another."""
        director = self.network
        self.say(self.words.rewind(followed=len(self.path.depths) > 0))
        self.act(*self.overlay(), seconds=0.3)
        self.go_home()
        self.current = director
        card = StageCard(director, self.stage, self.theme)
        self.best_line_appears(director, card)
        for first, last in passages(director.recording.stages, director.hidden):
            self.pass_through(first, last, card)
        self.separate()

    def best_line_appears(self, director: WarpDirector, card: StageCard) -> None:
        """Draw the best line of the input, where stages are planes; the stages in a row."""
        here = Moment(0, director.last_step)
        self.gauge = self.corner(("accuracy of this line", "100%", self.theme.accuracy))
        over: list[Mobject] = [card]
        if self.best.are_drawn:
            over.append(self.gauge)
            self.gauge.write(percent(self.best.share_right(self.best.at(0))))
        self.shown, self.redraw = here, lambda: self.plain(director, here)
        self.act(*self.overlay(*over), seconds=0.5)
        if len(self.path.depths):
            self.path_of = self.path.until
        if not self.words.is_single:
            self.ring(director, self.path.point)
        if self.best.are_drawn:
            self.strengthen(
                director, lambda: self.parted(director, here, self.best.at(0)), 1.0, 0.6
            )

    def pass_through(self, first: int, last: int, card: StageCard) -> None:
        """Play some stages of a kind in one go."""
        director, drawn, best = self.network, self.best.are_drawn, self.best
        share = best.share_at(first) if drawn else None
        phrase = self.words.introduce(first, share)
        if phrase is not None:
            self.say(phrase)
        self.act(*card.describe(first), seconds=0.4)
        blocks = [isinstance(stage, Residual) for stage in director.recording.stages]
        if phrase is not None and blocks[first]:
            if any(blocks[:first]):
                self.linger(director)
            else:
                self.point_ahead(director, first, self.path)
            if not first or not drawn:
                self.say(self.words.bender)
            else:
                self.act(*card.forget(), seconds=0.3)
                enough, reached = self._what_is_reached(first, last)
                self.fall_silent()  # it was said of the blocks before
                self._carry(first, enough, card)
                self.say(reached)
                first = enough
        if first < last:
            self._carry(first, last, card)

    def _carry(self, first: int, last: int, card: StageCard) -> None:
        """Carry the plane through stages; the gauge tells of the line as it is drawn."""
        director, best, step = self.network, self.best, self.network.last_step

        def way(progress: float) -> Moment:
            stages = progress * (last - first)
            whole = min(int(stages), last - first - 1)
            depth = first + whole + smooth(stages - whole)
            return Moment(depth, step, depth / director.hidden)

        def picture(moment: Moment, _: float) -> Picture:
            card.light(moment.depth)
            self.trail = self.path.until(moment.depth)
            if not best.are_drawn:
                return self.plain(director, moment)
            line = best.at(moment.depth)
            self.gauge.write(percent(best.share_right(line, best.points_at(moment.depth))))
            return self.parted(director, moment, line)

        self.travel(director, way, picture, 1.1 * (last - first) + 0.4, linear)

    def _what_is_reached(self, first: int, last: int) -> tuple[int, Phrase]:
        """Return after which block a line gets as much as after the last one, and what is said."""
        share, enough = self.best.share_at(last), self.best.steady_from(first + 1, last)
        reached = enough if enough < last else None
        return enough, self.words.remaining(last - first, share, reached)

    def separate(self) -> None:
        """Draw the straight line that now does it."""
        director = self.network
        end = Moment(director.hidden, director.last_step, 1.0)
        result = self.corner(("accuracy", "100%", self.theme.accuracy))
        result.write(percent(self.words.result))
        self.shown = end
        if self.best.are_drawn and self.best.own != self.best.at(end.depth):
            self.act(*self.overlay(), seconds=0.3)
            self.turn_to_own(director, end)
        self.strengthen(director, lambda: self.decided(director, end), 1.0, 0.8)
        self.say(self.words.separated)
        self.act(*self.overlay(result), seconds=0.5)
        if director.dimensions == 3:
            swing = lambda p: Moment(end.depth, end.step, 1.0 + 0.8 * np.sin(2 * np.pi * p))  # noqa: E731
            self.travel(director, swing, lambda moment, _: self.decided(director, moment), 6.0)
        self.linger(director)

    def turn_to_own(self, director: WarpDirector, end: Moment) -> None:
        """Turn the best line of the last hidden space into the one that the network has found."""
        start, own = self.best.at(end.depth), self.best.own
        middle = self.best.points_at(end.depth).mean(axis=0)

        def turn(moment: Moment, progress: float) -> Picture:
            return self.parted(director, moment, start.towards(own, progress, middle))

        self.travel(director, lambda _: end, turn, 1.5)

    def regions(self) -> None:
        """Carry the separating line and the two sides of it back to the input space."""
        director = self.network
        end = Moment(director.hidden, director.last_step, 1.0)
        self.say(self.words.back)
        if self.shown != end or self.current is not director:
            self.go_home()
            self.current = director
            way = lambda p: Moment(p * end.depth, end.step, p)  # noqa: E731
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 2.0)
        self.carry_back(director, 1.5 if self.words.is_single else 4.5)
        self.say(self.words.border(in_sight=self.sees_carried_border(director)))
        self.linger(director)

    def control(self) -> None:
        """Train the same network without activations, and compare."""
        assert self.results.control is not None
        director = WarpDirector(self.results.control, self.stage.hero.size)
        self.act(*self.overlay(), seconds=0.3)
        self.go_home()
        self.withdraw()
        self.followed = None
        self.train(director, 4.5, self.words.control)
        self.say(self.words.control_trained)
        self.carry_back(director, 2.5)
        self.say(self.words.moral)
        self.linger(director)
        if self.words.takeaway is not None:
            self.say(self.words.takeaway)
            self.bend_again()

    def bend_again(self) -> None:
        """Bend the plane by the trained network once more, its border along."""
        director = self.network
        result = self.corner(("accuracy", "100%", self.theme.accuracy))
        result.write(percent(self.words.result))
        start = Moment(0, director.last_step)
        self.act(*self.overlay(), seconds=0.3)
        self.become(director, start, lambda: self.unwarped(director, 0))
        self.act(*self.overlay(result), seconds=0.3)  # it is that of the curve
        way = lambda p: Moment(p * director.hidden, director.last_step, p)  # noqa: E731
        self.travel(director, way, lambda moment, _: self.unwarped(director, moment.depth), 3.0)
        self.linger(director)
