"""No film fades words in over others that still fade out."""

from pathlib import Path

import pytest

from scenes.films.catalogue import CATALOGUE
from tests.support.overprints import overprints
from tests.support.quick_films import FILMS, QUICK


@pytest.mark.parametrize("name", FILMS)
def test_no_words_come_over_others(name: str, tmp_path: Path) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(**QUICK.get(name, {}))
    assert overprints(entry.load(), spec, entry.prepare(spec), tmp_path) == []
