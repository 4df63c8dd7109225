"""The descent that the chapter prints."""

from __future__ import annotations

import pytest
from numpy.testing import assert_allclose

from scenes.figures.gallery import descent_path
from scenes.figures.specs import DescentPathSpec


@pytest.mark.parametrize(
    ("rule", "end"),
    [
        ("as-printed", (8.000000000000005, 2.000000002230101)),
        ("gradient-descent", (8.00082047970291, 2.0010255996286364)),
    ],
)
def test_the_path_ends_where_the_chapter_s_code_ends(rule: str, end: tuple[float, float]) -> None:
    shown = descent_path.compute(DescentPathSpec(optimizer=rule))
    assert shown.path[0].tolist() == [28, 27]
    assert len(shown.path) == 501
    assert_allclose(shown.path[-1], end, rtol=1e-14)
    a, b = 28.0, 27.0
    for place in shown.path:
        assert_allclose(place, (a, b), rtol=1e-12)
        printed = rule == "as-printed"
        a -= 0.01 * 2 * (a - 8) * (a if printed else 1)
        b -= 0.01 * 2 * (b - 2) * (b if printed else 1)


def test_the_default_is_the_rule_that_regenerates_the_chapter_s_figure() -> None:
    assert DescentPathSpec().optimizer == "as-printed"


def test_a_descent_that_diverges_says_so(drawn) -> None:
    spec = DescentPathSpec(optimizer="gradient-descent", rate=1.5, steps=2000)
    words = drawn(descent_path, descent_path.compute(spec), 100, 0.88).words
    assert "it diverges" in words
