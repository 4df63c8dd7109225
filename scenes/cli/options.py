"""Commands from specs: every field of the dataclass becomes a flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from inspect import Parameter as Argument
from inspect import Signature, signature
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from cyclopts import Group, Parameter, Token

from engine.descent.descent_spec import DescentSpec
from engine.errors import UsageError
from engine.recordings.run_spec import RunSpec
from scenes.storytelling.film_spec import FilmSpec

GROUPS = {
    "Scene": (),
    "Surface": ("surface", "formula", "domain", "start"),
    "Data": ("data", "label", "samples", "noise", "classes", "turns", "standardise"),
    "Network": ("architecture", "hidden", "activation", "gain"),
    "Training": tuple(item.name for item in (*fields(RunSpec), *fields(DescentSpec))),
    "Film": ("recording", "acts", *(item.name for item in fields(FilmSpec))),
}
"""Groups of flags in the help; a flag is in the first one that names it, else in ``Scene``."""


def command_of(
    run: Callable[..., Any], spec_class: type, *, positional: tuple[str, ...] = ()
) -> Callable[..., Any]:
    """Return a command that calls ``run(spec, **others)``, with the fields of the spec as flags.

    Parameters
    ----------
    run : callable
        Its first parameter takes the spec; its other parameters become flags unchanged.
    spec_class : type
        Frozen dataclass whose fields carry help in their metadata.
    positional : tuple of str
        Fields that may be given without their flags, in this order.
    """
    hints = get_type_hints(spec_class)
    own = list(signature(run, eval_str=True).parameters.values())[1:]
    flags = []
    for item in fields(spec_class):
        hint, group = hints[item.name], _group(item.name)
        parameter = Parameter(
            help=item.metadata["help"],
            group=group,
            negative=f"--no-{item.name.replace('_', '-')}" if hint is bool else "",
            **_conversion(hint, item.metadata.get("signed", False)),
        )
        unnamed = item.name in positional
        kind = Argument.POSITIONAL_OR_KEYWORD if unnamed else Argument.KEYWORD_ONLY
        flags.append(
            Argument(item.name, kind, default=item.default, annotation=Annotated[hint, parameter])
        )
    flags.sort(key=lambda flag: flag.kind)
    first = [p for p in own if p.kind is not Argument.KEYWORD_ONLY]
    last = [p for p in own if p.kind is Argument.KEYWORD_ONLY]

    def command(*args: Any, **kwargs: Any) -> Any:
        bound = command.__signature__.bind(*args, **kwargs)  # type: ignore[attr-defined]
        given = bound.arguments
        chosen = {f.name: given.pop(f.name) for f in fields(spec_class) if f.name in given}
        return run(spec_class(**chosen), **given)

    arguments = [*first, *flags, *last]
    command.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in arguments}
    command.__doc__ = run.__doc__
    command.__name__ = run.__name__
    return command


def _group(name: str) -> Group:
    titles = list(GROUPS)
    title = next((title for title, names in GROUPS.items() if name in names), titles[0])
    return Group(title, sort_key=titles.index(title))


def _whole(_: Any, tokens: Sequence[Token]) -> int:
    try:
        return int(tokens[-1].value)
    except ValueError:
        raise UsageError(f"{tokens[-1].keyword} {tokens[-1].value}: give a whole number") from None


def _conversion(hint: Any, signed_text: bool = False) -> dict[str, Any]:
    """Return options of a parameter that parse a tuple from values separated by commas.

    Examples are ``--hidden 16,2`` and ``--start -4,4``. A single whole number has no fraction.
    """
    options = [hint, *get_args(hint)]
    item = next((get_args(option)[0] for option in options if get_origin(option) is tuple), None)
    if item is None:
        signed = signed_text or int in options or float in options
        whole = {"converter": _whole} if int in options and str not in options else {}
        return {**whole, "allow_leading_hyphen": signed}

    def convert(_: Any, tokens: Sequence[Token]) -> tuple[Any, ...]:
        flag, text = tokens[-1].keyword, ",".join(token.value for token in tokens)
        try:
            return tuple(item(part.strip()) for part in text.split(",") if part.strip())
        except ValueError:
            numbers = "whole numbers" if item is int else "numbers"
            raise UsageError(
                f"{flag} {text}: give {numbers} divided by commas, e.g. 16,2"
            ) from None

    return {"converter": convert, "n_tokens": 1, "allow_leading_hyphen": item is not str}
