"""Films of the chapter's section 8 Forward and backward."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "backprop": FilmEntry(
        summary="numbers flow forwards, derivatives flow back, and every weight takes a step",
        section="8 Forward and backward",
        home="scenes.films.backprop.backprop:Backprop",
        options="scenes.films.backprop.specs:BackpropSpec",
    ),
}
