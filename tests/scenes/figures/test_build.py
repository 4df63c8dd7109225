"""Building figures: only what is missing or stale, the same bytes each time."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engine.errors import UsageError
from scenes.figures.build import due_requests, result_digest
from scenes.figures.requests import OutputOptions, requests_for
from tests.support.built_figures import FORMATS, NAMES, STEMS, build_states


def test_every_file_and_a_manifest_appear_and_nothing_else(built_figures: Path) -> None:
    files = {f"{stem}.{format}" for stem in STEMS for format in FORMATS}
    assert {path.name for path in built_figures.iterdir()} == files | {"manifest.json"}


def test_two_runs_make_the_same_bytes(built_figures: Path, tmp_path: Path) -> None:
    build_states(tmp_path)
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()}
        for folder in (built_figures, tmp_path)
    )
    assert len(first) == 7
    assert first == second


def test_a_second_run_draws_nothing(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert set(build_states(folder).values()) == {"current"}
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_another_option_redraws_the_figure_that_has_it_alone(folder: Path) -> None:
    states = build_states(folder, options={"logits": (1.0, 2.0)})
    stale = {file for file, state in states.items() if state == "stale"}
    assert stale == {f"11.12-softmax.{format}" for format in FORMATS}


def test_what_was_edited_is_left_alone_unless_all_is_to_be_fresh(folder: Path) -> None:
    path = folder / "11.12-softmax.svg"
    original = path.read_bytes()
    path.write_bytes(original + b"<!-- mine -->")
    assert build_states(folder)["11.12-softmax.svg"] == "edited by hand"
    assert path.read_bytes() != original
    build_states(folder, fresh=True)
    assert path.read_bytes() == original


def test_other_themes_and_languages_are_other_files(tmp_path: Path) -> None:
    output = OutputOptions(theme="dark", language="zh", dpi=60)
    assert set(build_states(tmp_path, ("11.12",), output=output)) == {
        f"11.12-softmax-dark-zh.{format}" for format in FORMATS
    }
    record = json.loads((tmp_path / "manifest.json").read_text())["11.12-softmax-dark-zh.pdf"]
    assert "概率" in record["caption"]


def test_a_result_s_digest_is_that_of_its_numbers() -> None:
    one, other = np.array([1.0, 2.0]), np.array([1.0, 2.0 + 1e-15])
    assert result_digest((one, "a")) == result_digest((one.copy(), "a"))
    assert result_digest((one, "a")) != result_digest((other, "a"))
    assert result_digest(one) != result_digest(one.reshape(2, 1))


def test_requests_are_due_while_a_file_is_missing_or_stale(folder: Path) -> None:
    output, requests = OutputOptions(dpi=60), requests_for(NAMES, FORMATS, {})
    assert due_requests(requests, output, folder) == []
    (folder / f"{STEMS[1]}.svg").unlink()
    assert due_requests(requests, output, folder) == requests[1:]
    assert due_requests(requests, OutputOptions(dpi=70), folder) == requests


def test_a_width_too_small_for_one_figure_is_refused_before_any_is_drawn(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with pytest.raises(UsageError, match=r"^--width 60mm: the figure 11\.12 needs 75 mm"):
        build_states(folder, ("11.12", "11.4"), output=OutputOptions(width=60))
    assert not folder.exists()
