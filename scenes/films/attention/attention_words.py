"""What the film of attention says of what was measured."""

from __future__ import annotations

import numpy as np

from engine.experiments.softmax import softmax
from engine.experiments.transformer.sorting import SortingRun
from scenes.languages.language import Phrase
from scenes.languages.numbers import fixed, grouped, percent

MOST, MANY = 0.9, 0.5
"""Shares of lists from which on a network can sort, and from which on it does so mostly."""
CLEAR = 1.0
"""Scores differ clearly by so much: by a factor of e in attention."""
ALIKE = 2.5
"""Attention is paid alike if no number gets more than so many times an equal share."""


def score_text(score: float) -> str:
    """Return how scores are written."""
    return fixed(score, 2)


def share_text(share: float) -> str:
    """Return how shares of attention are written."""
    return f"{fixed(100 * share, 0)}%"


def recomputes(scores: np.ndarray) -> bool:
    """Return whether the shares of a row (length,) follow from its scores as they are written."""
    written = softmax(np.round(scores, 2))
    shares = softmax(scores)
    return all(share_text(a) == share_text(b) for a, b in zip(written, shares, strict=True))


def clear_row(run: SortingRun, numbers: np.ndarray) -> int:
    """Return the row of a list in which attention goes where it should most typically.

    Rows of which what is written does not recompute, or in which another number gets more, are
    passed over if there are others, and so is the first, which follows on no number.
    """
    scores = run.scores(numbers, run.last_step)
    weights, order = softmax(scores), numbers.argsort()
    own = weights[np.arange(len(order)), order]
    astray = weights.argmax(axis=1) != order
    inexact = [not recomputes(row) for row in scores]
    first = np.arange(len(order)) == 0
    return int(np.lexsort((np.abs(own - run.sure[-1]), first, astray, inexact))[0])


def hits(run: SortingRun, numbers: np.ndarray) -> int:
    """Return in how many rows of a list most attention goes to the number that is due."""
    weights = run.attention(numbers, run.last_step)
    return int((weights.argmax(axis=1) == numbers.argsort()).sum())


def untrained(run: SortingRun, row: int) -> Phrase:
    """Say how attention is spread over a row before training."""
    shares = run.attention(run.lists[0], 0)[row]
    values = {"least": share_text(shares.min()), "most": share_text(shares.max())}
    if shares.max() <= ALIKE / len(shares):
        return "Untrained, it looks at all about alike: {least} here, {most} there.", values
    return "Untrained, it looks at random: {least} here, {most} there.", values


def guess(run: SortingRun, row: int) -> Phrase:
    """Say what the untrained network writes in a row."""
    written, due = int(run.guesses[0, 0, row]), int(np.sort(run.lists[0])[row])
    values = {"written": written, "due": due}
    if written == due:
        return (
            "What it sees, mixed in these shares, makes it write {written}: right by luck.",
            values,
        )
    return "What it sees, mixed in these shares, makes it write {written}. Due is {due}.", values


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
        return "A diagonal: every row looks most at the next larger number.", values
    if found > len(numbers) / 2:
        return "A diagonal: {count} of {rows} rows look most at the next larger number.", values
    return "Here only {count} of {rows} rows look most at the next larger number.", values


def sure(run: SortingRun) -> Phrase:
    """Say how much attention the number that is due gets on average."""
    return "Over all test lists, the number that is due gets {share} of the attention.", {
        "share": percent(run.sure[-1], 0)
    }


def score(run: SortingRun, row: int, numbers: np.ndarray) -> Phrase:
    """Say what the highest score of a row is."""
    scores = run.scores(numbers, run.last_step)[row]
    best = int(scores.argmax())
    return "Score: query · key / √{width}. After {last}, {number} has the highest: {score}.", {
        "width": run.queries.shape[2],
        "last": int(run.written_last(numbers)[row]),
        "number": int(numbers[best]),
        "score": score_text(scores[best]),
    }


def share(run: SortingRun, row: int, numbers: np.ndarray) -> Phrase:
    """Say how softmax makes a share of the highest score of a row."""
    scores = run.scores(numbers, run.last_step)[row]
    shares, best = softmax(scores), int(scores.argmax())
    values = {"score": score_text(scores[best]), "share": share_text(shares[best])}
    if recomputes(scores):
        return "Softmax: e to the {score}, over the sum of these powers, is {share}.", values
    return "Softmax: e to the {score}, over the sum of these powers, is about {share}.", values


def has_cliff(run: SortingRun) -> bool:
    """Return whether scores of slightly larger numbers are clearly above all no larger ones."""
    scores = run.pairs(run.last_step)[: run.numbers]
    last, seen = np.indices(scores.shape)
    slightly = (seen > last) & (seen <= last + max(run.numbers // 10, 1))
    return bool(scores[slightly].mean() > scores[seen <= last].mean() + CLEAR)


def cliff(run: SortingRun) -> Phrase:
    """Say what is seen in the map of all pairs."""
    if has_cliff(run):
        return "The line: equal numbers. Just right of it, a little larger, scores are highest.", {}
    return "The line: equal numbers. On either side of it, scores are much alike.", {}


def forming(run: SortingRun) -> Phrase:
    """Announce how the map came about."""
    if has_cliff(run):
        return "At first there was nothing of this. Watch it form.", {}
    return "This is how the scores came about.", {}


def moral(run: SortingRun) -> Phrase:
    """End the film."""
    if run.whole[-1] >= MOST:
        return "It was only shown lists, and the same lists sorted. It learned where to look.", {}
    return "It has not learned yet where to look.", {}
