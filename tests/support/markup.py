"""HTML, read as a browser would: elements with their attributes and their text."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

VOID = {"img", "input", "link", "meta", "source", "track", "br"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.found.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(html: str) -> list[Element]:
    """Read HTML; every element that is opened is closed, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.found


def the(html: str, tag: str) -> Element:
    """Give the only element of a kind."""
    (only,) = (each for each in elements(html) if each.tag == tag)
    return only
