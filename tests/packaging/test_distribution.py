"""What is installed: the wheel has all that Warpreel needs, and works where its user works."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from tests.support.decoded import frames

ROOT = Path(__file__).parents[2]
PACKAGES = ("engine", "manim_warpreel", "scenes", "warpreel")


def built(source: Path, kind: str, folder: Path) -> Path:
    """Build a distribution as ``python -m build`` does, in the environment that is there."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (path,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return path


def files_of(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def kept_files() -> set[str]:
    """Name the files of our packages that belong to the repository."""
    command = ["git", "ls-files", "-co", "--exclude-standard", *PACKAGES]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return {name for name in done.stdout.splitlines() if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, "wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel, as installing does, into a folder of its own."""
    folder = tmp_path_factory.mktemp("site-packages")
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A user's folder with packages named as ours are."""
    for name in ("scenes", "engine"):
        (tmp_path / "project" / name).mkdir(parents=True)
        (tmp_path / "project" / name / "__init__.py").write_text(f"OWNER = 'user of {name}'\n")
    return tmp_path / "project"


def run(installed: Path, project: Path, *arguments: str) -> str:
    """Run Python with the wheel in a user's folder, with an empty home."""
    home = project.parent / "home"
    home.mkdir(exist_ok=True)
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("WARPREEL", "XDG"))}
    environment = {**inherited, "HOME": str(home), "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_has_every_file_of_our_packages_and_no_other(wheel: Path) -> None:
    in_packages = {name for name in files_of(wheel) if ".dist-info/" not in name}
    assert in_packages == kept_files()
    for part in ("theme/fonts/Inter-Regular.otf", "lecture/assets/reveal.js", "languages/zh.toml"):
        assert f"scenes/{part}" in in_packages


def test_a_wheel_of_the_source_distribution_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = built(ROOT, "sdist", tmp_path)
    with tarfile.open(archive) as source:
        source.extractall(tmp_path, filter="data")
    folder = tmp_path / archive.name.removesuffix(".tar.gz")
    assert (folder / "tests/packaging/test_distribution.py").is_file()
    assert files_of(built(folder, "wheel", tmp_path)) == files_of(wheel)


def test_what_is_imported_is_the_wheel_s_and_the_user_s_packages_stay_theirs(
    installed: Path, project: Path
) -> None:
    code = (
        "import warpreel, engine, scenes; from warpreel import Warp, render\n"
        "print(warpreel.__file__, scenes.__file__, engine.OWNER, scenes.OWNER, sep='\\n')"
    )
    *files, engine, scenes = run(installed, project, "-c", code).splitlines()
    assert all(Path(file).is_relative_to(installed) for file in files)
    assert (engine, scenes) == ("user of engine", "user of scenes")


def test_commands_find_their_fonts_styles_scripts_and_templates(
    installed: Path, project: Path
) -> None:
    command = ("-m", "warpreel")
    assert "space-warp" in run(installed, project, *command, "list")
    run(installed, project, *command, "lecture", "init")
    run(installed, project, *command, "theme", "init")
    run(installed, project, *command, "figures", "11.8", "--lang", "zh", "--format", "svg")
    run(installed, project, *command, "explore", "xor", "--steps", "3")
    made = {file.relative_to(project).as_posix() for file in project.rglob("*") if file.is_file()}
    assert {"lecture.toml", "theme.toml"} <= made
    (drawing,) = (name for name in made if name.endswith(".svg"))
    assert "<svg" in (project / drawing).read_text("utf-8")
    (page,) = (name for name in made if name.endswith(".html"))
    assert "<script" in (project / page).read_text("utf-8")


def test_plain_manim_lists_the_plugin_and_renders_a_scene_with_it(
    installed: Path, project: Path
) -> None:
    assert "warpreel" in run(installed, project, "-m", "manim", "plugins", "-l").split()
    (project / "scene.py").write_bytes((ROOT / "examples/array_scene.py").read_bytes())
    command = ("-m", "manim", "render", "-ql", "-r", "160,90", "--disable_caching", "scene.py")
    run(installed, project, *command)
    (film,) = project.rglob("Probability.mp4")
    last = frames(film.read_bytes())[-1].astype(int)
    inner, outer = last[25:65, 40:120], np.vstack([last[:10], last[-10:]])
    assert inner.std() > 10  # two colours, and points
    assert outer.max() < 40  # all has shrunk to the middle


def test_importing_manim_leaves_packages_named_as_ours_to_the_user(
    installed: Path, project: Path
) -> None:
    code = "import manim, sys, scenes; print(scenes.OWNER, 'warpreel' in sys.modules)"
    assert run(installed, project, "-c", code).strip() == "user of scenes False"
