"""What films of the moving plane share: one picture, its state, and how it goes on to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import DOWN, LEFT, Animation, FadeIn, Mobject, VGroup

from scenes.films.linear_algebra.equations import Equation, Terms
from scenes.films.linear_algebra.plane_picture import Carry, PlanePicture
from scenes.films.linear_algebra.tags import turned_towards
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Area, plated
from scenes.storytelling.staged_scene import StagedScene

NEARING = 0.007
"""Share of the zoom by which the camera comes closer in a second, while words are read."""
FARTHEST, CLOSEST = 0.8, 2.6
"""Zooms; the picture is drawn a little beyond its place."""
LYING = (0.0, 0.0, 0.0)
"""No arrow has the name of its image: none has moved."""
NARROW = 1.5
"""Width to height of the picture's place below which numbers in its corners reach its middle."""

Way = Callable[[float], np.ndarray]
"""Gives the matrix (2, 2) at a fraction of the way."""
RENAMED = 6.0
"""Names change in this fraction of a move: in its first part, or in its last on the way back."""


def carried_by(matrix: np.ndarray, shift: np.ndarray | None = None) -> Carry:
    """Return the function that carries points by a matrix (2, 2), and then by a shift (2,)."""
    added = np.zeros(2) if shift is None else shift
    return lambda points: points @ matrix.T + added


def no_draw(progress: float) -> None:
    """Draw nothing more."""


class PlaneStage(StagedScene):
    """A film of the plane, which fills the frame."""

    picture: PlanePicture
    title: Mobject | None = None
    above = 0.0
    """Height of the numbers in the upper corner, in frame units."""

    def begin_with(self, picture: PlanePicture, matrix: np.ndarray | None = None) -> None:
        """Take the picture on stage, carried by a matrix; it is not on screen yet."""
        self.picture = picture
        self.matrix = np.eye(2) if matrix is None else matrix
        self.shift = np.zeros(2)
        self.carry, self.is_bent = carried_by(self.matrix), False
        picture.names_at = picture.angles(self.carry)
        self.redraw()

    def redraw(self) -> None:
        """Draw the plane where it is, as the camera sees it now."""
        self.picture.draw(self.carry, self.view.zoom, bent=self.is_bent)
        self.write_numbers()

    def write_numbers(self) -> None:
        """Write what changes with the plane; called whenever it is drawn."""

    @property
    def home(self) -> View:
        """What the camera sees of the whole picture."""
        return View(self.stage.frame.centre.copy(), 1.0)

    def view_on(
        self, *places: np.ndarray, margin: float = 0.2, below: float = 0.0, beside: float = 0.0,
        top: float = 0.0,
    ) -> View:  # fmt: skip
        """Return the view in which places (…, 2) of the plane fill the frame, and the origin.

        There is a margin around them, in shares of their size, and room for names, and for what
        stands `below`, left `beside` or on `top`, in frame units; in a narrow frame also for what
        is above.
        """
        points = np.concatenate([np.zeros((1, 2)), *(each.reshape(-1, 2) for each in places)])
        area, hero = Area.around(self.picture.place(points)), self.stage.hero
        above = max(top, self.above if hero.size[0] < NARROW * hero.size[1] else 0.0)
        names = 0.4 * self.stage.scale
        free = Area(hero.low + [beside, below] + names, hero.high - [0, above] - names)
        zoom = float((free.size / np.maximum(area.size * (1 + 2 * margin), 1e-6)).min())
        zoom = float(np.clip(zoom, FARTHEST, CLOSEST))
        middle = area.centre - (free.centre - self.stage.frame.centre) / zoom
        # Never beyond what is drawn of the plane.
        half, offset = hero.size / 2 / zoom, (hero.centre - self.stage.frame.centre) / zoom
        low, high = self.picture.low + half - offset, self.picture.high - half - offset
        view = np.clip(middle, low, high)
        return View(view, zoom)

    # Moves

    def play_on(
        self, draw: Callable[[float], None], seconds: float, view: View | None = None
    ) -> None:
        """Play a function of eased progress, and then draw the plane; the camera may move."""

        def both(progress: float) -> None:
            draw(progress)
            self.redraw()

        if view is None or view.is_near(self.view):
            self.drive(self.picture, both, seconds)
        else:
            self.move_camera(view, both, seconds)

    def play_beside(
        self, draw: Callable[[float], None], *others: Animation, seconds: float
    ) -> None:
        """Play a function of progress that changes the plane, together with what else is played."""

        def both(progress: float) -> None:
            draw(progress)
            self.redraw()

        self.act(Drive(self.picture, both), *others, seconds=seconds)

    def travel(
        self,
        way: Way,
        seconds: float = 2.2,
        *,
        shift: np.ndarray | None = None,
        view: View | None = None,
        renamed: Sequence[float] = (1.0, 1.0, 1.0),
        also: Callable[[float], None] = no_draw,
    ) -> None:
        """Carry the plane along a way, and from the present shift to another.

        Names of arrows go along, and become those of their images, or as much as is asked for: once
        an arrow has left its place it is an image, and it is one until it is back.
        """
        begun, ends = self.shift, self.shift if shift is None else shift
        angles = self.picture.names_at, self.picture.angles(carried_by(way(1.0), ends))
        named = self.picture.moved, np.asarray(renamed)

        def draw(progress: float) -> None:
            self.matrix = way(progress)
            self.shift = begun + progress * (ends - begun)
            self.carry = carried_by(self.matrix, self.shift)
            self.picture.names_at = turned_towards(*angles, progress)
            share = np.where(named[1] > named[0], RENAMED * progress, 1 - RENAMED * (1 - progress))
            self.picture.moved = named[0] + np.clip(share, 0, 1) * (named[1] - named[0])
            also(progress)

        self.play_on(draw, seconds, view)

    def fade(
        self, shares: dict[Any, float], seconds: float = 0.7, view: View | None = None
    ) -> None:
        """Show parts of the picture to other degrees, while the camera may move."""
        self.play_on(self.fading(shares), seconds, view)

    def fading(self, shares: dict[Any, float]) -> Callable[[float], None]:
        """Return what shows parts of the picture to other degrees, as a function of progress."""
        before = {layer: self.picture.share_of(layer) for layer in shares}

        def draw(progress: float) -> None:
            for layer, share in shares.items():
                self.picture.present(layer, before[layer] + progress * (share - before[layer]))

        return draw

    def while_read(self, least: float = 1.0) -> float:
        """Return how long something may take that goes on while the sentence is read."""
        return max(least, self.reading_time(least))

    def linger(self, least: float = 0.8) -> None:
        """Let the sentence be read, while the camera comes a little closer."""
        seconds = self.reading_time(least)
        view = self.view
        closer = View(view.centre, view.zoom * (1 + NEARING * seconds))
        self.move_camera(closer, lambda progress: self.redraw(), seconds)

    # Words over the picture

    def entitle(self, text: str, **values: Any) -> None:
        """Put another title into the upper left corner."""
        self.act(*self.entitling(text, **values), seconds=0.5)

    def entitling(self, text: str, **values: Any) -> list[Animation]:
        """Return what puts another title into the upper left corner."""
        words = self.write(text, self.stage.text_size(32), bold=True, **values)
        title = self.stage.put_title(plated(words, self.theme))
        self.pin(title)
        before, self.title = self.title, title
        return in_turn([] if before is None else [before], [title])

    def put(self, plate: VGroup, corner: np.ndarray, below: Mobject | None = None) -> VGroup:
        """Stand a plate in a corner above the sentence, or below another one there, and pin it."""
        inner = Area(self.stage.legend.low, self.stage.numbers.high)
        place = inner.corner(corner)
        if below is not None:
            place[1] = below.get_bottom()[1] - 0.15 * self.stage.scale
        plate.move_to(place, aligned_edge=corner)
        self.pin(plate)
        return plate

    def equation(self, terms: Terms, corner: np.ndarray = DOWN + LEFT) -> Equation:
        """Make an equation in a corner, no wider than there is room, and pin it."""
        size, widest = self.stage.text_size(30), float(self.stage.sentence.size[0])
        equation = Equation(terms, self.theme, size)
        if equation.width > widest:
            equation = Equation(terms, self.theme, size * widest / equation.width)
        self.put(equation, corner)
        return equation

    def bring(self, equation: Equation) -> None:
        """Write an equation, term by term."""
        ground, terms = equation
        for shown in (ground, *terms):
            self.act(FadeIn(shown), seconds=0.5)
