"""A logo stands in its corner, beside the sentence, in its own proportions."""

import io

import numpy as np
import pytest
from manim import config
from PIL import Image

from engine.errors import DataError
from scenes.mobjects.logo import MARGIN, WIDEST, logo_mobject
from scenes.theme.theme import Attachment, Logo
from tests.support.theme_files import SVG


def png(width: int, height: int) -> Attachment:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (255, 0, 0, 128)).save(out, format="PNG")
    return Attachment("logo.png", out.getvalue())


@pytest.mark.parametrize("picture", [png(40, 10), Attachment("logo.svg", SVG.encode())])
@pytest.mark.parametrize("corner", ["bottom left", "bottom right"])
def test_it_has_its_height_and_proportions_and_touches_the_margin(
    picture: Attachment, corner: str
) -> None:
    drawn = logo_mobject(Logo(picture, corner, 0.05), -4.0)
    assert drawn.height == pytest.approx(0.05 * config.frame_height)
    assert drawn.width == pytest.approx(4 * drawn.height, rel=1e-3)
    assert drawn.get_bottom()[1] == pytest.approx(-4 + MARGIN[1])
    sides = np.array([drawn.get_left()[0], drawn.get_right()[0]])
    assert np.abs(sides).max() == pytest.approx(config.frame_width / 2 - MARGIN[0])
    assert (sides < 0).all() if corner == "bottom left" else (sides > 0).all()


def test_a_very_wide_one_is_made_smaller() -> None:
    drawn = logo_mobject(Logo(png(400, 10), "bottom right", 0.05), 0)
    assert drawn.width == pytest.approx(WIDEST * config.frame_width)
    assert drawn.height == pytest.approx(drawn.width / 40)


@pytest.mark.parametrize("name", ["logo.png", "logo.svg"])
def test_a_damaged_one_is_refused(name: str) -> None:
    data = png(40, 10).data[:60] if name == "logo.png" else b"<svg><path"
    with pytest.raises(DataError, match=rf"the logo {name} cannot be read"):
        logo_mobject(Logo(Attachment(name, data), "bottom left", 0.05), 0)


@pytest.mark.parametrize(
    "shape",
    ["", '<g transform="matrix(nan 0 0 1e308 0 0)"><rect width="5" height="5"/></g>'],
    ids=("nothing", "no numbers"),
)
def test_one_that_draws_nothing_is_refused(shape: str) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1">{shape}</svg>'.encode()
    with pytest.raises(DataError, match=r"the logo logo\.svg cannot be read: "):
        logo_mobject(Logo(Attachment("logo.svg", data), "bottom left", 0.05), 0)
