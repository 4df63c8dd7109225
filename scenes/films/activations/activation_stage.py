"""What the films of activation functions share: what is seen of the paper, and what moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, VGroup, VMobject, smooth

from engine.experiments.activation_facts import ActivationFacts
from engine.geometry.box import Box
from engine.networks.activations import ActivationKind
from scenes.films.activations.activation_words import WORDS, ActivationWords
from scenes.films.activations.mobjects.coordinate_paper import Sight
from scenes.films.activations.mobjects.graph import Graph
from scenes.films.activations.mobjects.shape import INPUTS, Shape
from scenes.films.activations.mobjects.sheet import SPACING
from scenes.films.activations.output_text import output_text
from scenes.languages.numbers import signed, significant
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber, formula, sentence
from scenes.storytelling.stage import FULL, Stage, plated
from scenes.storytelling.staged_scene import StagedScene
from scenes.theme.theme import Theme

REACH = 3.7
"""Inputs from -REACH to REACH are seen at least."""
HALF_PLANE = 2.1
"""Half of the shorter side of the plane that is seen."""
BESIDE = 0.8
"""Beyond the outermost mark of a function, as much of the axis is seen."""
UPRIGHT = 2.1
"""In frames higher than wide, units are at most so much longer upwards, times height by width."""
LOW = 2.6
"""Units are at most so much longer upwards where the whole range would else be a low strip."""
FLAT_ENDS = 1.6
"""How many times as far as where a curve becomes flat it is seen at least."""
FOOT = 0.27
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
        unit = min(unit, 0.62 * height / tall)
    elif np.isfinite(low):
        middle = min(low, 0.0) + 0.2 * height / unit
    elif np.isfinite(high):
        middle = high - 0.2 * height / unit
    else:
        middle = 0.0
    most = max(LOW if is_bounded else 1.0, UPRIGHT * height / width)
    stretch = np.clip(0.62 * height / (tall * unit), 1.0, most)
    if not is_bounded:
        middle /= stretch
    elif low >= 0:
        middle = low + (0.5 - FOOT) * height / (unit * stretch)
    return Sight(box, np.array([0.0, middle]), unit * np.array([1.0, float(stretch)]))


def plane_sight(box: Box) -> Sight:
    """Choose what is seen of a plane of inputs: it fills the box."""
    return Sight.of(Box(np.full(2, -HALF_PLANE), np.full(2, HALF_PLANE)), box)


def sheet_box(facts: ActivationFacts, box: Box) -> Box:
    """Return the inputs that a sheet covers: a square, where the outputs of both axes are seen."""
    seen = plane_sight(box).seen
    if max(abs(bound.value) for bound in facts.range) > HALF_PLANE:
        return seen
    reach = np.full(2, max(seen.high))
    return Box(-reach, reach)


def image_sight(facts: ActivationFacts, box: Box) -> Sight:
    """Choose what is seen of a plane that a function has acted on: its image fills the box."""
    inputs = sheet_box(facts, box)
    shape = Shape.of(facts.kind)
    corners = []
    for low, high in zip(inputs.low, inputs.high, strict=True):
        seen = shape.outputs[(low - SPACING <= INPUTS) & (high + SPACING >= INPUTS)]
        bounds = [bound.value for bound in facts.range]
        near = [bound for bound in bounds if np.isfinite(bound) and low <= bound <= high]
        corners.append([min([seen.min(), *near]), max([seen.max(), *near])])
    span = np.array(corners).T
    size = np.maximum(span[1] - span[0], 0.5)
    middle = span.mean(axis=0)
    sight = Sight.of(Box(middle - 0.64 * size, middle + 0.55 * size), box)
    return sight if (sight.unit > plane_sight(box).unit).all() else plane_sight(box)


def opaquely_plated(words: VMobject, stage: Stage, theme: Theme) -> VGroup:
    """Return words on a plate through which hardly anything is seen."""
    group = plated(words, theme, 0.12 * stage.scale)
    group[0].set_fill(opacity=0.92)
    return group


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
    on_top : bool
        Whether they stand in the upper right corner of the picture, not in the lower one; two
        beside each other then.
    """

    def __init__(
        self,
        labels: list[tuple[str, str]],
        stage: Stage,
        theme: Theme,
        longest: str = "+0.000",
        *,
        on_top: bool = False,
    ) -> None:
        self.numbers: list[LiveNumber] = []
        columns = VGroup()
        for words, colour in labels:
            label = sentence(words, stage.text_size(22), theme.muted)
            number = LiveNumber(stage.text_size(30), colour).write(longest)
            number.next_to(label, DOWN, buff=0.14 * stage.scale, aligned_edge=LEFT)
            columns.add(VGroup(label, number))
            self.numbers.append(number)
        if on_top:
            gaps = 0.4 * stage.scale, 0.2 * stage.scale
            columns.arrange_in_grid(cols=2, buff=gaps, cell_alignment=DOWN + LEFT)
        else:
            columns.arrange(RIGHT, buff=0.4 * stage.scale, aligned_edge=DOWN)
        super().__init__(opaquely_plated(columns, stage, theme))
        fit = min(1.0, 0.96 * stage.hero.size[0] / self.width)
        self.scale(fit)
        margin = 0.22 * stage.scale
        height = stage.hero.high[1] - margin if on_top else stage.hero.low[1] + margin
        right = at(stage.frame.high[0] - margin, height)
        self.move_to(right, aligned_edge=RIGHT + (UP if on_top else DOWN))
        for number in self.numbers:
            number.size *= fit
            number.place(number.get_corner(DOWN + LEFT))

    def move(self, way: np.ndarray) -> None:
        """Move, numbers and all."""
        self.shift(way)
        for number in self.numbers:
            number.place(number.start + way)

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
        """Name the function, with formula, constant and source, in the upper left corner."""
        stage, theme, kind = self.stage, self.theme, self.facts.kind
        written = formula(f"g(x) = {kind.formula}", stage.text_size(34), self.tint)
        lines: list[VMobject] = [
            self.write(self.words.title, stage.text_size(36), bold=True), written
        ]  # fmt: skip
        if kind.alpha_value is not None:
            alpha = significant(kind.alpha_value, 4)
            lines.append(self.write("α = {alpha}", stage.text_size(24), theme.muted, alpha=alpha))
        named = [line for symbol, line in SYMBOLS.items() if symbol in kind.formula]
        lines += [self.write(line, stage.text_size(22), theme.muted) for line in named]
        if self.cites:
            lines.append(sentence(kind.source, stage.text_size(20), theme.muted))
        group = VGroup(*lines).arrange(DOWN, aligned_edge=LEFT, buff=0.18 * stage.scale)
        return self.in_corner(group)

    def title_alone(self) -> VGroup:
        """Write the function's name into the upper left corner."""
        name = self.write(self.words.title, self.stage.text_size(36), bold=True)
        return self.in_corner(VGroup(name))

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
            signed(written),
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
