"""One line below a notebook's cell that says how far the work is, and goes when it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from time import monotonic
from typing import Any

from engine.progress import Advance
from scenes.languages.numbers import grouped

PATIENCE = 0.5
"""Seconds before anything is shown."""
PAUSE = 0.2
"""Seconds between two changes."""


class CellProgress:
    """Shows the progress of what is done inside its ``with`` block, where there is a cell."""

    def __enter__(self) -> CellProgress:
        self.handle: Any = None
        self.due = monotonic() + PATIENCE
        return self

    def __exit__(self, *_: object) -> None:
        if self.handle is not None:
            self.handle.update(_html(""))

    def work(self, what: str, steps: int) -> Advance:
        """Return a callback that shows how many steps of a piece of work are done."""
        return lambda done, status: self._tell(f"{what}: {status}", done, steps)

    def rendering(self, name: str) -> Callable[[float, float], None]:
        """Return a callback that shows a film's seconds, done and expected."""
        return lambda done, planned: self._tell(
            f"rendering {name}: {grouped(done)} of {grouped(max(planned, done))} s", done, planned
        )

    def _tell(self, words: str, done: float, total: float) -> None:
        now = monotonic()
        if now < self.due or not _in_notebook():
            return
        self.due = now + PAUSE
        line = _html(
            f'<progress value="{done:g}" max="{max(total, done, 1):g}"></progress> {escape(words)}'
        )
        if self.handle is None:
            from IPython.display import display

            self.handle = display(line, display_id=True)
        else:
            self.handle.update(line)


def _in_notebook() -> bool:
    """Return whether this is a kernel, whose front end shows HTML."""
    shell: Any = sys.modules.get("IPython")
    return shell is not None and hasattr(shell.get_ipython(), "kernel")


def _html(text: str) -> Any:
    from IPython.display import HTML

    return HTML(text)
