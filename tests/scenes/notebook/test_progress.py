"""Progress below a cell: one line, in a notebook alone, gone when the work is done."""

import subprocess
import sys
from typing import Any

import IPython.display
import pytest

from scenes.notebook import progress as notebook_progress
from scenes.notebook.progress import CellProgress


class Cell:
    """What a cell displays."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def display(self, page: Any, display_id: bool) -> "Cell":
        assert display_id
        self.update(page)
        return self

    def update(self, page: Any) -> None:
        self.pages.append(page.data)


@pytest.fixture
def cell(monkeypatch: pytest.MonkeyPatch) -> Cell:
    cell = Cell()
    monkeypatch.setattr(IPython.display, "display", cell.display)
    monkeypatch.setattr(notebook_progress, "_in_notebook", lambda: True)
    return cell


def test_progress_is_one_line_that_changes_and_goes(
    cell: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 0.1, 0.6, 0.7, 0.9])
    monkeypatch.setattr(notebook_progress, "monotonic", lambda: next(clock))
    with CellProgress() as progress:
        advance = progress.work("training <it>", 10)
        for step in range(1, 5):
            advance(step, f"step {step}")
    assert cell.pages == [
        '<progress value="2" max="10"></progress> training &lt;it&gt;: step 2',
        '<progress value="4" max="10"></progress> training &lt;it&gt;: step 4',
        "",
    ]


def test_what_takes_no_time_shows_no_progress(cell: Cell) -> None:
    with CellProgress() as progress:
        progress.rendering("film")(1, 2)
    assert cell.pages == []


def test_without_a_notebook_no_progress_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook_progress, "PATIENCE", 0)
    with CellProgress() as progress:
        progress.rendering("film")(1, 2)
        assert progress.handle is None


def test_a_film_that_is_longer_than_planned_never_passes_its_end(
    cell: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook_progress, "PATIENCE", 0)
    monkeypatch.setattr(notebook_progress, "PAUSE", 0)
    with CellProgress() as progress:
        tell = progress.rendering("film")
        tell(1.5, 2.0)
        tell(3.0, 2.0)
    assert cell.pages == [
        '<progress value="1.5" max="2"></progress> rendering film: 2 of 2 s',
        '<progress value="3" max="3"></progress> rendering film: 3 of 3 s',
        "",
    ]


def test_a_terminal_is_no_notebook_even_with_ipython() -> None:
    code = (
        "import IPython; from IPython.core.interactiveshell import InteractiveShell;"
        "from scenes.notebook.progress import _in_notebook;"
        "print(_in_notebook()); InteractiveShell.instance(); print(_in_notebook())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
