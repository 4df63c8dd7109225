"""A table as it was read: named columns of cells, before any of them is the label or a feature."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.data.cells import (
    exact_number,
    is_missing,
    is_percentage,
    is_written_otherwise,
    number,
    without_percent,
)
from engine.data.dataset import Floats
from engine.errors import DataError

EXACT = 2.0**53
"""Below which a float holds every whole number."""
TRUTH = {"true": 1.0, "false": 0.0}


class Column:
    """A column of a table.

    Parameters
    ----------
    name : str
    cells : sequence of str, optional
        What stands in it, row by row.
    values : array (rows,), optional
        The numbers instead, where the file has types; NaN where there is none.
    """

    def __init__(
        self, name: str, cells: Sequence[str] | None = None, values: Floats | None = None
    ) -> None:
        self.name = name
        if cells is not None:
            self.cells = cells
        if values is not None:
            self.values = values.astype(np.float64)

    @cached_property
    def cells(self) -> Sequence[str]:
        """What stands in the column, row by row."""
        return list(map(str, self.values.tolist()))

    @cached_property
    def values(self) -> Floats:
        """The numbers, float64 array (rows,); NaN where there is none, 1 and 0 of truth values.

        Where all have a percent sign, they are in percent.
        """
        try:
            if not any("_" in cell for cell in self.cells):  # Python reads 1_0 as ten
                return np.array(list(map(float, self.cells)))
        except ValueError:
            pass
        if {cell.lower() for cell in self.cells} <= TRUTH.keys():
            return np.array([TRUTH[cell.lower()] for cell in self.cells])
        cells = self.cells
        if all(is_missing(cell) or is_percentage(cell) for cell in cells):
            cells = list(map(without_percent, cells))
        found = (number(cell) for cell in cells)
        return np.array([np.nan if value is None else value for value in found])

    @cached_property
    def are_missing(self) -> NDArray[np.bool_]:
        """Where no value stands, bool array (rows,)."""
        missing: NDArray[np.bool_] = np.isnan(self.values)
        odd = np.flatnonzero(missing).tolist()
        missing[odd] = [is_missing(self.cells[row]) for row in odd]
        return missing

    @cached_property
    def is_empty(self) -> bool:
        """Whether no row has a value."""
        return bool(self.are_missing.all())

    @cached_property
    def is_text(self) -> bool:
        """Whether most of the values are no numbers."""
        words = np.isnan(self.values) & ~self.are_missing
        return bool(2 * words.sum() > (~self.are_missing).sum())

    @cached_property
    def is_written_otherwise(self) -> bool:
        """Whether most of the values are numbers that `number` does not read."""
        found = sum(map(is_written_otherwise, self.cells))
        return 2 * found > len(self.cells)

    @cached_property
    def distinct(self) -> int:
        """How many different values there are."""
        if self.is_text:
            return len(set(self.cells))
        if "cells" in vars(self) and (np.abs(self.values) >= EXACT).any():
            return len({exact_number(cell) for cell in set(self.cells)} - {None})
        return len(np.unique(self.values[~self.are_missing]))

    @cached_property
    def is_whole(self) -> bool:
        """Whether all cells are whole numbers."""
        with np.errstate(invalid="ignore"):
            return bool((self.values % 1 == 0).all())


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    path : Path
        Of its file.
    columns : tuple of Column
    where : callable
        Returns the place of a row and column, both from 0, for an error message.
    headed : bool
        Whether the names of the columns stand in the file.
    label : int, optional
        The label's column, if the file itself says so.
    row_names : bool
        Whether the first column names the rows.
    notes : tuple of str
        One sentence for each thing that the file did not say.
    sheet : str
        Which of several sheets it is, and how to have another read.
    """

    path: Path
    columns: tuple[Column, ...]
    where: Callable[[int, int], str]
    headed: bool = True
    label: int | None = None
    row_names: bool = False
    notes: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.columns[0].values)

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]

    def note(self, sentence: str) -> str:
        """Return a sentence about this file, to be told."""
        return f"{self.path.name}: {sentence}"


@contextmanager
def telling_sheet(told: str) -> Iterator[None]:
    """Add to an error of data which of several sheets was read: the table may be in another."""
    try:
        yield
    except DataError as error:
        if not told:
            raise
        raise DataError(f"{error} ({told})") from error
