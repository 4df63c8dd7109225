"""The scripts of pages have the types that they say, are short, and stumble over nobody."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from engine.recordings.recording import Recording
from scenes.explore.page import render_page
from scenes.explore.payload import Explored
from scenes.explore.shell import HOME
from scenes.languages.language import ENGLISH
from scenes.theme.theme import THEMES
from tests.support.browser import Browser
from tests.support.structure import MOST_LINES, ROOT

TOOLS = ROOT / ".venv" / "javascript" / "node_modules"
MODULES = sorted((HOME / "js").rglob("*.js"))


def tool(path: str) -> Path:
    found = TOOLS / path
    if not found.exists():
        pytest.skip("needs npm: setup/javascript.sh installs what checks scripts")
    return found


def test_types_are_what_the_scripts_say() -> None:
    compiler = tool("typescript/bin/tsc")
    node = shutil.which("node")
    assert node is not None
    checked = subprocess.run(
        [node, compiler, "--project", HOME / "js"], capture_output=True, text=True, check=False
    )
    assert checked.stdout == ""
    assert checked.returncode == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_has_one_idea_and_says_which(module: Path) -> None:
    source = module.read_text("utf-8")
    assert source.startswith("/**")
    assert len(source.splitlines()) <= MOST_LINES
    assert max(map(len, source.splitlines())) <= 110


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_serious_is_found_by_axe(
    browser: Browser, mlp: Recording, tmp_path: Path, theme: str
) -> None:
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    page = tmp_path / "page.html"
    page.write_text(render_page(Explored(mlp), ENGLISH, THEMES[theme]), "utf-8")
    browser.open(page, reduced_motion="reduce")
    browser.wait_until("document.documentElement.dataset.ready === 'true'")
    browser.run("document.getElementById('show-units').click(); warpreel.probe.choose(1)")
    browser.run("warpreel.change(); return new Promise(r => setTimeout(r, 200))")
    browser.run(axe)
    found = browser.run("return axe.run().then(r => r.violations.map(v => [v.impact, v.id, "
                        "v.nodes.map(n => n.html)]))")  # fmt: skip
    assert [each for each in found if each[0] in ("serious", "critical")] == []
