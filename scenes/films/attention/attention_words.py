"""What the film of attention says of what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.experiments.softmax import softmax
from engine.experiments.transformer.sorting import SortingRun
from scenes.films.attention.written_attention import (
    power_text,
    recomputes,
    score_text,
    share_text,
)
from scenes.languages.language import Phrase
from scenes.languages.numbers import grouped, percent

if TYPE_CHECKING:
    from scenes.films.attention.key_bench import KeyBench
    from scenes.films.attention.value_rows import ValueRows

MOST, MANY = 0.9, 0.5
"""Shares of lists from which on a network can sort, and from which on it does so mostly."""
TRACE = 0.25
"""Share of its way to the number due that attention has come when order begins to be seen."""
CLEAR = 1.0
"""Scores differ clearly by so much: by a factor of e in attention."""


def clear_row(run: SortingRun, numbers: np.ndarray) -> int:
    """Return the row of a list in which attention goes where it should most typically.

    Rows of which what is written does not recompute, or in which another number gets more, are
    passed over if there are others, and the first is always, which follows on no number.
    """
    scores = run.scores(numbers, run.last_step)
    weights, order = softmax(scores), numbers.argsort()
    own = weights[np.arange(len(order)), order]
    astray = weights.argmax(axis=1) != order
    inexact = [not recomputes(row) for row in scores]
    first = np.arange(len(order)) == 0
    return int(np.lexsort((np.abs(own - run.sure[-1]), astray, inexact, first))[0])


def hits(run: SortingRun, numbers: np.ndarray) -> int:
    """Return in how many rows of a list most attention goes to the number that is due."""
    weights = run.attention(numbers, run.last_step)
    return int((weights.argmax(axis=1) == numbers.argsort()).sum())


def halts(run: SortingRun) -> list[int]:
    """Return the steps at which training pauses: a first trace of order, and half the lists right.

    They are recorded ones, the first at which attention has come a quarter of its way.
    """
    way = (run.sure - run.sure[0]) / max(run.sure[-1] - run.sure[0], 1e-9)
    firsts = [way >= TRACE, run.whole >= run.whole[-1] / 2]
    found = {int(run.steps[reached.argmax()]) for reached in firsts if reached.any()}
    return sorted(found - {0, run.last_step})


def halted(run: SortingRun, step: int) -> Phrase:
    """Say how well it sorts at a step of training."""
    share = run.whole[np.searchsorted(run.steps, step)]
    if share == 0:
        return "Step {step}: a first trace of order, but no list comes out right.", {
            "step": grouped(step)
        }
    return "Step {step}: {share} of new lists come out right.", {
        "step": grouped(step),
        "share": percent(share),
    }


def trained(run: SortingRun) -> Phrase:
    """Say how well it sorts after training."""
    values = {"share": percent(run.whole[-1]), "steps": grouped(run.last_step)}
    if run.whole[-1] >= MOST:
        return (
            "After {steps} steps it sorts {share} of new lists, now all by itself.",
            values,
        )
    if run.whole[-1] >= MANY:
        return "After {steps} steps, {share} of lists it never saw come out right.", values
    return "After {steps} steps, only {share} of lists it never saw come out right.", values


def diagonal(run: SortingRun, numbers: np.ndarray) -> Phrase:
    """Say where most attention goes once the columns stand in order."""
    found = hits(run, numbers)
    values = {"count": found, "rows": len(numbers)}
    if found == len(numbers):
        return (
            "A diagonal: start looks at the smallest, every other row at the next larger.",
            values,
        )
    if found > len(numbers) / 2:
        return "A diagonal: {count} of {rows} rows look most at the number that is due.", values
    return "Here only {count} of {rows} rows look most at the number that is due.", values


def tables(bench: KeyBench) -> Phrase:
    """Say where queries, keys and values come from."""
    return "Training made three tables. {number}, like all, has {width} numbers in each.", {
        "number": int(bench.list[bench.worked]),
        "width": bench.dimensions,
    }


def asked(bench: KeyBench) -> Phrase:
    """Say whose query meets whose key."""
    return (
        "{last}, written last, asks by its query. {number} answers by its key.",
        {
            "last": bench.last,
            "number": int(bench.list[bench.worked]),
        },
    )


def product(bench: KeyBench) -> Phrase:
    """Say what is done with the largest of the products that are written."""
    query, key, products = bench.texts()
    largest = int(np.abs(bench.written_products()).argmax())
    values = {"query": query[largest], "key": key[largest], "product": products[largest]}
    return (
        "Multiply them one by one: {query} × {key} = {product}, and so on.",
        values,
    )


def added(bench: KeyBench) -> Phrase:
    """Say what all products come to."""
    return "Add up all {width} products.", {"width": bench.dimensions}


def divided(bench: KeyBench) -> Phrase:
    """Say how their sum becomes a score."""
    return "Divide by √{width}: the score, how well the two match.", {"width": bench.dimensions}


def powers(bench: KeyBench) -> Phrase:
    """Say what softmax does first, with the highest score."""
    return "Softmax raises e to each score: e to the {score} is {power}.", {
        "score": score_text(bench.scores[bench.worked]),
        "power": power_text(bench.powers[bench.worked]),
    }


def softened(bench: KeyBench) -> Phrase:
    """Say how softmax makes a share of the highest score."""
    values = {
        "number": int(bench.list[bench.worked]),
        "share": share_text(bench.shares[bench.worked]),
        "total": power_text(bench.powers.sum()),
    }
    if recomputes(bench.scores):
        return "That is {share} of their sum, {total}: the share of {number}.", values
    return "That is about {share} of their sum, {total}: the share of {number}.", values


def value(rows: ValueRows) -> Phrase:
    """Say what a value is."""
    return (
        "From the third table comes what each passes on, its value: {shown} of {width} numbers.",
        {"shown": rows.shown, "width": rows.bench.dimensions},
    )


def written(bench: KeyBench) -> Phrase:
    """Say what is written because of the mix."""
    return "From this mix and {last}, the rest of the network writes {number}.", {
        "last": bench.last,
        "number": bench.due,
    }


def has_cliff(run: SortingRun) -> bool:
    """Return whether scores of slightly larger numbers are clearly above all no larger ones."""
    scores = run.pairs(run.last_step)[: run.numbers]
    last, seen = np.indices(scores.shape)
    slightly = (seen > last) & (seen <= last + max(run.numbers // 10, 1))
    return bool(scores[slightly].mean() > scores[seen <= last].mean() + CLEAR)


def cliff(run: SortingRun) -> Phrase:
    """Say what is seen in the map of all pairs."""
    if has_cliff(run):
        return (
            "All pairs. Right of the line of equals, a bright band: the next larger numbers.",
            {},
        )
    return "All pairs. On the line: equal numbers. Scores are alike on either side.", {}


def moral(run: SortingRun) -> Phrase:
    """End the film."""
    if run.whole[-1] >= MOST:
        return "It was only shown lists, and the same lists sorted. It learned where to look.", {}
    return "It has not learned yet where to look.", {}
