"""What a query, keys and values are, on one row of the matrix: as bars that are multiplied."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from manim import FadeIn, FadeOut, linear, smooth, squish_rate_func

from scenes.films.attention import attention_words as words
from scenes.films.attention.attention_stage import AttentionStage
from scenes.films.attention.key_bench import KeyBench
from scenes.films.attention.learned_tables import LearnedTables
from scenes.films.attention.score_columns import ScoreColumns
from scenes.films.attention.value_rows import ValueRows
from scenes.storytelling.drive import Drive


class Asking(AttentionStage):
    """The acts in which one row of the matrix is worked out.

    Attributes
    ----------
    row : int
        Of the matrix, the one that is taken apart.
    bench : KeyBench
    columns : ScoreColumns
    """

    row: int
    bench: KeyBench
    columns: ScoreColumns

    def come(
        self,
        rate: Callable[[float], float],
        spans: Mapping[str, tuple[float, float]],
        **goals: float,
    ) -> Drive:
        """Return how the bench is driven until parts of its story have come so far.

        Parameters
        ----------
        rate : callable
            Of each part.
        spans : dict of (float, float)
            When parts begin and end, as shares of the time, if not from 0 to 1.
        goals : float
        """
        bench = self.bench
        starts = {name: getattr(bench.come, name) for name in goals}

        def draw(progress: float) -> None:
            for name, goal in goals.items():
                begin, end = spans.get(name, (0.0, 1.0))
                share = rate(float(np.clip((progress - begin) / (end - begin), 0, 1)))
                setattr(bench.come, name, starts[name] + share * (goal - starts[name]))
            bench.draw()

        return Drive(bench, draw, rate_func=linear)

    def bring(
        self, seconds: float, rate: Callable[[float], float] = smooth, **goals: float
    ) -> None:
        """Drive the bench until parts of its story have come so far."""
        self.act(self.come(rate, {}, **goals), seconds=seconds)

    def query(self) -> None:
        """Take the row apart: the number written last has a query, one of the list has a key."""
        run, matrix = self.results, self.matrix
        self.bench = bench = KeyBench(run, self.at_hand, self.row, matrix, self.stage, self.theme)
        tables = bench.tables
        tables.draw()
        self.say(words.tables(bench))
        self.add(*tables.pictures, tables)
        around = (each for each in (*matrix, matrix.frame) if each is not matrix.cells)
        self.act(
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.3)) for each in around),
            FadeOut(matrix.cells, rate_func=squish_rate_func(smooth, 0.2, 0.7)),
            self.turn(tables, "shown", 1.0, begin=0.4),
            seconds=1.0,
        )
        self.remove(matrix)
        self.hero = (tables, *tables.pictures)
        self.act(self.turn(tables, "read", 1.0), seconds=1.0)
        self.come_nearer()
        self.say(words.asked(bench))
        self.act(self.turn(tables, "parted", 1.0), seconds=1.2)
        self.come_nearer()
        bench.draw()
        self.say(words.product(bench))
        self.add(bench)
        self.act(
            self.turn(tables, "gone", 1.0),
            self.come(smooth, {"lifted": (0.2, 1.0)}, lifted=1.0),
            seconds=1.5,
        )
        self.remove(tables, *tables.pictures)
        self.hero = (bench,)
        self.bring(1.0, multiplied=1.0)
        self.come_nearer()

    def score(self) -> None:
        """Add all products up; do so with every key, and let softmax make shares of the scores."""
        bench, matrix = self.bench, self.matrix
        self.say(words.added(bench))
        self.bring(1.2, squeezed=1.0)
        self.bring(2.0, linear, summed=1.0)
        self.say(words.divided(bench))
        self.bring(0.8, divided=1.0)
        self.come_nearer()
        self.columns = columns = ScoreColumns(bench, self.theme)
        columns.draw()
        self.say("With its own key, each number of the list gets its score.")
        self.add(columns)
        self.act(FadeOut(bench), self.turn(columns, "scored", 0.3), seconds=0.8)
        self.hero = (columns,)
        self.act(self.turn(columns, "scored", 1.0), seconds=max(1.6, self.reading_time()))
        self.say(words.powers(bench))
        self.act(self.turn(columns, "powered", 1.0), seconds=1.2)
        self.come_nearer()
        self.say(words.softened(bench))
        self.act(self.turn(columns, "shared", 1.0), seconds=1.0)
        self.come_nearer()
        self.say("These shares are one row of the matrix.")
        late = squish_rate_func(smooth, 0.5, 1)
        around = [each for each in matrix if each not in matrix.heads]  # those stand there already
        self.act(
            self.turn(columns, "returned", 1.0),
            *(FadeIn(each, rate_func=late) for each in (*around, matrix.frame)),
            seconds=1.4,
        )
        self.remove(*around, columns)
        self.add(matrix, matrix.frame)
        self.hero = (matrix,)
        self.come_nearer(0.6)

    def value(self) -> None:
        """Mix the values in these shares, and go back to the matrix."""
        matrix = self.matrix
        rows = ValueRows(self.results, self.bench, self.theme)
        rows.draw()
        self.say(words.value(rows))
        self.add(rows)
        around = (each for each in (*matrix, matrix.frame) if each is not matrix.cells)
        self.act(
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.3)) for each in around),
            FadeOut(matrix.cells, rate_func=squish_rate_func(smooth, 0.2, 0.8)),
            self.turn(rows, "valued", 1.0, begin=0.2),
            seconds=1.4,
        )
        self.remove(matrix)
        self.hero = (rows,)
        self.come_nearer()
        self.say("The mix: each value is shrunk to its share, then all are added up.")
        self.act(self.turn(rows, "weighted", 1.0), seconds=1.6)
        self.act(self.turn(rows, "mixed", 1.0, rate=linear), seconds=2.4)
        self.say(words.written(self.bench))
        self.act(self.turn(rows, "told", 1.0), seconds=0.6)
        self.come_nearer()
        first, then = (squish_rate_func(smooth, *span) for span in ((0, 0.5), (0.5, 1)))
        around = (each for each in (*matrix, matrix.frame) if each is not matrix.cells)
        self.act(
            FadeOut(rows, rate_func=first),
            FadeIn(matrix.cells),
            *(FadeIn(each, rate_func=then) for each in around),
            seconds=0.8,
        )
        self.add(matrix, matrix.frame)
        self.hero = (matrix,)

    def turn(
        self,
        picture: LearnedTables | ScoreColumns | ValueRows,
        part: str,
        goal: float,
        *,
        begin: float = 0.0,
        rate: Callable[[float], float] = smooth,
    ) -> Drive:
        """Return how a picture is driven until one part of its story has come so far.

        Parameters
        ----------
        picture : LearnedTables, ScoreColumns or ValueRows
        part : str
            Of its ``come``.
        goal : float
        begin : float
            When it begins, as a share of the time.
        rate : callable
        """
        start = getattr(picture.come, part)

        def draw(progress: float) -> None:
            share = rate(float(np.clip((progress - begin) / (1 - begin), 0, 1)))
            setattr(picture.come, part, start + share * (goal - start))
            picture.draw()

        return Drive(picture, draw, rate_func=linear)
