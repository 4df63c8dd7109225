"""Make the pictures of the gallery: a short silent loop of every film, and every figure.

    python docs/site/gallery.py                # what is missing or stale, into build/gallery
    python docs/site/gallery.py affine         # of some films
    python docs/site/gallery.py space-warp --picture docs/space-warp.webp    # for the README

A loop is named after what decides its film, options and source alike, so that one that is there is
never out of date; loops of earlier states are removed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:  # started as a script
    sys.path.insert(0, str(ROOT))

from engine.files import whole_file  # noqa: E402
from scenes.cache.digests import digest_of  # noqa: E402
from scenes.encoding.qualities import Quality  # noqa: E402
from scenes.figures.catalogue import FIGURES  # noqa: E402
from scenes.films.catalogue import CATALOGUE  # noqa: E402

FOLDER = ROOT / "build" / "gallery"
PLAYED = Quality(854, 480, 8)
"""Size of films as they are played; their words are set for it."""
SIZE = (426, 240)
SECONDS = 6
PICTURE = (512, 288)
PICTURE_SECONDS = 12
DRAWING = 1
"""Version of all of this file that decides a loop."""


class Frames:
    """Keeps all frames of a film, small."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self.size, self.kept = size, list[np.ndarray]()

    def begin(self, scene: Any, ground: Any) -> None:
        """Nothing is to be done before a play."""

    def frame(self, scene: Any, picture: np.ndarray, repeat: int) -> None:
        """Keep a frame as often as it is shown."""
        from PIL import Image

        small = Image.fromarray(picture).resize(self.size, Image.Resampling.LANCZOS)
        self.kept += [np.asarray(small)] * repeat

    def end(self, scene: Any) -> None:
        """Nothing is to be done after a play."""


def liveliest(frames: list[np.ndarray], length: int) -> list[np.ndarray]:
    """Return the stretch of so many frames in which most moves.

    How much moves between two frames counts up to its median, so that no cut decides.
    """
    if len(frames) <= length:
        return frames
    moved = np.array([np.abs(a.astype(np.int16) - b).mean() for a, b in pairwise(frames)])
    usual = np.median(moved[moved > 0]) if (moved > 0).any() else 1.0
    score = np.convolve(np.minimum(moved, usual), np.ones(length - 1), "valid")
    start = int(score.argmax())
    return frames[start : start + length]


def encode(frames: list[np.ndarray], path: Path) -> None:
    """Write frames to a film that any browser plays, as small as it may be."""
    import av

    with whole_file(path) as draft, av.open(str(draft), "w", format="mp4") as container:
        stream = container.add_stream(
            "libx264", rate=PLAYED.frame_rate, options={"crf": "31", "preset": "slower"}
        )
        (stream.width, stream.height), stream.pix_fmt = SIZE, "yuv420p"
        for picture in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, "rgb24")))
        container.mux(stream.encode())


def loop_of(name: str, folder: Path = FOLDER) -> Path:
    """Return where the loop of a film as it is today stands, whether it is there or not."""
    entry = CATALOGUE.find(name)
    key = digest_of(entry.identity_of(entry.spec()), PLAYED, SECONDS, DRAWING)
    return folder / f"{name}-{key[:12]}.mp4"


def make_loop(name: str, folder: Path = FOLDER) -> Path:
    """Make the loop of a film, unless it is there."""
    path = loop_of(name, folder)
    if path.exists():
        return path
    frames = frames_of(name, SIZE)
    folder.mkdir(parents=True, exist_ok=True)
    encode(liveliest(frames, SECONDS * PLAYED.frame_rate), path)
    for other in folder.glob(f"{name}-{'?' * 12}.mp4"):
        if other != path:
            other.unlink()
    return path


def frames_of(name: str, size: tuple[int, int]) -> list[np.ndarray]:
    """Play a film with its default options, and return all its frames in a size."""
    from scenes.watching.playing import play_film

    entry, frames = CATALOGUE.find(name), Frames(size)
    spec = entry.spec()
    attributes = {"spec": spec, "results": entry.prepare(spec)}
    play_film(entry.load(), attributes, PLAYED, frames)
    return frames.kept


def make_picture(name: str, path: Path) -> None:
    """Write the liveliest seconds of a film as an animated picture."""
    from PIL import Image

    frames = liveliest(frames_of(name, PICTURE), PICTURE_SECONDS * PLAYED.frame_rate)
    first, *others = map(Image.fromarray, frames)
    options = {"duration": 1000 // PLAYED.frame_rate, "loop": 0, "quality": 28, "method": 5}
    with whole_file(path) as draft:
        first.save(draft, "webp", save_all=True, append_images=others, **options)


def make_figures(folder: Path = FOLDER) -> None:
    """Draw every figure that is missing or stale."""
    from scenes.cli import run

    target = folder / "figures"
    code = run(["figures", *FIGURES, "-o", str(target), "--format", "png", "--dpi", "110"])
    if code:
        sys.exit(code)


def figure_of(name: str, folder: Path = FOLDER) -> Path:
    """Return where the picture of a figure stands."""
    entry = FIGURES[name]
    number = entry.number.split(".")
    stem = f"{number[0]}.{int(number[1]):02d}-{name}" if entry.number else name
    return folder / "figures" / f"{stem}.png"


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="films; by default all, and all figures")
    parser.add_argument("--picture", type=Path, help="instead, one animated picture")
    asked = parser.parse_args(None if arguments is None else list(arguments))
    known = [name for name, entry in CATALOGUE.items() if entry.kind == "scene"]
    if asked.picture is not None:
        make_picture(asked.names[0], asked.picture)
        return
    for name in asked.names or known:
        path = make_loop(name)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB", flush=True)
    if not asked.names:
        make_figures()


if __name__ == "__main__":
    main()
