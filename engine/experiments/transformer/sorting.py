"""A one-block transformer learns to sort, and where it looks is recorded.

It writes a list of different numbers in rising order. For each number it sees the list and what it
has written last. It is right about a whole list, left to itself, just if it is right after each
number of the sorted list, so that all are asked for at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor
from torch.nn import functional as F

from engine.errors import DivergenceError
from engine.experiments.softmax import softmax
from engine.experiments.transformer.sorting_spec import SortingSpec
from engine.experiments.transformer.sorting_transformer import SortingTransformer
from engine.progress import TrainingStep
from engine.training.training import repeatable

HELD_OUT = 1_000
"""Lists that are tested on; no list of the same numbers is trained on."""
SHOWN = 2
"""Lists that are kept, with what is written of them."""


@dataclass(frozen=True)
class SortingRun:
    """What was recorded of the training.

    A token is a number; the last one, ``numbers``, stands for the start.

    Attributes
    ----------
    numbers : int
    lists : int64 array (lists, length)
        Some that were not trained on, about whose attention the trained network is most typical.
    steps : int64 array (recorded,)
    queries, keys : float32 array (recorded, numbers + 1, width)
        Of each token.
    values : float32 array (numbers, width)
        Of each number, after the last step.
    guesses : int64 array (recorded, lists, length)
        What is written after each number of the sorted lists, the start being the first.
    loss, right, whole, sure : float64 array (recorded,)
        On lists that were not trained on: mean cross-entropy; share of the numbers that are right,
        and of the lists that are right as a whole; mean attention to the number that is right.
    """

    numbers: int
    lists: np.ndarray
    steps: np.ndarray
    queries: np.ndarray
    keys: np.ndarray
    values: np.ndarray
    guesses: np.ndarray
    loss: np.ndarray
    right: np.ndarray
    whole: np.ndarray
    sure: np.ndarray

    @property
    def last_step(self) -> int:
        """The last step that was recorded."""
        return int(self.steps[-1])

    def pairs(self, step: float) -> np.ndarray:
        """Return the score of each pair: query · key / √width.

        Parameters
        ----------
        step : float
            Between two recorded ones, queries and keys lie between theirs.

        Returns
        -------
        float64 array (numbers + 1, numbers)
            A row for each token written last, a column for each number looked at.
        """
        place = float(np.interp(step, self.steps, np.arange(len(self.steps))))
        before = int(place)
        after, share = min(before + 1, len(self.steps) - 1), place - before
        query, key = (
            (1 - share) * each[before].astype(np.float64) + share * each[after]
            for each in (self.queries, self.keys)
        )
        scores: np.ndarray = query @ key[: self.numbers].T / np.sqrt(query.shape[1])
        return scores

    def scores(self, numbers: np.ndarray, step: float) -> np.ndarray:
        """Return the scores of a list, array (length, length).

        Row i is that of the number to be written in place i, column j that of the number that
        stands in place j of the list.
        """
        picked: np.ndarray = self.pairs(step)[np.ix_(self.written_last(numbers), numbers)]
        return picked

    def attention(self, numbers: np.ndarray, step: float) -> np.ndarray:
        """Return the attention weights of a list, array (length, length): rows sum to 1."""
        return softmax(self.scores(numbers, step))

    def written_last(self, numbers: np.ndarray) -> np.ndarray:
        """Return the token that was written before each number of a sorted list."""
        return np.concatenate([[self.numbers], np.sort(numbers)[:-1]])


def draw_lists(count: int, spec: SortingSpec, rng: Generator) -> np.ndarray:
    """Draw lists of different numbers at random, int64 array (count, length)."""
    every = np.tile(np.arange(spec.numbers), (count, 1))
    return rng.permuted(every, axis=1)[:, : spec.length]


def learn_to_sort(spec: SortingSpec, progress: TrainingStep) -> SortingRun:
    """Train the network.

    Parameters
    ----------
    spec : SortingSpec
    progress : callable
        Called at each step with the step, the loss and the accuracy, which is not known then.

    Raises
    ------
    DivergenceError
        If the loss stops being finite.
    """
    rng = np.random.default_rng(spec.seed)
    held = draw_lists(HELD_OUT, spec, rng)
    known = {row.tobytes() for row in np.sort(held, axis=1)}
    with repeatable(spec.seed):
        network = SortingTransformer(spec.numbers, spec.model_width)
        optimizer = torch.optim.Adam(network.parameters(), spec.rate)
        schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, spec.steps)
        log = _Log(network, held)
        for step in range(spec.steps):
            if step % spec.every == 0:
                log.note(step)
            lists, last, right = _asked(_unlike(known, spec, rng), spec.numbers)
            logits = network(lists, last)[0]
            loss = F.cross_entropy(logits.flatten(0, 1), right.flatten())
            if not torch.isfinite(loss):
                raise DivergenceError(f"training diverged at step {step}; lower --rate", None)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            accuracy = (logits.argmax(-1) == right).double().mean()
            progress(step, loss.item(), float(accuracy))
        log.note(spec.steps)
    return log.run()


def _unlike(known: set[bytes], spec: SortingSpec, rng: Generator) -> np.ndarray:
    """Draw a batch of lists, of which none has the same numbers as a sorted list that is known."""
    lists = draw_lists(spec.batch, spec, rng)
    while odd := [i for i, row in enumerate(np.sort(lists, axis=1)) if row.tobytes() in known]:
        lists[odd] = draw_lists(len(odd), spec, rng)
    return lists


def _asked(lists: np.ndarray, start: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return lists, what was written last before each number, and the numbers to be written."""
    right = np.sort(lists, axis=1)
    last = np.column_stack([np.full(len(lists), start), right[:, :-1]])
    return torch.from_numpy(lists), torch.from_numpy(last), torch.from_numpy(right)


class _Log:
    """Notes what a network makes of lists, while it is trained."""

    def __init__(self, network: SortingTransformer, lists: np.ndarray) -> None:
        self.network = network
        self.lists, self.last, self.right = _asked(lists, network.numbers)
        self.measured: list[tuple[float, ...]] = []
        self.queries: list[np.ndarray] = []
        self.keys: list[np.ndarray] = []
        self.guesses: list[np.ndarray] = []
        self.values = np.zeros(0)

    @torch.no_grad()
    def note(self, step: int) -> None:
        logits, weights = self.network(self.lists, self.last)
        loss = F.cross_entropy(logits.flatten(0, 1), self.right.flatten())
        guesses = logits.argmax(dim=-1)
        hits = guesses == self.right
        there = self.lists[:, None, :] == self.right[:, :, None]
        self.sure = (weights * there).sum(dim=-1).double().mean(dim=-1)
        share, whole = hits.double().mean(), hits.all(dim=-1).double().mean()
        self.measured.append((step, *map(float, (loss, share, whole, self.sure.mean()))))
        query, key = self.network.queries_and_keys()
        self.queries.append(query.numpy())
        self.keys.append(key.numpy())
        self.values = self.network.values().numpy()
        self.guesses.append(guesses.numpy())

    def run(self) -> SortingRun:
        """Return what was noted, with the lists to which the last attention is most typical."""
        apart = (self.sure - self.sure.median()).abs()
        shown = apart.argsort(stable=True)[:SHOWN].numpy()
        steps, loss, right, whole, sure = np.array(self.measured).T
        return SortingRun(
            numbers=self.network.numbers,
            lists=self.lists.numpy()[shown],
            steps=steps.astype(np.int64),
            queries=np.array(self.queries),
            keys=np.array(self.keys),
            values=self.values,
            guesses=np.array(self.guesses)[:, shown],
            loss=loss,
            right=right,
            whole=whole,
            sure=sure,
        )
