"""Entries of the catalogue: captions and layouts."""

from __future__ import annotations

import pytest

from engine.errors import UsageError
from scenes.figures.catalogue import FIGURES
from scenes.languages.language import LANGUAGES


def test_a_narrow_page_gets_its_own_layout_as_far_as_its_text_is_readable() -> None:
    entry = FIGURES["sigmoid"]
    assert entry.layout_for(None) == entry.layout_for(300) == entry.sizes[0]
    assert entry.layout_for(139) == entry.sizes[0]
    assert entry.layout_for(80) == entry.sizes[1]
    with pytest.raises(UsageError, match=r"^--width 60mm: the figure 11\.8 needs 75 mm"):
        entry.layout_for(60)


def test_a_caption_names_its_subject_in_every_language() -> None:
    entry = FIGURES["leaky-relu"]
    assert entry.caption() == "LeakyReLU: its curve, and the plane before and after it"
    assert entry.caption(LANGUAGES["zh"]).startswith("LeakyReLU")
