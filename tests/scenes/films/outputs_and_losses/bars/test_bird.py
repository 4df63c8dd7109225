"""The picture that is scored is one of a bird, whole and in the theme's colours."""

import pytest

from scenes.films.outputs_and_losses.bars.bird import BRANCH, bird_on_branch
from scenes.theme.theme import THEMES


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_it_stands_on_its_branch_and_looks_out_of_its_head(theme: object) -> None:
    branch, *legs, tail, beak, body, wing, eye = bird_on_branch(theme)
    assert all(leg.get_bottom()[1] == pytest.approx(BRANCH) for leg in legs)
    assert branch.get_left()[0] < body.get_left()[0] < body.get_right()[0] < branch.get_right()[0]
    for inner in (wing, eye):
        assert (inner.get_corner([-1, -1, 0]) > body.get_corner([-1, -1, 0]))[:2].all()
        assert (inner.get_corner([1, 1, 0]) < body.get_corner([1, 1, 0]))[:2].all()
    assert tail.get_left()[0] < body.get_left()[0]
    assert beak.get_right()[0] > body.get_right()[0]
