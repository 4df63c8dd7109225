"""What a film's folder declares: read in no time, loaded when asked for."""

import subprocess
import sys

from scenes.films.outputs_and_losses.softmax_spec import SoftmaxSpec
from scenes.storytelling.film_entry import FilmEntry

SOFTMAX = FilmEntry(
    summary="raw outputs become probabilities",
    section="7 Output activations and losses",
    home="scenes.films.outputs_and_losses.softmax:Softmax",
    options="scenes.films.outputs_and_losses.softmax_spec:SoftmaxSpec",
)


def test_scene_and_options_are_found_by_name() -> None:
    assert SOFTMAX.spec is SoftmaxSpec
    assert SOFTMAX.load().__name__ == "Softmax"
    assert SOFTMAX.module == SOFTMAX.load().__module__


def test_results_are_those_that_the_scene_computes() -> None:
    spec = SoftmaxSpec(logits=(1.0, 1.0))
    assert SOFTMAX.prepare(spec).probabilities.tolist() == [0.5, 0.5]


def test_what_it_is_about_changes_subject_and_identity() -> None:
    one, other = SoftmaxSpec(temperature=1.0), SoftmaxSpec(temperature=2.0)
    assert SOFTMAX.subject_of(one) == SOFTMAX.subject_of(SoftmaxSpec())
    assert SOFTMAX.subject_of(one) != SOFTMAX.subject_of(other)
    assert SOFTMAX.identity_of(one) != SOFTMAX.identity_of(other)


def test_to_read_all_declarations_imports_neither_scenes_nor_what_draws_and_trains() -> None:
    code = """
import sys
import scenes.films.catalogue
heavy = {"torch", "manim", "numpy", "matplotlib"} & sys.modules.keys()
films = {name for name in sys.modules if name.startswith("scenes.films.")}
print(sorted(heavy), any(name.count(".") > 2 for name in films))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"


def test_a_section_without_a_number_comes_last() -> None:
    own, second, tenth = (
        FilmEntry(summary="", section=section, home="", options="").order
        for section in ("Dropout", "2 The perceptron", "10 Beyond")
    )
    assert second < tenth < own
