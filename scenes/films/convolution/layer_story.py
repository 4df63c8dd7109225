"""How a filter with its map takes its place in a layer, and how both come out of it again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import (
    Create,
    FadeIn,
    FadeOut,
    LaggedStart,
    Mobject,
    VGroup,
    smooth,
    squish_rate_func,
)

from scenes.films.convolution.convolution_stage import ConvolutionStage
from scenes.films.convolution.digit_and_map import FULL
from scenes.films.convolution.filter_tiles import FILTER
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.mobjects.cell_grid import lattice
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import area_of

RIM = np.array([-1.0, 1.0])
"""From the digit's corner to that of its rim of zeros, in cells."""


class LayerStory(ConvolutionStage):
    """A digit, a filter and a map that become small beside all others, and large again.

    Attributes
    ----------
    shrink : callable
        Lets digit, filter and map take their places in the layer, as far as progress.
    """

    shrink: Callable[[float], None]

    def layer(self) -> None:
        """Let filter and map take their places in the layer, beside the others."""
        picture, tiles, layout = self.picture, self.tiles, self.layer_layout
        own = (tiles.maps[self.which], tiles.filters[self.which])
        self.shrink = self.shrinking()
        self.say(
            "The layer has {count} filters. Each makes a map of its own.", count=self.results.count
        )
        self.drive(self.card, self.bare, 0.6)
        self.remove(picture.frame)
        self.add(picture.pixels, picture.cells, self.card)
        # Till the outputs come, the camera leaves no room for them.
        self.move_camera(self._view_of(layout.maps, 0.04), self.shrink, 1.8)
        self.add(*own)
        self.remove(picture.cells, self.card)
        pairs = zip(tiles[0], tiles.filters, tiles.maps, strict=True)
        others = [VGroup(*each) for k, each in enumerate(pairs) if k != self.which]
        frame = FadeIn(tiles[0][self.which])
        first = Create(self.onward.first, rate_func=squish_rate_func(smooth, 0, 0.4))
        self.act(
            frame, first, LaggedStart(*(FadeIn(each) for each in others), lag_ratio=0.4),
            seconds=2.4,
        )  # fmt: skip
        self.remove(*others, *own, tiles[0][self.which])
        self.add(tiles)
        self.hero = (picture.pixels, tiles)
        self.come_nearer()
        self.say("More layers go on from these maps, to ten outputs: how probable is each digit?")
        self.look_home(1.0)
        self.act(FadeIn(self.onward.rest), FadeIn(self.bars), seconds=0.8)
        self.hero = (picture.pixels, tiles, self.bars)
        self.come_nearer()

    def bare(self, progress: float) -> None:
        """Let all numbers fade from digit, filter and map, and with them the zeros around it."""
        picture = self.picture
        picture.show_rim(1 - progress)
        picture.show_numbers(1 - progress)
        picture.frame.set_stroke(opacity=1 - progress)
        picture.written = 1 - progress
        picture.fill(picture.responses, picture.filled)
        self.card.put(picture.filter_middle, picture.pitch, 1.0, 1 - progress)

    def shrinking(self) -> Callable[[float], None]:
        """Return what lets digit, filter and map take their places in the layer."""
        picture, tiles, digit = self.picture, self.tiles, self.layer_layout.digit
        box, rim = tiles.boxes[self.which], np.array(picture.image.shape) + 2
        start = picture.map_middles
        end = lattice(picture.image.shape, np.array([box.low[0], box.high[1]]), tiles.pitch)
        pixels = lattice(tuple(rim), picture.digit_corner + RIM * picture.pitch, picture.pitch)
        small = float(digit.size[0]) / picture.image.shape[1]
        goal = lattice(tuple(rim), np.array([digit.low[0], digit.high[1]]) + RIM * small, small)
        spot, place = picture.filter_middle, area_of(tiles.filters[self.which])

        def shrink(progress: float) -> None:
            def between(one: float, other: float) -> float:
                return one + progress * (other - one)

            size = between(picture.pitch, tiles.pitch)
            picture.cells.set_boxes(start + progress * (end - start), FULL * size)
            size = between(picture.pitch, small)
            picture.pixels.set_boxes(pixels + progress * (goal - pixels), FULL * size)
            size = between(picture.pitch, FILTER * tiles.pitch)
            self.card.put(spot + progress * (place.centre - spot), size, 1.0, 0.0)

        return shrink

    def grow_out(self, *gone: Mobject) -> None:
        """Let digit, filter and map grow out of the layer again, while all the rest of it goes."""
        picture, tiles, card = self.picture, self.tiles, self.card
        own = tiles.maps[self.which], tiles.filters[self.which]
        others = [each for each in tiles if each not in own]
        leaving = [*others, *gone, self.bars, self.onward]
        self.remove(tiles)
        self.add(self.onward, self.bars, *others, picture.pixels, picture.cells, card, *gone)
        self.remove(*own)
        nothing = Mobject()
        self.act(
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.5)) for each in leaving),
            Drive(nothing, lambda p: self.shrink(1 - p), rate_func=smooth),
            seconds=1.6,
        )
        self.remove(nothing)

        def write(progress: float) -> None:
            picture.frame.set_stroke(opacity=progress)
            card.put(picture.filter_middle, picture.pitch, 1.0, progress)

        self.add(picture.frame)
        self.drive(card, write, 0.4)

    def move_digit(self) -> MovedDigit:
        """Put a digit that can be moved in the place of the one that stands there."""
        picture = self.picture
        moved = MovedDigit(picture, self.results, self.which, self.place)
        self.remove(picture.pixels, picture.cells)
        ringed = VGroup(moved.window, moved.marker, *moved.answers)
        self.add(moved.pixels, moved.cells)
        self.act(FadeIn(ringed), seconds=0.5)
        self.remove(moved.pixels, moved.cells, ringed)
        self.add(moved)
        self.hero = (moved, self.card)
        return moved
