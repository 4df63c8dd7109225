"""The command as a process: what it loads, how soon it answers, how it ends."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.cli import main
from tests.support.command_line import CommandLine

COMMAND = Path(sys.executable).with_name("warpreel")
LIGHT = [
    ["--help"],
    ["--version"],
    ["list"],
    ["list", "--json"],
    ["train", "--help"],
    ["render", "--help"],
    ["render", "space-warp", "--help"],
    ["inspect", "--help"],
    ["train", "--hidden", "0"],
    ["descend", "--help"],
    ["descend", "--rate", "0"],
    ["render", "space-wrap"],
    ["figures", "11.15"],
]


def test_light_requests_load_nothing_heavy() -> None:
    program = f"""
import sys
from scenes.cli import run
for arguments in {LIGHT!r}:
    run(arguments)
heavy = dict.fromkeys(["torch", "manim", "numpy", "scipy", "sklearn", "matplotlib", "safetensors"])
print(*(name for name in heavy if name in sys.modules), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == ""
    assert len(done.stderr.splitlines()) == 5  # four refusals and no name


def spent_on(command: list[str]) -> float:
    """Give the processor time of a program, whatever else goes on."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_it_lists_in_less_than_half_a_second_of_a_quick_machine() -> None:
    times = []
    for _ in range(5):
        slowness = spent_on([sys.executable, "-c", "import numpy"]) / 0.12
        times.append(spent_on([COMMAND, "list"]) / max(slowness, 1.0))
        if times[-1] < 0.5:
            break
    assert min(times) < 0.5


def test_a_reader_that_goes_away_hears_no_traceback() -> None:
    with subprocess.Popen(
        [COMMAND, "list", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["cache"], ["--help"]])
def test_where_there_is_no_room_for_the_answer_it_says_so(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr == "warpreel: cannot go on: no space left on device\n"


@pytest.mark.parametrize(("arguments", "code"), [("list", 1), ("train --hidden 0", 2)])
def test_where_nobody_can_be_told_the_code_says_it(arguments: str, code: int) -> None:
    command = f"{COMMAND} {arguments} >/dev/full 2>/dev/full"
    assert subprocess.run(command, shell=True, check=False).returncode == code


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_stream_that_is_closed_is_no_reason_to_fail(closed: str) -> None:
    done = subprocess.run(
        f"{COMMAND} list {closed}", shell=True, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""


def test_a_terminal_that_lacks_a_character_shows_another() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [COMMAND, "render", "softmax", "--logits", "1,2,×"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert "1,2,?" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_home_the_cache_is_found_all_the_same() -> None:
    program = (
        "import pathlib\n"
        "def no_home(*_): raise RuntimeError('no home')\n"
        "pathlib.Path.home = no_home\n"
        "from scenes.cache.location import cache_folder; print(cache_folder())"
    )
    lacking = ("HOME", "WARPREEL_CACHE", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in lacking}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert Path(done.stdout.strip()).name == f"warpreel-{os.getuid()}"


def test_without_a_home_manim_can_be_loaded_and_the_cache_is_found() -> None:
    program = (
        "import os, pwd, sys\n"
        "def unknown(*_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = unknown\n"
        "from scenes import cli\n"
        "def run(_):\n"
        "    import manim\n"
        "    print(os.environ['WARPREEL_CACHE'])\n"
        "cli.run = run\n"
        "cli.main()"
    )
    lacking = ("HOME", "WARPREEL_CACHE", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in lacking}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).name == f"warpreel-{os.getuid()}"


@pytest.mark.usefixtures("capsys")
@pytest.mark.parametrize(("arguments", "code"), [(["list"], 0), (["train", "--hidden", "0"], 2)])
def test_main_exits_with_the_code_of_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int
) -> None:
    monkeypatch.setattr(sys, "argv", ["warpreel", *arguments])
    with pytest.raises(SystemExit) as exit:
        main()
    assert exit.value.code == code


def test_asked_for_nothing_it_shows_its_commands(warpreel: CommandLine) -> None:
    answer = warpreel()
    assert answer.code == 0
    for command in ("list", "train", "inspect", "render"):
        assert command in answer.out


def test_an_interruption_while_it_loads_is_one_sentence_too(
    warpreel: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cyclopts.App.parse_args", interrupt)
    answer = warpreel("list")
    assert answer.code == 130
    assert answer.sentence


@pytest.mark.parametrize("columns", ["0", "1", "00", "-3", "wide", "9" * 12])
def test_a_width_in_which_nothing_can_be_read_counts_as_80(columns: str) -> None:
    done = subprocess.run(
        [COMMAND, "cache", "--help"],
        env=os.environ | {"COLUMNS": columns},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert max(map(len, done.stdout.splitlines())) == 80


def test_of_a_sentence_that_nobody_can_read_beginning_and_end_are_told(
    warpreel: CommandLine,
) -> None:
    answer = warpreel("render", "x" * 100_000)
    assert answer.code == 2
    assert "xxx … xxx" in answer.sentence
    assert len(answer.sentence) < 2_100
    assert answer.sentence.endswith("see `warpreel render --help`")
