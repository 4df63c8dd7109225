"""Working beside packages of the user's that are called ``scenes`` and ``engine``, as ours are.

Everything happens in processes of its own, which work in a folder with such packages.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import warpreel

HOME = Path(warpreel.__file__).parents[1]
RENDER = 'render("affine", "film.mp4", quality="l", tempo=20, jobs=2, fresh=True)'
LENGTH = r"( of \d+ s of film| s of film, of a length not known yet)"
PROGRESS = re.compile(rf"rendering affine: \d+{LENGTH}")
"""What is said now and then where films take long."""
GUARD = 'if __name__ == "__main__":\n    '


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two packages; importing the second by mistake would not go unnoticed."""
    write(tmp_path / "scenes/__init__.py", "from .intro import Intro\nfrom scenes import outro")
    write(tmp_path / "scenes/intro.py", "class Intro:\n    pass")
    write(tmp_path / "scenes/outro.py", "class Outro:\n    pass")
    write(tmp_path / "engine/__init__.py", "raise RuntimeError('the engine of the user')")
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text + "\n")
    return path


def python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python as from a shell in a folder, with Warpreel behind it on the path."""
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=environment)


def answer_of(folder: Path, *arguments: str) -> str:
    done = python(folder, *arguments)
    said = [line for line in done.stderr.splitlines() if not PROGRESS.fullmatch(line)]
    assert (done.returncode, said) == (0, [])
    return done.stdout.strip()


CODE = {
    "ours first": "from warpreel import train, figure\nfrom scenes.intro import Intro",
    "theirs first": "from scenes.intro import Intro\nfrom warpreel import train, figure",
    "from their package itself": "import warpreel\nfrom scenes import Intro, outro",
    "ours in between": "import scenes.outro\nfrom warpreel import train\nimport scenes.intro\n"
    "Intro = scenes.intro.Intro",
}
SAY = "\nprint(Intro.__module__)"


@pytest.mark.parametrize("order", CODE)
def test_both_packages_work_in_whichever_order(order: str, project: Path) -> None:
    assert answer_of(project, "-c", CODE[order] + SAY) == "scenes.intro"


def test_a_script_works_from_any_folder(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    script = write(project / "script.py", CODE["ours first"] + SAY)
    assert answer_of(tmp_path_factory.mktemp("else"), str(script)) == "scenes.intro"


def test_a_class_of_theirs_can_be_pickled(project: Path) -> None:
    code = CODE["from their package itself"] + "\nimport pickle\n"
    code += "print(pickle.loads(pickle.dumps(Intro)) is Intro)"
    assert answer_of(project, "-c", code) == "True"


def test_what_nobody_has_is_missed(project: Path) -> None:
    code = "import warpreel, scenes, engine\nprint(hasattr(scenes, 'nothing'), scenes.__doc__[:4])"
    assert answer_of(project, "-c", code) == "False What"


def test_a_folder_that_is_no_package_goes_on_being_found(tmp_path: Path) -> None:
    write(tmp_path / "scenes/intro.py", "class Intro:\n    pass")
    for code in ("from scenes.intro import Intro", CODE["ours first"], CODE["theirs first"]):
        assert answer_of(tmp_path, "-c", code + SAY) == "scenes.intro"


@pytest.mark.parametrize("first", ["import scenes", "import warpreel"])
def test_a_module_may_have_the_name_too(first: str, tmp_path: Path) -> None:
    write(tmp_path / "scenes.py", "class Intro:\n    pass")
    code = f"{first}\nfrom scenes import Intro\nfrom warpreel import figure" + SAY
    assert answer_of(tmp_path, "-c", code) == "scenes"


@pytest.mark.parametrize("clash", ["scenes/theme.py", "scenes/camera/__init__.py"])
def test_one_sentence_says_what_cannot_be_shared(clash: str, project: Path) -> None:
    write(project / clash, "")
    done = python(project, "-c", "import scenes.intro\nimport warpreel")
    assert done.returncode == 1
    *_, sentence = done.stderr.splitlines()
    part = Path(clash).with_suffix("") if clash.endswith("theme.py") else Path(clash).parent
    assert sentence == (
        f"ImportError: {project / part} has the name of a part of Warpreel, and its package "
        "'scenes' was imported first: import warpreel before it, or rename it"
    )
    assert answer_of(project, "-c", "from warpreel import show\nprint(show.__name__)") == "show"


def test_a_folder_of_pictures_is_no_clash(project: Path) -> None:
    write(project / "scenes/theme/picture.svg", "")
    assert answer_of(project, "-c", CODE["theirs first"] + SAY) == "scenes.intro"


def test_several_processes_draw_for_a_script(project: Path) -> None:
    (project / "engine/__init__.py").write_text("")
    code = f"{CODE['theirs first']}\nfrom warpreel import render\n{GUARD}{RENDER}"
    write(project / "script.py", code)
    assert "film.mp4: 854×480" in answer_of(project, "script.py")


def test_several_processes_draw_where_there_is_no_script(project: Path) -> None:
    assert "film.mp4: 854×480" in answer_of(project, "-c", f"from warpreel import render; {RENDER}")


def test_processes_that_are_not_copied_draw_for_the_command_line(project: Path) -> None:
    methods = "import multiprocessing\nmultiprocessing.get_all_start_methods = lambda: ['spawn']"
    write(project / "sitecustomize.py", methods)
    command = ["-m", "warpreel", "render", "affine", "-q", "l", "-o", "film.mp4"]
    command += ["--tempo", "20", "--jobs", "2", "--fresh"]
    assert "film.mp4: 854×480" in answer_of(project, *command)


def test_the_installed_command_works_there(project: Path) -> None:
    code = "import sys\nfrom warpreel.__main__ import main\nsys.exit(main())"
    script = write(project / "command.py", code)
    assert "space-warp" in answer_of(project, str(script), "list")
