"""Films of the chapter's section 2 The perceptron."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "perceptron": FilmEntry(
        summary="from a nerve cell to a unit that learns, and to what one unit can't learn",
        section="2 The perceptron",
        home="scenes.films.perceptron.perceptron:Perceptron",
        options="scenes.films.perceptron.specs:PerceptronSpec",
    ),
}
