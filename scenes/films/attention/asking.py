"""What a query, keys and values are, on one row of the matrix: as bars that are multiplied."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from manim import FadeIn, FadeOut, linear, smooth, squish_rate_func

from scenes.films.attention import attention_words as words
from scenes.films.attention.attention_stage import AttentionStage
from scenes.films.attention.key_bench import KeyBench
from scenes.storytelling.drive import Drive


class Asking(AttentionStage):
    """The acts in which one row of the matrix is worked out.

    Attributes
    ----------
    row : int
        Of the matrix, the one that is taken apart.
    bench : KeyBench
    """

    row: int
    bench: KeyBench

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
        bench.draw()
        self.say(words.query(bench))
        # Its two numbers stand where those of the matrix do, in their stead.
        own = matrix.heads[bench.worked], matrix.asked[self.row]
        for number in own:
            number.set_fill(opacity=0)
        self.add(bench)
        # The numbers go once those on their way have made room, and bars come as they arrive.
        others = [each for each in matrix.asked if each not in own]
        rest = [each for each in matrix if each not in others]
        spans = {"arrived": (0.15, 0.75), "asked": (0.4, 1.0)}
        self.act(
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.25)) for each in others),
            *(FadeOut(each, rate_func=squish_rate_func(smooth, 0, 0.6)) for each in rest),
            FadeOut(matrix.frame, rate_func=squish_rate_func(smooth, 0, 0.3)),
            self.come(smooth, spans, arrived=1.0, asked=1.0),
            seconds=2.0,
        )
        self.remove(matrix)
        self.hero = (bench,)
        for number in own:
            number.set_fill(opacity=1)
        self.come_nearer()
        self.say(words.key(bench))
        self.bring(1.0, answered=1.0)
        self.come_nearer()
        self.say(words.product(bench))
        self.bring(1.0, multiplied=1.0)
        self.come_nearer()

    def score(self) -> None:
        """Add all products up; then do so with every key, and let softmax make shares of it."""
        bench = self.bench
        self.say(words.added(bench))
        self.bring(1.6, squeezed=1.0)
        self.bring(max(2.5, self.reading_time()), linear, summed=1.0)
        self.say(words.divided(bench))
        self.bring(1.2, divided=1.0)
        self.come_nearer()
        self.say("Every number of the list has its own key, and so its own score.")
        self.bring(1.8, opened=1.0, joined=1.0)
        self.bring(0.8, scored=1.0)
        self.come_nearer()
        self.say(words.powers(bench))
        self.bring(1.0, powered=1.0)
        self.come_nearer()
        self.say(words.softened(bench))
        self.bring(1.0, shared=1.0)
        self.come_nearer()

    def value(self) -> None:
        """Mix the values in these shares, and go back to the matrix."""
        bench, matrix = self.bench, self.matrix
        self.say(words.value(bench))
        self.bring(1.4, valued=1.0)
        self.come_nearer()
        self.say("They are mixed in these shares: shrunk, then added up.")
        self.bring(1.4, weighted=1.0)
        self.bring(1.6, linear, mixed=1.0)
        self.say(words.written(bench))
        self.bring(0.6, told=1.0)
        self.come_nearer()
        self.say("These shares are one row of the matrix.")
        late = squish_rate_func(smooth, 0.5, 1)
        around = [each for each in matrix if each not in matrix.heads]  # those come of themselves
        self.act(
            self.come(smooth, {}, returned=1.0),
            *(FadeIn(each, rate_func=late) for each in (*around, matrix.frame)),
            seconds=2.0,
        )
        self.remove(*around)
        self.add(matrix, matrix.frame)
        self.remove(bench)
        self.hero = (matrix,)
        self.come_nearer(0.6)
