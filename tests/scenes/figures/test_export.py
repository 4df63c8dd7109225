"""Exported files: text that stays text, the printed size, and metadata."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import pytest
from PIL import Image

from scenes.figures.requests import OutputOptions
from scenes.theme.svg_fonts import faces_in
from tests.support.built_figures import STEMS, build_states


def test_each_file_carries_spec_seed_result_and_version(built_figures: Path) -> None:
    record = json.loads((built_figures / "manifest.json").read_text())["11.12-softmax.png"]
    with Image.open(built_figures / "11.12-softmax.png") as picture:
        told = json.loads(picture.info["Warpreel"])
    assert told["spec"] == {"logits": [8.591, 8.454, 9.94]}
    assert told["result"] == record["result"]
    assert told["version"] == record["version"]
    assert "seed" in told
    svg = (built_figures / "11.12-softmax.svg").read_text("utf-8")
    assert record["result"] in svg.partition("</metadata>")[0]
    pdf = (built_figures / "11.12-softmax.pdf").read_bytes()
    assert record["result"].encode() in pdf
    for file in (svg.encode(), pdf):
        assert not re.search(rb"CreationDate|<dc:date>", file)


def test_a_picture_is_as_large_as_it_is_printed(tmp_path: Path) -> None:
    build_states(tmp_path, output=OutputOptions(width=254, dpi=50))
    with Image.open(tmp_path / "11.04-perceptron.png") as picture:
        assert picture.width == pytest.approx(500, abs=1)
    pdf = (tmp_path / "11.04-perceptron.pdf").read_bytes()
    assert re.search(rb"/MediaBox \[ 0 0 720", pdf)
    svg = (tmp_path / "11.04-perceptron.svg").read_text("utf-8")
    assert 'width="720pt"' in svg
    assert 'viewBox="0 0 394.01' in svg


def test_the_text_of_a_pdf_is_text_in_truetype_fonts(built_figures: Path) -> None:
    pdf = (built_figures / "11.12-softmax.pdf").read_bytes()
    assert b"/Subtype /CIDFontType2" in pdf or b"/Subtype /TrueType" in pdf
    assert b"/ToUnicode" in pdf
    assert b"Inter" in pdf
    assert b"/Type3" not in pdf
    streams = [part.partition(b"\nendstream")[0] for part in pdf.split(b"stream\n")[1::2]]
    content = zlib.decompress(streams[0])
    assert b" Tf" in content


@pytest.mark.parametrize("stem", STEMS)
def test_the_text_of_an_svg_is_text_with_every_glyph_it_needs(
    built_figures: Path, stem: str
) -> None:
    svg = (built_figures / f"{stem}.svg").read_text("utf-8")
    assert "<text" in svg
    faces = faces_in(svg)
    assert svg.count("@font-face") == len(faces) > 0
    assert {face.family for face in faces} <= {"Inter", "STIXGeneral"}
