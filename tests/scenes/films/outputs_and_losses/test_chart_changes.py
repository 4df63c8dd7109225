"""Charts change without a blank frame, and no words stand on others while they do."""

from typing import Any

import pytest
from manim import FadeIn, FadeOut, ReplacementTransform, Text

from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
from scenes.mobjects.text import LiveNumber
from tests.support.staged import on_stage


def exchanges(names: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Play a film, and collect the animations in which something comes and something goes."""
    found: list[tuple[Any, ...]] = []

    def tell(film: Losses) -> None:
        act = film.act

        def watched(*animations: Any, seconds: float) -> None:
            kinds = {type(each) for each in animations}
            if {FadeIn, FadeOut} <= kinds:
                found.append(animations)
            act(*animations, seconds=seconds)

        film.act = watched
        film.prepare()
        for told in film.story():
            told.tell()

    on_stage(Losses, LossesSpec(names=names, tempo=4.0), tell)
    return found


@pytest.mark.parametrize("names", [("mse", "mae", "hinge"), ("cross-entropy", "hinge")])
def test_what_comes_waits_for_what_goes(names: tuple[str, ...]) -> None:
    found = exchanges(names)
    assert found
    for animations in found:
        for each in animations:
            written = isinstance(each.mobject, (LiveNumber, Text))
            if isinstance(each, FadeOut) and written:
                assert each.rate_func(0.5) == 1
            if isinstance(each, FadeIn) and written:
                assert each.rate_func(0.5) == 0


def test_the_frame_is_never_empty_between_two_pictures() -> None:
    for animations in exchanges(("mse", "hinge"))[:1]:
        gone, come = (
            [each.rate_func(0.5) for each in animations if isinstance(each, kind)]
            for kind in (FadeOut, FadeIn)
        )
        assert any(0 < share < 1 for share in gone)
        assert any(0 < share < 1 for share in come)


@pytest.mark.parametrize(
    ("names", "shared"), [(("mse", "mae", "hinge"), 1), (("cross-entropy", "hinge"), 3)]
)
def test_what_two_pictures_share_goes_over(names: tuple[str, ...], shared: int) -> None:
    found = exchanges(names)
    moved = [sum(isinstance(a, ReplacementTransform) for a in animations) for animations in found]
    assert moved.count(shared) == len([each for each in moved if each]) > 0
