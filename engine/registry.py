"""Named things: look one up by name, and be told the nearest names when there is none."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from engine.errors import UnknownNameError

T = TypeVar("T")


def unknown_name(kind: str, name: str, known: list[str]) -> UnknownNameError:
    """Build the error that says `name` is not one of `known`, and which ones come nearest."""
    nearest = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"choose from {', '.join(known)}"
    return UnknownNameError(f"there is no {kind} named {name!r}; {hint}")


class Registry(Mapping[str, T], Generic[T]):
    """A dict of names to small things of one kind.

    Parameters
    ----------
    kind : str
        What the things are, in the words of an error message ("dataset").
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}

    def add(self, name: str, thing: T) -> T:
        """Register `thing` under `name` and return it."""
        self._entries[name] = thing
        return thing

    def register(self, name: str) -> Callable[[T], T]:
        """Decorate a function or class to register it under `name`."""
        return lambda thing: self.add(name, thing)

    def key(self, name: str) -> str:
        """Return `name` as it is registered; ``_`` and capitals are forgiven.

        Raises
        ------
        UnknownNameError
            If there is none; the message suggests the nearest names.
        """
        key = name.strip().lower().replace("_", "-")
        if key not in self._entries:
            raise unknown_name(self.kind, name, list(self._entries))
        return key

    def find(self, name: str) -> T:
        """Return the thing called `name`, as forgiving and as strict as `key`."""
        return self._entries[self.key(name)]

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
