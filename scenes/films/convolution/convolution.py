"""What a filter makes of a digit, number by number; then a layer of filters learns.

The digit stands still; a filter is laid over it, works out one response, slides over all places and
fills its map. The map then becomes one of those of the whole layer, which is watched as it trains.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import (
    Create,
    FadeIn,
    FadeOut,
    Mobject,
    Rectangle,
    VGroup,
    linear,
    smooth,
    squish_rate_func,
)

from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_stage import GLASS, LAID, ConvolutionStage
from scenes.films.convolution.digit_and_map import FULL
from scenes.mobjects.cell_grid import lattice
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area, area_of

CARD = 0.27
"""Pitch of the filter by itself, as a share of the map's height."""
RIM = np.array([-1.0, 1.0])
"""From the digit's corner to that of its rim of zeros, in cells."""
FAR = 0.93
"""Zoom at which the film opens, relative to that at which the digit fills the frame."""


class Convolution(ConvolutionStage):
    """A filter that slides over a digit, and the maps of a layer that learns."""

    acts: ClassVar = (
        "digit", "weights", "products", "sliding", "rectified", "layer", "learning", "answer"
    )  # fmt: skip

    def digit(self) -> None:
        """Begin with the whole digit, and come nearer."""
        picture = self.picture
        near = self._view_of(picture.digit_box, 0.0)
        picture.frame.set_stroke(opacity=0)
        self._aim(View(near.centre, FAR * near.zoom))
        picture.show_numbers(0.0)
        self.open_with(picture, hero=(picture,))
        self.say(words.opening(self.results))
        self.move_camera(
            near,
            lambda p: picture.show_numbers(p, inside=self.seen),
            max(3.0, self.reading_time()),
        )

    def weights(self) -> None:
        """Go back until the filter is seen, too, and lay it over nine pixels."""
        picture, card = self.picture, self.card
        start, pitch = picture.map_box.centre, CARD * float(picture.map_box.size[1])
        card.put(start, pitch, 0.0)
        self.add(card)
        self.say("A filter: nine weights that were learned. Blue: above 0; orange: below.")

        def open_up(progress: float) -> None:
            cells, written = np.clip([5 * progress - 3.5, 10 * progress - 9], 0, 1).tolist()
            card.put(start, pitch, cells, written)
            picture.frame.set_stroke(opacity=progress)
            self.show_numbers()

        self.move_camera(self.home, open_up, 2.5)
        self.come_nearer()
        self.say("It is laid over nine pixels.")
        picture.put_window(np.array(self.place))
        self.goal = goal = picture.window_at(np.array(self.place))

        def lay(progress: float) -> None:
            centre = start + progress * (goal.centre - start)
            seen = 1 - progress * (1 - LAID)
            card.put(centre, pitch + progress * (picture.pitch - pitch), seen)
            picture.show_numbers(under=[card.area])

        self.drive(card, lay, 1.8)
        self.act(FadeIn(picture.window), seconds=0.4)
        # Room for the numbers in the corner: above what is looked at, or to the right of it.
        room = np.array([0.0, 0.8] if self.stage.is_upright else [1.3, 0.0]) * picture.pitch
        near = self._view_of(Area(goal.low, goal.high + room), 0.04)
        self.go(near, 2.0, close=True)

    def products(self) -> None:
        """Multiply the nine weights by their pixels, one after another, and add up."""
        picture, cells, card, worked = self.picture, self.cells, self.card, self.worked

        def open_up(progress: float) -> None:
            card.put(self.goal.centre, picture.pitch, LAID * max(1 - 2 * progress, 0))
            cells.display(max(2 * progress - 1, 0), 0.0)

        self.say(words.one_product(worked))
        self.add(cells)
        self.sums.write(words.number_text(0.0), "", "")
        self.act(Drive(cells, open_up, rate_func=smooth), FadeIn(self.sums), seconds=1.2)
        self.remove(card)
        self.act(FadeIn(cells.light), seconds=0.3)

        def multiply(progress: float) -> None:
            cells.display(1.0, 9 * progress)
            so_far = cells.sum_of(int(9 * progress + 0.5))
            self.sums.write(words.number_text(so_far), "", "")

        self.drive_in_place(multiply, max(6.5, self.reading_time()), linear)
        self.say(words.response(worked))

        def add_up(progress: float) -> None:
            texts = [words.number_text(value) for value in (worked.bias, worked.response)]
            self.sums.write(words.number_text(worked.total), *texts)
            for k, number in enumerate(self.sums.numbers[1:]):
                number.set_fill(opacity=float(np.clip(2 * progress - k, 0, 1)))

        self.act(Drive(self.sums, add_up), FadeOut(cells.light), seconds=1.2)
        self.come_nearer()

    def sliding(self) -> None:
        """Put the response into the map, and slide the filter over all other places."""
        picture, cells = self.picture, self.cells
        here = np.zeros(picture.image.shape)
        here[self.place] = 1.0
        self.say("It goes into a map, in the place of the middle pixel.")

        self.act(FadeOut(self.sums), seconds=0.4)

        def leave(progress: float) -> None:
            cells.display(max(1 - 2 * progress, 0), 9.0, max(1 - 2 * progress, 0))
            self.show_numbers(1 - progress)

        self.move_camera(self.home, leave, 2.0)
        self.remove(cells)

        def give(progress: float) -> None:
            picture.written = progress
            picture.fill(self.responses, progress * here)
            picture.show_numbers(1 - progress, under=[self.goal])

        self.act(Drive(picture.cells, give, rate_func=smooth), FadeIn(picture.marker), seconds=1.2)
        places = self.snake()
        self.say("The same nine weights slide over all places. Beyond the edge, pixels are 0.")
        first = np.array([self.place, places[0]])
        card = self.card
        card.put(self.goal.centre, picture.pitch, 0.0)
        self.remove(picture.window, picture.marker)
        self.add(card, picture.window, picture.marker)

        def depart(progress: float) -> None:
            picture.show_rim(progress)
            self.lay(first[0] + progress * (first[1] - first[0]))
            card.put(card.area.centre, picture.pitch, GLASS * min(2 * progress, 1.0), 0.0)
            reached = here.copy()
            reached[0, 0] = max(here[0, 0], 2 * progress - 1)
            picture.fill(self.responses, reached)

        self.drive_in_place(depart, 1.5)
        row = picture.image.shape[1]
        self.slide(places[:row], 4.0)
        self.slide(places[row - 1 :], 6.0)
        self.say(words.finding(self.results))
        self.act(FadeOut(card), seconds=0.4)
        self.point_at(places[-1], np.array(self.place))
        self.come_nearer()
        place = self.place
        if (remark := words.edge(self.results)) is not None:
            self.say(remark)
            place = words.strongest_place(self.results)
            self.point_at(np.array(self.place), np.array(place))
            self.come_nearer()
        if (remark := words.background(self.results)) is not None:
            self.say(remark)
            before, place = place, words.blank_place(self.results)
            self.point_at(np.array(before), np.array(place))
            self.come_nearer()

        def leave_map(progress: float) -> None:
            picture.written = 1 - progress
            picture.fill(picture.responses, picture.filled)

        left = FadeOut(picture.window), FadeOut(picture.marker)
        self.act(Drive(Mobject(), leave_map), *left, seconds=0.4)

    def point_at(self, start: np.ndarray, end: np.ndarray) -> None:
        """Move the window, and the marker in the map, from one place to another."""
        self.drive_in_place(lambda p: self.picture.put_window(start + p * (end - start)), 1.2)

    def rectified(self) -> None:
        """Let ReLU take away what is below 0."""
        picture, responses = self.picture, self.responses
        self.say(words.rectified(self.results))

        def cut(progress: float) -> None:
            left = np.where(responses < 0, (1 - progress) * responses, responses)
            picture.fill(left, picture.filled)

        self.drive_in_place(cut, 1.5)
        self.come_nearer()

    def layer(self) -> None:
        """Let the map take its place among those of the layer."""
        picture, tiles = self.picture, self.tiles
        box, shape = tiles.boxes[self.which], picture.image.shape
        start = picture.map_middles
        end = lattice(shape, np.array([box.low[0], box.high[1]]), tiles.pitch)
        others = [each for each in tiles if each is not tiles.maps[self.which]]
        rim = np.array(shape) + 2
        pixels = lattice(tuple(rim), picture.digit_corner + RIM * picture.pitch, picture.pitch)
        seen = self.seen_area
        small = float((seen.size / (np.array(shape[::-1]) + 1)).min())
        corner = seen.centre + np.array([-0.5, 0.5]) * small * rim[::-1]
        goal = lattice(tuple(rim), corner, small)
        self.say(
            "The layer has {count} filters. Each makes a map of its own.", count=self.results.count
        )

        self.drive_in_place(lambda p: picture.show_rim(1 - p), 0.4)

        def shrink(progress: float) -> None:
            size = picture.pitch + progress * (tiles.pitch - picture.pitch)
            picture.cells.set_boxes(start + progress * (end - start), FULL * size)
            size = picture.pitch + progress * (small - picture.pitch)
            picture.pixels.set_boxes(pixels + progress * (goal - pixels), FULL * size)

        self.shrink = shrink
        self.add(picture.pixels, picture.cells)
        self.act(
            Drive(picture.cells, shrink, rate_func=squish_rate_func(smooth, 0, 0.7)),
            FadeOut(picture.frame),
            *(FadeIn(each, rate_func=squish_rate_func(smooth, 0.3, 1)) for each in others),
            seconds=2.2,
        )
        self.remove(picture.cells, *others)
        self.add(tiles)
        self.hero = (picture.pixels, tiles)
        self.act(Create(self.links[0]), seconds=0.6)
        self.come_nearer()
        self.say("More layers go on from these maps, to ten outputs: how probable is each digit?")
        onward = [Create(each) for each in self.links[1:]]
        bars = FadeIn(self.bars, rate_func=squish_rate_func(smooth, 0.5, 1))
        self.act(*onward, bars, seconds=1.8)
        self.hero = (picture.pixels, tiles, self.bars)
        self.come_nearer()

    def learning(self) -> None:
        """Go back to the start of the training, and through it."""
        self.say(words.untrained(self.results))
        self.pin(self.step, self.accuracy)
        self.act(FadeIn(self.step), FadeIn(self.accuracy), seconds=0.5)
        self.train(1, 0, max(2.5, self.reading_time()))
        self.say("Now it learns to read digits. This one is not among those it learns from.")
        self.train(0, 1, 8.0)
        self.say(words.trained(self.results))
        self.come_nearer()

    def answer(self) -> None:
        """Say what the network answers, and what a convolution is."""
        self.say(words.answer(self.results))
        frames, seen = VGroup(), area_of(self.picture.pixels)
        rim = seen.size / (np.array(self.picture.image.shape[::-1]) + 2)
        digit = Area(seen.low + rim, seen.high - rim)
        for area in (digit, self.bars.row(self.results.read_as)):
            frame = Rectangle(
                width=area.size[0], height=area.size[1], color=self.theme.highlight, stroke_width=4
            )
            frames.add(frame.move_to(at(*area.centre)))
        self.act(Create(frames), seconds=1.0)
        self.come_nearer()
        self.say("It began with nine weights, the same at every place: a convolution.")
        self.slide_again(frames)
