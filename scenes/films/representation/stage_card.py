"""Which stage of the network is at work: a row of boxes, and the stage's name and formula."""

from __future__ import annotations

from collections.abc import Iterator

from manim import DOWN, LEFT, RIGHT, UP, Animation, VGroup, VMobject

from engine.networks.stages import Residual, Stage
from scenes.films.representation.stage_words import stage_words
from scenes.mobjects.frame import at
from scenes.mobjects.stage_strip import StageStrip
from scenes.mobjects.text import formula, sentence
from scenes.storytelling.in_turn import in_turn
from scenes.storytelling.stage import Stage as Places
from scenes.storytelling.stage import plated
from scenes.storytelling.warp_director import WarpDirector
from scenes.theme.theme import Theme

WIDEST = 5.6
"""Of the row of boxes, in frame units of 16:9."""


def passages(stages: tuple[Stage, ...], hidden: int) -> Iterator[tuple[int, int]]:
    """Part the stages before the last hidden space into what is played in one go.

    Blocks follow each other, in two halves; every other stage has a passage of its own.
    """
    first = 0
    while first < hidden:
        last = first + 1
        if isinstance(stages[first], Residual):
            while last < hidden and isinstance(stages[last], Residual):
                last += 1
            middle = (first + last) // 2
            if middle > first:
                yield first, middle
                first = middle
        yield first, last
        first = last


class StageCard(VGroup):
    """The stages in the picture's upper left corner, and the one at work in its lower left."""

    def __init__(self, director: WarpDirector, places: Places, theme: Theme) -> None:
        self.director, self.theme, self.places = director, theme, places
        self.corner = places.title.corner(LEFT + UP)
        width = min(WIDEST * places.scale, float(places.title.size[0]))
        self.strip = StageStrip(director.recording.stages, self.corner[:2], width, theme)
        self.strip.shift(at(0.1, -0.1) - at(0, self.strip.height / 2))
        last = self.strip[-1]
        name = sentence("classifier", places.text_size(24), theme.muted)
        name.next_to(last, DOWN, buff=0.08 * places.scale)
        name.set_x(max(last.get_right()[0], self.strip.get_left()[0] + name.width), RIGHT)
        super().__init__(plated(VGroup(self.strip, name), theme))
        self.named: VGroup | None = None
        self.kind = ""

    def light(self, depth: float) -> None:
        """Light the boxes of the stages passed, and of the one at work."""
        self.strip.light(depth)

    def forget(self) -> list[Animation]:
        """Return animations that take the name of the stage away."""
        old, self.named = self.named, None
        if old is not None:
            self.remove(old)
        return in_turn([] if old is None else [old], [])

    def describe(self, depth: int) -> list[Animation]:
        """Return animations that name a stage: its formula and what it measurably does."""
        stage, words = self.director.recording.stages[depth], stage_words(self.director, depth)
        title, numbers = words.title
        kind = stage.formula if isinstance(stage, Residual) else f"{title} {numbers}"
        if kind == self.kind:
            return []
        self.kind = kind
        size = self.places.text_size(24)
        parts: list[VMobject] = [formula(stage.formula, 1.35 * size, self.theme.highlight)]
        if not isinstance(stage, Residual):
            parts.insert(0, sentence(title, size, self.theme.text, bold=True, **numbers))
        parts += [sentence(fact, size, self.theme.muted, **values) for fact, values in words.facts]
        card = VGroup(*parts).arrange(DOWN, aligned_edge=LEFT, buff=0.16 * self.places.scale)
        room = 0.45 * self.places.hero.size[0]
        card.scale(min(1.0, room / card.width))
        old, self.named = self.named, plated(card, self.theme)
        self.places.put_legend(self.named)
        self.add(self.named)
        if old is not None:
            self.remove(old)
            return in_turn([old], [self.named])
        return in_turn([], [self.named])
