"""The means of classes: dots in their colours, with their names inside where there is room."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Dot, VGroup

from scenes.films.probed_networks import representation_words as words
from scenes.films.probed_networks.answers import Answers
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.stage import Stage
from scenes.theme.theme import Theme

RADIUS = 0.2
"""Of a dot, in frame units of 16:9."""
LONGEST = 1
"""Letters of a name that fit into a dot."""
NAME = 26.0
"""Size of a name in 16:9."""


class MeanDot(VGroup):
    """A dot that is the mean of a class.

    Parameters
    ----------
    name : str
        Of the class; none is written if it is empty.
    radius, size : float
        Of the dot, and of the letters.
    colour, theme : str, Theme
    """

    def __init__(self, name: str, radius: float, size: float, colour: str, theme: Theme) -> None:
        self.is_named = bool(name)
        dot = Dot(radius=radius, color=colour).set_stroke(theme.text, 3)
        super().__init__(dot)
        if name:
            self.add(verbatim(name, size, theme.background, bold=True).move_to(dot))


def mean_dots(
    answers: Answers,
    places: np.ndarray,
    stage: Stage,
    theme: Theme,
    only: Sequence[int] | None = None,
) -> VGroup:
    """Return the dots of all classes or some, which lie among places (points, 2) of the frame.

    A dot that another covers has no name in it.
    """
    labels, middles = np.unique(answers.recording.labels), answers.means(places)
    if only is not None:
        chosen = np.isin(labels, only)
        labels, middles = labels[chosen], middles[chosen]
    apart = np.linalg.norm(middles[:, None] - middles, axis=2) + 1e9 * np.eye(len(middles))
    radius = RADIUS * stage.scale
    dots = VGroup()
    for label, middle, nearest in zip(labels.tolist(), middles, apart.min(axis=1), strict=True):
        name = words.class_name(answers, label)
        fits = len(name) <= LONGEST and nearest > 1.6 * radius
        dots.add(
            MeanDot(
                name if fits else "", radius, stage.text_size(NAME), theme.colour_of(label), theme
            ).move_to(at(*middle))
        )
    return dots
