"""Subtitles and transcript of a film, from the sentences that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.errors import WarpreelError
from engine.files import whole_file
from scenes.languages.language import Language
from scenes.languages.line_breaking import wrapped
from scenes.rendering.timeline import Timeline

MARKUP, JOINER = re.compile(r"<(?=[A-Za-z/])|\{(?=\\)|--(?=>)"), "\u2060"
"""The first character of a tag or an override in SubRip, and of an arrow between two times; what is
put behind it."""
LINES = 2
"""Most lines of a cue."""


@dataclass(frozen=True)
class Cue:
    """A subtitle: lines that are shown together.

    Attributes
    ----------
    begin, end : float
        Seconds from the start of the film.
    lines : tuple of str
    """

    begin: float
    end: float
    lines: tuple[str, ...]


def cues_of(timeline: Timeline, language: Language) -> list[Cue]:
    """Return the sentences of a film as cues, shown as long as the film shows the sentence.

    Parameters
    ----------
    timeline : Timeline
    language : Language
        Determines the length of lines.

    Returns
    -------
    list of Cue
        In order. A sentence of more than two lines is divided into successive cues, with time in
        proportion to their characters.
    """
    cues = []
    for sentence in timeline.sentences:
        begin, letters = sentence.begin, 0
        broken = wrapped(sentence.text, language.line)
        pages = [tuple(broken[i : i + LINES]) for i in range(0, len(broken), LINES)]
        total = sum(len("".join(lines)) for lines in pages)
        for lines in pages:
            letters += len("".join(lines))
            end = sentence.begin + (sentence.end - sentence.begin) * letters / total
            cues.append(Cue(begin, end, lines))
            begin = end
    return cues


def retold(timeline: Timeline, spoken: Language, language: Language) -> Timeline:
    """Return a film's sentences in another language, at the times of those on screen.

    Parameters
    ----------
    timeline : Timeline
    spoken : Language
        That of the film.
    language : Language

    Raises
    ------
    WarpreelError
        If the language has no words for a sentence, or a sentence has no template.
    """
    sentences = []
    for sentence in timeline.sentences:
        if not sentence.template:
            raise WarpreelError("what this film says cannot be translated")
        values = {
            field: spoken.in_english(value) if isinstance(value, str) else value
            for field, value in sentence.values.items()
        }
        sentences.append(replace(sentence, text=language.say(sentence.template, **values)))
    return replace(timeline, sentences=tuple(sentences))


def srt(cues: list[Cue]) -> str:
    """Format cues as SubRip (SRT).

    It has no way to escape what players take for markup or for a clock; a word joiner, which is not
    seen, is put within.
    """
    blocks = (
        f"{number}\n{_clock(cue, ',')}\n" + MARKUP.sub(f"\\g<0>{JOINER}", "\n".join(cue.lines))
        for number, cue in enumerate(cues, 1)
    )
    return "\n\n".join(blocks) + "\n"


def webvtt(cues: list[Cue]) -> str:
    """Format cues as WebVTT.

    References
    ----------
    https://www.w3.org/TR/webvtt1
    """
    blocks = (f"{_clock(cue, '.')}\n{_escaped(cue)}" for cue in cues)
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _escaped(cue: Cue) -> str:
    return "\n".join(cue.lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clock(cue: Cue, point: str) -> str:
    return f"{_time(cue.begin, point)} --> {_time(cue.end, point)}"


def _time(seconds: float, point: str) -> str:
    whole, thousandths = divmod(round(1_000 * seconds), 1_000)
    minutes, seconds = divmod(whole, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}{point}{thousandths:03d}"


def title_of(section: str, language: Language) -> str:
    """Return the title of a film's section in a language."""
    return language.head(section.replace("-", " "))


def sentences_by_section(timeline: Timeline) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the name of each section of a film with the sentences that begin in it."""
    for section in timeline.sections:
        texts = tuple(
            " ".join(sentence.text.split())
            for sentence in timeline.sentences
            if section.begin <= sentence.begin < section.end
        )
        yield section.name, texts


def transcript(timeline: Timeline, language: Language) -> str:
    """Format the sentences of a film as a text: a block for each section, below its title."""
    blocks = (
        "\n".join(filter(None, (title_of(name, language), *texts)))
        for name, texts in sentences_by_section(timeline)
    )
    return "\n\n".join(blocks) + "\n"


def keep_captions(timeline: Timeline, language: Language, film: Path) -> list[Path]:
    """Write subtitles and transcript beside a film, such as ``softmax.en.vtt``.

    Returns
    -------
    list of Path
        An SRT file, a WebVTT file, and a text file.

    Raises
    ------
    WarpreelError
        If a file cannot be written.
    """
    cues = cues_of(timeline, language)
    texts = {"srt": srt(cues), "vtt": webvtt(cues), "txt": transcript(timeline, language)}
    paths = caption_paths(film, language)
    for path, text in zip(paths, texts.values(), strict=True):
        with whole_file(path) as draft:
            draft.write_text(text, "utf-8")
    return paths


def caption_paths(film: Path, language: Language) -> list[Path]:
    """Return where the captions of a film are: an SRT file, a WebVTT file, and a text file."""
    return [film.with_suffix(f".{language.name}.{kind}") for kind in ("srt", "vtt", "txt")]
