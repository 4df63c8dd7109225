"""What the acts of a trained network share: training it, and going back to the input."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, Mobject

from engine.geometry.decisions import accuracy
from scenes.films.representation.half_planes import HalfPlanes
from scenes.films.representation.warp_story import Moment, WarpStory
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, percent
from scenes.mobjects.warp_panel import Picture
from scenes.storytelling.easing import gentle
from scenes.storytelling.warp_director import WarpDirector


class TrainingStory(WarpStory):
    """A film in which networks are trained, one of which is shown at a time."""

    current: WarpDirector
    """Whose picture is shown."""
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
        numbers = self.corner(
            ("training step", f"{director.last_step}", theme.text),
            ("loss", fixed(float(np.nanmax(np.append(metrics.loss, 0.0))), 3), theme.loss),
            ("accuracy", "100%", theme.accuracy),
        )

        def measure(step: float) -> None:
            whole = int(step + 1e-6)
            loss = fixed(recording.measured(metrics.loss, whole), 3)
            numbers.write(f"{whole}", loss, percent(accuracy(recording, step)))

        def picture(moment: Moment, _: float) -> Picture:
            measure(moment.step)
            return self.decided(director, moment)

        measure(0)
        self.say(introduction[0])
        over: list[Mobject] = [numbers]
        if not director.views[director.hidden].is_exact:
            over.append(self.stage.put_title(self.view_note(director)))
        self.reach(director, 0)
        self.act(*self.overlay(*over), seconds=0.5)
        for phrase in introduction[1:]:
            self.linger(director)
            self.say(phrase)
        way = lambda p: Moment(director.hidden, director.pace.step_at(p), p)  # noqa: E731
        self.travel(director, way, picture, seconds, gentle)
        self.line = None

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
        else:
            self.withdraw()
            way = lambda p: Moment(p * director.hidden, step)  # noqa: E731
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 2.5)
        self.strengthen(director, lambda: self.decided(director, end), 1.0, 0.6)

    def withdraw(self) -> None:
        """Let borders, regions and rings vanish."""
        outline = self.panel.drawn
        self.strengthen(self.current, lambda: outline, 0.0, 0.4)
        self.line = None

    def enter(self) -> None:
        """Bring the plane back, if the act before has left two pictures side by side."""
        if self.panel not in self.mobjects:
            old = [FadeOut(part) for part in self.hero]
            self.hero = (self.panel,)
            self.act(*old, *self.overlay(), FadeIn(self.panel), seconds=0.6)

    def go_home(self) -> None:
        """Go back to the input, whatever is shown."""
        self.enter()
        assert self.shown is not None
        if self.shown.depth > 0:
            self.withdraw()
            director, start = self.current, self.shown
            way = lambda p: Moment(start.depth * (1 - p), start.step, start.turned * (1 - p))  # noqa: E731
            self.travel(director, way, lambda moment, _: self.plain(director, moment), 2.0)
        self.followed, self.trail = None, None
