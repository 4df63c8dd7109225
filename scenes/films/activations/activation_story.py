"""What films about one activation function have in common: its curve, its facts, its plane."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Circle,
    Dot,
    FadeIn,
    FadeOut,
    MathTypst,
    Mobject,
    Text,
    VGroup,
)

from engine.experiments.activated_plane import ActivatedPlane
from engine.experiments.activation_facts import ActivationFacts, values
from engine.networks.activations import ActivationKind
from scenes.films.activations.activation_panels import ActivatedPlanePanel, CurvePanel, curve_panel
from scenes.films.activations.activation_words import (
    WORDS,
    ActivationWords,
    end_of,
    range_of,
    where,
)
from scenes.languages.numbers import fixed_or_zero, signed
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, sentence
from scenes.storytelling.story import StoryScene
from scenes.theme.theme import Theme

MARGIN = 6.75
"""Words begin and end so far from the frame's middle."""
COLUMN, COLUMN_WIDTH = 2.85, 3.9
"""The column beside the large charts: left edge and width."""
CARD_HEIGHT = 2.6
"""Of the name with what belongs to it, above that column's numbers."""
SIDE, MIDDLE = 4.1, -0.3
"""Of the three pictures in a row, as the chapter prints them: side, height of the middle."""
BEFORE, AFTER = np.array([0.35, MIDDLE]), np.array([4.7, MIDDLE])
SMALL_CURVE = np.array([-6.1, MIDDLE - SIDE / 2 + 0.35]), np.array([-2.3, MIDDLE + SIDE / 2])
UNDER, OVER = MIDDLE - SIDE / 2 - 0.3, MIDDLE + SIDE / 2 + 0.24
"""Where words stand below and above a plane."""
CHOSEN = 15 * 20 + 3
"""The point that is followed, counted row by row: up on the left."""


class Coordinates(VGroup):
    """Two live numbers below a plane, those of the point that is followed.

    Parameters
    ----------
    labels : pair of str
        What stands before the numbers.
    middle : float
        Of the plane above.
    theme : Theme
    """

    def __init__(self, labels: tuple[str, str], middle: float, theme: Theme) -> None:
        self.numbers = []
        super().__init__()
        for label, colour, shift in zip(
            labels, (theme.positive, theme.negative), (-1.95, 0.2), strict=True
        ):
            title = sentence(label, 24, colour)
            title.move_to(at(middle + shift, UNDER), aligned_edge=LEFT)
            number = LiveNumber(24, colour).place(at(title.get_right()[0] + 0.15, UNDER - 0.09))
            self.numbers.append(number)
            self.add(title, number)

    def write(self, pair: np.ndarray) -> None:
        """Write the numbers, array (2,)."""
        for number, value in zip(self.numbers, pair.tolist(), strict=True):
            number.write(signed(value))


@dataclass(frozen=True)
class Row:
    """The chapter's row: the curve, the plane before, the plane after; and the point followed.

    Attributes
    ----------
    curve : CurvePanel
    before, after : ActivatedPlanePanel
    titles : VGroup
        Above the planes.
    rings : pair of Circle
        Around the point, before and after.
    dots : pair of Dot
        On the curve, above its two coordinates.
    numbers : pair of Coordinates
    """

    curve: CurvePanel
    before: ActivatedPlanePanel
    after: ActivatedPlanePanel
    titles: tuple[Text, Text]
    rings: tuple[Circle, Circle]
    dots: tuple[Dot, Dot]
    numbers: tuple[Coordinates, Coordinates]

    def follow(self, first: float, second: float) -> None:
        """Show the function applied in part to each axis, on the right."""
        self.after.activate(first, second)
        for panel, ring, numbers, shares in zip(
            (self.before, self.after), self.rings, self.numbers, ((0, 0), (first, second)),
            strict=True,
        ):  # fmt: skip
            point = panel.plane.points(*shares)[CHOSEN]
            ring.move_to(at(*panel.place(point)))
            numbers.write(point)

    @property
    def pursuit(self) -> list[Mobject]:
        """All that is there to follow one point."""
        return [*self.rings, *self.dots, *self.numbers]


class ActivationStory(StoryScene):
    """A film about one function at a time."""

    facts: ActivationFacts
    plane: ActivatedPlane
    words: ActivationWords
    row: Row

    def meet(self, name: str, kind: ActivationKind) -> None:
        """Choose the function."""
        self.words = WORDS[name]
        self.facts, self.plane = ActivationFacts(kind), ActivatedPlane(kind)

    def formula_of(self, size: float, widest: float) -> MathTypst:
        """Set the function's formula."""
        written = formula(f"g(x) = {self.facts.kind.formula}", size, self.theme.highlight)
        return written.scale(min(1, widest / written.width))

    def name_and_source(self, width: float) -> tuple[Text, Text]:
        """Name the function, and who proposed it."""
        title = self.write(self.words.title, 38, bold=True)
        source = sentence(self.facts.kind.source, 22, self.theme.muted)
        for line in (title, source):
            line.scale(min(1, width / line.width))
        return title, source

    def name_card(self) -> VGroup:
        """Name the function with its formula, for the column."""
        title, source = self.name_and_source(COLUMN_WIDTH)
        lines = VGroup(title, self.formula_of(38, COLUMN_WIDTH), *self.alpha_line(24), source)
        gap = (CARD_HEIGHT - sum(line.height for line in lines)) / (len(lines) - 1)
        lines.arrange(DOWN, aligned_edge=LEFT, buff=min(0.28, gap))
        return lines.move_to(at(COLUMN, 3.7), aligned_edge=LEFT + UP)

    def alpha_line(self, size: float) -> list[Text]:
        """Return a line with α, if it is chosen by hand."""
        alpha = self.facts.kind.alpha_value
        if alpha is None:
            return []
        return [self.write("α = {alpha}", size, self.theme.muted, alpha=end_of(alpha))]

    def headline(self) -> VGroup:
        """Name the function with its formula, above the row."""
        title, source = self.name_and_source(4.3)
        names = VGroup(title, source).arrange(DOWN, aligned_edge=LEFT, buff=0.2)
        names.move_to(at(-MARGIN, 3.1), aligned_edge=LEFT)
        return VGroup(names, self.formula_of(34, SIDE - 0.1).move_to(at(BEFORE[0], 3.1)))

    def fact_lines(self) -> VGroup:
        """Sum up what was measured, above the row on the right."""
        lines = self.alpha_line(22)
        if len(self.facts.outputs) < 3:  # more parts would not fit
            text = range_of(self.facts)
            lines.append(self.write("range {range}", 22, self.theme.muted, range=text))
        if self.facts.saturated:
            place = where(self.facts.saturated)
            lines.append(self.write("saturated: {where}", 22, self.theme.muted, where=place))
        if self.facts.dead:
            place = where(self.facts.dead)
            lines.append(self.write("no gradient: {where}", 22, self.theme.muted, where=place))
        mean = fixed_or_zero(self.facts.mean)
        lines.append(self.write("mean output {mean}", 22, self.theme.muted, mean=mean))
        group = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.13)
        return group.move_to(at(AFTER[0] - SIDE / 2, 3.0), aligned_edge=LEFT)

    def build_row(self) -> Row:
        """Draw the chapter's row of three, not yet on screen."""
        theme = self.theme
        curve = curve_panel(self.facts, *SMALL_CURVE, theme, "g(x)")
        curve.add_to_back(*curve.flats)
        before, after = (
            ActivatedPlanePanel(self.plane, place, SIDE, theme) for place in (BEFORE, AFTER)
        )
        titles = self.write("before", 22, theme.muted), self.write("after", 22, theme.muted)
        for title, place in zip(titles, (BEFORE, AFTER), strict=True):
            title.move_to(at(place[0] - SIDE / 2, OVER), aligned_edge=LEFT)
        ring = Circle(radius=0.13, stroke_color=theme.text, stroke_width=3)
        followed = self.plane.points(0, 0)[CHOSEN]
        colours = theme.positive, theme.negative
        first, second = (
            Dot(radius=0.1, color=colour).move_to(at(*curve.chart.place(x, y)))
            for x, y, colour in zip(
                followed, values(self.facts.kind, followed), colours, strict=True
            )
        )
        numbers = (
            Coordinates(("x₁", "x₂"), BEFORE[0], theme),
            Coordinates(("x₁ →", "x₂ →"), AFTER[0], theme),
        )
        row = Row(curve, before, after, titles, (ring, ring.copy()), (first, second), numbers)
        row.follow(0, 0)
        return row

    def stop_following(self) -> None:
        """Fade out what follows a point."""
        shown = self.get_mobject_family_members()
        left = [part for part in self.row.pursuit if part in shown]
        if left:
            self.act(*(FadeOut(part) for part in left), seconds=0.4)

    def enter(self, *mobjects: Mobject, seconds: float = 0.7) -> None:
        """Fade things in."""
        self.act(*(FadeIn(mobject) for mobject in mobjects), seconds=seconds)
