"""What is said, in the viewer's language: sentences are written in English, and looked up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from engine.errors import WarpreelError
from engine.registry import Registry

FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True)
class Language:
    """A language, with its words for every English template.

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
    def sentences(self) -> dict[str, str]:
        """The templates of this language, by the English ones."""
        if self.file is None:
            return {}
        found: dict[str, str] = tomllib.loads(self.file.read_text("utf-8"))["sentences"]
        return found

    def say(self, template: str, **values: Any) -> str:
        """Translate a template, then fill in its fields.

        Parameters
        ----------
        template : str
            In English, with a field in braces for each of `values`.
        **values
            What stands in the fields.

        Raises
        ------
        WarpreelError
            If the language has no words for it.
        """
        if self.file is None:
            return template.format(**values)
        if template not in self.sentences:
            raise WarpreelError(
                f"the language {self.name} has no words for {template!r}; "
                f"add them to {self.file}, or choose --lang en"
            )
        return self.sentences[template].format(**values)


ENGLISH = Language("en")
LANGUAGES: Registry[Language] = Registry("language")
"""English, and every language that has a catalogue."""
LANGUAGES.add("en", ENGLISH)
for _file in sorted(FOLDER.glob("*.toml")):
    LANGUAGES.add(_file.stem, Language(_file.stem, _file))
