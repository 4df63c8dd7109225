"""``warpreel embed``: HTML that can be pasted, or a page; or a sentence that says why not."""

import base64
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.films.catalogue import CATALOGUE
from tests.support.clips import MakeFilm
from tests.support.command_line import Answer, CommandLine, listing
from tests.support.markup import elements, the

SUMMARY = CATALOGUE["affine"].summary


def html(answer: Answer) -> str:
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def test_a_film_is_shown_with_poster_controls_and_what_it_shows(
    warpreel: CommandLine, film: MakeFilm
) -> None:
    answer = warpreel("embed", film())
    video = the(html(answer), "video").attributes
    assert {"controls", "playsinline"} <= set(video)
    assert "autoplay" not in video
    assert (video["width"], video["height"]) == ("256", "144")
    assert (video["preload"], video["poster"]) == ("metadata", "affine.png")
    assert video["aria-label"] == SUMMARY
    source = the(answer.out, "source").attributes
    assert source == {"src": "affine.mp4", "type": "video/mp4"}
    assert the(answer.out, "a").attributes["href"] == "affine.mp4"
    assert the(answer.out, "figcaption").text == SUMMARY[0].upper() + SUMMARY[1:]
    assert answer.made == {"affine.png"}


def test_captions_and_transcripts_in_all_languages_belong_to_it(
    warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film(captions=True)
    for suffix in ("vtt", "txt"):
        words = (workplace / f"affine.en.{suffix}").read_text("utf-8")
        (workplace / f"affine.zh.{suffix}").write_text(words, "utf-8")
        (workplace / f"affine.and-more.{suffix}").write_text(words, "utf-8")
        (workplace / f"affine-2.en.{suffix}").write_text(words, "utf-8")
    answer = html(warpreel("embed", path, "--lang", "zh"))
    tracks = [each.attributes for each in elements(answer) if each.tag == "track"]
    assert [(t["srclang"], t["label"]) for t in tracks] == [
        ("zh", "中文"), ("and-more", "and-more"), ("en", "English"),
    ]  # fmt: skip
    assert all(t["kind"] == "captions" and t["src"] == f"affine.{t['srclang']}.vtt" for t in tracks)
    transcripts = [each for each in elements(answer) if each.tag == "details"]
    assert [t.attributes["lang"] for t in transcripts] == ["zh", "and-more", "en"]
    assert all("A square & a <wall>." in t.text for t in transcripts)
    titles = [each.text for each in elements(answer) if each.tag == "strong"]
    assert titles[:2] == ["Training", "Curve"]


def test_a_language_file_of_ones_own_speaks_around_the_film(
    warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film(captions=True)
    (workplace / "affine.en.txt").rename(workplace / "affine.fr.txt")
    sentences = {"Transcript": "Transcription", SUMMARY: "le film"}
    words = "\n".join(f"{json.dumps(key)} = {json.dumps(to)}" for key, to in sentences.items())
    (workplace / "fr.toml").write_text(f'name = "Français"\n[sentences]\n{words}\n', "utf-8")
    page = html(warpreel("embed", path, "--lang", "fr.toml"))
    assert the(page, "figure").attributes["lang"] == "fr"
    assert the(page, "figcaption").text == "Le film"
    assert the(page, "summary").text == "Transcription"


def test_what_lies_beside_it_without_a_language_is_in_that_of_the_page(
    warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film()
    (workplace / "affine.vtt").write_text("WEBVTT\n")
    track = the(html(warpreel("embed", path, "--lang", "zh")), "track").attributes
    assert (track["src"], track["srclang"]) == ("affine.vtt", "zh")


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "a 'b' \"c\" & <d>"])
def test_whatever_is_said_stays_text(warpreel: CommandLine, film: MakeFilm, text: str) -> None:
    path = film("<b> & 'film' \"1\" #?%.mp4", captions=True)
    answer = html(warpreel("embed", path, "--alt", text))
    assert the(answer, "video").attributes["aria-label"] == text
    assert the(answer, "figcaption").text == text[0].upper() + text[1:]
    assert (
        the(answer, "source").attributes["src"]
        == "%3Cb%3E%20%26%20%27film%27%20%221%22%20%23%3F%25.mp4"
    )
    assert "script" not in {each.tag for each in elements(answer)}


@pytest.mark.parametrize("format", ["mp4", "webm", "gif"])
def test_nothing_runs_that_is_not_needed(
    warpreel: CommandLine, film: MakeFilm, format: str
) -> None:
    found = elements(html(warpreel("embed", film(f"affine.{format}"))))
    assert "script" not in {each.tag for each in found}
    handlers = {name for each in found for name in each.attributes if name.startswith("on")}
    assert handlers == ({"onload", "onclick"} if format == "gif" else set())


def test_an_animated_picture_has_a_still_for_those_who_prefer_it(
    warpreel: CommandLine, film: MakeFilm
) -> None:
    answer = html(warpreel("embed", film("affine.gif")))
    assert the(answer, "source").attributes == {
        "media": "(prefers-reduced-motion: reduce)", "srcset": "affine.png",
    }  # fmt: skip
    image = the(answer, "img").attributes
    assert (image["src"], image["alt"]) == ("affine.gif", SUMMARY)
    assert the(answer, "button").text == "Play the animation"


@pytest.mark.parametrize("base", ["https://example.org/a", "https://example.org/a/"])
def test_files_can_be_elsewhere_later(warpreel: CommandLine, film: MakeFilm, base: str) -> None:
    answer = html(warpreel("embed", film("films/affine.mp4", captions=True), "--base", base))
    assert the(answer, "source").attributes["src"] == "https://example.org/a/affine.mp4"
    assert the(answer, "track").attributes["src"] == "https://example.org/a/affine.en.vtt"
    assert the(answer, "video").attributes["poster"] == "https://example.org/a/affine.png"


def test_a_page_links_to_the_film_from_where_it_is(warpreel: CommandLine, film: MakeFilm) -> None:
    answer = warpreel("embed", film("films/affine.mp4"), "-o", "pages/week 1/page.html")
    assert answer.code == 0
    assert answer.out.startswith("pages/week 1/page.html: ")
    page = Path("pages/week 1/page.html").read_text("utf-8")
    assert the(page, "source").attributes["src"] == "../../films/affine.mp4"
    assert the(page, "video").attributes["poster"] == "../../films/affine.png"
    assert the(page, "html").attributes["lang"] == "en"
    assert the(page, "title").text == SUMMARY[0].upper() + SUMMARY[1:]


def test_a_page_can_hold_everything(
    warpreel: CommandLine, film: MakeFilm, films: dict[str, bytes]
) -> None:
    answer = warpreel("embed", film(captions=True), "--self-contained")
    assert answer.made == {"affine.html"}
    page = Path("affine.html").read_text("utf-8")
    held = the(page, "source").attributes["src"]
    assert held is not None
    assert base64.b64decode(held.removeprefix("data:video/mp4;base64,")) == films["mp4"]
    addresses = [
        value
        for each in elements(page)
        for name, value in each.attributes.items()
        if name in ("src", "href", "poster", "srcset")
    ]
    assert len(addresses) == 3  # film, poster, captions
    assert all(value is not None and value.startswith("data:") for value in addresses)


def test_a_poster_of_one_s_own_is_left_alone(
    warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film()
    Image.new("RGB", (256, 144), "red").save(workplace / "affine.png")
    own = (workplace / "affine.png").read_bytes()
    assert warpreel("embed", path).code == 0
    assert (workplace / "affine.png").read_bytes() == own
    Image.new("RGB", (256, 144), "blue").save(workplace / "other.jpg")
    answer = html(warpreel("embed", path, "--poster", "other.jpg"))
    assert the(answer, "video").attributes["poster"] == "other.jpg"


def test_a_poster_that_was_made_is_made_anew_for_another_film(
    warpreel: CommandLine, film: MakeFilm, workplace: Path, films: dict[str, bytes]
) -> None:
    path = film()
    (workplace / "affine.mp4").write_bytes(films["mp4"] + b"\0\0\0\x08free")
    assert warpreel("embed", path).code == 0
    first = (workplace / "affine.png").stat()
    assert warpreel("embed", path).code == 0
    assert (workplace / "affine.png").stat().st_mtime_ns == first.st_mtime_ns
    film()
    assert warpreel("embed", path).code == 0
    assert (workplace / "affine.png").stat().st_mtime_ns != first.st_mtime_ns
    with Image.open(workplace / "affine.png") as poster:
        assert poster.size == (256, 144)
        assert np.asarray(poster.convert("L")).max() > 200


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["missing.mp4"], 1, "no such file"),
        (["broken.mp4"], 1, "damaged"),
        (["sound.webm"], 1, "damaged"),
        (["film.avi"], 2, "mp4, webm, gif"),
        (["folder"], 2, "mp4, webm, gif"),
        (["mine.mp4"], 2, "--alt"),
        (["affine.mp4", "-o", "page.txt"], 2, ".html"),
        (["affine.mp4", "--lang", "xx"], 2, "xx"),
        (["affine.mp4", "--theme", "drak"], 2, "dark"),
        (["affine.mp4", "--poster", "none.png"], 1, "none.png"),
        (["affine.mp4", "--poster", "broken.mp4"], 2, "--poster"),
        (["affine.gif", "--loop"], 2, "--loop"),
        (["affine.mp4", "--base", "javascript:alert(1)//"], 2, "--base"),
        (["affine.mp4", "--alt", "\udcff"], 2, "--alt '\\udcff': it is no text in UTF-8"),
        (["affine.mp4", "--self-contained", "--base", "https://example.org"], 2, "--base"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_shown_is_told_in_one_sentence(
    warpreel: CommandLine,
    film: MakeFilm,
    workplace: Path,
    arguments: list[str],
    code: int,
    part: str,
) -> None:
    for name in ("affine.mp4", "affine.gif", "mine.mp4"):
        film(name)
    for name in ("broken.mp4", "sound.webm", "film.avi"):
        (workplace / name).write_text("nothing of the kind")
    (workplace / "folder").mkdir()
    answer = warpreel("embed", *arguments)
    assert answer.code == code
    assert part in answer.sentence


def test_a_damaged_poster_is_told(warpreel: CommandLine, film: MakeFilm, workplace: Path) -> None:
    path = film()
    (workplace / "affine.png").write_text("no picture")
    answer = warpreel("embed", path)
    assert answer.code == 1
    assert "--poster" in answer.sentence
    assert listing(workplace) == ["affine.mp4", "affine.png"]


def test_it_leads_to_a_page_that_is_explored_or_holds_it(
    warpreel: CommandLine, film: MakeFilm, workplace: Path
) -> None:
    path = film()
    (workplace / "page.html").write_text("<p>Turn me.</p>")
    link, _ = [e for e in elements(html(warpreel("embed", path, "--explore", "page.html")))
               if e.tag == "a"][::-1]  # fmt: skip
    assert (link.attributes["href"], link.text) == ("page.html", "Explore it yourself")
    html(warpreel("embed", path, "--explore", "page.html", "--self-contained", "-o", "all.html"))
    frame = the((workplace / "all.html").read_text("utf-8"), "iframe")
    assert frame.attributes["srcdoc"] == "<p>Turn me.</p>"


@pytest.mark.parametrize(
    ("page", "words"), [("page.pdf", "--explore page.pdf: name a page"), ("no.html", "cannot read")]
)
def test_a_page_that_is_none_is_told(
    warpreel: CommandLine, film: MakeFilm, page: str, words: str
) -> None:
    assert words in warpreel("embed", film(), "--explore", page).sentence
