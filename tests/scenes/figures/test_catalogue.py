"""All figures by name and number."""

from __future__ import annotations

import dataclasses

import pytest

from engine.errors import UnknownNameError
from engine.networks.activations import PICTURED
from scenes.figures.catalogue import FIGURES, chapter_figures, resolve_name, resolve_names
from scenes.figures.entry import FigureEntry


def test_the_chapter_has_fourteen_figures() -> None:
    assert [FIGURES[name].number for name in chapter_figures()] == [f"11.{n}" for n in range(1, 15)]
    assert resolve_names(("all",)) == chapter_figures()


@pytest.mark.parametrize("entry", FIGURES.values(), ids=FIGURES)
def test_every_entry_leads_to_a_module_that_computes_and_draws(entry: FigureEntry) -> None:
    module = entry.load()
    assert callable(module.compute)
    assert callable(module.draw)
    assert entry.caption()
    assert entry.section
    assert all(item.metadata["help"].strip() for item in dataclasses.fields(entry.spec))


def test_a_figure_is_found_by_number_or_name() -> None:
    assert resolve_name("11.8") == resolve_name("Sigmoid") == "sigmoid"
    assert resolve_name("leaky_relu") == resolve_name("11.11")


def test_an_unknown_figure_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"no figure named '11\.15'; did you mean 11\."):
        resolve_name("11.15")
    with pytest.raises(UnknownNameError, match="did you mean sigmoid"):
        resolve_names(("sigmod",))


def test_the_family_of_activations_is_asked_for_as_a_whole_or_one_by_one() -> None:
    assert resolve_names(("activation",)) == list(PICTURED)
    assert resolve_names(("activation", "gelu", "11.8", "gelu")) == ["gelu", "sigmoid"]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_layout_for_a_page_and_for_a_column(name: str) -> None:
    page, column = FIGURES[name].sizes
    assert (page[0], column[0]) == (139, 80)
    assert FIGURES[name].layout_for(139) == page
    assert FIGURES[name].layout_for(80) == column
