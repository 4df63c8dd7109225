"""Tell which films and figures look different after a change, and from which second on.

    python benchmarks/frame_digests.py record before.json        # on the state of before
    python benchmarks/frame_digests.py record after.json         # on the state of after
    python benchmarks/frame_digests.py compare before.json after.json

Every film is rendered at 480p in every language, every figure drawn as PNG, through the command
line of the installed package; what is digested are decoded pixels, so that neither file formats nor
metadata count. Digests hold for one machine: trainings and encoders differ between processors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from PIL import Image

LANGUAGES = ("en", "zh")
Digests = dict[str, list[str]]
"""By name and language: a digest for each second of a film, or one of a figure."""


def film_digest(path: Path) -> list[str]:
    """Return a digest of the decoded frames of each second of a film."""
    seconds: dict[int, hashlib._Hash] = {}
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            hasher = seconds.setdefault(int(frame.time), hashlib.sha256())
            for plane in frame.planes:
                hasher.update(bytes(plane))
    return [seconds[second].hexdigest()[:16] for second in sorted(seconds)]


def picture_digest(path: Path) -> list[str]:
    """Return the digest of the decoded pixels of a picture."""
    with Image.open(path) as picture:
        pixels = picture.convert("RGBA")
    return [hashlib.sha256(repr(pixels.size).encode() + pixels.tobytes()).hexdigest()[:16]]


def film_names(command: list[str]) -> list[str]:
    """Return the names of all films, as the command line tells them."""
    told = subprocess.run([*command, "list", "--json"], capture_output=True, text=True, check=True)
    return [entry["name"] for entry in json.loads(told.stdout) if entry["kind"] == "scene"]


def films(command: list[str], names: list[str], folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Render films in every language."""
    for name in names or film_names(command):
        for language in LANGUAGES:
            path = folder / f"{name}-{language}.mp4"
            render = [*command, "render", name, "-q", "l", "--lang", language, "-o", str(path)]
            subprocess.run(render, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            yield path.stem, film_digest(path)


def figures(command: list[str], folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Draw all figures in every language."""
    for language in LANGUAGES:
        drawn = folder / f"figures-{language}"
        draw = [*command, "figures", "all", "--format", "png", "--lang", language, "-o", str(drawn)]
        subprocess.run(draw, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for path in sorted(drawn.rglob("*.png")):
            yield f"figure {path.stem}-{language}", picture_digest(path)


def differences(before: Digests, after: Digests) -> Iterator[str]:
    """Tell what differs, a line each."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            yield f"{name}: only {'after' if old is None else 'before'}"
        elif old != new:
            pairs = enumerate(zip(old, new, strict=False))
            second = next((i for i, pair in pairs if len({*pair}) > 1), None)
            where = "in length" if second is None else f"from second {second} on"
            yield f"{name}: differs {where} ({len(old)} and {len(new)} digests)"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    record = verbs.add_parser("record")
    record.add_argument("file", type=Path)
    record.add_argument("names", nargs="*", help="films; by default all, and all figures")
    record.add_argument("--command", default="warpreel", help="words that run the command line")
    compare = verbs.add_parser("compare")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.verb == "compare":
        told = [json.loads(path.read_text()) for path in (asked.before, asked.after)]
        found = list(differences(*told))
        print("\n".join(found) or f"all {len(told[0])} films and figures are the same")
        return bool(found)
    digests: Digests = {}
    with TemporaryDirectory() as folder:
        command = asked.command.split()
        for name, digest in films(command, asked.names, Path(folder)):
            digests[name] = digest
            print(name, len(digest), flush=True)
        if not asked.names:
            digests |= dict(figures(command, Path(folder)))
    asked.file.write_text(json.dumps(digests, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
