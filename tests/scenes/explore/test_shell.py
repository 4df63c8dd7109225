"""The shell of pages: nothing of it comes from elsewhere, and data stay data."""

from __future__ import annotations

import re

import pytest

from scenes.cache.dependencies import source_files
from scenes.explore.shell import FILES, HOME, render_shell
from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES

HOSTILE = "</script><script>window.PWN = 1</script>"


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_needs_no_other_file_and_data_do_not_leave_their_place(theme: str) -> None:
    page = render_shell(
        "descent", "descent/descent.js", {"words": {HOSTILE: HOSTILE}}, HOSTILE, "η",
        LANGUAGES["en"], THEMES[theme],
    )  # fmt: skip
    assert page.count("<script") == 2
    assert page.count("</script>") == 2
    assert not re.search(r'(?:src|href)="', page)
    assert "default-src &#39;none&#39;" in page
    assert f"color-scheme: {theme}" in page


def test_its_files_decide_what_is_made_of_pages() -> None:
    files = source_files("scenes.explore.descent_page")
    assert {HOME / name for name in FILES if name != "js"} <= set(files)
    assert HOME / "js/descent/walk.js" in files
