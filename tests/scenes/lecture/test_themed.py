"""A theme of the user's own, in what is handed on."""

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from pptx import Presentation

from scenes.lecture.deck import Deck
from scenes.lecture.handout import write_handout
from scenes.lecture.pdf import write_pdf
from scenes.lecture.powerpoint import write_pptx
from scenes.theme.lookup import theme_of
from scenes.theme.typefaces import BUNDLED, FOLDER, typefaces

LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">
  <rect width="30" height="10" fill="#f0f"/>
</svg>"""
MAGENTA = (255, 0, 255)


@pytest.fixture
def themed(deck: Deck, tmp_path: Path) -> Deck:
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "theme.toml").write_text(
        f"""
        [colours]
        background = "#10202a"
        [fonts]
        regular = "{FOLDER / "Inter-Regular.ttf"}"
        bold = "{FOLDER / "Inter-SemiBold.ttf"}"
        [logo]
        file = "logo.svg"
        corner = "bottom left"
        height = 0.06
        """
    )
    return replace(deck, theme=str(tmp_path / "theme.toml"))


def test_slides_have_its_logo_and_name_its_font(themed: Deck, tmp_path: Path) -> None:
    presentation = Presentation(str(write_pptx(themed, tmp_path)))
    (logo,) = (s for s in presentation.slide_master.shapes if s.name == "Logo")
    assert presentation.slide_height is not None
    assert logo.height == pytest.approx(0.06 * presentation.slide_height, rel=1e-3)
    assert logo.width == pytest.approx(3 * logo.height, rel=1e-3)
    assert logo.left < logo.width
    assert Image.open(io.BytesIO(logo.image.blob)).getpixel((30, 30)) == (*MAGENTA, 255)


def test_pages_have_its_logo_but_for_stills_which_have_their_own(
    themed: Deck, deck_folder: Path
) -> None:
    document = pypdfium2.PdfDocument(write_pdf(themed, deck_folder))
    seen = [np.asarray(page.render().to_pil().convert("RGB"))[510, 40] for page in document]
    assert [tuple(map(int, colour)) == MAGENTA for colour in seen] == [True, True, *[False] * 3]
    document.close()


def test_the_handout_is_written_in_its_font(themed: Deck, deck_folder: Path) -> None:
    page = write_handout(themed, deck_folder).read_text("utf-8")
    fonts = theme_of(themed.theme).fonts
    assert fonts is not None
    assert f"font-family:'{fonts.family}" in page
    assert typefaces() == BUNDLED
