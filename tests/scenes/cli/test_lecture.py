"""``warpreel lecture``: a lecture is written, built, built again, and refused in a sentence."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import av
import pytest
from PIL import Image

from engine.errors import WarpreelError
from scenes.cli.lecture import _progress_lines
from scenes.lecture.rendering import Progress
from tests.support.command_line import Answer, CommandLine, listing
from tests.support.lecture_documents import DOCUMENTS

COMMAND = Path(sys.executable).with_name("warpreel")
LECTURE = """
title = "A small lecture"
quality = "l"

[[slide]]
title = "Hello"
notes = "Wave."

[[slide]]
scene = "affine"
title = "First film"
notes = "Say little."
pauses = ["affine"]
loops = ["straight"]
spec.tempo = 20
[slide.section-notes]
layer = "Ask them."

[[slide]]
scene = "softmax"
spec.tempo = 20

[[slide]]
figure = "11.12"
"""

Stamps = dict[str, tuple[int, int]]


def stamps(folder: Path = Path("built")) -> Stamps:
    """Tell which file stands under each name, and when it was written."""
    return {
        name: (status.st_ino, status.st_mtime_ns)
        for name in listing(folder)
        if (folder / name).is_file()
        for status in [(folder / name).stat()]
    }


def changed(before: Stamps, after: Stamps) -> set[str]:
    """Name the films, figures and documents that are not the same files as before."""
    kinds = (".mp4", ".png", ".jpg", ".svg", ".html", ".pptx", ".pdf")
    return {
        name for name, stamp in after.items() if before.get(name) != stamp and name.endswith(kinds)
    }


def write(text: str = LECTURE) -> None:
    Path("lecture.toml").write_text(text, "utf-8")


def built(warpreel: CommandLine, text: str = LECTURE, *flags: str) -> Answer:
    write(text)
    answer = warpreel("lecture", "build", "-o", "built", *flags)
    assert answer.code == 0, answer.err
    assert complaints(answer) == []
    return answer


def complaints(answer: Answer) -> list[str]:
    """Return what was written to the standard error but how far a long build is."""
    return [line for line in answer.err.splitlines() if not re.match(r"\d+ of \d+ made", line)]


def test_a_lecture_is_built_whole_and_only_what_changes_is_made_again(
    warpreel: CommandLine,
) -> None:
    first = built(warpreel)
    assert first.out.splitlines()[-1].startswith("built: 9 of 9 files made in ")
    films = {f"films/{name}.mp4" for name in ("affine", "softmax")}
    assert films | DOCUMENTS <= set(listing(Path("built")))
    for name in films:
        with av.open(f"built/{name}") as film:
            assert (film.streams.video[0].width, film.streams.video[0].height) == (854, 480)
        with Image.open(f"built/{name.removesuffix('.mp4')}.png") as poster:
            assert poster.size == (854, 480)
    assert Path("built/films/affine.en.vtt").read_text().startswith("WEBVTT")
    page = Path("built/index.html").read_text()
    assert all(words in page for words in ("First film", "Say little.", "Ask them.", "Wave."))

    before = stamps()
    began = time.monotonic()
    again = built(warpreel)
    assert time.monotonic() - began < 3
    assert again.out.splitlines()[-1].startswith("built: nothing has changed; looked through in ")
    assert all(line.endswith(": kept") for line in again.out.splitlines()[:-1])
    assert changed(before, stamps()) == set()

    built(warpreel, LECTURE.replace("Ask them.", "Ask them twice."))
    assert changed(before, stamps()) <= DOCUMENTS
    assert "Ask them twice." in Path("built/index.html").read_text()

    before = stamps()
    built(warpreel, LECTURE.replace("Ask them.", "Ask them twice.").replace("= 20", "= 19", 1))
    remade = changed(before, stamps()) - DOCUMENTS
    assert remade == {"films/affine.mp4", "films/affine.png", "films/affine-sheet.jpg"}


def test_the_language_can_be_chosen_when_it_is_built(warpreel: CommandLine) -> None:
    text = LECTURE[: LECTURE.index('[[slide]]\nscene = "softmax"')]
    answer = built(warpreel, text.replace("Say little.", "Now a shift is added."), "--lang", "zh")
    assert "built/films/affine.mp4: made" in answer.out
    page = Path("built/index.html").read_text("utf-8")
    assert 'lang="zh' in page
    assert "First film" in page
    assert Path("built/films/affine.zh.vtt").exists()


def test_a_build_that_was_killed_goes_on_where_it_was(workplace: Path) -> None:
    write(LECTURE.replace("spec.tempo = 20\n\n", "spec.tempo = 0.5\n\n", 1))
    command = [COMMAND, "lecture", "build", "-o", "built", "--jobs", "1"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    film = Path("built/films/affine.mp4")
    try:
        _wait_until(film.exists)
    finally:
        process.kill()
        process.wait()
    _wait_until(lambda: not _is_alive(process.pid))
    before = film.stat()
    assert not Path("built/films/softmax.mp4").exists()
    write()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "built/films/affine.mp4: kept" in done.stdout
    assert "built/films/softmax.mp4: made" in done.stdout
    assert film.stat() == before


def _wait_until(happened: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_alive(group: int) -> bool:
    """Tell whether a process of a group is still there."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_interruption_is_told_in_a_sentence_and_leaves_nothing_unfinished(
    workplace: Path,
) -> None:
    write(LECTURE.replace("= 20", "= 0.5", 1))
    command = [COMMAND, "lecture", "build", "-o", "built"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    _wait_until(Path("built").exists)
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.endswith("warpreel: interrupted; nothing unfinished was left behind\n")
    assert [name for name in listing(Path("built")) if Path(name).name.startswith(".")] == []


def test_an_unknown_section_of_a_film_that_is_known_is_refused_at_once(
    warpreel: CommandLine,
) -> None:
    built(warpreel)
    before = stamps()
    write(LECTURE.replace('["straight"]', '["strait"]').replace("11.12", "11.1"))
    answer = warpreel("lecture", "build", "-o", "built")
    assert answer.code == 2
    assert answer.sentence == (
        "lecture.toml: slide 2 (affine): loops: there is no section named 'strait'; did you mean "
        "straight?"
    )
    assert stamps() == before


def test_what_a_film_refuses_is_told_with_its_slide(warpreel: CommandLine) -> None:
    write(
        'title = "x"\n[[slide]]\nscene = "space-warp"\n'
        'spec = {optimizer = "sgd", rate = 1e6, samples = 20, steps = 50}\n'
    )
    answer = warpreel("lecture", "build", "-o", "built")
    assert answer.code == 1
    (told,) = complaints(answer)
    assert told.startswith("warpreel: lecture.toml: slide 1 (space-warp): ")
    assert "diverged" in told


def test_a_mistake_is_told_before_anything_is_made(warpreel: CommandLine) -> None:
    write(LECTURE.replace('"softmax"', '"sotfmax"'))
    answer = warpreel("lecture", "build", "-o", "built")
    assert answer.code == 2
    assert answer.sentence.startswith("lecture.toml: slide 3 (sotfmax): scene: there is no scene")
    assert warpreel("lecture", "build", "none.toml").code == 1
    assert "--jobs 0" in warpreel("lecture", "build", "--jobs", "0").sentence
    quality, scene = warpreel("lecture", "build", "-q", "x").err.splitlines()  # all at once
    assert quality.startswith("warpreel: --quality: ")
    assert scene.endswith(answer.sentence)


def test_a_folder_that_cannot_be_used_is_refused(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    Path("file").write_text("mine")
    answer = warpreel("lecture", "build", "-o", "file")
    assert answer.code == 2
    assert "cannot make the folder file: file exists; choose another with -o" in answer.sentence
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    answer = warpreel("lecture", "build", "-o", "here")
    assert answer.code == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_chapters_lecture_is_written_and_what_is_there_is_left_alone(
    warpreel: CommandLine, lang: str
) -> None:
    answer = warpreel("lecture", "init", "--lang", lang)
    assert (answer.code, answer.made) == (0, {"lecture.toml"})
    assert answer.out == "lecture.toml: change it, then `warpreel lecture build lecture.toml`\n"
    assert tomllib.loads(Path("lecture.toml").read_text("utf-8"))["language"] == lang
    again = warpreel("lecture", "init")
    assert again.code == 2
    assert again.sentence == "lecture.toml is there already; choose another with -o"
    assert "ends in .toml" in warpreel("lecture", "init", "-o", "lecture.txt").sentence
    assert "did you mean" in warpreel("lecture", "init", "--lang", "zn", "-o", "x.toml").sentence


def test_without_a_terminal_a_line_tells_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scenes.cli.progress_lines.PAUSE", 0)
    watch = _progress_lines()
    watch(Progress(1, 3, {"softmax": (4.2, 61.0), "figures": (0.0, 0.0)}))
    assert capsys.readouterr().err == "1 of 3 made; softmax 4 of 61 s of film; figures\n"
    watch(Progress(1, 3, {"softmax": (4.2, 0.0)}))
    told = "1 of 3 made; softmax 4 s of film, of a length not known yet\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize(
    ("spec", "told"),
    [
        ('data = "points.csv"', "feature columns"),
        ('recording = "run.safetensors"', "not a Warpreel recording"),
    ],
)
def test_what_cannot_be_shown_is_refused_before_anything_is_made(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch, spec: str, told: str
) -> None:
    slide = f'[[slide]]\nscene = "space-warp"\nspec = {{{spec}}}\n'
    write(f'title = "x"\n{slide}{slide}')
    for name in ("points.csv", "run.safetensors"):
        Path(name).write_text("nonsense\n")
    monkeypatch.setattr("scenes.lecture.building.build", lambda *_: pytest.fail("it began"))
    answer = warpreel("lecture", "build", "-o", "built")
    first, second = answer.err.splitlines()
    assert told in first
    assert "slide 1 (space-warp)" in first
    assert "slide 2 (space-warp)" in second
    assert not Path("built").exists()


def test_a_build_that_fails_leaves_no_empty_folder(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise WarpreelError("it cannot be built")

    write()
    monkeypatch.setattr("scenes.lecture.building.build", fail)
    assert warpreel("lecture", "build", "-o", "new/built").sentence == "it cannot be built"
    assert not Path("new").exists()
