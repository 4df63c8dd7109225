"""The end of the tour: units in a row, of each function, and what they leave of a gradient."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from manim import DOWN, FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_rounding import ActivationRounding
from scenes.films.activations.activation_sentences import reason_of
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.notes import Notes
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.mobjects.slope_row import SlopeRow
from scenes.films.activations.output_text import chain_text
from scenes.languages.language import Phrase
from scenes.languages.numbers import trimmed
from scenes.mobjects.arrays.bezier import as_points, straight
from scenes.mobjects.arrays.point_cloud import Markers, marker_of
from scenes.mobjects.frame import at
from scenes.mobjects.text import verbatim
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import early
from scenes.storytelling.stage import plated

LAYERS, STOP = 10, 1.0
"""How many units stand in a row, and the input of each."""
CHAIN = "Suppose {layers} units in a row, all at x = {x}, weights left out: slopes multiply."
"""What is supposed of them."""
ALIKE = 1e-9
"""A slope that differs from 1 by less keeps a gradient as it is."""
NAMED, UNLIT = 3, 0.3
"""So many functions are named where all are seen, and how clearly the others are drawn there."""
ROOM = 0.3
"""Above and below all slopes, in units of the paper."""
SMALL = 0.01
"""Where less is left, units at the beginning hardly learn."""


class ActivationRow(ActivationRounding):
    """A film in the end of which units of each function stand in a row."""

    filled: str
    """The function whose gradient the circles show."""

    @property
    def lit(self) -> tuple[str, ...]:
        """The functions that are named among all the others."""
        return self.order[:NAMED]

    def stand_in_a_row(self) -> None:
        """Turn outputs into slopes, and multiply them, unit by unit."""
        self.say("What sets them apart most is the slope.")
        slopes = self.turn_into_slopes()
        dots, stem, titles = self.stop_at(STOP)
        self.say(CHAIN, layers=LAYERS, x=trimmed(STOP, 2))
        row = SlopeRow(self.order, STOP, LAYERS, self.stage, self.theme)
        least = row.names[int(row.left[:, -1].argmin())]
        self.leave(titles, seconds=0.3)
        self.become(row, least, slopes, dots, stem)

        def pass_on(progress: float) -> None:
            passed = 1 + (LAYERS - 1) * progress
            row.draw(passed).fill(least, passed)

        self.drive_in_place(pass_on, 5.0)
        self.filled = least
        for sentence, names in told_of(row):
            self.say(sentence)
            self.light(row, names)
            self.come_nearer(1.0)
        if "relu" in self.order:
            self.say(reason_of(ActivationFacts(PICTURED["relu"])))
            self.light(row, ())
            self.come_nearer(1.5)
        else:
            self.say("None is best everywhere: try more than one.")
            self.light(row, ())
            self.come_nearer(1.0)

    def turn_into_slopes(self) -> Fan:
        """Let all slopes take the place of the curves, seen from closer by; return them."""
        graph, fan = self.graph, self.fan
        shapes = [Shape.of(PICTURED[name]) for name in self.order]
        slopes = [Shape(shape.slopes, shape.slopes) for shape in shapes]
        turned = Fan(slopes, slopes, self.theme)
        turned.slope = 1.0
        clear, curve = fan.clear.copy(), float(graph.curve.get_stroke_opacity())
        size, shade, slope, start = graph.size.copy(), graph.shade, graph.clear, graph.sight
        goal, sides = self.clear_of(self.named_slopes), float(graph.paper.sides[1])
        end = slope_sight(self.home, shapes)

        def turn(progress: float) -> None:
            gone, come = max(0.0, 1 - 2 * progress), max(0.0, 1.5 * progress - 0.5)
            graph.sight = start.towards(end, progress)
            graph.size, graph.shade = gone * size, gone * shade
            graph.paper.sides[1] = sides + progress * (1 - sides)
            graph.clear = gone * slope
            graph.curve.set_stroke(opacity=gone * curve)
            graph.draw()
            fan.clear, turned.clear = gone * clear, come * goal
            fan.draw(graph.sight, fan.opened)
            turned.draw(graph.sight)

        turn(0.0)
        self.add(turned)
        gone = [self.name, *self.marks] + ([] if self.rounded else [self.live])
        leaving = [FadeOut(each, rate_func=early) for each in gone]
        nothing = Mobject()
        self.act(Drive(nothing, turn, rate_func=smooth), *leaving, seconds=1.8)
        self.remove(nothing, fan)
        self.hero = (graph, turned)
        return turned

    @property
    def named_slopes(self) -> tuple[str, ...]:
        """The functions that are named among all slopes: also that which is steepest there."""
        heights = [Shape.of(PICTURED[name]).slope_at(STOP) for name in self.order]
        steepest = self.order[int(np.argmax(heights))]
        return self.lit if steepest in self.lit or max(heights) <= 1 else (*self.lit, steepest)

    def clear_of(self, lit: Collection[str]) -> np.ndarray:
        """Return how clearly each curve is drawn while some are named."""
        return np.array([1.0 if name in lit else UNLIT for name in self.order])

    def stop_at(self, x: float) -> tuple[Markers, VGroup, VGroup]:
        """Raise a line at an input, and mark each slope there; return marks, line and names."""
        sight, stage, theme = self.graph.sight, self.stage, self.theme
        shapes = {each: Shape.of(PICTURED[each]) for each in self.order}
        heights = np.array([shape.slope_at(x) for shape in shapes.values()])
        spots = sight.place(np.column_stack([np.full(len(heights), x), heights]))
        foot = sight.place(np.array([x, 0.0]))
        top = float(spots[:, 1].max()) + 0.4 * stage.scale
        line = VMobject(stroke_color=theme.text, stroke_width=3)
        line.points = as_points(straight(foot[None], np.array([[foot[0], top]])))
        name = verbatim(f"x = {trimmed(x, 2)}", stage.text_size(30), theme.text, bold=True)
        name.next_to(at(*foot), DOWN, buff=0.5 * stage.scale)
        stem = VGroup(line, plated(name, theme, 0.06 * stage.scale))
        dots = Markers(marker_of(0), fill_color=theme.gradient, fill_opacity=1, stroke_width=0)

        def grow(progress: float) -> None:
            dots.set_places(spots, 0.13 * stage.scale * progress)

        grow(0.0)
        drawn = {each: Shape(shape.slopes, shape.slopes) for each, shape in shapes.items()}
        names = Notes(sight, stage, theme).of_curves(drawn, self.named_slopes, theme.gradient)
        self.act(FadeIn(names), seconds=0.4)
        self.come_nearer(1.2)
        self.act(FadeIn(stem), seconds=0.4)
        self.add(dots)
        self.drive_in_place(grow, 0.5)
        self.spots = spots
        return dots, stem, names

    def become(self, row: SlopeRow, least: str, slopes: Fan, dots: Markers, stem: VGroup) -> None:
        """Let the marks of the slopes move to where the gradient is after the first unit.

        The circles show it for the function that leaves least.
        """
        graph, radius = self.graph, row.size
        ends = np.column_stack(
            [np.full(len(self.order), row.xs[1]), row.heights_of(row.left[:, 1])]
        )
        row.appear(0.0).draw(1.0).light(np.zeros(len(self.order)))
        self.remove(dots)
        self.add(row, dots)

        def move(progress: float) -> None:
            gone = max(0.0, 1 - 1.4 * progress)
            graph.paper.set_opacity_of_lines(gone)
            graph.paper.ground.set_fill(opacity=0)
            graph.paper.numbering = gone
            graph.draw()
            slopes.clear = gone * self.clear_of(self.named_slopes)
            slopes.draw(graph.sight)
            row.appear(max(0.0, 1.4 * progress - 0.4))
            size = (1 - progress) * 0.13 * self.stage.scale + progress * radius
            come = max(0.0, 3 * progress - 2)
            row.fill(least, come)
            row.light(np.full(len(self.order), come))
            dots.set_places(self.spots + progress * (ends - self.spots), size)

        nothing = Mobject()
        leaving = FadeOut(stem, rate_func=early)
        self.act(Drive(nothing, move, rate_func=smooth), leaving, seconds=1.6)
        self.remove(nothing, graph, slopes, dots)
        row.light(np.ones(len(self.order)))
        self.hero = (row,)

    def light(self, row: SlopeRow, names: Collection[str]) -> None:
        """Light some functions, and send a gradient through the row of the first of them."""
        start, end, before = row.clear.copy(), row.light_of(names), self.filled
        first = next(iter(names), "")

        def light(progress: float) -> None:
            row.light(start + min(1.0, 3 * progress) * (end - start))
            if first:
                row.fill(first, LAYERS * progress, before)

        self.drive_in_place(light, 2.6)
        self.filled = first or before


def slope_sight(home: Sight, shapes: Sequence[Shape]) -> Sight:
    """Choose what is seen of slopes: as wide as the curves, and so high that they have room."""
    seen = np.abs(INPUTS) <= home.seen.high[0]
    slopes = np.concatenate([shape.slopes[seen] for shape in shapes])
    low = float(np.clip(slopes.min(), -1.0, 0.0)) - ROOM
    high = float(np.clip(slopes.max(), 1.0, 2.0)) + ROOM
    unit = np.array([home.unit[0], float(home.box.size[1]) / (high - low)])
    return Sight(home.box, np.array([home.centre[0], (low + high) / 2]), unit)


def told_of(row: SlopeRow) -> list[tuple[Phrase, tuple[str, ...]]]:
    """Return what is said of units in a row, each with the functions of which it is said."""
    names, left = row.names, row.left[:, -1]
    told: list[tuple[Phrase, tuple[str, ...]]] = []

    def left_of(which: int) -> dict[str, str]:
        return {"name": WORDS[names[which]].title, "left": chain_text(float(left[which]))}

    worst, most = int(left.argmin()), int(left.argmax())
    if 0 < left[worst] < SMALL:
        shrinks = "{name} leaves {left} of a gradient of 1: the first units hardly learn."
        told.append(((shrinks, left_of(worst)), (names[worst],)))
    if left[most] > 1 + SMALL:
        grows = "{name}: a slope above 1 lets it grow, here to {left}."
        told.append(((grows, left_of(most)), (names[most],)))
    kept = tuple(name for name, each in zip(names, left, strict=True) if abs(each - 1) < ALIKE)
    if len(kept) > 1:
        keeps = "Only a slope of 1 keeps a gradient as it is, however many units."
        told.append(((keeps, {}), kept))
    return told
