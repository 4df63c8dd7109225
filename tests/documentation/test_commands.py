"""Every command in every document can be meant, and every link within them leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import CycloptsError

from engine.errors import WarpreelError
from scenes.cli.app import app
from tests.support.documents import OTHERS, ROOT, blocks, commands, documents, links

GENERATED = re.compile(r"gallery(\.md|/.*)|(reference/(commands|names)|contributing|changelog)\.md")
"""What is made when the site is built."""
OURS = [
    (document, words)
    for document in documents()
    for block in blocks(document)
    for words in commands(block)
]


def told(case: tuple[Path, list[str]]) -> str:
    return f"{case[0].relative_to(ROOT)}: {' '.join(case[1])}"


def dead_links(document: Path) -> Iterator[str]:
    for link in links(document):
        address, _, anchor = link.partition("#")
        target = document.parent / address if address else document
        inside = target.resolve().relative_to(ROOT).as_posix().removeprefix("docs/")
        if GENERATED.fullmatch(inside):
            continue
        headings: set[str] = set()
        if target.suffix == ".md" and target.is_file():
            found = re.findall(r"^#+ (.*)$", target.read_text("utf-8"), re.MULTILINE)
            headings = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}
        if not target.exists() or (anchor and anchor not in headings):
            yield link


def mistake_in(words: list[str]) -> str | None:
    try:
        app.parse_args(words, exit_on_error=False, print_error=False)
    except (CycloptsError, WarpreelError) as error:
        return str(error)
    return None


def test_there_are_many() -> None:
    assert sum(words[0] == "warpreel" for _, words in OURS) > 100
    assert {words[0] for _, words in OURS} - OTHERS == {"warpreel"}


@pytest.mark.parametrize("case", [c for c in OURS if c[1][0] == "warpreel"], ids=told)
def test_a_command_can_be_meant(case: tuple[Path, list[str]], workplace: Path) -> None:
    words = [word for word in case[1][1:] if word not in ("[--layer", "conv2]")]
    if words[:3] == ["render", "coin", "-q"]:
        pytest.skip("the film that the guide makes")
    assert mistake_in(words) is None


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    assert list(dead_links(document)) == []
