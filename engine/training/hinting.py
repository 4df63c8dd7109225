"""Names that people type for others: told in the error which call is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar


class Hinting:
    """Base of classes that know what is meant by some attributes they do not have.

    Attributes
    ----------
    hints : dict of str to str
        The call that is meant, by the name of the attribute.
    """

    hints: ClassVar[dict[str, str]] = {}

    if not TYPE_CHECKING:  # a checker is to go on finding what is misspelled

        def __getattr__(self, name: str) -> Any:
            kind = type(self).__name__
            hint = f"; call {self.hints[name]}" if name in self.hints else ""
            raise AttributeError(f"{kind!r} object has no attribute {name!r}{hint}")
