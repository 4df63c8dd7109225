"""Every film moves and shows something: nothing is frozen, empty, cut, or popping in."""

from typing import Any

import pytest

from scenes.films.catalogue import CATALOGUE
from tests.support.continuity import Continuity, continuity_of
from tests.support.quick_films import FILMS, QUICK

SHAPES = ({"lang": "zh"}, {"aspect": "1:1"}, {"aspect": "9:16"})
"""One of these for each film in turn."""
VARIANTS: dict[str, list[dict[str, Any]]] = {
    name: [{}, SHAPES[i % len(SHAPES)]] for i, name in enumerate(FILMS)
}
VARIANTS["space-warp"] += [{"data": "circles", "hidden": (3,)}, {"classes": 3, "hidden": (4, 2)}]
VARIANTS["controls"] += [{"data": "blobs"}]
VARIANTS["gradient-descent"] += [{"surface": "himmelblau"}]
VARIANTS["activation"] += [{"name": "gelu"}]
"""Options besides those that make a film quick."""

EACH = [
    pytest.param(name, options, id=" ".join([name, *map(str, options.values())]))
    for name, variants in VARIANTS.items()
    for options in variants
]


def played(name: str, options: dict[str, Any]) -> Continuity:
    entry = CATALOGUE[name]
    spec = entry.spec(**{**QUICK.get(name, {}), **options})
    return continuity_of(entry.load(), {"spec": spec, "results": entry.prepare(spec)})


@pytest.mark.parametrize(("name", "options"), EACH)
def test_nothing_is_frozen_and_nothing_pops_in(name: str, options: dict[str, Any]) -> None:
    film = played(name, options)
    assert film.plays > 10
    assert film.frozen == []
    assert film.pops == []
    assert film.cuts == []
    assert 15 <= film.seconds <= 150
    assert film.empty < 0.1 * film.frames
    assert film.moving > 0.2 * film.frames
