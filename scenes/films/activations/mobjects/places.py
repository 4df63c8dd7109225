"""Where plane, curve and numbers stand while a function acts on a plane, and what is seen of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.mobjects.sheet import SPACING
from scenes.storytelling.stage import Stage

HALF_PLANE = 2.1
"""Half of the shorter side of the plane that is seen."""
PART, CURVE = 0.64, 0.44
"""Share of the frame that the plane takes, and of the height beside it that the curve takes."""


@dataclass(frozen=True)
class Places:
    """Where things stand while the plane is seen: beside it, or below in frames as high as wide.

    Attributes
    ----------
    plane, title, curve, numbers : Box
    """

    plane: Box
    title: Box
    curve: Box
    numbers: Box

    @classmethod
    def of(cls, stage: Stage) -> Places:
        """Divide what the hero has."""
        low, high = stage.hero.low, stage.hero.high
        edge, row = 0.25 * stage.scale, 0.7 * stage.scale
        if stage.is_upright:
            part = float(high[1] - PART * stage.hero.size[1])
            half = float(stage.hero.centre[0])
            return cls(
                Box(np.array([low[0], part]), high),
                Box(np.array([low[0] + edge, part - row]), np.array([high[0] - edge, part])),
                Box(low + edge, np.array([half - edge, part - row])),
                Box(np.array([half, low[1] + edge]), np.array([high[0] - edge, part - row])),
            )
        part, top = float(low[0] + PART * stage.hero.size[0]), float(high[1]) - edge
        left, right = part + edge, float(high[0]) - edge
        foot = top - row - CURVE * float(stage.hero.size[1])
        return cls(
            Box(low, np.array([part, high[1]])),
            Box(np.array([left, top - row]), np.array([right, top])),
            Box(np.array([left, foot]), np.array([right, top - row])),
            Box(np.array([left, low[1] + edge]), np.array([right, foot - edge])),
        )


def plane_sight(box: Box) -> Sight:
    """Choose what is seen of a plane of inputs: it fills the box."""
    return Sight.of(Box(np.full(2, -HALF_PLANE), np.full(2, HALF_PLANE)), box)


def is_limited(facts: ActivationFacts) -> bool:
    """Return whether all outputs lie in the part of the plane that is seen."""
    return max(abs(bound.value) for bound in facts.range) <= HALF_PLANE


def sheet_box(facts: ActivationFacts, box: Box) -> Box:
    """Return the inputs that a sheet covers: a square, where the outputs of both axes are seen."""
    seen = plane_sight(box).seen
    if not is_limited(facts):
        return seen
    reach = np.full(2, max(seen.high))
    return Box(-reach, reach)


def image_sight(facts: ActivationFacts, box: Box) -> Sight:
    """Choose what is seen of a plane that a function has acted on: its image fills the box."""
    inputs = sheet_box(facts, box)
    shape = Shape.of(facts.kind)
    corners = []
    for low, high in zip(inputs.low, inputs.high, strict=True):
        seen = shape.outputs[(low - SPACING <= INPUTS) & (high + SPACING >= INPUTS)]
        bounds = [bound.value for bound in facts.range]
        near = [bound for bound in bounds if np.isfinite(bound) and low <= bound <= high]
        corners.append([min([seen.min(), *near]), max([seen.max(), *near])])
    span = np.array(corners).T
    size = np.maximum(span[1] - span[0], 0.5)
    middle = span.mean(axis=0)
    sight = Sight.of(Box(middle - 0.64 * size, middle + 0.55 * size), box)
    return sight if (sight.unit > plane_sight(box).unit).all() else plane_sight(box)
