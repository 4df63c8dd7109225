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
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.mobjects.cell_grid import lattice
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import area_of

RIM = np.array([-1.0, 1.0])
"""From the digit's corner to that of its rim of zeros, in cells."""


class LayerStory(ConvolutionStage):
    """A digit and a map that become small beside all others, and large again.

    Attributes
    ----------
    shrink : callable
        Lets digit and map take their places in the layer, as far as progress.
    """

    shrink: Callable[[float], None]

    def layer(self) -> None:
        """Let filter and map take their places in the layer, beside the others."""
        picture, tiles, card, layout = self.picture, self.tiles, self.card, self.layer_layout
        box, shape = tiles.boxes[self.which], picture.image.shape
        start, rim = picture.map_middles, np.array(picture.image.shape) + 2
        end = lattice(shape, np.array([box.low[0], box.high[1]]), tiles.pitch)
        own = (tiles.maps[self.which], tiles.filters[self.which])
        pixels = lattice(tuple(rim), picture.digit_corner + RIM * picture.pitch, picture.pitch)
        small = float(layout.digit.size[0]) / shape[1]
        corner = np.array([layout.digit.low[0], layout.digit.high[1]]) + RIM * small
        goal = lattice(tuple(rim), corner, small)
        self.say(
            "The layer has {count} filters. Each makes a map of its own.", count=self.results.count
        )
        spot = picture.window_at(np.array(self.place)).centre
        card.put(spot, picture.pitch, 0.0, 0.0)
        self.add(card)

        def ready(progress: float) -> None:
            picture.show_rim(1 - progress)
            picture.frame.set_stroke(opacity=1 - progress)
            card.put(spot, picture.pitch, progress, 0.0)

        self.drive(card, ready, 0.6)
        self.remove(picture.frame)
        place = area_of(own[1])

        def shrink(progress: float) -> None:
            size = picture.pitch + progress * (tiles.pitch - picture.pitch)
            picture.cells.set_boxes(start + progress * (end - start), FULL * size)
            size = picture.pitch + progress * (small - picture.pitch)
            picture.pixels.set_boxes(pixels + progress * (goal - pixels), FULL * size)

        self.shrink = shrink

        def fly(progress: float) -> None:
            shrink(progress)
            size = picture.pitch + progress * (float(place.size[0]) / 3 - picture.pitch)
            card.put(spot + progress * (place.centre - spot), size, 1.0, 0.0)

        self.add(picture.pixels, picture.cells, card)
        # Till the outputs come, the camera leaves no room for them.
        self.move_camera(self._view_of(layout.maps, 0.02), fly, 1.6)
        self.add(*own)
        self.remove(picture.cells, card)
        pairs = zip(tiles[0], tiles.filters, tiles.maps, strict=True)
        others = [VGroup(*each) for k, each in enumerate(pairs) if k != self.which]
        frame = FadeIn(tiles[0][self.which])
        first = Create(self.onward.first, rate_func=squish_rate_func(smooth, 0, 0.4))
        self.act(
            frame, first, LaggedStart(*(FadeIn(each) for each in others), lag_ratio=0.4),
            seconds=1.8,
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

    def grow_out(self, *gone: Mobject) -> None:
        """Let digit and map grow out of the layer again, while all the rest of it goes."""
        picture, tiles = self.picture, self.tiles
        own = tiles.maps[self.which]
        others = [each for each in tiles if each is not own]
        leaving = [*others, *gone, self.bars, self.onward]
        self.remove(tiles)
        self.add(self.onward, self.bars, *others, picture.pixels, picture.cells, *gone)
        self.remove(own)
        nothing = Mobject()
        self.act(
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.5)) for each in leaving),
            Drive(nothing, lambda p: self.shrink(1 - p), rate_func=smooth),
            seconds=1.6,
        )
        self.remove(nothing)
        self.act(FadeIn(picture.frame), seconds=0.3)

    def move_digit(self) -> MovedDigit:
        """Put a digit that can be moved in the place of the one that stands there."""
        picture = self.picture
        moved = MovedDigit(picture, self.results, self.which, self.place)
        self.remove(picture.pixels, picture.cells)
        ringed = VGroup(moved.window, moved.marker, moved.answer)
        self.add(moved.pixels, moved.cells)
        self.act(FadeIn(ringed), seconds=0.5)
        self.remove(moved.pixels, moved.cells, ringed)
        self.add(moved)
        self.hero = (moved,)
        return moved
