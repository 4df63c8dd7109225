"""Batch, stochastic and mini-batch descent: three ways of using N samples.

Told in acts: the samples; the gradient of each of them; three descents by steps; the same three by
the samples they have seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, Group, linear

from engine.descent.gradient_noise import dealt_means, noise_of, sample_gradients
from engine.progress import Work, unwatched
from scenes.films.gradient_descent.batch_gradients import BatchGradients
from scenes.films.gradient_descent.batch_results import BatchResults
from scenes.films.gradient_descent.batch_sgd_minibatch_spec import BatchSgdMinibatchSpec
from scenes.films.gradient_descent.descent_numbers import table_number
from scenes.films.gradient_descent.descents import kept_descent
from scenes.films.gradient_descent.mobjects.standings import Rival, Standings, mark_of
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.chart import Axis, Chart

MAP_BOX = np.array([-6.2, -2.35]), np.array([-2.4, 1.45])
DATA_BOX = np.array([-1.35, -2.35]), np.array([1.95, 1.45])
CHART_BOX = np.array([3.25, -2.35]), np.array([6.75, 1.45])
COLUMNS = (-6.55, -2.9, -0.6, 1.35, 3.75)
TABLE_TOP = 3.65
NAMES = ("batch", "mini-batch", "stochastic")
COLOURS, SHAPES = (0, 2, 1), (0, 2, 1)
WIDTHS = (4.0, 3.0, 1.8)
"""Of their curves; those that jump about most are thinnest, and lie below."""


class BatchSgdMinibatch(BatchGradients):
    """One regression, three ways of walking down its loss."""

    spec: ClassVar[BatchSgdMinibatchSpec] = BatchSgdMinibatchSpec()
    acts: ClassVar = ("data", "gradients", "by_steps", "by_samples")
    results: ClassVar[BatchResults]

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
        self.clear_stage()
        self.set_up()
        steps = self.spec.epochs
        chart = self.loss_chart(Axis(0, steps, "step"), steps)
        self.draw(np.zeros(3))
        self.say("Three ways to walk down, from the same start.")
        self.act(
            FadeIn(self.map, self.samples, self.table, *self.lines[::-1], *self.walkers[::-1]),
            seconds=0.9,
        )
        self.beat(1.4)
        self.say(
            "Learning rate {rate} for all; samples in random order, from seed {seed}.",
            rate=significant(self.spec.rate), seed=self.spec.seed,
        )  # fmt: skip
        self.beat(3.0)
        self.say("First, {steps} steps of each.", steps=steps)
        self.act(FadeIn(chart), seconds=0.6)
        reached = [np.arange(len(each.loss)) for each in self.results.descents]
        self.run(reached, lambda p: steps * p, lambda i, step: step, 6.0)
        self.beat(1.0)
        self.say("The fewer samples a step sees, the more its path zigzags.")
        self.beat(2.6)
        whole, _, single = self.results.batches
        self.say(
            "But {steps} steps of batch looked at {many} samples; of stochastic, at {few}.",
            steps=steps, many=grouped(steps * whole), few=grouped(steps * single),
        )  # fmt: skip
        self.beat(3.2)
        self.by_step = Group(chart, *self.curves, *self.tips)

    def set_up(self) -> None:
        """Make the pictures, the table, and all that moves."""
        theme, results = self.theme, self.results
        self.rivals = [
            Rival(name, grouped(batch), theme.colour_of(colour), shape)
            for name, batch, colour, shape in zip(
                NAMES, results.batches, COLOURS, SHAPES, strict=True
            )
        ]
        headings = ("descent", "samples a step", "steps", "samples seen", "loss above the lowest")
        self.table = Standings(self.rivals, headings, COLUMNS, TABLE_TOP, theme)
        self.map = self.make_map(MAP_BOX)
        self.walkers = [
            Walker(
                self.map, Route(each.path, results.surface.domain), theme, rival.colour,
                rival.shape, 0.75,
            )
            for each, rival in zip(results.descents, self.rivals, strict=True)
        ]  # fmt: skip
        chart, dots = self.data_chart(DATA_BOX)
        self.samples = Group(chart, dots)
        self.lines = [chart.curve(rival.colour, 3.5) for rival in self.rivals]

    def loss_chart(self, across: Axis, steps: int) -> Chart:
        """Make the chart of the losses of so many steps, and its curves, still empty."""
        values = np.concatenate([self.results.excess(i)[: steps + 1] for i in range(3)])
        values = values[np.isfinite(values) & (values > 0)]
        first = float(self.results.excess(0)[0])
        least = max(float(values.min()), 1e-6 * first)
        low, high = 10.0 ** np.floor(np.log10(least)), 10.0 ** np.ceil(np.log10(first))
        up = Axis(float(low), float(high), "loss above the lowest", log=True)
        chart = Chart(*CHART_BOX, across, up, self.theme)
        self.curves = [
            chart.curve(rival.colour, width)
            for rival, width in zip(self.rivals, WIDTHS, strict=True)
        ]
        self.tips = [mark_of(rival, self.theme) for rival in self.rivals]
        return chart

    # By samples

    def by_samples(self) -> None:
        """Compare the three after equally many samples."""
        results, samples = self.results, self.spec.samples
        total = samples * self.spec.epochs
        self.act(FadeOut(self.by_step), seconds=0.6)
        self.draw(np.zeros(3))
        chart = self.loss_chart(Axis(0, total, "samples seen"), total)
        self.say("The same again; now each sees as many samples. First, {samples}.",
                 samples=samples)  # fmt: skip
        self.act(FadeIn(chart), seconds=0.6)
        self.beat(1.2)
        seen = [results.seen(i) for i in range(3)]
        self.run(seen, lambda p: samples * p, results.step_after, 5.0)
        self.beat(0.8)
        whole, few, single = (table_number(results.excess_after(i, samples)) for i in range(3))
        self.say(
            "For {samples} samples: batch is {whole} above the lowest, stochastic {single}.",
            samples=samples, whole=whole, single=single,
        )  # fmt: skip
        self.beat(3.2)
        self.say("And on, to {total} samples.", total=grouped(total))
        self.run(seen, lambda p: samples + (total - samples) * p, results.step_after, 8.0)
        self.beat(1.0)
        whole, few, single = (table_number(float(results.excess(i)[-1])) for i in range(3))
        self.say(
            "Above the lowest at the end: batch {whole}, mini-batch {few}, stochastic {single}.",
            whole=whole, few=few, single=single,
        )  # fmt: skip
        self.beat(3.8)
        self.say(self.verdict())
        self.beat(2.8)
        self.say("One knob, b samples a step: b = N is batch, b = 1 is stochastic.")
        self.beat(3.2)

    def verdict(self) -> str:
        """State where the descents end at a constant learning rate."""
        if any(each.diverged_at is not None for each in self.results.descents):
            return "This learning rate is too large: where a path ends early, it diverged."
        return "One sample a step never settles: each alone still pulls its own way."

    # What moves

    def run(
        self,
        across: list[np.ndarray],
        clock: Callable[[float], float],
        step_of: Callable[[int, float], float],
        seconds: float,
    ) -> None:
        """Play all three descents by one clock.

        Parameters
        ----------
        across : list of array (steps + 1,)
            What the clock shows at each point of each descent.
        clock : callable
            Gives what it shows, by progress.
        step_of : callable
            Gives the continuous step of a descent, by its index and the clock.
        seconds : float
        """

        def draw(progress: float) -> None:
            now = clock(progress)
            self.draw(np.array([step_of(i, now) for i in range(3)]))
            for i, (curve, tip) in enumerate(zip(self.curves, self.tips, strict=True)):
                excess = self.results.excess(i)
                curve.set_values_up_to(across[i], excess, now)
                end = min(now, float(across[i][-1]))
                loss = float(np.interp(end, across[i], excess))
                held = np.isfinite(loss) and curve.chart.holds(end, loss)
                place = curve.chart.place(end, loss)[None]
                tip.set_places(place if held else np.zeros((0, 2)), 0.09)

        below = (*self.walkers[::-1], *self.lines[::-1], *self.curves[::-1])
        moving = Group(*below, *self.tips[::-1], *self.table.rows)
        self.drive(moving, draw, seconds, linear)

    def draw(self, steps: np.ndarray) -> None:
        """Show paths, lines and numbers at a continuous step of each, array (3,)."""
        for i, (walker, step) in enumerate(zip(self.walkers, steps.tolist(), strict=True)):
            walker.walk_to(min(step, float(self.results.descents[i].steps)))
            self.draw_line(self.lines[i], walker.route.point_at(walker.shown))
            whole = int(walker.shown)
            seen = whole * self.results.batches[i]
            loss = table_number(float(self.results.excess(i)[whole]))
            self.table.rows[i].write(grouped(whole), grouped(seen), loss)
