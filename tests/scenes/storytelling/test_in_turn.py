"""Words that take the place of others wait until those have gone."""

from manim import FadeIn, FadeOut, Square

from scenes.storytelling.in_turn import in_turn


def test_what_comes_waits_for_what_goes() -> None:
    going, coming = in_turn([Square()], [Square()])
    assert isinstance(going, FadeOut)
    assert isinstance(coming, FadeIn)
    assert [going.rate_func(p) for p in (0, 0.5, 1)] == [0, 1, 1]
    assert [coming.rate_func(p) for p in (0, 0.5, 1)] == [0, 0, 1]


def test_what_has_no_rival_has_all_the_time() -> None:
    (going,) = in_turn([Square()], [])
    (coming,) = in_turn([], [Square()])
    assert 0 < going.rate_func(0.7) < 1
    assert 0 < coming.rate_func(0.3) < 1
