"""How a filter with its map takes its place in a layer, and how all maps move with the digit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import (
    Create,
    FadeIn,
    GrowArrow,
    LaggedStart,
    Rectangle,
    VGroup,
    smooth,
    squish_rate_func,
)

from engine.experiments.filters import blank_moves, feature_maps, moved_by
from scenes.films.convolution.convolution_stage import ConvolutionStage
from scenes.films.convolution.digit_and_map import FULL
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.mobjects.cell_grid import lattice
from scenes.mobjects.frame import at
from scenes.storytelling.stage import Area

RIM = np.array([-1.0, 1.0])
"""From the digit's corner to that of its rim of zeros, in cells."""


class LayerStory(ConvolutionStage):
    """A digit and a map that become small, beside all others."""

    def layer(self) -> None:
        """Let digit and map take their places in the layer, beside the other filters and maps."""
        picture, tiles = self.picture, self.tiles
        own = tiles.maps[self.which]
        self.say(
            "The layer has {count} filters. Each makes a map of its own.", count=self.results.count
        )
        self.drive(picture, self.leave_numbers, 0.5)
        self.remove(picture)
        self.add(picture.pixels, picture.cells)
        self.drive_in_place(self.shrinking(), 1.8)
        self.add(own)
        self.remove(picture.cells)
        frames = list(tiles[0])
        pairs = zip(frames, tiles.filters, tiles.maps, strict=True)
        others = [VGroup(*each) for k, each in enumerate(pairs) if k != self.which]
        ours = VGroup(*(each[self.which] for each in (frames, tiles.filters)))
        first = GrowArrow(self.onward.first, rate_func=squish_rate_func(smooth, 0, 0.4))
        self.act(
            first, LaggedStart(*(FadeIn(each) for each in (ours, *others)), lag_ratio=0.4),
            seconds=2.6,
        )  # fmt: skip
        self.remove(*others, ours, own)
        self.add(tiles)
        self.mark = self.framed(tiles.boxes[self.which])
        self.act(Create(self.mark), seconds=0.6)
        self.hero = (picture.pixels, tiles)
        self.come_nearer()
        self.say("More layers, not shown, lead from these maps to a probability for each digit.")
        self.act(GrowArrow(self.onward.rest), FadeIn(self.bars), seconds=0.8)
        self.hero = (picture.pixels, tiles, self.bars)
        self.come_nearer()

    def bare(self, progress: float) -> None:
        """Let the pixels' numbers fade, and with them the zeros around them."""
        self.picture.show_rim(1 - progress)
        self.picture.show_numbers(1 - progress)

    def leave_numbers(self, progress: float) -> None:
        """Let all that is written fade, and the frame round the map."""
        picture = self.picture
        if not blank_moves(self.results.image):
            self.bare(progress)
        picture.frame.set_stroke(opacity=1 - progress)
        picture.written = 1 - progress
        picture.fill(picture.responses, picture.filled)

    def shrinking(self) -> Callable[[float], None]:
        """Return what lets digit and map take their places in the layer."""
        picture, tiles = self.picture, self.tiles
        box, rim = tiles.boxes[self.which], (np.array(picture.image.shape) + 2).tolist()
        start = picture.map_middles
        end = lattice(picture.image.shape, np.array([box.low[0], box.high[1]]), tiles.pitch)
        pixels = lattice(tuple(rim), picture.digit_corner + RIM * picture.pitch, picture.pitch)
        goal = self.small_pixels()

        def shrink(progress: float) -> None:
            size = picture.map_pitch + progress * (tiles.pitch - picture.map_pitch)
            picture.cells.set_boxes(start + progress * (end - start), FULL * size)
            size = picture.pitch + progress * (self.small - picture.pitch)
            picture.pixels.set_boxes(pixels + progress * (goal - pixels), FULL * size)

        return shrink

    @property
    def small(self) -> float:
        """Side of a pixel of the digit beside the layer."""
        return float(self.layer_layout.digit.size[0]) / self.results.image.shape[1]

    def small_pixels(self) -> np.ndarray:
        """Return the middles of pixels and rim beside the layer (rows + 2, columns + 2, 2)."""
        digit, (rows, columns) = self.layer_layout.digit, self.results.image.shape
        corner = np.array([digit.low[0], digit.high[1]]) + RIM * self.small
        return lattice((rows + 2, columns + 2), corner, self.small)

    def move_large(self) -> None:
        """Move the digit by a pixel, its map along with it, and both back."""
        picture = self.picture
        moved = MovedDigit(picture, self.results, self.which, self.place)
        self.drive(picture, self.bare, 0.5)
        self.remove(picture)
        self.add(moved)
        self.hero = (moved,)
        by = blank_moves(self.results.image)[0]

        def move(columns: float) -> None:
            moved.move(columns)

        def frame(seen: float) -> None:
            for each in (moved.window, moved.marker):
                each.set_stroke(opacity=seen)

        frame(0.0)
        self.drive(moved, frame, 0.4)
        self.drive(moved, lambda p: move(p * by), 1.4)
        self.come_nearer()
        self.drive(moved, lambda p: move((1 - p) * by), 0.8)
        self.drive(moved, lambda p: frame(1 - p), 0.3)
        self.remove(moved)
        picture.rectify(self.responses, 1.0)
        self.add(picture)
        self.hero = (picture,)

    def framed(self, area: Area) -> Rectangle:
        """Return a frame round what is looked at."""
        wide, high = area.size + 0.08 * self.stage.scale
        frame = Rectangle(width=wide, height=high, color=self.theme.highlight, stroke_width=4)
        return frame.move_to(at(*area.centre))

    def move_small(self, move: int) -> None:
        """Move the digit beside the layer by a pixel, all maps along; the outputs answer anew."""
        run, picture, tiles = self.results, self.picture, self.tiles
        by = blank_moves(run.image)[move]
        before = np.maximum(run.maps(run.last_step), 0)
        image = moved_by(run.image, by)
        after = np.maximum(feature_maps(image, *run.filters(run.last_step)), 0)
        home = self.small_pixels()
        seen = np.zeros(home.shape[:2])
        seen[1:-1, 1:-1] = 1.0
        comes, leaves = (0, -2) if by > 0 else (-1, 1)

        def draw(progress: float) -> None:
            shown = seen.copy()
            shown[1:-1, comes], shown[1:-1, leaves] = progress, 1 - progress
            shift = np.array([by * progress * self.small, 0.0])
            picture.pixels.set_boxes(home + shift, FULL * self.small)
            picture.pixels.set_colours(picture.shades, shown)
            tiles.move(before, after, by, progress)
            self.bars.turn(run.shares[-1], run.moved_shares[move], progress)

        self.drive_in_place(draw, 2.0)
