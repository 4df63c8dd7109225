"""Where things lie that are piled up side by side: the higher a pile, the more there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.storytelling.stage import Area

INNER = 0.84
"""Share of its column that a pile takes."""


@dataclass(frozen=True)
class Piles:
    """Columns of an area, and squares of one size in them.

    Attributes
    ----------
    area : Area
    columns : int
    across : int
        Squares side by side in a pile.
    side : float
        Of a square.
    """

    area: Area
    columns: int
    across: int
    side: float

    @classmethod
    def of(cls, counts: list[int], area: Area, largest: float) -> Piles:
        """Return piles of so many squares, which are as large as they can be, up to a size."""
        most = max(*counts, 1)
        wide = INNER * float(area.size[0]) / len(counts)
        fits = [
            (min(wide / across, float(area.size[1]) / -(-most // across), largest), -across)
            for across in range(1, most + 1)
        ]
        side, across = max(fits)
        # As many stand side by side as there is room for: rows are full before piles grow.
        return cls(area, len(counts), max(-across, int(wide / side + 1e-9)), side)

    def middle(self, column: int) -> float:
        """Return the middle of a column."""
        return float(self.area.low[0] + (column + 0.5) / self.columns * self.area.size[0])

    def places(self, column: int, count: int) -> np.ndarray:
        """Return where so many lie in a column, row upon row, array (count, 2)."""
        row, place = np.divmod(np.arange(count), self.across)
        left = self.middle(column) - self.across * self.side / 2
        return np.column_stack(
            [left + (place + 0.5) * self.side, self.area.low[1] + (row + 0.5) * self.side]
        )
