"""Four networks on a wall, each a picture of the input plane as it parts it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup

from engine.geometry.decisions import accuracy
from engine.geometry.pace import Pace, pace_by_decisions
from engine.recordings.recording import Recording
from scenes.films.representation.unit_drawings import unit_icons, unit_lines, unit_sides
from scenes.films.representation.warp_story import POINT, mistakes
from scenes.languages.numbers import percent
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, sentence
from scenes.mobjects.warp_panel import WarpPanel
from scenes.storytelling.stage import Area, Stage, plated
from scenes.storytelling.warp_director import MARGIN, WarpDirector
from scenes.theme.theme import Theme

GAP = 0.1
"""Between the four, in frame units."""
NAMES = ("no activation", "ReLU", "tanh", "tanh + 1 unit")
PLACES = 32
"""Along each side of what is seen, by which training is paced."""
MOST_UNITS = 4
"""Hidden units that are drawn one by one."""
SIDE = 24
"""Size of the numbers on both sides of a line."""
DIM = 0.25
"""Opacity of a unit that does nothing."""


def quarters(area: Area) -> list[Area]:
    """Part an area in four, two above and two below."""
    size = (area.size - GAP) / 2
    lows = [area.low + np.array(place) * (size + GAP) for place in ((0, 1), (1, 1), (0, 0), (1, 0))]
    return [Area(low, low + size) for low in lows]


class ControlPicture:
    """One network of the four: its picture, its name and its accuracy.

    Parameters
    ----------
    index : int
        Among the four.
    recording : Recording
    stage : Stage
    theme : Theme

    Attributes
    ----------
    area : Area
        Of the picture.
    panel : WarpPanel
    words : VGroup
        Over the picture: what kind of network, and how many of all points it gets right.
    """

    def __init__(self, index: int, recording: Recording, stage: Stage, theme: Theme) -> None:
        self.recording, self.stage, self.theme = recording, stage, theme
        self.area = quarters(stage.hero)[index]
        self.director = WarpDirector(recording, self.area.size)
        radius = POINT * stage.scale / float((stage.hero.size / self.area.size).min())
        width, height = self.area.size
        self.panel = WarpPanel(
            self.director.labels, theme, self.area.centre, width, height, radius,
            bar=False, framed=False,
        )  # fmt: skip
        seen = Area.around(self.director.points)
        self.panel.look(self.panel.window_for(seen.low, seen.high, MARGIN / (1 + 2 * MARGIN)))
        inset = 0.2 * stage.scale
        self.icons: VGroup | None = None
        top = self.area.high[1] - inset
        name = plated(self._name(NAMES[index]), theme)
        name.move_to(at(self.area.low[0] + inset, top), aligned_edge=LEFT + UP)
        self.accuracy = LiveNumber(stage.text_size(24), theme.accuracy, align=1)
        self.accuracy.place(at(self.area.high[0] - 1.5 * inset, top - 0.4 * stage.scale))
        self.accuracy.write("100%")
        right = sentence("right", stage.text_size(20), theme.accuracy)
        right.next_to(self.accuracy, DOWN, buff=0.08 * stage.scale, aligned_edge=RIGHT)
        self.words = VGroup(name, plated(VGroup(self.accuracy, right), theme))
        self.lines: VGroup | None = None
        self.sides: VGroup | None = None
        self.show(0.0)

    def show(self, step: float) -> None:
        """Show how the network parts the plane at a step, and what it gets right."""
        picture = self.director.decided_input(step)
        self.panel.display(replace(picture, mistakes=mistakes(self.director, step)))
        self.accuracy.write(percent(accuracy(self.recording, int(step + 1e-6))))

    @cached_property
    def pace(self) -> Pace:
        """Film time for training, by how much of what is seen changes sides."""
        low, high = self.panel.visible.low, self.panel.visible.high
        across, up = (np.linspace(a, b, PLACES) for a, b in zip(low, high, strict=True))
        places = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
        flat = np.pad(places, ((0, 0), (0, self.director.dimensions - 2)))
        return pace_by_decisions(self.recording, self.director.views[0].lift(flat))

    def draw_lines(self, *opacities: float) -> None:
        """Show the lines of the first layer's units, at the end of training.

        Parameters
        ----------
        *opacities : float
            Of each line; the last one is that of all that follow.
        """
        if self.lines is None:
            self.lines = unit_lines(self.recording, self.director.last_step, self.panel, self.theme)
            self.panel.add(self.lines)  # below the words
        for i, line in enumerate(self.lines):
            line.set_stroke(opacity=opacities[min(i, len(opacities) - 1)])

    def draw_sides(self, opacity: float) -> None:
        """Show what the first unit is nearly, on either side of its line."""
        if self.sides is None:
            step, size = self.director.last_step, self.stage.text_size(SIDE)
            self.sides = unit_sides(self.recording, step, self.panel, self.theme, size)
            self.panel.add(self.sides)
        for number in self.sides:
            number.set_fill(opacity=opacity).set_stroke(opacity=opacity, background=True)

    def dim_units(self, which: list[int], progress: float) -> None:
        """Dim some of the units beside the network's name."""
        icons = list(self.icons or ())
        for k in which if icons else []:
            icons[k].set_stroke(opacity=1 - (1 - DIM) * progress)

    def _name(self, name: str) -> VGroup:
        """Name a network, and draw its units or count them."""
        spec, scale = self.recording.spec, self.stage.scale
        assert spec is not None
        size = self.stage.text_size(20)
        title = sentence(name, size, self.theme.text, bold=True)
        units = "{units} unit" if spec.widths == (1,) else "{units} units"
        count = sentence(units, size, self.theme.muted, units=" + ".join(map(str, spec.widths)))
        below = VGroup(count)
        if len(spec.widths) == 1 and spec.widths[0] <= MOST_UNITS:
            self.icons = unit_icons(spec.activation, *spec.widths, 0.14 * scale, self.theme)
            below = VGroup(self.icons, count)
        below.arrange(RIGHT, buff=0.15 * scale)
        words = VGroup(title, below).arrange(DOWN, aligned_edge=LEFT, buff=0.1 * scale)
        return words.scale(min(1.0, 0.62 * self.area.size[0] / words.width))
