"""Figure 11.3: a biological neuron and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, Canvas, mixed
from scenes.figures.specs import NeuronFigureSpec
from scenes.figures.style import Style
from scenes.films.perceptron.neuron_shape import HIGH, LOW, neuron_shape

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 84.0
UNIT = 12.2
"""Units of the canvas per unit of the neuron's shape."""
PLACE = np.array([75.0, 42.0]) - UNIT * (LOW + HIGH) / 2


def compute(spec: NeuronFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the cell, each part labelled with its name and function."""
    canvas, theme = Canvas(figure, HEIGHT, style), style.theme
    shape = neuron_shape()
    colours = {
        "dendrites": theme.positive,
        "axon": mixed(theme.muted, theme.panel, 0.25),
        "hillock": theme.highlight,
        "soma": mixed(theme.muted, theme.panel, 0.1),
        "synapses": theme.negative,
    }
    for part, fill in colours.items():
        canvas.fill([PLACE + UNIT * ring for ring in shape.parts[part]], fill)
    canvas.fill([PLACE + UNIT * shape.nucleus], theme.panel)
    labels = (
        (style.say("dendrites"), style.say("collect signals"), (-0.13, 1.45), (1.55, 2.4)),
        (style.say("soma"), style.say("combines them"), (0.25, -0.4), (1.6, -1.75)),
        (style.say("axon hillock"), style.say("fires past a threshold"), (1.0, 0.1), (2.6, 1.2)),
        (style.say("axon"), style.say("carries the signal"), (3.6, -0.03), (3.6, -1.1)),
        (style.say("synapses"), style.say("pass it on"), (5.62, 0.98), (4.9, 2.45)),
    )
    for name, does, on, words in labels:
        at = PLACE + UNIT * np.array(on)
        x, y = PLACE + UNIT * np.array(words)
        below = words[1] < on[1]
        canvas.line([at, (x, y + (3.4 if below else -5.4))], theme.text, 0.7)
        canvas.axes.plot(*at, "o", color=theme.text, markersize=2 * canvas.scale)
        canvas.write(x, y, name, LARGE, weight=600)
        canvas.write(x, y - 4, does, SMALL, theme.muted)
