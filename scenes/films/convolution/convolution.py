"""What a filter makes of a digit, number by number; then a layer of filters learns.

The digit stands still; a filter is laid over it, works out one response, slides over all places and
fills its map. The map then becomes one of those of the whole layer, which is watched as it trains.
"""

from __future__ import annotations

from functools import partial
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
)

from engine.experiments.filters import blank_moves
from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.convolution_stage import GLASS, LAID
from scenes.films.convolution.filter_card import FilterCard
from scenes.films.convolution.layer_story import LayerStory
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.mobjects.frame import at
from scenes.storytelling.camera_moves import View
from scenes.storytelling.drive import Drive
from scenes.storytelling.stage import Area

CARD = 0.27
"""Pitch of the filter by itself, as a share of the room beside the digit."""
ROOM = 0.45
"""Least room for it, as a share of the digit's side."""
MARGIN = 0.06
"""Room round the digit when it is near, as a share of what is seen."""
STOP = 0.7
"""Seconds for which a strong response is looked at."""
FAR = 0.93
"""Zoom at which the film opens, relative to that at which the digit fills the frame."""


class Convolution(LayerStory):
    """A filter that slides over a digit, and the maps of a layer that learns."""

    acts: ClassVar = (
        "digit", "weights", "products", "sliding", "rectified", "layer", "learning", "answer"
    )  # fmt: skip

    def digit(self) -> None:
        """Begin with the whole digit, and come nearer."""
        picture = self.picture
        near = self._view_of(self.opening_area(), MARGIN)
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

    def opening_area(self) -> Area:
        """Return the digit, with room for the filter beside it or below it."""
        box, hero = self.picture.digit_box, self.stage.hero
        wide = float(hero.size[0] / hero.size[1])
        if wide > 1 + 2 * ROOM or 1 / wide > 1 + 2 * ROOM:
            return box  # there is room on both sides anyhow
        room = ROOM * box.size
        if wide >= 1:
            return Area(box.low, box.high + np.array([room[0], 0.0]))
        return Area(box.low - np.array([0.0, room[1]]), box.high)

    def weights(self) -> None:
        """Show a filter beside the digit, lay it over nine pixels, and go close."""
        picture, card, box = self.picture, self.card, self.picture.digit_box
        beside, below = self.seen.high[0] - box.high[0], box.low[1] - self.seen.low[1]
        room = float(max(beside, below))
        is_beside = beside >= below
        start = box.centre + (
            np.array([(box.size[0] + room) / 2, 0.0])
            if is_beside
            else np.array([0.0, -(box.size[1] + room) / 2])
        )
        pitch = CARD * room
        card.put(start, pitch, 0.0)
        self.add(card)
        self.say("A filter: nine weights that were learned. Blue: above 0; orange: below.")
        self.drive(card, lambda p: card.put(start, pitch, p), 0.8)
        self.come_nearer()
        self.say("It is laid over nine pixels.")
        picture.put_window(np.array(self.place))
        self.goal = goal = picture.window_at(np.array(self.place))

        def lay(progress: float) -> None:
            centre = start + progress * (goal.centre - start)
            seen = 1 - progress * (1 - LAID)
            card.put(centre, pitch + progress * (picture.pitch - pitch), seen)
            picture.show_numbers(inside=self.seen, under=[card.area])

        self.drive(card, lay, 1.6)
        self.act(FadeIn(picture.window), seconds=0.4)
        # Room for the numbers in the corner: above what is looked at, or to the right of it.
        room_for = np.array([0.0, 1.1] if self.stage.is_upright else [2.6, 0.0])
        near = self._view_of(Area(goal.low, goal.high + room_for * picture.pitch), 0.04)
        self.move_camera(near, self.close_in, 2.0)

    def products(self) -> None:
        """Multiply the nine weights by their pixels, one after another, and add up."""
        picture, cells, card, worked = self.picture, self.cells, self.card, self.worked

        def open_up(progress: float) -> None:
            seen, written = (LAID * max(1 - speed * progress, 0.0) for speed in (2, 4))
            card.put(self.goal.centre, picture.pitch, seen, written)
            cells.display(max(2 * progress - 1, 0), 0.0)

        self.say(words.one_product(worked))
        self.add(cells)
        self.sums.write(words.number_text(0.0), "", "")
        labels = [name for name, _ in self.sums[0][1]]
        for label in labels[1:]:
            label.set_fill(opacity=0)
        self.add(self.rule.set_stroke(opacity=0))
        self.act(Drive(cells, open_up, rate_func=smooth), FadeIn(self.sums), seconds=1.2)
        self.remove(card)
        self.act(FadeIn(cells.light), seconds=0.3)

        def multiply(progress: float) -> None:
            cells.display(1.0, 9 * progress)
            so_far = cells.sum_of(int(9 * progress + 0.5))
            self.sums.write(words.number_text(so_far), "", "")

        self.drive_in_place(multiply, max(5.5, self.reading_time()), linear)
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
        """Put the response into the map, and slide the filter over all other places."""
        picture, cells = self.picture, self.cells
        here = np.zeros(picture.image.shape)
        here[self.place] = 1.0
        self.say("It goes into a map, in the place of the middle pixel.")

        self.act(FadeOut(self.sums), FadeOut(self.rule), seconds=0.4)

        def leave(progress: float) -> None:
            picture.frame.set_stroke(opacity=progress)
            cells.display(max(1 - 2 * progress, 0), 9.0, max(1 - 2 * progress, 0))
            self.close_in(1 - progress, bared=max(2 * progress - 1, 0.0))

        self.move_camera(self.home, leave, 2.0)
        self.remove(cells)

        def give(progress: float) -> None:
            picture.written = progress
            picture.fill(self.responses, progress * here)
            picture.show_numbers(1 - progress)

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
        self.slide(places[:row], 3.5)
        self.slide(places[row - 1 :], 5.0)
        self.say(words.finding(self.results))
        before = places[-1]
        for strong in words.strong_places(self.results):
            self.point_at(before, np.array(strong), card)
            self.beat(STOP)
            before = np.array(strong)
        self.let_read(0.5)
        self.act(FadeOut(card), seconds=0.4)
        if (remark := words.background(self.results)) is not None:
            self.say(remark)
            self.point_at(before, np.array(words.blank_place(self.results)))
            self.come_nearer()

        def leave_map(progress: float) -> None:
            picture.written = 1 - progress
            picture.fill(picture.responses, picture.filled)

        left = FadeOut(picture.window), FadeOut(picture.marker)
        self.act(Drive(Mobject(), leave_map), *left, seconds=0.4)

    def point_at(self, start: np.ndarray, end: np.ndarray, card: FilterCard | None = None) -> None:
        """Move the window, and the marker in the map, from one place to another.

        With a filter, it is laid over the pixels on the way.
        """

        def point(progress: float) -> None:
            place = start + progress * (end - start)
            self.picture.put_window(place)
            if card is not None:
                self.lay(place)

        self.drive_in_place(point, 1.0)

    def rectified(self) -> None:
        """Let ReLU take away what is below 0."""
        picture, responses = self.picture, self.responses
        self.say(words.rectified(self.results))

        def cut(progress: float) -> None:
            left = np.where(responses < 0, (1 - progress) * responses, responses)
            picture.fill(left, picture.filled)

        self.drive_in_place(cut, 1.5)
        self.come_nearer()

    def learning(self) -> None:
        """Go back to the start of the training, and through it."""
        self.pin(self.step, self.accuracy)
        self.act(FadeIn(self.step), FadeIn(self.accuracy), seconds=0.5)
        self.say("Back to the start of the training …")
        self.train(1, 0, 2.0)
        self.say(words.untrained(self.results))
        self.come_nearer()
        self.say("Now it learns to read digits. This one is not among those it learns from.")
        self.train(0, 1, 7.0)
        self.say(words.trained(self.results))
        self.frames = VGroup()
        for area in (self.layer_layout.digit, self.bars.row(self.results.read_as)):
            frame = Rectangle(
                width=area.size[0], height=area.size[1], color=self.theme.highlight, stroke_width=4
            )
            self.frames.add(frame.move_to(at(*area.centre)))
        self.act(Create(self.frames), seconds=1.0)
        self.come_nearer()

    def answer(self) -> None:
        """Move the digit, and its map along with it."""
        ways = blank_moves(self.results.image)
        self.say(words.moved(self.results) if ways else words.moral())
        self.grow_out(self.frames, self.step, self.accuracy)
        moved = self.move_digit()
        before = 0
        for by in ways:
            if by != ways[0]:
                self.say(words.moral())
            self.drive(moved, partial(self.draw_moved, moved, before, by), 1.2 * abs(by - before))
            before = by
            self.come_nearer()
        if len(ways) == 1:
            self.say(words.moral())
        self.come_nearer(2.0)

    @staticmethod
    def draw_moved(moved: MovedDigit, start: int, end: int, progress: float) -> None:
        """Draw the digit on its way from one place to another."""
        moved.move(start + progress * (end - start))
