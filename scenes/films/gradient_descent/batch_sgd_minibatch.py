"""Batch, stochastic and mini-batch descent: three ways of using N samples.

Told in acts: the samples, and how single ones pull at a line; the step that each of them asks for,
on the map of the loss; three descents by steps; the same three by the samples they have seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    ManimColor,
    VGroup,
    interpolate_color,
    linear,
    smooth,
)  # fmt: skip

from engine.descent.gradient_noise import dealt_means, noise_of, sample_gradients
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.batches import words
from scenes.films.gradient_descent.batches.losses import LossesBySamples
from scenes.films.gradient_descent.batches.results import BatchResults
from scenes.films.gradient_descent.batches.samples import BatchSamples
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.mobjects.scoreboard import Rival, Scoreboard
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.languages.numbers import grouped, significant
from scenes.storytelling.camera_moves import View, least_seconds
from scenes.storytelling.easing import early, gentle
from scenes.storytelling.stage import area_of

NAMES = ("batch", "mini-batch", "stochastic")
COLOURS, SHAPES = (0, 2, 1), (0, 2, 1)
HEADINGS = ("samples seen", "loss above the lowest")
FIRST, SECOND, REST, LATE = 5.4, 4.0, 4.4, 3.7
"""Seconds of the walks: as many steps; as many samples; on, until it is said what is seen; then."""
TOLD = 2 / 3
"""Of as many steps, until the sentence on how the ways differ."""
CLOSER = 1.04
"""How much closer the camera comes while it is said what is seen."""
FAINT = 0.3
"""Opacity of the rows of the table before they are named."""
OLD = 0.12
"""Opacity of the way of single samples but the last round."""
READING = 0.93
"""Share of the time of a step in which its samples are read, before it is taken."""


class BatchSgdMinibatch(BatchSamples):
    """One regression, three ways of walking down its loss."""

    spec: ClassVar[BatchSgdMinibatchSpec] = BatchSgdMinibatchSpec()
    acts: ClassVar = ("data", "gradients", "by_steps", "by_samples")
    results: ClassVar[BatchResults]
    reads = False
    """Whether samples are counted as they are read, not as steps are taken."""

    @classmethod
    def compute(cls, spec: BatchSgdMinibatchSpec, work: Work = unwatched) -> BatchResults:
        """Walk down in all three ways, and measure the gradients of single samples."""
        descents = tuple(kept_descent(each, work) for each in spec.descents)
        surface = descents[0].spec.loss_surface
        (least,) = surface.known_minima()
        minimum = np.array(least.place)
        gradients = sample_gradients(surface, np.array([descents[0].path[0], minimum]))
        noise = tuple(noise_of(gradients[1], batch, seed=spec.seed) for batch in spec.batches)
        means = dealt_means(gradients[1], spec.batch, spec.seed)
        return BatchResults(descents, spec.batches, least.value, minimum, gradients, means, noise)

    @classmethod
    def report(cls, results: BatchResults) -> list[str]:
        """Return what was measured of each descent, in lines for the terminal."""
        samples = results.batches[0]
        return [
            f"{name}, {batch} a step: {significant(results.excess_after(i, samples), 4)} above the "
            f"lowest loss after {samples} samples, {significant(results.excess(i)[-1], 4)} after "
            f"{results.seen(i)[-1]}; "
            f"noise of the gradient {significant(results.noise[i], 4)}"
            for i, (name, batch) in enumerate(zip(NAMES, results.batches, strict=True))
        ]

    # By steps

    def by_steps(self) -> None:
        """Compare the three after equally many steps."""
        self.set_up()
        steps = self.spec.epochs
        whole, few, single = self.results.batches
        self.say("Three ways down: a step sees all {whole} samples, {few}, or a single one.",
                 whole=whole, few=few)  # fmt: skip
        for row in self.board.rows:
            row.set_opacity(FAINT)
        self.act(FadeIn(self.crowd), FadeIn(self.board), seconds=0.7)
        self.add(self.cross)  # no way hides the lowest point

        def introduce(progress: float) -> None:  # one row after the other
            self.draw(np.zeros(3))
            for i, (row, walker) in enumerate(zip(self.board.rows, self.walkers, strict=True)):
                row.set_opacity(FAINT + (1 - FAINT) * float(np.clip(3.3 * progress - i, 0, 1)))
                own = float(np.sin(np.pi * np.clip(3.3 * progress - i, 0, 1)))
                walker.head.scale(1 + 0.8 * own)

        self.drift(1.2, introduce)
        self.say("First, {steps} steps of each.", steps=grouped(steps))

        def in_turn(progress: float) -> np.ndarray:
            found: np.ndarray = steps * np.clip(3 * progress - np.arange(3), 0, 1)
            return found

        self.run(lambda p: in_turn(TOLD * p), self.home_view(), TOLD * FIRST)
        self.say(words.zigzag(self.results, steps))
        self.run(
            lambda p: in_turn(TOLD + (1 - TOLD) * p), self.home_view(),
            self.reading_time((1 - TOLD) * FIRST),
        )  # fmt: skip
        self.say(
            "But {steps} steps of batch looked at {many} samples; of stochastic, at {few}.",
            steps=grouped(steps), many=grouped(steps * whole), few=grouped(steps * single),
        )  # fmt: skip
        seen = [row[0] for row in self.board.numbers]
        plain, lit = map(ManimColor, (self.theme.text, self.theme.highlight))

        def point_out(progress: float) -> None:
            self.draw(np.full(3, float(steps)))
            glow = float(np.sin(np.pi * progress)) ** 0.5
            for number in seen:
                number.set_fill(interpolate_color(plain, lit, glow))

        self.drift(1.4, point_out)

    def set_up(self) -> None:
        """Make the walkers and the table."""
        theme, stage, results = self.theme, self.stage, self.results
        rivals = [
            Rival(name, theme.colour_of(colour), shape)
            for name, colour, shape in zip(NAMES, COLOURS, SHAPES, strict=True)
        ]
        domain = tuple(
            zip(*(each.tolist() for each in (self.map.seen(stage.hero).low,
                                             self.map.seen(stage.hero).high)), strict=True)
        )  # fmt: skip
        self.walkers = [
            Walker(self.map, Route(each.path, domain), theme, rival.colour, rival.shape,
                   1.1 * stage.scale)
            for each, rival in zip(results.descents, rivals, strict=True)
        ]  # fmt: skip
        self.crowd = VGroup(*self.walkers)
        self.rivals = rivals
        losses = [table_number(float(loss)) for i in range(3) for loss in results.excess(i)]
        most = grouped(self.spec.samples * self.spec.epochs)
        longest = (most, max(losses, key=len))

        def board_of(size: float) -> Scoreboard:
            return Scoreboard(rivals, HEADINGS, longest, size, theme)

        size, widest = stage.text_size(24), self.inner.size[0]
        self.board = board_of(size)
        if self.board.width > widest:
            self.board = board_of(size * widest / self.board.width)
        self.draw(np.zeros(3))
        self.stand_free(self.board)
        self.pin(self.board)

    def stand_free(self, board: Scoreboard) -> None:
        """Stand the table in the corner where the least of the ways is."""
        ways = np.concatenate([self.map.place(each.path) for each in self.results.descents])

        def crossed(corner: np.ndarray) -> int:
            board.move_to(self.inner.corner(corner), aligned_edge=corner)
            box = area_of(board)
            with np.errstate(invalid="ignore"):
                return int(((ways > box.low - 0.2) & (ways < box.high + 0.2)).all(axis=1).sum())

        best = min([UP + RIGHT, DOWN + LEFT, DOWN + RIGHT, UP + LEFT], key=crossed)
        board.move_to(self.inner.corner(best), aligned_edge=best)

    # By samples

    def by_samples(self) -> None:
        """Compare the three after equally many samples."""
        results, samples = self.results, self.spec.samples
        total = samples * self.spec.epochs
        before = float(self.spec.epochs)
        self.say("Again, but now each reads equally many samples.")
        self.look_home(0.4)
        self.drive_in_place(lambda p: self.draw(np.full(3, before * (1 - p))), 1.2)
        self.reads = True
        self.say("{samples} samples each. Batch reads them all before its first step.",
                 samples=grouped(samples))  # fmt: skip
        self.run(lambda p: self.steps_after(samples * p), self.home_view(), SECOND)
        self.say(words.after_samples(results, samples))
        self.drift(1.4, lambda p: self.draw(self.steps_after(samples)))
        self.say("And on, to {total} samples.", total=grouped(total))
        single = self.walkers[2]
        single.tail, single.marked = float(samples), 0
        single.behind.set_stroke(opacity=OLD)
        near = self.view_around(self.last_places(), 0.5)
        rest = total - samples
        seen = samples + REST / (REST + LATE) * rest  # at one pace to the end
        self.run_evenly(samples, seen, near, REST)
        self.say(words.late(results))
        closer = View(near.centre, near.zoom * CLOSER)
        self.run_evenly(seen, total, closer, self.reading_time(LATE))
        self.show_losses(total)

    def show_losses(self, total: int) -> None:
        """Draw the losses of all three over the samples seen, and say what they come to."""
        chart = LossesBySamples(self.results, self.rivals, self.stage, self.theme)
        self.say("The loss above the lowest, over the samples that each has seen.")
        ways = FadeOut(self.map, self.crowd, self.cross)  # together: no map is left bare
        table = FadeOut(self.board, rate_func=early)
        self.pin(chart)  # it comes while the camera is close
        self.act(ways, table, FadeIn(chart), seconds=1.0)
        self.following.fixed.remove(chart)
        self._aim(self.home_view())
        self.hero = (chart,)

        def trace(progress: float) -> None:
            chart.draw(total * progress)

        self.drive(chart, trace, 3.2, linear)
        self.say(
            "Batch: all {all} per step. Stochastic: 1. Mini-batch: a few.",
            all=grouped(self.spec.samples),
        )

        def light_both(progress: float) -> None:
            chart.light(0 if progress < 0.5 else 2, float(np.sin(2 * np.pi * progress)) ** 2)

        self.breathe(2.4, light_both)
        self.say(words.moral(self.results))
        told = 1 if words.few_win(self.results) else 2
        self.breathe(1.8, lambda p: chart.light(told, float(np.sin(np.pi * p))))

    def last_places(self) -> np.ndarray:
        """Return the lowest point, and where the last of the ways lead, array (n, 2)."""
        low, high = self.map.seen(self.stage.hero).low, self.map.seen(self.stage.hero).high
        late = [each.path[-1 - len(each.path) // 3 :] for each in self.results.descents[1:]]
        ends = np.concatenate([*late, self.results.descents[0].path[-1:]])
        ends = np.clip(np.nan_to_num(ends), low, high)
        return np.concatenate([ends, self.results.minimum[None]])

    def steps_after(self, samples: float) -> np.ndarray:
        """Return the continuous steps at which each has seen so many samples, array (3,)."""
        return np.array([self.results.step_after(i, samples) for i in range(3)])

    # What moves

    def run(self, steps: Callable[[float], np.ndarray], end: View, seconds: float) -> None:
        """Play all three descents, while the camera goes to a view."""
        self.move_camera(end, lambda p: self.draw(steps(p)), seconds)

    def run_evenly(self, begin: float, end: float, view: View, seconds: float) -> None:
        """Play all three from so many samples to so many, at one pace, while the camera moves."""
        start = self.view

        def draw(progress: float) -> None:
            self._aim(start.towards(view, gentle(progress)))
            self.draw(self.steps_after(begin + (end - begin) * progress))

        self.drive_in_place(draw, max(seconds, least_seconds(start, view)), linear)

    def draw(self, steps: np.ndarray) -> None:
        """Show ways and numbers at a continuous step of each, array (3,).

        Where samples are compared, a step is taken at last, once most of its samples are read.
        """
        self.mark_map()
        for i, (walker, step) in enumerate(zip(self.walkers, steps.tolist(), strict=True)):
            step = min(step, float(walker.route.last))
            whole = int(step + 1e-9)
            read = int(self.results.batches[i] * step + 1e-6)
            if self.reads:
                step = whole + smooth(
                    float(np.clip((step - whole - READING) / (1 - READING), 0, 1))
                )
            walker.seen_at(self.view.zoom).walk_to(step)
            seen = read if self.reads else whole * self.results.batches[i]
            loss = table_number(float(self.results.excess(i)[whole]))
            self.board.write(i, grouped(seen), loss)
