"""Reading a lecture: what it says, and a sentence with a path for whatever can't be meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import CombinedError, UsageError, WarpreelError
from scenes.languages.language import LANGUAGES
from scenes.lecture.lecture_spec import FigureSlideSpec, FilmSlideSpec, LectureSpec, TitleSlideSpec
from scenes.lecture.reading import Overrides, read_lecture, translate_lines

HEAD = 'title = "Talk"\n'
SOFTMAX = '[[slide]]\nscene = "softmax"\n'


@pytest.fixture(autouse=True)
def _here(workplace: Path) -> None:
    """Write lectures where nothing else is."""


def read(text: str, overrides: Overrides | None = None) -> LectureSpec:
    Path("lecture.toml").write_text(text, "utf-8")
    return read_lecture(Path("lecture.toml"), overrides)


def film_of(text: str) -> FilmSlideSpec:
    (film,) = read(HEAD + text).slides
    assert isinstance(film, FilmSlideSpec)
    return film


def test_slides_are_words_figures_and_films_in_order() -> None:
    script = read(
        HEAD
        + '[[slide]]\ntitle = "Hello"\ntext = "you"\nnotes = "wave"\n'
        + '[[slide]]\nfigure = "11.12"\ntitle = "Seen"\n'
        + SOFTMAX
    )
    words, figure, film = script.slides
    assert words == TitleSlideSpec("Hello", "you", "wave")
    assert isinstance(figure, FigureSlideSpec)
    assert (figure.title, figure.request.name) == ("Seen", "softmax")
    assert figure.caption == "Raw outputs, and the probabilities that softmax makes of them"
    assert isinstance(film, FilmSlideSpec)
    assert film.title == "Softmax makes probabilities of raw outputs, step by step"
    assert (film.pauses, film.loops) == (None, ())


def test_a_spec_takes_the_flags_of_the_scene_with_hyphens_or_underscores() -> None:
    for name in ("weight-decay", "weight_decay"):
        film = film_of(f'[[slide]]\nscene = "space-warp"\nspec = {{{name} = 0.5, hidden = [4, 2]}}')
        assert film.spec == film.entry.spec(weight_decay=0.5, hidden=(4, 2))


def test_films_have_the_language_theme_and_shape_of_the_lecture_or_those_asked_for() -> None:
    text = f'{HEAD}theme = "light"\naspect = "4:3"\nquality = "h"\n{SOFTMAX}'
    spec = read(text).films["softmax"].spec
    assert (spec.lang, spec.theme, spec.aspect) == ("en", "light", "4:3")
    script = read(text, Overrides("zh", "dark", "l", "1:1"))
    spec = script.films["softmax"].spec
    assert (spec.lang, spec.theme, spec.aspect, script.quality) == ("zh", "dark", "1:1", "l")


def test_pauses_may_be_named_or_left_out() -> None:
    assert film_of(f'{SOFTMAX}pauses = ["outputs"]\n').pauses == ("outputs",)
    assert film_of(f'{SOFTMAX}pauses = "none"\n').pauses == ()


def test_files_are_named_by_scene_and_the_same_film_has_one() -> None:
    hot = f"{SOFTMAX}spec.temperature = 2\n"
    relu = '[[slide]]\nscene = "activation"\nspec.name = "relu"\n'
    assert list(read(HEAD + SOFTMAX + hot + SOFTMAX + hot + relu).films) == [
        "softmax", "softmax-2", "activation-relu",
    ]  # fmt: skip


def test_files_are_sought_where_the_lecture_lies() -> None:
    Path("talk").mkdir()
    Path("talk/points.csv").write_text("1,2,a\n2,1,b\n" * 3)
    Path("talk/own.toml").write_text('base = "light"\n')
    path = Path("talk/lecture.toml")
    spec = '[[slide]]\nscene = "space-warp"\nspec.data = "points.csv"\n'
    path.write_text(f'{HEAD}theme = "own.toml"\n{spec}')
    (film,) = read_lecture(path).films.values()
    assert film.spec.data == "talk/points.csv"  # type: ignore[attr-defined]
    assert film.spec.theme == "talk/own.toml"


def test_known_lines_are_translated_and_the_lecturers_own_stay() -> None:
    text = "Welcome to my class.\nLengths, angles and areas stay as they are."
    assert translate_lines(text, LANGUAGES["zh"]).splitlines() == [
        "Welcome to my class.", "长度、角度和面积都保持不变。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('titel = "Talk"\n' + SOFTMAX, "there is no field named 'titel'; did you mean title?"),
        (SOFTMAX, "it lacks the field title"),
        ("title = 3\nslide = []", "title: expected text, got a whole number"),
        (HEAD + "slide = []", "it has no [[slide]]; add one"),
        (HEAD + "slide = [3]", "slide 1: make it a table, [[slide]]"),
        (f'quality = "x"\n{HEAD}{SOFTMAX}', "quality: there is no quality named 'x'"),
        (f'theme = "lihgt"\n{HEAD}{SOFTMAX}', "theme: there is no theme named 'lihgt'; did you"),
        (HEAD + "[[slide]]\nnotes = ''", "slide 1: give it a scene, a figure, a page"),
        (
            HEAD + "[[slide]]\nexplore = 'mons'",
            "slide 1 (mons): explore: there is no recording, file,",
        ),
        (HEAD + "[[slide]]\nexplore = 'moons'\npauses = []", "no effect on a slide with a page to"),
        (HEAD + "[[slide]]\nexplore = 'moons'\nspec.x = 1", "spec: there is no option named 'x'"),
        (HEAD + "[[slide]]\nTitle = 'x'", "slide 1: there is no field named 'Title'; did you mean"),
        (
            HEAD + "[[slide]]\nscene = 'space-warp'\nrecording = 'run.safetensors'",
            "slide 1 (space-warp): recording is an option of the film: "
            "write spec = { recording = … }",
        ),
        (HEAD + "[[slide]]\nfigure = '11.8'\nname = 'relu'", "name is an option of the figure"),
        (HEAD + "[[slide]]\nexplore = 'moons'\nhidden = [8]", "hidden is an option of the page"),
        (HEAD + "[[slide]]\nscene = 'sotfmax'\ntempo = 2", "there is no field named 'tempo'"),
        (HEAD + "[[slide]]\nscene = 'sotfmax'", "slide 1 (sotfmax): scene: there is no scene"),
        (HEAD + "[[slide]]\nfigure = '11.88'", "slide 1 (11.88): figure: there is no figure named"),
        (HEAD + SOFTMAX + "figure = '11.8'", "slide 1 (softmax): it has both a scene and a figure"),
        (HEAD + SOFTMAX + "text = 'x'", "slide 1 (softmax): text has no effect on a slide with a"),
        (HEAD + SOFTMAX + "loops = 3", "slide 1 (softmax): loops: expected a list, got a whole"),
        (HEAD + SOFTMAX + "pauses = 'all'", 'pauses is "all"; give a list of sections, or "none"'),
        (HEAD + SOFTMAX + "spec.tempo = 100", "spec.tempo 100: choose between 0.1 and 20"),
        (HEAD + SOFTMAX + "spec.tempo = 'x'", "spec.tempo: expected a number, got text"),
        (HEAD + SOFTMAX + "spec.tmpo = 1", "spec: there is no option named 'tmpo'; did you mean"),
        (HEAD + SOFTMAX + "spec.logits = [1, 'a']", "spec.logits[1]: expected a number, got text"),
        (
            HEAD + SOFTMAX + "spec.theme = 'dark'",
            "spec.theme is the same for all slides; set theme",
        ),
        (HEAD + "[[slide]]\nfigure = '11.8'\nspec.x = 1", "spec: there is no option named 'x'"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_place(text: str, sentence: str) -> None:
    with pytest.raises(WarpreelError) as caught:
        read(text)
    assert caught.value.exit_code == 2
    assert str(caught.value).startswith("lecture.toml: ")
    assert sentence in str(caught.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(CombinedError) as caught:
        read(
            HEAD + SOFTMAX + 'pauses = ["outputs", "tempreature"]\nloops = ["x"]\n'
            "[[slide]]\nscene = 'sotfmax'\n" + SOFTMAX + "spec.tempo = 100\n"
        )
    told = [str(error) for error in caught.value.errors]
    assert [words.split(": ")[1] for words in told] == [
        "slide 2 (sotfmax)", "slide 3 (softmax)", "slide 1 (softmax)", "slide 1 (softmax)",
    ]  # fmt: skip
    assert "did you mean temperature?" in told[2]


def test_sections_are_checked_before_anything_is_rendered() -> None:
    with pytest.raises(UsageError, match=r"slide 1 \(softmax\): loops: there is no section named"):
        read(HEAD + SOFTMAX + 'loops = ["plain"]\n')
    two_classes = "spec.logits = [1.0, 2.0]\npauses = ['outputs']\n"
    assert film_of(SOFTMAX + two_classes).pauses == ("outputs",)


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 1, "there is no lecture.toml; `warpreel lecture init` writes one"),
        (b'title = "x"\nauthor = "y\n', 2, "lecture.toml: it is not well-formed TOML: "),
        (b'title = "x"\nauthor = "y\n', 2, "(at line 2, "),
        (b"\xff\xfe", 2, "lecture.toml: it is not written in UTF-8; save it anew"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, 2, "stand too deep within each other"),
        (b"title = " + b"9" * 5000, 2, "lecture.toml: a number in it has too many digits"),
        (b"a" * 2_000_000, 1, "lecture.toml has more than 1,000,000 bytes"),
    ],
)
def test_files_that_cannot_be_read_are_told(content: bytes | None, code: int, words: str) -> None:
    path = Path("lecture.toml")
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WarpreelError) as caught:
        read_lecture(path)
    assert caught.value.exit_code == code
    assert words in str(caught.value)


def test_a_folder_is_no_lecture() -> None:
    with pytest.raises(WarpreelError, match=r"cannot read \.: is a directory"):
        read_lecture(Path())


def test_a_theme_that_cannot_be_read_on_screen_is_refused() -> None:
    Path("faint.toml").write_text("[colours]\nmuted = '#444444'")
    with pytest.raises(WarpreelError, match=r"faint.toml: muted #444444 on panel"):
        read(f'theme = "faint.toml"\n{HEAD}{SOFTMAX}')


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('data = "none.csv"', "spec.data: there is no file none.csv"),
        ('recording = "none.safetensors"', "spec.recording: there is no file none.safetensors"),
    ],
)
def test_files_of_a_film_are_sought_before_others_are_rendered(options: str, told: str) -> None:
    with pytest.raises(UsageError, match=rf"slide 1 \(space-warp\): {told}"):
        read(HEAD + f'[[slide]]\nscene = "space-warp"\nspec = {{ {options} }}\n')


def test_mistakes_of_the_head_and_of_slides_are_told_together() -> None:
    text = 'titel = "x"\ntheme = "no.toml"\nquality = "z"\n[[slide]]\nscene = "softmaxx"\n'
    with pytest.raises(CombinedError) as failure:
        read('title = "x"\n' + text)
    told = [str(error) for error in failure.value.errors]
    assert [each.split(": ")[1] for each in told] == [
        "there is no field named 'titel'; did you mean title?",
        "quality",
        "theme",
        "slide 1 (softmaxx)",
    ]


@pytest.mark.parametrize("word", ["all", "activation"])
def test_what_stands_for_several_figures_is_not_offered_for_itself(word: str) -> None:
    with pytest.raises(UsageError, match=f"there is no figure named '{word}'") as failure:
        read(HEAD + f'[[slide]]\nfigure = "{word}"\n')
    assert f"mean {word}" not in str(failure.value)
