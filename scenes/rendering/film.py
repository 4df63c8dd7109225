"""Rendering one scene to one file, which appears whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.errors import UsageError, WarpreelError, make_folder, reason
from engine.registry import Registry


@dataclass(frozen=True)
class Quality:
    """Size of a film, in pixels, and frames per second, as Manim's letters name them."""

    width: int
    height: int
    frame_rate: int


QUALITIES: Registry[Quality] = Registry("quality")
QUALITIES.add("l", Quality(854, 480, 15))
QUALITIES.add("m", Quality(1280, 720, 30))
QUALITIES.add("h", Quality(1920, 1080, 60))
QUALITIES.add("p", Quality(2560, 1440, 60))
QUALITIES.add("k", Quality(3840, 2160, 60))

FORMATS = Registry[str]("format")
FORMATS.add("mp4", "film, H.264")
FORMATS.add("gif", "animated picture")
FORMATS.add("webm", "film, VP9")
FORMATS.add("png", "the last frame")


def output_path(name: str, output: Path | None, format: str | None) -> Path:
    """Decide where a scene goes; the suffix is the format.

    Parameters
    ----------
    name : str
        The scene's.
    output : Path, optional
        What the user asked for; a folder gets the scene's name, and no suffix gets one.
    format : str, optional
        What the user asked for; by default it follows the output's suffix, else mp4.

    Raises
    ------
    UsageError
        If both were given and disagree, or the suffix is no format.
    """
    if format is not None:
        format = FORMATS.key(format)
    path = output or Path("renders") / name
    if path.is_dir():
        path = path / name
    suffix = path.suffix[1:].lower()
    if suffix and suffix not in FORMATS:
        raise UsageError(f"-o {output}: the suffix must be one of {', '.join(FORMATS)}")
    if suffix and format and suffix != format:
        raise UsageError(f"-o {output} and the format {format} disagree; drop one of them")
    return path if suffix else path.with_name(f"{path.name}.{format or 'mp4'}")


def render(scene_class: type, path: Path, quality: Quality) -> Path:
    """Render a scene.

    Parameters
    ----------
    scene_class : type
        A Manim scene, made without arguments.
    path : Path
        Where the film is to stand; its suffix, a name in `FORMATS`, chooses the format.
    quality : Quality

    Returns
    -------
    Path
        `path`, which holds the whole film; a failed or interrupted render leaves what stood there.

    Raises
    ------
    WarpreelError
        If the folder can't be written, or the disk refuses.
    """
    make_folder(path.parent)
    # A hidden folder beside the film, so that putting the film in place is one rename.
    with TemporaryDirectory(prefix=f".{path.stem}-", dir=path.parent) as workshop:
        made = _render(scene_class, Path(workshop), path.suffix[1:].lower(), quality)
        try:
            made.replace(path)
        except OSError as error:
            raise WarpreelError(f"cannot put the film at {path}: {reason(error)}") from error
    return path


def _render(scene_class: type, workshop: Path, format: str, quality: Quality) -> Path:
    from manim import logger, tempconfig

    logger.setLevel("ERROR")
    still = format == "png"
    settings: dict[str, Any] = {
        "pixel_width": quality.width,
        "pixel_height": quality.height,
        "frame_rate": quality.frame_rate,
        "media_dir": str(workshop),
        "progress_bar": "none",
        "disable_caching": True,
        "verbosity": "ERROR",
        "output_file": "film",
        "preview": False,
        "write_to_movie": not still,
        "save_last_frame": still,
        "format": None if still else format,
    }
    with tempconfig(settings):
        scene = scene_class()
        try:
            scene.render()
        except OSError as error:
            raise WarpreelError(
                f"rendering stopped: {reason(error)}; make room or choose another folder with -o"
            ) from error
        return Path(scene.renderer.file_writer.final_file_path)
