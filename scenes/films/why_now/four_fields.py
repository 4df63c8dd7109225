"""The weights of all four models, side by side: whose look like the right ones."""

from __future__ import annotations

import numpy as np
from manim import Group, Rectangle, Text, VGroup

from engine.experiments.more_data import MODELS, LearningCurves
from scenes.films.why_now.feature_grid import FeatureGrid, Pose
from scenes.films.why_now.learned_weights import LearnedWeights
from scenes.films.why_now.learning_chart import NAMES, error_text
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

HEAD = 0.55
"""Height of the row above each field, in 16:9."""
GAP = 0.35
"""Between the fields, in 16:9."""
MARGIN = 0.1
"""Between a field and the ring around it, in 16:9."""
SIZE = 26


class FourFields(Group):
    """A field for each model, under its name and its error.

    Parameters
    ----------
    curves : LearningCurves
    shape : Area
        That decides the columns of the fields.
    stage, theme

    Attributes
    ----------
    grids : dict of str to FeatureGrid
    heads : dict of str to VGroup
        Mark, name, the number, and, if there is room, what that is.
    """

    def __init__(self, curves: LearningCurves, shape: Area, stage: Stage, theme: Theme) -> None:
        self.curves, self.stage, self.theme = curves, stage, theme
        self.learned = LearnedWeights(curves)
        self.grids = {model: FeatureGrid(curves.features, shape, theme) for model in MODELS}
        self.heads: dict[str, VGroup] = {}
        head = HEAD * stage.scale
        poses = _poses(self.grids[MODELS[0]], _inner(stage), head, GAP * stage.scale)
        for k, (model, pose) in enumerate(zip(MODELS, poses, strict=True)):
            grid = self.grids[model].stand(pose)
            low, high = grid.extent
            mark = class_mark(k, theme, 0.13 * stage.scale)
            name = sentence(NAMES[model], stage.text_size(SIZE), theme.colour_of(k))
            label = sentence("error", stage.text_size(SIZE), theme.muted)
            number = LiveNumber(stage.text_size(SIZE + 2), theme.colour_of(k), align=1)
            middle = high[1] + 0.5 * head
            mark.move_to(at(low[0] + mark.width / 2, middle))
            name.move_to(at(low[0] + mark.width + 0.15 * stage.scale + name.width / 2, middle))
            number.place(at(high[0], middle - 0.13 * stage.scale))
            errors = 10 ** -curves.score(model)
            number.write(max(map(error_text, errors.tolist()), key=len))
            self.heads[model] = VGroup(mark, name, number)
            self._add_label(self.heads[model], label, middle)
        super().__init__(*self.grids.values(), *self.heads.values())

    def _add_label(self, head: VGroup, label: Text, middle: float) -> None:
        """Name the number, if there is room."""
        gap = 0.15 * self.stage.scale
        label.move_to(at(head[2].get_left()[0] - gap - label.width / 2, middle))
        if label.get_left()[0] > head[1].get_right()[0] + gap:
            head.add(label)

    def draw(self, count: float) -> None:
        """Show all weights, and all errors, at a number of points."""
        for k, model in enumerate(MODELS):
            weights = self.learned.at(model, count)
            grid = self.grids[model]
            grid.wear(grid.weights(weights, self.theme.colour_of(k)))
            self.heads[model][2].write(error_text(self.curves.error_at(model, round(count))))

    def show_model(self, model: str, opacity: float) -> None:
        """Show a model's field and head so clearly."""
        grid = self.grids[model]
        grid.dots.opacity = opacity
        grid.frame.set_stroke(opacity=opacity)
        self.heads[model].set_opacity(opacity)

    def ring(self, model: str) -> Rectangle:
        """Return a ring around a model's field and head."""
        low, high = self.grids[model].extent
        high = np.maximum(high, self.heads[model].get_corner(at(1, 1))[:2])
        margin = MARGIN * self.stage.scale
        width, height = high - low + 2 * margin
        colour = self.theme.colour_of(MODELS.index(model))
        ring = Rectangle(width=width, height=height, stroke_color=colour, stroke_width=5)
        return ring.move_to(at(*(low + high) / 2))


def _inner(stage: Stage) -> Area:
    """Return the hero's place without a margin, in which a ring has room."""
    margin = MARGIN * stage.scale
    return Area(stage.hero.low + 1.5 * margin, stage.hero.high - 1.5 * margin)


def _worth(pose: Pose) -> float:
    """Return how large a field is, less if it is turned: it is read like those before."""
    return pose.step if pose.angle == 0 else 0.8 * pose.step


def _poses(grid: FeatureGrid, hero: Area, head: float, gap: float) -> list[Pose]:
    """Return the largest poses of four fields in the hero's place, in reading order."""
    best: list[Pose] = []
    for columns in (1, 2, 4):
        rows = 4 // columns
        cell = (hero.size - [(columns - 1) * gap, (rows - 1) * gap]) / [columns, rows]
        found = []
        for k in range(4):
            column, row = k % columns, k // columns
            low = hero.low + [column, rows - 1 - row] * (cell + gap)
            found.append(grid.pose_in(Area(low, low + cell - [0, head])))
        if not best or _worth(found[0]) > _worth(best[0]):
            best = found
    return best
