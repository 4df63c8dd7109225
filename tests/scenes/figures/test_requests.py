"""What is to be drawn, from names and flags."""

from __future__ import annotations

import pytest

from engine.errors import UsageError, WarpreelError
from scenes.figures.catalogue import FIGURES
from scenes.figures.requests import parse_formats, parse_width, requests_for


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


def test_formats_are_divided_by_commas() -> None:
    assert parse_formats("PNG, svg,png") == ("png", "svg")
    with pytest.raises(UsageError, match="no format named 'gif'"):
        parse_formats("gif")


def test_widths_are_read_in_print_s_units() -> None:
    assert parse_width(None) is None
    assert parse_width("8cm") == parse_width("80 mm") == 80
    assert parse_width("2in") == pytest.approx(50.8)
    assert parse_width("72pt") == pytest.approx(25.4)
    with pytest.raises(UsageError):
        parse_width("80")


def test_figures_that_cannot_be_drawn_are_told_and_the_others_requested() -> None:
    refusals: list[WarpreelError] = []
    requests = requests_for(
        ("11.99", "activation", "sigmoid", "11.11", "x"),
        ("svg",),
        {"alpha": 0.3},
        refusals=refusals,
    )
    assert [request.name for request in requests] == ["leaky-relu"]
    assert [str(refusal).partition(";")[0] for refusal in refusals] == [
        "there is no figure named '11.99'",
        "there is no figure named 'x'",
        "--alpha: sigmoid has none",
    ]
