"""Recipes for other ways to install say what the project says."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import warpreel

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, TOOL = SETTINGS["project"], SETTINGS["tool"]
ON_CONDA = {"matplotlib": "matplotlib-base", "torch": "pytorch", "typst": "typst-py"}
"""What packages are called there."""


def words(path: str) -> list[str]:
    return (ROOT / path).read_text("utf-8").replace("\\\n", " ").split()


def test_the_recipe_requires_what_the_project_requires() -> None:
    text = (ROOT / "packaging/conda-forge/recipe.yaml").read_text("utf-8")
    recipe = yaml.safe_load(text)
    assert recipe["context"]["version"] == warpreel.__version__
    assert PROJECT["requires-python"] == f">={recipe['context']['python_min']}"
    lines = (line.partition(" ") for line in recipe["requirements"]["run"])
    found = {name: SpecifierSet(bounds) for name, _, bounds in lines if name != "python"}
    needed = map(Requirement, PROJECT["dependencies"])
    assert found == {ON_CONDA.get(need.name, need.name): need.specifier for need in needed}
    (script,) = recipe["build"]["python"]["entry_points"]
    assert script == f"warpreel = {PROJECT['scripts']['warpreel']}"


@pytest.mark.parametrize("path", ["packaging/Dockerfile", ".github/workflows/release.yml"])
def test_containers_have_the_libraries_that_setup_installs(path: str) -> None:
    setup = (ROOT / "setup/system-libraries.sh").read_text("utf-8")
    (line,) = re.findall(r"set -- (build-essential .*)", setup)
    assert set(line.split()) <= set(words(path))


def test_the_image_is_built_from_all_that_the_wheel_needs_and_little_more() -> None:
    ignored, *rules = [
        line
        for line in (ROOT / "packaging/Dockerfile.dockerignore").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    assert ignored == "*"
    kept = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    wheel = TOOL["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert kept == {*wheel, "pyproject.toml", PROJECT["readme"], *PROJECT["license-files"]}
    assert all((ROOT / name).exists() for name in kept)


def test_the_citation_and_the_changelog_are_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == warpreel.__version__
    assert f"\n## {warpreel.__version__} ({cited['date-released']})\n" in (
        ROOT / "CHANGELOG.md"
    ).read_text("utf-8")


def test_workflows_and_templates_can_be_read() -> None:
    files = [*(ROOT / ".github").rglob("*.yml")]
    assert len(files) >= 7
    assert all(yaml.safe_load(file.read_text("utf-8")) for file in files)
    bug = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/bug.yml").read_text("utf-8"))
    assert "warpreel doctor" in bug["body"][0]["attributes"]["label"]


def test_the_paper_cites_only_what_it_lists() -> None:
    paper = (ROOT / "paper/paper.md").read_text("utf-8")
    listed = re.findall(r"^@\w+\{(\w+),", (ROOT / "paper/paper.bib").read_text("utf-8"), re.M)
    assert set(re.findall(r"@(\w+)", paper.split("---", 2)[2])) == set(listed)
    assert len(listed) == len(set(listed)) >= 10
