"""Options of a spec, which is a frozen dataclass whose fields carry their help and checks.

Nothing heavy is imported here: a command line reads specs to answer ``--help``.
"""

from __future__ import annotations

import math
import re
from dataclasses import field, fields
from typing import Any, TypeVar

from engine.errors import CombinedError, UsageError
from engine.registry import Registry, unknown_name

Spec = TypeVar("Spec")


def option(
    default: Any, help: str, names: Registry[Any] | None = None, *, signed: bool = False
) -> Any:
    """Return a dataclass field that carries its own help text.

    Parameters
    ----------
    default
        The field's default value.
    help : str
        One line for ``--help`` and the documentation.
    names : Registry, optional
        The registry whose names the field accepts.
    signed : bool
        Whether the value may be a text that begins with a minus; numbers always may.
    """
    if names is not None:
        help = f"{help} One of: {', '.join(names)}."
    return field(default=default, metadata={"help": help, "names": names, "signed": signed})


def check_options(spec: Any) -> None:
    """Replace names in `spec` by their spelling in the registries of its fields.

    Raises
    ------
    UnknownNameError
        If a registry does not hold a name; the message suggests the nearest names.
    """
    for name, item in spec.__dataclass_fields__.items():
        registry = item.metadata.get("names")
        value = getattr(spec, name)
        if registry is None or value is None:
            continue
        several = isinstance(value, tuple)
        known = tuple(map(registry.key, value)) if several else registry.key(value)
        object.__setattr__(spec, name, known)


def in_range(flag: str, value: float | None, low: float, high: float) -> None:
    """Check that a number is finite and in [low, high]; None passes.

    Raises
    ------
    UsageError
        With a sentence that begins with the flag.
    """
    if value is not None and not (math.isfinite(value) and low <= value <= high):
        shown, least, most = (
            f"{x:,}" if isinstance(x, int) else f"{x:g}" for x in (value, low, high)
        )
        raise UsageError(f"{flag} {shown}: choose between {least} and {most}")


def spec_of(kind: type[Spec], options: dict[str, Any]) -> Spec:
    """Return a spec with these options.

    Raises
    ------
    UsageError
        If there is no such option, or a value is of the wrong kind or out of range.
    CombinedError
        If that is so of several.
    """
    try:
        return _converted(kind, options)
    except UsageError as error:
        others = _further_mistakes(kind, options, error)
        if not others:
            raise
        raise CombinedError((error, *others)) from error


def _further_mistakes(kind: type[Any], options: dict[str, Any], first: UsageError) -> list[Any]:
    """Find the other mistakes: the option that causes one is left out, and the rest looked at.

    Of these only what speaks of its own option counts: others may be wrong because of what was left
    out.
    """
    found: list[UsageError] = []
    left, error = dict(options), first
    while (culprit := _cause(kind, left, error)) is not None:
        value = left.pop(culprit)
        if error is not first and _speaks_of(str(error), culprit, value):
            found.append(error)
        try:
            _converted(kind, left)
            break
        except UsageError as next_error:
            error = next_error
    return found


def _speaks_of(message: str, option: str, value: object) -> bool:
    flag = f"--{option.replace('_', '-')} "
    named = (f"named {option!r}", f"named {value!r}", f"`$.{option}", repr(value))
    return message.startswith(flag) or any(each in message for each in named)


def _cause(kind: type[Any], options: dict[str, Any], error: UsageError) -> str | None:
    """Return the option without which this error would not be raised."""
    for name in options:
        try:
            _converted(kind, {key: value for key, value in options.items() if key != name})
        except UsageError as other:
            if str(other) == str(error):
                continue
        return name
    return None


def _converted(kind: type[Spec], options: dict[str, Any]) -> Spec:
    known = [item.name for item in fields(kind)]  # type: ignore[arg-type]
    for option in options:
        if option not in known:
            raise unknown_name("option", option, known)
    import msgspec

    try:
        return msgspec.convert(options, kind, dec_hook=lambda wanted, value: wanted(value))
    except msgspec.ValidationError as error:
        raise UsageError(str(error)) from error


def byte_size(text: str) -> int:
    """Read a size as people write it: ``8MB``, ``1.5 MiB``, ``4 G``.

    Parameters
    ----------
    text : str
        A number with k, M, G or T (powers of 1,000, or of 1,024 with an i), and B.

    Returns
    -------
    int
        Bytes.

    Raises
    ------
    ValueError
        If it is no size.
    """
    number, unit = r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)", r"([kmgt]?)(i?)b?"
    found = re.fullmatch(rf"\s*{number}\s*{unit}\s*", text, re.IGNORECASE)
    if found is None or (found[3] and not found[2]):
        raise ValueError(f"{text!r} is no size")
    return int(
        float(found[1]) * (1024 if found[3] else 1000) ** " kmgt".index(found[2].lower() or " ")
    )
