"""Layers of a picture are shown to a degree, and keep their own opacities."""

import pytest
from manim import VMobject

from scenes.films.linear_algebra.layers import LayeredPicture


@pytest.fixture
def half_clear() -> VMobject:
    return VMobject(fill_opacity=0.5, stroke_opacity=0.8)


def test_a_layer_is_not_seen_before_it_is_shown(half_clear: VMobject) -> None:
    picture = LayeredPicture()
    picture.add_layer(half_clear)
    assert (half_clear.get_fill_opacity(), half_clear.get_stroke_opacity()) == (0, 0)
    picture.present(half_clear, 1.0)
    assert half_clear.get_fill_opacity() == pytest.approx(0.5)
    assert half_clear.get_stroke_opacity() == pytest.approx(0.8)


def test_what_is_drawn_to_another_degree_is_remembered_as_it_was_set(half_clear: VMobject) -> None:
    picture = LayeredPicture()
    picture.add_layer(half_clear)
    picture.present(half_clear, 1.0)
    picture.fade_layer(half_clear, 0.5)
    assert half_clear.get_fill_opacity() == pytest.approx(0.25)
    assert picture.share_of(half_clear) == 1.0


def test_the_edge_behind_a_name_comes_and_goes_with_it() -> None:
    name, picture = VMobject(fill_opacity=1), LayeredPicture()
    name.set_stroke("#000000", width=5, opacity=1, background=True)
    picture.add_layer(name)
    assert name.get_stroke_opacity(background=True) == 0
    picture.present(name, 1.0)
    assert name.get_stroke_opacity(background=True) == 1
