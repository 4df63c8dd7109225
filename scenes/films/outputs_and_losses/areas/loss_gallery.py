"""The figures of several losses side by side, growing with their errors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.experiments.loss_areas import free_from
from engine.experiments.loss_curves import LossFunction
from scenes.films.outputs_and_losses.areas.error_area import ErrorArea, Ground
from scenes.films.outputs_and_losses.loss_axes import Write
from scenes.films.outputs_and_losses.losses_words import short_title
from scenes.films.outputs_and_losses.riding_numbers import DECIMALS
from scenes.languages.numbers import by_size
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

FAR = 2.0
"""How far errors grow, of numbers and of scores; farther if Huber's loss is still squared there."""
UNSURE = 0.4
"""The probability to which one sinks."""
MISTAKES = {"prediction": "error", "probability": "p", "score": "s"}
"""What the mistake of a loss is told by."""
NAME, NUMBER = 26, 28
TALL = 1.5
"""Height of a figure's place, as a multiple of its width."""
HEAD, ROW = 0.6, 0.5
"""Height of the row of the name, and of those of the numbers, in 16:9."""
GAP = 0.55
"""Between two places, in 16:9."""
START = 0.35
"""How far the errors have grown when the figures come."""


class LossGallery(VGroup):
    """A figure for each loss, with its name, its mistake, its area and its edge.

    The error grows to the right in all of them, on a grid of one unit, so that areas compare.

    Parameters
    ----------
    losses : sequence of LossFunction
    stage, theme
    write : callable
        Sets words, of a size and a colour.
    """

    def __init__(
        self, losses: Sequence[LossFunction], stage: Stage, theme: Theme, write: Write
    ) -> None:
        self.losses, self.stage = list(losses), stage
        self.far = max([FAR] + [1.5 * loss.delta for loss in losses if loss.name == "huber"])
        self.areas: list[ErrorArea] = []
        self.grounds: list[Ground] = []
        self.numbers: list[list[LiveNumber]] = []
        self.scenery, self.paper = VGroup(), VGroup()
        for loss, (low, wide) in zip(losses, self._places(), strict=True):
            self._add(loss, low, wide, theme, write)
        numbers = [each for row in self.numbers for each in row]
        super().__init__(self.paper, self.scenery, *self.areas, *numbers)
        self.draw(0.0)

    def _places(self) -> list[tuple[np.ndarray, float]]:
        """Return where the lines of figures begin, and how long they are."""
        hero, scale, count = self.stage.hero, self.stage.scale, len(self.losses)
        best: list[tuple[np.ndarray, float]] = []
        for columns in range(1, count + 1):
            rows = -(-count // columns)
            room = (hero.size - [columns * GAP * scale, 0]) / [columns, rows]
            fixed = (HEAD + 3 * ROW + 0.15) * scale
            wide = float(min(room[0], (room[1] - fixed) / TALL))
            if best and wide <= best[0][1]:
                continue
            tall = TALL * wide + fixed
            top = hero.centre[1] + rows * tall / 2
            best = []
            for k in range(count):
                row = k // columns
                here = min(columns, count - row * columns)
                left = hero.centre[0] + (k % columns - here / 2) * (room[0] + GAP * scale)
                left += (room[0] + GAP * scale - wide) / 2
                foot = top - row * tall - HEAD * scale - TALL * wide
                best.append((np.array([left, foot]), wide))
        return best

    def _add(
        self, loss: LossFunction, low: np.ndarray, wide: float, theme: Theme, write: Write
    ) -> None:
        scale = self.stage.scale
        self.grounds.append(self._ground(loss, low, wide))
        self.areas.append(ErrorArea(theme.loss, theme))
        self.paper.add(self._grid(low, wide, theme))
        line = VMobject(stroke_color=theme.muted, stroke_width=2)
        line.points = as_points(straight(low[None], (low + [wide, 0])[None]))
        name = write(short_title(loss), self.stage.text_size(NAME), theme.text)
        name.scale(min(1.0, (wide + 0.85 * GAP * scale) / name.width))
        name.move_to(at(low[0] + wide / 2, low[1] + TALL * wide + 0.55 * HEAD * scale))
        self.scenery.add(line, name)
        row = []
        entries = (
            (MISTAKES[loss.domain], theme.text), ("loss", theme.loss), ("pull", theme.gradient)
        )  # fmt: skip
        for k, (word, colour) in enumerate(entries):
            y = float(low[1]) - (k + 0.65) * ROW * scale
            label = write(word, self.stage.text_size(NAME), colour)
            label.move_to(at(low[0] + wide / 2 - 0.1 * scale, y), aligned_edge=RIGHT)
            number = LiveNumber(self.stage.text_size(NUMBER), colour)
            number.place(at(low[0] + wide / 2 + 0.1 * scale, y - 0.11 * scale))
            self.scenery.add(label)
            row.append(number)
        self.numbers.append(row)

    def _grid(self, low: np.ndarray, wide: float, theme: Theme) -> VMobject:
        """Return squares of 1 in the place of a figure, of the size that they have in all."""
        unit = wide / self.far
        x, y = (unit * np.arange(int(k * self.far + 1e-6) + 1) for k in (1.0, TALL))
        upright = np.stack([np.stack([x, 0 * x + end], axis=-1) for end in (0.0, y[-1])])
        across = np.stack([np.stack([0 * y + end, y], axis=-1) for end in (0.0, wide)])
        pieces = [straight(*(low + ends)) for ends in (upright, across)]
        grid = VMobject(stroke_color=theme.edge, stroke_width=1.5)
        grid.points = as_points(np.concatenate(pieces))
        return grid

    def _ground(self, loss: LossFunction, low: np.ndarray, wide: float) -> Ground:
        """Return where a loss's figure stands: what is free at the left, errors to the right."""
        free = free_from(loss)
        assert free is not None
        unit = wide / self.far

        def place(x: np.ndarray | float, y: np.ndarray | float) -> np.ndarray:
            shares = np.broadcast_arrays(np.abs(np.asarray(x) - free), np.asarray(y))
            return low + unit * np.stack(shares, axis=-1)

        return Ground(place, free, float(low[1]) + TALL * wide)

    def prediction(self, loss: LossFunction, share: float) -> float:
        """Return the prediction of which the error has grown by a share."""
        if loss.domain == "probability":
            return 1 - share * (1 - UNSURE)
        return (
            loss.target + share * self.far if loss.domain == "prediction" else 1 - share * self.far
        )

    def draw(self, progress: float) -> None:
        """Let all errors grow by a share."""
        share = START + progress * (1 - START)
        for loss, area, ground, (mistake, price, pull) in zip(
            self.losses, self.areas, self.grounds, self.numbers, strict=True
        ):
            x = self.prediction(loss, share)
            area.draw(loss, x, ground, edges=1.0)
            start = loss.target if loss.domain == "prediction" else 0.0
            shown = round(x - start, 2)  # of this the other numbers are told
            mistake.write(by_size(shown, DECIMALS))
            price.write(by_size(float(loss(start + shown)), DECIMALS))
            pull.write(by_size(abs(float(loss.gradient(start + shown))), DECIMALS))
