"""What the acts of the film of learning rates share: the surface, and who walks down on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from manim import DOWN, RIGHT, UP, VGroup

from engine.descent.descent import Descent
from engine.descent.rate_sweep import RateSweep
from engine.geometry.box import Box
from scenes.films.gradient_descent.descent_numbers import descent_number
from scenes.films.gradient_descent.descent_picture import curve_on
from scenes.films.gradient_descent.learning_rates_spec import LearningRatesSpec
from scenes.films.gradient_descent.map_stage import MapStage
from scenes.films.gradient_descent.mobjects.open_map import OpenMap
from scenes.films.gradient_descent.mobjects.step_equation import Columns, LiveRows
from scenes.films.gradient_descent.mobjects.walker import Route, Walker
from scenes.languages.numbers import significant
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.storytelling.camera_moves import View, fitting_zoom
from scenes.storytelling.stage import Area

FARTHEST = 3.0
"""How many times smaller the picture becomes, at most, for leaps that leave it."""
CROSS = 6
"""Shape of the mark of a minimum."""


@dataclass(frozen=True)
class RateResults:
    """What the film shows.

    Attributes
    ----------
    descents : tuple of Descent
    sweep : RateSweep
        The best of all rates among them.
    best : Descent
        With that rate.
    """

    descents: tuple[Descent, ...]
    sweep: RateSweep
    best: Descent


class RateStage(MapStage):
    """Keeps the surface and the descents."""

    spec: ClassVar[LearningRatesSpec]
    results: ClassVar[RateResults]

    def prepare(self) -> None:
        """Set up what all acts share."""
        self.sweep, self.descents = self.results.sweep, self.results.descents
        self.surface = self.descents[0].spec.loss_surface
        self.colours = [self.theme.colour_of(k) for k in (0, 2, 1, 5)]
        self.minimum = self.minimum_of_quadratic()
        self.ground = self.ground_of()
        self.walkers = [
            Walker(
                self.ground, Route(each.path, self.surface.domain), self.theme, colour, i,
                1.1 * self.stage.scale,
            )
            for i, (each, colour) in enumerate(zip(self.descents, self.colours, strict=False))
        ]  # fmt: skip
        self.marks = [
            Markers(
                marker_of(shape), fill_color=self.theme.border, fill_opacity=1,
                stroke_color=self.theme.panel, stroke_width=1.5,
            )
            for shape in (0, CROSS)
        ]  # fmt: skip
        self.crowd = VGroup(*self.walkers[::-1])

    def minimum_of_quadratic(self) -> np.ndarray:
        """Return where the loss is least, array (dims,): Newton's method leads there at once."""
        start = self.descents[0].path[0]
        surface = self.surface
        least: np.ndarray = start - np.linalg.solve(surface.hessian(start), surface.gradient(start))
        return least

    def ground_of(self) -> Any:
        """Make the picture of the surface: a map, or a curve."""
        if self.surface.dims == 1:
            return curve_on(self.surface, self.stage, self.theme, "loss")
        low, high = np.transpose(np.array(self.surface.domain, dtype=float))
        steady = [each.path for each in self.descents if each.loss[-1] < each.loss[0]]
        ways = np.concatenate([self.descents[0].path[:1], self.minimum[None], *steady])
        ways = np.clip(ways, low, high)
        return OpenMap(
            self.surface, self.stage.hero, Box.around(ways, 0.16), self.theme, FARTHEST + 0.2
        )

    @property
    def picture(self) -> Any:
        """What the film is to be looked at for, in this act."""
        return self.ground.heat if isinstance(self.ground, OpenMap) else self.ground

    def counts(self, descent: Descent) -> LiveRows:
        """Make the loss and the step, live, in the other corner."""
        size, theme = self.stage.text_size(28), self.theme
        longest = max((descent_number(float(loss)) for loss in descent.loss), key=len)
        labels = [self.write("loss L", size, theme.loss), self.write("step", size, theme.muted)]
        rows = LiveRows(None, labels, Columns((longest,), (theme.text,)), size, theme)
        corner = (DOWN if self.stage.is_upright else UP) + RIGHT
        inner = Area(self.stage.legend.low, self.stage.numbers.high)
        rows.move_to(inner.corner(corner), aligned_edge=corner)
        rows.write((descent_number(float(descent.loss[0])),), ("0",))
        self.pin(rows)
        return rows

    def live_rate(self) -> LiveRows:
        """Make the learning rate, live, in the lower right."""
        size = self.stage.text_size(28)
        rates = [significant(each.rate[0], 4) for each in self.descents]
        widest = Columns((max(rates, key=len),), (self.theme.text,))
        label = self.write("learning rate η", size, self.theme.muted)
        rows = LiveRows(None, [label], widest, size, self.theme)
        inner = Area(self.stage.legend.low, self.stage.numbers.high)
        rows.move_to(inner.corner(DOWN + RIGHT), aligned_edge=DOWN + RIGHT)
        rows.write((rates[0],))
        self.pin(rows)
        return rows

    def view_of_way(self, descent: Descent) -> View:
        """Return the view from so far away that a way is seen; home, where that is enough."""
        home = self.home_view()
        if not isinstance(self.ground, OpenMap):
            return home
        places = self.ground.place(descent.path)
        hero = self.stage.hero
        reach = (np.abs(places - hero.centre) / (hero.size / 2)).max(axis=1)
        least = float(1.15 * reach[1.15 * reach <= FARTHEST].max(initial=1.0))
        if least <= 1.15:
            return home
        half = hero.size / 2 * least
        area = Area(hero.centre - half, hero.centre + half)
        zoom = fitting_zoom(area, self.stage, 0.0)
        return View(hero.centre - (hero.centre - self.stage.frame.centre) / zoom, zoom)

    def mark_map(self) -> None:
        """Draw the marks of the start and of the minimum, for the camera's zoom."""
        size = self.stage.scale / self.view.zoom
        ends = np.stack([self.descents[0].path[0], self.minimum])
        for mark, place, radius in zip(
            self.marks, self.ground.see(ends)[0], (0.1, 0.14), strict=True
        ):
            mark.set_places(place[None][np.isfinite(place[None]).all(axis=1)], radius * size)

    def draw(self, step: float) -> None:
        """Show all at a continuous step."""
        for walker in self.walkers:
            walker.seen_at(self.view.zoom).walk_to(min(step, walker.route.last))
        self.mark_map()
