"""Pages that show one film."""

from pathlib import Path

from scenes.languages.language import LANGUAGES
from scenes.theme.theme import THEMES
from scenes.web.clip import Clip
from scenes.web.html import Embed
from scenes.web.page import render_page

CLIP = Clip(Path("ball.mp4"), 640, 360, "a <ball>")
EMBED = Embed(CLIP, LANGUAGES["zh"], lambda path, kind: path.name, "poster.png")


def test_a_page_has_its_figure_title_and_language() -> None:
    page = render_page(EMBED, THEMES["dark"])
    assert page.startswith('<!doctype html>\n<html lang="zh">')
    assert "<title>A &lt;ball&gt;</title>" in page
    assert EMBED.figure() in page


def test_a_page_has_the_colours_of_its_theme_and_embeds_its_fonts() -> None:
    dark, light = (render_page(EMBED, THEMES[name]) for name in ("dark", "light"))
    assert f"background: {THEMES['dark'].background}; color: {THEMES['dark'].text}" in dark
    assert f"background: {THEMES['light'].background}; color: {THEMES['light'].text}" in light
    assert "@font-face" in dark
    assert "http" not in dark
