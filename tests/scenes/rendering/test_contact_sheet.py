"""Contact sheets: a row for each section, its frames in order."""

import numpy as np
import pytest

from scenes.rendering.contact_sheet import CAPTION, GAP, WIDTH, arrange_sheet
from scenes.rendering.frames import SectionFrame
from scenes.theme.theme import THEMES
from tests.support.command_line import CommandLine

SMALL = ("--hidden", "2", "--samples", "20", "--steps", "3", "--acts", "regions", "-q", "l")


def plain(section: str, seconds: float, value: int, width: int = 96) -> SectionFrame:
    return SectionFrame(section, seconds, np.full((54, width, 4), value, np.uint8))


def test_each_section_is_a_row_of_frames_in_their_order() -> None:
    values = [[50, 90, 130], [170, 210]]
    frames = [
        plain(name, i, value)
        for name, row in zip(("one", "two"), values, strict=True)
        for i, value in enumerate(row)
    ]
    sheet = np.array(arrange_sheet(frames, THEMES["dark"]))
    for i, row in enumerate(values):
        for j, value in enumerate(row):
            middle = (
                i * (CAPTION + 54) + CAPTION + 27,
                GAP + j * (96 + GAP) + 48,
            )
            assert sheet[middle].tolist() == [value] * 3


def test_large_frames_are_made_smaller_and_small_ones_stay() -> None:
    large = arrange_sheet([plain("one", 0, 99, width=1920)], THEMES["light"])
    assert large.width == WIDTH + 2 * GAP
    assert arrange_sheet([plain("one", 0, 99)], THEMES["light"]).width == 96 + 2 * GAP


def test_every_row_has_a_caption_on_the_theme_s_ground() -> None:
    sheet = np.array(arrange_sheet([plain("one", 75.5, 99)], THEMES["light"]))
    caption = sheet[:CAPTION]
    assert caption.max() == 255
    assert caption.min() < 100


def test_the_command_line_makes_one_instead_of_a_film(warpreel: CommandLine) -> None:
    answer = warpreel("render", "space-warp", *SMALL, "--contact-sheet")
    assert answer.code == 0
    assert answer.made == {"renders", "renders/space-warp-sheet.png"}
    assert "renders/space-warp-sheet.png" in answer.out


@pytest.mark.parametrize("flags", [("-o", "sheet.mp4"), ("--format", "gif", "-o", "sheet.png")])
def test_it_is_a_picture_and_nothing_else(warpreel: CommandLine, flags: tuple[str, ...]) -> None:
    answer = warpreel("render", "space-warp", *SMALL, "--contact-sheet", *flags)
    assert answer.code == 2
    assert "png" in answer.sentence
