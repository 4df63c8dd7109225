"""The stage of the film of attention: its matrix, its numbers, and how they go through training."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP

from engine.experiments.transformer.sorting import SortingRun
from engine.geometry.pace import pace_by_distance
from engine.progress import Work, unwatched
from scenes.films.attention.attention_matrix import AttentionMatrix
from scenes.films.attention.attention_spec import AttentionSpec
from scenes.films.attention.kept_run import kept_sorting_run
from scenes.films.attention.pair_map import PairMap
from scenes.languages.language import translate
from scenes.languages.numbers import grouped, percent
from scenes.storytelling.easing import gentle
from scenes.storytelling.labelled_number import LabelledNumber
from scenes.storytelling.stage import BAND
from scenes.storytelling.staged_scene import StagedScene

MOVE = 0.42
"""Seconds in which a column goes to the next place."""


class AttentionStage(StagedScene):
    """The matrix of a list at any step of training, and the map of all pairs.

    Attributes
    ----------
    at_hand : int array (length,)
        The list that is shown.
    matrix : AttentionMatrix
    map : PairMap
    """

    spec: ClassVar[AttentionSpec] = AttentionSpec()
    results: ClassVar[SortingRun]
    layout: ClassVar[str] = BAND

    @classmethod
    def compute(cls, spec: AttentionSpec, work: Work = unwatched) -> SortingRun:
        """Train the network, or find what was recorded of it."""
        return kept_sorting_run(spec.training, work)

    @classmethod
    def report(cls, results: SortingRun) -> list[str]:
        """Return what was measured, in lines for the terminal."""
        whole, sure = (
            [percent(float(values[i])) for i in (0, -1)] for values in (results.whole, results.sure)
        )
        return [
            f"test lists sorted without a fault: {whole[0]} before training, {whole[1]} after "
            f"{results.last_step} steps",
            f"attention to the number that is due: {sure[0]} before, {sure[1]} after",
        ]

    def prepare(self) -> None:
        """Build the matrix of an untrained network, and the numbers above it."""
        run, stage, theme = self.results, self.stage, self.theme
        self.last = run.last_step
        self.at_hand = run.lists[0]
        self.limit = float(np.abs(run.pairs(self.last)[: run.numbers]).max())
        self.matrix = AttentionMatrix(len(self.at_hand), self.limit, stage, theme)
        self.matrix.put_list(self.at_hand)
        self.show_step(self.last)
        corner = stage.title.corner(UP + LEFT), stage.numbers.corner(UP + RIGHT)
        self.step = LabelledNumber(
            translate("training step"), theme.text, grouped(self.last), corner[0], 0, stage
        )
        self.sorted = LabelledNumber(
            translate("test lists sorted"), theme.accuracy, "100.0%", corner[1], 1, stage
        )
        self.count(self.last)
        self.map = PairMap(run.numbers, self.limit, stage, theme)

    def train(self, start: int, end: int, seconds: float) -> None:
        """Go from one recorded step to another, or back, at an even pace of the matrix."""
        run = self.results
        first, last = np.searchsorted(run.steps, sorted((start, end)))
        courses = np.array(
            [run.attention(self.at_hand, step) for step in run.steps[first : last + 1]]
        )
        moved = np.abs(np.diff(courses, axis=0)).mean(axis=(1, 2))
        pace = pace_by_distance(run.steps[first : last + 1], np.append(0.0, moved))

        def both(progress: float) -> None:
            step = pace.step_at(progress if end > start else 1 - progress)
            self.show_step(step)
            self.count(step)

        self.drive_in_place(both, seconds, gentle)

    def carry(self, start: np.ndarray, end: np.ndarray, column: int) -> None:
        """Carry a column to its place, over the others, which make room."""
        matrix, lifted = self.matrix, np.arange(len(start)) == column

        def draw(progress: float) -> None:
            across = float(np.clip(2 * progress - 0.5, 0, 1))
            up = float(np.clip(4 * min(progress, 1 - progress), 0, 1))
            matrix.put_columns(start + across * (end - start), up * lifted)

        self.drive_in_place(draw, MOVE * (1 + 0.1 * abs(end - start).max()))

    def show_step(self, step: float) -> None:
        """Show the matrix of the list at hand at a step of training."""
        run = self.results
        self.matrix.show_shares(run.attention(self.at_hand, step))
        nearest = int(np.abs(run.steps - step).argmin())
        self.matrix.write_next(run.guesses[nearest, 0], np.sort(self.at_hand))

    def count(self, step: float) -> None:
        """Write the numbers of a step."""
        whole = float(np.interp(step, self.results.steps, self.results.whole))
        self.step.write(grouped(step))
        self.sorted.write(percent(whole, keep_zeros=True))
