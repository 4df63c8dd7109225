"""Showing films and figures where there is no notebook."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest

from engine.errors import UsageError, WarpreelError
from scenes.encoding.qualities import QUALITIES, Quality
from warpreel import figure, show


@pytest.fixture
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(QUALITIES._entries, "l", Quality(96, 54, 2, "preview"))


@pytest.mark.usefixtures("_tiny")
def test_a_film_can_be_saved(tmp_path: Path) -> None:
    shown = show("affine", tempo=10)
    path = shown.save(tmp_path / "there" / "film.mp4")
    assert path.read_bytes() == shown.data
    with av.open(str(path)) as film:
        assert film.streams.video[0].width == 96
    assert "linear map" in repr(shown)
    assert len(repr(shown)) < 200


@pytest.mark.usefixtures("_tiny")
def test_what_was_shown_is_at_hand_and_other_options_are_another_film() -> None:
    shown = show("affine", tempo=10)
    assert show("Affine", tempo=10.0) is shown
    assert show("affine", tempo=10, theme="light").data != shown.data


def test_a_figure_is_drawn_once_in_each_of_its_looks() -> None:
    assert figure("11.12") is figure("softmax")
    assert figure("11.12").data != figure("11.12", theme="dark").data
    assert figure("11.12", lang="zh").caption != figure("11.12").caption


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WarpreelError, match=r"choose another with save\(path\)"):
        figure("11.12").save(tmp_path / "file" / "figure.svg")


@pytest.mark.parametrize(
    ("scene", "options", "sentence"),
    [
        ("sofmax", {}, "did you mean softmax"),
        ("softmax", {"quality": "x"}, "no quality named 'x'"),
        ("softmax", {"temprature": 1}, "did you mean temperature"),
        ("softmax", {"temperature": 0}, "--temperature"),
        ("softmax", {"theme": "drak"}, "did you mean dark"),
    ],
)
def test_a_mistake_is_answered_before_anything_is_done(
    scene: str, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UsageError, match=sentence):
        show(scene, **options)


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import warpreel, sys; assert not any(n.startswith('scenes.') for n in sys.modules); "
        "from warpreel import show, figure; "
        "print({'torch', 'manim', 'matplotlib', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
