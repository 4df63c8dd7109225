"""Reigns follow one another, and each belongs to who errs least."""

from itertools import pairwise

import pytest

from scenes.films.why_now.mobjects.learning_reigns import reigns
from tests.support.learning_curves import made_up

RIVALS = ("expert", "flexible", "regularised")


@pytest.mark.parametrize(
    ("flexible", "expected"),
    [
        ([11.0, 10.0, 9.0, 8.0, 9.0, 3305.0, 2.5, 1.1], ["expert", "regularised"]),
        (
            [11.0, 1.1, 1.2, 8.0, 9.0, 3305.0, 2.5, 1.1],
            ["expert", "flexible", "expert", "regularised"],
        ),
    ],
)
def test_they_belong_to_the_best(flexible: list[float], expected: list[str]) -> None:
    curves = made_up(flexible=flexible)
    found = reigns(curves, RIVALS)
    assert [each.model for each in found] == expected
    assert (found[0].start, found[-1].end) == (curves.samples[0], curves.samples[-1])
    for before, after in pairwise(found):
        assert before.start < before.end == after.start
        assert curves.best(before.end / 1.01, RIVALS) == before.model
        assert curves.best(after.start * 1.01, RIVALS) == after.model


def test_one_that_is_always_best_reigns_alone() -> None:
    (only,) = reigns(made_up(lasso=[1.0] * 8), RIVALS)
    assert only.model == "regularised"
