"""What the acts of a trained network share: training it, and going back to the input."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from manim import Mobject, VGroup

from engine.geometry.box import Box
from engine.geometry.decisions import accuracy
from engine.geometry.regions import separators
from scenes.films.representation.half_planes import HalfPlanes
from scenes.films.representation.warp_story import Moment, WarpStory, mistakes
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.warp_panel import TINT, Picture
from scenes.storytelling.easing import gentle
from scenes.storytelling.warp_director import WarpDirector

ANEW = 10_000
"""Points of which the accuracy is computed for each frame; of more it is read where it was
measured, which was of all of them too."""

CLOSE, EARLY = 1.25, 0.4
"""So much closer than at both ends the window goes in between, if it does; and the least share of
the time until then."""


class TrainingStory(WarpStory):
    """A film in which networks are trained, one of which is shown at a time."""

    current: WarpDirector
    """Whose picture is shown."""
    path_of: Callable[[float], np.ndarray | None] | None = None
    """Returns the trail of the point that is followed, up to a depth; None if none is."""
    line: HalfPlanes | None = None
    """The line that parts the picture, if it is not the network's own."""

    def train(self, director: WarpDirector, seconds: float, *introduction: str | Phrase) -> None:
        """Play a whole training in the last hidden space, with its measurements in the corner.

        Parameters
        ----------
        director : WarpDirector
        seconds : float
            Of the training alone.
        *introduction : str or Phrase
            Sentences said over the still picture of step 0; the last stays during training.
        """
        theme, recording, metrics = self.theme, director.recording, director.recording.metrics
        rows = [
            ("training step", f"{director.last_step}", theme.text),
            ("loss", fixed(float(np.nanmax(np.append(metrics.loss, 0.0))), 3), theme.loss),
            ("accuracy", "100%", theme.accuracy),
        ]
        numbers = self.corner(*rows, low=True)

        def measure(step: float) -> None:
            whole = int(step + 1e-6)
            loss = fixed(recording.measured(metrics.loss, whole), 3)
            if recording.data.samples > ANEW:
                right = recording.measured(metrics.accuracy, whole)
            else:
                right = accuracy(recording, whole)
            numbers.write(f"{whole}", loss, percent(right))

        def picture(moment: Moment, _: float) -> Picture:
            measure(moment.step)
            return self.decided(director, moment)

        measure(0)
        self.say(introduction[0])
        over: list[Mobject] = [numbers]
        if not director.views[director.hidden].is_exact:
            over.append(self.stage.put_title(self.view_note(director)))
        if self.over:  # what they say is of the picture that is left now
            self.act(*self.overlay(), seconds=0.3)
        self.reach(director, 0)
        self.act(*self.overlay(*over), seconds=0.5)
        for phrase in introduction[1:]:
            self.linger(director)
            self.say(phrase)
        close = self.closest(director)
        before = max(close, EARLY) if close else 0.0
        for start, end, share in ((0.0, close, before), (close, 1.0, 1 - before)):
            if end > start:
                way = _training(director, start, end)
                self.travel(director, way, picture, share * seconds, gentle)
        self.line = None

    def closest(self, director: WarpDirector) -> float:
        """Return when in training the window has to be closest; 0 if it goes one way throughout."""
        times = np.linspace(0, 1, 41)
        moments = [Moment(director.hidden, director.pace.step_at(t), t) for t in times.tolist()]
        zooms = [self.window_of(self.area_at(director, moment)).scale for moment in moments]
        found = int(np.argmax(zooms))
        return float(times[found]) if zooms[found] > CLOSE * max(zooms[0], zooms[-1]) else 0.0

    def sees_border(self, director: WarpDirector, step: int) -> bool:
        """Return whether the last hidden space shows the network's border at a step."""
        pieces = director.separators(step)
        if director.dimensions == 3 or not director.views[director.hidden].is_exact:
            return bool(pieces)
        window = self.window_of(self.area_at(director, Moment(director.hidden, step)))
        half = self.panel.room / window.scale / 2
        seen = Box(window.centre - half, window.centre + half)
        return bool(separators(*director.seen_classifier(step), seen))

    def sees_carried_border(self, director: WarpDirector) -> bool:
        """Return whether the picture of the input shows the trained network's border."""
        seen = self.panel.visible
        return any(
            bool(((curve >= seen.low) & (curve <= seen.high)).all(axis=1).any())
            for curve in director.decisions.borders
        )

    def reach(self, director: WarpDirector, step: int) -> None:
        """Go from the input to the last hidden space at a step, and draw the network's border."""
        end = Moment(director.hidden, step)
        self.current = director
        if self.line is not None and not director.moves(step) and director.is_flat:
            own = HalfPlanes.of_classifier(*director.seen_classifier(step))
            start, middle = self.line, director.points.mean(axis=0)

            def turn(moment: Moment, progress: float) -> Picture:
                return self.parted(director, moment, start.towards(own, progress, middle))

            self.travel(director, lambda _: end, turn, 1.5)
        elif director.moves(step):
            self.withdraw()
            way = lambda p: Moment(p * director.hidden, step)  # noqa: E731
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 2.5)
        else:
            self.withdraw()
            self.shown = end
        self.strengthen(director, lambda: self.decided(director, end), 1.0, 0.6)

    def become(
        self, director: WarpDirector, moment: Moment, picture: Callable[[], Picture]
    ) -> None:
        """Let what parts the classes fade into what parts them in another picture of a moment."""
        panel, self.current, self.line = self.panel, director, None
        tints, lines = panel.regions.copy(), VGroup(panel.separator.copy(), panel.borders.copy())
        rings = panel.rings.copy()
        old = VGroup(tints, lines, rings)
        self.add(old, panel)  # behind the points

        def draw(progress: float) -> None:
            tints.set_fill(opacity=TINT * (1 - progress))
            for part in (*lines, rings):
                part.set_stroke(opacity=1 - progress)
            panel.strength = progress
            self.show(director, moment, picture())

        self.drive(panel, draw, 0.8)
        self.remove(old)
        self.redraw = picture

    def carry_back(self, director: WarpDirector, seconds: float) -> None:
        """Carry the two sides of the last hidden space, and what parts them, to the input."""
        end = Moment(director.hidden, director.last_step, 1.0)
        self.become(director, end, lambda: self.unwarped(director, end.depth))

        def picture(moment: Moment, _: float) -> Picture:
            self.trail = None if self.path_of is None else self.path_of(moment.depth)
            return self.unwarped(director, moment.depth)

        way = lambda p: Moment(end.depth * (1 - p), end.step, 1 - p)  # noqa: E731
        self.travel(director, way, picture, seconds)

    def unwarped(self, director: WarpDirector, depth: float) -> Picture:
        """Return the two sides of the input at a depth of the trained network, mistakes ringed."""
        picture = director.unwarped(depth)
        return replace(picture, mistakes=mistakes(director, director.last_step))

    def withdraw(self) -> None:
        """Let borders, regions and rings vanish."""
        outline = self.panel.drawn
        self.strengthen(self.current, lambda: outline, 0.0, 0.6)
        self.line = None

    def go_home(self) -> None:
        """Go back to the input, whatever is shown."""
        assert self.shown is not None
        if self.shown.depth > 0:
            self.withdraw()
            director, start = self.current, self.shown
            way = lambda p: Moment(start.depth * (1 - p), start.step, start.turned * (1 - p))  # noqa: E731
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 2.0)
        self.followed, self.trail, self.path_of = None, None, None


def _training(director: WarpDirector, start: float, end: float) -> Callable[[float], Moment]:
    """Return the way through a part of the training, in shares of its time."""

    def way(progress: float) -> Moment:
        share = start + progress * (end - start)
        return Moment(director.hidden, director.pace.step_at(share), share)

    return way
