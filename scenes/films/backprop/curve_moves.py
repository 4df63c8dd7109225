"""How the curve of a link fills the picture while it is read, and goes back to its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from manim import VGroup, VMobject, linear

from scenes.films.backprop.curve_closeup import CurveCloseup
from scenes.films.backprop.names import symbol
from scenes.films.backprop.number_moves import NumberMoves
from scenes.storytelling.stage import Area

LETTERS = 50
"""Size of what is written at a curve."""


class CurveMoves(NumberMoves):
    """A stage whose curves can be looked at from close by, and whose numbers can all be nudged."""

    def open_curve(self, name: str, read: float = 0.0, seconds: float = 1.0) -> CurveCloseup:
        """Let the curve of the link to a number fill the picture; what was read off it stands."""
        graph, step = self.graph, self.step
        source = graph.sources[name]
        picture = Area(
            np.array([self.stage.frame.low[0], self.strip.high[1]]), self.stage.frame.high
        )
        closeup = CurveCloseup(
            graph.curves[name],
            step.before[source].value,
            (symbol(source), symbol(name)),
            (
                self.digits.text(step.before[source].value),
                self.digits.text(step.before[name].value, name),
            ),
            self.digits.text(step.before[name].local[source]),
            picture,
            self.stage.text_size(LETTERS),
            self.theme,
        )
        self._cover(closeup, lambda p: closeup.draw(p, read, 0.0), seconds)
        return closeup

    def read_off(self, closeup: CurveCloseup, seconds: float = 1.8) -> None:
        """Go from the input to the curve, and on to the output."""
        self.drive(closeup, lambda p: closeup.draw(1.0, p, 0.0), seconds)

    def lay_tangent(self, closeup: CurveCloseup, seconds: float = 1.2) -> None:
        """Draw the tangent where the curve was read, and how far it climbs over a width of 1."""
        self.drive(closeup, lambda p: closeup.draw(1.0, 1.0, p), seconds)

    def close_curve(self, closeup: CurveCloseup, touched: float = 0.0) -> None:
        """Let the curve go back to its place."""
        self._cover(closeup, lambda p: closeup.draw(1 - p, 1.0, touched * (1 - p)), 0.7, back=True)
        self.remove(closeup)

    def _cover(
        self, closeup: CurveCloseup, draw: Callable[[float], None], seconds: float, *,
        back: bool = False,
    ) -> None:  # fmt: skip
        """Drive a curve while the writing behind it goes, or comes back."""
        graph = self.graph
        if not back:
            written = VGroup(
                graph.names, graph.link_words, self.target,
                *graph.values.values(), *graph.adjoints.values(), *graph.locals.values(),
            )  # fmt: skip
            parts = [part for part in written.get_family() if isinstance(part, VMobject)]
            self.covered = [
                (part, part.get_fill_opacity(), part.get_stroke_opacity())
                for part in parts
                if len(part.points)
            ]

        def fade(progress: float) -> None:
            seen = np.clip(1 - 2 * (1 - progress if back else progress), 0, 1)
            for part, fill, stroke in self.covered:
                part.set_fill(opacity=seen * fill).set_stroke(opacity=seen * stroke)

        self.add(closeup)

        def both(progress: float) -> None:
            fade(progress)
            draw(progress)

        self.drive_in_place(both, seconds)

    def look_at_slope(self, name: str) -> None:
        """Let a curve fill the picture with its tangent, then write its slope at the link."""
        closeup = self.open_curve(name, read=1.0)
        self.lay_tangent(closeup)
        self.let_read(0.8)
        self.close_curve(closeup, touched=1.0)
        self.touch([name])

    def try_each(self, names: Iterable[str], size: float, seconds: float) -> None:
        """Nudge one parameter after another, each with a forward pass of its own.

        The first is nudged already.
        """
        graph, named = self.graph, list(names)
        own = {name: self.formulas.value(name) for name in named}
        computed = [name for name in graph.values if name not in own and name[0] != "x"]

        def draw(progress: float) -> None:
            place = min(int(progress * len(named)), len(named) - 1)
            share = progress * len(named) - place
            by = size * (0.5 * (1 + np.cos(np.pi * share)) if place == 0 else np.sin(np.pi * share))
            grown = {**own, named[place]: own[named[place]] + by}
            forward = self.network.forward(grown)
            for name in (*named, *computed):
                graph.set_value(name, forward[name].value)
                tried = name == named[place] and progress < 1
                colour = self.theme.highlight if tried else graph.colour_of(name)
                graph.values[name].set_fill(colour)
            graph.set_parameters(grown)

        self.drive(graph, draw, seconds, linear)
