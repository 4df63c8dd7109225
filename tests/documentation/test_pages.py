"""Pages that are made of the program itself leave nothing out."""

import re
from pathlib import Path

from docs.site import hooks
from engine.data.datasets import DATASETS
from engine.descent.rules import RULES
from engine.descent.surfaces import SURFACES
from engine.networks.activations import ELEMENTWISE
from scenes.cli.app import app
from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE


def test_the_gallery_holds_every_film_and_figure(tmp_path: Path) -> None:
    page = "\n".join(hooks.gallery([], {}, tmp_path))
    for name, entry in CATALOGUE.items():
        assert f"id='film-{name}'" in page
        assert f"<code>warpreel render {name}</code>" in page
        assert f"## {entry.section}" in page
    for name, figure in FIGURES.items():
        assert f"<code>warpreel figures {figure.number or name}</code>" in page


def test_every_command_is_documented_as_it_prints_itself() -> None:
    documented = {words[0] for words in hooks._command_names()}
    assert documented == {name for name in app if not name.startswith("-")}
    assert "Usage: warpreel theme check" in hooks.help_of(("theme", "check"))


def test_every_film_has_its_evidence() -> None:
    _, _, *rows = "\n".join(hooks.evidence()).splitlines()
    assert len(rows) == sum(entry.kind == "scene" for entry in CATALOGUE.values())
    for row in rows:
        _, film, computed, tested, _ = row.split("|")
        assert re.search(r"`\w+(\.\w+)+`", computed), film
        assert tested.strip(), film


def test_links_of_pages_from_outside_lead_where_they_led() -> None:
    text = hooks.moved("[a](docs/architecture.md) [b](CHANGELOG.md) [c](#a-film)")
    assert text == "[a](architecture.md) [b](changelog.md) [c](#a-film)"


def test_all_that_can_be_named_is_named() -> None:
    page = "\n".join(hooks.names())
    for registry in (DATASETS, ELEMENTWISE, SURFACES, RULES):
        assert all(f"| `{name}` |" in page for name in registry)
    assert "Saddle" in page
