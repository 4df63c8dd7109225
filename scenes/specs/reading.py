"""From plain values, as a file or a notebook gives them, to a spec."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

import msgspec

from engine.errors import UsageError
from engine.registry import unknown_name

Spec = TypeVar("Spec")


def spec_of(kind: type[Spec], options: dict[str, Any]) -> Spec:
    """Make a spec of its options by name.

    Raises
    ------
    UsageError
        If there is no such option, or a value is of the wrong kind or out of range.
    """
    known = [item.name for item in fields(kind)]  # type: ignore[arg-type]
    for option in options:
        if option not in known:
            raise unknown_name("option", option, known)
    try:
        return msgspec.convert(options, kind, dec_hook=lambda wanted, value: wanted(value))
    except msgspec.ValidationError as error:
        raise UsageError(str(error)) from error
