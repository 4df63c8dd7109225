"""Writing the page: whole, self-contained, in the lecture's language, whatever its words are."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from engine.errors import WarpreelError
from scenes.lecture.deck import Deck, FigureSlide, FilmSlide, TitleSlide
from scenes.lecture.deck_page import write_html
from tests.support.browser import Browser
from tests.support.coloured import Page, part
from tests.support.command_line import listing
from tests.support.theme_files import theme_file

ODD = "Is </script> \"a < b\" & 'c' – 深度学习?"
ADDRESS = re.compile(r"""(?:src|href)\s*=\s*["']([^"']*)|url\(["']?([^"')]*)|@import\s+([^;]*)""")


@pytest.fixture
def odd(tmp_path: Path) -> Deck:
    """A deck whose files are empty, and whose words are odd."""
    films, figures = tmp_path / "films", tmp_path / "figures"
    films.mkdir()
    figures.mkdir()
    poster = films / "poster.png"
    for file in (films / "ö #1.mp4", poster, films / "c.vtt", figures / "a.png", figures / "a.svg"):
        file.touch()
    slides = (
        TitleSlide(ODD, ODD, ODD),
        FigureSlide(ODD, (figures / "a.png", figures / "a.svg"), ODD),
        FilmSlide(ODD, films / "ö #1.mp4", poster, films / "c.vtt", poster, ODD, (part(0, ODD),)),
    )
    return Deck(ODD, ODD, "en", "dark", (16, 9), slides)


def addresses_in(folder: Path) -> list[str]:
    """Give whatever the page and its styles refer to."""
    files = folder / "index.html", *(folder / "assets").glob("*.css")
    texts = [file.read_text("utf-8") for file in files]
    return ["".join(found) for text in texts for found in ADDRESS.findall(text)]


def test_nothing_is_asked_for_but_files_beside_the_page(odd: Deck, tmp_path: Path) -> None:
    page = write_html(odd, tmp_path)
    assert page == tmp_path / "index.html"
    addresses = addresses_in(tmp_path)
    assert "films/%C3%B6%20%231.mp4" in addresses
    assert "figures/a.svg" in addresses
    assert "assets/reveal.js" in addresses
    links = {each for each in addresses if not each.startswith("data:")}
    assert [each for each in links if not (tmp_path / unquote(each)).is_file()] == []
    scripts = "".join(file.read_text("utf-8") for file in (tmp_path / "assets").glob("*.js"))
    licence = {"https://revealjs.com", "https://hakim.se"}
    assert set(re.findall(r"\b(?:https?|wss?)://[\w./-]+", scripts)) == licence


def test_odd_words_are_shown_as_they_are(browser: Browser, odd: Deck, tmp_path: Path) -> None:
    page = Page(browser, write_html(odd, tmp_path))
    page.open()
    assert page.run("return document.title") == ODD
    assert page.run("return document.querySelector('.present h1').innerText") == ODD
    assert page.run("return slides[2].parts[0].title") == ODD
    assert browser.complaints() == []


def test_a_chinese_deck_speaks_chinese_in_a_font_of_its_own(
    browser: Browser, odd: Deck, tmp_path: Path
) -> None:
    page = Page(browser, write_html(replace(odd, language="zh"), tmp_path))
    page.open()
    assert page.run("return document.documentElement.lang") == "zh"
    assert page.run("return document.querySelector('.where').innerText") == "第 1 张，共 3 张"
    assert page.run(
        "return document.fonts.load('20px \"Noto Sans SC\"', '深').then(all => all.length)"
    )
    english = "[...document.querySelectorAll('#help dd')].filter(e => /[a-z]/i.test(e.innerText))"
    assert page.run(f"return {english}.length") == 0


def test_an_english_deck_carries_no_chinese_font(odd: Deck, tmp_path: Path) -> None:
    write_html(Deck("Plain", "", "en", "light", (16, 9), (TitleSlide("Plain"),)), tmp_path)
    fonts = tmp_path / "assets" / "fonts.css"
    assert "Inter" in fonts.read_text()
    assert "Noto" not in fonts.read_text()
    assert fonts.stat().st_size < 60_000


def test_a_theme_of_the_lecturers_own_brings_its_colours_font_and_logo(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "theme"
    theme = theme_file(folder)
    slides = (TitleSlide("Plain"),)
    page = Page(browser, write_html(Deck("", "", "en", str(theme), (16, 9), slides), tmp_path))
    shutil.rmtree(folder)
    page.open()
    (font,) = browser.fonts_of("h1")
    assert font.startswith("Corporate")
    assert list(browser.screenshot()[5, 5]) == [0x2B, 0x00, 0x40]
    page.until("document.querySelector('.logo').naturalWidth")
    box = "document.querySelector('.logo').getBoundingClientRect()"
    assert page.run(f"return {box}.bottom < innerHeight && {box}.left > innerWidth / 2")


def test_it_is_written_the_same_again(odd: Deck, tmp_path: Path) -> None:
    def contents() -> dict[str, bytes]:
        paths = [tmp_path / name for name in listing(tmp_path)]
        return {str(path): path.read_bytes() for path in paths if path.is_file()}

    plain = replace(odd, slides=(TitleSlide("Plain"),), title="Plain", author="")
    write_html(plain, tmp_path)
    first = contents()
    write_html(plain, tmp_path)
    assert contents() == first


def test_captions_that_cannot_be_read_are_named_and_nothing_is_written(
    odd: Deck, tmp_path: Path
) -> None:
    (tmp_path / "films" / "c.vtt").unlink()
    before = listing(tmp_path)
    with pytest.raises(WarpreelError, match=r"cannot read .*c\.vtt: no such file"):
        write_html(odd, tmp_path)
    assert listing(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_named(odd: Deck, tmp_path: Path) -> None:
    (tmp_path / "assets").write_text("in the way")
    with pytest.raises(WarpreelError, match=r"cannot make the folder .*assets"):
        write_html(odd, tmp_path)
