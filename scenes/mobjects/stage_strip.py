"""A network as a row of small boxes, one per stage, of which the one at work lights up."""

import numpy as np
from manim import RoundedRectangle, VGroup

from engine.networks.stages import Activation, Affine, Residual, Stage
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.theme.theme import Theme

GAP = 0.12
LEAST = 0.3
"""Side of a box that has room for a number, in frame units."""


class StageStrip(VGroup):
    """Boxes from the first stage to the last, left to right; blocks in an unbroken row are counted.

    Parameters
    ----------
    stages : tuple of Stage
    left : array (2,)
        Middle of the strip's left edge.
    width : float
        Room for the whole strip.
    theme : Theme
    """

    def __init__(
        self, stages: tuple[Stage, ...], left: np.ndarray, width: float, theme: Theme
    ) -> None:
        self.theme = theme
        gap = min(GAP, 0.25 * width / len(stages))
        side = min((width + gap) / len(stages) - gap, 0.42)
        boxes = [
            RoundedRectangle(
                corner_radius=self._roundness(stage) * side / 2,
                width=side,
                height=side,
                stroke_color=theme.muted,
                stroke_width=1.5,
                fill_opacity=0,
            ).move_to(at(left[0] + side / 2 + i * (side + gap), left[1]))
            for i, stage in enumerate(stages)
        ]
        super().__init__(*boxes)
        blocks = [isinstance(stage, Residual) for stage in stages]
        count = blocks.index(False) if False in blocks else len(blocks)
        if side >= LEAST and not any(blocks[count:]):
            for i, box in enumerate(boxes[:count], start=1):
                number = sentence(f"{i}", 60 * side, theme.text)
                box.add(number.move_to(box))

    @staticmethod
    def _roundness(stage: Stage) -> float:
        """Return how round a stage's box is: affine maps are square, activations round."""
        return {Affine: 0.1, Residual: 0.5, Activation: 0.99}.get(type(stage), 0.3)

    def light(self, depth: float) -> None:
        """Highlight the stage at work, and fill those that are done."""
        for i, box in enumerate(self.submobjects):
            done = float(np.clip(depth - i, 0, 1))
            working = 0 < done < 1
            colour = self.theme.highlight if working or done == 1 else self.theme.muted
            box.set_stroke(colour, family=False)
            box.set_fill(self.theme.highlight, 0.4 if working else 0.22 * done, family=False)
