"""How other filters of the layer find other things, and how all of their maps lead to an answer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import FadeIn, FadeOut, GrowArrow

from engine.experiments.filters import worked_map
from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_stage import ConvolutionStage
from scenes.films.convolution.digit_and_map import ALONE
from scenes.films.convolution.filter_and_map import Places, between
from scenes.films.convolution.filter_card import FilterCard
from scenes.storytelling.stage import Area

TURNED = (0.35, 0.65)
"""Shares of a map's turn into another: till when the numbers go, and from when others come."""
UNCOVERED = 1.6
"""So many times half of what a filter covered is let go until the middle is clear, too."""
AHEAD = 0.25
"""Share of its growth by which the numbers below a filter go before it covers them."""
CORNER = np.array([-1.5, 1.5])
"""From the middle of a filter to its upper left corner, in cells."""


class LayerStory(ConvolutionStage):
    """A digit under one filter after another; the last one stays, as it is watched in training."""

    def layer(self) -> None:
        """Lay two others of the filters on the digit, and go on to the answer."""
        self.say("The layer has {count} filters.", count=self.results.count)
        for finder in words.finders(self.results):
            self.try_filter(finder)
        self.go_on_to_answer()

    def try_filter(self, finder: words.Finder) -> None:
        """Show a filter large, lay it where most ink is, fill its map, and go where least is."""
        picture, run = self.picture, self.results
        weights, _ = run.filters(run.last_step)
        if self.laid in self.mobjects:
            self.act(FadeOut(self.laid), seconds=0.3)
            self.drive_in_place(self.uncover, 0.3)
        self.laid = card = FilterCard(weights[finder.which], self.strongest, self.theme)
        self.laid_which, self.spot = finder.which, finder.places[0]
        self.responses = worked_map(run, finder.which)
        most, least = (np.array(place) for place in finder.places)
        middle, goal = picture.digit_box.centre, picture.pixel_middle(most)
        large = ALONE * picture.pitch

        def cover(area: Area) -> None:
            picture.show_numbers(under=[area])
            picture.show_rim(1.0, under=[area])

        def grow(progress: float) -> None:
            card.put(middle, max(progress, 0.01) * large, written=max(2 * progress - 1, 0.0))
            half = 1.5 * large * min(progress + AHEAD, 1.0)
            cover(Area(middle - half, middle + half))

        def lay(progress: float) -> None:
            size = large + progress * (picture.pitch - large)
            card.put(middle + progress * (goal - middle), size, written=max(1 - 2 * progress, 0.0))
            cover(card.area)

        grow(0.0)
        self.add(card)
        self.drive(card, grow, 0.8)
        self.say(finder.said)
        self.drive(card, lay, 1.0)
        picture.put_window(most)
        marks = picture.window, picture.marker
        self.drive_in_place(self.turning(np.maximum(self.responses, 0)), 1.2)
        self.act(*map(FadeIn, marks), seconds=0.3)
        self.beat(0.4)
        self.drive_in_place(lambda p: self.lay(most + p * (least - most)), 0.8)
        self.let_read(0.8)
        self.act(*map(FadeOut, marks), seconds=0.3)

    def uncover(self, progress: float) -> None:
        """Let the numbers on which the filter lay come back, from the edge to the middle."""
        half = (1 - UNCOVERED * progress) * self.laid.area.size / 2
        under = [Area(self.laid.area.centre - half, self.laid.area.centre + half)]
        self.picture.show_numbers(under=under)
        self.picture.show_rim(1.0, under=under)

    def turning(self, after: np.ndarray) -> Callable[[float], None]:
        """Return what turns the map into another; numbers go before, and come after it."""
        picture, before = self.picture, self.picture.responses
        whole = np.ones(before.shape)
        gone, come = TURNED

        def turn(progress: float) -> None:
            share = float(np.clip((progress - gone) / (come - gone), 0, 1))
            picture.written = max(1 - progress / gone, (progress - come) / (1 - come), 0.0)
            picture.fill(before + share * (after - before), whole)

        return turn

    def go_on_to_answer(self) -> None:
        """Let filter and map make room for the answer, in one move, and the digit go."""
        picture, layer, card = self.picture, self.own, self.laid
        self.say(
            "More layers, not shown, turn all {count} maps into an answer.",
            count=self.results.count,
        )
        if card not in self.mobjects:  # no other filter was shown
            self.lay(np.array(self.spot))
            self.act(FadeIn(card), seconds=0.4)
        self.drive(card, self.leave_numbers, 0.5)
        start, end = self.over_digit, self.beside_outputs
        self.show_step(self.last)
        layer.put(start)
        self.remove(picture, card)
        self.add(picture.pixels, layer)
        self.drive(layer, self.passing(start, end), 1.8)
        self.remove(picture.pixels)
        arrows = self.onward.first, self.onward.rest
        self.act(*map(GrowArrow, arrows), FadeIn(self.bars), seconds=0.8)
        self.hero = (layer, self.bars)
        self.come_nearer()

    def passing(self, start: Places, end: Places) -> Callable[[float], None]:
        """Return what moves filter and map, while the digit's pixels go; backwards they come."""
        picture = self.picture
        seen = np.zeros(picture.shades.shape[:2])
        seen[1:-1, 1:-1] = 1.0

        def move(progress: float) -> None:
            self.own.put(between(start, end, progress))
            picture.pixels.set_colours(picture.shades, max(1 - 2 * progress, 0.0) * seen)

        return move

    def leave_numbers(self, progress: float) -> None:
        """Let all that is written fade, and the rim of zeros, and the frame round the map."""
        picture, under = self.picture, [self.laid.area]
        picture.show_rim(1 - progress, under=under)
        picture.show_numbers(1 - progress, under=under)
        picture.frame.set_stroke(opacity=1 - progress)
        picture.written = 1 - progress
        picture.fill(picture.responses, picture.filled)

    @property
    def over_digit(self) -> Places:
        """Where the filter and its map stand as the digit is seen: on it, and beside it."""
        picture = self.picture
        corner = self.laid.area.centre + CORNER * picture.pitch
        return np.array([corner, picture.map_corner]), np.array([picture.pitch, picture.map_pitch])

    @property
    def beside_outputs(self) -> Places:
        """Where they stand before the outputs."""
        areas, rows = (self.layer_layout.filter, self.layer_layout.map), (3, len(self.responses))
        corners = np.array([[area.low[0], area.high[1]] for area in areas])
        return corners, np.array([area.size[1] / n for area, n in zip(areas, rows, strict=True)])
