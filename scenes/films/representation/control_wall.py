"""Four networks on a wall, each a picture of the input plane as it parts it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Rectangle, VGroup, VMobject

from engine.geometry.decisions import accuracy
from engine.geometry.pace import Pace, pace_by_decisions
from engine.recordings.recording import Recording
from scenes.films.representation.lift_story import FAINT_GRID
from scenes.films.representation.unit_drawings import WORDS, unit_lines, unit_sides
from scenes.films.representation.units.unit_network import UnitNetwork
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
SIDE = 19
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
    name, score : VGroup
        Over the picture: what kind of network, and how many of all points it gets right.
    network : UnitNetwork or None
        Beside its name, if it is small enough.
    """

    def __init__(self, index: int, recording: Recording, stage: Stage, theme: Theme) -> None:
        self.index, self.recording, self.stage, self.theme = index, recording, stage, theme
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
        self.panel.grid.set_stroke(opacity=FAINT_GRID)
        self.panel.rings.set_stroke(width=1.2)
        self.network: UnitNetwork | None = None
        corner = at(self.area.low[0] + inset, self.area.high[1] - inset)
        self.name = plated(self._name(NAMES[index]), theme)
        self.name.move_to(corner, aligned_edge=LEFT + UP)
        self.accuracy = LiveNumber(stage.text_size(24), theme.text, align=1)
        self.right = sentence("right", stage.text_size(20), theme.text)
        self.score = self._score()
        self.lines: VGroup | None = None
        self.sides: VGroup | None = None
        self.show(0.0)

    def show(self, step: float) -> None:
        """Show how the network parts the plane at a step, and what it gets right."""
        picture = self.director.decided_input(step)
        self.panel.display(replace(picture, mistakes=mistakes(self.director, step)))
        share = accuracy(self.recording, int(step + 1e-6))
        colour = self.theme.accuracy if share == 1 else self.theme.text
        self.accuracy.write(percent(share)).set_fill(colour)
        self.right.set_fill(colour)

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
        """Show what each unit is nearly, on either side of its line."""
        if self.sides is None:
            step, size = self.director.last_step, self.stage.text_size(SIDE)
            words = WORDS if self.index == len(NAMES) - 1 else WORDS[:1]  # its sums are written
            self.sides = unit_sides(self.recording, step, self.panel, self.theme, size, words)
            self.panel.add(self.sides)
        for number in self.sides:
            number.set_fill(opacity=opacity).set_stroke(opacity=opacity, background=True)

    def dim_units(self, which: list[int], progress: float) -> None:
        """Dim some of the units beside the network's name."""
        if self.network is not None:
            self.network.dim_units(which, 1 - (1 - DIM) * progress)

    def summary(self) -> VGroup:
        """Write name and accuracy large enough where all four are seen; frame one that is 1."""
        size, inset = self.stage.text_size(30), 0.15 * self.stage.scale
        name = sentence(NAMES[self.index], size, self.theme.text, bold=True)
        right = LiveNumber(1.2 * size, self.accuracy.get_fill_color().to_hex())
        right.write(percent(accuracy(self.recording, self.recording.last_step)))
        low, high = self.area.low + inset, self.area.high - inset
        name.scale(min(1.0, 0.45 * self.area.size[0] / name.width))
        words = (
            plated(name, self.theme).move_to(at(low[0], high[1]), aligned_edge=LEFT + UP),
            plated(right, self.theme).move_to(at(high[0], high[1]), aligned_edge=RIGHT + UP),
        )
        edge = Rectangle(stroke_color=self.theme.accuracy, stroke_width=7)
        edge.stretch_to_fit_width(self.area.size[0] - 0.08)
        edge.stretch_to_fit_height(self.area.size[1] - 0.08)
        is_right = accuracy(self.recording, self.recording.last_step) == 1
        return VGroup(*words, *[edge.move_to(at(*self.area.centre))][:is_right])

    def _score(self) -> VGroup:
        """Place the accuracy in the upper right, with room for the longest."""
        inset = 0.2 * self.stage.scale
        end = at(
            self.area.high[0] - 1.5 * inset, self.area.high[1] - inset - 0.4 * self.stage.scale
        )
        self.accuracy.place(end).write("88.8%")
        self.right.next_to(self.accuracy, DOWN, buff=0.08 * self.stage.scale, aligned_edge=RIGHT)
        return plated(VGroup(self.accuracy, self.right), self.theme)

    def _name(self, name: str) -> VGroup:
        """Name a network, and draw it or count its units."""
        spec, scale = self.recording.spec, self.stage.scale
        assert spec is not None
        size = self.stage.text_size(20)
        title = sentence(name, size, self.theme.text, bold=True)
        below: VMobject
        if len(spec.widths) == 1 and spec.widths[0] <= MOST_UNITS:
            below = self.network = UnitNetwork(
                spec.activation, spec.widths[0], 0.135 * scale, self.theme
            )
        else:
            units = " + ".join(map(str, spec.widths))
            below = sentence("{units} units", size, self.theme.muted, units=units)
        words = VGroup(title, below).arrange(DOWN, aligned_edge=LEFT, buff=0.14 * scale)
        return words.scale(min(1.0, 0.62 * self.area.size[0] / words.width))
