"""What subtitles must be, so that they can be read."""

from __future__ import annotations

from itertools import pairwise

from scenes.languages.language import Language
from scenes.web.captions import LINES, Cue

HASTE = 1e-3
"""Seconds by which clocks may differ."""


def faults_of(cues: list[Cue], seconds: float, language: Language) -> list[str]:
    """Say what is wrong with a film's cues; nothing, if all is well."""
    found = []
    for cue in cues:
        text, lasts = "".join(cue.lines), cue.end - cue.begin
        if not 0 <= cue.begin < cue.end <= seconds + HASTE:
            found.append(f"{text!r} stands from {cue.begin:.2f} to {cue.end:.2f} s")
        elif len(text) > language.speed * (lasts + HASTE):
            found.append(f"{text!r} goes by at {len(text) / lasts:.1f} characters a second")
        if len(cue.lines) > LINES or max(map(len, cue.lines)) > language.line:
            found.append(f"{cue.lines} are too many or too long")
    found += [f"{b.lines} begins too early" for a, b in pairwise(cues) if b.begin < a.end - HASTE]
    return found
