"""Manifests: where files come from, and whether they are up to date."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import WarpreelError
from scenes.figures.manifest import check, input_digest
from scenes.figures.requests import OutputOptions, requests_for
from tests.support.built_figures import FORMATS, build_states


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
    assert [states[f"11.12-softmax.{format}"] for format in FORMATS] == [
        "missing", "edited by hand", "stale",
    ]  # fmt: skip


def test_a_folder_without_a_manifest_cannot_be_checked(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read .*manifest.json: no such file"):
        check(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(WarpreelError, match="is no manifest of figures"):
        check(tmp_path)


def test_a_record_tells_what_was_asked_for(built_figures: Path) -> None:
    record = json.loads((built_figures / "manifest.json").read_text())["11.12-softmax.png"]
    assert record["figure"] == "softmax"
    assert record["number"] == "11.12"
    assert record["spec"] == {"logits": [8.591, 8.454, 9.94]}
    assert record["edition"] == {"theme": "light", "language": "en", "width": None, "dpi": 60.0}


def test_a_figure_that_there_is_no_more_is_stale(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"softmax"', '"hardmax"'))
    states = check(folder)
    assert [states[f"11.12-softmax.{format}"] for format in FORMATS] == ["stale"] * 3
    assert [states[f"11.04-perceptron.{format}"] for format in FORMATS] == ["current"] * 3


def test_a_damaged_manifest_means_that_all_is_drawn_anew(folder: Path) -> None:
    (folder / "manifest.json").write_text("{")
    assert set(build_states(folder).values()) == {"stale"}
    assert set(check(folder).values()) == {"current"}


def test_a_digest_depends_on_all_that_determines_the_file() -> None:
    (request,) = requests_for(("11.12",), ("pdf",), {})
    output = OutputOptions()
    digests = [
        input_digest(request, output),
        input_digest(replace(request, caption="Ours"), output),
        input_digest(replace(request, spec=replace(request.spec, logits=(1.0, 2.0))), output),
        *(
            input_digest(request, replace(output, **{name: value}))
            for name, value in {"theme": "dark", "language": "zh", "width": 90, "dpi": 72}.items()
        ),
    ]
    assert len(set(digests)) == len(digests) == 7
    assert input_digest(replace(request, stem="other"), output) == digests[0]
