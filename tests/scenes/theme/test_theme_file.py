"""A theme from a file: what it says holds, what it leaves out is the base's, mistakes are named."""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import CombinedError, DataError, UsageError, WarpreelError
from scenes.cli.theme import EXAMPLE
from scenes.theme.theme import THEMES
from scenes.theme.theme_file import COLOURS, parse_theme, read_theme
from tests.support.theme_files import SVG, THEME, theme_file

DARK, LIGHT = THEMES["dark"], THEMES["light"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return theme_file(tmp_path)


def test_what_it_says_holds_and_the_rest_is_as_in_its_base(path: Path) -> None:
    theme = read_theme(path)
    assert (theme.background, theme.panel) == ("#2b0040", "#3c0a55")
    assert (theme.text, theme.loss, theme.grid) == (DARK.text, DARK.loss, DARK.grid)
    assert theme.fonts is not None
    assert theme.fonts.family == "Corporate"
    assert theme.fonts.bold == theme.fonts.regular
    assert theme.logo is not None
    assert (theme.logo.corner, theme.logo.height) == ("bottom right", 0.05)


def test_classes_beyond_those_it_names_have_the_colours_of_the_base_that_can_be_seen(
    path: Path,
) -> None:
    assert read_theme(path).classes == ("#00ffc8", "#ff8a00", *DARK.classes)
    path.write_text('base = "light"\n[colours]\nclasses = ["#0072b2"]\npanel = "#b0b8c8"')
    first, *others = parse_theme(path).classes
    assert first == "#0072b2"
    assert set(others) < set(LIGHT.classes) - {first}


@pytest.mark.parametrize("base", THEMES)
def test_a_file_that_only_names_its_base_is_that(path: Path, base: str) -> None:
    path.write_text(f'base = "{base}"')
    assert read_theme(path) == THEMES[base]


def test_the_example_is_the_dark_theme_with_every_colour_explained(path: Path) -> None:
    text = EXAMPLE.read_text()
    path.write_text(text)
    assert read_theme(path) == DARK
    colours, _, _ = text.partition("# OpenType")
    head, _, table = colours.partition("[colours]")
    path.write_text(f"{head}[colours]" + table.replace("\n# ", "\n"))
    assert read_theme(path) == DARK
    assert all(f"\n# {name} = " in colours for name in COLOURS)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("colors = 3", r"\$: there is no option named 'colors'; did you mean colours\?"),
        ("[colours]\ntxet = '#ffffff'", r"\$.colours: .*named 'txet'; did you mean text"),
        ("[fonts]\nregluar = 'a.ttf'", r"\$.fonts: .*did you mean regular"),
        ("[logo]\nfile = 'logo.png'\nheigth = 1", r"\$.logo: .*did you mean height"),
        ("[colours]\ntext = 'white'", r"'white' is no colour; .*#rrggbb.*\$.colours.text"),
        ("[colours]\ntext = '#fff'", r"#rrggbb.*\$.colours.text"),
        ("[colours]\ntext = 3", r"#rrggbb.*\$.colours.text"),
        ("[colours]\ngrid = ['#ffffff']", r"length 2.*\$.colours.grid"),
        ("[colours]\nclasses = ['#ffffff', 'x']", r"#rrggbb.*\$.colours.classes\[1\]"),
        ("[colours]\nclasses = ['#ffffff', '#FFFFFF']", r"classes: give each class a colour"),
        ("colours = 3", r"\$.colours"),
        ("base = 'drak'", r"\$.base: .*did you mean dark"),
        ("[logo]\nfile = 'logo.png'\ncorner = 'middle'", r"\$.logo.corner"),
        ("[logo]\nfile = 'logo.png'\nheight = 0.5", r"0.06.*\$.logo.height"),
        ("[logo]\nheight = 0.05", r"`file` - at `\$.logo`"),
        ("[colours", "TOML|toml|Expected"),
    ],
)
def test_a_mistake_is_named_with_its_place(path: Path, written: str, told: str) -> None:
    path.write_text(written)
    with pytest.raises(UsageError, match=told) as error:
        read_theme(path)
    assert str(error.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[fonts]\nregular = 'none.otf'", r"none.otf: no such file.*sought beside"),
        ("[logo]\nfile = 'none.png'", r"none.png: no such file"),
        ("[fonts]\nregular = 'logo.png'", r"logo.png is no OpenType or TrueType font"),
        ("[logo]\nfile = 'fonts/Corporate.ttf'", r"Corporate.ttf is no PNG or SVG"),
        ("[fonts]\nregular = 'fonts'", r"fonts: is a directory"),
    ],
)
def test_a_file_that_is_missing_or_another_thing_is_named(
    path: Path, written: str, told: str
) -> None:
    path.write_text(written)
    with pytest.raises(DataError, match=told):
        read_theme(path)


@pytest.mark.parametrize("table", ["[logo]\nfile", "[fonts]\nregular"])
def test_a_device_or_a_pipe_is_not_waited_for(path: Path, table: str) -> None:
    os.mkfifo(path.parent / "pipe.svg")
    for name in ("pipe.svg", "/dev/zero"):
        path.write_text(f"{table} = '{name}'")
        with pytest.raises(DataError, match="it is a pipe or a device"):
            read_theme(path)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_font_is_refused_or_read(path: Path, seed: int) -> None:
    font = bytearray((path.parent / "fonts" / "Corporate.ttf").read_bytes())
    rng = random.Random(seed)
    for _ in range(2000):
        font[rng.randrange(len(font))] = rng.randrange(256)
    (path.parent / "fonts" / "Corporate.ttf").write_bytes(font[: len(font) // (1 + seed % 2)])
    try:
        fonts = read_theme(path).fonts
    except DataError as error:
        assert "Corporate.ttf" in str(error)  # noqa: PT017 - either may happen
    else:
        assert fonts is not None


def test_more_colours_than_can_be_told_apart_are_refused(path: Path) -> None:
    colours = [f"#{number:06x}" for number in range(65)]
    path.write_text(f"[colours]\nclasses = {colours}")
    with pytest.raises(UsageError, match=r"classes: at most 64 can be told apart"):
        read_theme(path)


def test_what_could_not_be_read_on_screen_is_refused_but_can_be_measured(path: Path) -> None:
    path.write_text("[colours]\nmuted = '#444444'")
    with pytest.raises(UsageError, match=rf"{path}: muted #444444 on panel #141925 .* needs 4.5:1"):
        read_theme(path)
    assert parse_theme(path) == replace(DARK, muted="#444444")


def test_a_background_on_which_no_class_of_the_base_is_seen_asks_for_classes(path: Path) -> None:
    path.write_text("[colours]\nbackground = '#ffffff'")
    with pytest.raises(WarpreelError, match=r"\$.colours.classes: .* give a list of your own"):
        read_theme(path)


def test_a_theme_is_another_when_a_file_of_it_is(path: Path) -> None:
    before = repr(read_theme(path))
    assert repr(read_theme(path)) == before
    (path.parent / "logo.svg").write_text(SVG)
    path.write_text(THEME.replace("logo.png", "logo.svg"))
    with_svg = repr(read_theme(path))
    (path.parent / "logo.svg").write_text(SVG.replace("M0", "M1"))
    assert len({before, with_svg, repr(read_theme(path))}) == 3


def test_all_mistakes_of_a_file_are_told_together(path: Path) -> None:
    path.write_text(
        'base = "darkk"\nodd = 1\n'
        '[colours]\nbackground = "red"\ntextt = "#ffffff"\nclasses = ["#zz", "#112233", "blue"]\n'
        "[fonts]\nbold = 3\n"
        '[logo]\nfile = "none.png"\ncorner = "middle"\nheight = 9\n'
    )
    with pytest.raises(CombinedError) as refusal:
        read_theme(path)
    told = [str(each) for each in refusal.value.errors]
    for part in (
        *("'odd'", "'textt'", "$.colours.background", "$.colours.classes[0]"),
        *("$.colours.classes[2]", "$.fonts.bold", "$.logo.corner", "$.logo.height"),
        *("$.base: there is no theme named 'darkk'", "none.png"),
    ):
        assert sum(part in each for each in told) == 1
    assert len(told) == 10


@pytest.mark.parametrize("written", ['logo = 3\ncolours = [1]\nfonts = "a"'])
def test_tables_that_are_none_are_all_told(path: Path, written: str) -> None:
    path.write_text(written)
    with pytest.raises(CombinedError) as refusal:
        read_theme(path)
    assert len(refusal.value.errors) == 3


def test_a_file_without_a_name_is_no_logo(path: Path) -> None:
    path.write_text('[logo]\nfile = ""')
    with pytest.raises(UsageError, match=r"length >= 1 - at `\$\.logo\.file`"):
        read_theme(path)
