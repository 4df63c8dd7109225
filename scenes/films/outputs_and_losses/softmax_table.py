"""The table in which the film of softmax shows its steps: outputs, powers, probabilities."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, VGroup

from engine.experiments.softmax import SoftmaxSteps
from scenes.films.outputs_and_losses.bar_rows import BarRows, StackedBar
from scenes.languages.numbers import by_size, fixed
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula
from scenes.storytelling.story import StoryScene

SWING = 1.5
"""By how much the film moves the outputs up and down."""
GAP = 0.01
"""A smaller lead of the largest output is told as a tie."""
LEFTS, WIDTHS = (-5.4, -1.65, 2.75), (3.5, 4.05, 4.1)
"""Of the three columns."""
MIDDLE, SUM = 0.7, -1.65
"""Heights of the middle row, and of the sum."""


def softmax_number(value: float) -> str:
    """Return a number that may have any size, in few characters."""
    return by_size(value, least=5e-4, most=1e6, signed_zero=True)


def class_rows(story: StoryScene, count: int, left: float, top: float, pitch: float) -> VGroup:
    """Name the classes with their marks, one below the other."""
    rows = VGroup()
    for k in range(count):
        mark = class_mark(k, story.theme).move_to(at(left + 0.1, top - k * pitch))
        name = story.write("class {number}", 22, story.theme.muted, number=k + 1)
        rows.add(VGroup(mark, name.move_to(at(left + 0.3, top - k * pitch), aligned_edge=LEFT)))
    return rows


class SoftmaxTable(VGroup):
    """Three columns of bars with the sums below, and what stands around them.

    Parameters
    ----------
    story : StoryScene
    steps : SoftmaxSteps
        Whose outputs the first column's bars must hold, also while the film moves them.
    """

    def __init__(self, story: StoryScene, steps: SoftmaxSteps) -> None:
        theme, count = story.theme, len(steps.logits)
        z, self.steps = steps.logits, steps
        pitch = min(1.1, 3.7 / count)
        top = MIDDLE + pitch * (count - 1) / 2
        colours = [theme.colour_of(k) for k in range(count)]
        ends = (min(0, z.min() - SWING, z.min() - z.max()), max(0, z.max() + SWING))
        all_ends = (ends, (0.0, 1.0), (0.0, 1.0))
        self.outputs, self.powers, self.probabilities = (
            BarRows(colours, left, top, width, pitch, ends, theme.muted, size=26)
            for left, width, ends in zip(LEFTS, WIDTHS, all_ends, strict=True)
        )
        self.classes = class_rows(story, count, -6.88, top, pitch)
        self.sum_name = story.write("2. add up", 26, bold=True)
        self.sum_name.move_to(at(-6.88, SUM), LEFT)
        self.sums = VGroup()
        for rows in (self.powers, self.probabilities):
            low, high = [rows.start, SUM - 0.2], [rows.start + rows.room, SUM + 0.2]
            bar = StackedBar(colours, np.array(low), np.array(high), theme.muted)
            number = LiveNumber(26, theme.text, align=1)
            number.place(at(rows.start - 0.15, SUM - 0.135))
            self.sums.add(VGroup(bar, number))
        plain = steps.temperature == 1
        power = "e^(z_i)" if plain else "e^(z_i \\/ T)"
        self.headers = VGroup(
            *(
                VGroup(story.write(words, 26, bold=True), formula(math, 34, theme.highlight))
                .arrange(DOWN, buff=0.16, aligned_edge=LEFT)
                .move_to(at(rows.left, 3.72), aligned_edge=np.array([-1, 1, 0]))
                for words, math, rows in (
                    ("raw output", "z_i", self.outputs),
                    ("1. exponentiate", power, self.powers),
                    (
                        "3. divide by the sum",
                        f"{power} \\/ sum_j {power.replace('_i', '_j')}",
                        self.probabilities,
                    ),
                )
            )
        )
        super().__init__(
            self.classes, self.sum_name, self.headers, self.outputs, self.powers,
            self.probabilities, self.sums,
        )  # fmt: skip

    def display(self, steps: SoftmaxSteps) -> None:
        """Show all steps whole."""
        self.show_outputs(steps.logits)
        self.show_powers(steps.powers, steps.total)
        self.show_sum(0, steps.probabilities, softmax_number(steps.total))
        self.show_probabilities(steps)
        self.show_sum(1, steps.probabilities, softmax_number(float(steps.probabilities.sum())))

    def show_outputs(self, logits: np.ndarray) -> None:
        """Show raw outputs."""
        self.outputs.display(logits, [by_size(z, signed_zero=True) for z in logits.tolist()])

    def show_powers(self, powers: np.ndarray, total: float) -> None:
        """Show powers; a bar as wide as the column would be their total."""
        self.powers.display(powers / total, [softmax_number(power) for power in powers.tolist()])

    def show_sum(self, column: int, shares: np.ndarray, text: str) -> None:
        """Show parts of the sum below the powers (0) or the probabilities (1)."""
        bar, number = self.sums[column]
        bar.display(shares)
        number.write(text)

    def show_probabilities(self, steps: SoftmaxSteps, progress: float = 1.0) -> None:
        """Show probabilities, as each power's bar comes over from its column, one by one."""
        count = len(steps.logits)
        own = np.clip(progress * count - np.arange(count), 0, 1)
        texts = [
            fixed(p, 3) if done == 1 else ""
            for p, done in zip(steps.probabilities, own, strict=True)
        ]
        way = self.powers.start - self.probabilities.start
        scale = 1 + (self.powers.room / self.probabilities.room - 1) * (1 - own)
        shown = np.where(own > 0, steps.probabilities * scale, 0)
        self.probabilities.display(shown, texts, (1 - own) * way)


def filled(shares: np.ndarray, progress: float) -> np.ndarray:
    """Return how much of each share (n,) is there when they come one after another."""
    before = np.cumsum(shares) - shares
    return np.clip(progress - before, 0, shares)
