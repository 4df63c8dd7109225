"""Films in other shapes and of other networks: all moves, nothing is cut or written over."""

from typing import Any

import pytest

from scenes.encoding.qualities import WIDE
from scenes.films.catalogue import CATALOGUE
from tests.support.quick_films import QUICK, SHAPES
from tests.support.whole_films import watch

VARIANTS: dict[str, list[dict[str, Any]]] = {
    name: [{"aspect": shape}] if shape != WIDE else [] for name, shape in SHAPES.items()
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


@pytest.mark.parametrize(("name", "options"), EACH)
def test_it_is_continuous_and_nothing_is_cut_off(name: str, options: dict[str, Any]) -> None:
    entry = CATALOGUE[name]
    spec = entry.spec(**{**QUICK.get(name, {}), **options})
    film, performance = watch(entry.load(), spec, entry.prepare(spec))
    assert film.breaks() == []
    assert performance.faults == []
