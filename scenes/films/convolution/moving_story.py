"""How a map moves with the digit, what later layers make of that, and what a convolution is."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, linear

from engine.experiments.filters import blank_moves
from scenes.films.convolution import convolution_words as words
from scenes.films.convolution.layer_story import LayerStory
from scenes.films.convolution.moved_digit import MovedDigit
from scenes.storytelling.easing import gentle

LAST = ((1, 1), (1, 6), (3, 6), (3, 1), (6, 1), (6, 6))
"""Rows and columns by which the filter goes over the digit at last."""


class MovingStory(LayerStory):
    """The digit comes back, is moved by a pixel, and is read again."""

    def answer(self) -> None:
        """Move the digit: its map moves along, and the network reads it again."""
        self.bring_digit()
        move = words.best_move(self.results)
        if move is not None:
            self.say(words.moved(self.results))
            self.move_large(move)
        self.say(words.moral())
        self.slide_at_last()

    def bring_digit(self) -> None:
        """Let filter and map come back to where they stood, and the digit with them."""
        picture, layer, card = self.picture, self.own, self.laid
        self.fall_silent()
        gone = self.step, self.accuracy, self.bars, self.onward.first, self.onward.rest
        self.act(*map(FadeOut, gone), seconds=0.5)
        self.lay(np.array(self.spot), numbers=0.0)
        back = self.passing(self.over_digit, self.beside_outputs)
        self.add(picture.pixels, layer)
        self.drive(layer, lambda p: back(1 - p), 1.5)
        picture.written, whole = 0.0, np.ones(picture.image.shape)
        picture.fill(np.maximum(self.responses, 0), whole)
        self.remove(layer, picture.pixels)
        self.add(picture, card)
        self.hero = (picture,)

        def write(progress: float) -> None:
            picture.written = progress
            picture.fill(picture.responses, whole)

        self.drive(card, write, 0.5)

    def move_large(self, move: int) -> None:
        """Move the digit by a pixel, its map along with it; read it again; and move it back."""
        picture, run = self.picture, self.results
        by = blank_moves(run.image)[move]
        moved = MovedDigit(picture, run, self.laid_which, self.spot)
        marks = moved.window, moved.marker

        def frame(seen: float) -> None:
            for each in marks:
                each.set_stroke(opacity=seen)

        frame(0.0)
        self.remove(picture, self.laid)
        self.add(moved, self.laid)
        self.act(FadeOut(self.laid), seconds=0.4)
        self.hero = (moved,)
        self.drive(moved, frame, 0.4)
        self.drive(moved, lambda p: moved.move(p * by), 1.6)
        self.let_read(1.0)
        self.say(words.read_again(run, move))
        shown = moved.cells, moved.marker, *moved.answers
        self.read_bars.display(run.moved_shares[move])
        self.act(*map(FadeOut, shown), seconds=0.4)
        self.act(FadeIn(self.read_bars), seconds=0.6)
        self.let_read(2.0)
        self.act(FadeOut(self.read_bars), FadeOut(moved.window), seconds=0.4)
        self.act(FadeIn(moved.cells), seconds=0.3)
        self.act(*map(FadeIn, moved.answers), seconds=0.2)
        frame(0.0)
        self.drive(moved, lambda p: moved.move((1 - p) * by), 0.7)
        self.remove(moved)
        self.add(picture)
        self.hero = (picture,)

    def slide_at_last(self) -> None:
        """Let the filter go over the whole digit once more."""
        picture, card = self.picture, self.laid
        stops = np.array(LAST, dtype=float)
        self.lay(stops[0], numbers=0.0)
        self.act(FadeIn(card), FadeIn(picture.window), seconds=0.4)

        def go(progress: float) -> None:
            way = progress * (len(stops) - 1)
            leg = min(int(way), len(stops) - 2)
            self.lay(stops[leg] + (way - leg) * (stops[leg + 1] - stops[leg]), numbers=0.0)

        self.drive(card, lambda p: go(gentle(p)), max(4.2, self.reading_time()), linear)
        self.come_nearer(1.8)
