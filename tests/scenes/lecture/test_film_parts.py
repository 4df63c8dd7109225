"""Where films pause: after every section, where a slide says, and around what repeats."""

from __future__ import annotations

import pytest

from engine.errors import UsageError
from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.languages.language import ENGLISH, LANGUAGES
from scenes.lecture.film_parts import parts_of
from scenes.lecture.lecture_spec import FilmSlideSpec
from scenes.rendering.timeline import Section, Sentence, Timeline

NAMES = ("curve", "near zero", "plane", "summary")
TIMELINE = Timeline(
    8.0,
    tuple(Section(name, 2.0 * i, 2.0 * i + 2) for i, name in enumerate(NAMES)),
    tuple(
        Sentence(2.0 * i + 0.5, 2.0 * i + 1, f"About the\n{name}.") for i, name in enumerate(NAMES)
    ),
)


def film(**asked: object) -> FilmSlideSpec:
    place = "lecture.toml: slide 2 (softmax)"
    return FilmSlideSpec(place, "A film", "", "softmax", SoftmaxSpec(), "softmax", **asked)  # type: ignore[arg-type]


def spans(**asked: object) -> list[tuple[float, float]]:
    return [(part.begin, part.end) for part in parts_of(film(**asked), TIMELINE, ENGLISH)]


def test_a_film_pauses_after_each_of_its_sections() -> None:
    parts = parts_of(film(), TIMELINE, ENGLISH)
    assert [part.title for part in parts] == ["Curve", "Near zero", "Plane", "Summary"]
    assert [part.transcript for part in parts][1] == ("About the near zero.",)
    assert not any(part.loop for part in parts)


def test_parts_together_are_the_whole_film_wherever_it_pauses() -> None:
    assert spans(pauses=()) == [(0, 8)]
    assert spans(pauses=("near zero",)) == [(0, 4), (4, 8)]
    assert spans(pauses=("summary",)) == [(0, 8)]


def test_what_repeats_is_a_part_of_its_own() -> None:
    parts = parts_of(film(pauses=(), loops=("plane",)), TIMELINE, ENGLISH)
    assert [(part.begin, part.end, part.loop) for part in parts] == [
        (0, 4, False), (4, 6, True), (6, 8, False),
    ]  # fmt: skip


def test_notes_go_with_their_sections_and_are_joined_with_them() -> None:
    notes = {"near-zero": "Ask.", "summary": "Stop.", "plane": "Look."}
    parts = parts_of(film(pauses=("near-zero",), section_notes=notes), TIMELINE, ENGLISH)
    assert [part.notes for part in parts] == ["Ask.", "Look.\nStop."]


def test_titles_are_in_the_language_of_the_lecture() -> None:
    assert parts_of(film(), TIMELINE, LANGUAGES["zh"])[0].title == "曲线"


def test_a_film_without_sections_is_one_part_of_its_name() -> None:
    (part,) = parts_of(film(), Timeline(3.0, (Section("", 0.0, 3.0),), ()), ENGLISH)
    assert (part.title, part.begin, part.end) == ("A film", 0, 3)


@pytest.mark.parametrize(
    ("field", "asked"),
    [
        ("pauses", {"pauses": ("plain",)}),
        ("loops", {"loops": ("plain",)}),
        ("section-notes", {"section_notes": {"plain": "x"}}),
    ],
)
def test_an_unknown_section_is_told_with_its_slide_and_the_nearest(
    field: str, asked: dict[str, object]
) -> None:
    with pytest.raises(UsageError) as caught:
        spans(**asked)
    assert str(caught.value) == (
        f"lecture.toml: slide 2 (softmax): {field}: there is no section named 'plain'; "
        "did you mean plane?"
    )
