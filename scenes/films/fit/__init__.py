"""The film of a regression: a curve is learned from noisy points."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "fit": FilmEntry(
        summary="a curve bends into place, then too far: overfitting and early stopping",
        section="9 Gradient descent",
        home="scenes.films.fit.fit:Fit",
        options="scenes.films.fit.fit_spec:FitSpec",
    ),
}
