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


def trained(run: SortingRun) -> Phrase:
    """Say how well it sorts after training."""
    values = {"share": percent(run.whole[-1]), "steps": grouped(run.last_step)}
    if run.whole[-1] >= MOST:
        return (
            "After {steps} steps, {share} of lists it never saw are sorted without a fault.",
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


def query(bench: KeyBench) -> Phrase:
    """Say what a query is."""
    return "{last}, written last, becomes {width} numbers, its query. Here are {shown} of them.", {
        "last": bench.last,
        "width": bench.dimensions,
        "shown": len(bench.texts()[0]),
    }


def key(bench: KeyBench) -> Phrase:
    """Say what a key is."""
    return "{number}, in the list, has {width} numbers, too: its key.", {
        "number": int(bench.list[bench.worked]),
        "width": bench.dimensions,
    }


def product(bench: KeyBench) -> Phrase:
    """Say what is done with the largest of the products that are written."""
    query, key, products = bench.texts()
    largest = int(np.abs(bench.written_products()).argmax())
    values = {"query": query[largest], "key": key[largest], "product": products[largest]}
    return (
        "Multiply one by one: {query} × {key} = {product}. Same signs add, opposite take away.",
        values,
    )


def added(bench: KeyBench) -> Phrase:
    """Say that all products are added."""
    return "Add up all {width} products.", {"width": bench.dimensions}


def divided(bench: KeyBench) -> Phrase:
    """Say how a score is made of that sum."""
    return "Divided by √{width}, that is the score: how well they match.", {
        "width": bench.dimensions
    }


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
        "A key says what a number is; its value, what it passes on: here {shown} of {width}.",
        {"shown": rows.shown, "width": rows.bench.dimensions},
    )


def written(bench: KeyBench) -> Phrase:
    """Say what is written because of the mix."""
    return "From this mix, and from {last}, the rest of the network writes {number}.", {
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
        return "The line: equal numbers. Just right of it, a little larger: the highest scores.", {}
    return "The line: equal numbers. On either side of it, scores are much alike.", {}


def moral(run: SortingRun) -> Phrase:
    """End the film."""
    if run.whole[-1] >= MOST:
        return "It was only shown lists, and the same lists sorted. It learned where to look.", {}
    return "It has not learned yet where to look.", {}
