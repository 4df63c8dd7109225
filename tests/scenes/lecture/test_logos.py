"""Logos as raster images."""

import io

import pytest
from PIL import Image

from engine.errors import DataError
from scenes.lecture.logos import HEIGHT, logo_image
from scenes.theme.theme import Attachment

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">
  <rect width="30" height="10" fill="#f0f"/>
</svg>"""


def test_a_drawing_is_rasterised_in_its_own_shape() -> None:
    picture = logo_image(Attachment("logo.SVG", SVG))
    assert picture.size == (3 * HEIGHT, HEIGHT)
    assert picture.getpixel((9, 9)) == (255, 0, 255, 255)


def test_a_logo_of_pixels_is_taken_as_it_is() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (3, 2), (1, 2, 3, 4)).save(file, "PNG")
    picture = logo_image(Attachment("logo.png", file.getvalue()))
    assert (picture.size, picture.getpixel((0, 0))) == ((3, 2), (1, 2, 3, 4))


@pytest.mark.parametrize("name", ["logo.svg", "logo.png"])
def test_a_damaged_logo_is_named(name: str) -> None:
    with pytest.raises(DataError, match=rf"the logo {name} cannot be read"):
        logo_image(Attachment(name, b"damaged"))
