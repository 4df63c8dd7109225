"""Join ES modules into one script, so that a page needs no other file and no build tool."""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
NAMED = re.compile(r"^(?:async )?(?:function\*?|class|const|let) (\w+)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
TAKEN_APART = re.compile(r"^(?:const|let) \[([\w, ]+)\]", re.MULTILINE)
OTHERWISE = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def link(entry: Path) -> str:
    """Join a module and all that it imports, each after those that it needs, without documentation.

    Modules are cut out of one cloth: they import by name, never under another one, and no two of
    them give the same name to something at their top level.

    Parameters
    ----------
    entry : Path
        The module that is run last.

    Returns
    -------
    str
        JavaScript without imports and exports.

    Raises
    ------
    ValueError
        If modules import each other in a circle, name two things alike, or use a form of import or
        export that is not known here.
    """
    parts: dict[Path, str] = {}
    _visit(entry.resolve(), parts, ())
    named: dict[str, Path] = {}
    for path, source in parts.items():
        several = [name for names in TAKEN_APART.findall(source) for name in names.split(", ")]
        for name in NAMED.findall(source) + several:
            if name in named:
                raise ValueError(f"{named[name].name} and {path.name} both have a {name}")
            named[name] = path
    return "\n".join(parts.values())


def _visit(path: Path, parts: dict[Path, str], above: tuple[Path, ...]) -> None:
    if path in above:
        raise ValueError(f"{path.name} imports itself, through {above[-1].name}")
    if path in parts:
        return
    source = path.read_text("utf-8")
    for names, target in IMPORT.findall(source):
        if " as " in names:
            raise ValueError(f"{path.name} imports{names.rstrip()} from {target}: keep the name")
        _visit((path.parent / target).resolve(), parts, (*above, path))
    source = COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", source)))
    if (other := OTHERWISE.search(source)) is not None:
        raise ValueError(f"{path.name}: cannot join {other[0]!r}")
    parts[path] = source
