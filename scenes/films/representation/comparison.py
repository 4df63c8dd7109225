"""Two networks' decisions side by side: together they fill the frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import LEFT, RIGHT, UP, VGroup

from engine.geometry.decisions import accuracy
from engine.recordings.recording import Recording
from scenes.languages.language import Phrase
from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import sentence, verbatim
from scenes.mobjects.warp_panel import WarpPanel
from scenes.storytelling.stage import Area, Stage, plated
from scenes.storytelling.warp_director import MARGIN, WarpDirector
from scenes.theme.theme import Theme

GAP = 0.12
"""Between the two, in frame units."""


@dataclass(frozen=True)
class DecisionCard:
    """A network's decisions over the input, and its name and accuracy over them."""

    panel: WarpPanel
    heading: VGroup


def halves(area: Area) -> tuple[Area, Area]:
    """Part an area in two along its longer side."""
    axis = 0 if area.size[0] >= area.size[1] else 1
    cut = np.zeros(2)
    cut[axis] = area.size[axis] / 2 + GAP / 2
    first, second = Area(area.low, area.high - cut), Area(area.low + cut, area.high)
    return (first, second) if axis == 0 else (second, first)


def decision_card(
    recording: Recording, title: Phrase, area: Area, stage: Stage, theme: Theme
) -> DecisionCard:
    """Show what a trained network decides, under its name, with its accuracy on all points."""
    director = WarpDirector(recording, area.size)
    width, height = area.size
    radius = 0.05 * stage.scale
    panel = WarpPanel(
        director.labels, theme, area.centre, width, height, radius, bar=False, framed=False
    )
    points = director.points_at(0, director.last_step)[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    panel.look(panel.window_for(low, high, MARGIN / (1 + 2 * MARGIN)))
    panel.display(director.unwarped(0))
    measured, size, inset = accuracy(recording, director.last_step), stage.text_size(28), 0.35
    text, values = title
    heading = sentence(text, size, theme.text, bold=True, **values)
    colour = theme.accuracy if measured == 1 else theme.text
    result = verbatim(percent(measured), 1.2 * size, colour, bold=True)
    top = area.high[1] - inset
    heading.move_to(at(area.low[0] + inset, top), aligned_edge=LEFT + UP)
    result.move_to(at(area.high[0] - inset, top), aligned_edge=RIGHT + UP)
    return DecisionCard(panel, VGroup(plated(heading, theme), plated(result, theme)))
