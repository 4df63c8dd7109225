"""Logos are looked over before anybody draws them: they come from strangers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from math import isfinite
from xml.parsers import expat

from engine.errors import DataError

LARGEST, LARGEST_SVG = 5_000_000, 500_000
"""Most bytes of any logo, and of an SVG."""
MOST_PIXELS = 25_000_000
MOST_ELEMENTS, DEEPEST = 5_000, 60
"""Of an SVG: elements, those counted again that are used again, and elements within each other."""
FOREIGN = frozenset(
    ["image", "foreignObject", "script", "iframe", "animate", "set", "audio", "video"]
)
"""Elements that are no drawing: other files, pages and programs."""
LENGTH = re.compile(r"\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\s*(?:[a-z]{2}|%)?\s*")
WIDEST = 100.0
"""Width to height, or the other way round."""


def check_logo(name: str, content: bytes) -> None:
    """Refuse a picture that is none, or that would take too long, or too much memory, to draw.

    Parameters
    ----------
    name : str
        Of its file.
    content : bytes

    Raises
    ------
    DataError
    """
    if name.lower().endswith(".svg"):
        if b"<svg" not in content:
            raise DataError(f"{name} is no PNG or SVG picture; save the logo as one")
        if len(content) > LARGEST_SVG:
            raise DataError(f"the logo {name} has more than {LARGEST_SVG:,} bytes; simplify it")
        _Drawing(name).read(content)
    elif content.startswith(b"\x89PNG\r\n\x1a\n"):
        _check_png(name, content)
    else:
        raise DataError(f"{name} is no PNG or SVG picture; save the logo as one")


def _check_png(name: str, content: bytes) -> None:
    from PIL import Image

    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    if width * height > MOST_PIXELS:
        raise DataError(f"the logo {name} has {width} × {height} pixels; save it smaller")
    _check_shape(name, width, height)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise DataError(f"the logo {name} cannot be read: {error}") from error


def _check_shape(name: str, width: float, height: float) -> None:
    sides = sorted((width, height))
    if not (isfinite(sides[1]) and sides[0] > 0 and sides[1] <= WIDEST * sides[0]):
        raise DataError(f"the logo {name} is {width:g} × {height:g} large; draw it as a rectangle")


class _Drawing:
    """An SVG while it is read: what it is made of is counted, and nothing is drawn."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.within: list[str] = []
        self.parents: list[str | None] = []
        self.sizes: dict[str | None, int] = {None: 0}
        self.used: dict[str | None, list[str]] = {None: []}

    def read(self, content: bytes) -> None:
        """Read it to its end.

        Raises
        ------
        DataError
            If it is no XML, or holds what no logo needs.
        """
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._refuse_entities
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise DataError(f"the logo {self.name} cannot be read: {error}") from error
        if self._count(None, ()) > MOST_ELEMENTS:
            raise self._refusal(f"more than {MOST_ELEMENTS:,} elements")

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "text":
            raise DataError(
                f"the logo {self.name} holds <text>, which is set anew everywhere and not drawn in "
                "films; turn it into outlines"
            )
        if kind in FOREIGN:
            raise self._refusal(f"<{kind}>")
        if len(self.within) >= DEEPEST:
            raise self._refusal(f"elements more than {DEEPEST} deep within each other")
        if not self.within:
            self._check_size(attributes)
        owner = self.parents[-1] if self.parents else None
        self.sizes[owner] += 1
        if sum(self.sizes.values()) > MOST_ELEMENTS:
            raise self._refusal(f"more than {MOST_ELEMENTS:,} elements")
        for name, value in attributes.items():
            if name.rpartition(":")[2] == "href" and not value.startswith("#"):
                raise self._refusal("a reference to another file")
            if kind == "use" and name.rpartition(":")[2] == "href":
                self.used[owner].append(value[1:])
        own = attributes.get("id")
        if own is not None:
            self.sizes.setdefault(own, 0)
            self.used.setdefault(own, [])
            self.used[owner].append(own)  # it is drawn where it stands
        self.within.append(tag)
        self.parents.append(owner if own is None else own)

    def _end(self, _: str) -> None:
        self.within.pop()
        self.parents.pop()

    def _refuse_entities(self, *_: object) -> None:
        raise self._refusal("entities")

    def _check_size(self, attributes: Mapping[str, str]) -> None:
        box = attributes.get("viewBox")
        sides = (box.replace(",", " ").split()[2:4] if box is not None else []) or [
            attributes.get("width", "1"), attributes.get("height", "1")
        ]  # fmt: skip
        found = [LENGTH.fullmatch(side) for side in sides]
        if len(found) != 2 or None in found:
            raise DataError(f"the logo {self.name} cannot be read: its size is no two numbers")
        _check_shape(self.name, *(float(side[1]) for side in found if side))

    def _count(self, name: str | None, around: tuple[str | None, ...]) -> int:
        """Count the elements that are drawn, those within what is used once for each use."""
        if name in around or len(around) > DEEPEST:
            raise self._refusal("elements that use each other too often")
        total = self.sizes.get(name, 0)
        for each in self.used.get(name, ()):
            total += self._count(each, (*around, name))
            if total > MOST_ELEMENTS:
                break
        return total

    def _refusal(self, what: str) -> DataError:
        return DataError(
            f"the logo {self.name} holds {what}, which no logo needs; save a plain SVG, or a PNG"
        )
