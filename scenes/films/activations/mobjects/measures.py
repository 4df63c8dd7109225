"""Marks of what was measured on an activation function, on its paper: limits, mean output."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, VGroup, VMobject

from engine.experiments.activation_facts import ActivationFacts
from scenes.films.activations.activation_sentences import range_in_words, steepest_sentence
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.swarm import Swarm
from scenes.languages.numbers import fixed_or_zero, percent
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence, verbatim
from scenes.storytelling.stage import Stage, plated
from scenes.theme.theme import Theme

DASHES = 60
"""Across the frame."""


def dashed(
    sight: Sight, heights: list[float], count: int = DASHES, *, from_axis: bool = False
) -> np.ndarray:
    """Return dashed lines across what is seen, at heights in units of the paper, as points.

    They may begin at the upright axis: on its left, high up, the function's name stands.
    """
    low, high = sight.box.low[0], sight.box.high[0]
    starts = np.linspace(low, high, count, endpoint=False)
    length = 0.6 * (high - low) / count
    if from_axis:
        starts = starts[starts >= float(sight.place(np.zeros(2))[0]) - 1e-9]
    pieces = []
    for height in heights:
        y = float(sight.place(np.array([0.0, height]))[1])
        ends = np.column_stack([starts, np.full(len(starts), y)])
        pieces.append(straight(ends, ends + [length, 0.0]))
    return as_points(np.concatenate(pieces)) if pieces else np.zeros((0, 3))


class Limits(VGroup):
    """The range of outputs, on their axis, with its limits and in words."""

    def __init__(self, facts: ActivationFacts, sight: Sight, stage: Stage, theme: Theme) -> None:
        seen = sight.seen
        bounds = [b.value for part in facts.outputs for b in part]
        finite = sorted({bound for bound in bounds if seen.low[1] < bound < seen.high[1]})
        lines = VMobject(stroke_color=theme.highlight, stroke_width=3)
        lines.points = dashed(sight, finite, from_axis=True)
        bar = VMobject(stroke_color=theme.highlight, stroke_width=12)
        ends = np.clip(
            [[part[0].value, part[1].value] for part in facts.outputs], seen.low[1], seen.high[1]
        )
        low, high = (
            sight.place(np.column_stack([np.zeros(len(ends)), ends[:, side]])) for side in (0, 1)
        )
        bar.points = as_points(straight(low, high))
        words = verbatim(range_in_words(facts), stage.text_size(30), theme.highlight, bold=True)
        top = float(high[-1, 1]) - 0.9 * stage.scale
        if finite and finite[-1] == max(bounds):
            top = float(high[-1, 1]) + 0.42 * stage.scale
        words.move_to(at(float(high[-1, 0]) + 0.3 * stage.scale, top), aligned_edge=LEFT)
        super().__init__(lines, bar, plated(words, theme))


class MeanLine(VGroup):
    """The mean output, as a line across the paper, named at its end: below it, or above."""

    def __init__(
        self,
        facts: ActivationFacts,
        sight: Sight,
        stage: Stage,
        theme: Theme,
        *,
        above: bool = False,
    ) -> None:
        line = VMobject(stroke_color=theme.accuracy, stroke_width=4)
        line.points = dashed(sight, [facts.mean])
        words = sentence(
            "mean output {mean}", stage.text_size(26), theme.accuracy, bold=True,
            mean=fixed_or_zero(facts.mean),
        )  # fmt: skip
        away = (0.36 if above else -0.36) * stage.scale
        y = float(sight.place(np.array([0.0, facts.mean]))[1]) + away
        right = sight.box.high[0] - 0.35 * stage.scale
        super().__init__(line, plated(words.move_to(at(right, y), aligned_edge=RIGHT), theme))


class OutputAxis(VGroup):
    """An axis of outputs of its own, beside the curve and to its scale, with numbers and a name.

    Parameters
    ----------
    x : float
        Where it stands in the frame.
    sight : Sight
    stage, theme
    """

    def __init__(self, x: float, sight: Sight, stage: Stage, theme: Theme) -> None:
        low, high, gap = sight.box.low[1], sight.box.high[1], 0.16 * stage.scale
        line = VMobject(stroke_color=theme.muted, stroke_width=3)
        ticks = range(int(np.ceil(sight.seen.low[1])), int(np.floor(sight.seen.high[1])) + 1)
        levels = {tick: float(sight.place(np.array([0.0, tick]))[1]) for tick in ticks}
        levels = {
            tick: y for tick, y in levels.items()
            if low + 2 * gap < y < high - 5 * gap
        }  # fmt: skip
        left = np.array([[x - gap / 2, y] for y in levels.values()]).reshape(-1, 2)
        starts, ends = np.vstack([[[x, low]], left]), np.vstack([[[x, high]], left + [gap, 0.0]])
        line.points = as_points(straight(starts, ends))
        numbers = [
            verbatim(f"{tick}".replace("-", "−"), stage.text_size(24), theme.muted).move_to(
                at(x - gap, y), aligned_edge=RIGHT
            )
            for tick, y in levels.items()
        ]
        name = sentence("outputs g(x)", stage.text_size(26), theme.highlight, bold=True)
        name.move_to(at(x + gap, high - 2 * gap), aligned_edge=LEFT)
        super().__init__(line, *numbers, name)


class ZeroShare(VGroup):
    """The share of outputs that are exactly 0, below their row."""

    def __init__(self, facts: ActivationFacts, swarm: Swarm, stage: Stage, theme: Theme) -> None:
        words = sentence(
            "{share} of all dots, all at 0", stage.text_size(26), theme.text, bold=True,
            share=percent(facts.silent, 0),
        )  # fmt: skip
        row = swarm[0]
        words.scale(min(1.0, row.width / words.width))
        place = at(float(row.get_right()[0]), float(row.get_bottom()[1]) - 0.36 * stage.scale)
        super().__init__(plated(words.move_to(place, aligned_edge=RIGHT), theme))


class SteepestLine(VGroup):
    """How steep the function is at most, as a line across the paper, named at its end.

    Nothing of it is drawn where the slope takes two values alone, which are seen as they are.
    """

    def __init__(self, facts: ActivationFacts, sight: Sight, stage: Stage, theme: Theme) -> None:
        super().__init__()
        fields = steepest_sentence(facts)[1]
        if "steepest" not in fields or "least" in fields:
            return
        line = VMobject(stroke_color=theme.gradient, stroke_width=3)
        line.points = dashed(sight, [facts.steepest], from_axis=True)
        words = verbatim(str(fields["steepest"]), stage.text_size(26), theme.gradient, bold=True)
        y, away = float(sight.place(np.array([0.0, facts.steepest]))[1]), 0.34 * stage.scale
        if y > sight.box.high[1]:
            return
        y += away if y + 2 * away < sight.box.high[1] else -away
        right = sight.box.high[0] - 0.35 * stage.scale
        self.add(line, plated(words.move_to(at(right, y), aligned_edge=RIGHT), theme))
