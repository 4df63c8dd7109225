"""What a filter makes of a digit, number by number; then a layer of filters learns.

The digit stands still; a filter is laid over it, works out one response, slides over all places and
fills its map. The map then becomes one of those of the whole layer, which is watched as it trains.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, linear, smooth, squish_rate_func

from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_stage import ConvolutionStage
from scenes.films.convolution.digit_and_map import FULL
from scenes.mobjects.cell_grid import lattice
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area

CARD = 0.27
"""Pitch of the filter by itself, as a share of the map's height."""
FAR = 0.8
"""Zoom at which the film opens, relative to that at which the digit fills the frame."""
LAID = 0.85
"""Opacity of the filter where it lies on the pixels."""


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
        self.show_numbers()
        self.open_with(picture, hero=(picture,))
        self.say(words.opening(self.results))
        self.go(near, max(3.0, self.reading_time()))

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

        self.drive_in_place(multiply, max(7.5, self.reading_time()), linear)
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
            picture.fill(self.responses, progress * here)
            picture.show_numbers(1 - progress, under=[self.goal])

        self.act(Drive(picture.cells, give, rate_func=smooth), FadeIn(picture.marker), seconds=1.2)
        places = self.snake()
        self.say("The same nine weights slide over all places. Beyond the edge, pixels are 0.")
        first = np.array([self.place, places[0]])

        def depart(progress: float) -> None:
            picture.show_rim(progress)
            picture.put_window(first[0] + progress * (first[1] - first[0]))
            reached = here.copy()
            reached[0, 0] = max(here[0, 0], 2 * progress - 1)
            picture.fill(self.responses, reached)

        self.drive_in_place(depart, 1.5)
        row = picture.image.shape[1]
        self.slide(places[:row], 3.5)
        self.slide(places[row - 1 :], 7.0)
        self.act(FadeOut(picture.window), FadeOut(picture.marker), seconds=0.4)
        self.say(words.finding(self.results))
        self.come_nearer()
        for remark in (words.at_the_edge(self.results), words.background(self.results)):
            if remark is not None:
                self.say(remark)
                self.come_nearer()

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
        self.say(
            "The layer has {count} filters. Each makes a map of its own.", count=self.results.count
        )

        def shrink(progress: float) -> None:
            size = picture.pitch + progress * (tiles.pitch - picture.pitch)
            picture.cells.set_boxes(start + progress * (end - start), FULL * size)

        first, then = squish_rate_func(smooth, 0, 0.65), squish_rate_func(smooth, 0.5, 1)
        self.act(
            Drive(picture.cells, shrink, rate_func=first),
            *(FadeOut(each, rate_func=first) for each in (picture.pixels, picture.frame)),
            *(FadeIn(each, rate_func=then) for each in others),
            seconds=2.2,
        )
        self.remove(picture.cells, *others)
        self.add(tiles)
        self.hero = (tiles,)
        self.come_nearer()

    def learning(self) -> None:
        """Go back to the start of the training, and through it."""
        self.say(words.untrained(self.results))
        self.pin(self.step, self.accuracy)
        self.act(FadeIn(self.step), FadeIn(self.accuracy), seconds=0.5)
        self.train(self.last, 0, 2.5)
        self.come_nearer()
        self.say("Now it learns to read digits. This one is not among them.")
        self.train(0, self.last, 10.0)
        self.say(words.trained(self.results))
        self.come_nearer()

    def answer(self) -> None:
        """Say what a convolution is."""
        self.say("Nine weights, the same at every place: that is a convolution.")
        self.come_nearer(2.5)
