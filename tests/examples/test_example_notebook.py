"""The stored notebook: executed in a kernel, its cells hold the films and figures they promise."""

import base64
import io
import re
from pathlib import Path
from typing import Any

import av
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

STORED = Path(__file__).parents[2] / "examples" / "notebook.ipynb"
FILM = re.compile(r'src="data:video/mp4;base64,([^"]+)"')
TINY = """
from scenes.encoding.qualities import QUALITIES, Quality

QUALITIES.add("l", Quality(192, 108, 3, "preview"))
"""
UNDISTURBED = """
import random, numpy, torch

torch.set_num_threads(2)
random.seed(1), numpy.random.seed(1)
show("affine")
expected = random.Random(1).random(), numpy.random.RandomState(1).random()
assert (random.random(), numpy.random.random()) == expected
assert torch.get_num_threads() == 2
"""
MISTAKES = {
    'show("activatoin")': "there is no scene or figure named 'activatoin'; did you mean activation",
    'show("softmax", logit=(1, 2))': "there is no option named 'logit'; did you mean logits?",
    'show("softmax", tempo="fast")': "Expected `float`, got `str`",
    'figure("11.99")': "there is no figure named '11.99'",
}


def read() -> NotebookNode:
    return nbformat.read(STORED, as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """Run all cells, in a small size, and some more; give the outputs of each."""
    notebook = read()
    for cell in notebook.cells:
        cell.source = cell.source.replace("-ql", "-r 192,108 --fps 3")
    wrong = [new_code_cell(code, metadata={"tags": ["raises-exception"]}) for code in MISTAKES]
    notebook.cells = [
        new_code_cell(TINY), *notebook.cells, new_code_cell(UNDISTURBED), *wrong
    ]  # fmt: skip
    place = {"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}}
    NotebookClient(notebook, timeout=240, kernel_name="python3", resources=place).execute()
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def outputs_of(executed: dict[str, list[Any]], words: str) -> list[Any]:
    """Give the outputs of the cell that has some words in it."""
    (found,) = [outputs for source, outputs in executed.items() if words in source]
    return found


@pytest.mark.parametrize("words", ['show("activation"', 'show("space-warp"', "%%manim"])
def test_a_film_is_part_of_the_notebook(words: str, executed: dict[str, list[Any]]) -> None:
    page = outputs_of(executed, words)[-1].data["text/html"]
    (content,) = FILM.findall(page)
    with av.open(io.BytesIO(base64.b64decode(content))) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height) == (192, 108)
        assert sum(1 for _ in film.decode(stream)) > 20


def test_a_film_has_captions_poster_and_transcript(executed: dict[str, list[Any]]) -> None:
    page = outputs_of(executed, 'show("activation"')[-1].data["text/html"]
    assert 'poster="data:image/png;base64,' in page
    (track,) = re.findall(r'<track [^>]*src="data:text/vtt;base64,([^"]+)" srclang="en"', page)
    assert base64.b64decode(track).startswith(b"WEBVTT")
    assert "<details" in page


def test_a_figure_is_a_drawing(executed: dict[str, list[Any]]) -> None:
    data = outputs_of(executed, 'figure("11.8"')[-1].data
    assert "<svg" in data["image/svg+xml"]
    assert data["text/plain"].startswith("Sigmoid")


def test_nothing_is_left_of_the_progress(executed: dict[str, list[Any]]) -> None:
    *before, _ = outputs_of(executed, 'show("space-warp"')
    assert [output.get("data", {}).get("text/html") for output in before] in ([], [""])


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_one_sentence(code: str, executed: dict[str, list[Any]]) -> None:
    (error,) = outputs_of(executed, code)
    assert MISTAKES[code] in error.evalue
    assert error.traceback == [f"{error.ename}: {error.evalue}"]


def test_it_is_stored_without_what_it_made() -> None:
    cells = [cell for cell in read().cells if cell.cell_type == "code"]
    assert len(cells) > 4
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)
