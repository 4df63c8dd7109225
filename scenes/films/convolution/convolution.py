"""What a filter makes of a digit, number by number; then a layer of filters learns.

The digit stands still; a filter is laid over it, works out one response, slides over all places and
fills its map. The map then becomes one of those of the whole layer, which is watched as it trains.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import (
    FadeIn,
    FadeOut,
    ManimColor,
    interpolate_color,
    linear,
    smooth,
)

from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_stage import LAID
from scenes.films.convolution.digit_and_map import ALONE, ANSWER, answer_text
from scenes.films.convolution.moving_story import MovingStory
from scenes.mobjects.frame import at
from scenes.mobjects.text import LiveNumber
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area

MARGIN = 0.05
"""Room round what is near, as a share of what is seen."""
STOP = 0.6
"""Seconds for which a response is looked at."""
FAR = 0.93
"""Zoom at which the film opens, relative to that at which digit and filter fill the frame."""
LANDED = 0.85
"""Share of its flight from which on a response is written as in its cell."""
ROUND = 0.4
"""Share of its flight for which a response waits in an upright frame, till the digit is small."""
SEARCH = ((1, 1), (1, 6), (6, 1), (6, 6))
"""Rows and columns by which the window wanders while it is asked what the film answers."""


class Convolution(MovingStory):
    """A filter that slides over a digit, and the maps of a layer that learns."""

    acts: ClassVar = (
        "digit", "weights", "products", "sliding", "rectified", "layer", "learning", "answer"
    )  # fmt: skip

    def digit(self) -> None:
        """Ask what the film answers, over the whole digit; then write its numbers."""
        picture = self.picture
        near = self._view_of(picture.digit_box, MARGIN)
        picture.frame.set_stroke(opacity=0)
        self._aim(View(near.centre, FAR * near.zoom))
        picture.show_numbers(0.0)
        corners = np.array(SEARCH, dtype=float)
        picture.put_window(corners[0])
        self.open_with(picture, picture.window, hero=(picture,))
        self.say(words.question())

        def wander(progress: float) -> None:
            way = progress * (len(corners) - 1)
            leg = min(int(way), len(corners) - 2)
            share = smooth(way - leg)
            picture.put_window(corners[leg] + share * (corners[leg + 1] - corners[leg]))

        self.drive(picture.window, wander, max(2.6, self.reading_time()), linear)
        self.say(words.opening(self.results))
        self.act(FadeOut(picture.window), seconds=0.4)
        self.move_camera(
            near,
            lambda p: picture.show_numbers(p, inside=self.seen),
            self.reading_time(),
        )

    def weights(self) -> None:
        """Show a filter beside the digit, lay it over nine pixels, and go close."""
        picture, card = self.picture, self.card
        start, pitch = picture.filter_middle, picture.pitch
        card.put(start, ALONE * pitch, 0.0)
        self.add(card)
        self.say("A filter: nine learned weights, blue above 0, orange below.")
        both = self._view_of(picture.with_filter, MARGIN)

        def appear(progress: float) -> None:
            cells, numbers = min(2 * progress, 1.0), max(2 * progress - 1, 0.0)
            card.put(start, ALONE * pitch, cells, numbers)

        self.move_camera(both, appear, 1.2)
        self.come_nearer()
        self.say("It is laid over nine pixels.")
        picture.put_window(np.array(self.place))
        self.goal = goal = picture.window_at(np.array(self.place))

        def lay(progress: float) -> None:
            seen = 1 - progress * (1 - LAID)
            size = (ALONE + progress * (1 - ALONE)) * pitch
            card.put(start + progress * (goal.centre - start), size, seen)
            picture.show_numbers(inside=self.seen, under=[card.area])

        self.drive(card, lay, 1.6)
        self.act(FadeIn(picture.window), seconds=0.4)
        # Room for the numbers in the corner: above what is looked at, or to the right of it.
        room_for = np.array([0.0, 1.1] if self.stage.is_upright else [2.6, 0.0])
        near = self._view_of(Area(goal.low, goal.high + room_for * pitch), 0.04)
        self.move_camera(near, self.close_in, 1.6)

    def products(self) -> None:
        """Multiply the nine weights by their pixels, one after another, and add up."""
        picture, cells, card, worked = self.picture, self.cells, self.card, self.worked

        def open_up(progress: float) -> None:
            seen = LAID + progress * (1 - LAID)
            card.put(self.goal.centre, picture.pitch, seen, lifted=progress)
            cells.display(max(2 * progress - 1, 0), 0.0)

        self.say(words.one_product(worked))
        self.add(cells)
        self.sums.write(words.number_text(0.0), "", "")
        labels = [name for name, _ in self.sums[0][1]]
        for label in labels[1:]:
            label.set_fill(opacity=0)
        self.add(self.rule.set_stroke(opacity=0))
        self.act(Drive(cells, open_up, rate_func=smooth), FadeIn(self.sums), seconds=1.2)
        self.act(FadeIn(cells.light), seconds=0.3)

        def multiply(progress: float) -> None:
            cells.display(1.0, 9 * progress)
            so_far = cells.sum_of(int(9 * progress + 0.5))
            self.sums.write(words.number_text(so_far), "", "")

        self.drive_in_place(multiply, max(4.4, self.reading_time()), linear)
        self.say(words.response(worked))

        def add_up(progress: float) -> None:
            texts = [words.number_text(value) for value in (worked.bias, worked.response)]
            self.sums.write(words.number_text(worked.total), *texts)
            for k, parts in enumerate(self.sums[0][1][1:]):
                parts.set_fill(opacity=float(np.clip(2 * progress - k, 0, 1)))
            self.rule.set_stroke(opacity=float(np.clip(2 * progress - 1, 0, 1)))

        self.act(Drive(self.sums, add_up), FadeOut(cells.light), seconds=1.2)
        self.come_nearer()

    def sliding(self) -> None:
        """Let the response fly into the map, and slide the filter over all other places."""
        picture = self.picture
        here = np.zeros(picture.image.shape)
        here[self.place] = 1.0
        self.say("It goes into a map, rounded, in the place of the middle pixel.")
        self.fly_into_map(here)
        places = self.snake()
        self.say("The same nine weights slide over all places. Beyond the edge, pixels are 0.")
        first = np.array([self.place, places[0]])

        def depart(progress: float) -> None:
            self.lay(first[0] + progress * (first[1] - first[0]), max(1 - 2 * progress, 0.0))
            picture.show_rim(progress, under=[self.card.area])
            reached = here.copy()
            reached[0, 0] = max(here[0, 0], 2 * progress - 1)
            picture.fill(self.responses, reached)

        self.drive_in_place(depart, 1.5)
        row = picture.image.shape[1]
        self.slide(places[:row], 2.0)
        self.slide(places[row - 1 :], 2.8)
        self.act(FadeOut(self.card), seconds=0.4)
        self.drive_in_place(self.uncover, 0.4)
        spot = self.point_at(places[-1], self.place)
        self.say(words.finding(self.results))
        self.beat(STOP)
        other = words.second_place(self.results)
        if other is not None:
            self.point_at(spot, other)
        self.let_read(0.8)
        self.act(FadeOut(picture.window), FadeOut(picture.marker), seconds=0.4)

    def fly_into_map(self, here: np.ndarray) -> None:
        """Let the response shrink into its cell of the map while the camera goes back.

        Parameters
        ----------
        here : array (rows, columns)
            1 in that cell, else 0.
        """
        picture, cells, card, result = self.picture, self.cells, self.card, self.sums.numbers[-1]
        texts = words.number_text(self.worked.response), answer_text(self.worked.response)
        flying = LiveNumber(result.size, self.theme.highlight, align=0.5)
        end = picture.map_middle(np.array(self.place))
        size = ANSWER * picture.map_pitch
        ways = (
            np.array([result.get_center()[0], result.start[1], 0.0]),
            at(end[0], end[1] - 0.0055 * size),
        )
        flying.place(ways[0]).write(texts[0])
        self.pin(flying)
        self.add(flying)
        result.set_fill(opacity=0)

        def close(progress: float) -> None:
            cells.display(1 - progress, 9.0, 1 - progress)
            card.put(self.goal.centre, picture.pitch, lifted=1 - progress)

        gone = FadeOut(self.sums), FadeOut(self.rule)
        self.act(*gone, Drive(card, close, rate_func=smooth), seconds=0.6)
        self.remove(cells)

        def leave(progress: float) -> None:
            picture.frame.set_stroke(opacity=progress)
            self.close_in(1 - progress)
            flying.size = result.size + progress * (size - result.size)
            legs = np.full(3, progress)
            if self.stage.is_upright:  # past the digit, and then into the map
                legs = np.clip((progress - ROUND) / (1 - ROUND) * 2 - np.array([1, 0, 0]), 0, 1)
            flying.place(ways[0] + legs * (ways[1] - ways[0])).write(texts[int(progress > LANDED)])

        self.move_camera(self.home, leave, 2.0)
        colours = ManimColor(self.theme.highlight), ManimColor(picture.ink_on(self.worked.response))

        def land(progress: float) -> None:
            picture.fill(self.responses, progress * here)
            flying.set_fill(interpolate_color(*colours, progress))

        self.act(FadeIn(picture.marker), Drive(flying, land, rate_func=smooth), seconds=0.8)
        self.remove(flying)
        picture.written = 1.0
        picture.fill(self.responses, here)

    def point_at(self, start: np.ndarray, place: tuple[int, int]) -> np.ndarray:
        """Move the window, and the marker in the map, from one place to another, and return it."""
        end = np.array(place)
        self.drive_in_place(lambda p: self.picture.put_window(start + p * (end - start)), 0.7)
        return end

    def rectified(self) -> None:
        """Let ReLU take away what is below 0."""
        picture, responses = self.picture, self.responses
        self.say(words.rectified(self.results))

        self.drive_in_place(lambda progress: picture.rectify(responses, progress), 1.5)
        self.come_nearer()

    def learning(self) -> None:
        """Show what the layer was before training, and train it."""
        self.say("Before training, all weights are random.")
        self.drive_in_place(self.untrain, 1.2)
        self.show_step(0)
        self.pin(self.step, self.accuracy)
        self.act(FadeIn(self.step), FadeIn(self.accuracy), seconds=0.6)
        self.come_nearer()
        self.say(
            "Now it learns to read digits. This {digit} is new to it.", digit=self.results.label
        )
        self.train(3.6)
        self.say(words.trained(self.results))
        self.come_nearer()
