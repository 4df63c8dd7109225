"""What films of space warping have in common: the panel, and the column beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, UP, FadeIn, FadeOut, Text, VGroup, smooth

from scenes.films.representation.learning_curve import LearningCurve
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.arrays.orbit import FROM_ABOVE, Orbit
from scenes.mobjects.arrays.point_cloud import class_mark
from scenes.mobjects.frame import at
from scenes.mobjects.text import Readout, verbatim
from scenes.mobjects.warp_panel import Picture, WarpPanel
from scenes.storytelling.easing import gentle
from scenes.storytelling.story import StoryScene
from scenes.storytelling.warp_director import WarpDirector

CENTRE, WIDTH, HEIGHT = np.array([-2.25, 0.42]), 9.3, 6.55
"""Of the panel."""
SIDE, SIDE_WIDTH, TOP = 2.75, 4.0, 3.6
"""The column beside it: left edge, width, upper edge."""


class WarpStory(StoryScene):
    """A film with one panel, in which a director's pictures are shown."""

    panel: WarpPanel
    side: VGroup
    close_up = 0.0
    """How far the panel has zoomed in on the input: 1 fills it with the data."""
    shown_depth = 0.0
    """The depth last drawn."""

    def build_panel(self, director: WarpDirector) -> None:
        """Make the panel, not yet on screen, for a director's points."""
        self.panel = WarpPanel(director.labels, self.theme, CENTRE, WIDTH, HEIGHT)
        self.side = VGroup()

    def draw(
        self,
        director: WarpDirector,
        depth: float,
        step: float,
        *,
        separated: bool = False,
        turned: float = 0.0,
    ) -> Picture:
        """Show what a director sees at a depth and step, turned by a share of the orbit."""
        self.aim(director, depth, turned)
        picture = director.picture(depth, step, separated=separated)
        self.panel.display(picture)
        return picture

    def aim(self, director: WarpDirector, depth: float, turned: float = 0.0) -> None:
        """Choose the panel's window and, in three dimensions, its direction of view."""
        self.shown_depth = depth
        orbit = FROM_ABOVE
        if director.dimensions == 3:
            # The input is a plane, seen from above; the view tilts as depth is gained.
            gained = smooth(min(depth / director.hidden, 1.0))
            full = director.orbit(turned)
            orbit = Orbit(full.azimuth * gained, full.tilt * gained)
        window = director.window(self.panel, depth, orbit)
        if self.close_up:
            near = self.panel.window_for(director.box.low, director.box.high, margin=0.02)
            window = window.towards(near, self.close_up)
        self.panel.look(window, orbit)

    def zoom(self, director: WarpDirector, close_up: float, step: float, seconds: float) -> None:
        """Zoom in on the input picture, or out from it."""
        start = self.close_up

        def draw(progress: float) -> None:
            self.close_up = start + (close_up - start) * progress
            self.draw(director, 0, step)

        if start != close_up:
            self.drive(self.panel, draw, seconds)

    def fly(
        self, director: WarpDirector, start: float, end: float, step: float, seconds: float
    ) -> None:
        """Carry space from one depth to another."""

        def draw(progress: float) -> None:
            depth = start + (end - start) * progress
            self.draw(director, depth, step, turned=depth / max(director.hidden, 1))

        self.drive(self.panel, draw, seconds)

    def enter(self, side: VGroup) -> None:
        """Bring in the panel, if it is not there, and a new column beside it."""
        new = [] if self.panel in self.mobjects else [FadeIn(self.panel)]
        self.side = side
        self.act(*new, FadeIn(side), seconds=0.7)

    def clear_side(self) -> None:
        """Take the column away."""
        if len(self.side):
            self.act(FadeOut(self.side), seconds=0.35)
        self.side = VGroup()

    def readout(self, label: str, row: float, colour: str | None = None) -> Readout:
        """Make a live number, so many rows below the column's top."""
        theme = self.theme
        return Readout(label, theme.muted, colour or theme.text, at(SIDE, TOP - 0.2 - 1.12 * row))

    def legend(self, director: WarpDirector) -> VGroup:
        """Name the classes, each with its colour and shape, and how the data is seen."""
        data, theme = director.recording.data, self.theme
        rows = VGroup()
        for k, name in enumerate(data.class_names):
            mark = class_mark(k, theme)
            label = self.class_name(name)
            rows.add(VGroup(mark, label.next_to(mark, buff=0.22)))
        if len(rows) > 5:
            rows.arrange_in_grid(cols=2, flow_order="dr", cell_alignment=LEFT, buff=(0.5, 0.2))
        else:
            rows.arrange(DOWN, aligned_edge=LEFT, buff=0.2)
        drawn = len(director.points)
        text = "{count} points, {drawn} drawn" if drawn < data.samples else "{count} points"
        notes = [self.write(text, 22, theme.muted, count=data.samples, drawn=drawn)]
        if not director.views[0].is_exact:
            text = "{count} features,\nseen in {dims}: {share} of the variance"
            values = seen_share(director, 0)
            notes.append(self.write(text, 22, theme.muted, count=data.dims, **values))
        group = VGroup(rows, *notes).arrange(DOWN, aligned_edge=LEFT, buff=0.3)
        group.scale(min(1, 3.6 / group.height, SIDE_WIDTH / group.width))
        return group.move_to(at(SIDE, TOP), aligned_edge=LEFT + UP)

    def class_name(self, name: str) -> Text:
        """Name a class, which may have but a number."""
        if name.isdigit():
            return self.write("class {number}", 24, number=name)
        return verbatim(name, 24, self.theme.text)

    def train(self, director: WarpDirector, seconds: float, *introduction: str) -> None:
        """Play a whole training in the last hidden space, with its measurements beside it.

        Parameters
        ----------
        director : WarpDirector
        seconds : float
            Of the training alone.
        *introduction : str
            Sentences said over the still picture of step 0; the last stays during training.
        """
        theme, recording = self.theme, director.recording
        metrics = recording.metrics
        step = self.readout("training step", 0)
        loss = self.readout("loss", 1, theme.loss)
        right = self.readout("accuracy on these points", 2, theme.accuracy)
        highest = float(metrics.loss[np.isfinite(metrics.loss)].max(initial=1e-9))
        low, size = np.array([SIDE, -1.25]), np.array([SIDE_WIDTH, 0.9])
        curves = (
            LearningCurve("loss", metrics.loss, highest, low, low + size, theme.loss, theme),
            LearningCurve(
                "accuracy, 0 to 100%", metrics.accuracy, 1.0,
                low - [0, 1.55], low - [0, 1.55] + size, theme.accuracy, theme,
            ),
        )  # fmt: skip
        side = VGroup(step, loss, right, *curves)
        if not director.views[director.hidden].is_exact:
            self.note_view(director)

        def draw(progress: float) -> None:
            now = director.pace.step_at(progress)
            self.draw(director, director.hidden, now, separated=True, turned=progress)
            whole = int(now + 1e-6)  # what is measured, is measured at whole steps
            step.write(f"{whole}")
            loss.write(fixed(recording.measured(metrics.loss, whole), 3))
            right.write(percent(recording.measured(metrics.accuracy, whole)))
            for curve in curves:
                curve.draw_to(now)

        draw(0)
        self.enter(side)
        for text in introduction:
            self.say(text)
            self.beat(2.0)
        self.drive(VGroup(self.panel, side), draw, seconds, gentle)

    def note_view(self, director: WarpDirector) -> None:
        """State in the panel's corner that the last hidden space is seen in projection."""
        text = "last hidden layer: {units} units, seen in {dims}: {share} of the variance"
        units = director.recording.width(director.hidden)
        values = seen_share(director, director.hidden)
        note = self.write(text, 20, self.theme.muted, units=units, **values)
        note.move_to(at(*(self.panel.low + [0.25, HEIGHT - 0.22])), aligned_edge=LEFT + UP)
        self.panel.set_note(note)


def seen_share(director: WarpDirector, depth: int) -> dict[str, Any]:
    """Return in how many dimensions a wide layer is seen, and how much that shows of it."""
    view = director.views[depth]
    return {"dims": view.basis.shape[1], "share": percent(view.explained, 0)}
