"""Where a one-block transformer looks while it learns to sort.

One picture all through: the attention matrix of a list. One of its rows is taken apart: query,
keys, scores, shares and values. Then the matrix is watched while the network trains, and its
columns are put in order; at last come the scores of all pairs.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, linear, smooth, smoothstep, squish_rate_func

from scenes.films.attention import attention_words as words
from scenes.films.attention.asking import Asking
from scenes.storytelling.drive import Drive


class Attention(Asking):
    """An attention matrix that forms while a network learns to sort."""

    acts: ClassVar = (
        "question", "query", "score", "value", "untrained", "training", "order", "pairs", "answer",
    )  # fmt: skip

    def question(self) -> None:
        """Begin while the trained network writes: the rows of its matrix come one by one."""
        matrix, rows = self.matrix, len(self.at_hand) - 1
        self.row = words.clear_row(self.results, self.at_hand)
        weights = self.results.attention(self.at_hand, self.last)

        def sweep(progress: float) -> None:
            row, share = divmod(rows * progress, 1.0)
            matrix.frame_row(row + smoothstep(min(2 * share, 1.0)))
            matrix.reveal(weights, 1 + row + max(2 * share - 1, 0.0))

        sweep(0.0)
        self.open_with(matrix, matrix.frame, hero=(matrix,))
        first = min(1.5 / rows, 1.0)
        self.drive_in_place(lambda p: sweep(first * p), 0.9, linear)
        self.say("{count} numbers. A transformer writes them in rising order.", count=rows + 1)
        rest = max(self.reading_time(), 3.0)
        self.drive_in_place(lambda p: sweep(first + (1 - first) * p), rest, linear)
        self.say("The attention matrix: the brighter, the more a row looks at that number.")

        def back(progress: float) -> None:
            matrix.frame_row(rows + progress * (self.row - rows))

        self.drive_in_place(back, 1.0)
        self.come_nearer()

    def untrained(self) -> None:
        """Go back to the start: attention is spread over all numbers then."""
        self.say("Who taught it where to look? Back to the start.")
        self.act(FadeOut(self.matrix.frame), *map(FadeIn, (self.step, self.sorted)), seconds=0.4)
        self.train(self.last, 0, max(1.6, self.reading_time()))
        self.say("It trains on other lists. Each row is given the right number to begin with.")

    def training(self) -> None:
        """Let the matrix form, with pauses at which it can be read."""
        run = self.results
        before = 0
        for step in (*words.halts(run), self.last):
            self.fall_silent()  # a sentence about one step is not true of the next
            self.train(before, step, 1.9)
            self.say(words.trained(run) if step == self.last else words.halted(run, step))
            self.come_nearer()
            before = step

    def order(self) -> None:
        """Put the columns in rising order, one after another."""
        matrix, run = self.matrix, self.results
        self.say("Now put the columns in rising order.")
        self.act(FadeOut(self.step), FadeOut(self.sorted), seconds=0.4)
        places, order = matrix.places.copy(), self.at_hand.argsort()
        for place, column in enumerate(order):
            came = places[column]
            if came == place:
                continue
            end = places + ((places >= place) & (places < came))
            end[column] = place
            self.carry(places, end, int(column))
            places = end
        self.say(words.diagonal(run, self.at_hand))
        self.come_nearer()

    def pairs(self) -> None:
        """Let the matrix shrink into the map of all pairs."""
        matrix, run, numbers, chart = self.matrix, self.results, self.at_hand, self.map
        self.scores = run.scores(numbers, self.last)
        self.shares = run.attention(numbers, self.last)
        chart.display(run.pairs(self.last)[: run.numbers])
        self.around = (*matrix.heads, *matrix.asked, *matrix.written, matrix.labels)
        self.say(words.cliff(run))
        self.drive_in_place(lambda p: matrix.turn_to_scores(self.shares, self.scores, p), 1.2)
        self.act(*map(FadeOut, self.around), seconds=0.5)
        for picture in (chart.picture, chart.bar):
            self.add(picture.set_opacity(0.0))
        self.add(matrix.cells)
        late = squish_rate_func(smooth, 0.6, 1)
        self.act(
            Drive(matrix.cells, self.shrink, rate_func=smooth),
            FadeIn(chart, rate_func=late),
            seconds=1.7,
        )
        self.remove(matrix.cells)
        self.hero = (chart, chart.picture, chart.bar)
        self.act(Create(chart.equal), seconds=0.8)
        self.come_nearer()

    def shrink(self, progress: float) -> None:
        """Move the cells of the matrix to their pairs in the map, which comes as they go."""
        matrix, chart, numbers = self.matrix, self.map, self.at_hand
        centres, sizes = matrix.resting()
        goals = chart.centres(numbers[None, :], np.sort(numbers)[:-1, None])
        gone = np.concatenate([goals[:1], goals])  # the first row follows on no number
        matrix.opacity[0] = 1 - progress
        matrix.cells.set_boxes(
            (1 - progress) * centres + progress * gone,
            (1 - progress) * sizes + progress * chart.pitch,
        )
        matrix.paint(matrix.colours)
        for picture in (chart.picture, chart.bar):
            picture.set_opacity(max(2 * progress - 1, 0.0))

    def answer(self) -> None:
        """Come back to the list, whose rows look along a diagonal, and say what was learned."""
        matrix, chart = self.matrix, self.map
        self.say(words.moral(self.results))
        soon, late = (squish_rate_func(smooth, *span) for span in ((0, 0.4), (0.5, 1)))
        self.add(matrix.cells)
        self.act(
            Drive(matrix.cells, lambda p: self.shrink(1 - p), rate_func=smooth),
            *(FadeOut(each, rate_func=soon) for each in (chart.equal, chart)),
            seconds=1.7,
        )
        self.remove(chart.picture, chart.bar)
        self.act(
            Drive(
                matrix.cells,
                lambda p: matrix.turn_to_scores(self.shares, self.scores, 1 - p),
                rate_func=smooth,
            ),
            *(FadeIn(each, rate_func=late) for each in self.around),
            seconds=1.2,
        )
        self.add(matrix)
        self.hero = (matrix,)
        self.come_nearer(2.0)
