"""All figures by name and number."""

from __future__ import annotations

import dataclasses

import pytest

from engine.errors import UnknownNameError, UsageError
from engine.networks.activations import PICTURED
from scenes.figures.catalogue import FIGURES, chapter_figures, resolve_name, resolve_names


def test_the_chapter_has_fourteen_figures() -> None:
    assert [FIGURES[name].number for name in chapter_figures()] == [f"11.{n}" for n in range(1, 15)]
    assert resolve_names(("all",)) == chapter_figures()


def test_every_entry_leads_to_a_module_that_computes_and_draws() -> None:
    for entry in FIGURES.values():
        module = entry.load()
        assert callable(module.compute)
        assert callable(module.draw)
        assert entry.caption()
        assert entry.section
        for item in dataclasses.fields(entry.spec):
            assert item.metadata["help"].strip()


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


def test_a_narrow_page_gets_its_own_layout_as_far_as_its_text_is_readable() -> None:
    entry = FIGURES["sigmoid"]
    assert entry.layout_for(None) == entry.layout_for(300) == entry.sizes[0]
    assert entry.layout_for(80) == entry.sizes[1]
    with pytest.raises(UsageError, match=r"^--width 60mm: the figure 11\.8 needs 78 mm"):
        entry.layout_for(60)
