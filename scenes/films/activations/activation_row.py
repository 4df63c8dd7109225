"""The end of the tour: units in a row, of each function, and what they leave of a gradient."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from manim import DOWN, RIGHT, FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.networks.activations import PICTURED
from scenes.films.activations.activation_rounding import GHOST, ActivationRounding
from scenes.films.activations.activation_sentences import reason_of
from scenes.films.activations.activation_words import WORDS
from scenes.films.activations.mobjects.fan import Fan
from scenes.films.activations.mobjects.shape import Shape
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
ALIKE = 1e-9
"""A slope that differs from 1 by less keeps a gradient as it is."""
SMALL = 0.01
"""Where less is left, units at the beginning hardly learn."""


class ActivationRow(ActivationRounding):
    """A film in the end of which units of each function stand in a row."""

    filled: str
    """The function whose gradient the circles show."""

    def stand_in_a_row(self) -> None:
        """Turn outputs into slopes, and multiply them, unit by unit."""
        self.say("What sets them apart most is the slope.")
        slopes = self.turn_into_slopes()
        dots, stem = self.stop_at(STOP)
        self.say(
            "Let {layers} units in a row all have the input x = {x}: their slopes multiply.",
            layers=LAYERS,
            x=trimmed(STOP, 2),
        )
        row = SlopeRow(self.order, STOP, LAYERS, self.stage, self.theme)
        self.become(row, slopes, dots, stem)
        least = row.names[int(row.left[:, -1].argmin())]

        def pass_on(progress: float) -> None:
            row.draw(1 + (LAYERS - 1) * progress).fill(least, LAYERS * progress)

        self.drive_in_place(pass_on, 5.0)
        self.filled = least
        self.enter(row.labels, seconds=0.4)
        for index, (sentence, names) in enumerate(told_of(row)):
            self.say(sentence)
            self.light(row, names, anew=index > 0)
            self.come_nearer(1.0)

    def turn_into_slopes(self) -> Fan:
        """Let all curves become those of their slopes; return them."""
        graph, fan = self.graph, self.fan
        shapes = [Shape.of(PICTURED[name]) for name in self.order]
        turned = Fan([Shape(s.slopes, s.slopes) for s in shapes], shapes, self.theme)
        clear, curve = fan.clear.copy(), float(graph.curve.get_stroke_opacity())
        which = self.order.index("relu") if self.rounded else len(self.order) - 1
        clear[which] = max(clear[which], GHOST if self.rounded else 1.0)
        size, shade, slope, start = graph.size.copy(), graph.shade, graph.clear, graph.sight
        sides = float(graph.paper.sides[1])

        def turn(progress: float) -> None:
            graph.sight = start.towards(self.home, progress)
            graph.size, graph.shade = (1 - progress) * size, (1 - progress) * shade
            graph.paper.sides[1] = sides + progress * (1 - sides)
            graph.clear = slope * max(0.0, 1 - 3 * progress)
            graph.curve.set_stroke(opacity=curve * max(0.0, 1 - 4 * progress))
            graph.draw()
            turned.clear, turned.slope = clear + progress * (1 - clear), progress
            turned.draw(graph.sight, progress)

        turn(0.0)
        self.remove(fan)
        self.add(turned)
        gone = [self.name, *self.marks] + ([] if self.rounded else [self.live])
        leaving = [FadeOut(each, rate_func=early) for each in gone]
        nothing = Mobject()
        self.act(Drive(nothing, turn, rate_func=smooth), *leaving, seconds=1.8)
        self.remove(nothing)
        self.hero = (graph, turned)
        return turned

    def stop_at(self, x: float) -> tuple[Markers, VGroup]:
        """Raise a line at an input, and mark each slope there; return marks and line."""
        sight, stage, theme = self.graph.sight, self.stage, self.theme
        heights = np.array([Shape.of(PICTURED[name]).slope_at(x) for name in self.order])
        spots = sight.place(np.column_stack([np.full(len(heights), x), heights]))
        foot = sight.place(np.array([x, 0.0]))
        top = float(spots[:, 1].max()) + 0.4 * stage.scale
        line = VMobject(stroke_color=theme.text, stroke_width=3)
        line.points = as_points(straight(foot[None], np.array([[foot[0], top]])))
        name = verbatim(f"x = {trimmed(x, 2)}", stage.text_size(30), theme.text, bold=True)
        name.move_to(at(*foot) + 0.12 * stage.scale * RIGHT, aligned_edge=RIGHT)
        name.next_to(at(*foot), DOWN, buff=0.5 * stage.scale)
        stem = VGroup(line, plated(name, theme, 0.06 * stage.scale))
        dots = Markers(marker_of(0), fill_color=theme.gradient, fill_opacity=1, stroke_width=0)

        def grow(progress: float) -> None:
            dots.set_places(spots, 0.13 * stage.scale * progress)

        grow(0.0)
        self.act(FadeIn(stem), seconds=0.4)
        self.add(dots)
        self.drive_in_place(grow, 0.5)
        self.spots = spots
        return dots, stem

    def become(self, row: SlopeRow, slopes: Fan, dots: Markers, stem: VGroup) -> None:
        """Let the marks of the slopes move to where the gradient is after the first unit."""
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
            slopes.clear = np.full(len(self.order), gone)
            slopes.draw(graph.sight)
            row.appear(max(0.0, 1.4 * progress - 0.4))
            size = (1 - progress) * 0.13 * self.stage.scale + progress * radius
            row.fill(row.names[0], 0.0)
            come = max(0.0, 3 * progress - 2)
            row.traces.set_stroke(opacity=come)
            row.running.set_fill(opacity=come)
            dots.set_places(self.spots + progress * (ends - self.spots), size)

        nothing = Mobject()
        leaving = FadeOut(stem, rate_func=early)
        self.act(Drive(nothing, move, rate_func=smooth), leaving, seconds=1.6)
        self.remove(nothing, graph, slopes)
        self.remove(dots)
        row.light(np.ones(len(self.order)))
        self.hero = (row,)

    def light(self, row: SlopeRow, names: Collection[str], *, anew: bool) -> None:
        """Light some functions, and send a gradient through the row of the first of them.

        Where it is the one that has just been sent, it is sent again only if asked for.
        """
        start, end, before = row.clear.copy(), row.light_of(names), self.filled
        first = next(iter(names), "")
        is_sent = bool(first) and (anew or first != before)

        def light(progress: float) -> None:
            row.light(start + min(1.0, 3 * progress) * (end - start))
            if is_sent and progress <= 1 / 3:
                row.fill(before, LAYERS, max(0.0, 1 - 3 * progress))
            elif is_sent:
                row.fill(first, LAYERS * (1.5 * progress - 0.5))

        self.drive_in_place(light, 2.6)
        self.filled = first or before


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
    if "relu" in names:
        told.append((reason_of(ActivationFacts(PICTURED["relu"])), ("relu",)))
    else:
        told.append((("None is best everywhere: try more than one.", {}), ()))
    return told
