"""``warpreel figures``: draw, check, and answer mistakes in one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import CommandLine


def test_a_figure_is_drawn_where_nothing_else_is_said(warpreel: CommandLine) -> None:
    answer = warpreel("figures", "11.12", "--format", "png,svg", "--dpi", "50")
    assert answer.code == 0
    assert answer.out.startswith("renders/figures/11.12-softmax.png\n")
    assert "2 of 2 files drawn" in answer.out
    again = warpreel("figures", "11.12", "--format", "png,svg", "--dpi", "50")
    assert again.out.startswith("0 of 2 files drawn")
    assert again.made == set()


def test_what_is_current_is_found_without_loading_anything_heavy(warpreel: CommandLine) -> None:
    asked = ["figures", "11.12", "--format", "png", "--dpi", "50"]
    warpreel(*asked)
    program = f"""
import sys
from scenes.cli import run
run({asked!r})
print([name for name in ("torch", "matplotlib", "numpy") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    first, last = done.stdout.splitlines()
    assert first.startswith("0 of 1 file drawn")
    assert last == "[]"


def test_a_check_ends_with_1_if_anything_is_not_as_it_would_be(warpreel: CommandLine) -> None:
    warpreel("figures", "11.12", "--format", "png", "--dpi", "50", "-o", "here")
    assert warpreel("figures", "--check", "here").code == 0
    Path("here/11.12-softmax.png").write_bytes(b"mine")
    answer = warpreel("figures", "--check", "here")
    assert answer.code == 1
    assert answer.out == "here/11.12-softmax.png: edited by hand\n"
    assert "1 of 1 file in here" in answer.err
    assert "left as it is" in warpreel(
        "figures", "11.12", "--format", "png", "--dpi", "50", "-o", "here"
    ).out  # fmt: skip


def test_a_list_is_drawn(warpreel: CommandLine) -> None:
    Path("list.toml").write_text('[[figure]]\nid = "bars"\nkind = "softmax"\nformat = "png"\n')
    answer = warpreel("figures", "--list", "list.toml", "--dpi", "50")
    assert answer.code == 0
    assert json.loads(Path("renders/figures/manifest.json").read_text()).keys() == {"bars.png"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("11.15",), "there is no figure named '11.15'; did you mean"),
        (("11.8", "--width", "3km"), "--width 3km: give a number with mm, cm, in or pt"),
        (("11.8", "--width", "3mm"), "--width 3mm: choose between 20mm and 1000mm"),
        (("11.8", "--width", "40mm"), "--width 40mm: the figure 11.8 needs 75 mm"),
        (("11.8", "--format", "jpg"), "there is no format named 'jpg'"),
        (("11.8", "--lang", "tlh"), "there is no language named 'tlh'"),
        (("11.8", "--theme", "pink"), "there is no theme named 'pink'"),
        (("11.8", "--dpi", "5"), "--dpi 5: choose between 20 and 2,400"),
        (("11.8", "--alpha", "1"), "--alpha: sigmoid has none"),
        (("11.8", "--logits", "1,2"), "--logits has no effect on sigmoid"),
        (("11.8", "--list", "x.toml"), "--list x.toml: it names its figures itself"),
        (("11.14", "--surface", "parabola"), "--surface parabola has one variable"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(
    warpreel: CommandLine, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = warpreel("figures", *arguments)
    assert answer.code == 2
    assert answer.sentence.startswith(sentence)


def test_a_folder_that_cannot_be_made_is_named(warpreel: CommandLine) -> None:
    answer = warpreel("figures", "11.12", "-o", "/proc/figures")
    assert answer.code == 1
    assert answer.sentence.startswith("cannot make the folder /proc/figures: ")


def test_a_list_is_written_drawn_and_checked(warpreel: CommandLine) -> None:
    answer = warpreel("figures", "init", "-o", "mine.toml")
    assert answer.out == "mine.toml: change it, then `warpreel figures --list mine.toml`\n"
    assert warpreel("figures", "init", "-o", "mine.toml").code == 2
    states = warpreel("figures", "--list", "mine.toml", "--check", "here", "--format", "svg")
    assert states.code == 1
    assert states.out.count(": missing\n") == 14


def test_several_refusals_are_told_one_a_line_and_the_others_are_drawn(
    warpreel: CommandLine,
) -> None:
    Path("list.toml").write_text(
        '[[figure]]\nid = "a"\nkind = "softmx"\n[[figure]]\nid = "b"\nkind = "softmax"\n'
        '[[figure]]\nid = "c"\nkind = "11.4"\nwidth = "40mm"\n'
    )
    answer = warpreel("figures", "--list", "list.toml", "--format", "svg", "-o", "here")
    assert answer.code == 2
    assert "here/b.svg" in answer.out
    first, second = answer.err.splitlines()
    assert first.startswith("warpreel: list.toml: $.figure[0].kind: there is no figure")
    assert second.startswith("warpreel: --width 40mm: the figure 11.4 needs 75 mm")


def test_a_check_honours_a_list(warpreel: CommandLine) -> None:
    Path("list.toml").write_text('[[figure]]\nid = "bars"\nkind = "softmax"\nformat = "svg"\n')
    warpreel("figures", "11.4", "--format", "svg", "-o", "here")
    warpreel("figures", "--list", "list.toml", "-o", "here")
    Path("here/11.04-perceptron.svg").unlink()
    assert warpreel("figures", "--check", "here").code == 1
    assert warpreel("figures", "--check", "here", "--list", "list.toml").code == 0
    Path("here/bars.svg").unlink()
    answer = warpreel("figures", "--check", "here", "--list", "list.toml")
    assert (answer.code, answer.out) == (1, "here/bars.svg: missing\n")
