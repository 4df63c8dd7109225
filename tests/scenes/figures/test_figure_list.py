"""Lists of figures: every field obeyed, every mistake told with its place."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import UsageError, WarpreelError, raise_all
from scenes.figures.catalogue import chapter_figures
from scenes.figures.figure_list import Overrides, list_template, read_requests
from scenes.figures.requests import FORMATS, OutputOptions
from scenes.figures.specs import ActivationFigureSpec


@pytest.fixture
def listed(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "figures.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_list_has_ids_kinds_specs_formats_and_captions(listed) -> None:
    path = listed(
        '[[figure]]\nid = "leaky"\nkind = "11.11"\nformat = "svg"\ncaption = "Ours"\n'
        "spec = { alpha = 0.3 }\n"
        '[[figure]]\nid = "bars"\nkind = "softmax"\nspec = { logits = [1.0, 2.0] }\n'
    )
    leaky, bars = read_requests(path)
    assert leaky.spec == ActivationFigureSpec(name="leaky-relu", alpha=0.3)
    assert (leaky.stem, leaky.formats, leaky.caption) == ("leaky", ("svg",), "Ours")
    assert bars.spec.logits == (1.0, 2.0)
    assert bars.formats == tuple(FORMATS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[figure]]\nid = 3\nkind = 'softmax'", r"Expected `str`, got `int`.*\$.figure\[0\].id"),
        ("[[figure]]\nid = 'a'", r"missing required field `kind`.*\$.figure\[0\]"),
        ("[[figure]]\nid = 'a'\nkind = 'softmx'", r"\$.figure\[0\].kind: .*did you mean softmax"),
        (
            "[[figure]]\nid = 'a'\nkind = 'softmax'\nspec = {logits = 'x'}",
            r"\$.figure\[0\].spec: Expected `array`, got `str` - at `\$.logits`",
        ),
        (
            "[[figure]]\nid = 'a'\nkind = 'relu'\nspec = {alfa = 1}",
            r"\$.figure\[0\].spec: there is no option named 'alfa'; did you mean alpha",
        ),
        (
            "[[figure]]\nid = 'a'\nkind = 'relu'\nspec = {alpha = 1}",
            r"spec: --alpha: relu has no",
        ),
        ("[[figure]]\nid = 'a/b'\nkind = 'relu'", r"\$.figure\[0\].id: 'a/b' cannot"),
        ("[[figure]]\nid = 'a'\nkind = 'relu'\nformat = 'gif'", r"\.format: there is no format"),
        ("[[figure]\n", "figures.toml: "),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_place(listed, text: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_requests(listed(text))


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarpreelError, match=r"cannot read .*none.toml: no such file"):
        read_requests(tmp_path / "none.toml")


def test_a_recording_in_a_list_is_a_file(listed, brief_file: Path) -> None:
    text = "[[figure]]\nid = 'a'\nkind = 'training-curves'\nspec = {recording = '%s'}"
    (request,) = read_requests(listed(text % brief_file))
    assert request.spec.recording == brief_file


def test_each_figure_has_its_own_width_theme_language_and_recording(
    listed, brief_file: Path, tmp_path: Path
) -> None:
    beside = tmp_path / "run.safetensors"
    beside.write_bytes(brief_file.read_bytes())
    path = listed(
        '[[figure]]\nid = "a"\nkind = "11.4"\nwidth = "8cm"\ntheme = "dark"\nlang = "zh"\n'
        '[[figure]]\nid = "b"\nkind = "training-curves"\nrecording = "run.safetensors"\n'
    )
    first, second = read_requests(path)
    assert first.output == OutputOptions("dark", "zh", 80)
    assert first.file_name("svg") == "a-dark-zh.svg"
    assert second.output == OutputOptions()
    assert second.spec.recording == beside


def test_what_is_asked_for_at_once_replaces_what_each_figure_has(listed) -> None:
    path = listed(
        '[[figure]]\nid = "a"\nkind = "11.4"\nformat = "png"\n'
        '[[figure]]\nid = "b"\nkind = "11.12"\nwidth = "80mm"\n'
    )
    requests = read_requests(path, Overrides(formats=("svg",), language="zh", width=90, dpi=60))
    assert {request.formats for request in requests} == {("svg",)}
    assert {request.output for request in requests} == {OutputOptions("light", "zh", 90, 60)}


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("width = '3km'", r"\$.figure\[0\].width: --width 3km: give a number"),
        ("theme = 'pink'", r"\$.figure\[0\].theme: there is no theme named 'pink'"),
        ("lang = 'tlh'", r"\$.figure\[0\].lang: there is no language named 'tlh'"),
        ("recording = 'r'", r"\$.figure\[0\].recording: the figure softmax shows no recording"),
    ],
)
def test_a_value_that_no_figure_can_have_is_told(listed, field: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_requests(listed(f"[[figure]]\nid = 'a'\nkind = 'softmax'\n{field}"))


def test_all_mistakes_are_told_at_once_and_the_other_figures_requested(listed) -> None:
    path = listed(
        "[[figure]]\nid = 'a'\nkind = 'softmx'\n[[figure]]\nid = 'b'\nkind = 'softmax'\n"
        "[[figure]]\nid = 'b'\nkind = 'relu'\n[[figure]]\nid = 3\nkind = 'relu'"
    )
    refusals: list[WarpreelError] = []
    assert [request.stem for request in read_requests(path, refusals=refusals)] == ["b"]
    assert [str(refusal).split("figure[")[1][:5] for refusal in refusals] == [
        "0].ki", "2].id", "3].id",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["", "figure = 3", "x = 1", f"a = {'[' * 3000}{']' * 3000}", f"figure = {'9' * 5000}"],
)
def test_what_is_no_list_is_told_in_one_sentence(listed, text: str) -> None:
    with pytest.raises(UsageError, match=r"^.*figures\.toml: [^\n]+$"):
        read_requests(listed(text))


def test_the_list_to_begin_with_names_the_chapter_s_figures_and_every_field(listed) -> None:
    text = list_template("figures.toml")
    requests = read_requests(listed(text))
    assert [request.name for request in requests] == chapter_figures()
    assert {request.formats for request in requests} == {tuple(FORMATS)}
    for field in ("id", "kind", "spec", "recording", "format", "width", "theme", "lang", "caption"):
        assert f"#   {field} " in text
    assert len(tomllib.loads(text)["figure"]) == 14


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "a ",
        ".",
        "..",
        ".hidden",
        "/a",
        "a/b",
        "a\\b",
        "a\nb",
        "a\0",
        "a\u202egnp",
        "a" * 252,
    ],
)
def test_an_id_that_is_no_visible_name_of_a_file_is_refused(
    listed: Callable[[str], Path], name: str
) -> None:
    text = f"[[figure]]\nid = {json.dumps(name)}\nkind = 'relu'"
    with pytest.raises(UsageError, match=r"\.id: .* cannot be the name of a file; give letters"):
        read_requests(listed(text))


@pytest.mark.parametrize(
    ("first", "second", "file"),
    [
        ("id = 'A'", "id = 'a'", "A.pdf"),
        ("id = 'caf\u00e9'", "id = 'cafe\u0301'", "caf\u00e9.pdf"),
        ("id = 'a-dark'", "id = 'a'\ntheme = 'dark'", "a-dark.pdf"),
        ("id = 'a-zh'\nformat = 'svg'", "id = 'a'\nlang = 'zh'", "a-zh.svg"),
    ],
)
def test_figures_that_some_would_write_to_the_same_file_are_refused(
    listed: Callable[[str], Path], first: str, second: str, file: str
) -> None:
    text = f"[[figure]]\n{first}\nkind = 'relu'\n[[figure]]\n{second}\nkind = 'tanh'"
    with pytest.raises(UsageError, match=rf"figure\[1\]\.id .*: another figure is {file} already"):
        read_requests(listed(text))


def test_all_mistakes_of_one_figure_are_told(listed: Callable[[str], Path]) -> None:
    path = listed(
        "[[figure]]\nid = 'a/b'\nkind = 'relu'\nformat = 'gif'\nwidth = '-3mm'\ntheme = 'x'\n"
        "lang = 'xx'\nrecording = ''\ncaption = \"\\u0008\""
    )
    refusals: list[WarpreelError] = []
    assert read_requests(path, refusals=refusals) == []
    with pytest.raises(WarpreelError) as caught:
        raise_all(refusals)
    lines = str(caught.value).splitlines()
    fields = [line.split("figure[0].")[1].split(":")[0] for line in lines]
    assert fields == ["id", "caption", "format", "width", "theme", "lang", "recording"]


def test_a_recording_is_named(listed: Callable[[str], Path]) -> None:
    text = "[[figure]]\nid = 'a'\nkind = 'space-warp'\nrecording = ''"
    with pytest.raises(UsageError, match=r"figure\[0\]\.recording: it names no file; leave it out"):
        read_requests(listed(text))


def test_two_recordings_of_one_figure_are_refused(listed: Callable[[str], Path]) -> None:
    text = "[[figure]]\nid = 'a'\nkind = 'space-warp'\nrecording = 'x'\nspec = {recording = 'y'}"
    with pytest.raises(UsageError, match=r"\.recording: spec names a recording too"):
        read_requests(listed(text))
