"""Charts change without a blank frame, and no words stand on others while they do."""

from typing import Any

import pytest
from manim import FadeIn, FadeOut, ReplacementTransform

from scenes.films.outputs_and_losses.losses import Losses
from scenes.films.outputs_and_losses.losses_spec import LossesSpec
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
            if isinstance(each, FadeOut):
                assert each.rate_func(0.5) == 1
            if isinstance(each, FadeIn) and any(isinstance(a, FadeOut) for a in animations):
                assert each.rate_func(0.5) == 0


def test_line_mark_and_point_go_over_into_the_next_picture() -> None:
    found = exchanges(("mse", "mae", "hinge"))
    moved = [sum(isinstance(a, ReplacementTransform) for a in animations) for animations in found]
    assert moved.count(3) == 2  # to the seven numbers, and from them to the score
