"""What the films of activation functions share: what is seen of the paper, and what moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import ActivationKind
from scenes.films.activations.activation_words import WORDS, ActivationWords
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import Graph
from scenes.films.activations.mobjects.shape import INPUTS
from scenes.films.activations.output_text import output_text
from scenes.languages.numbers import fixed, signed, significant
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, sentence
from scenes.storytelling.stage import FULL, Stage, plated
from scenes.storytelling.staged_scene import StagedScene
from scenes.theme.theme import Theme

REACH = 3.7
"""Inputs from -REACH to REACH are seen at least."""
BESIDE = 0.8
"""Beyond the outermost mark of a function, as much of the axis is seen."""
UPRIGHT = 2.1
"""In frames higher than wide, units are at most so much longer upwards, times height by width."""
LOW = 2.6
"""Units are at most so much longer upwards where the whole range would else be a low strip."""
FLAT_ENDS = 1.6
"""How many times as far as where a curve becomes flat it is seen at least."""
TALL = 0.5
"""Share of the height that a range with two limits takes at most."""
FOOT = 0.33
"""Share of the height that is free below a range without numbers below 0: for what is written."""


def curve_sight(facts: ActivationFacts, box: Box) -> Sight:
    """Choose what is seen of a curve: its flat parts, seams and limits, with room below the axis.

    One unit up is as long as one across, but in frames higher than wide, and of low ranges.
    """
    low, high = (bound.value for bound in facts.range)
    ends = [end for part in (*facts.saturated, *facts.dead) for end in (part.low, part.high)]
    marks = [*(end for end in ends if np.isfinite(end)), *facts.kind.seams, *facts.turns]
    reach = max(REACH, max(map(abs, marks), default=0.0) + BESIDE)
    is_bounded = bool(np.isfinite(low) and np.isfinite(high))
    if is_bounded and facts.saturated:  # flat ends without an end of their own
        reach = max(reach, FLAT_ENDS * max(map(abs, marks)))
    width, height = box.size
    unit = width / (2 * reach)
    tall = 1.9
    if is_bounded:
        middle, tall = (low + high) / 2, high - low
        unit = min(unit, TALL * height / tall)
    elif np.isfinite(low):
        middle = min(low, 0.0) + 0.2 * height / unit
    elif np.isfinite(high):
        middle = high - 0.2 * height / unit
    else:
        middle = 0.0
    most = max(LOW if is_bounded else 1.0, UPRIGHT * height / width)
    stretch = np.clip(TALL * height / (tall * unit), 1.0, most)
    if not is_bounded:
        middle /= stretch
    elif low >= 0:
        middle = low + (0.5 - FOOT) * height / (unit * stretch)
    return Sight(box, np.array([0.0, middle]), unit * np.array([1.0, float(stretch)]))


def opaquely_plated(words: VMobject, stage: Stage, theme: Theme) -> VGroup:
    """Return words on a plate through which hardly anything is seen."""
    group = plated(words, theme, 0.12 * stage.scale)
    group[0].set_fill(opacity=0.92)
    return group


STRETCHED = 1.05
"""A unit upwards is as long as one across if it is no longer than this."""
FAR = 100.0
"""An input beyond all that are seen."""


class LiveColumns(VGroup):
    """Labels with live numbers below them, side by side; `write` keeps them in their places.

    Parameters
    ----------
    labels : sequence of (str, str)
        Words, and the colour of the number.
    stage : Stage
    theme : Theme
    longest : str
        The longest number.
    place : Box, optional
        In whose middle they stand, two beside each other; the lower right corner by default.
    """

    def __init__(
        self,
        labels: list[tuple[str, str]],
        stage: Stage,
        theme: Theme,
        longest: str = "+0.000",
        *,
        place: Box | None = None,
    ) -> None:
        self.numbers: list[LiveNumber] = []
        columns = VGroup()
        for words, colour in labels:
            label = sentence(words, stage.text_size(22), theme.muted)
            number = LiveNumber(stage.text_size(30), colour).write(longest)
            number.next_to(label, DOWN, buff=0.14 * stage.scale, aligned_edge=LEFT)
            columns.add(VGroup(label, number))
            self.numbers.append(number)
        if place is None:
            columns.arrange(RIGHT, buff=0.4 * stage.scale, aligned_edge=DOWN)
        else:
            gaps = 0.6 * stage.scale, 0.35 * stage.scale
            columns.arrange_in_grid(cols=2, buff=gaps, cell_alignment=DOWN + LEFT)
        super().__init__(opaquely_plated(columns, stage, theme))
        room = np.array([0.96, 1.0]) * stage.hero.size if place is None else place.size
        fit = min(1.0, room[0] / self.width, room[1] / self.height)
        self.scale(fit)
        margin = 0.22 * stage.scale
        if place is None:
            right = at(stage.frame.high[0] - margin, stage.hero.low[1] + margin)
            self.move_to(right, aligned_edge=RIGHT + DOWN)
        else:
            self.move_to(at(*place.centre))
        for number in self.numbers:
            number.size *= fit
            number.place(number.get_corner(DOWN + LEFT))

    def write(self, texts: list[str]) -> None:
        """Write the numbers."""
        for number, text in zip(self.numbers, texts, strict=True):
            number.write(text)


SYMBOLS = {
    "Phi": "Φ(x): how likely a standard\nnormal number is below x",
    "sigma": "σ: sigmoid",
}
"""What symbols of formulas stand for."""


class ActivationStage(StagedScene):
    """A film whose picture is a sheet of coordinate paper, from edge to edge."""

    layout: ClassVar[str] = FULL
    cites: ClassVar[bool] = True
    facts: ActivationFacts
    words: ActivationWords
    graph: Graph
    live: LiveColumns
    name: VGroup
    tint: str

    def meet(self, name: str, kind: ActivationKind) -> None:
        """Choose the function."""
        self.words, self.facts = WORDS[name], ActivationFacts(kind)
        self.tint = self.theme.highlight

    def new_graph(self, sight: Sight) -> Graph:
        """Draw the function on numbered paper."""
        stage = self.stage
        return Graph(self.facts, self.theme, sight, stage.text_size(20), stage.scale)

    def card(self) -> VGroup:
        """Name the function, with formula, constant and source, in the upper left corner.

        It says, too, how much taller than wide a unit is drawn, if it is.
        """
        stage, theme, kind = self.stage, self.theme, self.facts.kind
        written = formula(f"g(x) = {kind.formula}", stage.text_size(34), self.tint)
        lines: list[VMobject] = [
            self.write(self.words.title, stage.text_size(36), bold=True), written
        ]  # fmt: skip
        if kind.alpha_value is not None:
            alpha = significant(kind.alpha_value, 4)
            lines.append(self.write("α = {alpha}", stage.text_size(24), theme.muted, alpha=alpha))
        times = float(self.graph.sight.unit[1] / self.graph.sight.unit[0])
        if times > STRETCHED:
            said, ratio = "upwards × {times}: slopes look steeper", fixed(times, 1)
            lines.append(self.write(said, stage.text_size(24), times=ratio))
        named = [line for symbol, line in SYMBOLS.items() if symbol in kind.formula]
        lines += [self.write(line, stage.text_size(22), theme.muted) for line in named]
        if self.cites:
            source = self.write(
                "see {source}", stage.text_size(20), theme.muted, source=kind.source
            )
            lines.append(source)
        group = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.18 * stage.scale)
        return self.in_corner(group)

    def in_corner(self, words: VGroup) -> VGroup:
        """Put words into the upper left corner, on a plate."""
        widest = (0.9 if self.stage.is_upright else 0.42) * self.stage.frame.size[0]
        words.scale(min(1.0, widest / words.width))
        low, high = self.stage.title.low, self.stage.title.high
        words.move_to(at(low[0], high[1]) + [words.width / 2, -words.height / 2, 0])
        return opaquely_plated(words, self.stage, self.theme)

    def columns(self) -> LiveColumns:
        """Make the live numbers of the point that rides."""
        theme = self.theme
        labels = [
            ("input x", theme.text), ("output g(x)", self.tint),
            ("slope g′(x)", theme.gradient),
        ]  # fmt: skip
        return LiveColumns(labels, self.stage, theme)

    def ride_to(self, x: float) -> None:
        """Set the point's input, and write its numbers: those of the input as it is written."""
        graph = self.graph
        graph.x = x
        written = round(x, 2)
        texts = [
            signed(written) if written else "0.00",
            output_text(graph.shape.output_at(written)),
            output_text(graph.shape.slope_at(written)),
        ]
        self.live.write(texts)

    def ride(
        self,
        end: float,
        seconds: float,
        also: Callable[[float], None] | None = None,
        rate: Callable[[float], float] = smooth,
    ) -> None:
        """Move the point to an input, while the sentence can be read."""
        begin, graph = self.graph.x, self.graph

        def draw(progress: float) -> None:
            self.ride_to(begin + (end - begin) * progress)
            if also is not None:
                also(progress)
            graph.draw()

        self.drive_in_place(draw, max(seconds, self.reading_time(0.0)), rate)

    def visible(self, x: float) -> float:
        """Return an input, or the one nearest to it at which the curve is in view."""
        sight, shape = self.graph.sight, self.graph.shape
        places = sight.place(np.column_stack([INPUTS, shape.outputs]))
        margin = 0.45 * self.stage.scale
        seen = ((places > sight.box.low + margin) & (places < sight.box.high - margin)).all(axis=1)
        inputs: np.ndarray = INPUTS[seen]
        return float(inputs[np.abs(inputs - x).argmin()])

    @property
    def flattest(self) -> float:
        """The input in view at which the slope is nearest to 0: the leftmost of them."""
        shape = self.graph.shape
        low, high = self.visible(-FAR), self.visible(FAR)
        flat = np.where((low <= INPUTS) & (high >= INPUTS), np.abs(shape.slopes), np.inf)
        return float(INPUTS[flat <= flat.min() + 1e-6][0])

    def enter(self, *mobjects: Mobject, seconds: float = 0.6) -> None:
        """Fade things in."""
        self.act(*(FadeIn(mobject) for mobject in mobjects), seconds=seconds)

    def leave(self, *mobjects: Mobject, seconds: float = 0.4) -> None:
        """Fade things out."""
        self.act(*(FadeOut(mobject) for mobject in mobjects), seconds=seconds)
