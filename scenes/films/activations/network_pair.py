"""Two networks side by side, or one above the other: what each leaves of the gradient."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, VGroup

from engine.experiments.saturation import LayerHealth
from scenes.films.activations.deep_network import DeepNetwork
from scenes.films.activations.saturation_words import size_text, title_of
from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence
from scenes.storytelling.stage import Area, Stage
from scenes.theme.theme import Theme

UNITS = 10
"""Drawn of a layer: half of the frame is high enough for many."""


class NetworkPair(VGroup):
    """Networks that the gradient has passed, each with its name, accuracy and gradient above it.

    Parameters
    ----------
    networks : sequence of LayerHealth
        Two of them.
    least : float
        What is left of the gradient where units are faintest.
    colours : sequence of str
        Of the names.
    stage, theme
    """

    def __init__(
        self,
        networks: Sequence[LayerHealth],
        least: float,
        colours: Sequence[str],
        stage: Stage,
        theme: Theme,
    ) -> None:
        self.networks = list(networks)
        low, high = stage.hero.low + [0.0, 0.15 * stage.scale], stage.frame.high - 0.3 * stage.scale
        size = high - low
        across = not stage.is_upright
        gap, head = 0.7 * stage.scale, 1.2 * stage.scale
        part = (size[0] - gap) / 2 if across else (size[1] - gap) / 2
        self.drawn, self.labels = VGroup(), VGroup()
        for k, (network, colour) in enumerate(zip(networks, colours, strict=True)):
            if across:
                corner = low + [k * (part + gap), 0.0]
                box = Area(corner, corner + [part, size[1]])
            else:
                corner = low + [0.0, (1 - k) * (part + gap)]
                box = Area(corner, corner + [size[0], part])
            drawn = DeepNetwork(
                network.flow, Area(box.low + 0.1, box.high - [0.1, head]), least, theme, UNITS
            )
            drawn.draw(network.flow, len(drawn.xs) - 0.5)
            self.drawn.add(drawn)
            label = sentence(
                "{name} after training: {accuracy} right", stage.text_size(28), colour, bold=True,
                name=title_of(network.activation), accuracy=percent(float(network.accuracy[-1]), 0),
            )  # fmt: skip
            left = sentence(
                "before training: {left} left at layer 1", stage.text_size(24), theme.gradient,
                left=size_text(float(network.flow.left[0])),
            )  # fmt: skip
            corner = at(box.low[0] + 0.1, box.high[1])
            for words in (label, left):
                words.scale(min(1.0, (box.size[0] - 0.2) / words.width))
            label.move_to(corner, aligned_edge=UP + LEFT)
            left.next_to(label, DOWN, buff=0.14 * stage.scale, aligned_edge=LEFT)
            self.labels.add(label, left)
        super().__init__(self.drawn, self.labels)

    def run(self, progress: float) -> None:
        """Send a pulse through both, over what is lit."""
        for network, drawn in zip(self.networks, self.drawn, strict=True):
            drawn.run(network.flow, progress * (len(network.width) - 1e-9))
