"""All formats of films, each in a module beside this one, and what a request for one comes to."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from engine.errors import UsageError
from engine.files import check_name
from engine.registry import Registry
from scenes.encoding.codec import DEFAULT_CRF, PRESETS, X264, Codec
from scenes.encoding.format import Format
from scenes.encoding.qualities import Quality


def _found() -> Registry[Format]:
    """Gather the formats of the modules beside this one."""
    registry: Registry[Format] = Registry("format")
    for module in iter_modules(__path__):
        found = import_module(f"{__name__}.{module.name}").FORMAT
        registry.add(found.name, found)
    return registry


FORMATS = _found()
DEFAULT = FORMATS["mp4"]


def format_of(path: Path) -> Format:
    """Return the format by the suffix of a path; a path without one is a folder of pictures.

    Raises
    ------
    UsageError
        If no format has that suffix.
    """
    suffix = path.suffix[1:].lower()
    for each in FORMATS.values():
        if each.suffix == suffix:
            return each
    raise UsageError(f"-o {path}: the suffix must be one of {', '.join(suffixes())}")


def suffixes() -> list[str]:
    """Return the suffixes of all formats that are files."""
    return [each.suffix for each in FORMATS.values() if each.suffix]


def codec_for(
    format: Format,
    quality: Quality,
    preset: str | None = None,
    crf: int | None = None,
    *,
    transparent: bool = False,
    encoder: str = X264,
) -> Codec:
    """Choose the encoder of a film.

    Parameters
    ----------
    format : Format
    quality : Quality
    preset : str, optional
        A name in `PRESETS`; by default the quality's own.
    crf : int, optional
        Constant rate factor; `DEFAULT_CRF` by default.
    transparent : bool
        Leave the background out.
    encoder : str
        ``x264``, ``auto`` or a name in `scenes.encoding.hardware.HARDWARE`.

    Raises
    ------
    UsageError
        If the format can't be transparent or knows no such setting, the factor is out of range, or
        the encoder cannot be used.
    """
    chosen = PRESETS.find(preset or quality.preset)
    if transparent and not format.can_be_transparent:
        able = [name for name, each in FORMATS.items() if each.can_be_transparent]
        raise UsageError(
            f"{format.name} cannot be transparent; choose --format {' or '.join(able)}"
        )
    for flag, given in (("--preset", preset), ("--crf", crf)):
        if given is not None and not format.has_rate:
            able = [name for name, each in FORMATS.items() if each.has_rate]
            raise UsageError(
                f"{flag} is for {' and '.join(able)}; {format.name} is not encoded in that way"
            )
    factor = DEFAULT_CRF if crf is None else crf
    codec = format.codec(quality, chosen, factor, transparent=transparent)
    if encoder == X264:
        return codec
    from scenes.encoding.hardware import encoded_by

    return encoded_by(encoder, codec)


def output_path(name: str, output: Path | None, format: str | None) -> Path:
    """Decide where a film goes; the suffix is the format, and a sequence of pictures has none.

    Parameters
    ----------
    name : str
        The film's.
    output : Path, optional
        What the user asked for; a folder gets the film's name, and no suffix gets one. For a
        sequence of pictures it is the folder of them.
    format : str, optional
        What the user asked for; by default it follows the output's suffix, else mp4.

    Raises
    ------
    UsageError
        If both were given and disagree, the suffix is no format, or the name is too long.
    """
    path = _output_path(name, output, format)
    check_name(path)
    return path


def _output_path(name: str, output: Path | None, format: str | None) -> Path:
    asked = None if format is None else FORMATS.find(format)
    path = output or Path("renders") / name
    check_name(path)
    if asked is not None and not asked.suffix and not path.suffix:
        return path
    if path.is_dir():
        path = path / name
    if not path.suffix:
        return path.with_name(f"{path.name}.{(asked or DEFAULT).suffix}")
    if path.suffix[1:].lower() not in suffixes():
        raise UsageError(f"-o {output}: the suffix must be one of {', '.join(suffixes())}")
    if asked is not None and format_of(path) is not asked:
        raise UsageError(f"-o {output} and the format {asked.name} disagree; drop one of them")
    return path
