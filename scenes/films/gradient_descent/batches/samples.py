"""The first acts of the film of batches: the samples, and the step that each of them asks for."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, Group, VGroup, VMobject, linear, smooth

from scenes.films.gradient_descent.batches.stage import DOT, BatchStage
from scenes.films.gradient_descent.batches.words import averaged, noise
from scenes.films.gradient_descent.mobjects.map_axes import MapAxes
from scenes.films.gradient_descent.mobjects.step_fan import StepFan
from scenes.languages.numbers import grouped, significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.chart import ChartCurve
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early, gentle, late

FAINT = 0.2
"""Opacity of single steps while their means are looked at."""
NEAR = 2.3
"""The camera's closest zoom at the start: lines of equal loss stay in sight."""
KEPT = 0.6
"""Opacity of circles of noise, once the next is drawn."""
LONG = 0.9
"""Share of the arrows that are seen whole when the camera is close."""


class BatchSamples(BatchStage):
    """Shows what single samples ask for."""

    # The samples

    def data(self) -> None:
        """Show the samples and a bad line, and let two of the samples pull at it."""
        chart, dots, line, errors = self.sample_chart()
        self.chart, self.fitted = chart, Group(chart, errors, dots, line)
        self.draw_line(line, self.start)
        self.draw_errors(errors, chart, self.start, 0.0)
        self.open_with(chart, errors, dots, line, hero=(chart,))
        self.say(
            "{samples} samples, and a line that does not fit. Which way should it move?",
            samples=self.spec.samples,
        )
        self.breathe(2.2, lambda p: self.draw_errors(errors, chart, self.start, p))
        first, second = self.featured()
        ring, before = self.ring(first), self.dashed(line)
        self.say("Ask one sample alone: it pulls the line its own way.")
        others = errors.copy()
        self.draw_errors(errors, chart, self.start, 1.0, first)
        self.act(FadeIn(ring, before), FadeOut(others), seconds=0.4)
        self.add(line)  # over where it was
        self.breathe(2.0, lambda p: self.pull(line, errors, first, p))
        self.say("Another one pulls it another way.")
        other = self.ring(second)
        self.act(FadeOut(ring), FadeIn(other), seconds=0.4)
        self.breathe(2.0, lambda p: self.pull(line, errors, second, p))
        self.fitted = Group(other, before, *self.fitted)  # the line comes last

    def featured(self) -> tuple[int, int]:
        """Return the sample that pulls most, and the one that pulls most in another direction."""
        steps = self.steps[0]
        lengths = np.linalg.norm(steps, axis=1)
        first = int(np.argmax(lengths))
        cosines = steps @ steps[first] / np.maximum(lengths * lengths[first], 1e-300)
        return first, int(np.argmax(lengths * (1 - cosines)))

    def ring(self, sample: int) -> Markers:
        """Ring a sample."""
        x, y = (column[sample] for column in self.results.loss.data)
        ring = Markers(marker_of(0), fill_opacity=0, stroke_color=self.theme.loss, stroke_width=5)
        ring.set_places(self.chart.place(x, y)[None], 2.4 * DOT * self.stage.scale)
        return ring

    def pull(self, line: ChartCurve, errors: VMobject, sample: int, progress: float) -> None:
        """Move the line by the step of one sample, let that be seen, and move it back."""
        share = smooth(float(np.clip(3 * min(progress, 1 - progress), 0, 1)))
        parameters = self.start + share * self.steps[0][sample]
        self.draw_line(line, parameters)
        self.draw_errors(errors, self.chart, parameters, 1.0, sample)

    # The gradients

    def gradients(self) -> None:
        """Show each sample's step on the map, and their mean; then the same at the minimum."""
        at_start, at_minimum = self.steps
        fan = StepFan(self.map, self.theme)
        fan.lay(self.start, at_start, self.size, share=0.0)
        axes = MapAxes(self.surface.names, self.stage, self.theme)
        self.pin(axes)
        self.say("Every line is one point of this map. Ours is the dot. Inner rings: less loss.")
        self.look_home(0.4)
        self.mark_map()
        *others, line = self.fitted
        along, dot = line.points.copy(), at(*self.map.place(self.start))

        def shrink(progress: float) -> None:  # the line becomes its point
            line.points = along + progress * (dot - along)

        gone = [FadeOut(each, rate_func=early) for each in others]
        self.act(*gone, FadeIn(self.map, self.cross, fan), FadeIn(axes, rate_func=late),
                 Drive(line, shrink), seconds=1.4)  # fmt: skip
        self.remove(line)
        self.hero = (self.map.heat,)
        self.drift(1.0, lambda p: self.lay_at_start(fan, 0.0))
        self.say("One step at rate η = {rate}, as each sample alone would take it.",
                 rate=significant(self.spec.rate))  # fmt: skip
        near = self.view_around(np.concatenate([self.start[None], self.start + at_start]))
        near = View(near.centre, min(near.zoom, NEAR))
        self.move_camera(near, lambda p: self.lay_at_start(fan, p), 2.2)
        self.drift(0.3, lambda p: self.lay_at_start(fan, 1.0))
        self.say("Their mean is exactly the step of all samples together.")
        self.drift(2.0, lambda p: self.lay_at_start(fan, 1.0, min(1.5 * p, 1.0)))
        self.go_to_minimum(fan)
        ghost = self.average(fan, at_minimum)
        self.retitle(None, FadeOut(fan, ghost, axes), seconds=0.4)
        self.look_home(1.0)

    def lay_at_start(self, fan: StepFan, share: float, mean: float = 0.0) -> None:
        """Draw the steps at the start, for the camera's zoom."""
        fan.lay(self.start, self.steps[0], self.size, share=share, mean=mean)
        self.mark_map()

    def go_to_minimum(self, fan: StepFan) -> None:
        """Go to the lowest point: steps change in proportion, as the loss is a quadratic."""
        at_start, at_minimum = self.steps
        place, before, after = self.map.place, self.view, self.close_to_minimum()
        first = (place(self.start) - before.centre) * before.zoom
        last = (place(self.results.minimum) - after.centre) * after.zoom
        self.say(
            "Now to the lowest point, ×, enlarged about {times} times.",
            times=grouped(after.zoom),
        )

        def draw(progress: float) -> None:
            point = self.start + progress * (self.results.minimum - self.start)
            steps = at_start + progress * (at_minimum - at_start)
            fan.lay(point, steps, self.size, mean=1.0)
            self.mark_map()

        def go(progress: float) -> None:  # the camera keeps the point in view
            point = self.start + progress * (self.results.minimum - self.start)
            zoom = before.zoom ** (1 - progress) * after.zoom**progress
            self._aim(View(place(point) - (first + progress * (last - first)) / zoom, zoom))
            draw(progress)

        self.drive_in_place(lambda progress: go(gentle(progress)), 3.4, linear)
        self.say("The mean is zero. But each sample alone still pulls its own way.")
        self.drift(1.4, lambda p: draw(1.0))

    def close_to_minimum(self) -> View:
        """Return the view of the steps at the minimum; of the farthest, only nearly all."""
        steps = self.steps[1]
        lengths = np.linalg.norm(steps, axis=1)
        kept = steps[lengths <= np.quantile(lengths, LONG)]
        return self.view_around(self.results.minimum + np.concatenate([kept, -kept]), 0.2)

    def average(self, fan: StepFan, single: np.ndarray) -> VGroup:
        """Average the steps at the minimum in batches, and write down the noise that is left.

        Returns
        -------
        VGroup
            The single steps, faint, and the circles that there were.
        """
        few = -self.spec.rate * self.results.means
        everything = np.broadcast_to(single.mean(axis=0), single.shape)
        counts, left = self.results.batches[::-1], self.results.noise[::-1]
        radii = [self.spec.rate * value for value in left]
        ghost = StepFan(self.map, self.theme)  # the single steps, which their means lie among
        for part, opacity in ((ghost.shafts, FAINT), (ghost.tips, FAINT), (ghost.origin, 0.0)):
            part.set_stroke(opacity=opacity).set_fill(opacity=opacity)
        ghost.lay(self.results.minimum, single, self.size)
        kept = Markers(marker_of(0), stroke_color=self.theme.gradient, fill_opacity=0)
        kept.set_stroke(width=2.5, opacity=KEPT)
        middle, rings = self.map.place(self.results.minimum), radii[:0]

        def gather(start: np.ndarray, end: np.ndarray, radius: float, progress: float) -> None:
            steps = start + progress * (end - start)
            fan.lay(self.results.minimum, steps, self.size, spread=radius)
            fan.colour(1.0 if start is few else progress)
            ghost.lay(self.results.minimum, single, self.size)
            sizes = self.map.unit * np.array(rings)
            kept.set_places(np.broadcast_to(middle, (len(rings), 2)), sizes)
            self.mark_map()

        def shrink(k: int, start: np.ndarray, end: np.ndarray, progress: float) -> None:
            share = min(1.4 * progress, 1.0)
            gather(start, end, radii[k] + share * (radii[k + 1] - radii[k]), share)

        self.say("The circle is the noise: how far one sample's step is typically off.")
        self.retitle(self.noise_title(counts[:1], left))
        self.drift(1.6, lambda p: gather(single, single, min(2 * p, 1.0) * radii[0], 0.0))
        self.add(ghost, kept, fan)
        rings = radii[:1]
        self.say(averaged(self.results))
        self.retitle(self.noise_title(counts[:2], left))
        self.drift(2.6, lambda p: shrink(0, single, few, min(1.3 * p, 1.0)))
        rings = radii[:2]
        self.say("Averaged over all {samples}, there is no noise: at the lowest point, no step.",
                 samples=self.spec.samples)  # fmt: skip
        self.retitle(self.noise_title(counts, left))
        self.drift(1.6, lambda p: shrink(1, few, everything, p))
        return VGroup(ghost, kept)

    def noise_title(self, counts: tuple[int, ...], left: tuple[float, ...]) -> VGroup:
        """Write how far means of so many gradients are off, one below the other."""
        size = self.stage.text_size(26)
        rows = [
            self.write("mean of {count}: noise {noise}", size, self.theme.gradient,
                       count=grouped(count), noise=noise(value, left[0]))
            for count, value in zip(counts, left, strict=False)
        ]  # fmt: skip
        return self.titled(*rows)
