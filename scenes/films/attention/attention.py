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
from scenes.films.attention.lit_row import LitRow
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
        rest = max(self.reading_time(), 3.4)
        self.drive_in_place(lambda p: sweep(first + (1 - first) * p), rest, linear)
        self.say("Attention: the stronger a colour, the more its row looks at that number.")

        def back(progress: float) -> None:
            matrix.frame_row(rows + progress * (self.row - rows))

        self.drive_in_place(back, 1.0)
        self.come_nearer()

    def untrained(self) -> None:
        """Go back to the start: attention is spread over all numbers then."""
        self.say("Who taught it where to look? Back to the start.")
        self.act(FadeOut(self.matrix.frame), *map(FadeIn, (self.step, self.sorted)), seconds=0.4)
        self.train(self.last, 0, max(2.0, self.reading_time()))
        self.say("It trains on other lists. Each row is given the right number to begin with.")

    def training(self) -> None:
        """Let the matrix form, with pauses at which it can be read."""
        run = self.results
        before = 0
        for step in words.halts(run):
            self.train(before, step, 2.3)
            self.say(words.halted(run, step))
            self.come_nearer()
            before = step
        self.train(before, self.last, 2.3)
        self.say(words.trained(run))
        self.come_nearer()

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
        """Let the matrix shrink into the map of all pairs, and watch that map form."""
        matrix, run, numbers = self.matrix, self.results, self.at_hand
        chart = self.map
        pictures = chart.picture, chart.bar
        scores = run.scores(numbers, self.last)
        weights = run.attention(numbers, self.last)
        chart.display(run.pairs(self.last)[: run.numbers])
        centres, sizes = matrix.resting()
        goals = chart.centres(numbers[None, :], np.sort(numbers)[:-1, None])
        gone = np.concatenate([goals[:1], goals])
        around = (*matrix.heads, *matrix.asked, *matrix.written, matrix.labels)
        self.say(words.cliff(run))
        self.drive_in_place(lambda p: matrix.turn_to_scores(weights, scores, p), 1.2)
        self.act(*map(FadeOut, around), seconds=0.5)

        def shrink(progress: float) -> None:
            matrix.opacity[0] = 1 - progress
            matrix.cells.set_boxes(
                (1 - progress) * centres + progress * gone,
                (1 - progress) * sizes + progress * chart.pitch,
            )
            matrix.paint(matrix.colours)
            for picture in pictures:
                picture.set_opacity(max(2 * progress - 1, 0.0))

        for picture in pictures:
            self.add(picture.set_opacity(0.0))
        self.add(matrix.cells)
        late = squish_rate_func(smooth, 0.6, 1)
        self.act(
            Drive(matrix.cells, shrink, rate_func=smooth),
            FadeIn(chart, rate_func=late),
            seconds=1.7,
        )
        self.remove(matrix.cells)
        self.hero = (chart, *pictures)
        self.act(Create(chart.equal), seconds=0.8)
        self.come_nearer()

    def answer(self) -> None:
        """Light the row that was worked out, and say what was learned."""
        chart, bench = self.map, self.bench
        row = self.results.pairs(self.last)[bench.last]
        lit = LitRow(chart, row, bench.last, bench.list)
        self.say(words.again(bench))
        self.act(FadeOut(chart.equal), seconds=0.4)
        self.drive(lit, lit.draw, 1.4)
        self.come_nearer()
        self.say(words.moral(self.results))
        self.come_nearer(1.5)
