"""``warpreel languages``: write or check a language file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from engine.errors import UsageError
from engine.files import whole_file
from scenes.cache.dependencies import source_files
from scenes.cli.facts.json_output import print_json
from scenes.films.catalogue import CATALOGUE
from scenes.languages.numbers import counted

languages = App(name="languages", help="Write or check a translation of all that films say.")


Film = Annotated[str | None, Parameter(name="--film")]


def _templates(film: str | None) -> dict[str, list[str]]:
    """Return all templates, or those of a film, in groups; catalogue entries come first."""
    from scenes.languages.templates import all_templates, templates_of

    films = [*CATALOGUE.values()] if film is None else [CATALOGUE[CATALOGUE.key(film)]]
    entries = {words for each in films for words in (each.summary, each.section)}
    entries |= {act for each in films for act in each.act_names()}
    groups = {"films": sorted(entries)}
    said = all_templates() if film is None else templates_of(source_files(films[0].module))
    for name, templates in said.items():
        groups[name] = [template for template in templates if template not in entries]
    return groups


@languages.command
def skeleton(
    name: str,
    *,
    film: Film = None,
    output: Annotated[Path | None, Parameter(name=("--output", "-o"))] = None,
    force: Annotated[bool, Parameter(negative="")] = False,
) -> None:
    """Write a language file with every template to translate.

    Parameters
    ----------
    name
        The language's code, such as fr.
    film
        Only what this film says, such as affine.
    output
        The file [NAME.toml].
    force
        Overwrite a file that is there.
    """
    from scenes.languages.language_file import is_code
    from scenes.languages.language_file import skeleton as skeleton_text

    only = "" if film is None else f" --film {film}"
    if not is_code(name):
        raise UsageError(f"{name!r} is no code of a language; write one such as fr or pt-BR")
    path = output or Path(f"{name}.toml")
    if path.suffix.lower() != ".toml":
        raise UsageError(f"-o {path}: the name of a language's file ends in .toml")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already; choose another with -o, or add --force")
    text = skeleton_text(name, _templates(film), only)
    with whole_file(path) as draft:
        draft.write_text(text, "utf-8")
    print(f"{path}: translate it, then `warpreel languages check {path}{only}`")


@languages.command
def check(
    file: Path,
    *,
    film: Film = None,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Check a language file: what is missing, and which fields or characters are wrong.

    Parameters
    ----------
    file
        Such as fr.toml.
    film
        Only what this film says has to be there.
    as_json
        Print JSON.
    """
    from scenes.languages.language_file import missing, read_language, wrong_words
    from scenes.theme.typefaces import families_of

    language = read_language(file)
    wrong, left = list(wrong_words(language, families_of)), missing(language, _templates(film))
    if as_json:
        print_json({"missing": left, "wrong": wrong})
    else:
        for each in wrong:
            print(f"wrong    {each}")
        for template in left:
            print(f"missing  {template!r}")
    if wrong or left:
        raise UsageError(
            f"{file}: {counted(len(left), 'template')} without words, {len(wrong)} with wrong ones"
        )
    if not as_json:
        print(f"{file}: all templates{f' of {film}' if film else ''} have words")
