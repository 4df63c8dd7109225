"""Figure 11.3: a biological neuron and its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.progress import Work, unwatched
from scenes.figures.canvas import LARGE, SMALL, USUAL, Canvas, mixed
from scenes.figures.specs import NeuronFigureSpec
from scenes.figures.style import Style
from scenes.films.perceptron.neuron_shape import HIGH, LOW, neuron_shape

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MARGIN = 2.5
"""Left and right of the cell, in millimetres."""
Place = tuple[float, float]

ON: dict[str, Place] = {
    "dendrites": (-0.13, 1.45),
    "soma": (0.25, -0.4),
    "hillock": (1.0, 0.1),
    "axon": (3.6, -0.03),
    "synapses": (5.62, 0.98),
}
"""What each label points at, in units of the neuron's shape."""
WIDE: dict[str, Place] = {
    "dendrites": (1.6, 2.4),
    "soma": (1.6, -1.75),
    "hillock": (2.7, 1.2),
    "axon": (3.6, -1.1),
    "synapses": (4.9, 2.45),
}
NARROW: dict[str, Place] = {
    "dendrites": (1.75, 3.1),
    "soma": (2.0, -2.3),
    "hillock": (2.9, 1.75),
    "axon": (4.8, -1.9),
    "synapses": (5.6, 2.6),
}
"""Where the labels stand."""


def compute(spec: NeuronFigureSpec, work: Work = unwatched) -> None:
    """Return nothing: the figure is a diagram without data."""


def draw(figure: Figure, result: None, style: Style) -> None:
    """Draw the cell, each part labelled with its name and function."""
    canvas, theme = Canvas(figure, style), style.theme
    unit = (canvas.width - 2 * MARGIN) / (HIGH - LOW)[0]
    origin = np.array([canvas.width, canvas.height]) / 2 - unit * (LOW + HIGH) / 2
    shape = neuron_shape()
    colours = {
        "dendrites": theme.positive,
        "axon": mixed(theme.muted, theme.panel, 0.25),
        "hillock": theme.highlight,
        "soma": mixed(theme.muted, theme.panel, 0.1),
        "synapses": theme.negative,
    }
    for part, fill in colours.items():
        canvas.fill([origin + unit * ring for ring in shape.parts[part]], fill)
    canvas.fill([origin + unit * shape.nucleus], theme.panel)
    words = {
        "dendrites": (style.say("dendrites"), style.say("collect signals")),
        "soma": (style.say("soma"), style.say("combines them")),
        "hillock": (style.say("axon hillock"), style.say("fires past a threshold")),
        "axon": (style.say("axon"), style.say("carries the signal")),
        "synapses": (style.say("synapses"), style.say("pass it on")),
    }
    places, size = (NARROW, USUAL) if canvas.narrow else (WIDE, LARGE)
    for part, (name, does) in words.items():
        at = origin + unit * np.array(ON[part])
        x, y = origin + unit * np.array(places[part])
        below = y < at[1]
        canvas.line([at, (x, y + (2.4 if below else -5.2))], theme.text, 0.7)
        canvas.axes.plot(*at, "o", color=theme.text, markersize=2)
        canvas.write(x, y, name, size, weight=600)
        canvas.write(x, y - 3.6, does, SMALL, theme.muted)
