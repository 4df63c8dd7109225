"""The ground of panels: where and as large as asked for, in the theme's colours."""

import numpy as np
import pytest

from scenes.mobjects.panel_box import panel_box
from scenes.theme.theme import THEMES, Theme


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_it_fills_its_place_in_the_theme_s_colours(theme: Theme) -> None:
    box = panel_box(theme, np.array([1.0, -2.0]), 4.0, 3.0)
    assert (box.width, box.height) == pytest.approx((4, 3))
    assert box.get_center() == pytest.approx([1, -2, 0])
    assert box.get_fill_color().to_hex().lower() == theme.panel
    assert box.get_stroke_color().to_hex().lower() == theme.edge
