"""What is said, in the viewer's language: sentences are written in English, and looked up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from engine.errors import WarpreelError
from engine.registry import Registry

FOLDER = Path(__file__).parent

PACE = 0.85
"""Share of the fastest reading at which films let a sentence be read."""

NOUNS = {
    f"{one}s": one
    for one in (
        "block", "draw", "feature", "number", "point", "row", "sample", "step", "unit", "way",
        "weight",
    )
} | {"classes": "class", "passes": "pass"}  # fmt: skip
"""What English templates count, and a single one of it."""
COUNTED = re.compile(rf"\{{(\w+)\}} ({'|'.join(NOUNS)})\b")

Phrase = tuple[str, dict[str, Any]]
"""A template, and what stands in its fields."""


@dataclass(frozen=True)
class Language:
    """A language, with its words for every English template.

    A template without a word in it, such as ``{x} = {y}``, is the same in all languages; so is a
    name, such as ReLU, that the catalogue gives as itself.

    Attributes
    ----------
    name : str
        Its code, such as ``zh``.
    file : Path, optional
        Its catalogue, a TOML file; None for English, which needs none.
    """

    name: str
    file: Path | None = None

    @cached_property
    def _catalogue(self) -> dict[str, Any]:
        return {} if self.file is None else tomllib.loads(self.file.read_text("utf-8"))

    def __getstate__(self) -> dict[str, Any]:
        """Return its state with the catalogue: another machine may lack the file."""
        self._catalogue  # noqa: B018 - read now, and kept
        return self.__dict__

    @property
    def key(self) -> str:
        """The value of ``--lang`` that selects it: its name, or a file outside of this package."""
        beside = self.file is None or self.file.parent == FOLDER
        return self.name if beside else str(self.file)

    @property
    def sentences(self) -> dict[str, str]:
        """The templates of this language, by the English ones."""
        found: dict[str, str] = self._catalogue.get("sentences", {})
        return found

    @property
    def own_name(self) -> str:
        """The name of the language in that language."""
        return str(self._catalogue.get("name", "English"))

    @property
    def line(self) -> int:
        """The most characters in a line of a caption."""
        return int(self._catalogue.get("line", 42))

    @property
    def speed(self) -> float:
        """The most characters a second that can be read."""
        return float(self._catalogue.get("speed", 20))

    def knows(self, template: str) -> bool:
        """Return whether it has words for a template, or needs none."""
        return self.file is None or not has_words(template) or template in self.sentences

    def say(self, template: str, **values: Any) -> str:
        """Translate a template, then fill in its fields.

        Parameters
        ----------
        template : str
            In English, with a field in braces for each of `values`.
        **values
            What stands in the fields; one that is itself in the catalogue is translated too.

        Raises
        ------
        WarpreelError
            If the language has no words for it.
        """
        said = self.template(template)
        if self.file is None:
            said = COUNTED.sub(lambda found: _agreeing(found, values), said)
        filled = {
            field: self.sentences.get(value, value) if isinstance(value, str) else value
            for field, value in values.items()
        }
        return said.format(**filled)

    def template(self, template: str) -> str:
        """Translate a template, and leave its fields as they are.

        Raises
        ------
        WarpreelError
            If the language has no words for it.
        """
        if not self.knows(template):
            raise WarpreelError(
                f"the language {self.name} has no words for {template!r}; "
                f"add them to {self.file}, or choose --lang en"
            )
        return self.sentences.get(template, template)

    def in_english(self, value: str) -> str:
        """Return the English of a phrase, or of a list of phrases, as far as it is known."""
        comma = self.sentences.get(", ", ", ")
        return ", ".join(self._english.get(part, part) for part in value.split(comma))

    @cached_property
    def _english(self) -> dict[str, str]:
        return {said: template for template, said in self.sentences.items()}

    def head(self, template: str) -> str:
        """Say something as a heading, which begins with a capital."""
        said = self.say(template)
        return said[:1].upper() + said[1:]


def _agreeing(found: re.Match[str], values: dict[str, Any]) -> str:
    """Return a field with what it counts, in the singular if it is 1."""
    field, noun = found.groups()
    return f"{{{field}}} {NOUNS[noun] if str(values.get(field)) == '1' else noun}"


def has_words(template: str) -> bool:
    """Return whether a template has words to translate, beside its fields and signs."""
    characters = re.sub(r"\{[^}]*\}", " ", template)
    return any(one.isalpha() and next_.isalpha() for one, next_ in pairwise(characters))


ENGLISH = Language("en")
LANGUAGES: Registry[Language] = Registry("language")
"""English, and every language that has a catalogue."""
LANGUAGES.add("en", ENGLISH)
for _file in sorted(FOLDER.glob("*.toml")):
    LANGUAGES.add(_file.stem, Language(_file.stem, _file))

_current: ContextVar[Language] = ContextVar("language", default=ENGLISH)


@contextmanager
def use_language(language: Language) -> Iterator[None]:
    """Translate into a language within a block; after it, into that of before."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def translate(template: str, **values: Any) -> str:
    """Translate a template into the language in use, and fill in its fields: `Language.say`.

    Raises
    ------
    WarpreelError
        If the language has no words for it.
    """
    return _current.get().say(template, **values)


def listed(names: Iterable[str]) -> str:
    """Return names as a list in the language in use, translated where it has words for them."""
    return translate(", ").join(translate("{name}", name=name) for name in names)
