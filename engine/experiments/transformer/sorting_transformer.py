"""A transformer of one block: cross-attention of one head, then a feed-forward layer."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class SortingTransformer(nn.Module):
    """Reads a list and the number that was written last, and returns logits of the next one.

    What is written looks at the list by cross-attention, and at nothing else. There are no
    positional encodings: in which order a list is given makes no difference. Hence queries and
    keys are functions of a number alone.

    Parameters
    ----------
    numbers : int
        Numbers there are, 0 to ``numbers - 1``; one token more stands for the start.
    width : int
        Of embeddings, queries, keys and values; the feed-forward layer is four times as wide.

    References
    ----------
    Vaswani et al. 2017, Attention is all you need, NeurIPS; layer norms stand before the sublayers
    as in Xiong et al. 2020, On layer normalization in the transformer architecture, ICML.
    """

    def __init__(self, numbers: int, width: int) -> None:
        super().__init__()
        self.numbers, self.width = numbers, width
        self.embedding = nn.Embedding(numbers + 1, width)
        self.before_attention = nn.LayerNorm(width)
        self.query, self.key, self.value, self.mix = (
            nn.Linear(width, width, bias=False) for _ in range(4)
        )
        self.before_feed_forward = nn.LayerNorm(width)
        self.feed_forward = nn.Sequential(
            nn.Linear(width, 4 * width), nn.ReLU(), nn.Linear(4 * width, width)
        )
        self.output = nn.Sequential(nn.LayerNorm(width), nn.Linear(width, numbers))

    def queries_and_keys(self) -> tuple[Tensor, Tensor]:
        """Return the query and the key of each token, (numbers + 1, width) each; the start last."""
        tokens = self.before_attention(self.embedding.weight)
        return self.query(tokens), self.key(tokens)

    def values(self) -> Tensor:
        """Return the value of each number, (numbers, width)."""
        found: Tensor = self.value(self.before_attention(self.embedding.weight[: self.numbers]))
        return found

    def forward(self, lists: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits of the next numbers, and how much attention is paid for them to each.

        Parameters
        ----------
        lists : int tensor (batch, length)
        last : int tensor (batch, written)
            What was written last, before each number that is to be written; ``numbers`` at the
            start.

        Returns
        -------
        float tensor (batch, written, numbers), float tensor (batch, written, length)
        """
        asking = self.embedding(last)
        seen = self.before_attention(self.embedding(lists))
        query, key = self.query(self.before_attention(asking)), self.key(seen)
        weights = torch.softmax(query @ key.transpose(1, 2) / math.sqrt(self.width), dim=-1)
        hidden = asking + self.mix(weights @ self.value(seen))
        hidden = hidden + self.feed_forward(self.before_feed_forward(hidden))
        logits: Tensor = self.output(hidden)
        return logits, weights
