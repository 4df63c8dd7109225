"""Pages of the site that are made of the program itself: gallery, commands, evidence."""

from __future__ import annotations

import ast
import contextlib
import io
import logging
import os
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docs.site.gallery import FOLDER, ROOT, figure_of, loop_of
from scenes.cli import run
from scenes.cli.app import app
from scenes.figures.catalogue import FIGURES
from scenes.films.catalogue import CATALOGUE

LOG = logging.getLogger("mkdocs.hooks.warpreel")
ASSETS = Path(__file__).parent / "assets"
MOVED = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
"""Pages that stand outside of the folder of documents."""
STUDIES = (
    "engine.experiments",
    "engine.descent",
    "engine.landscape",
    "engine.geometry",
    "engine.training",
)
"""Rooms of the engine in which results are worked out."""


def on_files(files: Any, config: Any) -> Any:
    """Add what is generated."""
    folder = Path(os.environ.get("WARPREEL_GALLERY", FOLDER))
    for asset in sorted(ASSETS.iterdir()):
        _add(files, config, f"assets/{asset.name}", asset)
    for source, page in MOVED.items():
        _add_text(files, config, page, moved((ROOT / source).read_text("utf-8")))
    _add_text(files, config, "gallery.md", "\n".join(gallery(files, config, folder)))
    _add_text(files, config, "reference/commands.md", "\n".join(commands()))
    _add_text(files, config, "reference/names.md", "\n".join(names()))
    return files


def moved(text: str) -> str:
    """Return a page with its links as they lead from within the folder of documents."""
    text = re.sub(r"\]\(docs/", "](", text)
    for source, page in MOVED.items():
        text = text.replace(f"]({source}", f"]({page}")
    return text


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Fill in the table of what films are computed by."""
    return markdown.replace("<!-- films -->", "\n".join(evidence()))


def evidence() -> Iterator[str]:
    """Yield a table: each film, the engine's modules that it uses, and what their tests say."""
    yield "| film | computed in `engine` by | tested: |\n|---|---|---|"
    for name, entry in CATALOGUE.items():
        if entry.kind != "scene":
            continue
        modules = sorted(engine_of(entry.home.partition(":")[0]))
        tests = [told for each in modules if (told := said_by_test(each))]
        computed = "<br>".join(f"`{each.removeprefix('engine.')}`" for each in modules)
        yield f"| `{name}` | {computed} | {'<br>'.join(tests)} |"


def engine_of(home: str) -> set[str]:
    """Return the modules of the engine that a film's own modules import: its studies."""
    found: set[str] = set()
    waiting, seen = [home], set()
    while waiting:
        module = waiting.pop()
        file = ROOT / f"{module.replace('.', '/')}.py"
        if module in seen or not file.is_file():
            continue
        seen.add(module)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or node.module is None:
                continue
            if node.module.startswith(home.rpartition(".")[0]):
                waiting.append(node.module)
            elif node.module.startswith(STUDIES):
                found.add(node.module)
    return found


def said_by_test(module: str) -> str:
    """Return the first line of what a module's test says it is about."""
    *rooms, name = module.split(".")
    file = ROOT.joinpath("tests", *rooms, f"test_{name}.py")
    if not file.is_file():
        return ""
    told = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return told.partition("\n")[0]


def gallery(files: Any, config: Any, folder: Path) -> Iterator[str]:
    """Yield the lines of the gallery: every film with its command, every figure."""
    yield "# Gallery\n"
    yield "Every film, as an excerpt, with the command that renders all of it. Click to stop one.\n"
    sections = dict.fromkeys(entry.section for entry in CATALOGUE.values())
    for section in sections:
        yield f"\n## {section}\n\n<div class='loops' markdown='0'>"
        for name, entry in CATALOGUE.items():
            if entry.section == section and entry.kind == "scene":
                place = _picture(files, config, loop_of(name, folder), f"gallery/{name}.mp4")
                yield film_figure(name, entry.summary, place)
        yield "</div>\n"
    yield "\n## Figures\n\nIn print as PDF or SVG; `warpreel figures NAME` draws one.\n"
    yield "<div class='loops' markdown='0'>"
    for name, figure in FIGURES.items():
        place = _picture(files, config, figure_of(name, folder), f"gallery/{name}.png")
        number = f"{figure.number} " if figure.number else ""
        image = place and f"<img loading='lazy' src='{place}' alt='{escape(figure.caption())}'>"
        yield (
            f"<figure>{image}<figcaption>{number}{escape(figure.caption())}<br>"
            f"<code>warpreel figures {figure.number or name}</code></figcaption></figure>"
        )
    yield "</div>"


def film_figure(name: str, summary: str, place: str) -> str:
    """Return the HTML of a film in the gallery; `place` is empty if it has no loop."""
    video = place and (
        f"<video data-loop loop muted playsinline preload='metadata' src='{place}' "
        f"aria-label='{escape(name)}: {escape(summary)}'></video>"
    )
    return (
        f"<figure id='film-{name}'>{video}<figcaption><b>{name}</b>: {escape(summary)}<br>"
        f"<code>warpreel render {name}</code></figcaption></figure>"
    )


def names() -> Iterator[str]:
    """Yield tables of what can be named: data, activations, surfaces and rules, with sources."""
    from engine.data.datasets import DATASETS
    from engine.descent.rules import RULES
    from engine.descent.surfaces import SURFACES
    from engine.networks.activations import ELEMENTWISE

    yield "# What can be named\n\nAll of it is read from the program when the site is built.\n"
    yield "## Data sets\n\n`--data`; or a table of your own.\n\n| name | what it is |\n|---|---|"
    yield from (f"| `{name}` | {kind.summary} |" for name, kind in DATASETS.items())
    yield "\n## Activation functions\n\n`--activation`, and `--name` of the film `activation`.\n"
    yield "| name | where it was proposed | can be trained with |\n|---|---|---|"
    for name, activation in ELEMENTWISE.items():
        able = "yes" if activation.trainable else "no: no gradient gets through it"
        yield f"| `{name}` | {activation.source} | {able} |"
    yield "\n## Loss surfaces\n\n`--surface`; or a `--formula` of your own.\n"
    yield "| name | title | known minima | source |\n|---|---|---|---|"
    for name, surface in SURFACES.items():
        places = "; ".join(str(minimum.place) for minimum in surface.known_minima())
        yield f"| `{name}` | {surface.title} | {places or 'none'} | {surface.source} |"
    yield "\n## Rules of descent\n\n`--optimizer`.\n\n| name | what it is |\n|---|---|"
    yield from (f"| `{name}` | {rule.title} |" for name, rule in RULES.items())


def commands() -> Iterator[str]:
    """Yield the help of every command, as the program prints it."""
    yield "# Commands\n"
    yield "What `--help` says. `warpreel list` names films and figures.\n"
    for words in _command_names():
        yield f"## warpreel {' '.join(words)}\n\n```text\n{help_of(words)}\n```\n"


def help_of(words: tuple[str, ...]) -> str:
    """Return the help of a command in 100 columns."""
    told, before = io.StringIO(), os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(told):
            code = run([*words, "--help"])
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
    if code:
        LOG.warning("warpreel %s has no help", " ".join(words))
    return told.getvalue().strip()


def _command_names() -> Iterator[tuple[str, ...]]:
    for name in app:
        if name.startswith("-"):
            continue
        if name == "render":
            yield (name, "space-warp")  # one for all: films differ in their own options
            continue
        inner = [each for each in app[name] if not each.startswith("-")]
        yield from [(name, each) for each in inner] or [(name,)]


def _picture(files: Any, config: Any, source: Path, place: str) -> str:
    """Add a picture to the site, and return its address; warn if it is not there."""
    if not source.is_file():
        LOG.warning("%s is not there: python docs/site/gallery.py makes it", source.name)
        return ""
    _add(files, config, place, source)
    return place


def _add(files: Any, config: Any, place: str, source: Path) -> None:
    from mkdocs.structure.files import File

    files.append(File.generated(config, place, abs_src_path=str(source)))


def _add_text(files: Any, config: Any, place: str, text: str) -> None:
    from mkdocs.structure.files import File

    files.append(File.generated(config, place, content=text))
