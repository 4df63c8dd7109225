"""Measure whether films show, move and fill the frame: a line for each film, and its faults.

    python benchmarks/films_report.py                         # all films, in English, 16:9
    python benchmarks/films_report.py space-warp softmax --aspect 9:16 --lang zh
    python benchmarks/films_report.py --output report.json    # all that was measured, as JSON

Every film is played at 480p, five frames a second, at its default options. The exit code is 1
if any bound is missed:

- at most 25 % of all frames equal the one before;
- no stretch without change is longer than it takes to read its sentence, and a second;
- no frame is without a picture, the first one neither;
- the hero, which the scene declares, takes 55 % of the frame at its peak (45 % unless it is 16:9):
  the box around its drawn pixels;
- what is written is 24 px from the edge and 8 px from other writing, at ``-q h``, and has a
  contrast of 4.5 to 1;
- the film lasts 100 s at most.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # started as a script
    sys.path.insert(0, str(ROOT))

from benchmarks.film_measures import EDGE, NEAR, Measures, Measuring  # noqa: E402
from scenes.encoding.qualities import ASPECTS, QUALITIES, WIDE, Quality  # noqa: E402
from scenes.films.catalogue import CATALOGUE  # noqa: E402
from scenes.languages.language import LANGUAGES  # noqa: E402
from scenes.watching.playing import play_film  # noqa: E402

RATE = 5
"""Frames a second: enough to tell what moves."""
STILL = 0.25
LONGEST_FILM = 100.0
HERO, HERO_ELSEWHERE = 0.55, 0.45
"""Least share of the frame that the hero takes at its peak, in 16:9 and in other shapes."""


def measure(scene: type, attributes: dict[str, Any], quality: Quality) -> Measures:
    """Play a film and measure it.

    Parameters
    ----------
    scene : type
        A `StoryScene`.
    attributes : dict
        Set on a subclass of it: `spec`, and `results` if they are known.
    quality : Quality
        Already of the shape that the spec asks for.
    """
    observer = Measuring(attributes["spec"].aspect)
    play_film(scene, attributes, quality, observer)
    return observer.finish(quality.frame_rate)


def faults(found: Measures, aspect: str = WIDE) -> Iterator[str]:
    """Tell which bounds a film misses, a line each."""
    if found.seconds > LONGEST_FILM:
        yield f"it lasts {found.seconds:.0f} s"
    if found.still > STILL:
        yield f"{found.still:.0%} of its frames are still"
    if found.longest > found.allowed:
        yield (
            f"nothing changes for {found.longest:.1f} s from {found.longest_at:.1f} s on, where "
            f"{found.allowed:.1f} s are enough"
        )
    if found.bare > 0:
        yield f"{found.bare:.1f} s are without a picture"
    if not found.first_is_picture:
        yield "the first frame shows no picture"
    if not found.hero_declared:
        yield "it declares no hero"
    elif found.hero_peak < (least := HERO if aspect == WIDE else HERO_ELSEWHERE):
        yield f"its hero takes {found.hero_peak:.0%} of the frame at most, not {least:.0%}"
    yield from _listed(f"closer than {EDGE:.0f} px to the edge", found.edges)
    yield from _listed(f"closer than {NEAR:.0f} px to other writing", found.neighbours)
    yield from _listed("too faint", found.contrasts)


def _listed(what: str, where: dict[str, str]) -> Iterator[str]:
    yield from (f"{what}: {name} ({place})" for name, place in where.items())


COLUMNS = (
    "film", "s", "still", "longest", "allowed", "bare s", "1st", "hero peak", "mean", "edge",
    "near", "faint", "faults",
)  # fmt: skip


def row(name: str, found: Measures, aspect: str) -> tuple[str, ...]:
    """Return a film's line of the table; a hero that is not declared is bounded from above."""
    most = "" if found.hero_declared else "≤ "
    return (
        name,
        f"{found.seconds:.0f}", f"{found.still:.0%}", f"{found.longest:.1f}",
        f"{found.allowed:.1f}", f"{found.bare:.1f}", "yes" if found.first_is_picture else "no",
        f"{most}{found.hero_peak:.0%}", f"{most}{found.hero_mean:.0%}", str(len(found.edges)),
        str(len(found.neighbours)), str(len(found.contrasts)),
        str(sum(1 for _ in faults(found, aspect))),
    )  # fmt: skip


def line(cells: tuple[str, ...]) -> str:
    """Set a line of the table: cells below the names of their columns."""
    first, *rest = zip(cells, COLUMNS, strict=True)
    return first[0].ljust(22) + "".join(cell.rjust(max(len(name), 5) + 2) for cell, name in rest)


def measured_film(name: str, aspect: str, lang: str) -> Measures:
    """Compute a film of the catalogue, play it and measure it."""
    entry = CATALOGUE.find(name)
    spec = entry.spec(aspect=aspect, lang=lang)
    attributes = {"spec": spec, "results": entry.prepare(spec)}
    quality = replace(QUALITIES["l"], frame_rate=RATE).shaped(aspect)
    return measure(entry.load(), attributes, quality)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="films; by default all")
    parser.add_argument("--aspect", default=WIDE, choices=list(ASPECTS))
    parser.add_argument("--lang", default="en", choices=list(LANGUAGES))
    parser.add_argument("--output", type=Path, help="a file of JSON for all that was measured")
    asked = parser.parse_args(arguments)
    known = [name for name, entry in CATALOGUE.items() if entry.kind == "scene"]
    notes, kept = [], {}
    print(line(COLUMNS), flush=True)
    for name in asked.names or known:
        found = measured_film(name, asked.aspect, asked.lang)
        print(line(row(name, found, asked.aspect)), flush=True)
        missed = list(faults(found, asked.aspect))
        notes += [f"{name}: {fault}" for fault in missed]
        kept[name] = {**asdict(found), "faults": missed}
    print("", *notes, sep="\n")
    if asked.output is not None:
        asked.output.write_text(json.dumps(kept, indent=1, ensure_ascii=False), "utf-8")
    return bool(notes)


if __name__ == "__main__":
    sys.exit(main())
