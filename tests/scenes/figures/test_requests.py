"""What is to be drawn, from names and flags or from a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import UsageError, WarpreelError
from scenes.figures.catalogue import FIGURES
from scenes.figures.requests import FORMATS, parse_formats, read_requests, requests_for
from scenes.figures.specs import ActivationFigureSpec


@pytest.fixture
def listed(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "figures.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_files_are_named_so_that_they_sort_as_in_the_chapter() -> None:
    requests = requests_for(("11.8", "11.12", "gelu"), ("pdf",), {})
    assert [request.stem for request in requests] == ["11.08-sigmoid", "11.12-softmax", "gelu"]


def test_an_option_goes_to_the_figures_that_have_it() -> None:
    path, bars = requests_for(("11.14", "11.12"), ("pdf",), {"optimizer": "gradient-descent"})
    assert path.spec.optimizer == "gradient-descent"
    assert bars.spec == FIGURES["softmax"].spec


def test_an_option_that_no_figure_has_is_refused() -> None:
    with pytest.raises(UsageError, match=r"^--logits has no effect on sigmoid; leave it out"):
        requests_for(("11.8",), ("pdf",), {"logits": (1.0, 2.0)})


def test_a_list_has_ids_kinds_specs_formats_and_captions(listed) -> None:
    path = listed(
        '[[figure]]\nid = "leaky"\nkind = "11.11"\nformat = "svg"\ncaption = "Ours"\n'
        "spec = { alpha = 0.3 }\n"
        '[[figure]]\nid = "bars"\nkind = "softmax"\nspec = { logits = [1.0, 2.0] }\n'
    )
    leaky, bars = read_requests(path)
    assert leaky.spec == ActivationFigureSpec(name="leaky-relu", alpha=0.3)
    assert (leaky.stem, leaky.formats, leaky.caption) == ("leaky", ("svg",), "Ours")
    assert bars.spec.logits == (1.0, 2.0)
    assert bars.formats == tuple(FORMATS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[figure]]\nid = 3\nkind = 'softmax'", r"Expected `str`, got `int`.*\$.figure\[0\].id"),
        ("[[figure]]\nid = 'a'", r"missing required field `kind`.*\$.figure\[0\]"),
        ("[[figure]]\nid = 'a'\nkind = 'softmx'", r"\$.figure\[0\].kind: .*did you mean softmax"),
        (
            "[[figure]]\nid = 'a'\nkind = 'softmax'\nspec = {logits = 'x'}",
            r"\$.figure\[0\].spec: Expected `array`, got `str` - at `\$.logits`",
        ),
        (
            "[[figure]]\nid = 'a'\nkind = 'relu'\nspec = {alfa = 1}",
            r"\$.figure\[0\].spec: there is no option named 'alfa'; did you mean alpha",
        ),
        (
            "[[figure]]\nid = 'a'\nkind = 'relu'\nspec = {alpha = 1}",
            r"spec: --alpha: relu has no",
        ),
        ("[[figure]]\nid = 'a/b'\nkind = 'relu'", r"\$.figure\[0\].id 'a/b': give"),
        ("[[figure]]\nid = 'a'\nkind = 'relu'\nformat = 'gif'", r"\.format: there is no format"),
        ("[[figure]\n", "figures.toml: "),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_place(listed, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_requests(listed(text))


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read .*none.toml: no such file"):
        read_requests(tmp_path / "none.toml")


def test_a_recording_in_a_list_is_a_file(listed, brief_file: Path) -> None:
    text = "[[figure]]\nid = 'a'\nkind = 'training-curves'\nspec = {recording = '%s'}"
    (request,) = read_requests(listed(text % brief_file))
    assert request.spec.recording == brief_file


def test_formats_are_divided_by_commas() -> None:
    assert parse_formats("PNG, svg,png") == ("png", "svg")
    with pytest.raises(UsageError, match="no format named 'gif'"):
        parse_formats("gif")
