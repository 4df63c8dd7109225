"""What the acts of the film of the perceptron have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from engine.experiments.perceptron import Bound, Learning
from scenes.films.perceptron.specs import PerceptronSpec
from scenes.languages.numbers import by_size
from scenes.storytelling.story import StoryScene


@dataclass(frozen=True)
class PerceptronResults:
    """What the film of the perceptron shows.

    Attributes
    ----------
    learning : Learning
        On the points that the spec names.
    bound : Bound or None
        Of its mistakes; None if no line separates the points.
    xor : Learning
        On the four points of xor.
    """

    learning: Learning
    bound: Bound | None
    xor: Learning


class PerceptronStory(StoryScene):
    """A film that is told in sentences, each with time to read it."""

    spec: ClassVar[PerceptronSpec]
    results: ClassVar[PerceptronResults]


def neuron_number(value: float) -> str:
    """Write a number in few characters, with two decimals where there is room."""
    return by_size(value, {100: 2}, signed_zero=True)


def swell(progress: float) -> float:
    """Rise from 0 to 1 and fall again, for a part that is being spoken of."""
    return float(np.sin(np.pi * progress) ** 0.7)
