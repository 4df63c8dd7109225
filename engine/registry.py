"""Look things up by name; an unknown name is answered with the nearest known ones."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from engine.errors import UnknownNameError

T = TypeVar("T")


def unknown_name(kind: str, name: str, known: list[str]) -> UnknownNameError:
    """Return the error that `name` is not one of `known`; its text names the nearest ones."""
    nearest = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"choose from {', '.join(known)}"
    return UnknownNameError(f"there is no {kind} named {name!r}; {hint}")


class Registry(Mapping[str, T], Generic[T]):
    """A mapping of names to entries of one kind, in the order in which they were added.

    Parameters
    ----------
    kind : str
        What an entry is called in an error message ("dataset").
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}
        self._accepts: Callable[[T], bool] = lambda thing: True

    def subset(self, accepts: Callable[[T], bool]) -> "Registry[T]":
        """Return a registry of those entries that `accepts` is true of.

        Both share their entries: what is added to this registry later is in the subset too.
        """
        part: Registry[T] = Registry(self.kind)
        part._entries = self._entries
        part._accepts = lambda thing: self._accepts(thing) and accepts(thing)
        return part

    def add(self, name: str, thing: T) -> T:
        """Register `thing` under `name` and return it.

        Raises
        ------
        ValueError
            If this registry is a subset that does not accept `thing`.
        """
        if not self._accepts(thing):
            raise ValueError(f"{name!r} does not belong into this registry of {self.kind}s")
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
        if key not in self:
            raise unknown_name(self.kind, name, list(self))
        return key

    def find(self, name: str) -> T:
        """Return the thing called `name`, looked up as in `key`.

        Raises
        ------
        UnknownNameError
            If there is none; the message suggests the nearest names.
        """
        return self._entries[self.key(name)]

    def __getitem__(self, name: str) -> T:
        thing = self._entries[name]
        if not self._accepts(thing):
            raise KeyError(name)
        return thing

    def __iter__(self) -> Iterator[str]:
        return (name for name, thing in self._entries.items() if self._accepts(thing))

    def __len__(self) -> int:
        return sum(map(self._accepts, self._entries.values()))
