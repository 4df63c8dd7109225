"""No film fades words in over others that still fade out."""

from pathlib import Path
from typing import Any

import pytest

from scenes.films.catalogue import CATALOGUE
from tests.support.overprints import overprints
from tests.support.quick_films import QUICK

FILMS: dict[str, dict[str, Any]] = {
    "optimizer-race": {},
    "perceptron": {},
    "losses": {},
    "vectors-and-matrices": {},
    "saturation": {},
    "gradient-descent": {},
    "learning-rates": {},
    "batch-sgd-minibatch": {},
    "landscape": {},
    "softmax": {},
    "controls": {},
    "space-warp": {},
    "affine": {},
}


@pytest.mark.parametrize("name", list(FILMS))
def test_no_words_come_over_others(name: str, tmp_path: Path) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(**{**QUICK.get(name, {}), **FILMS[name]})
    assert overprints(entry.load(), spec, entry.prepare(spec), tmp_path) == []
