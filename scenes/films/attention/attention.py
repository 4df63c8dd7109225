"""Where a one-block transformer looks while it learns to sort.

One picture all through: the attention matrix of a list, of the trained network, the untrained one,
while it trains, and with its columns in order; at last the scores of all pairs.
"""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import Create, FadeIn, FadeOut, linear, smooth, smoothstep

from scenes.films.attention import attention_words as words
from scenes.films.attention.attention_stage import AttentionStage
from scenes.storytelling.drive import Drive
from scenes.storytelling.easing import gentle


class Attention(AttentionStage):
    """An attention matrix that forms while a network learns to sort."""

    acts: ClassVar = (
        "question", "untrained", "training", "another_list", "order", "scores", "pairs", "answer"
    )  # fmt: skip

    def question(self) -> None:
        """Begin with the trained network's matrix, and say what its rows and columns are."""
        matrix, rows = self.matrix, len(self.at_hand) - 1
        self.open_with(matrix, self.step, self.sorted, hero=(matrix,))
        self.say("{count} numbers, to be written in rising order.", count=rows + 1)
        self.come_nearer()
        matrix.frame_row(0)
        self.say("A transformer does it row by row. It sees the list, and what it wrote last.")
        self.act(FadeIn(matrix.frame), seconds=0.4)

        def sweep(progress: float) -> None:
            row, share = divmod(rows * progress, 1.0)
            matrix.frame_row(row + smoothstep(share))

        self.drive_in_place(sweep, max(self.reading_time(), 4.0), linear)
        self.say("The stronger a colour, the more its row looks at that number. This is attention.")
        self.row = row = words.clear_row(self.results, self.at_hand)
        self.drive_in_place(
            lambda p: matrix.frame_row(rows + (row - rows) * p), self.reading_time(), gentle
        )

    def untrained(self) -> None:
        """Go back to the start, and look at a single row: how its attention is spread then."""
        matrix, run, row = self.matrix, self.results, self.row
        self.say("Who taught it where to look? Back to the start.")
        self.train(self.last, 0, max(2.5, self.reading_time()))
        texts = [words.share_text(share) for share in run.attention(self.at_hand, 0)[row]]
        self.say(words.untrained(run, row))

        def single_out(progress: float) -> None:
            matrix.quieten(row, progress)
            matrix.write_inside(row, texts, progress)

        self.drive_in_place(single_out, 1.0)
        self.come_nearer()
        self.say(words.guess(run, row))
        self.come_nearer()
        self.say("Now it trains, on other lists. Fed: the right numbers so far, whatever it wrote.")
        self.act(FadeOut(matrix.frame), seconds=0.4)
        self.drive_in_place(lambda p: single_out(1 - p), 0.8)

    def training(self) -> None:
        """Let the matrix form, at an even pace."""
        self.train(0, self.last, 9.5)
        self.say(words.trained(self.results))
        self.come_nearer()

    def another_list(self) -> None:
        """Give the trained network other numbers: it looks elsewhere."""
        matrix, run = self.matrix, self.results
        before, after = run.lists[:2]
        start, end = (run.attention(each, self.last) for each in (before, after))
        self.say("Another list: it looks elsewhere. What counts is the number, not its place.")

        def change(progress: float) -> None:
            is_new = progress > 0.5
            numbers, seen = (after if is_new else before), abs(2 * progress - 1)
            matrix.put_list(numbers, seen)
            matrix.write_next(run.guesses[-1, int(is_new)], np.sort(numbers), seen)
            matrix.show_shares((1 - progress) * start + progress * end)

        self.drive_in_place(change, 1.6)
        self.at_hand = after
        self.come_nearer()

    def order(self) -> None:
        """Put the columns in rising order, one after another."""
        matrix, run = self.matrix, self.results
        self.say("Now put the columns in rising order.")
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
        self.say(words.sure(run))
        self.come_nearer()

    def scores(self) -> None:
        """Look behind the shares: the scores, and how softmax makes shares of them."""
        matrix, run = self.matrix, self.results
        row = self.row = words.clear_row(run, self.at_hand)
        scores = run.scores(self.at_hand, self.last)
        weights = run.attention(self.at_hand, self.last)
        shares, signed = (
            [text(float(value)) for value in values[row]]
            for text, values in ((words.share_text, weights), (words.score_text, scores))
        )
        matrix.frame_row(row)
        self.say("Why there? The number written last asks: a query. Each of the list offers a key.")
        self.act(FadeIn(matrix.frame), seconds=0.5)

        def single_out(progress: float) -> None:
            matrix.quieten(row, progress)
            matrix.write_inside(row, shares, progress)

        self.drive_in_place(single_out, max(1.0, self.reading_time(1.0)))
        self.say(words.score(run, row, self.at_hand))

        def turn(progress: float) -> None:
            matrix.turn_to_scores(weights, scores, progress)
            texts = signed if progress > 0.5 else shares
            matrix.write_inside(row, texts, abs(2 * progress - 1))

        self.drive_in_place(turn, max(1.6, self.reading_time(1.6)))
        self.come_nearer()
        self.say(words.share(run, row, self.at_hand))
        self.drive_in_place(lambda p: turn(1 - p), 1.6)
        self.come_nearer(1.0)
        self.say("The scores of the other rows. Blue: above 0; orange: below.")

        def turn_all(progress: float) -> None:
            matrix.quieten(row, 1 - progress)
            matrix.turn_to_scores(weights, scores, progress)
            matrix.write_inside(row, shares, max(1 - 2 * progress, 0.0))

        self.drive_in_place(turn_all, max(1.5, self.reading_time(1.5)))

    def pairs(self) -> None:
        """Let the matrix shrink into the map of all pairs, and watch that map form."""
        matrix, run, numbers = self.matrix, self.results, self.at_hand
        chart = self.map
        scores = run.scores(numbers, self.last)
        matrix.show_scores(scores)
        chart.display(run.pairs(self.last)[: run.numbers])
        centres, sizes = matrix.resting()
        goals = chart.centres(numbers[None, :], np.sort(numbers)[:-1, None])
        gone = np.concatenate([goals[:1], goals])
        around = (*matrix.heads, *matrix.asked, *matrix.written, matrix.labels, matrix.frame)
        self.say("All pairs: a row for each number written last, a column for each looked at.")
        self.act(*map(FadeOut, around), seconds=0.5)

        def shrink(progress: float) -> None:
            matrix.opacity[0] = 1 - progress
            matrix.cells.set_boxes(
                (1 - progress) * centres + progress * gone,
                (1 - progress) * sizes + progress * chart.pitch,
            )
            matrix.paint(matrix.colours)
            chart.picture.set_opacity(max(2 * progress - 1, 0.0))

        self.add(chart.picture.set_opacity(0.0), matrix.cells)
        self.act(Drive(matrix.cells, shrink, rate_func=smooth), FadeIn(chart), seconds=2.0)
        self.remove(matrix.cells)
        self.hero = (chart, chart.picture)
        self.come_nearer()
        self.say(words.cliff(run))
        self.act(Create(chart.equal), seconds=1.5)
        self.come_nearer()
        self.say(words.forming(run))
        self.act(FadeOut(chart.equal), seconds=0.4)
        self.form(self.last, 0, 2.0)
        self.form(0, self.last, 6.5)

    def answer(self) -> None:
        """Say what was learned."""
        self.say(words.moral(self.results))
        self.come_nearer(2.5)
