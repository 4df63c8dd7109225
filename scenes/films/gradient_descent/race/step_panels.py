"""What is drawn beside first steps: a slope divided by its size, and a parabola that is fitted."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, BackgroundRectangle, Dot, Line, VGroup, VMobject

from scenes.films.gradient_descent.mobjects.step_anatomy import OWN_STEPS, StepAnatomy
from scenes.films.gradient_descent.rule_words import MEAN_RULES
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import PANEL, Stage
from scenes.theme.theme import Theme

SIZE = 24
"""Of words and numbers, in 16:9."""
ROW, BAR, LONGEST = 0.72, 0.16, 1.5
"""From one row to the next, how thick bars are, and how long the longest is, in frame units."""
COLUMNS = (0.0, 2.6, 5.1)
"""Where the parts of a row begin, in frame units, unless what is before them is longer."""
GAP = 0.3
"""Between a number and the next part, in frame units."""
WIDE, TALL, REACH = 4.6, 2.3, 1.6
"""Size of the picture of a parabola, in frame units, and how many steps far it goes."""
SAMPLES = 60


class StepPanel(VGroup):
    """Something drawn beside a step, on a ground of its own."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        super().__init__()
        self.stage, self.theme = stage, theme

    def put(self) -> None:
        """Stand in the lower left corner of the picture, on a ground."""
        scale = self.stage.scale
        ground = BackgroundRectangle(
            self, color=self.theme.background, fill_opacity=PANEL, buff=0.2 * scale
        )
        self.add_to_back(ground)
        self.scale(min(1.0, 0.94 * self.stage.hero.size[0] / self.width))
        self.move_to(self.stage.hero.corner(at(-1, -1)) + 0.2 * scale * at(1, 1),
                     aligned_edge=at(-1, -1))  # fmt: skip

    def draw(self, first: float, second: float) -> None:
        """Draw what comes before a step's parts, and what comes with them, as far as said."""
        raise NotImplementedError


class Division(StepPanel):
    """Both parts of a slope, each divided by its own size: bars that become about equally long."""

    def __init__(self, anatomy: StepAnatomy, step: int, stage: Stage, theme: Theme) -> None:
        super().__init__(stage, theme)
        scale, size = stage.scale, stage.text_size(SIZE)
        slope, sizes = np.abs(anatomy.mean_of(step)), anatomy.size_of(step)
        times = slope / sizes
        is_mean = anatomy.rule in MEAN_RULES
        heads = (
            ("mean slope" if is_mean else "slope", theme.text if is_mean else theme.gradient),
            ("÷ size so far" if anatomy.rule == "adagrad" else "÷ recent size", theme.text),
            ("= times η", theme.highlight),
        )
        self.first, self.second = VGroup(), VGroup()
        slopes = [LiveNumber(size, theme.text).write(significant(each, 4)) for each in slope]
        divisors = [
            sentence("÷ {factor}", size, theme.text, factor=significant(each, 4)) for each in sizes
        ]
        begin = LONGEST + 0.15
        second = max(COLUMNS[1], begin + GAP + max(each.width for each in slopes) / scale)
        third = max(COLUMNS[2], second + GAP + max(each.width for each in divisors) / scale)
        columns = COLUMNS[0], second, third
        for (words, colour), x, part in zip(
            heads, columns, (self.first, self.second, self.second), strict=True
        ):
            head = sentence(words, size, colour)
            part.add(head.move_to(at(x * scale, 0), aligned_edge=LEFT))
        self.bars = []
        for k in range(2):
            y = -(k + 1) * ROW * scale
            ratio = LiveNumber(size, theme.text).write(significant(times[k], 2))
            for x, value, most, part, colour, number in (
                (columns[0], slope[k], slope.max(), self.first, heads[0][1], slopes[k]),
                (columns[2], times[k], times.max(), self.second, theme.highlight, ratio),
            ):
                length = max(0.02, LONGEST * value / max(most, 1e-300)) * scale
                bar = Line(
                    at(x * scale, y), at(x * scale + length, y), color=colour,
                    stroke_width=100 * BAR * scale,
                )  # fmt: skip
                number.move_to(at((x + begin) * scale, y), aligned_edge=LEFT)
                self.bars.append((bar, length))
                part.add(bar, number)
            self.second.add(divisors[k].move_to(at(columns[1] * scale, y), aligned_edge=LEFT))
        self.times = times
        self.add(self.first, self.second)
        self.put()

    def draw(self, first: float, second: float) -> None:
        """Show the slope, then what it is divided by, and what comes of it."""
        self.first.set_opacity(first)
        self.second.set_opacity(second)


class Parabola(StepPanel):
    """The loss along Newton's step, and the parabola of the same slope and curvature."""

    def __init__(self, anatomy: StepAnatomy, step: int, stage: Stage, theme: Theme) -> None:
        super().__init__(stage, theme)
        scale, size = stage.scale, stage.text_size(SIZE)
        here, way = anatomy.descent.path[step], anatomy.way_to_level(step)
        shares = np.linspace(0, REACH, SAMPLES)
        surface = anatomy.view.surface
        self.losses = surface.value(here + shares[:, None] * way)
        slope = float(anatomy.descent.gradient[step] @ way)
        bend = float(way @ surface.hessian(here) @ way)
        self.fitted = self.losses[0] + shares * slope + shares**2 / 2 * bend
        seen = np.concatenate([self.fitted, self.losses[np.isfinite(self.losses)]])
        low, high = self.fitted.min(), self.fitted.max()
        margin = max(high - low, 1e-300)
        low, high = max(seen.min(), low - margin), min(seen.max(), high + margin)

        def place(values: np.ndarray) -> np.ndarray:
            heights = np.clip((values - low) / max(high - low, 1e-300), 0, 1)
            return np.column_stack([shares / REACH * WIDE, heights * TALL]) * scale

        self.curve, self.parabola = (
            VMobject(stroke_color=colour, stroke_width=width, fill_opacity=0)
            for colour, width in ((theme.text, 4), (theme.highlight, 6))
        )
        self._whole = place(self.fitted)
        known = place(np.nan_to_num(self.losses, nan=high))
        self.curve.points = as_points(straight(known[:-1], known[1:]))
        self.parabola.points = as_points(straight(self._whole[:-1], self._whole[1:]))
        level = int(np.abs(shares - 1).argmin())
        self.dots = VGroup(
            Dot(at(*self._whole[0]), 0.1 * scale, color=theme.text),
            Dot(at(*self._whole[level]), 0.1 * scale, color=theme.highlight),
        )
        words = VGroup(
            sentence("the loss along the step", size, theme.text),
            sentence("the parabola", size, theme.highlight),
        ).arrange(RIGHT, buff=0.5 * scale)
        words.move_to(at(0, (TALL + 0.35) * scale), aligned_edge=LEFT)
        self.first = VGroup(words[0], self.curve, self.dots[0])
        self.second = VGroup(words[1], self.parabola, self.dots[1])
        self.add(self.first, self.second)
        self.put()

    def draw(self, first: float, second: float) -> None:
        """Show the loss, then the parabola and where it is level."""
        for part, share in ((self.first, first), (self.second, second)):
            for each in part.get_family():
                is_line = each in (self.curve, self.parabola)
                each.set_stroke(opacity=share if is_line else 0, family=False)
                each.set_fill(opacity=0 if is_line else share, family=False)


def panel_of(anatomy: StepAnatomy, step: int, stage: Stage, theme: Theme) -> StepPanel | None:
    """Return what is drawn beside a step of a rule, if there is something."""
    if anatomy.rule in OWN_STEPS and (anatomy.size_of(step) > 0).all():
        return Division(anatomy, step, stage, theme)
    if anatomy.rule == "newton" and np.isfinite(anatomy.level_point(step)).all():
        return Parabola(anatomy, step, stage, theme)
    return None
