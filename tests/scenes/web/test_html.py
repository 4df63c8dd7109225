"""Films as HTML."""

from pathlib import Path

import pytest

from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.web.clip import Clip, TextFile
from scenes.web.html import Embed, contained_page, data_uri, link_to_page


def link(path: Path, kind: str) -> str:
    return f"files/{path.name}"


@pytest.fixture
def clip(tmp_path: Path) -> Clip:
    transcript = tmp_path / "ball.en.txt"
    transcript.write_text("Start\nIt <rolls>.\n\nEnd\nIt stops.\n")
    return Clip(
        tmp_path / "ball.mp4", 640, 360, 'a "ball" & a wall',
        captions=(TextFile(tmp_path / "ball.en.vtt", "en", ENGLISH),),
        transcripts=(TextFile(transcript, "en", ENGLISH),),
    )  # fmt: skip


def test_a_film_has_its_size_source_captions_and_alternative_text(clip: Clip) -> None:
    page = Embed(clip, ENGLISH, link, "poster.png").figure()
    assert 'width="640" height="360"' in page
    assert '<source src="files/ball.mp4" type="video/mp4">' in page
    assert 'src="files/ball.en.vtt" srclang="en" label="English"' in page
    assert 'aria-label="a &quot;ball&quot; &amp; a wall"' in page
    assert 'poster="poster.png"' in page


def test_titles_of_a_transcript_are_emphasised_and_sentences_escaped(clip: Clip) -> None:
    page = Embed(clip, ENGLISH, link, "poster.png").figure()
    assert "<p><strong>Start</strong><br>It &lt;rolls&gt;.</p>" in page
    assert "<p><strong>End</strong><br>It stops.</p>" in page


def test_only_a_looping_film_plays_by_itself(clip: Clip) -> None:
    still, looping = (
        Embed(clip, ENGLISH, link, "poster.png", loop).figure() for loop in (False, True)
    )
    assert "this.play()" not in still
    assert "muted loop onloadedmetadata" in looping
    assert "autoplay" not in still + looping


def test_an_animated_image_has_a_button_in_the_language_of_the_page(tmp_path: Path) -> None:
    gif = Clip(tmp_path / "ball.gif", 64, 36, "a ball")
    english, chinese = (
        Embed(gif, language, link, "poster.png").figure() for language in LANGUAGES.values()
    )
    assert ">Play the animation</button>" in english
    assert "<button" in chinese
    assert "Play the animation" not in chinese
    assert "<video" not in english


def test_a_film_within_the_page_has_no_link_to_itself(clip: Clip) -> None:
    def contained(path: Path, kind: str) -> str:
        return data_uri(b"\0", kind)

    assert "<a href" in Embed(clip, ENGLISH, link, "poster.png").figure()
    assert "<a href" not in Embed(clip, ENGLISH, contained, "poster.png").figure()


def test_a_data_uri_holds_all_of_the_data() -> None:
    assert data_uri(b"warp", "text/plain") == "data:text/plain;base64,d2FycA=="


def test_a_page_that_is_explored_is_led_to_or_held(clip: Clip) -> None:
    led = link_to_page("a&b.html", LANGUAGES["zh"])
    assert '<a href="a&amp;b.html">亲手试一试</a>' in led
    page = Embed(clip, ENGLISH, link, "poster.png", explored=led).figure()
    assert page.index("figcaption") < page.index("a&amp;b.html") < page.index("Transcript")
    held = contained_page('<p title="x">1 < 2</p>', ENGLISH)
    assert 'srcdoc="&lt;p title=&quot;x&quot;&gt;1 &lt; 2&lt;/p&gt;"' in held
    assert 'sandbox="allow-scripts allow-downloads"' in held
