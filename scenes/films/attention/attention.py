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
        """Begin with the list; the trained network writes, and its rows come one by one."""
        matrix, rows = self.matrix, len(self.at_hand) - 1
        self.row = words.clear_row(self.results, self.at_hand)
        weights = self.results.attention(self.at_hand, self.last)
        matrix.reveal(weights, 0.0)
        self.open_with(matrix, hero=(matrix,))
        self.say("{count} numbers, to be written in rising order.", count=rows + 1)
        self.come_nearer()
        matrix.frame_row(0)
        self.say("A transformer does it row by row. It sees the list, and what it wrote last.")
        self.act(FadeIn(matrix.frame), seconds=0.4)

        def sweep(progress: float) -> None:
            row, share = divmod(rows * progress, 1.0)
            matrix.frame_row(row + smoothstep(min(2 * share, 1.0)))
            matrix.reveal(weights, 1 + row + max(2 * share - 1, 0.0))

        self.drive_in_place(lambda p: matrix.reveal(weights, p), 0.6)
        self.drive_in_place(sweep, max(self.reading_time(), 4.2), linear)
        self.say("The stronger a colour, the more its row looks at that number: attention.")
        self.come_nearer()
        self.act(FadeOut(matrix.frame), seconds=0.3)
        matrix.frame_row(self.row)
        self.act(FadeIn(matrix.frame), seconds=0.4)

    def untrained(self) -> None:
        """Go back to the start: attention is spread over all numbers then."""
        self.say("Who taught it where to look? Back to the start.")
        self.act(FadeOut(self.matrix.frame), *map(FadeIn, (self.step, self.sorted)), seconds=0.4)
        self.train(self.last, 0, max(2.0, self.reading_time()))
        self.say("Now it trains on other lists. Each row begins with the right number.")

    def training(self) -> None:
        """Let the matrix form, at an even pace."""
        self.train(0, self.last, 5.0)
        self.say(words.trained(self.results))
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
        self.say("The scores of all pairs of numbers. Blue: above 0; orange: below.")
        self.drive_in_place(lambda p: matrix.turn_to_scores(weights, scores, p), 1.6)
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
            seconds=2.0,
        )
        self.remove(matrix.cells)
        self.hero = (chart, *pictures)
        self.come_nearer(0.6)
        self.say(words.cliff(run))
        self.act(Create(chart.equal), seconds=1.0)
        self.come_nearer()
        self.act(FadeOut(chart.equal), seconds=0.4)

    def answer(self) -> None:
        """Say what was learned."""
        self.say(words.moral(self.results))
        self.come_nearer(2.5)
