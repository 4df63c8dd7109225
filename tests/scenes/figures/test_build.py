"""Files that say where they come from, are the same each time, and are drawn only if need be."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from engine.errors import WarpreelError
from scenes.figures.build import build_figures, result_digest
from scenes.figures.manifest import check
from scenes.figures.requests import OutputOptions, requests_for
from scenes.theme.svg_fonts import faces_in, with_fonts

ALL = ("pdf", "svg", "png")
NAMES = ("11.4", "11.12")
STEMS = ("11.04-perceptron", "11.12-softmax")


def drawn(folder: Path, names=NAMES, options=None, output=None, fresh=False) -> dict[str, str]:
    """Draw figures, and give in what state each file was found."""
    states: dict[str, str] = {}
    requests = requests_for(names, ALL, options or {})
    build_figures(
        requests, output or OutputOptions(dpi=60), folder, fresh=fresh, on_file=states.__setitem__
    )
    return states


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    drawn(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of the drawn figures."""
    for path in made.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def test_every_file_and_a_manifest_appear_and_nothing_else(made: Path) -> None:
    files = {f"{stem}.{format}" for stem in STEMS for format in ALL}
    assert {path.name for path in made.iterdir()} == files | {"manifest.json"}


def test_two_runs_make_the_same_bytes(made: Path, tmp_path: Path) -> None:
    drawn(tmp_path)
    for path in made.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_a_second_run_draws_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(drawn(folder).values()) == {"current"}
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_another_option_redraws_the_figure_that_has_it_alone(folder: Path) -> None:
    states = drawn(folder, options={"logits": (1.0, 2.0)})
    stale = {file for file, state in states.items() if state == "stale"}
    assert stale == {f"11.12-softmax.{format}" for format in ALL}


def test_a_check_tells_what_is_stale_missing_or_edited(folder: Path) -> None:
    assert set(check(folder).values()) == {"current"}
    (folder / "11.12-softmax.pdf").unlink()
    with (folder / "11.12-softmax.svg").open("a") as file:
        file.write("<!-- mine -->")
    manifest = folder / "manifest.json"
    records = json.loads(manifest.read_text())
    records["11.12-softmax.png"]["request"] = "another source"
    manifest.write_text(json.dumps(records))
    states = check(folder)
    assert [states[f"11.12-softmax.{format}"] for format in ALL] == [
        "missing", "edited by hand", "stale",
    ]  # fmt: skip


def test_what_was_edited_is_left_alone_unless_all_is_to_be_fresh(folder: Path) -> None:
    path = folder / "11.12-softmax.svg"
    original = path.read_bytes()
    path.write_bytes(original + b"<!-- mine -->")
    assert drawn(folder)["11.12-softmax.svg"] == "edited by hand"
    assert path.read_bytes() != original
    drawn(folder, fresh=True)
    assert path.read_bytes() == original


def test_a_folder_without_a_manifest_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read .*manifest.json: no such file"):
        check(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(WarpreelError, match="is no manifest of figures"):
        check(tmp_path)


def test_each_file_carries_spec_seed_result_and_version(made: Path) -> None:
    record = json.loads((made / "manifest.json").read_text())["11.12-softmax.png"]
    with Image.open(made / "11.12-softmax.png") as picture:
        told = json.loads(picture.info["Warpreel"])
    assert told["spec"] == {"logits": [8.591, 8.454, 9.94]}
    assert told["result"] == record["result"]
    assert told["version"] == record["version"]
    assert "seed" in told
    svg = (made / "11.12-softmax.svg").read_text("utf-8")
    assert record["result"] in svg.partition("</metadata>")[0]
    pdf = (made / "11.12-softmax.pdf").read_bytes()
    assert record["result"].encode() in pdf
    for file in (svg.encode(), pdf):
        assert not re.search(rb"CreationDate|<dc:date>", file)


def test_a_picture_is_as_large_as_it_is_printed(tmp_path: Path) -> None:
    drawn(tmp_path, output=OutputOptions(width=254, dpi=50))
    with Image.open(tmp_path / "11.04-perceptron.png") as picture:
        assert picture.width == pytest.approx(500, abs=1)
    pdf = (tmp_path / "11.04-perceptron.pdf").read_bytes()
    assert re.search(rb"/MediaBox \[ 0 0 720", pdf)
    svg = (tmp_path / "11.04-perceptron.svg").read_text("utf-8")
    assert 'width="720pt"' in svg
    assert 'viewBox="0 0 425.19' in svg


def test_the_text_of_a_pdf_is_text_in_truetype_fonts(made: Path) -> None:
    pdf = (made / "11.12-softmax.pdf").read_bytes()
    assert b"/Subtype /CIDFontType2" in pdf or b"/Subtype /TrueType" in pdf
    assert b"/ToUnicode" in pdf
    assert b"Inter" in pdf
    assert b"/Type3" not in pdf
    streams = [part.partition(b"\nendstream")[0] for part in pdf.split(b"stream\n")[1::2]]
    content = zlib.decompress(streams[0])
    assert b" Tf" in content


def test_the_text_of_an_svg_is_text_with_every_glyph_it_needs(made: Path) -> None:
    for stem in STEMS:
        svg = (made / f"{stem}.svg").read_text("utf-8")
        assert "<text" in svg
        faces = faces_in(svg)
        assert svg.count("@font-face") == len(faces)
        assert {face.family for face in faces} <= {"Inter", "STIXGeneral"}


def test_chinese_brings_its_own_font_and_a_subset_holds_what_is_written(tmp_path: Path) -> None:
    import base64
    import io

    style = "font-size: 8px; font-family: 'Inter', 'Noto Sans SC'"
    svg = with_fonts(f'<svg><defs></defs><text style="{style}">激活 σ</text></svg>')
    held = {}
    for family, data in re.findall(r"font-family:'([^']*)'[^}]*base64,([^)]*)\)", svg):
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            held[family] = {chr(code) for code in font.getBestCmap()}
    assert held == {"Inter": {"σ", " "}, "Noto Sans SC": {"激", "活", " "}}


def test_other_themes_and_languages_are_other_files(tmp_path: Path) -> None:
    output = OutputOptions(theme="dark", language="zh", dpi=60)
    assert set(drawn(tmp_path, ("11.12",), output=output)) == {
        f"11.12-softmax-dark-zh.{format}" for format in ALL
    }
    record = json.loads((tmp_path / "manifest.json").read_text())["11.12-softmax-dark-zh.pdf"]
    assert "概率" in record["caption"]


def test_a_result_s_digest_is_that_of_its_numbers() -> None:
    one, other = np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-15])
    assert result_digest((one, "a")) == result_digest((one.copy(), "a"))
    assert result_digest((one, "a")) != result_digest((other, "a"))
    assert result_digest(one) != result_digest(one.reshape(2, 1))
