"""Films of the chapter's section 9 Gradient descent."""

from scenes.storytelling.film_entry import FilmEntry

FILMS = {
    "landscape": FilmEntry(
        summary="a network on the surface of its own loss, and what that picture leaves out",
        section="9 Gradient descent",
        home="scenes.films.landscape.landscape:LossLandscape",
        options="scenes.films.landscape.specs:LandscapeSpec",
    ),
}
